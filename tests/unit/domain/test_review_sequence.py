"""When each review was due and whether it was in time: the rules of law and the ground rules, case by case."""

from datetime import date, timedelta

import pytest

from openiro.domain.care import CarePeriod, Episode, care_periods
from openiro.domain.review_sequence import (
    DueDate,
    ReviewHeld,
    ReviewRules,
    ReviewSequence,
    Timeliness,
    TimelinessDate,
    judged_reviews,
    next_due,
    reviews_in,
)
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()
RULES = ReviewRules(CALENDAR)
LATER = date(2020, 3, 31)


def day(text: str) -> date:
    return date.fromisoformat(text)


def care(*rows: tuple[str, str, str, str], ends: str | None = None, ended: str = "E4A") -> CarePeriod:
    """One care period of episodes that follow on: (start, reason, legal status, placement)."""
    closes = [row[0] for row in rows[1:]] + [ends]
    (period,) = care_periods(
        Episode(
            day(start),
            began,
            status,
            placement=placement,
            ended_on=day(close) if close else None,
            reason_ended="X1" if place < len(rows) - 1 else (ended if close else None),
        )
        for place, ((start, began, status, placement), close) in enumerate(zip(rows, closes, strict=True))
    )
    return period


def held(*days: str) -> list[ReviewHeld]:
    return [ReviewHeld(day(each)) for each in days]


def due_days(period: CarePeriod, *days: str, rules: ReviewRules = RULES) -> list[date | None]:
    return [each.due.due_on for each in judged_reviews(period, held(*days), rules, LATER)]


def required(period: CarePeriod, *days: str, as_at: date = LATER, rules: ReviewRules = RULES) -> DueDate:
    due = next_due(period, held(*days), rules, as_at)
    assert due is not None
    return due


FOSTERED = care(("2018-03-20", "S", "C2", "U6"))


def test_the_ordinary_sequence_is_20_working_days_3_months_and_6_months_each_from_the_one_held() -> None:
    days = due_days(FOSTERED, "2018-04-10", "2018-07-10", "2019-01-10", "2019-07-01")
    # Good Friday 30 March and Easter Monday 2 April 2018 are not working days
    assert days == [day("2018-04-19"), day("2018-07-10"), day("2019-01-10"), day("2019-07-10")]


def test_a_review_on_its_due_date_is_in_time_and_a_day_later_is_late() -> None:
    on_time, late = judged_reviews(FOSTERED, held("2018-04-19", "2018-07-20"), RULES, LATER)
    assert on_time.in_time is True
    assert late.in_time is False
    assert late.timeliness is Timeliness.LATE
    assert (late.due.due_on, late.due.runs_from, late.due.place) == (day("2018-07-19"), day("2018-04-19"), 2)


def test_each_due_date_names_the_clock_and_the_rule_that_sets_it() -> None:
    judged = judged_reviews(FOSTERED, held("2018-04-10", "2018-07-10", "2019-01-10"), RULES, LATER)
    assert [each.due.clock.id for each in judged if each.due.clock] == [
        "review.first",
        "review.second",
        "review.later",
    ]
    assert [each.due.statute_rule for each in judged] == ["1.03", "1.04", "1.04"]


def test_an_early_review_counts_and_brings_the_sequence_forward() -> None:
    assert due_days(FOSTERED, "2018-04-10", "2018-04-25", "2018-10-25")[1:] == [
        day("2018-07-10"),
        day("2018-10-25"),
    ]


def test_changes_of_status_and_placement_do_not_restart_the_sequence() -> None:
    moved = care(("2018-03-20", "S", "V2", "U6"), ("2018-06-01", "B", "C1", "K2"))
    assert due_days(moved, "2018-04-10", "2018-07-10") == [day("2018-04-19"), day("2018-07-10")]


def test_reviews_after_the_day_asked_about_are_not_seen() -> None:
    reviews = held("2018-04-10", "2018-07-10")
    assert len(judged_reviews(FOSTERED, reviews, RULES, day("2018-07-09"))) == 1
    assert next_due(FOSTERED, reviews, RULES, day("2018-07-09")) == required(
        FOSTERED, "2018-04-10", as_at=day("2018-07-09")
    )


