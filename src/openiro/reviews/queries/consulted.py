"""Of which changes the IRO was told before they were done, and which a review looked at first: counted over children.

And meetings about exploitation: whether the young person was asked to them, and took part.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from openiro.allocation.queries import of_seen_children
from openiro.domain.changes import EVENTS, Consulted, HeldReview, consulted, needs_review_before, review_before
from openiro.domain.oversight import EXPLOITATION, ToldThere, told_there
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of
from openiro.reviews.models import ChangeNotified, OfficerContact
from openiro.reviews.queries.changes import reviews_held

TOLD_BEFORE = tuple(code for code, event in EVENTS.items() if event.is_before)
OF_ALL = Q()


@dataclass(frozen=True)
class ChangesCounted:
    """Changes of one kind (CHANGE_EVENT) of which the IRO is to be told before: in all, and how the IRO was told.

    `reviewed`: those that a review looked at before they were done; None where no review is asked for.
    """

    event: str
    changes: int
    before: int
    after: int
    not_told: int
    reviewed: int | None


@dataclass(frozen=True)
class Consultation:
    """What was done in a time: `changes` by kind; `exploitation`: meetings by the young person's part in them."""

    changes: tuple[ChangesCounted, ...]
    exploitation: tuple[tuple[ToldThere, int], ...]


def consultation_on_changes(user: User, *, from_on: date, to_on: date, on: date) -> Consultation:
    """What was done from `from_on` to `to_on`, both included, for the children whom `user` oversees.

    Three queries. Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    return _counted(of_seen_children(user, on=on, permission=Permission.VIEW_OVERSIGHT), from_on, to_on)


def consultation_of_service(*, from_on: date, to_on: date) -> Consultation:
    """The same over the whole council, for papers of managers. Three queries."""
    return _counted(OF_ALL, from_on, to_on)


def _counted(seen: Q, from_on: date, to_on: date) -> Consultation:
    rows = ChangeNotified.objects.filter(seen, happened_on__range=(from_on, to_on), event__in=TOLD_BEFORE)
    given = list(rows.filter(child__withdrawn_at__isnull=True).order_by("pk"))
    by_event: dict[str, list[ChangeNotified]] = defaultdict(list)
    for row in given:
        by_event[row.event].append(row)
    held = reviews_held({row.child_id for row in given if needs_review_before(EVENTS[row.event])})
    contacts = OfficerContact.objects.filter(seen, kind=EXPLOITATION, on__range=(from_on, to_on))
    parts = contacts.filter(child__withdrawn_at__isnull=True).values_list("with_whom", "standing")
    return Consultation(
        changes=tuple(_of_event(event, by_event[event], held) for event in TOLD_BEFORE if by_event[event]),
        exploitation=tuple(Counter(told_there(*each) for each in parts).most_common()),
    )


def _of_event(event: str, rows: list[ChangeNotified], held: dict[int, list[HeldReview]]) -> ChangesCounted:
    days = [(row, day_of(row.told_at)) for row in rows]
    told = Counter(consulted(was_told=row.was_told, told_on=on, happened_on=row.happened_on) for row, on in days)
    looked_at = [review_before(held.get(row.child_id, ()), told_on=on, happened_on=row.happened_on) for row, on in days]
    return ChangesCounted(
        event=event,
        changes=len(rows),
        before=told[Consulted.BEFORE],
        after=told[Consulted.AFTER],
        not_told=told[Consulted.NOT_TOLD],
        reviewed=sum(day is not None for day in looked_at) if needs_review_before(EVENTS[event]) else None,
    )
