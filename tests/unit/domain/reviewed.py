"""A review of Sam Smith, eleven, as it was entered: what the papers of the tests rest on."""

from dataclasses import replace
from datetime import date
from typing import Any

from openiro.domain.record_facts import (
    Checked,
    DecisionTaken,
    ParentsPart,
    PersonThere,
    RecordFacts,
    Said,
)
from openiro.domain.records_policy import RecordsPolicy
from openiro.policies import load_policy

SAM = RecordFacts(
    council="Harrow",
    review_word="looked-after review",
    name="Sam Smith",
    given_name="Sam",
    born_on=date(2014, 5, 5),
    age=11,
    held_on=date(2026, 5, 3),
    mode="in_person",
    place="School",
    chaired_by="Ada Bell",
    participation_code="PN1",
    child_chaired="part",
    seen_before_on=date(2026, 5, 1),
    seen_alone="alone",
    people=(
        PersonThere("child", "Sam Smith", True),
        PersonThere("social_worker", "Amina Khan", True),
        PersonThere("carer", "Jo Reed", True, "video"),
        PersonThere("mother", "Kim Smith", False, apologies=True),
        PersonThere("health", "Nurse Dee", False),
        PersonThere("father", "Al Smith", is_excluded=True),
    ),
    parents=(ParentsPart("mother", False, True), ParentsPart("father", False, False, "not_appropriate")),
    said=(
        Said("I want to see Ben more. The placement is ok.", response="Ben comes each week now"),
        Said("Do not tell mum that I cry.", in_record=False),
    ),
    notes={
        "wishes": "Sam speaks for himself.",
        "education": "Sam's attendance is 97%. Sam likes maths.",
        "family_time": "Sam has contact with siblings monthly.",
        "legal_status": "The care order stays.",
        "impact": "Sam will see Ben each week.",
    },
    checks=(Checked("Health assessment", "yes", "no", date(2026, 3, 1), "The letter is awaited"),),
    last_decisions=(
        DecisionTaken(1, "Arrange dental check", "social_worker", outcome="implemented"),
        DecisionTaken(2, "Buy a bike", "carer", outcome="not_implemented", outcome_reason="None was found"),
    ),
    decisions=(
        DecisionTaken(
            1,
            "Social worker to arrange weekly contact with Ben",
            "social_worker",
            "Amina Khan",
            date(2026, 6, 1),
            "Sam sees Ben weekly",
            asked_by_child=True,
        ),
        DecisionTaken(2, "Life-story work to be started", "carer", "Jo Reed"),
        DecisionTaken(3, "Update the care plan", "social_worker", due_on=date(2026, 5, 20), answer="objected"),
    ),
    next_by=date(2026, 11, 3),
)


def sam(**changes: Any) -> RecordFacts:
    """The review of Sam with something else entered."""
    return replace(SAM, **changes)


def policy(name: str = "default") -> RecordsPolicy:
    """What that council has settled about records."""
    return load_policy(name, date(2026, 5, 1)).records