def test_those_asked_for_are_judged_by_the_reviews_before_them() -> None:
    reviews = held("2018-04-10", "2018-07-10", "2019-01-11")
    whole = judged_reviews(FOSTERED, reviews, RULES, LATER)
    assert judged_reviews(FOSTERED, reviews, RULES, LATER, since=day("2018-07-10")) == whole[1:]
    assert [each.in_time for each in whole[1:]] == [True, False]


def test_nothing_is_due_once_the_child_has_left_care() -> None:
    left = care(("2018-03-20", "S", "C2", "U6"), ends="2018-04-10")
    assert next_due(left, [], RULES, day("2018-04-10")) is None
    assert required(left, as_at=day("2018-04-09")).due_on == day("2018-04-19")


def test_a_review_due_by_the_end_of_the_day_and_not_held_is_overdue() -> None:
    due = required(FOSTERED, as_at=day("2018-04-19"))
    assert due.is_overdue_at(day("2018-04-19"))
    assert not due.is_overdue_at(day("2018-04-18"))


class TestShortBreaks:
    def test_the_first_is_due_in_3_months_and_later_ones_in_6(self) -> None:
        breaks = care(("2018-01-31", "S", "V4", "U6"))
        assert due_days(breaks, "2018-04-20", "2018-10-01") == [day("2018-04-30"), day("2018-10-20")]
        assert required(breaks, "2018-04-20").sequence is ReviewSequence.SHORT_BREAKS

    def test_the_status_of_the_day_picks_the_clock(self) -> None:
        both = care(("2018-01-31", "S", "V4", "U6"), ("2018-06-01", "L", "V2", "U6"))
        first, second, third = judged_reviews(both, held("2018-04-20", "2018-06-10", "2018-09-01"), RULES, LATER)
        assert first.due.due_on == day("2018-04-30")
        # the first review under other care is due 20 working days after the care period began
        assert (second.due.due_on, second.in_time) == (day("2018-02-28"), False)
        assert third.due.due_on == day("2018-12-10")


class TestPlacedForAdoption:
    placed = care(("2018-01-01", "S", "E1", "U6"), ("2018-05-01", "P", "E1", "A5"))

    def test_the_sequence_is_4_weeks_3_months_and_6_months(self) -> None:
        days = due_days(self.placed, "2018-01-20", "2018-04-20", "2018-05-20", "2018-08-20", "2019-02-01")
        assert days[2:] == [day("2018-05-29"), day("2018-08-20"), day("2019-02-20")]

    def test_a_review_on_its_first_day_is_held_after_it(self) -> None:
        assert due_days(self.placed, "2018-01-20", "2018-05-01", "2018-08-01")[1:] == [
            day("2018-05-29"),
            day("2018-08-01"),
        ]

    def test_from_its_first_day_the_ordinary_date_no_longer_applies_even_one_that_had_passed(self) -> None:
        reviews = ["2018-01-20"]
        before = required(self.placed, *reviews, as_at=day("2018-04-30"))
        assert before.due_on == day("2018-04-20")
        after = required(self.placed, *reviews, as_at=day("2018-05-01"))
        assert (after.due_on, after.sequence) == (day("2018-05-29"), ReviewSequence.ADOPTION)

    def test_a_change_of_legal_status_inside_it_does_not_restart_the_clock(self) -> None:
        period = care(("2018-01-01", "S", "E1", "U6"), ("2018-05-01", "P", "E1", "A5"), ("2018-05-15", "L", "C2", "A5"))
        assert required(period, "2018-01-20").due_on == day("2018-05-29")

    def test_each_placement_has_its_own_clock(self) -> None:
        period = care(("2018-01-01", "S", "E1", "U6"), ("2018-05-01", "P", "E1", "A5"), ("2018-09-03", "P", "E1", "A6"))
        assert due_days(period, "2018-01-20", "2018-05-20", "2018-09-20")[2] == day("2018-10-01")

    def test_when_it_ends_the_ordinary_clock_runs_6_months_from_the_last_review(self) -> None:
        period = care(("2018-01-01", "S", "E1", "U6"), ("2018-05-01", "P", "E1", "A5"), ("2018-07-01", "P", "E1", "U6"))
        assert required(period, "2018-01-20", "2018-05-20").due_on == day("2018-11-20")

    def test_when_it_ends_after_the_only_review_the_ordinary_clock_runs_3_months(self) -> None:
        period = care(("2018-05-01", "S", "E1", "A5"), ("2018-07-01", "P", "E1", "U6"))
        assert required(period, "2018-05-20").due_on == day("2018-08-20")

    def test_when_it_ends_with_no_review_held_the_first_is_due_from_the_start_of_care(self) -> None:
        period = care(("2018-05-01", "S", "E1", "A5"), ("2018-07-02", "P", "E1", "U6"))
        assert required(period).due_on == day("2018-05-31")

    def test_a_review_on_the_day_of_the_adoption_order_is_judged_as_placed_for_adoption(self) -> None:
        period = care(("2018-05-01", "S", "E1", "A5"), ends="2018-05-20", ended="E11")
        (judged,) = judged_reviews(period, held("2018-05-20"), RULES, LATER)
        assert judged.due.sequence is ReviewSequence.ADOPTION


