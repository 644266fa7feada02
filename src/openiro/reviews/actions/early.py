"""Reviews brought forward: asked for, declined for a reason, and settled by the review that is held."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for, officers_of
from openiro.children.models import Child
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.core.queries import working_calendar
from openiro.domain.early_reviews import UnableToAskForEarlyReview, check_applies, needed_by, trigger
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force
from openiro.reviews.models import EarlyReview, Review
from openiro.reviews.queries.early import is_in_care, standing_of

HELD, DECLINED = "held", "declined"
IRO_ASKS = "iro_asks"


@dataclass(frozen=True)
class EarlyAsked:
    """What brings a review forward. `happened_on`: the day of the thing, which may lie ahead where it is proposed.

    `nobody_takes_over`: asked where accommodation is to end, the second limb of CPPCR reg 33(3)(e).
    """

    trigger: str
    happened_on: date
    words: str = ""
    nobody_takes_over: bool | None = None


@transaction.atomic
def ask_for_early_review(*, child: Child, asked: EarlyAsked, by: User, at: datetime) -> EarlyReview:
    """Ask that the child's next review be held early. Needs `reviews.ask_for_early_review` of the child.

    The last day for it follows from the trigger: the day of the thing itself, or the working days of policy after it.
    The child's IRO is told. Raises `UnableToAskForEarlyReview` where the trigger is not one or does not concern the
    child, where the child is not looked after, or where the same was asked and is open (CPPCR reg 33(3)).
    """
    on = day_of(at)
    check_may_for(by, Permission.ASK_EARLY_REVIEW, child, on=on)
    Child.objects.select_for_update().get(pk=child.pk)
    found = trigger(asked.trigger)
    _check(child, asked, on)
    check_applies(found, standing_of(child, on=on, nobody_takes_over=asked.nobody_takes_over))
    within = policy_in_force(on=on).scheduling.early_within
    row = EarlyReview.objects.create(
        child=child,
        trigger=found.code,
        happened_on=asked.happened_on,
        needed_by=needed_by(found, asked.happened_on, within, working_calendar()),
        words=asked.words.strip(),
        asked_at=at,
        asked_by=by,
    )
    facts = {
        "early_review": row.pk,
        "trigger": row.trigger,
        "happened_on": row.happened_on,
        "needed_by": row.needed_by,
    }
    record_event(stream=child_stream(child.pk), kind="reviews.early_asked", facts=facts, by=by, at=at)
    _tell_officer(child, row, by, at)
    return row


@transaction.atomic
def decline_early_review(*, early: EarlyReview, reason: str, by: User, at: datetime) -> None:
    """Decline an early review that was asked for, for a reason. Needs `reviews.record_review` of the child: its IRO's.

    Raises `UnableToAskForEarlyReview` without a reason, or where it is settled already.
    """
    check_may_for(by, Permission.RECORD_REVIEW, early.child, on=day_of(at))
    early = EarlyReview.objects.select_for_update(of=("self",)).select_related("child").get(pk=early.pk)
    if early.settled_at is not None:
        how = "A review was held" if early.settled_how == HELD else "It was declined"
        raise UnableToAskForEarlyReview(f"{how} on {day_of(early.settled_at):%d/%m/%Y} already. Nothing is left to do.")
    if not reason.strip():
        raise UnableToAskForEarlyReview("Say why no early review is held.")
    _settle(early, DECLINED, None, by, at, reason.strip())
    facts = {"early_review": early.pk, "trigger": early.trigger}
    record_event(stream=child_stream(early.child_id), kind="reviews.early_declined", facts=facts, by=by, at=at)


def settle_early_reviews(*, review: Review, by: User, at: datetime) -> int:
    """A review was recorded: whatever was asked for on its day or before is settled by it.

    Called by the action that records it, in its transaction. Answers how many were.
    """
    rows = EarlyReview.objects.filter(child_id=review.child_id, settled_at__isnull=True)
    met = [row for row in rows if review.held_on is not None and day_of(row.asked_at) <= review.held_on]
    for row in met:
        _settle(row, HELD, review, by, at, "")
    return len(met)


def close_early_reviews(*, child: Child, reason: str, by: User, at: datetime) -> int:
    """The child is looked after no longer: nothing is left to review. Called by the action that ends the time in care.

    Answers how many requests that closed.
    """
    rows = list(EarlyReview.objects.filter(child=child, settled_at__isnull=True))
    for row in rows:
        _settle(row, DECLINED, None, by, at, reason)
    return len(rows)


def reopen_early_reviews(*, review: Review, by: User, at: datetime) -> int:
    """The review was taken back: what it had settled waits again. Called by the action that takes it back."""
    rows = EarlyReview.objects.filter(review=review)
    return rows.update(settled_how="", settled_at=None, settled_by=None, review=None)


def _check(child: Child, asked: EarlyAsked, on: date) -> None:
    if not is_in_care(child, on=on):
        raise UnableToAskForEarlyReview("The child is not looked after, so that no review is needed.")
    if not trigger(asked.trigger).is_before and asked.happened_on > on:
        raise UnableToAskForEarlyReview("That day lies ahead. Ask when it has happened.")
    if EarlyReview.objects.filter(child=child, trigger=asked.trigger, settled_at__isnull=True).exists():
        raise UnableToAskForEarlyReview("An early review is asked for on this ground already. It stands below.")


def _settle(row: EarlyReview, how: str, review: Review | None, by: User, at: datetime, reason: str) -> None:
    row.settled_how, row.settled_reason, row.review = how, reason, review
    row.settled_at, row.settled_by = at, by
    row.save(update_fields=["settled_how", "settled_reason", "review", "settled_at", "settled_by"])


def _tell_officer(child: Child, row: EarlyReview, by: User, at: datetime) -> None:
    officer = officers_of([child.pk], on=day_of(at)).get(child.pk)
    if officer is None or officer.officer_code == by.code or row.needed_by is None:
        return
    queue_notice(
        key=f"early_review_asked:{row.pk}:{officer.officer_code}",
        kind="early_review_asked",
        person_code=officer.officer_code,
        facts={"needed_by_on": row.needed_by.isoformat(), "path": f"/reviews/{child.reference}/dates/"},
        at=at,
    )
