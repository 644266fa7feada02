"""The five clocks after one review: when each is due, and how it stands on a day.

A review completed on Monday 30 April 2018; 7 and 28 May are bank holidays.
"""

from dataclasses import replace
from datetime import date

import pytest

from openiro.domain.after_review import (
    AFTER_REVIEW,
    CARE_PLAN,
    DECISIONS,
    DISTRIBUTION,
    MANAGER,
    RECORD,
    ClockAfter,
    DecisionAnswered,
    ReviewOver,
    Standing,
    clocks_after,
)
from openiro.domain.clocks import CLOCKS, Unit, with_limit
from tests.factories.calendars import england_and_wales

COMPLETED, LONG_AFTER = date(2018, 4, 30), date(2018, 12, 31)
LAST_DAYS = {
    DECISIONS: date(2018, 5, 8),
    CARE_PLAN: date(2018, 5, 15),
    RECORD: date(2018, 5, 22),
    DISTRIBUTION: date(2018, 5, 30),
}
FIELDS = {
    DECISIONS: "decisions_sent_on",
    CARE_PLAN: "care_plan_updated_on",
    RECORD: "record_finished_on",
    DISTRIBUTION: "distributed_on",
}


def clock_of(name: str, review: ReviewOver, as_at: date = LONG_AFTER) -> ClockAfter:
    return dict(zip(AFTER_REVIEW, clocks_after(review, england_and_wales(), as_at), strict=True))[name]


@pytest.mark.parametrize(("name", "last_day"), LAST_DAYS.items())
def test_each_clock_has_its_last_day_and_that_day_is_in_time(name: str, last_day: date) -> None:
    over = ReviewOver(COMPLETED)
    assert clock_of(name, over).due_on == last_day
    assert clock_of(name, replace(over, **{FIELDS[name]: last_day})).standing is Standing.MET
    late = replace(over, **{FIELDS[name]: date.fromordinal(last_day.toordinal() + 1)})
    assert clock_of(name, late).standing is Standing.LATE
    assert clock_of(name, over).standing is Standing.MISSED


def test_a_clock_runs_until_its_last_day_is_over() -> None:
    over = ReviewOver(COMPLETED, decisions_sent_on=date(2018, 5, 10))
    assert clock_of(DECISIONS, over, date(2018, 5, 7)).standing is Standing.RUNNING
    assert clock_of(DECISIONS, over, date(2018, 5, 8)).standing is Standing.MISSED
    assert clock_of(DECISIONS, over, date(2018, 5, 10)).standing is Standing.LATE


def test_nothing_runs_before_the_review_is_completed() -> None:
    sent = DecisionAnswered(date(2018, 4, 27), date(2018, 4, 28), "agreed")
    held = ReviewOver(None, decisions_sent_on=date(2018, 4, 27), decisions=[sent])
    for each in clocks_after(held, england_and_wales(), LONG_AFTER):
        assert (each.standing, each.due_on, each.was_met) == (Standing.NOT_BEGUN, None, None)
    assert clock_of(DECISIONS, ReviewOver(COMPLETED), date(2018, 4, 29)).standing is Standing.NOT_BEGUN


def test_what_was_met_is_told_apart_from_what_is_open() -> None:
    sent = ReviewOver(COMPLETED, decisions_sent_on=date(2018, 5, 1))
    assert clock_of(DECISIONS, sent).was_met is True
    assert clock_of(RECORD, sent).was_met is False
    assert clock_of(RECORD, sent, date(2018, 5, 1)).was_met is None


SENT = date(2018, 5, 1)  # the manager's last day is 9 May


def managers(*decisions: DecisionAnswered, as_at: date = LONG_AFTER) -> ClockAfter:
    return clock_of(MANAGER, ReviewOver(COMPLETED, decisions=decisions), as_at)


class TestTheManagersClock:
    def test_it_runs_from_the_day_on_which_the_decisions_were_sent(self) -> None:
        found = managers(DecisionAnswered(SENT), as_at=SENT)
        assert (found.due_on, found.done_on, found.standing) == (date(2018, 5, 9), None, Standing.RUNNING)
        late_start = managers(DecisionAnswered(date(2018, 5, 14), date(2018, 5, 21), "agreed"))
        assert (late_start.due_on, late_start.standing) == (date(2018, 5, 21), Standing.MET)

    @pytest.mark.parametrize(
        ("decisions", "standing"),
        [
            ([DecisionAnswered(SENT, date(2018, 5, 9), "agreed")], Standing.MET),
            ([DecisionAnswered(SENT, date(2018, 5, 9), "objected")], Standing.MET),
            ([DecisionAnswered(SENT, date(2018, 5, 10), "agreed")], Standing.LATE),
            ([DecisionAnswered(SENT, date(2018, 5, 10), "deemed")], Standing.MISSED),
            ([DecisionAnswered(SENT)], Standing.MISSED),
            ([DecisionAnswered()], Standing.NOT_BEGUN),
            ([], Standing.NOT_BEGUN),
            # The worst of several is that of all.
            ([DecisionAnswered(SENT, date(2018, 5, 2), "agreed"), DecisionAnswered(SENT)], Standing.MISSED),
            ([DecisionAnswered(SENT, date(2018, 5, 2), "agreed"), DecisionAnswered()], Standing.NOT_BEGUN),
        ],
    )
    def test_how_it_stands(self, decisions: list[DecisionAnswered], standing: Standing) -> None:
        assert managers(*decisions).standing is standing

    def test_of_several_the_first_that_waits_sets_the_day(self) -> None:
        answered = DecisionAnswered(SENT, date(2018, 5, 2), "agreed")
        others = (DecisionAnswered(date(2018, 5, 3)), DecisionAnswered(date(2018, 5, 4)))
        assert managers(answered, *others, as_at=date(2018, 5, 2)).standing is Standing.NOT_BEGUN
        later = managers(answered, *others, as_at=date(2018, 5, 4))
        assert (later.due_on, later.done_on, later.standing) == (date(2018, 5, 11), None, Standing.RUNNING)

    def test_a_council_may_give_managers_another_limit(self) -> None:
        ten = CLOCKS | {MANAGER: with_limit(MANAGER, 10, Unit.WORKING_DAYS)}
        review = ReviewOver(COMPLETED, decisions=[DecisionAnswered(SENT, date(2018, 5, 16), "agreed")])
        found = dict(zip(AFTER_REVIEW, clocks_after(review, england_and_wales(), LONG_AFTER, clocks=ten), strict=True))
        assert found[MANAGER].standing is Standing.MET
        assert managers(*review.decisions).standing is Standing.LATE
