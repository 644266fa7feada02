"""Which papers of a meeting went to whom, when and how, and what was withheld or left out."""

from dataclasses import dataclass
from datetime import datetime

from openiro.meetings.models import Distribution, Invitee


@dataclass(frozen=True)
class SentLine:
    """One paper of one person: sent, or withheld for a coded reason. `invitee` or `person` says whose it is."""

    invitee: int | None
    person: int | None
    paper: str
    version: int
    how: str
    sent_at: datetime | None
    withheld_reason: str
    withheld_note: str
    left_out: tuple[str, ...]


def papers_sent(meeting_number: int | None) -> list[SentLine]:
    """What went out or was withheld, in the order of versions; one query, none where there is no meeting yet."""
    if meeting_number is None:
        return []
    rows = Distribution.objects.filter(meeting=meeting_number).order_by("version", "pk")
    return [
        SentLine(
            invitee=row.invitee_id,
            person=row.person_id,
            paper=row.paper,
            version=row.version,
            how=row.how,
            sent_at=row.sent_at,
            withheld_reason=row.withheld_reason,
            withheld_note=row.withheld_note,
            left_out=parts_of(row.redactions),
        )
        for row in rows
    ]


def parts_of(kept: str) -> tuple[str, ...]:
    """Ids of parts as they are kept in one field, separated by commas."""
    return tuple(part for part in kept.split(",") if part)


def address_of(row: Invitee) -> str:
    """Where somebody reads email: as given for the meeting, else of the worker or of the person around the child."""
    worker = row.person.email if row.person else ""
    around = row.relationship.email if row.relationship else ""
    return row.email or worker or around or ""
