"""What an IRO does between reviews: how closely a child is watched, and each look at the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import CURRENT, Child
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import codes_ever
from openiro.domain.oversight import UnableToOversee
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of
from openiro.reviews.actions.early import IRO_ASKS, EarlyAsked, ask_for_early_review
from openiro.reviews.models import OversightCheck, OversightLevel
from openiro.reviews.queries.early import is_in_care

EARLY_REVIEW, ON_TRACK = "early_review", "on_track"


@dataclass(frozen=True)
class CheckMade:
    """One look at a child's plan. `child_number`: the child's. `due_on`: the day that policy asked for, if it did."""

    child_number: int
    kind: str
    outcome: str
    words: str = ""
    due_on: date | None = None


@transaction.atomic
def set_oversight_level(*, child: Child, level: str, reason: str, by: User, at: datetime) -> OversightLevel:
    """Say how closely a child is watched between reviews, from today. Needs `reviews.oversee_between_reviews`.

    The same level again changes nothing. Raises `UnableToOversee` for no level of the list, and for no reason.
    """
    on = day_of(at)
    check_may_for(by, Permission.OVERSEE, child, on=on)
    Child.objects.select_for_update().get(pk=child.pk)
    _check_code("OVERSIGHT_LEVEL", level, "Choose how closely the child is to be watched.")
    if not reason.strip():
        raise UnableToOversee("Say why, so that the next IRO understands.")
    now = OversightLevel.objects.filter(child=child, to_on__isnull=True).first()
    if now is not None and now.level == level:
        return now
    OversightLevel.objects.filter(child=child, to_on__isnull=True).update(to_on=on)
    row = OversightLevel.objects.create(child=child, level=level, reason=reason.strip(), from_on=on)
    facts = {"level": level, "from_on": on}
    record_event(stream=child_stream(child.pk), kind="reviews.oversight_level_set", facts=facts, by=by, at=at)
    return row


@transaction.atomic
def record_checks(*, checks: Sequence[CheckMade], by: User, at: datetime) -> int:
    """Record looks at the plans of several children, done today, all or none. Answers how many.

    Needs `reviews.oversee_between_reviews` of each child. A second of the same kind on a day takes the place of the
    first. The outcome `early_review` asks for one, as the IRO may (CPPCR, reg 33(3)(a)). Raises `UnableToOversee` for
    a kind or outcome that is not on its list, for an outcome other than `on_track` without words, and for a child not
    in care; `UnableToAskForEarlyReview` where one is asked for already.
    """
    on = day_of(at)
    check_may(by, Permission.OVERSEE, on=on)
    found = Child.objects.filter(CURRENT).in_bulk([each.child_number for each in checks])
    for made in checks:
        child = found.get(made.child_number)
        if child is None:
            raise UnableToOversee("One of these children is not there any more. Look at the list again.")
        _record(child, made, by, at)
    return len(checks)


def _record(child: Child, made: CheckMade, by: User, at: datetime) -> None:
    on = day_of(at)
    check_may_for(by, Permission.OVERSEE, child, on=on)
    _check(child, made, on)
    values = {"due_on": made.due_on, "outcome": made.outcome, "words": made.words.strip(), "done_by": by}
    OversightCheck.objects.update_or_create(child=child, kind=made.kind, done_on=on, defaults=values)
    facts = {"check_kind": made.kind, "check_outcome": made.outcome, "done_on": on, "due_on": made.due_on}
    record_event(stream=child_stream(child.pk), kind="reviews.plan_checked", facts=facts, by=by, at=at)
    if made.outcome == EARLY_REVIEW:
        asked = EarlyAsked(trigger=IRO_ASKS, happened_on=on, words=made.words)
        ask_for_early_review(child=child, asked=asked, by=by, at=at)


def _check(child: Child, made: CheckMade, on: date) -> None:
    _check_code("OVERSIGHT_KIND", made.kind, "Choose what kind of check it was.")
    _check_code("OVERSIGHT_OUTCOME", made.outcome, "Choose what you found.")
    if made.outcome != ON_TRACK and not made.words.strip():
        raise UnableToOversee("Say in a few words what you found where the plan is not on track.")
    if not is_in_care(child, on=on):
        raise UnableToOversee("A child of these is not looked after, so that there is no plan to check.")


def _check_code(field: str, code: str, problem: str) -> None:
    if code not in codes_ever(field):
        raise UnableToOversee(problem)