class TestAdjournedAndSeries:
    def judged(self, review: ReviewHeld, as_at: date = LATER, rules: ReviewRules = RULES) -> Timeliness:
        (found,) = judged_reviews(FOSTERED, [review], rules, as_at)
        return found.timeliness

    def test_an_adjourned_review_must_be_completed_within_20_working_days(self) -> None:
        opened, last = day("2018-04-19"), day("2018-05-18")
        assert self.judged(ReviewHeld(opened, opened, last)) is Timeliness.IN_TIME
        late = ReviewHeld(opened, opened, last + timedelta(days=1))
        assert self.judged(late) is Timeliness.LATE_COMPLETION

    def test_an_adjourned_review_not_yet_completed_is_late_once_its_20_days_have_run(self) -> None:
        review = ReviewHeld(day("2018-04-19"), day("2018-04-19"), day("2018-06-30"))
        assert self.judged(review, day("2018-04-18") + timedelta(days=10)) is Timeliness.AWAITS_COMPLETION
        assert self.judged(review, day("2018-05-17")) is Timeliness.AWAITS_COMPLETION
        assert self.judged(review, day("2018-05-18")) is Timeliness.LATE_COMPLETION

    def test_an_adjournment_does_not_mend_a_review_that_opened_late(self) -> None:
        review = ReviewHeld(day("2018-04-20"), day("2018-04-20"), day("2018-04-25"))
        assert self.judged(review) is Timeliness.LATE

    def test_a_series_of_meetings_is_held_on_the_day_of_the_first(self) -> None:
        series = ReviewHeld(day("2018-04-19"), completed_on=day("2018-06-30"))
        assert self.judged(series) is Timeliness.IN_TIME

    def test_a_council_may_hold_the_day_of_completion_against_the_due_date(self) -> None:
        rules = ReviewRules(CALENDAR, timeliness_date=TimelinessDate.COMPLETION)
        series = ReviewHeld(day("2018-04-19"), completed_on=day("2018-04-20"))
        assert self.judged(series, rules=rules) is Timeliness.LATE

    def test_the_next_review_runs_from_the_first_meeting(self) -> None:
        series = ReviewHeld(day("2018-04-10"), completed_on=day("2018-05-30"))
        due = next_due(FOSTERED, [series], RULES, LATER)
        assert due is not None
        assert due.due_on == day("2018-07-10")


