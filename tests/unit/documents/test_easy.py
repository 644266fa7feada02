"""A letter that is easy to read: a line for each sentence, in large print, with not a word more or less."""

from datetime import date

from openiro.documents.content import BulletList, Document, Metadata, Paragraph, Run, Section
from openiro.documents.easy import easy_to_read
from openiro.documents.review_papers import blocks_of_text
from openiro.documents.web_page import to_html

LETTER = """Your review was on 3 May 2026. Thank you for coming! Mr. Lee came too.

- Ask Dr. Shah. She will call.
1. We will see. By 9 May.
"""


def paper(text: str) -> Document:
    sections = (Section("hello", "Dear Sam", blocks_of_text(text)),)
    return Document("Letter", "Council", "2026", sections, Metadata(date(2026, 5, 4)), contents=False)


def lines(document: Document) -> list[str]:
    found = []
    for block in document.sections[0].blocks:
        found += [item.text for item in block.items] if isinstance(block, BulletList) else [block.text]
    return found


def test_each_sentence_has_a_line_of_its_own_and_a_point_of_a_list_stays_whole() -> None:
    assert lines(easy_to_read(paper(LETTER))) == [
        "Your review was on 3 May 2026.",
        "Thank you for coming!",
        "Mr. Lee came too.",
        "Ask Dr. Shah. She will call.",
        "1. We will see.",
        "By 9 May.",
    ]


def test_nothing_is_added_and_nothing_left_out() -> None:
    easy, usual = (" ".join(lines(each)).split() for each in (easy_to_read(paper(LETTER)), paper(LETTER)))
    assert easy == usual


def test_it_is_in_large_print() -> None:
    assert b"<body class=large>" in to_html(easy_to_read(paper(LETTER)))
    assert b"<body class=large>" not in to_html(paper(LETTER))


def test_words_in_bold_stay_as_they_are() -> None:
    bold = Paragraph((Run("Look. "), Run("This matters.", bold=True)))
    made = Document("Letter", "Council", "", (Section("a", "A", (bold,)),), Metadata(date(2026, 5, 4)))
    assert easy_to_read(made).sections[0].blocks == (bold,)
