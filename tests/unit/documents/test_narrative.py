"""What a person typed in a page, as blocks of a paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openiro.documents.content import BulletList, Paragraph, Run
from openiro.documents.narrative import blocks_from


def test_blank_lines_part_paragraphs_and_single_line_ends_do_not():
    assert blocks_from("First\nline.\r\n\r\nSecond.\n") == (Paragraph.of("First line."), Paragraph.of("Second."))


def test_points_become_a_list_between_the_words_around_it():
    assert blocks_from("We will:\n- listen\n* act\n• write\nand then stop.") == (
        Paragraph.of("We will:"),
        BulletList.of("listen", "act", "write"),
        Paragraph.of("and then stop."),
    )


def test_two_stars_make_words_bold():
    assert blocks_from("All **525 reviews** in time") == (
        Paragraph((Run("All "), Run("525 reviews", bold=True), Run(" in time"))),
    )


@pytest.mark.parametrize("text", ["5 * 3 ** 2", "-3 fewer", "**", "a ** b ** c", "1-2", "-"])
def test_signs_that_are_no_marks_are_shown_as_typed(text):
    assert blocks_from(text) == (Paragraph.of(text),)


@pytest.mark.parametrize("text", ["", "  \n\n \t"])
def test_nothing_typed_gives_nothing(text):
    assert blocks_from(text) == ()


@given(st.text(alphabet="ab *-\n", max_size=40))
def test_no_letter_that_was_typed_is_lost(text):
    said = "".join(
        part.text for block in blocks_from(text) for part in ([block] if isinstance(block, Paragraph) else block.items)
    )
    assert [c for c in said if c.isalpha()] == [c for c in text if c.isalpha()]
