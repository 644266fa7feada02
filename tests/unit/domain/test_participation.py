"""Participation codes: which fit the child's age, and what each says."""

from datetime import date

import pytest

from openiro.domain.participation import (
    UnableToUseParticipationCode,
    attended,
    check_participation_code,
    codes_for,
    counts_for_participation,
    participated,
)

BORN = date(2014, 5, 10)


@pytest.mark.parametrize(
    ("code", "took_part", "was_there"),
    [
        ("PN0", None, None),
        ("PN1", True, True),
        ("PN2", True, True),
        ("PN3", True, True),
        ("PN4", False, True),
        ("PN5", True, False),
        ("PN6", True, False),
        ("PN7", False, False),
        (None, None, None),
        ("PN9", None, None),
    ],
)
def test_what_each_code_says(code: str | None, took_part: bool | None, was_there: bool | None) -> None:
    assert participated(code) is took_part
    assert attended(code) is was_there


def test_a_child_is_4_on_the_fourth_birthday_itself() -> None:
    assert [each.code for each in codes_for(BORN, date(2018, 5, 9))] == ["PN0"]
    assert [each.code for each in codes_for(BORN, date(2018, 5, 10))] == [f"PN{n}" for n in range(1, 8)]


def test_a_child_born_on_29_february_is_4_on_the_next_but_one_leap_day() -> None:
    assert not counts_for_participation(date(2016, 2, 29), date(2020, 2, 28))
    assert counts_for_participation(date(2016, 2, 29), date(2020, 2, 29))


def test_a_code_that_does_not_fit_the_age_is_refused_with_those_that_do() -> None:
    check_participation_code("PN0", BORN, date(2018, 5, 9))
    with pytest.raises(UnableToUseParticipationCode, match=r"PN0 does not fit a child aged 4 .* PN1, PN2"):
        check_participation_code("PN0", BORN, date(2018, 5, 10))
    with pytest.raises(UnableToUseParticipationCode, match="Choose one of PN0"):
        check_participation_code("PN1", BORN, date(2018, 5, 9))


def test_a_code_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnableToUseParticipationCode, match="'PN8' is not a participation code"):
        check_participation_code("PN8", BORN, date(2018, 5, 9))
