"""Between two reviews: worked examples of when the IRO looks, sees the child, and is told."""

from datetime import date

import pytest

from openiro.domain.changes import EVENTS, UnableToTellOfChange, change_event, check_day, check_disposition
from openiro.domain.codes import codes_ever
from openiro.domain.early_reviews import TRIGGERS
from openiro.domain.oversight import (
    BetweenFacts,
    CheckDue,
    ToldThere,
    level_of,
    midpoint,
    next_check,
    see_by,
    told_there,
    update_to_ask,
)
from openiro.policies import load_policy

ON = date(2026, 11, 20)
IN_CARE = date(2025, 1, 10)
REVIEWED = BetweenFacts(in_care_since=IN_CARE, last_held_on=date(2026, 6, 1), next_due_on=date(2026, 12, 1))


def asked_by(council: str):
    return load_policy(council, ON).oversight


@pytest.mark.parametrize(
    ("held", "due", "halfway"),
    [
        (date(2026, 6, 1), date(2026, 12, 1), date(2026, 8, 31)),
        (date(2026, 6, 1), date(2026, 6, 4), date(2026, 6, 2)),
        (date(2026, 6, 1), date(2026, 6, 1), date(2026, 6, 1)),
    ],
)
def test_the_midpoint_is_halfway_and_the_earlier_of_two_middles(held, due, halfway):
    assert midpoint(held, due) == halfway


def test_medway_asks_for_a_check_halfway_between_two_reviews():
    assert next_check(REVIEWED, asked_by("medway")) == CheckDue("midway", date(2026, 8, 31))


def test_a_midway_check_that_was_made_is_not_asked_for_again_until_the_next_review():
    checked = BetweenFacts(IN_CARE, REVIEWED.last_held_on, REVIEWED.next_due_on, last_whole_on=date(2026, 8, 3))
    assert next_check(checked, asked_by("medway")) is None


def test_a_check_before_the_last_review_is_no_check_between_the_reviews():
    before = BetweenFacts(IN_CARE, REVIEWED.last_held_on, REVIEWED.next_due_on, last_whole_on=date(2026, 6, 1))
    assert next_check(before, asked_by("medway")) == CheckDue("midway", date(2026, 8, 31))


def test_no_midway_check_is_asked_for_before_the_first_review():
    assert next_check(BetweenFacts(ON, next_due_on=date(2026, 12, 18)), asked_by("medway")) is None


def test_buckinghamshire_examines_every_three_months_whatever_reviews_there_are():
    examined = BetweenFacts(IN_CARE, date(2026, 10, 1), last_in_depth_on=date(2026, 8, 31))
    assert next_check(examined, asked_by("buckinghamshire")) == CheckDue("in_depth", date(2026, 11, 30))


def test_the_first_examination_counts_from_the_start_of_care():
    assert next_check(BetweenFacts(date(2026, 9, 30)), asked_by("buckinghamshire")) == CheckDue(
        "in_depth", date(2026, 12, 30)
    )


@pytest.mark.parametrize(
    ("level", "due"), [("low", date(2027, 1, 15)), ("", date(2026, 12, 15)), ("high", date(2026, 11, 15))]
)
def test_central_bedfordshire_looks_by_need_from_the_last_look_or_review(level, due):
    facts = BetweenFacts(IN_CARE, date(2026, 10, 15), level=level, last_whole_on=date(2026, 9, 1))
    assert next_check(facts, asked_by("central-bedfordshire")) == CheckDue("by_need", due)


def test_a_child_without_a_level_is_watched_as_the_council_usually_does():
    assert level_of(BetweenFacts(IN_CARE), asked_by("central-bedfordshire")) == "medium"


def test_nottingham_sets_no_number_and_no_check_is_asked_for():
    assert next_check(REVIEWED, asked_by("nottingham")) is None


def test_a_child_is_seen_within_six_months_of_the_last_time_or_of_coming_into_care():
    seen = BetweenFacts(IN_CARE, seen_on=date(2026, 8, 31))
    assert see_by(seen, asked_by("medway")) == date(2027, 2, 28)
    assert see_by(BetweenFacts(date(2026, 9, 1)), asked_by("medway")) == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (date(2026, 8, 30), None),
        (date(2026, 8, 31), date(2026, 8, 31)),
        (date(2026, 11, 30), date(2026, 8, 31)),
        (date(2026, 12, 1), None),
    ],
)
def test_harrow_asks_the_social_worker_from_the_midpoint_until_the_next_review_is_due(on, asked):
    assert update_to_ask(REVIEWED, asked_by("harrow"), on) == asked


def test_who_does_not_ask_for_updates_is_asked_for_none():
    assert update_to_ask(REVIEWED, asked_by("medway"), ON) is None


def test_every_event_of_which_the_iro_is_told_has_a_source_and_brings_a_review_forward_on_a_ground():
    assert set(EVENTS) == codes_ever("CHANGE_EVENT")
    assert {event.trigger for event in EVENTS.values()} <= set(TRIGGERS)
    by_regulation = {code for code, event in EVENTS.items() if event.statute_rule == "5.03"}
    assert by_regulation == {"placement_plan", "placement_to_end", "placement_ended", "approval_extended"}


def test_what_is_told_beforehand_may_lie_ahead_and_nothing_else():
    check_day(change_event("placement_to_end"), date(2026, 12, 1), ON)
    with pytest.raises(UnableToTellOfChange, match="lies ahead"):
        check_day(change_event("missing"), date(2026, 12, 1), ON)


@pytest.mark.parametrize(("disposition", "words"), [("", "so"), ("early_review", " "), ("challenge", "")])
def test_what_follows_is_chosen_and_an_early_review_or_a_challenge_says_why(disposition, words):
    with pytest.raises(UnableToTellOfChange):
        check_disposition(disposition, words)


def test_a_change_that_is_noted_needs_no_words():
    check_disposition("note", "")


def test_an_event_that_is_not_on_the_list_is_none():
    with pytest.raises(UnableToTellOfChange, match="from the list"):
        change_event("weather")


def test_the_young_persons_part_in_a_meeting_about_exploitation_is_told_from_its_contact() -> None:
    """Nottingham: young people are included, where appropriate."""
    assert told_there("child", "done") is ToldThere.TOOK_PART
    assert told_there("child", "accepted") is ToldThere.ASKED
    assert told_there("child", "declined") is ToldThere.DECLINED
    assert told_there("agencies", "done") is ToldThere.NOT_ASKED
