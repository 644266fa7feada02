"""Hearings in a stretch of days, for the calendars of those who may see them."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from openiro.children.queries import full_name
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import may, may_see_names
from openiro.proceedings.queries.cases import visible_parts


@dataclass(frozen=True)
class HearingAhead:
    """A hearing about one child; `name` is empty for who sees no names, `number` that of the hearing."""

    number: int
    reference: uuid.UUID
    name: str
    code: str
    on: date


def hearings_between(user: User, first: date, last: date, *, on: date) -> list[HearingAhead]:
    """The hearings from `first` to `last`, both included, of the children whose work in court `user` sees on `on`.

    One line for each child, the earliest first; none after the proceedings ended for the child. None for whoever may
    not see court work. One query beyond those of permissions.
    """
    if not may(user, Permission.VIEW_COURT, on=on):
        return []
    names, hearing = may_see_names(user, on=on), "proceedings__hearings"
    rows = visible_parts(user, on).filter(**{f"{hearing}__on__range": (first, last)})
    rows = rows.annotate(hearing=F(f"{hearing}__pk"), heard_on=F(f"{hearing}__on"))
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=F("heard_on"))).select_related("child")
    rows = rows.order_by("heard_on", "hearing", "pk")
    return [
        HearingAhead(
            number=row.hearing,
            reference=row.child.reference,
            name=full_name(row.child) if names else "",
            code=row.child.code,
            on=row.heard_on,
        )
        for row in rows
    ]
