"""The people around a child."""

from datetime import date, datetime

from django.db import transaction

from openiro.children.models import CURRENT, Child, Relationship, RelationshipKind
from openiro.core.actions import child_stream, record_event
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, day_of


class UnableToRecordRelationship(Refusal):
    """Somebody cannot be recorded as this person of the child."""


@transaction.atomic
def record_relationship(
    *,
    child: Child,
    kind: RelationshipKind,
    name: str = "",
    related_child: Child | None = None,
    has_parental_responsibility: bool | None = None,
    email: str = "",
    from_on: date | None = None,
    by: User,
    at: datetime,
) -> Relationship:
    """Record somebody around the child: by name, or as another child of the service (a brother, a young mother).

    `email` is where they can be written to; it stands in no event. Needs `children.record_child`. Raises
    `UnableToRecordRelationship` with neither, with the child itself, or where
    it is recorded already.
    """
    check_may(by, Permission.RECORD_CHILD, on=day_of(at))
    _check(child, kind, name, related_child)
    row = Relationship.objects.create(
        child=child,
        kind=kind,
        name=name,
        related_child=related_child,
        has_parental_responsibility=has_parental_responsibility,
        email=email,
        from_on=from_on,
    )
    facts = {
        "relationship": row.pk,
        "kind": kind,
        "related_child": related_child.pk if related_child else None,
        "has_parental_responsibility": has_parental_responsibility,
        "from_on": from_on,
    }
    record_event(stream=child_stream(child.pk), kind="children.relationship_recorded", facts=facts, by=by, at=at)
    return row


@transaction.atomic
def end_relationship(*, relationship: Relationship, to_on: date, by: User, at: datetime) -> None:
    """Somebody is no longer around the child after `to_on`. Needs `children.record_child`.

    Raises `UnableToRecordRelationship` where it would end before it began.
    """
    check_may(by, Permission.RECORD_CHILD, on=day_of(at))
    if relationship.from_on is not None and to_on < relationship.from_on:
        raise UnableToRecordRelationship("It cannot end before it began. Give a later day.")
    before, relationship.to_on = relationship.to_on, to_on
    relationship.save(update_fields=["to_on"])
    facts = {"relationship": relationship.pk, "before": before, "to_on": to_on}
    stream = child_stream(relationship.child_id)
    record_event(stream=stream, kind="children.relationship_ended", facts=facts, by=by, at=at)


def _check(child: Child, kind: RelationshipKind, name: str, related_child: Child | None) -> None:
    if not name.strip() and related_child is None:
        raise UnableToRecordRelationship("Give the person's name, or choose the child of the service whom they are.")
    if related_child is not None and related_child.pk == child.pk:
        raise UnableToRecordRelationship("Nobody is their own relation. Choose another child.")
    same = Relationship.objects.filter(CURRENT, child=child, kind=kind, name=name, related_child=related_child)
    if same.filter(to_on__isnull=True).exists():
        raise UnableToRecordRelationship("That person is recorded already. Look at the people around the child.")
