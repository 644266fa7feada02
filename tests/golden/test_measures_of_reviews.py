"""Due dates, timeliness, what is overdue and the children's indicator: answers worked by hand, period 2018/19."""

from datetime import date

import pytest

from openiro.measures.compute import rows_behind
from openiro.measures.timeliness import UnableToDateReviews
from tests.factories.calendars import england_and_wales
from tests.golden.small_councils import FROM, TO, council, counts, measured, told

IN_CARE = "A 2018-06-04 S C2 U6"
BY_MODE = "participation.by_mode"


def on_time(episodes: str, reviews: str, **more: object) -> tuple[float, float | None, int]:
    return told(measured(council(episodes, reviews, **more)), "reviews.on_time")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("held_on", "in_time"),
    [("2018-07-02", 1), ("2018-07-03", 0)],  # 4 June is day 0; the 20th working day after it is 2 July
)
def test_the_first_review_is_due_20_working_days_after_care_began(held_on: str, in_time: int) -> None:
    assert on_time(IN_CARE, f"A {held_on} PN1") == (in_time, 1, 0)


def test_bank_holidays_do_not_count() -> None:
    # From 1 May 2018, without 7 and 28 May, the 20th working day is 31 May.
    assert on_time("A 2018-05-01 S C2 U6", "A 2018-05-31 PN1") == (1, 1, 0)
    assert on_time("A 2018-05-01 S C2 U6", "A 2018-06-01 PN1") == (0, 1, 0)


def test_the_second_is_due_3_months_after_the_first_and_later_ones_after_6() -> None:
    # Due 20 September and, from 20 September, 20 March: both on the day. A fourth is not due yet.
    reviews = """
    A 2018-06-20 PN1
    A 2018-09-20 PN1
    A 2019-03-20 PN1
    """
    assert on_time(IN_CARE, reviews) == (3, 3, 0)
    late = """
    A 2018-06-20 PN1
    A 2018-09-21 PN1
    A 2019-03-22 PN1
    """
    assert on_time(IN_CARE, late) == (1, 3, 0)


def test_an_early_review_counts_in_the_sequence() -> None:
    # Held on 20 June and again on 27 June: the next is due 6 months after the second, 27 December.
    reviews = """
    A 2018-06-20 PN1
    A 2018-06-27 PN1
    A 2018-12-27 PN1
    """
    assert on_time(IN_CARE, reviews) == (3, 3, 0)


def test_months_end_on_the_corresponding_day_or_the_last_of_a_shorter_month() -> None:
    # First on 30 November 2017; 3 months later is 28 February 2018, a day of the year before; 6 more: 28 August.
    reviews = """
    A 2017-11-30 PN1
    A 2018-02-28 PN1
    A 2018-08-28 PN1
    """
    assert on_time("A 2017-11-20 S C2 U6", reviews) == (1, 1, 0)
    assert on_time("A 2017-11-20 S C2 U6", reviews.replace("08-28", "08-29")) == (0, 1, 0)


def test_a_due_date_at_a_weekend_is_not_moved() -> None:
    # First on 22 June 2018; 22 September is a Saturday.
    assert on_time(IN_CARE, "A 2018-06-22 PN1\nA 2018-09-24 PN1") == (1, 2, 0)


def test_a_new_care_period_has_its_own_sequence() -> None:
    # 10 December + 20 working days, without Christmas, Boxing Day and New Year: 10 January 2019.
    episodes = """
    A 2018-06-04 S C2 U6 2018-12-01 E4A
    A 2018-12-10 S C2 U6
    """
    assert on_time(episodes, "A 2018-06-20 PN1\nA 2019-01-10 PN1") == (2, 2, 0)


def test_a_change_of_status_or_placement_does_not_restart_the_clock() -> None:
    episodes = """
    A 2018-06-04 S C1 U6 2018-07-10 X1
    A 2018-07-10 B C2 K2
    """
    assert on_time(episodes, "A 2018-06-20 PN1\nA 2018-09-21 PN1") == (1, 2, 0)


