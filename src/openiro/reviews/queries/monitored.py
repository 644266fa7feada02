"""What monitoring between reviews came to in a time: checks by kind and outcome, and visits offered and made."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from openiro.allocation.queries import of_seen_children
from openiro.domain.oversight import IN_PERSON
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may
from openiro.reviews.models import OfficerContact, OversightCheck


@dataclass(frozen=True)
class Monitored:
    """`checks`: kind (OVERSIGHT_KIND) and outcome (OVERSIGHT_OUTCOME) with how many, most first.

    `visits`: standing (CONTACT_STANDING) of contacts in person with the child, and how many. `children`: with a check.
    """

    checks: tuple[tuple[str, str, int], ...]
    visits: tuple[tuple[str, int], ...]
    children: int


def monitored(user: User, *, from_on: date, to_on: date, on: date) -> Monitored:
    """What was done between reviews from `from_on` to `to_on`, both included, for the children whom `user` oversees.

    Two queries. Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    seen = of_seen_children(user, on=on, permission=Permission.VIEW_OVERSIGHT)
    done = OversightCheck.objects.filter(seen, done_on__range=(from_on, to_on))
    rows = list(done.values_list("kind", "outcome", "child_id"))
    contacts = OfficerContact.objects.filter(seen, on__range=(from_on, to_on), with_whom="child", kind__in=IN_PERSON)
    counted = Counter((kind, outcome) for kind, outcome, _ in rows)
    return Monitored(
        checks=tuple((kind, outcome, number) for (kind, outcome), number in counted.most_common()),
        visits=tuple(Counter(contacts.values_list("standing", flat=True)).most_common()),
        children=len({child for _, _, child in rows}),
    )
