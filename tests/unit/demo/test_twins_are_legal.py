"""Every twin is a council that could be: its children's lives keep to the law, whatever figures they add up to."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from openiro.demo.asked import asked_in
from openiro.demo.councils import TWINS
from openiro.demo.generate import ChildLaid, Records, make_records
from openiro.demo.tables import tables_of
from openiro.domain.care import CarePeriod, Episode, care_periods
from openiro.domain.codes import codes_valid
from openiro.domain.months import age_on, nth_birthday
from openiro.domain.participation import codes_for
from openiro.domain.review_sequence import ReviewHeld, ReviewRules, Timeliness, judged_reviews, next_due
from tests.factories.calendars import england_and_wales
from tests.factories.twins import records_of_twin

CALENDAR = england_and_wales()


@pytest.fixture(scope="module", params=sorted(TWINS))
def records(request: pytest.FixtureRequest) -> Records:
    return records_of_twin(request.param)


def period_of(child: ChildLaid) -> CarePeriod:
    episodes = [
        Episode(row.started_on, row.reason_started, row.legal_status, row.need, row.placement, row.provider,
                row.ended_on, row.reason_ended, row.reason_place_change, row.placement_postcode, row.urn)
        for row in child.episodes
    ]  # fmt: skip
    (period,) = care_periods(episodes)
    return period


def collection_year(day: date) -> int:
    return day.year + (day.month > 3)


def test_episodes_follow_each_other_without_gap_and_use_codes_of_their_year(records: Records) -> None:
    for child in records.children:
        assert child.episodes[0].reason_started == "S"
        for before, after in zip(child.episodes, child.episodes[1:], strict=False):
            assert before.ended_on == after.started_on
            assert before.reason_ended == "X1"
            assert before.started_on < after.started_on
        for row in child.episodes:
            year = max(2016, collection_year(row.ended_on or records.council.last_day))
            assert row.reason_ended is None or row.reason_ended in codes_valid("REC", year)
            assert row.legal_status in codes_valid("LS", year)
            assert row.placement in codes_valid("PLACE", year)


def test_nobody_is_in_care_before_birth_or_past_the_18th_birthday(records: Records) -> None:
    for child in records.children:
        assert child.life.born_on <= child.life.started_on
        last = child.life.ended_on or records.council.last_day
        assert last <= nth_birthday(child.life.born_on, 18)


def test_reviews_are_held_on_working_days_in_care_and_coded_for_the_age(records: Records) -> None:
    for child in records.children:
        for review in child.life.reviews:
            assert CALENDAR.is_working_day(review.held_on)
            assert child.life.in_care_on(review.held_on)
            assert review.code in {code.code for code in codes_for(child.life.born_on, review.held_on)}


def test_every_review_that_is_not_late_on_purpose_is_in_time_by_the_law(records: Records) -> None:
    rules = ReviewRules(CALENDAR, records.council.opens_on)
    for child in records.children:
        held = [ReviewHeld(review.held_on) for review in child.life.reviews]
        judged = judged_reviews(period_of(child), held, rules, records.council.last_day)
        for review, verdict in zip(child.life.reviews, judged, strict=True):
            assert (verdict.timeliness is Timeliness.LATE) == review.late, (child.code, review.held_on)
            assert (review.late_reason is not None) == review.late


def test_nobody_is_overdue_on_the_last_day_unless_the_plan_says_so(records: Records) -> None:
    rules = ReviewRules(CALENDAR, records.council.opens_on)
    last = records.council.last_day
    for child in records.children:
        due = next_due(period_of(child), [ReviewHeld(review.held_on) for review in child.life.reviews], rules, last)
        assert due is None or not due.is_overdue_at(last)


def test_every_child_has_an_iro_within_five_working_days(records: Records) -> None:
    first = {}
    for row in records.allocations:
        first[row.child] = min(row.from_on, first.get(row.child, date.max))
    for child in records.children:
        if child.life.stay(records.council.last_day) > 7:
            assert first[child.code] <= CALENDAR.days_after(child.life.started_on, 5)


def test_every_review_decides_three_to_six_things_of_which_the_next_review_judges_each(records: Records) -> None:
    for child in records.children:
        following = [*child.life.reviews[1:], None][: len(child.life.reviews)]
        for review, after in zip(child.life.reviews, following, strict=True):
            assert 3 <= len(review.decisions) <= 6
            assert [each.number for each in review.decisions] == list(range(1, len(review.decisions) + 1))
            assert len({(each.owner, each.text) for each in review.decisions}) == len(review.decisions)
            for decision in review.decisions:
                assert decision.due_on > review.held_on
                assert decision.judged_on == (after.held_on if after else None)
                assert (decision.outcome is None) == (after is None)


def test_what_was_not_done_is_decided_again(records: Records) -> None:
    again = 0
    for child in records.children:
        for review, after in pairwise(child.life.reviews):
            undone = {each.text for each in review.decisions if each.outcome == "not_implemented"}
            again += len(undone)
            assert undone <= {each.text for each in after.decisions} or len(undone) >= len(after.decisions)
    assert again


def test_managers_answer_what_was_sent_and_silence_counts_after_the_fifth_working_day(records: Records) -> None:
    answers = set()
    for decision, review in ((d, r) for child in records.children for r in child.life.reviews for d in r.decisions):
        answers.add(decision.answer)
        assert decision.sent_on == review.decisions_sent_on
        assert (decision.answer is None) == (decision.answered_on is None)
        if decision.answered_on:
            within = CALENDAR.days_after(decision.sent_on, 5)
            assert decision.answered_on >= decision.sent_on
            assert (decision.answered_on > within) == (decision.answer == "deemed")
    assert answers >= {"agreed", "objected", "deemed"}


def test_what_follows_a_review_follows_it_and_no_record_tells_of_a_day_to_come(records: Records) -> None:
    last = records.council.last_day
    for child in records.children:
        for review in child.life.reviews:
            after = [review.completed_on, review.decisions_sent_on, review.record_finished_on, review.distributed_on]
            days = [day for day in (*after, review.care_plan_updated_on) if day]
            assert all(review.held_on <= day <= last for day in days)
            if review.distributed_on:
                assert review.record_finished_on
                assert review.distributed_on >= review.record_finished_on
            if review.seen_before_on:
                assert child.life.started_on <= review.seen_before_on < review.held_on
            assert review.chaired in ("none", "part", "all")
            assert review.chaired == "none" or age_on(child.life.born_on, review.held_on) >= 10
            assert not review.advocate or age_on(child.life.born_on, review.held_on) >= 5


def test_checks_are_asked_of_children_of_an_age_for_them_and_once_a_review(records: Records) -> None:
    ages: dict[str, set[int]] = {}
    asked = {check.id for check in asked_in(records.council).checks}
    for child in records.children:
        for review in child.life.reviews:
            names = [each.check for each in review.checks]
            assert len(set(names)) == len(names)
            assert set(names) >= asked
            for each in review.checks:
                if each.up_to_date != "not_applicable":
                    ages.setdefault(each.check, set()).add(age_on(child.life.born_on, review.held_on))
                assert each.on_file != "yes" or each.up_to_date == "yes"
    youngest_and_oldest = {check: (min(found), max(found)) for check, found in ages.items()}
    assert youngest_and_oldest["pep"] == (3, 17)
    assert youngest_and_oldest["sdq"] == (4, 16)
    assert youngest_and_oldest["pathway_plan"] == (16, 17)
    assert youngest_and_oldest["dental"][0] == 2


def test_permanence_plans_lie_in_care_and_never_two_at_once(records: Records) -> None:
    last = records.council.last_day
    for child in records.children:
        plans = child.life.plans
        for plan in plans:
            assert child.life.started_on <= plan.from_on <= (child.life.ended_on or last)
            assert plan.agreed_on is None or plan.from_on <= plan.agreed_on <= last
            assert plan.ended_on is None or plan.from_on <= plan.ended_on <= last
            assert (plan.plan == "SUPPLIV") <= (age_on(child.life.born_on, last) >= 16)
        for earlier, later in pairwise(plans):
            assert earlier.ended_on is not None
            assert earlier.ended_on < later.from_on


def test_children_are_told_of_what_they_are_entitled_to_once_in_care_and_of_an_age_for_it(records: Records) -> None:
    from_age = {each.id: each.from_age for each in asked_in(records.council).entitlements}
    for child in records.children:
        assert len({name for name, _ in child.life.told}) == len(child.life.told)
        for name, day in child.life.told:
            assert age_on(child.life.born_on, day) >= from_age[name]
            assert child.life.in_care_on(day)
            assert day <= records.council.last_day


def test_protection_plans_of_a_child_tell_of_one_child_and_never_overlap(records: Records) -> None:
    plans = sorted(records.protection["protection_plans"], key=lambda plan: (plan["child"], plan["started_on"]))
    for earlier, later in pairwise(plans):
        if earlier["child"] == later["child"]:
            assert all(earlier[fact] == later[fact] for fact in ("born_on", "sex", "ethnicity"))
            assert earlier["ended_on"] is not None
            assert earlier["ended_on"] < later["started_on"]
    assert all(nth_birthday(plan["born_on"], 18) > plan["started_on"] > plan["born_on"] for plan in plans)


def test_the_same_plan_makes_the_same_records() -> None:
    assert make_records(TWINS["harrow"], CALENDAR) == records_of_twin("harrow")


def test_a_twin_can_be_moved_to_another_last_day_with_the_same_counts() -> None:
    moved = make_records(TWINS["harrow"].as_at(date(2026, 3, 31)), CALENDAR)
    held = [
        review
        for child in moved.children
        for review in child.life.reviews
        if date(2025, 4, 1) <= review.held_on <= date(2026, 3, 31)
    ]
    assert len(held) == 525
    assert sum(child.life.in_care_on(date(2026, 3, 31)) for child in moved.children) == 169


def test_ages_at_the_end_are_those_of_the_plan() -> None:
    council = TWINS["central-bedfordshire"]
    made = records_of_twin("central-bedfordshire")
    ages = [age_on(child.life.born_on, council.last_day) for child in made.children if child.life.ended_on is None]
    assert (sum(age < 1 for age in ages), sum(age >= 16 for age in ages)) == (17, 64)


def test_tables_hold_a_row_for_each_record() -> None:
    made = records_of_twin("medway")
    tables = tables_of(made)
    assert tables.coverage_from == date(2015, 4, 1)
    assert tables.frame("reviews").height == sum(len(child.life.reviews) for child in made.children)
    assert tables.frame("children").height == len(made.children) + len(made.under_plan)
    decided = [each for child in made.children for review in child.life.reviews for each in review.decisions]
    assert tables.frame("decisions").height == len(decided)
    assert tables.frame("permanence").height == sum(len(child.life.plans) for child in made.children)
    assert tables.frame("entitlements").height == sum(len(child.life.told) for child in made.children)
    assert tables.warnings == ()
    assert made.council.last_day + timedelta(days=1) > tables.frame("reviews")["held_on"].max()
