"""The documents of a meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from openiro.core.files import FileLine, line_of_file
from openiro.domain.refusal import Refusal
from openiro.meetings.models import Attachment, Meeting
from openiro.people.models import User
from openiro.people.queries import may_see_free_text


class UnableToFindAttachment(Refusal):
    """There is no such document at this meeting."""


@dataclass(frozen=True)
class AttachmentLine:
    """A document as a list shows it. `may_read`: by those who may read what people wrote."""

    number: int
    kind: str
    title: str
    size: int
    attached_at: datetime
    attached_by: str
    may_read: bool


def attachments_of(user: User, meeting: Meeting | None, *, on: date) -> list[AttachmentLine]:
    """The documents of a meeting that stand, the latest first; one query."""
    if meeting is None:
        return []
    may_read = may_see_free_text(user, on=on)
    rows = Attachment.objects.filter(meeting=meeting, withdrawn_at=None).select_related("file", "attached_by")
    return [
        AttachmentLine(row.pk, row.kind, row.title, row.file.size, row.attached_at, row.attached_by.name, may_read)
        for row in rows.order_by("-pk")
    ]


def attachment_of(meeting: Meeting | None, number: int) -> Attachment:
    """One document of the meeting, for whoever may read its record. Raises `UnableToFindAttachment`."""
    rows = Attachment.objects.filter(meeting=meeting, withdrawn_at=None).select_related("file", "meeting__child")
    row = rows.filter(pk=number).first() if meeting is not None else None
    if row is None:
        raise UnableToFindAttachment("There is no such document at this review. See the list of its documents.")
    return row


def file_of(attachment: Attachment) -> FileLine:
    """The file of a document."""
    return line_of_file(attachment.file)
