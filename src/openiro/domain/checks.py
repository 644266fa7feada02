"""Which checks apply to a child on a day, and whether each is up to date, by which rule.

Source: section 8 of the project's table of rules; which checks there are is the council's policy.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from openiro.domain.care import CarePeriod
from openiro.domain.checks_policy import Check, CheckRule, ChecksPolicy, Entitlement, OnlyIf
from openiro.domain.clocks import Clock
from openiro.domain.codes import SHORT_BREAK_STATUSES
from openiro.domain.months import add_months, age_on, nth_birthday
from openiro.domain.visits import next_visit
from openiro.domain.working_days import WorkingCalendar

FOSTERED = frozenset({"U1", "U2", "U3", "U4", "U5", "U6"})
# An interim or full care order, and a placement with own parents or others with parental responsibility.
CARE_ORDERS, WITH_PARENTS = frozenset({"C1", "C2"}), "P1"
ELIGIBLE_FROM_AGE, ELIGIBLE_COUNT_FROM_AGE, ELIGIBLE_DAYS = 16, 14, 91
# A placement plan is to be made before the placement where that can be: one made in the days before it counts.
PLAN_BEFORE = timedelta(days=14)
SECOND_REVIEW = 2


class CheckState(StrEnum):
    """How a check stands, in the words that people read."""

    UP_TO_DATE = "up to date"
    NOT_DUE = "not due yet"
    OVERDUE = "not up to date"
    ASK = "asked at each review"


@dataclass(frozen=True)
class Done:
    """When a thing was done, when it was put on the child's file (None: it was not), and its score, if it has one."""

    done_on: date
    on_file_on: date | None = None
    score: int | None = None


@dataclass(frozen=True)
class HeldReview:
    """A review of the present care period: the day held, and when it was completed."""

    held_on: date
    completed_on: date | None = None