def test_a_review_belongs_to_the_care_period_of_its_day_both_ends_included() -> None:
    # On 1 September one period ends and the next begins: a review of that day is the first of the next.
    episodes = """
    A 2018-01-04 S C2 U6 2018-09-01 E4A
    A 2018-09-01 S C2 K2
    B 2018-06-04 S C2 U6 2018-07-01 E4A
    C 2018-06-04 S C2 U6 2018-06-11 E4A
    """
    reviews = """
    A 2018-09-01 PN1
    B 2018-07-01 PN1
    C 2018-06-12 PN1
    """
    records = council(episodes, reviews)
    # C's review, a day after care ended, counts in nothing.
    assert told(measured(records), "reviews.held") == (2, None, 0)
    assert told(measured(records), "reviews.on_time") == (2, 2, 0)


def test_an_adjourned_review_must_be_completed_within_20_working_days() -> None:
    # Adjourned on 20 June 2018, due to be completed by 18 July.
    for completed, expected in (("2018-07-18", (1, 1, 0)), ("2018-07-19", (0, 1, 0)), ("-", (0, 1, 0))):
        assert on_time(IN_CARE, f"A 2018-06-20 PN1 2018-06-20 {completed}") == expected


def test_an_adjourned_review_whose_days_still_run_is_not_known() -> None:
    records = council(IN_CARE, "A 2018-06-20 PN1 2018-06-20 2018-07-10")
    assert told(measured(records, to_on=date(2018, 7, 1)), "reviews.on_time") == (0, 0, 1)
    assert told(measured(records, to_on=date(2018, 7, 10)), "reviews.on_time") == (1, 1, 0)


def test_a_child_placed_for_adoption_is_reviewed_after_4_weeks_then_3_then_6_months() -> None:
    # Placed on 2 July: due 30 July; then 30 October; then 30 April.
    episodes = """
    A 2018-01-08 S E1 U6 2018-07-02 X1
    A 2018-07-02 P E1 A6
    """
    before = "A 2018-02-01 PN0\nA 2018-05-01 PN0\n"
    reviews = before + "A 2018-07-30 PN0\nA 2018-10-30 PN0\nA 2019-03-30 PN0"
    assert on_time(episodes, reviews) == (4, 4, 0)
    assert on_time(episodes, before + "A 2018-07-31 PN0\nA 2018-11-01 PN0") == (1, 3, 0)


def test_a_review_on_the_first_day_of_a_placement_for_adoption_is_held_after_it() -> None:
    # Placed and reviewed on 2 July: the next is due 3 months later, 2 October.
    episodes = """
    A 2018-06-04 S E1 U6 2018-07-02 X1
    A 2018-07-02 P E1 A6
    """
    assert on_time(episodes, "A 2018-07-02 PN0\nA 2018-10-02 PN0") == (2, 2, 0)
    assert on_time(episodes, "A 2018-07-02 PN0\nA 2018-10-03 PN0") == (1, 2, 0)


def test_an_ordinary_due_date_that_had_passed_no_longer_applies() -> None:
    # The first review was due on 2 July and not held; placed on 20 July; 17 August is 4 weeks on.
    episodes = """
    A 2018-06-04 S E1 U6 2018-07-20 X1
    A 2018-07-20 P E1 A5
    """
    assert on_time(episodes, "A 2018-08-17 PN0") == (1, 1, 0)


def test_another_status_inside_a_placement_for_adoption_does_not_restart_its_clock_and_a_move_does() -> None:
    status_only = """
    A 2018-06-04 S C2 U6 2018-07-02 X1
    A 2018-07-02 P C2 A3 2018-09-03 X1
    A 2018-09-03 L E1 A5
    """
    moved = status_only.replace("2018-09-03 L", "2018-09-03 P")
    same_carer = status_only.replace("2018-09-03 L", "2018-09-03 T")
    # First held on 16 July. L or T: next due 16 October. P: 4 weeks from 3 September, 1 October.
    reviews = "A 2018-06-20 PN0\nA 2018-07-16 PN0\nA 2018-10-16 PN0"
    assert on_time(status_only, reviews) == (3, 3, 0)
    assert on_time(same_carer, reviews) == (3, 3, 0)
    assert on_time(moved, reviews) == (2, 3, 0)


