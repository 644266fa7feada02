"""Changes of which the IRO was told, or was not; those that wait for the IRO; and contacts of the IRO."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet

from openiro.allocation.models import Involvement
from openiro.allocation.queries import check_may_for, children_visible_to
from openiro.children.models import CURRENT, Child, Episode
from openiro.children.queries import full_name
from openiro.core.counting import with_total_of_few
from openiro.domain.changes import HeldReview, review_before
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, may_see_free_text, may_see_names
from openiro.reviews.models import ChangeNotified, Decision, OfficerContact, Review

DAYS_BACK = 28
DAYS_APART = 14
# What the record of care itself shows: reason for a new episode (RNE), and of what the IRO should have been told.
OF_EPISODE = {
    "P": ("placement_plan", "placement_to_end", "placement_ended", "placement_risk"),
    "B": ("placement_plan", "placement_to_end", "placement_ended", "placement_risk", "legal_change"),
    "L": ("legal_change", "court_plan_change"),
}
OF_WORKER = ("worker_change",)


class UnableToFindChange(Refusal):
    """There is no such change, or contact, of the child."""


@dataclass(frozen=True)
class ChangeLine:
    """A change. `words` are empty for who reads no free text; `disposition` while the IRO has not decided.

    `reviewed_on`: the day of the review that looked at it before it was done; None where there was none.
    """

    number: int
    reference: uuid.UUID
    code: str
    name: str
    event: str
    happened_on: date
    words: str
    was_told: bool
    told_at: datetime
    told_by: str
    reviewed_on: date | None
    disposition: str
    disposition_words: str
    disposed_at: datetime | None
    disposed_by: str


@dataclass(frozen=True)
class ChangeList:
    """How many changes there are in all, and the first of them."""

    total: int
    shown: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class Untold:
    """A change that the record shows and of which nobody told the IRO: a code of CHANGE_EVENT, and its day."""

    reference: uuid.UUID
    code: str
    name: str
    event: str
    happened_on: date


@dataclass(frozen=True)
class ContactLine:
    """A contact of the IRO. `words` are empty for who reads no free text."""

    number: int
    officer: str
    kind: str
    with_whom: str
    standing: str
    on: date
    alone: bool | None
    minutes: int | None
    words: str


def changes_waiting(user: User, *, on: date, limit: int = 50) -> ChangeList:
    """The changes for which the IRO has not said what follows, longest waiting first. Two queries.

    Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.VIEW_OVERSIGHT)
    rows = ChangeNotified.objects.filter(disposed_at__isnull=True, child__in=visible).order_by("told_at", "pk")
    found = list(with_total_of_few(_with_people(rows))[:limit])
    return ChangeList(next((row.total for row in found), 0), tuple(_lines(found, user, on)))


def changes_of(user: User, child: Child, *, on: date, permission: Permission) -> list[ChangeLine]:
    """The changes of the child, those that wait first, then the latest. Two queries.

    Raises `UnableToPermit` and `UnableToSeeChild` without `permission` of the child.
    """
    check_may_for(user, permission, child, on=on)
    rows = ChangeNotified.objects.filter(child=child).order_by(F("disposed_at").desc(nulls_first=True), "-pk")
    return _lines(list(_with_people(rows)), user, on)


def change_of(child: Child, number: int) -> ChangeNotified:
    """One change of the child, to be handed to an action. Raises `UnableToFindChange`."""
    found = ChangeNotified.objects.filter(child=child, pk=number).select_related("child", "told_by").first()
    if found is None:
        raise UnableToFindChange("There is no such change. Look at the list again.")
    return found


def change_line(user: User, change: ChangeNotified, *, on: date) -> ChangeLine:
    """One change as a page shows it."""
    (line,) = _lines(list(_with_people(ChangeNotified.objects.filter(pk=change.pk))), user, on)
    return line


