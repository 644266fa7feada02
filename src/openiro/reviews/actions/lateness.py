"""Reviews that will be late: asked for with a coded reason, decided by the manager, told to the head of service."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.actions import reach, settle
from openiro.allocation.models import Reached
from openiro.allocation.queries import check_may_for
from openiro.children.models import Child
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.roles import role
from openiro.people.models import User
from openiro.people.queries import day_of, officers_on, policy_in_force, role_codes_on
from openiro.reviews.models import LatenessRequest, Review
from openiro.reviews.queries import due_on_of, review_ahead
from openiro.reviews.queries.lateness import APPROVED, LATE_REVIEW, REFUSED, latest_lateness


class UnableToDecideLateness(Refusal):
    """A late review cannot be asked for or decided as given."""


@dataclass(frozen=True)
class LatenessAsked:
    """For which day a late review can be held, and why it must be late: `reason` is a code of LATE_REASON."""

    expected_on: date
    reason: str
    words: str = ""


@transaction.atomic
def ask_for_lateness(*, child: Child, asked: LatenessAsked, by: User, at: datetime) -> LatenessRequest:
    """Say that the child's next review is going to be late, and ask the manager. Needs `reviews.plan_review`.

    The reason is coded here once: it is that of the booking and of the record. Raises `UnableToDecideLateness` where
    no last day is known, the day expected is not after it, the reason is not in the list, or a request waits already.
    """
    on = day_of(at)
    check_may_for(by, Permission.PLAN_REVIEW, child, on=on)
    Child.objects.select_for_update().get(pk=child.pk)
    due_on = _due_on(child)
    _check(child, asked, due_on, on)
    row = put_lateness(child=child, review=review_ahead(child), due_on=due_on, asked=asked, by=by, at=at)
    _carry(row)
    return row


def put_lateness(
    *, child: Child, review: Review | None, due_on: date, asked: LatenessAsked, by: User, at: datetime
) -> LatenessRequest:
    """Write the request down and tell whoever decides. Called by the actions that have checked it."""
    row = LatenessRequest.objects.create(
        child=child,
        review=review,
        due_on=due_on,
        expected_on=asked.expected_on,
        reason=asked.reason,
        words=asked.words.strip(),
        asked_at=at,
        asked_by=by,
    )
    facts = {"request": row.pk, "due_on": due_on, "expected_on": row.expected_on, "late_reason": row.reason}
    record_event(stream=child_stream(child.pk), kind="reviews.lateness_asked", facts=facts, by=by, at=at)
    on = day_of(at)
    deciders = [each.code for each in officers_on(policy_in_force(on=on).reviews.late_approved_by, on=on)]
    _tell("lateness_to_decide", row, [code for code in deciders if code != by.code], at)
    return row


@transaction.atomic
def decide_lateness(*, request: LatenessRequest, approve: bool, words: str = "", by: User, at: datetime) -> None:
    """Approve or refuse a review that will be late. Needs `reviews.approve_lateness` and the role that policy names.

    An approval reaches the role that policy names (the head of service), who sees the child until the review is held.
    Raises `UnableToDecideLateness` where it was decided, where the review was held meanwhile, for another role, or
    for a refusal without a word (Harrow, annual report 2018/19: discussed with the manager, told to the head).
    """
    on = day_of(at)
    check_may_for(by, Permission.APPROVE_LATENESS, request.child, on=on)
    _check_role(by, on)
    child = Child.objects.select_for_update().get(pk=request.child_id)
    row = LatenessRequest.objects.select_related("child", "asked_by").get(pk=request.pk)
    _check_open(row, child, approve, words)
    row.decision, row.decision_words = APPROVED if approve else REFUSED, words.strip()
    row.decided_at, row.decided_by = at, by
    row.told_head_at = at if approve and _reach_head(row, by, at) else None
    row.save(update_fields=["decision", "decision_words", "decided_at", "decided_by", "told_head_at"])
    facts = {"request": row.pk, "due_on": row.due_on, "decision": row.decision}
    record_event(stream=child_stream(child.pk), kind="reviews.lateness_decided", facts=facts, by=by, at=at)
    if row.asked_by_id != by.pk and not row.asked_by.is_service:
        _tell("lateness_decided", row, [row.asked_by.code], at)


def settle_lateness(*, child: Child, still_due_on: date | None = None, by: User, at: datetime) -> None:
    """The late review is held, or no longer needed: those whom it had reached see the child no longer by it.

    What is about the review that is `still_due_on` that day stays. Called by the actions that record a review or end
    the time in care, in their transaction.
    """
    open_ones = Reached.objects.filter(child=child, matter=LATE_REVIEW, to_on__isnull=True)
    numbers = LatenessRequest.objects.filter(pk__in=open_ones.values("number"))
    if still_due_on is not None:
        numbers = numbers.exclude(due_on=still_due_on)
    for number in numbers.order_by("pk").values_list("pk", flat=True):
        settle(child=child, matter=LATE_REVIEW, number=number, by=by, at=at)


def follow_booking(*, review: Review, due_on: date | None, by: User, at: datetime) -> None:
    """A review was booked after its last legal day: the manager is asked, once. Called by the actions that book.

    Nobody is asked again where a request waits, or an approval reaches as far as the day that is booked. A booking in
    time settles what was late.
    """
    if due_on is None or review.planned_on is None or review.planned_on <= due_on:
        settle_lateness(child=review.child, by=by, at=at)
        return
    latest = latest_lateness(review.child, due_on)
    if latest is not None and latest.decision == "":
        latest.review, latest.expected_on = review, review.planned_on
        latest.save(update_fields=["review", "expected_on"])
    elif latest is None or latest.decision == REFUSED or latest.expected_on < review.planned_on:
        asked = LatenessAsked(review.planned_on, review.late_reason)
        put_lateness(child=review.child, review=review, due_on=due_on, asked=asked, by=by, at=at)


def _due_on(child: Child) -> date:
    due_on = due_on_of(child)
    if due_on is None:
        raise UnableToDecideLateness("The last legal day of this child's next review is not known, or none is needed.")
    return due_on


def _check(child: Child, asked: LatenessAsked, due_on: date, on: date) -> None:
    if asked.expected_on <= due_on:
        raise UnableToDecideLateness(f"The last legal day is {due_on:%d/%m/%Y}: a review by then is not late. Book it.")
    if asked.expected_on < on:
        raise UnableToDecideLateness("That day is past. Give the day for which the review can be held.")
    if asked.reason not in {each.code for each in CODE_SETS["LATE_REASON"]}:
        raise UnableToDecideLateness("Choose from the list why the review must be late.")
    latest = latest_lateness(child, due_on)
    if latest is not None and latest.decision == "":
        raise UnableToDecideLateness("The manager was asked already, and has not decided yet.")
    if latest is not None and latest.decision == APPROVED and asked.expected_on <= latest.expected_on:
        raise UnableToDecideLateness(f"A review up to {latest.expected_on:%d/%m/%Y} is approved already. Book it.")


def _check_role(by: User, on: date) -> None:
    needed = policy_in_force(on=on).reviews.late_approved_by
    if not by.is_service and needed not in role_codes_on(by, on):
        raise UnableToDecideLateness(f"By the council's policy the {role(needed).name} decides about late reviews.")


def _check_open(row: LatenessRequest, child: Child, approve: bool, words: str) -> None:
    if row.decided_at is not None:
        raise UnableToDecideLateness(f"This was decided on {day_of(row.decided_at):%d/%m/%Y}: {row.decision}.")
    if due_on_of(child) != row.due_on:
        raise UnableToDecideLateness("A review was held in the meantime, or the last day has moved. Nothing to decide.")
    if not approve and not words.strip():
        raise UnableToDecideLateness("Say what is to be done in place of a late review.")


def _carry(row: LatenessRequest) -> None:
    """The reason stands in the booking too, where that is late: it is coded once."""
    review = row.review
    if review is not None and review.planned_on is not None and review.planned_on > row.due_on:
        review.late_reason = row.reason
        review.save(update_fields=["late_reason"])


def _reach_head(row: LatenessRequest, by: User, at: datetime) -> bool:
    """Whether there was somebody to be told."""
    on = day_of(at)
    heads = officers_on(policy_in_force(on=on).scheduling.late_told_to, on=on)
    for head in User.objects.filter(pk__in=[each.number for each in heads]).order_by("pk"):
        reach(child=row.child, person=head, matter=LATE_REVIEW, number=row.pk, by=by, at=at)
    _tell("lateness_approved", row, [each.code for each in heads], at)
    return bool(heads)


def _tell(kind: str, row: LatenessRequest, codes: list[str], at: datetime) -> None:
    step = "decide/" if kind == "lateness_to_decide" else ""
    facts = {
        "due_on": row.due_on.isoformat(),
        "expected_on": row.expected_on.isoformat(),
        "path": f"/reviews/{row.child.reference}/late/{row.pk}/{step}",
    }
    for code in codes:
        queue_notice(key=f"{kind}:{row.pk}:{code}", kind=kind, person_code=code, facts=facts, at=at)
