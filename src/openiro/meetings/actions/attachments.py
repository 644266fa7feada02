"""Documents that belong to a meeting: attached, and withdrawn."""

from datetime import datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event, store_file
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.meetings.models import Attachment, Meeting
from openiro.people.models import User
from openiro.people.queries import day_of

LONGEST_TITLE = 120
MOST_OF_A_MEETING = 100


class UnableToAttach(Refusal):
    """A document cannot be attached or withdrawn as asked."""


@transaction.atomic
def attach(*, meeting: Meeting, kind: str, title: str, name: str, content: bytes, by: User, at: datetime) -> Attachment:
    """Attach a document of that ATTACHMENT_KIND to the meeting. Needs `reviews.bring_papers` of the child.

    Raises `UnableToAttach` for an unknown kind or no title, `UnableToStoreFile` where the file cannot be kept.
    """
    check_may_for(by, Permission.BRING_PAPERS, meeting.child, on=day_of(at))
    if kind not in {code.code for code in CODE_SETS["ATTACHMENT_KIND"]}:
        raise UnableToAttach("That kind of document is not in the list. Choose one from it.")
    if not title.strip() or len(title.strip()) > LONGEST_TITLE:
        raise UnableToAttach(f"Say what the document is, in {LONGEST_TITLE} characters or fewer.")
    if Attachment.objects.filter(meeting=meeting, withdrawn_at=None).count() >= MOST_OF_A_MEETING:
        raise UnableToAttach("There are too many documents already. Withdraw those that are not needed.")
    file = store_file(name=name, content=content, by=by, at=at)
    row = Attachment.objects.create(
        meeting=meeting, kind=kind, file=file, title=title.strip(), attached_at=at, attached_by=by
    )
    facts = {"meeting": meeting.pk, "attachment": row.pk, "kind": kind, "sha256": file.sha256}
    record_event(stream=child_stream(meeting.child_id), kind="meetings.attached", facts=facts, by=by, at=at)
    return row


@transaction.atomic
def withdraw_attachment(*, attachment: Attachment, by: User, at: datetime) -> None:
    """Take a document off the meeting; the file itself is kept. Needs `reviews.bring_papers` of the child."""
    child = attachment.meeting.child
    check_may_for(by, Permission.BRING_PAPERS, child, on=day_of(at))
    if not Attachment.objects.filter(pk=attachment.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise UnableToAttach("This document was withdrawn already.")
    facts = {"meeting": attachment.meeting_id, "attachment": attachment.pk}
    record_event(stream=child_stream(child.pk), kind="meetings.attachment_withdrawn", facts=facts, by=by, at=at)
