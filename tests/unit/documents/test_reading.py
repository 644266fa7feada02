"""How old a reader must be: known texts, and what makes a text hard."""

import pytest

from openiro.documents.reading import reading_age, reading_of, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("nurse", 1),
        ("school", 1),
        ("helped", 1),
        ("places", 2),
        ("about", 2),
        ("review", 2),
        ("people", 2),
        ("table", 2),
        ("wanted", 2),
        ("family", 3),
        ("decided", 3),
        ("statutory", 4),
        ("accommodation", 5),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_the_formula_is_that_of_flesch_and_kincaid_plus_five():
    # 6 words in 1 sentence, 7 syllables: 0.39 * 6 + 11.8 * 7 / 6 - 15.59 + 5 = 5.52
    assert reading_age("Your nurse will help the people.") == 5.5
    # 10 words in 2 sentences, 19 syllables: 0.39 * 5 + 11.8 * 1.9 - 15.59 + 5 = 13.78
    assert reading_age("Review meeting about people. The nurse helped decided family places.") == 13.8


def test_a_letter_to_a_child_reads_younger_than_a_report():
    letter = "You said that you like your school. You want to see your brother more. We will ask your mum."
    report = (
        "The Independent Reviewing Officer considered the arrangements for accommodation in accordance with statutory "
        "guidance, and recommended reconsideration of contact arrangements."
    )
    assert reading_age(letter) < 9
    assert reading_age(report) > 16


def test_a_text_without_words_has_no_age():
    assert reading_age("  \n 3 … ") is None
    assert reading_of("").hard_words == ()


def test_points_of_a_list_and_titles_are_not_run_together():
    assert reading_of("- Your mum\n- Mrs. Khan\n- Dr. Bell").sentences == 3
    assert reading_of("At 3.30 we met. You came.").sentences == 2


def test_what_makes_it_hard_is_named():
    text = (
        "We will make arrangements for accommodation with Amina. Your family came, and then we all went on to talk "
        "about the school and the club and the dog for a very long time."
    )
    found = reading_of(text)
    assert found.hard_words == ("arrangements", "accommodation")
    assert len(found.long_sentences) == 1
    assert found.long_sentences[0].startswith("Your family came")
