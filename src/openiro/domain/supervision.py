"""Supervision of reviewing officers: when it is due, what its agenda holds, what a duty takes from a caseload.

Sources: IRO Handbook, chapter 7 (the manager supervises and checks caseloads); regulation 46 of the Care Planning,
Placement and Case Review (England) Regulations 2010 (rule 6.04 of the project's table of rules).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.conflicts import CaseloadGuide
from openiro.domain.months import add_months
from openiro.domain.refusal import Refusal
from openiro.domain.supervision_policy import TOPICS, DutyKind

PLANNED, AD_HOC, APPRAISAL = "planned", "ad_hoc", "appraisal"
FIRST_MONTH = 4
SOON_DAYS = 7
# What the sheet counts that is no shortcoming: it is always talked about, or never.
ALWAYS, NEVER = ("actions",), ("children",)
# The teams that work with children: they say that they have read what they tell the IRO of (rules 5.03 and 5.04).
ACKNOWLEDGE = frozenset({"social_worker", "team_manager"})


class UnableToSupervise(Refusal):
    """Supervision, or what belongs to it, cannot be recorded as it was put."""


class SupervisionStanding(StrEnum):
    """How supervision of an officer stands on a day."""

    NONE_YET = "none recorded yet"
    LATE = "late"
    SOON = "due"
    IN_TIME = "in time"


@dataclass(frozen=True)
class SupervisionDue:
    """When supervision is due next (None: none is recorded to count from), and how that stands."""

    due_on: date | None
    standing: SupervisionStanding


def supervision_due(last_on: date | None, months: int, on: date) -> SupervisionDue:
    """When the next supervision, or appraisal, is due: `months` after the last, that day in time.

    As required in between counts for nothing here: pass the last of the rhythm's own kind.
    """
    if last_on is None:
        return SupervisionDue(None, SupervisionStanding.NONE_YET)
    due_on = add_months(last_on, months)
    if due_on < on:
        return SupervisionDue(due_on, SupervisionStanding.LATE)
    is_soon = (due_on - on).days <= SOON_DAYS
    return SupervisionDue(due_on, SupervisionStanding.SOON if is_soon else SupervisionStanding.IN_TIME)


def agenda(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The topics that the sheet puts on the agenda, in its order: what is not nought, and earlier actions always."""
    return tuple(topic for topic in TOPICS if topic not in NEVER and (topic in ALWAYS or counts.get(topic, 0) > 0))


def fte_for_reviews(fte: float, hours_of_duties: float, full_time_hours: int) -> float:
    """What is left of a post for reviews when weekly hours of other duties are taken off; never below 0."""
    return max(fte - hours_of_duties / full_time_hours, 0.0)


def guide_beside_duties(
    guide: CaseloadGuide, fte: float, hours_of_duties: float, full_time_hours: int
) -> tuple[float, float]:
    """The caseload guide for what is left of a post, to a tenth: 0.6 FTE with 3.7 of 37 hours is guided as 0.5."""
    low, high = guide.scaled(fte_for_reviews(fte, hours_of_duties, full_time_hours))
    return round(low, 1), round(high, 1)


def check_duty(kind: DutyKind | None, *, reviews_children: bool) -> None:
    """Refuse a duty that is not of the policy, and one that controls resources to whoever reviews children.

    Raises `UnableToSupervise`. Source: regulation 46 (independence from the allocation of resources).
    """
    if kind is None:
        raise UnableToSupervise("Choose the duty from the list.")
    if kind.controls_resources and reviews_children:
        raise UnableToSupervise(
            f"{kind.title} controls resources. An independent reviewing officer may not hold it (regulation 46). "
            "Give it to somebody who reviews no child."
        )


def check_not_oneself(supervised: str, by: str) -> None:
    """Refuse what somebody would record about their own supervision; both are staff codes.

    Raises `UnableToSupervise`.
    """
    if supervised == by:
        raise UnableToSupervise("This is about your own supervision. Ask your manager to record it.")


def year_of(on: date) -> date:
    """The 1 April with which the service's year of that day begins."""
    return date(on.year if on.month >= FIRST_MONTH else on.year - 1, FIRST_MONTH, 1)
