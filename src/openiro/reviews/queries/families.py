"""Brothers and sisters who are children of the service too: their next reviews, and whom a booking can take along."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from openiro.allocation.queries import children_visible_to
from openiro.children.models import CURRENT, Child, Relationship, RelationshipKind
from openiro.children.queries import full_name
from openiro.core.prepared import prepared, up_to_pages
from openiro.core.queries import working_calendar
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import may_see_names
from openiro.reviews.queries.rows import PlannedReview, arranged_for, working_days_left


@dataclass(frozen=True)
class SiblingLine:
    """A brother or sister in care whom the reader sees. `same_officer`: the IRO of the child itself reviews them too.

    `due_on` None: not known; `working_days_left` until then, negative when past.
    """

    number: int
    reference: uuid.UUID
    code: str
    name: str
    officer_code: str
    officer: str
    same_officer: bool
    due_on: date | None
    working_days_left: int | None
    planned: PlannedReview | None

    @property
    def can_be_booked_along(self) -> bool:
        """Whether one booking may make a review for them too."""
        return self.same_officer and self.planned is None


def siblings_of(user: User, child: Child, *, on: date) -> list[SiblingLine]:
    """The child's brothers and sisters who are looked after and whose reviews `user` may plan or see, by number.

    Six queries at most; two where there are none.
    """
    numbers = families_of([child.pk]).get(child.pk, frozenset()) - {child.pk}
    if not numbers:
        return []
    visible = children_visible_to(user, on=on, permission=Permission.VIEW_REVIEWS)
    rows = list(visible.filter(pk__in=numbers, timetable__isnull=False).select_related("timetable").order_by("code"))
    arranged = arranged_for([child.pk, *(row.pk for row in rows)], on=on)
    own = arranged[child.pk].officer_code
    calendar, names = working_calendar(), may_see_names(user, on=on)
    lines = []
    for row in rows:
        here, kept = arranged[row.pk], row.timetable
        lines.append(
            SiblingLine(
                number=row.pk,
                reference=row.reference,
                code=row.code,
                name=full_name(row) if names else "",
                officer_code=here.officer_code,
                officer=here.officer,
                same_officer=here.officer_code == own,
                due_on=kept.next_due_on,
                working_days_left=working_days_left(kept.next_due_on, calendar, on),
                planned=here.planned,
            )
        )
    return lines


def siblings_to_book(user: User, child: Child, codes: Iterable[str], *, on: date) -> list[Child]:
    """Those brothers and sisters of that code whom `user` may book for, to be handed to an action; two queries."""
    numbers = families_of([child.pk]).get(child.pk, frozenset()) - {child.pk}
    visible = children_visible_to(user, on=on, permission=Permission.PLAN_REVIEW)
    rows = visible.filter(pk__in=numbers, code__in=list(codes), timetable__isnull=False)
    return list(rows.order_by("pk"))


def families_of(child_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """The brothers and sisters of each of these children, the child itself included; no child without any.

    As recorded with either of two children, and of those with each other as far as they are among these. One query.
    """
    ids = list(child_ids)
    pairs = _pairs(*up_to_pages(ids)) if ids else []
    families: dict[int, set[int]] = {}
    for one, other in pairs:
        joined = families.get(one, {one}) | families.get(other, {other})
        families.update(dict.fromkeys(joined, joined))
    return {number: frozenset(families[number]) for number in ids if number in families}


@prepared
def _pairs(*ids: int) -> QuerySet[Relationship, tuple[int, Any]]:
    rows = Relationship.objects.filter(
        CURRENT,
        Q(child_id__in=ids) | Q(related_child_id__in=ids),
        kind=RelationshipKind.SIBLING,
        related_child__isnull=False,
        to_on__isnull=True,
        child__withdrawn_at__isnull=True,
        related_child__withdrawn_at__isnull=True,
    )
    return rows.order_by("pk").values_list("child_id", "related_child_id")
