"""Between two reviews: when the IRO looks at a child's plan, sees the child, and hears from the social worker.

Source: IRO Handbook, chapter 3 (the IRO monitors the child's case on an ongoing basis). How often is left to the
council, whose policy says: midway between two reviews, by need, or so many times a year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from openiro.domain.months import add_months
from openiro.domain.oversight_policy import BetweenReviews, Oversight
from openiro.domain.refusal import Refusal
from openiro.domain.working_days import WorkingCalendar

MIDWAY, IN_DEPTH, BY_NEED, FOLLOW_UP = "midway", "in_depth", "by_need", "follow_up"
# A follow-up looks at decisions alone; every other check looks at the whole plan.
WHOLE = frozenset({MIDWAY, IN_DEPTH, BY_NEED})
# Contacts at which the IRO and the child are in one place.
IN_PERSON = frozenset({"visit", "meeting", "activity"})
# A meeting of the agencies about the risk that a young person is exploited: a contact of that kind (CONTACT_KIND).
EXPLOITATION = "exploitation"
MONTHS_A_YEAR = 12


class UnableToOversee(Refusal):
    """What was given cannot be recorded of a child between two reviews."""


class ToldThere(StrEnum):
    """A young person's part in a meeting about exploitation, in the words that people read."""

    TOOK_PART = "took part"
    ASKED = "asked, and the meeting is still to come"
    DECLINED = "asked, and did not want to come"
    NOT_ASKED = "not asked, for a reason that is written down"


@dataclass(frozen=True)
class BetweenFacts:
    """Where a child stands between two reviews, as at a day.

    `last_held_on`: the last review held in this time in care. `next_due_on`: the last legal day of the next one.
    `last_whole_on`: the last check of the whole plan, of any kind; `last_in_depth_on`: the last one in depth.
    `seen_on`: when the IRO last saw the child in person. None where there is none.
    """

    in_care_since: date
    last_held_on: date | None = None
    next_due_on: date | None = None
    level: str = ""
    last_whole_on: date | None = None
    last_in_depth_on: date | None = None
    seen_on: date | None = None


@dataclass(frozen=True)
class CheckDue:
    """A check that policy asks for: its kind, a code of OVERSIGHT_KIND, and its last day, inclusive."""

    kind: str
    due_on: date


def told_there(with_whom: str, standing: str) -> ToldThere:
    """The young person's part in such a meeting, from its contact (CONTACT_WITH, CONTACT_STANDING).

    Source: Nottingham, annual report 2016/17, action 15/16: young people are included where appropriate.
    """
    if with_whom != "child":
        return ToldThere.NOT_ASKED
    return {"done": ToldThere.TOOK_PART, "declined": ToldThere.DECLINED}.get(standing, ToldThere.ASKED)


def check_told_there(kind: str, with_whom: str, words: str) -> None:
    """Raises `UnableToOversee` for a meeting about exploitation without the young person and without the reason."""
    if kind == EXPLOITATION and told_there(with_whom, "") is ToldThere.NOT_ASKED and not words.strip():
        raise UnableToOversee("Say why the young person was not asked to the meeting, or choose 'The child'.")


def midpoint(last_held_on: date, next_due_on: date) -> date:
    """The day halfway between two reviews; of an odd number of days the earlier middle."""
    return last_held_on + timedelta(days=(next_due_on - last_held_on).days // 2)


def next_check(facts: BetweenFacts, policy: Oversight) -> CheckDue | None:
    """The next check that policy asks for, the earlier where it asks for two kinds; None where none is asked for."""
    rhythm = {
        BetweenReviews.MIDWAY: _midway,
        BetweenReviews.BY_NEED: _by_need,
        BetweenReviews.REGULARLY: _in_depth,
    }[policy.between_reviews](facts, policy)
    found = [due for due in (rhythm, _in_depth(facts, policy)) if due is not None]
    return min(found, key=lambda due: due.due_on, default=None)


def asked_of_checks(policy: Oversight) -> frozenset[str]:
    """The names of those of `BetweenFacts` on which the day of the next check rests under this policy; no others do."""
    asked = {
        BetweenReviews.MIDWAY: {"last_held_on", "next_due_on", "last_whole_on"},
        BetweenReviews.BY_NEED: {"in_care_since", "last_held_on", "last_whole_on", "level"},
        BetweenReviews.REGULARLY: set[str](),
    }[policy.between_reviews]
    return frozenset(asked | ({"in_care_since", "last_in_depth_on"} if policy.in_depth_each_year else set()))


def see_by(facts: BetweenFacts, policy: Oversight) -> date | None:
    """The last day, inclusive, on which the child is to be seen; None where the council asks for none."""
    if not policy.seen_within_months:
        return None
    return add_months(_latest(facts.in_care_since, facts.seen_on), policy.seen_within_months)


def update_to_ask(facts: BetweenFacts, policy: Oversight, on: date) -> date | None:
    """The midpoint at which the social worker is asked for an update, where that is reached by `on`; else None.

    Not asked once the next review is due: its report tells more.
    """
    if not policy.asks_for_update or facts.last_held_on is None or facts.next_due_on is None:
        return None
    halfway = midpoint(facts.last_held_on, facts.next_due_on)
    return halfway if halfway <= on < facts.next_due_on else None


def update_due(asked_on: date, policy: Oversight, calendar: WorkingCalendar) -> date:
    """The last day, inclusive, for an update asked for on that day. Raises `UnableToCountWorkingDays`."""
    return calendar.days_after(asked_on, policy.update_days)


def level_of(facts: BetweenFacts, policy: Oversight) -> str:
    """How closely the child is watched: the level that was set, else the council's usual one."""
    return facts.level or policy.level_unless_set


def _midway(facts: BetweenFacts, policy: Oversight) -> CheckDue | None:
    if facts.last_held_on is None or facts.next_due_on is None:
        return None
    if facts.last_whole_on is not None and facts.last_whole_on > facts.last_held_on:
        return None
    return CheckDue(MIDWAY, midpoint(facts.last_held_on, facts.next_due_on))


def _by_need(facts: BetweenFacts, policy: Oversight) -> CheckDue | None:
    since = _latest(facts.in_care_since, facts.last_held_on, facts.last_whole_on)
    return CheckDue(BY_NEED, add_months(since, policy.months_by_level[level_of(facts, policy)]))


def _in_depth(facts: BetweenFacts, policy: Oversight) -> CheckDue | None:
    if not policy.in_depth_each_year:
        return None
    since = _latest(facts.in_care_since, facts.last_in_depth_on)
    return CheckDue(IN_DEPTH, add_months(since, MONTHS_A_YEAR // policy.in_depth_each_year))


def _latest(first: date, *others: date | None) -> date:
    """The latest of these days; earlier times in care have nothing to say of this one."""
    return max([first, *(day for day in others if day is not None)])
