"""Of which changes in a child's life the IRO is told, and what the IRO does with each.

Source: Care Planning, Placement and Case Review (England) Regulations 2010 (CPPCR), regs 9, 14 and 25, and 45(4);
IRO Handbook, chapter 3.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.clock_table import SOURCES
from openiro.domain.clocks import Confidence
from openiro.domain.codes_of_oversight import OVERSIGHT_CODE_SETS
from openiro.domain.refusal import Refusal

NOTE, CONTACT, EARLY_REVIEW, CHALLENGE = "note", "contact", "early_review", "challenge"
CARE_PLANNING = "care_planning"

# code | told before it is done, or after | rule | source | confidence | what it brings forward: EARLY_REVIEW_TRIGGER
TABLE = """
placement_plan | after | 5.03 | CPPCR, reg 9 | V | iro_asks
placement_to_end | before | 5.03 | CPPCR, reg 14 | V | placement_to_end
placement_ended | after | 5.03 | CPPCR, reg 14 | V | placement_ended_in_emergency
approval_extended | before | 5.03 | CPPCR, reg 25 | V | iro_asks
plan_change | before | 5.04 | IRO Handbook, chapter 3 | M | plan_change
transition | before | 5.04 | IRO Handbook, chapter 3 | M | plan_change
court_plan_change | after | 5.04 | IRO Handbook, chapter 3 | M | proceedings
decision_not_done | after | 5.04 | IRO Handbook, chapter 3 | M | iro_asks
contact_change | after | 5.04 | IRO Handbook, chapter 3 | M | iro_asks
worker_change | after | 5.04 | IRO Handbook, chapter 3 | M | iro_asks
safeguarding | after | 5.04 | IRO Handbook, chapter 3 | M | welfare_concern
conference | after | 5.04 | IRO Handbook, chapter 3 | M | iro_asks
complaint | after | 5.02 | IRO Handbook, chapter 3 | M | iro_asks
placement_risk | after | 5.04 | IRO Handbook, chapter 3 | M | placement_at_risk
family_change | after | 5.04 | IRO Handbook, chapter 3 | M | iro_asks
offence | after | 5.04 | IRO Handbook, chapter 3 | M | iro_asks
exclusion | after | 5.04 | IRO Handbook, chapter 3 | M | iro_asks
missing | after | 5.04 | IRO Handbook, chapter 3 | M | missing
health | after | 5.04 | IRO Handbook, chapter 3 | M | iro_asks
panel | after | 5.04 | IRO Handbook, chapter 3 | M | iro_asks
legal_change | after | 5.04 | IRO Handbook, chapter 3 | M | iro_asks
"""


# What is proposed and waits for its review (EARLY_REVIEW_TRIGGER).
BEFORE = frozenset({"plan_change", "placement_to_end"})


class UnableToTellOfChange(Refusal):
    """What was given is no change of which the IRO is told, or one that is dealt with already."""


class Consulted(StrEnum):
    """Whether the IRO was told of a change before it was done, in the words that people read."""

    BEFORE = "before it was done"
    AFTER = "only after it was done"
    NOT_TOLD = "not at all"


@dataclass(frozen=True)
class HeldReview:
    """A review that was held: its day, and whether it decided a change of the care plan."""

    held_on: date
    changed_plan: bool = False


@dataclass(frozen=True)
class ChangeEvent:
    """One thing of which the IRO is told. `is_before`: before it is done. `trigger`: what it brings forward."""

    code: str
    meaning: str
    is_before: bool
    statute_rule: str
    source: str
    confidence: Confidence
    trigger: str


_MEANINGS = {each.code: each.meaning for each in OVERSIGHT_CODE_SETS["CHANGE_EVENT"]}
DISPOSITIONS = {each.code: each.meaning for each in OVERSIGHT_CODE_SETS["CHANGE_DISPOSITION"]}


def _event(row: str) -> ChangeEvent:
    code, when, rule, source, confidence, trigger = (cell.strip() for cell in row.split("|"))
    full = source.replace("CPPCR", SOURCES["CPPCR"])
    return ChangeEvent(code, _MEANINGS[code], when == "before", rule, full, Confidence(confidence), trigger)


EVENTS: dict[str, ChangeEvent] = {each.code: each for each in map(_event, TABLE.strip().splitlines())}


def change_event(code: str) -> ChangeEvent:
    """The event of that code. Raises `UnableToTellOfChange` where there is none."""
    try:
        return EVENTS[code]
    except KeyError:
        raise UnableToTellOfChange("Choose what happened from the list.") from None


def check_day(found: ChangeEvent, happened_on: date, on: date) -> None:
    """Raises `UnableToTellOfChange` for a day ahead of something that is told of afterwards."""
    if happened_on > on and not found.is_before:
        raise UnableToTellOfChange("That day lies ahead. Tell the IRO when it has happened.")


def needs_review_before(found: ChangeEvent) -> bool:
    """Whether a review is to be held before that is done (CPPCR, reg 32(2); reg 14 where a placement is to end)."""
    return found.is_before and found.trigger in BEFORE


def consulted(*, was_told: bool, told_on: date, happened_on: date) -> Consulted:
    """Whether the IRO was told before the change was done: on an earlier day, or on its day at the latest."""
    if not was_told:
        return Consulted.NOT_TOLD
    return Consulted.BEFORE if told_on <= happened_on else Consulted.AFTER


def review_before(reviews: Iterable[HeldReview], *, told_on: date, happened_on: date) -> date | None:
    """The day of the review that looked at a change before it was done; None where there was none.

    It is one held from the day on which the IRO was told up to the day of the change, both included; or the last one
    before the change, where that one decided a change of the plan.
    """
    before = sorted((each for each in reviews if each.held_on <= happened_on), key=lambda each: each.held_on)
    if not before:
        return None
    last = before[-1]
    return last.held_on if last.changed_plan or told_on <= last.held_on else None


def check_disposition(disposition: str, words: str) -> None:
    """Raises `UnableToTellOfChange` for one that is not on the list, or that needs words and has none."""
    if disposition not in DISPOSITIONS:
        raise UnableToTellOfChange("Choose what you do with it.")
    if disposition in (EARLY_REVIEW, CHALLENGE) and not words.strip():
        raise UnableToTellOfChange("Say why, so that whoever reads it later understands.")
