"""The IRO is told of a change, or found out otherwise, and says what follows from it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import check_may_for, officers_of
from openiro.children.models import Child
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.domain.changes import (
    EARLY_REVIEW,
    UnableToTellOfChange,
    change_event,
    check_day,
    check_disposition,
)
from openiro.domain.early_reviews import TRIGGERS, concerns
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.reviews.actions.early import IRO_ASKS, EarlyAsked, ask_for_early_review
from openiro.reviews.models import ChangeNotified
from openiro.reviews.queries.early import is_in_care, standing_of


@dataclass(frozen=True)
class ChangeTold:
    """What happened, a code of CHANGE_EVENT, on which day; ahead where it is proposed."""

    event: str
    happened_on: date
    words: str = ""


@transaction.atomic
def notify_change(*, child: Child, told: ChangeTold, by: User, at: datetime) -> ChangeNotified:
    """Tell the child's IRO of a change. Needs `reviews.notify_change` of the child (CPPCR, regs 9, 14, 25).

    The same event of the same day told again changes nothing. Raises `UnableToTellOfChange` for an event that is not
    on the list, for a day ahead of what is told of afterwards, and for a child not in care.
    """
    check_may_for(by, Permission.NOTIFY_CHANGE, child, on=day_of(at))
    row, is_new = _keep(child, told, True, by, at)
    if is_new:
        _tell_officer(child, row, at)
    return row


@transaction.atomic
def iro_not_told(*, child: Child, told: ChangeTold, by: User, at: datetime) -> ChangeNotified:
    """The IRO found out otherwise of a change of which nobody told them. Needs `reviews.oversee_between_reviews`.

    It waits for a disposition as any other. Raises as telling does.
    """
    check_may_for(by, Permission.OVERSEE, child, on=day_of(at))
    row, _ = _keep(child, told, False, by, at)
    return row


@transaction.atomic
def dispose_of_change(*, change: ChangeNotified, disposition: str, words: str, by: User, at: datetime) -> None:
    """What the IRO does with a change: a code of CHANGE_DISPOSITION. Needs `reviews.oversee_between_reviews`.

    `early_review` asks for one on the ground that fits, or as the IRO may where that ground does not concern the
    child. Who told of it is told that the IRO has dealt with it. Raises `UnableToTellOfChange` where somebody was
    quicker, for no disposition, for a missing reason, and `UnableToAskForEarlyReview` as asking does
    (CPPCR, reg 45(4)).
    """
    check_may_for(by, Permission.OVERSEE, change.child, on=day_of(at))
    change = ChangeNotified.objects.select_for_update(of=("self",)).select_related("child", "told_by").get(pk=change.pk)
    if change.disposed_at is not None:
        raise UnableToTellOfChange("Somebody has dealt with this already. Look at the list again.")
    check_disposition(disposition, words)
    change.disposition, change.disposition_words = disposition, words.strip()
    change.disposed_at, change.disposed_by = at, by
    change.save(update_fields=["disposition", "disposition_words", "disposed_at", "disposed_by"])
    facts = {"change": change.pk, "event": change.event, "disposition": disposition}
    record_event(stream=child_stream(change.child_id), kind="reviews.change_disposed", facts=facts, by=by, at=at)
    if disposition == EARLY_REVIEW:
        _bring_forward(change, words, by, at)
    if change.was_told:
        _tell_teller(change, at)


def _keep(child: Child, told: ChangeTold, was_told: bool, by: User, at: datetime) -> tuple[ChangeNotified, bool]:
    on = day_of(at)
    Child.objects.select_for_update().get(pk=child.pk)
    found = change_event(told.event)
    check_day(found, told.happened_on, on)
    if not is_in_care(child, on=on):
        raise UnableToTellOfChange("The child is not looked after, so that there is no IRO to be told.")
    same = ChangeNotified.objects.filter(child=child, event=told.event, happened_on=told.happened_on).first()
    if same is not None:
        return same, False
    row = ChangeNotified.objects.create(
        child=child,
        event=found.code,
        happened_on=told.happened_on,
        words=told.words.strip(),
        was_told=was_told,
        told_at=at,
        told_by=by,
    )
    kind = "reviews.change_told" if was_told else "reviews.change_not_told"
    facts = {"change": row.pk, "event": row.event, "happened_on": row.happened_on}
    record_event(stream=child_stream(child.pk), kind=kind, facts=facts, by=by, at=at)
    return row, True


def _bring_forward(change: ChangeNotified, words: str, by: User, at: datetime) -> None:
    on = day_of(at)
    fitting = TRIGGERS[change_event(change.event).trigger]
    fits = concerns(fitting, standing_of(change.child, on=on)) and (fitting.is_before or change.happened_on <= on)
    code, happened_on = (fitting.code, change.happened_on) if fits else (IRO_ASKS, on)
    asked = EarlyAsked(trigger=code, happened_on=happened_on, words=words)
    ask_for_early_review(child=change.child, asked=asked, by=by, at=at)


def _tell_officer(child: Child, row: ChangeNotified, at: datetime) -> None:
    officer = officers_of([child.pk], on=day_of(at)).get(child.pk)
    if officer is None:
        return
    queue_notice(
        key=f"change_told:{row.pk}:{officer.officer_code}",
        kind="change_told",
        person_code=officer.officer_code,
        facts={"on": row.happened_on, "path": reverse("oversight:change", args=[child.reference, row.pk])},
        at=at,
    )


def _tell_teller(change: ChangeNotified, at: datetime) -> None:
    queue_notice(
        key=f"change_disposed:{change.pk}",
        kind="change_disposed",
        person_code=change.told_by.code,
        facts={"on": change.happened_on, "path": reverse("oversight:tell", args=[change.child.reference])},
        digest=True,
        at=at,
    )
