"""Codes, lengths of time and events as people say them."""

from datetime import UTC, date, datetime

import pytest

from openiro.core.queries import EventLine
from openiro.web.children.events import Change, Reader, Told, told
from openiro.web.children.list_presenters import rows_of
from openiro.web.children.words import age_of, in_words, length_of

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
READER = Reader({"S1": "Ruth Example", "S2": "Colin Example"}, free_text=True)


def say(kind: str, facts: dict[str, object], reader: Reader = READER) -> Told:
    return told(EventLine(AT, "S1", kind, facts), reader)


@pytest.mark.parametrize(
    ("from_on", "to_on", "words"),
    [
        (date(2026, 11, 16), date(2026, 11, 20), "4 days"),
        (date(2026, 10, 20), date(2026, 11, 20), "1 month"),
        (date(2024, 8, 21), date(2026, 11, 20), "2 years 2 months"),
        (date(2024, 11, 20), date(2026, 11, 20), "2 years"),
    ],
)
def test_lengths_of_time_are_said_in_years_and_months(from_on: date, to_on: date, words: str):
    assert length_of(from_on, to_on) == words


def test_the_age_of_a_small_child_is_said_in_months():
    assert age_of(date(2025, 1, 9), date(2026, 11, 20)) == "1 year 10 months old"
    assert age_of(date(2014, 11, 21), date(2026, 11, 20)) == "11 years old"


def test_a_missing_code_is_said_to_be_missing():
    assert in_words("LS", "C2") == "Full care order"
    assert in_words("LS", "") == "not recorded"


def test_a_recorded_review_is_told_with_its_day_and_the_childs_part():
    event = say("reviews.recorded", {"held_on": "2026-03-03", "participation_code": "PN1"})
    assert event.what == "Review of 3 March 2026 recorded: Child attends and speaks for themselves"
    assert event.by == "Ruth Example"


def test_a_correction_is_told_before_and_after():
    event = say(
        "children.episode_corrected",
        {"reason": "Typed twice", "before": {"legal_status": "V2"}, "after": {"legal_status": "C2"}},
    )
    assert event.what == "An episode of care was put right: Typed twice"
    before = "Single period of accommodation under section 20"
    assert event.changes == (Change("Legal status", before, "Full care order"),)


def test_a_change_of_care_is_held_against_what_was_before():
    before = {"legal_status": "C2", "placement": "U6"}
    facts = {"changed_on": "2026-10-01", "legal_status": "C2", "placement": "K2", "before": before}
    changes = say("children.care_changed", facts).changes
    assert [(change.label, change.after) for change in changes] == [("Placement", "Children's home")]


def test_people_are_told_by_name():
    event = say("allocation.allocated", {"officer": "S2", "from_on": "2026-11-02", "before": None})
    assert event.what == "Allocated to Colin Example from 2 November 2026"


def test_what_people_wrote_is_kept_from_roles_that_may_not_read_it():
    reader = Reader({}, free_text=False)
    told_to_analyst = say("reviews.cancelled", {"planned_on": "2026-11-02", "reason": "Mother is ill"}, reader)
    assert "Mother" not in told_to_analyst.what
    left = say("allocation.ended", {"to_on": "2026-11-02", "reason": "left_care"}, reader)
    assert left.what.endswith("the child left care")


def test_a_load_is_told_by_what_it_brought_and_changed():
    change = {"key": "2026-03-03", "before": {"participation_code": "PN1"}, "after": {"participation_code": "PN2"}}
    facts = {"load": 7, "new": {"episodes": ["a", "b"]}, "changed": {"reviews": [change]}}
    event = say("ingest.rows_loaded", facts)
    assert event.what == "Load 7 brought 2 new episodes, 1 changed review"
    assert event.changes[0].label == "Reviews, 3 March 2026: child's part"


def test_an_event_of_a_kind_without_a_sentence_is_named_by_its_kind():
    assert say("voice.views_given", {}).what == "Views given"


def test_a_file_of_no_children_has_its_headings():
    assert next(rows_of([]))[:2] == ["Number", "Name"]
