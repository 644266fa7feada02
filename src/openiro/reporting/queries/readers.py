"""Who reads figures how: all of them, or with small numbers hidden."""

from datetime import date

from openiro.domain.permissions import Permission, Scope
from openiro.people.models import User
from openiro.people.queries import scopes_on


def reads_public_figures(user: User, permission: Permission, *, on: date) -> bool:
    """Whether `user` reads figures with small numbers hidden: nothing but figures is theirs to see on `on`."""
    return scopes_on(user, permission, on=on) <= {Scope.AGGREGATES}
