"""Good practice as it may be told to everybody: without the names of children, families and colleagues."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from openiro.allocation.queries import of_seen_children
from openiro.children.models import CURRENT, Relationship
from openiro.children.queries import full_name
from openiro.domain.permissions import Permission
from openiro.domain.record_facts import Section
from openiro.domain.redaction import KeptBack, names_to_keep_back, redacted
from openiro.escalations.models import Compliment
from openiro.escalations.queries.concerns import compliments_visible_to
from openiro.people.models import User
from openiro.people.queries import check_may, day_of


@dataclass(frozen=True)
class GoodPractice:
    """Good practice without names: a code of COMPLIMENT_THEME, and the words from which every known name is gone."""

    theme: str
    words: str


def good_practice_told(user: User, *, from_on: date, to_on: date, on: date) -> list[GoodPractice]:
    """Good practice recorded from `from_on` to `to_on`, both included, that `user` may read, for a newsletter.

    The names of the child, of the people around the child, of the worker and of who told of it are left out; whoever
    prints it still reads it first. Two queries. Raises `UnableToPermit` without `escalations.raise_dispute`.
    """
    check_may(user, Permission.RAISE_DISPUTE, on=on)
    seen = Q(child__isnull=True) | of_seen_children(user, on=on, permission=Permission.VIEW_DISPUTES)
    found = compliments_visible_to(user, on=on).filter(seen).select_related("child", "worker", "given_by")
    rows = [row for row in found if from_on <= day_of(row.given_at) <= to_on]
    around: dict[int, list[str]] = {}
    people = Relationship.objects.filter(CURRENT, child__in=[row.child_id for row in rows if row.child_id])
    for child, name in people.values_list("child_id", "name"):
        around.setdefault(child, []).append(name)
    return [
        GoodPractice(row.theme, _without(row.words, _names(row, around.get(row.child_id or 0, []))))
        for row in sorted(rows, key=lambda row: (row.theme, row.given_at))
    ]


def _names(row: Compliment, around: list[str]) -> list[str]:
    child = [full_name(row.child), row.child.code] if row.child else []
    worker = [row.worker.name] if row.worker else []
    return [name for name in (*child, *worker, *around, row.given_by.name) if name]


def _without(words: str, names: list[str]) -> str:
    kept = KeptBack("names", (), names_to_keep_back(names, child_name=""))
    (section,) = redacted([Section("words", "", words)], [kept])
    return section.text