def changes_untold(user: User, *, on: date, limit: int = 10) -> list[Untold]:
    """What the record of care shows of the last 28 days and nobody told the IRO of, latest first; three queries.

    A new placement, a new legal status, a new social worker: told of where something of the kind was told within
    14 days of it. Of the children whom `user` oversees. Raises `UnableToPermit` without that permission.
    """
    check_may(user, Permission.OVERSEE, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.OVERSEE).filter(timetable__isnull=False)
    since = on - timedelta(days=DAYS_BACK)
    recent = {"child__in": visible, "child__withdrawn_at__isnull": True}
    episodes = Episode.objects.filter(
        CURRENT, **recent, started_on__gte=since, started_on__lte=on, reason_started__in=OF_EPISODE
    ).select_related("child")
    workers = Involvement.objects.filter(
        CURRENT, **recent, from_on__gte=since, from_on__lte=on, kind=InvolvementKind.SOCIAL_WORKER
    ).filter(child__care_periods__ended_on__isnull=True, child__care_periods__started_on__lt=F("from_on"))
    found = [(row.child, OF_EPISODE[row.reason_started], row.started_on) for row in episodes]
    found += [(row.child, OF_WORKER, row.from_on) for row in workers.select_related("child")]
    told = _told_since(since - timedelta(days=DAYS_APART), {child.pk for child, _, _ in found})
    names = may_see_names(user, on=on)
    untold = [each for each in found if not _is_told(each, told)]
    untold.sort(key=lambda each: (each[2], each[0].pk), reverse=True)
    return [
        Untold(child.reference, child.code, full_name(child) if names else "", events[0], day)
        for child, events, day in untold[:limit]
    ]


def contacts_of(user: User, child: Child, *, on: date) -> list[ContactLine]:
    """The contacts of the IRO about the child, latest first; of a child whom `user` has opened. One query.

    Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    words = may_see_free_text(user, on=on)
    rows = OfficerContact.objects.filter(child=child).select_related("officer").order_by("-on", "-pk")
    return [
        ContactLine(
            number=row.pk,
            officer=row.officer.name,
            kind=row.kind,
            with_whom=row.with_whom,
            standing=row.standing,
            on=row.on,
            alone=row.alone,
            minutes=row.minutes,
            words=row.words if words else "",
        )
        for row in rows
    ]


def contact_of(child: Child, number: int) -> OfficerContact:
    """One contact about the child, to be handed to an action. Raises `UnableToFindChange`."""
    found = OfficerContact.objects.filter(child=child, pk=number).select_related("child").first()
    if found is None:
        raise UnableToFindChange("There is no such contact. Look at the list again.")
    return found


def _told_since(since: date, numbers: set[int]) -> list[tuple[int, str, date]]:
    rows = ChangeNotified.objects.filter(child_id__in=numbers, happened_on__gte=since)
    return list(rows.values_list("child_id", "event", "happened_on"))


def _is_told(each: tuple[Child, tuple[str, ...], date], told: list[tuple[int, str, date]]) -> bool:
    child, events, day = each
    return any(
        number == child.pk and event in events and abs((happened - day).days) <= DAYS_APART
        for number, event, happened in told
    )


def _with_people(rows: QuerySet[ChangeNotified]) -> QuerySet[ChangeNotified]:
    return rows.select_related("child", "told_by", "disposed_by")


def reviews_held(numbers: set[int]) -> dict[int, list[HeldReview]]:
    """The reviews held of these children, with whether each decided a change of the plan; one query."""
    if not numbers:
        return {}
    changes = Decision.objects.filter(CURRENT, review=OuterRef("pk"), changes_plan=True)
    held = Review.objects.filter(CURRENT, child_id__in=numbers, held_on__isnull=False)
    found: dict[int, list[HeldReview]] = {}
    for row in held.annotate(changed=Exists(changes)).values("child_id", "held_on", "changed"):
        if (held_on := row["held_on"]) is not None:
            found.setdefault(row["child_id"], []).append(HeldReview(held_on, row["changed"]))
    return found


def _lines(rows: Sequence[ChangeNotified], user: User, on: date) -> list[ChangeLine]:
    names, words = may_see_names(user, on=on), may_see_free_text(user, on=on)
    held = reviews_held({row.child_id for row in rows})
    return [
        ChangeLine(
            number=row.pk,
            reference=row.child.reference,
            code=row.child.code,
            name=full_name(row.child) if names else "",
            event=row.event,
            happened_on=row.happened_on,
            words=row.words if words else "",
            was_told=row.was_told,
            told_at=row.told_at,
            told_by=row.told_by.name,
            reviewed_on=review_before(
                held.get(row.child_id, ()), told_on=day_of(row.told_at), happened_on=row.happened_on
            ),
            disposition=row.disposition,
            disposition_words=row.disposition_words if words else "",
            disposed_at=row.disposed_at,
            disposed_by=row.disposed_by.name if row.disposed_by else "",
        )
        for row in rows
    ]
