"""What somebody who raises a dispute or a concern chooses from: brothers and sisters, and people around the child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openiro.allocation.queries import children_visible_to
from openiro.children.models import Child
from openiro.children.queries import full_name
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import may_see_names, policy_in_force
from openiro.reviews.queries import PersonAround, people_around
from openiro.reviews.queries.families import families_of


@dataclass(frozen=True)
class SiblingToDispute:
    """A brother or sister for whom the same dispute may be raised: the council's number, and the name or the number."""

    code: str
    name: str


def siblings_to_dispute(
    user: User, child: Child, *, on: date, permission: Permission = Permission.RAISE_DISPUTE
) -> list[SiblingToDispute]:
    """The child's brothers and sisters for whom `user` may raise a dispute, by number; three queries at most.

    Or do what needs another `permission`, as of a court case about several children.
    """
    names = may_see_names(user, on=on)
    return [
        SiblingToDispute(row.code, (full_name(row) if names else "") or row.code)
        for row in _siblings(user, child, on, permission)
    ]


def children_to_dispute(
    user: User, child: Child, codes: Sequence[str], *, on: date, permission: Permission = Permission.RAISE_DISPUTE
) -> list[Child]:
    """The child, and those brothers and sisters of `codes` for whom `user` may raise one; for an action."""
    if not codes:
        return [child]
    return [child, *(row for row in _siblings(user, child, on, permission) if row.code in codes)]


def people_to_ask(user: User, child: Child, *, on: date) -> list[PersonAround]:
    """To whom a concern about the child may be put: those around the child, without `user`; four queries."""
    around = people_around(child, policy_in_force(on=on).decisions.answered_by, on=on)
    return [person for person in around.people if person.code != user.code]


def _siblings(user: User, child: Child, on: date, permission: Permission) -> list[Child]:
    numbers = families_of([child.pk]).get(child.pk, frozenset()) - {child.pk}
    if not numbers:
        return []
    visible = children_visible_to(user, on=on, permission=permission)
    return list(visible.filter(pk__in=numbers).order_by("code"))