def test_a_carer_who_becomes_the_adopter_begins_a_placement_for_adoption() -> None:
    # T from U6 to A5 on 2 July: due 30 July.
    episodes = """
    A 2018-06-04 S E1 U6 2018-07-02 X1
    A 2018-07-02 T E1 A5
    """
    assert on_time(episodes, "A 2018-06-20 PN0\nA 2018-07-31 PN0") == (1, 2, 0)


def test_when_an_adoptive_placement_ends_the_ordinary_clock_runs_from_the_last_review() -> None:
    # Placed 2 July, back in foster care on 1 October. One review only, 16 July: next 16 October. With two: 6 months.
    episodes = """
    A 2018-06-04 S E1 U6 2018-07-02 X1
    A 2018-07-02 P E1 A6 2018-10-01 X1
    A 2018-10-01 P E1 U6
    """
    assert on_time(episodes, "A 2018-07-16 PN0\nA 2018-10-17 PN0") == (1, 2, 0)
    assert on_time(episodes, "A 2018-06-20 PN0\nA 2018-07-16 PN0\nA 2018-10-17 PN0") == (3, 3, 0)


def test_the_first_known_review_of_care_that_began_before_the_records_is_unknown() -> None:
    # Records from 1 April 2018. The next is due 6 months after it: 1 November on the day, then 2 May.
    reviews = "A 2018-05-01 PN1\nA 2018-11-01 PN1"
    covered = {"coverage_from": FROM}
    assert on_time("A 2017-06-04 S C2 U6", reviews, **covered) == (1, 1, 1)
    assert on_time("A 2017-06-04 S C2 U6", reviews.replace("11-01", "11-02"), **covered) == (0, 1, 1)
    # Care that began on the first day of the records is fully known.
    assert on_time("A 2018-04-01 S C2 U6", "A 2018-04-30 PN1", **covered) == (1, 1, 0)


def test_the_first_review_of_a_period_of_unknown_start_is_unknown() -> None:
    assert on_time("A 2018-06-04 P C2 U6", "A 2018-06-20 PN1\nA 2018-12-20 PN1") == (1, 1, 1)


def test_the_first_known_review_is_unknown_in_a_placement_for_adoption_too() -> None:
    episodes = """
    A 2017-01-04 S E1 U6 2018-07-02 X1
    A 2018-07-02 P E1 A6
    """
    # In the placement: unknown, and the next 6 months later. With an unknown one before it, the four weeks hold.
    assert on_time(episodes, "A 2018-08-20 PN0\nA 2019-02-20 PN0", coverage_from=FROM) == (1, 1, 1)
    assert on_time(episodes, "A 2018-05-01 PN0\nA 2018-07-31 PN0", coverage_from=FROM) == (0, 1, 1)


def test_a_review_due_by_the_last_day_and_not_held_is_overdue() -> None:
    # First review held on 20 June, second due 20 September.
    records = council(IN_CARE, "A 2018-06-20 PN1")
    assert told(measured(records, to_on=date(2018, 9, 19)), "reviews.overdue") == (0, None, 0)
    assert told(measured(records, to_on=date(2018, 9, 20)), "reviews.overdue") == (1, None, 0)


def test_a_due_date_that_cannot_be_known_is_unknown_and_four_weeks_of_a_placement_can() -> None:
    known = council("A 2017-06-04 S C2 U6", coverage_from=FROM)
    assert told(measured(known), "reviews.overdue") == (0, None, 1)
    placed = council("A 2017-06-04 S E1 U6 2018-07-02 X1\nA 2018-07-02 P E1 A6", coverage_from=FROM)
    assert told(measured(placed), "reviews.overdue") == (1, None, 0)


def test_both_kinds_of_care_in_one_period_leave_the_status_of_the_day_to_pick_the_clock() -> None:
    # Short breaks from 4 June, a care order from 1 October. The review under short breaks counts in no measure; the
    # first under the care order was due 20 working days after 4 June, so one of 10 October is late.
    episodes = """
    A 2018-06-04 S V4 U6 2018-10-01 X1
    A 2018-10-01 L C2 U6
    """
    assert on_time(episodes, "A 2018-09-04 PN1\nA 2018-10-10 PN1") == (0, 1, 0)


