"""The documents of a meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from openiro.core.files import FileLine, line_of_file
from openiro.domain.refusal import Refusal
from openiro.meetings.models import Attachment, Meeting
from openiro.people.models import User
from openiro.people.queries import may_see_free_text

TRANSLATED = "letter_translated"


class UnableToFindAttachment(Refusal):
    """There is no such document at this meeting."""


@dataclass(frozen=True)
class AttachmentLine:
    """A document as a list shows it. `may_read`: by those who may read what people wrote; `title` empty for others."""

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
    return [_line(row, user, may_read) for row in rows.order_by("-pk")]


def _line(row: Attachment, user: User, may_read: bool) -> AttachmentLine:
    """What somebody called it stands for those who read what people wrote, and for whoever wrote it."""
    title = row.title if may_read or row.attached_by_id == user.pk else ""
    return AttachmentLine(row.pk, row.kind, title, row.file.size, row.attached_at, row.attached_by.name, may_read)


def attachment_of(meeting: Meeting | None, number: int) -> Attachment:
    """One document of the meeting, for whoever may read its record. Raises `UnableToFindAttachment`."""
    rows = Attachment.objects.filter(meeting=meeting, withdrawn_at=None).select_related("file", "meeting__child")
    row = rows.filter(pk=number).first() if meeting is not None else None
    if row is None:
        raise UnableToFindAttachment("There is no such document at this review. See the list of its documents.")
    return row


def translations_of(meeting: int) -> list[tuple[int, str]]:
    """The child's letter in other languages, as it stands with the meeting of that number: number and title, by title.

    For whoever holds a private link to the letter.
    """
    rows = Attachment.objects.filter(meeting=meeting, withdrawn_at=None, kind=TRANSLATED)
    return list(rows.order_by("title", "pk").values_list("pk", "title"))


def translation_of(meeting: int, number: int) -> FileLine:
    """The file of one of them. Raises `UnableToFindAttachment`."""
    rows = Attachment.objects.filter(meeting=meeting, withdrawn_at=None, kind=TRANSLATED, pk=number)
    row = rows.select_related("file", "meeting__child").first()
    if row is None:
        raise UnableToFindAttachment("There is nothing to read here any more.")
    return file_of(row)


def file_of(attachment: Attachment) -> FileLine:
    """The file of a document."""
    return line_of_file(attachment.file)
