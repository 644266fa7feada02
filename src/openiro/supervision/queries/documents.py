"""Policies, procedures and statements of the council: when each was approved, and when it is due again."""

from dataclasses import dataclass
from datetime import date

from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, policy_in_force
from openiro.supervision.models import DocumentApproved


class UnableToFindDocument(Refusal):
    """The policy names no such document."""


@dataclass(frozen=True)
class DocumentLine:
    """A document of the policy, by its key. `approved_on` None: never, as far as is recorded, so that it is due at once
    and `due_on` None too. `young_people_on`: when children and young people agreed to it as it stands, where they are
    asked (`asks_young_people`)."""

    key: str
    title: str
    held_at: str
    approved_by: str
    approved_on: date | None
    due_on: date | None
    asks_young_people: bool
    young_people_on: date | None
    words: str

    def is_due(self, on: date) -> bool:
        """Whether it is to be approved by `on`, that day included."""
        return self.due_on is None or self.due_on <= on


def documents_kept(user: User, *, on: date) -> list[DocumentLine]:
    """The register of documents, what is due first; one query. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_SUPERVISION, on=on)
    settled = policy_in_force(on=on).supervision.documents
    rows = DocumentApproved.objects.filter(document__in=settled, on__lte=on).order_by("on", "pk")
    latest = {row.document: row for row in rows}
    lines = []
    for key, each in settled.items():
        row = latest.get(key)
        approved_on, agreed_on, words = (row.on, row.young_people_on, row.words) if row else (None, None, "")
        due_on = add_months(approved_on, each.months) if approved_on else None
        told = (each.title, each.held_at, each.approved_by, approved_on, due_on, each.young_people, agreed_on, words)
        lines.append(DocumentLine(key, *told))
    return sorted(lines, key=lambda line: (line.due_on or date.min, line.title))


def document_line(user: User, key: str, *, on: date) -> DocumentLine:
    """One document of the register. Raises `UnableToFindDocument` and `UnableToPermit`."""
    found = next((line for line in documents_kept(user, on=on) if line.key == key), None)
    if found is None:
        raise UnableToFindDocument("There is no such document. See the register.")
    return found