COHORT = """
A 2018-06-04 S C2 U6
B 2018-06-04 S C2 U6
C 2018-06-04 S C2 U6
D 2018-06-04 S E1 A5
E 2019-03-04 S C2 U6
F 2019-03-01 S C2 U6
G 2017-06-04 S C2 U6
"""


def test_the_childrens_indicator_takes_one_failure_as_failure() -> None:
    # A: all in time. B: one late in the period. C: overdue (second was due 20 September). D: placed for adoption.
    # E: the 20th working day is 1 April 2019, after the end. F: it is 29 March; first review in time.
    # G: care began before the records; its one review is unknown, and the next is due on 1 July 2019.
    reviews = """
    A 2018-06-20 PN1
    A 2018-09-20 PN1
    A 2019-03-20 PN1
    B 2018-06-20 PN1
    B 2018-09-21 PN1
    B 2019-03-21 PN1
    C 2018-06-20 PN1
    F 2019-03-20 PN1
    G 2019-01-01 PN1
    """
    result = measured(council(COHORT, reviews, coverage_from=FROM))
    assert told(result, "reviews.children_all_on_time") == (2, 4, 1)
    assert told(result, "reviews.children") == (5, None, 0)


def test_a_child_with_a_late_review_before_the_period_has_not_failed_in_it() -> None:
    records = council("A 2018-06-04 S C2 U6", "A 2018-07-20 PN1\nA 2018-10-19 PN1")
    assert told(measured(records), "reviews.children_all_on_time") == (0, 1, 0)
    since = measured(records, date(2018, 8, 1))
    assert told(since, "reviews.children_all_on_time") == (1, 1, 0)


def test_a_child_whose_due_date_is_unknown_is_unknown_in_the_indicator() -> None:
    result = measured(council("A 2017-06-04 S C2 U6", coverage_from=FROM))
    assert told(result, "reviews.children_all_on_time") == (0, 0, 1)
    assert result.figure("reviews.children_all_on_time").value is None


def test_reviews_are_told_by_age_month_and_reason() -> None:
    # A is 3 on 20 June and 4 on 20 September (born 1 July 2014); the second is a day late.
    result = measured(
        council(
            IN_CARE,
            """
            A 2018-06-20 PN0
            A 2018-09-21 PN1 - - court
            """,
            children="A 2014-07-01 M WBRI",
        ),
        date(2018, 6, 15),
        date(2018, 9, 25),
    )
    assert counts(result, "reviews.held_by_age") == {"<4": 1, "4-9": 1}
    assert told(result, "reviews.held_by_age", age_band="<4") == (1, 2, 0)
    months = {f.breakdown["month"]: (f.numerator, f.denominator) for f in result.of("reviews.on_time_by_month").figures}
    assert months == {"2018-06": (1, 1), "2018-07": (0, 0), "2018-08": (0, 0), "2018-09": (0, 1)}
    assert result.figure("reviews.on_time_by_month", month="2018-07").value is None
    assert counts(result, "reviews.late_by_reason") == {"court": 1}


def test_the_average_number_of_reviews_of_a_child_leaves_out_children_without_one() -> None:
    # A has two in the period, B one, C none: 3 reviews / 2 children = 1.5.
    result = measured(
        council(
            """
            A 2018-05-01 - V2 U6
            B 2018-05-01 - V2 U6
            C 2018-05-01 - V2 U6
            """,
            """
            A 2018-05-20 PN1
            A 2018-08-10 PN1
            B 2018-05-21 PN1
            """,
            children="""
            A 2008-07-01 M WBRI
            B 2008-07-01 M WBRI
            C 2008-07-01 M WBRI
            """,
        )
    )
    found = result.figure("reviews.per_child")
    assert (found.numerator, found.denominator, found.value) == (3, 2, 1.5)


