"""The code of a child's part, guided by two questions: was the child there, and how were views given."""

from datetime import date

import pytest

from openiro.domain.participation import (
    FROM_4,
    TREE,
    Given,
    UnableToUseParticipationCode,
    answers_of,
    attended,
    code_from,
    participated,
)

BORN, HELD = date(2014, 5, 10), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("there", "given", "code"),
    [
        (True, Given.SPOKE, "PN1"),
        (True, Given.ADVOCATE, "PN2"),
        (True, Given.WITHOUT_WORDS, "PN3"),
        (True, Given.NOT_GIVEN, "PN4"),
        (False, Given.ADVOCATE, "PN5"),
        (False, Given.OTHERWISE, "PN6"),
        (False, Given.NOT_GIVEN, "PN7"),
    ],
)
def test_two_answers_come_to_one_code(there: bool, given: Given, code: str):
    assert code_from(BORN, HELD, there=there, given=given) == code
    assert attended(code) is there
    assert participated(code) is (given is not Given.NOT_GIVEN)
    assert answers_of(code) == (there, given)


def test_the_tree_leads_to_every_code_of_a_child_of_4_or_over_and_to_each_once():
    assert sorted(code for ways in TREE.values() for code in ways.values()) == list(FROM_4)


@pytest.mark.parametrize(("there", "given"), [(None, None), (True, Given.SPOKE), (False, None)])
def test_a_child_under_4_has_one_code_whatever_is_answered(there: bool | None, given: Given | None):
    assert code_from(date(2022, 11, 24), HELD, there=there, given=given) == "PN0"


def test_on_the_fourth_birthday_the_questions_are_asked():
    assert code_from(date(2022, 11, 23), HELD, there=True, given=Given.SPOKE) == "PN1"


@pytest.mark.parametrize(("there", "given"), [(None, None), (True, None), (None, Given.SPOKE)])
def test_while_a_question_is_open_there_is_no_code(there: bool | None, given: Given | None):
    assert code_from(BORN, HELD, there=there, given=given) == ""


@pytest.mark.parametrize(
    ("there", "given"), [(True, Given.OTHERWISE), (False, Given.SPOKE), (False, Given.WITHOUT_WORDS)]
)
def test_answers_that_do_not_go_together_are_refused(there: bool, given: Given):
    with pytest.raises(UnableToUseParticipationCode, match="Choose one of"):
        code_from(BORN, HELD, there=there, given=given)


def test_a_code_that_says_nothing_has_no_answers():
    assert answers_of("PN0") == (None, None)
    assert answers_of("") == (None, None)
