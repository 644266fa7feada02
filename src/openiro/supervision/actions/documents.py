"""Documents approved, and managers told of those that are due again."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.core.notices import queue_notice
from openiro.domain.permissions import Permission
from openiro.domain.supervision import UnableToSupervise
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, officers_on, policy_in_force
from openiro.supervision.models import DocumentApproved
from openiro.supervision.queries import documents_kept

TOLD = "iro_manager"


@transaction.atomic
def approve_document(
    *, document: str, approved_on: date, young_people_on: date | None = None, words: str = "", by: User, at: datetime
) -> DocumentApproved:
    """Record that a document of the policy was approved, and when young people agreed to it.

    Needs `supervision.record_supervision`. Raises `UnableToSupervise` for a document that is not in the register, a day
    ahead or one told before, or without the day of young people where they are to agree.
    """
    on = day_of(at)
    check_may(by, Permission.SUPERVISE, on=on)
    settled = policy_in_force(on=on).supervision.documents.get(document)
    if settled is None:
        raise UnableToSupervise("Choose the document from the register.")
    if max(approved_on, young_people_on or approved_on) > on:
        raise UnableToSupervise("The day lies ahead. Record an approval once it was given.")
    if settled.young_people and young_people_on is None:
        raise UnableToSupervise("Children and young people agree to this too. Give the day on which they did.")
    if DocumentApproved.objects.filter(document=document, on=approved_on).exists():
        raise UnableToSupervise("It is recorded as approved on that day already. See the register.")
    row = DocumentApproved.objects.create(
        document=document,
        on=approved_on,
        young_people_on=young_people_on,
        words=words.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    facts = {"document": document, "approval": row.pk, "on": approved_on, "young_people_on": young_people_on}
    record_event(stream=SERVICE_STREAM, kind="supervision.document_approved", facts=facts, by=by, at=at)
    return row


@transaction.atomic
def remind_of_documents(*, by: User, at: datetime) -> int:
    """Each manager of the service is told once of every document that is due again soon; how many anew.

    Soon is as many days ahead as the policy says (`supervision.remind_before`; 0: nobody is told). One that was never
    approved, as far as is recorded, is told of by the register alone. Needs `supervision.record_supervision`.
    """
    on = day_of(at)
    check_may(by, Permission.SUPERVISE, on=on)
    before = policy_in_force(on=on).supervision.remind_before
    soon = [
        line
        for line in documents_kept(by, on=on)
        if before and line.due_on is not None and line.due_on <= on + timedelta(days=before)
    ]
    return sum(
        queue_notice(
            key=f"document_due:{line.key}:{line.due_on}:{manager.code}",
            kind="document_due",
            person_code=manager.code,
            facts={"due_on": line.due_on, "path": reverse("supervision:document", args=[line.key])},
            at=at,
        )
        for line in soon
        for manager in officers_on(TOLD, on=on)
    )
