"""The documents of a meeting."""

from dataclasses import dataclass
from datetime import datetime

from openiro.core.files import FileLine, line_of_file
from openiro.domain.refusal import Refusal
from openiro.meetings.models import Attachment, Meeting
from openiro.people.models import User
from openiro.people.queries import day_of, may_see_free_text


class UnableToFindAttachment(Refusal):
    """There is no such document at this meeting, or it is not for this person."""


@dataclass(frozen=True)
class AttachmentLine:
    """A document as a list shows it. `may_read`: those who may read what people wrote, and whoever attached it."""

    number: int
    kind: str
    title: str
    size: int
    attached_at: datetime
    attached_by: str
    may_read: bool


def attachments_of(user: User, meeting: Meeting | None, *, at: datetime) -> list[AttachmentLine]:
    """The documents of a meeting that stand, the latest first; one query."""
    if meeting is None:
        return []
    rows = Attachment.objects.filter(meeting=meeting, withdrawn_at=None).select_related("file", "attached_by")
    return [
        AttachmentLine(
            row.pk, row.kind, row.title, row.file.size, row.attached_at, row.attached_by.name, _may_read(user, row, at)
        )
        for row in rows.order_by("-pk")
    ]


def attachment_of(user: User, meeting: Meeting | None, number: int, *, at: datetime) -> Attachment:
    """One document of the meeting that this person may read. Raises `UnableToFindAttachment`."""
    rows = Attachment.objects.filter(meeting=meeting, withdrawn_at=None).select_related("file", "meeting__child")
    row = rows.filter(pk=number).first() if meeting is not None else None
    if row is None or not _may_read(user, row, at):
        raise UnableToFindAttachment("There is no such document at this review. See the list of its documents.")
    return row


def file_of(attachment: Attachment) -> FileLine:
    """The file of a document."""
    return line_of_file(attachment.file)


def _may_read(user: User, row: Attachment, at: datetime) -> bool:
    return may_see_free_text(user, on=day_of(at)) or row.attached_by_id == user.pk