def test_a_late_review_without_a_reason_is_printed_as_not_recorded() -> None:
    result = measured(council(IN_CARE, "A 2018-08-20 PN1"))
    assert counts(result, "reviews.late_by_reason") == {"not recorded": 1}


def test_the_year_is_projected_straight_on_and_by_the_season_before() -> None:
    # 2018/19 to 30 June: 91 days, 2 reviews: 2 × 365 / 91 = 8.0. Last year: 1 by 30 June, 4 in all: 2 × 4 / 1 = 8.
    result = measured(
        council(
            "A 2017-04-03 S C2 U6",
            """
            A 2017-04-20 PN1
            A 2017-07-20 PN1
            A 2018-01-20 PN1
            A 2018-03-31 PN1
            A 2018-04-20 PN1
            A 2018-06-30 PN1
            A 2018-07-01 PN1
            """,
        ),
        to_on=date(2018, 6, 30),
    )
    straight, seasonal = (f for f in result.of("reviews.projected").figures)
    assert (straight.numerator, straight.denominator, straight.value) == (2, 91, 8.0)
    assert (seasonal.numerator, seasonal.denominator, seasonal.value) == (2, 1, 8.0)
    assert dict(seasonal.breakdown) == {"basis": "seasonal"}


def test_reviews_are_told_by_mode_and_by_their_median_length() -> None:
    result = measured(
        council(
            IN_CARE,
            """
            A 2018-06-20 PN1 - - - video 45
            A 2018-09-20 PN1 - - - video 60
            A 2019-03-20 PN1
            """,
        )
    )
    assert counts(result, "reviews.by_mode") == {"video": 2, "not recorded": 1}
    length = result.figure("reviews.duration")
    assert (length.value, length.denominator, length.unknown) == (52.5, None, 1)


def test_participation_is_told_by_how_people_met() -> None:
    """Buckinghamshire, Central Bedfordshire: what reviews by video do to children's participation."""
    result = measured(
        council(
            IN_CARE,
            """
            A 2018-06-20 PN1 - - - video
            A 2018-09-20 PN7 - - - video
            A 2018-12-20 PN5 - - - in_person
            A 2019-03-20 PN1
            """,
        )
    )
    told = {f.breakdown["mode"]: (f.numerator, f.denominator) for f in result.of(BY_MODE).figures if f.denominator}
    assert told == {"video": (1, 2), "in_person": (1, 1), "not recorded": (1, 1)}


def test_the_recording_lag_is_the_median_of_days_from_the_review_to_its_finished_record() -> None:
    # 10 and 21 days; the record of September was finished after the period, and of March there is none: 2 unknown.
    result = measured(
        council(
            IN_CARE,
            """
            A 2018-06-20 PN1 record_finished_on=2018-06-30
            A 2018-09-01 PN1 record_finished_on=2018-09-22
            A 2018-09-20 PN1 record_finished_on=2019-04-01
            A 2019-03-20 PN1
            """,
        )
    )
    lag = result.figure("reviews.recording_lag")
    assert (lag.value, lag.denominator, lag.unknown) == (15.5, None, 2)


def test_a_clock_that_leaves_the_known_bank_holidays_is_refused() -> None:
    records = council("A 2018-12-20 S C2 U6", "A 2019-01-20 PN1")
    short = england_and_wales(2010, 2018)
    with pytest.raises(UnableToDateReviews, match=r"20/12/2018.*bank holidays"):
        rows_behind(records, "reviews.on_time", from_on=FROM, to_on=TO, calendar=short)


def test_the_rows_behind_a_figure_say_what_each_review_was_due_by_and_why() -> None:
    records = council(IN_CARE, "A 2018-06-20 PN1\nA 2018-09-21 PN1")
    rows = rows_behind(records, "reviews.on_time", from_on=FROM, to_on=TO, calendar=england_and_wales())
    assert rows.select("on", "due_on", "counted_as", "why").rows() == [
        (date(2018, 6, 20), date(2018, 7, 2), "numerator", "20 working days after care began"),
        (date(2018, 9, 21), date(2018, 9, 20), "denominator", "3 months after the first review"),
    ]