class TestUnknown:
    rules = ReviewRules(CALENDAR, coverage_from=day("2018-04-01"))
    old = care(("2016-01-04", "S", "C2", "U6"))

    def test_the_first_review_known_in_care_begun_before_coverage_cannot_be_judged(self) -> None:
        first, second, third = judged_reviews(
            self.old, held("2018-05-01", "2018-11-01", "2019-05-02"), self.rules, LATER
        )
        assert (first.timeliness, first.in_time, first.due.due_on) == (Timeliness.UNKNOWN, None, None)
        assert (second.due.due_on, second.in_time) == (day("2018-11-01"), True)
        assert (third.due.due_on, third.in_time) == (day("2019-05-01"), False)

    def test_with_no_review_known_the_due_date_is_unknown(self) -> None:
        due = required(self.old, rules=self.rules)
        assert (due.due_on, due.clock, due.statute_rule) == (None, None, None)
        assert not due.is_overdue_at(LATER)

    def test_care_begun_on_the_first_day_of_coverage_is_fully_known(self) -> None:
        new = care(("2018-04-01", "S", "C2", "U6"))
        assert required(new, rules=self.rules).due_on == day("2018-04-30")

    def test_care_whose_start_is_not_known_is_judged_alike(self) -> None:
        found = care(("2018-06-01", "P", "C2", "U6"))
        first, second = judged_reviews(found, held("2018-06-10", "2018-12-10"), self.rules, LATER)
        assert first.in_time is None
        assert (second.due.due_on, second.in_time) == (day("2018-12-10"), True)

    def test_the_four_weeks_hold_where_the_review_before_the_placement_is_unknown(self) -> None:
        placed = care(("2016-01-04", "S", "E1", "U6"), ("2018-05-01", "P", "E1", "A5"))
        assert required(placed, rules=self.rules).due_on == day("2018-05-29")

    def test_the_first_review_known_is_unknown_also_in_an_adoption_placement(self) -> None:
        placed = care(("2016-01-04", "S", "E1", "U6"), ("2018-05-01", "P", "E1", "A5"))
        first, second = judged_reviews(placed, held("2018-05-20", "2018-11-20"), self.rules, LATER)
        assert (first.in_time, first.due.sequence) == (None, ReviewSequence.ADOPTION)
        assert (second.due.due_on, second.in_time) == (day("2018-11-20"), True)

    def test_a_known_review_before_the_placement_leaves_its_clock_whole(self) -> None:
        placed = care(("2016-01-04", "S", "E1", "U6"), ("2018-05-01", "P", "E1", "A5"))
        assert due_days(placed, "2018-04-10", "2018-05-20", "2018-08-20", rules=self.rules) == [
            None,
            day("2018-05-29"),
            day("2018-08-20"),
        ]

    def test_a_placement_for_adoption_begun_before_coverage_has_an_unknown_due_date(self) -> None:
        placed = care(("2016-01-04", "S", "E1", "U6"), ("2018-02-01", "P", "E1", "A5"))
        assert required(placed, rules=self.rules).due_on is None

    def test_short_breaks_begun_before_coverage_are_judged_alike(self) -> None:
        breaks = care(("2016-01-04", "S", "V4", "U6"))
        assert due_days(breaks, "2018-05-01", "2018-11-01", rules=self.rules) == [None, day("2018-11-01")]


class TestBelonging:
    periods = (
        *care_periods([Episode(day("2018-01-08"), "S", "C2", ended_on=day("2018-03-01"), reason_ended="E4A")]),
        care(("2018-03-01", "S", "C2", "U6"), ends="2018-06-01"),
    )

    @pytest.mark.parametrize(
        ("on", "place"), [("2018-01-08", 0), ("2018-02-28", 0), ("2018-03-01", 1), ("2018-06-01", 1)]
    )
    def test_both_ends_are_included_and_a_shared_day_belongs_to_the_next(self, on: str, place: int) -> None:
        assert reviews_in(self.periods, held(on)) == {self.periods[place]: held(on)}

    def test_a_review_outside_any_care_period_belongs_to_none(self) -> None:
        assert reviews_in(self.periods, held("2018-06-02")) == {None: held("2018-06-02")}
