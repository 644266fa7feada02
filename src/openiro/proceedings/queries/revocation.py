"""When it was considered whether a child's care order is still needed."""

from dataclasses import dataclass
from datetime import date

from openiro.children.models import Child
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_free_text
from openiro.proceedings.models import RevocationConsidered


@dataclass(frozen=True)
class RevocationLine:
    """It was considered on a day, with what conclusion (REVOCATION), and by whom; words blank for some roles."""

    considered_on: date
    conclusion: str
    again_on: date | None
    words: str
    by: str


def revocations_of(user: User, child: Child, *, on: date) -> list[RevocationLine]:
    """Those of a child whom `user` has opened, latest first; one query.

    Raises `UnableToPermit` without `proceedings.view_proceedings`.
    """
    check_may(user, Permission.VIEW_COURT, on=on)
    words = may_see_free_text(user, on=on)
    rows = RevocationConsidered.objects.filter(child=child).select_related("recorded_by")
    return [
        RevocationLine(
            row.considered_on, row.conclusion, row.again_on, row.words if words else "", row.recorded_by.name
        )
        for row in rows.order_by("-considered_on", "-pk")
    ]