@dataclass(frozen=True)
class CheckFacts:
    """What the rules must know of a child, as it was on the day asked about.

    `care_started_on`: of the present care period, None outside care. `status_since` and `placement_since`: from which
    day the present legal status and the present placement run. `eligible_on`: see `eligible_on`. `is_lasting`: the
    placement is meant to last until 18. `has_permanence_plan`: one that is agreed stands.
    """

    born_on: date
    care_started_on: date | None
    legal_status: str = ""
    status_since: date | None = None
    placement: str = ""
    placement_since: date | None = None
    eligible_on: date | None = None
    is_unaccompanied: bool = False
    is_lasting: bool = False
    has_permanence_plan: bool = False
    reviews: tuple[HeldReview, ...] = ()
    done: Mapping[str, tuple[Done, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckRules:
    """What standings are judged with: the council's settings and clocks, and the calendar of working days."""

    policy: ChecksPolicy
    clock: Callable[[str], Clock]
    calendar: WorkingCalendar


@dataclass(frozen=True)
class Standing:
    """How a check stands: `done_on` when it was last done, `due_on` the last day in time, both None where not known.

    `rule` says in words what sets the day; `source` is the law or guidance behind it.
    """

    check: Check
    state: CheckState
    done: Done | None
    due_on: date | None
    rule: str
    source: str

    @property
    def is_up_to_date(self) -> bool | None:
        """What the days say; None where they say nothing, or where it is not due yet."""
        return {CheckState.UP_TO_DATE: True, CheckState.OVERDUE: False}.get(self.state)


def checks_for(checks: Iterable[Check], facts: CheckFacts, on: date) -> tuple[Check, ...]:
    """The checks that apply to the child on `on`, in the order of the policy; none outside care."""
    return tuple(check for check in checks if _applies(check, facts, on))


def _applies(check: Check, facts: CheckFacts, on: date) -> bool:
    if facts.care_started_on is None or facts.care_started_on > on:
        return False
    if not check.from_age <= age_on(facts.born_on, on) <= check.to_age:
        return False
    if add_months(facts.care_started_on, check.after_months) > on:
        return False
    return all(_is_met(each, facts, on) for each in check.only_if)


def _is_met(condition: OnlyIf, facts: CheckFacts, on: date) -> bool:
    if condition is OnlyIf.NOT_SHORT_BREAKS:
        return facts.legal_status not in SHORT_BREAK_STATUSES
    if condition is OnlyIf.ELIGIBLE:
        return facts.eligible_on is not None and facts.eligible_on <= on
    if condition is OnlyIf.UNACCOMPANIED:
        return facts.is_unaccompanied
    if condition is OnlyIf.WITH_PARENTS:
        return facts.placement == WITH_PARENTS and facts.legal_status in CARE_ORDERS
    return facts.placement in FOSTERED


def eligible_on(born_on: date, periods: Sequence[CarePeriod]) -> date | None:
    """The day from which the child is an eligible child (CPPCR reg 40), as the care periods stand; None if not.

    Looked after for 13 weeks in all since the 14th birthday, and at 16 or later. Short breaks do not count (reg
    40(2)); a period that is open is taken to go on.
    """
    counted_from, sixteenth = nth_birthday(born_on, ELIGIBLE_COUNT_FROM_AGE), nth_birthday(born_on, ELIGIBLE_FROM_AGE)
    days = 0
    for first, end in _stretches(periods, counted_from):
        left = timedelta(days=ELIGIBLE_DAYS - days)
        reached = max(first + left, sixteenth)
        if end is None or reached <= end:
            return reached
        days += min((end - first).days, ELIGIBLE_DAYS)
    return None


def _stretches(periods: Sequence[CarePeriod], since: date) -> Iterable[tuple[date, date | None]]:
    """The time in care since that day, short breaks left out: first day, and the day on which it ended."""
    for period in periods:
        episodes = period.episodes
        for place, episode in enumerate(episodes):
            following = episodes[place + 1].started_on if place + 1 < len(episodes) else period.ended_on
            if not episode.is_short_break and (following is None or following > since):
                yield max(episode.started_on, since), following


def standing(check: Check, facts: CheckFacts, on: date, rules: CheckRules) -> Standing:
    """How the check stands for the child on `on`, whom it applies to; what was done after that day is not seen.

    Raises `UnableToCountWorkingDays` beyond the years of the calendar.
    """
    done = [each for each in facts.done.get(check.id, ()) if each.done_on <= on]
    last = max(done, key=lambda each: each.done_on, default=None)
    if check.rule is CheckRule.EACH_REVIEW:
        return Standing(check, CheckState.ASK, last, None, "Asked at each review", check.source)
    if check.rule is CheckRule.PERMANENCE:
        return _permanence(check, facts, on, rules, last)
    counts = last if last is not None and _counts(check, facts, last.done_on) else None
    due_on, rule = _DUE[check.rule](check, facts, on, rules, counts.done_on if counts else None)
    return Standing(check, _state(due_on, on, counts), last, due_on, rule, check.source)


def evidence_for(check: Check, facts: CheckFacts, on: date) -> dict[str, Done]:
    """What was last done by `on` of the checks that are the evidence of this one, by their ids; others left out."""
    found = {}
    for id in check.evidence:
        done = [each for each in facts.done.get(id, ()) if each.done_on <= on]
        if done:
            found[id] = max(done, key=lambda each: each.done_on)
    return found


def _state(due_on: date | None, on: date, counts: Done | None) -> CheckState:
    if due_on is not None and due_on < on:
        return CheckState.OVERDUE
    return CheckState.UP_TO_DATE if counts else CheckState.NOT_DUE


def _counts(check: Check, facts: CheckFacts, done_on: date) -> bool:
    """Whether what was done that day belongs to the present time in care, or placement, where the rule asks for it."""
    since = facts.care_started_on
    if check.rule is CheckRule.VISITS:
        since = facts.placement_since
    elif check.rule is CheckRule.PLACEMENT and facts.placement_since:
        since = facts.placement_since - PLAN_BEFORE
    elif check.rule is CheckRule.INTERVAL and not check.first:
        since = None
    return since is None or done_on >= since


def _anchor(check: Check, facts: CheckFacts) -> date:
    """The day from which a thing that was never done is counted."""
    if OnlyIf.ELIGIBLE in check.only_if and facts.eligible_on:
        return facts.eligible_on
    started = facts.care_started_on or facts.born_on
    return max(started, nth_birthday(facts.born_on, check.from_age))


def _first(check: Check, facts: CheckFacts, rules: CheckRules) -> tuple[date, str]:
    clock, anchor = rules.clock(check.first), _anchor(check, facts)
    return clock.due_on(anchor, rules.calendar), f"First {clock.limit_in_words} of {_event(clock)}"


def _event(clock: Clock) -> str:
    """What the clock runs from, inside a sentence."""
    return {
        "became looked after": "becoming looked after",
        "first placement started": "the start of the first placement",
        "placement started": "the start of the placement",
        "16th birthday or eligible": "the 16th birthday, or of becoming an eligible child",
        "review completed": "the completion of a review",
    }.get(clock.anchor, clock.anchor)


def _interval(
    check: Check, facts: CheckFacts, on: date, rules: CheckRules, done_on: date | None
) -> tuple[date | None, str]:
    if done_on is None and check.first:
        return _first(check, facts, rules)
    start = done_on or _anchor(check, facts)
    every = next((each for each in check.every if age_on(facts.born_on, start) < each.below), check.every[-1])
    until = f" for a child under {every.below}" if every is not check.every[-1] else ""
    return add_months(start, every.months), f"At least every {every.months} months{until}"


def _term(
    check: Check, facts: CheckFacts, on: date, rules: CheckRules, done_on: date | None
) -> tuple[date | None, str]:
    if done_on is None:
        return _first(check, facts, rules)
    return last_day_of_next_term(done_on, rules.policy.term_starts), "Reviewed each school term"


def last_day_of_next_term(day: date, term_starts: Sequence[tuple[int, int]]) -> date:
    """The last day of the term after the one in which `day` lies; a term runs until the next one starts."""
    starts = [
        date(year, month, first) for year in (day.year, day.year + 1, day.year + 2) for month, first in term_starts
    ]
    later = sorted(start for start in starts if start > day)
    return later[1] - timedelta(days=1)


def _placement(
    check: Check, facts: CheckFacts, on: date, rules: CheckRules, done_on: date | None
) -> tuple[date | None, str]:
    clock = rules.clock(check.first)
    rule = f"{clock.limit_in_words.capitalize()} of {_event(clock)}, if not before it"
    if done_on is not None or facts.placement_since is None:
        return None, rule
    return clock.due_on(facts.placement_since, rules.calendar), rule


def _after_review(
    check: Check, facts: CheckFacts, on: date, rules: CheckRules, done_on: date | None
) -> tuple[date | None, str]:
    if done_on is None:
        return _first(check, facts, rules)
    clock = rules.clock("after.care_plan")
    rule = f"Brought up to date {clock.limit_in_words} of {_event(clock)}"
    since = [each.completed_on for each in facts.reviews if each.completed_on and each.held_on > done_on]
    waiting = [completed for completed in since if completed <= on]
    return (clock.due_on(min(waiting), rules.calendar) if waiting else None), rule


def _visits(
    check: Check, facts: CheckFacts, on: date, rules: CheckRules, done_on: date | None
) -> tuple[date | None, str]:
    if facts.placement_since is None:
        return None, "The placement is not recorded"
    held = [each.held_on for each in facts.reviews if each.held_on <= on]
    return next_visit(
        placement=facts.placement,
        legal_status=facts.legal_status,
        placed_on=facts.placement_since,
        status_since=facts.status_since or facts.placement_since,
        last_on=done_on,
        reviews_held=held,
        is_lasting=facts.is_lasting,
        policy=rules.policy,
    )


_DUE: Mapping[CheckRule, Callable[[Check, CheckFacts, date, CheckRules, date | None], tuple[date | None, str]]] = {
    CheckRule.INTERVAL: _interval,
    CheckRule.TERM: _term,
    CheckRule.PLACEMENT: _placement,
    CheckRule.REVIEW: _after_review,
    CheckRule.VISITS: _visits,
}


def _permanence(check: Check, facts: CheckFacts, on: date, rules: CheckRules, last: Done | None) -> Standing:
    """Up to date while an agreed plan stands; else due by the second review, or by its last legal day."""
    held = [each.held_on for each in facts.reviews if each.held_on <= on]
    due_on = None
    if len(held) >= SECOND_REVIEW:
        due_on = held[SECOND_REVIEW - 1]
    elif held:
        due_on = rules.clock("review.second").due_on(held[0], rules.calendar)
    if facts.has_permanence_plan:
        state = CheckState.UP_TO_DATE
    else:
        is_late = len(held) >= SECOND_REVIEW or (due_on is not None and due_on < on)
        state = CheckState.OVERDUE if is_late else CheckState.NOT_DUE
    return Standing(check, state, last, due_on, "An agreed plan by the second review", check.source)


def lacks_permanence_plan(place: int, has_plan: bool) -> bool:
    """Whether a review is the second of the care period or a later one, and no agreed plan for permanence stands.

    `place`: which review of the care period it is, from 1. The IRO then escalates at once (Buckinghamshire, section 6;
    rule 1.31).
    """
    return place >= SECOND_REVIEW and not has_plan


def entitlements_for(entitlements: Iterable[Entitlement], born_on: date, on: date) -> tuple[Entitlement, ...]:
    """What a child of that age is told of and given on `on`, in the order of the policy."""
    age = age_on(born_on, on)
    return tuple(each for each in entitlements if each.from_age <= age <= each.to_age)
