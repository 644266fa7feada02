"""By when a social worker is next to visit a child: CPPCR reg 28, rules 8.09 to 8.11 of the project's table.

Visits while placed for adoption: Adoption Agencies Regulations 2005, reg 36 (rule 1.54).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from openiro.domain.checks_policy import ChecksPolicy
from openiro.domain.clocks import CLOCKS
from openiro.domain.codes import ADOPTION_PLACEMENTS
from openiro.domain.months import add_months

WITH_PARENT = "P1"
CONNECTED = "U3"
LONG_TERM = frozenset({"U1", "U4"})
INTERIM_ORDER, CARE_ORDER = "C1", "C2"
WEEK = timedelta(weeks=1)
FIRST_YEAR = 12


@dataclass(frozen=True)
class VisitRule:
    """How often: weekly until the first review where `is_weekly_first`, then every `weeks`; 0 where none is set."""

    is_weekly_first: bool
    weeks: int
    words: str


ORDINARY = VisitRule(False, CLOCKS["visit.first_year"].limit, "At least every 6 weeks")
PARENT_UNASSESSED = VisitRule(True, 6, "With a parent before assessment: weekly until the first review, then 6 weeks")
PARENT_INTERIM = VisitRule(True, 4, "With a parent under an interim order: weekly until the first review, then 4 weeks")
PARENT_ORDER = VisitRule(False, 6, "With a parent under a care order: within a week of the order, then every 6 weeks")
CONNECTED_TEMPORARY = VisitRule(
    True, 4, "With a temporarily approved relative or friend: weekly until the first review, then every 4 weeks"
)
ADOPTION = VisitRule(True, 0, "Placed for adoption: weekly until the first review, then as the agency decides")


def visit_rule(placement: str, legal_status: str, placed_on: date, day: date, policy: ChecksPolicy) -> VisitRule:
    """The rule that holds in that placement under that legal status on `day`, by their codes in SSDA903."""
    if placement in ADOPTION_PLACEMENTS:
        return ADOPTION
    if placement == WITH_PARENT:
        return {INTERIM_ORDER: PARENT_INTERIM, CARE_ORDER: PARENT_ORDER}.get(legal_status, PARENT_UNASSESSED)
    if placement == CONNECTED and day < placed_on + timedelta(weeks=policy.connected_weeks):
        return CONNECTED_TEMPORARY
    return ORDINARY


def next_visit(
    *,
    placement: str,
    legal_status: str,
    placed_on: date,
    status_since: date,
    last_on: date | None,
    reviews_held: Sequence[date],
    is_lasting: bool,
    policy: ChecksPolicy,
) -> tuple[date | None, str]:
    """The last day in time for the next visit, None where the agency decides, and the rule in words.

    `last_on`: the last visit in this placement, None before any. `is_lasting`: the placement is meant to last to 18.
    `reviews_held`: days of the reviews of this care period held so far.
    """
    rule = visit_rule(placement, legal_status, placed_on, last_on or placed_on, policy)
    if last_on is None:
        return _first(rule, placed_on, status_since), "First visit within 1 week of the start of the placement"
    if rule.is_weekly_first and not _had_first_review(rule, reviews_held, placed_on):
        return last_on + WEEK, rule.words
    if rule is ORDINARY and last_on >= add_months(placed_on, FIRST_YEAR):
        return _later(placement, last_on, is_lasting, policy)
    return (last_on + timedelta(weeks=rule.weeks) if rule.weeks else None), rule.words


def _first(rule: VisitRule, placed_on: date, status_since: date) -> date:
    """A week from the placement; with a parent under a care order, from the order where that is later."""
    return (max(placed_on, status_since) if rule is PARENT_ORDER else placed_on) + WEEK


def _had_first_review(rule: VisitRule, reviews_held: Sequence[date], placed_on: date) -> bool:
    """Whether the first review was held: of those since the placement, where the child is placed for adoption."""
    since = placed_on if rule is ADOPTION else date.min
    return any(held >= since for held in reviews_held)


def _later(placement: str, last_on: date, is_lasting: bool, policy: ChecksPolicy) -> tuple[date, str]:
    """After the first year of the placement."""
    if placement in LONG_TERM:
        months = policy.long_term_visit_months
        return add_months(last_on, months), f"Long-term foster placement of a year or more: every {months} months"
    if is_lasting:
        months = CLOCKS["visit.lasting"].limit
        return add_months(
            last_on, months
        ), f"In a placement meant to last until 18, after its first year: {months} months"
    return last_on + timedelta(weeks=CLOCKS["visit.later"].limit), "At least every 6 weeks"
