"""Action plans: whether a plan's name fits its days, and when word of an action is due."""

from datetime import date

import pytest

from openiro.domain.plans import UnableToPlan, check_label, next_due_on

FIRST, LAST = date(2019, 4, 1), date(2020, 3, 31)


@pytest.mark.parametrize("label", ["Programme 2019/20", "Priorities 2019-2020", "Priorities for 2020", "Priorities"])
def test_a_plan_is_called_by_the_years_of_its_days(label: str) -> None:
    check_label(label, FIRST, LAST)


# Nottingham's priorities and Harrow's work programme were printed with the year before in their names.
@pytest.mark.parametrize("label", ["Priorities for 2016/17", "April 2018 to 2019", "Priorities 2018-2019", "Plan 2021"])
def test_a_plan_that_is_called_by_other_years_is_refused(label: str) -> None:
    with pytest.raises(UnableToPlan, match="Put the name or the days right"):
        check_label(label, FIRST, LAST)


def test_a_plan_has_a_name_and_days_in_order() -> None:
    with pytest.raises(UnableToPlan, match="what the plan is called"):
        check_label(" ", FIRST, LAST)
    with pytest.raises(UnableToPlan, match="ends before it begins"):
        check_label("Priorities", LAST, FIRST)


def test_word_of_a_quarterly_action_is_due_three_months_after_the_last() -> None:
    told_on = date(2019, 11, 30)
    assert next_due_on("quarterly", None, told_on) == date(2020, 2, 29)
    assert next_due_on("date", LAST, told_on) == LAST
    assert next_due_on("ongoing", None, told_on) is None
