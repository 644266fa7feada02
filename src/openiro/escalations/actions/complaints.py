"""Complaints: recorded, also of what a child said, and settled with what the service learns from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import check_may_for, current_allocation
from openiro.children.models import Child
from openiro.core.actions import SERVICE_STREAM, child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.escalations.models import Complaint
from openiro.people.models import User
from openiro.people.queries import check_may, day_of
from openiro.voice.models import Statement

_LISTS = {"group": "COMPLAINANT", "about": "COMPLAINT_ABOUT", "theme": "DISPUTE_THEME", "help": "COMPLAINT_HELP"}

OF_SERVICE = "service"


class UnableToChangeComplaint(Refusal):
    """A complaint cannot be recorded or settled as asked."""


@dataclass(frozen=True)
class ComplaintPart:
    """What is complained of; codes of COMPLAINANT, COMPLAINT_ABOUT, DISPUTE_THEME and COMPLAINT_HELP."""

    group: str
    about: str
    theme: str
    help: str
    words: str
    received_on: date


@transaction.atomic
def record_complaint(
    *,
    part: ComplaintPart,
    child: Child | None = None,
    statement: Statement | None = None,
    by: User,
    at: datetime,
) -> Complaint:
    """Record a complaint, of a child's own words where a statement is given (a problem that a child reported).

    Needs `escalations.handle_complaints`, of the child where there is one. The child's officer is told (IRO Handbook,
    rule 5.02) unless it is about the service itself. Raises `UnableToChangeComplaint` for no words, a code that is
    not in its list, a day ahead, a statement of another child or one that is a complaint already.
    """
    _check_may(child, by, at)
    _check(part, day_of(at))
    if statement is not None and (child is None or statement.child_id != child.pk):
        raise UnableToChangeComplaint("Those are another child's words. Open the child's own page.")
    if Complaint.objects.filter(statement=statement, statement__isnull=False).exists():
        raise UnableToChangeComplaint("What the child said is recorded as a complaint already.")
    values = {name: getattr(part, name) for name in _LISTS} | {"words": part.words.strip()}
    row = Complaint.objects.create(
        child=child, statement=statement, received_on=part.received_on, recorded_at=at, recorded_by=by, **values
    )
    facts = {"complaint_group": row.group, "complaint_about": row.about, "theme": row.theme}
    _record(row, "escalations.complaint_recorded", facts, by, at)
    _tell_officer(row, at)
    return row


@transaction.atomic
def settle_complaint(
    *, complaint: Complaint, outcome: str, on: date, answer: str, learning: str = "", by: User, at: datetime
) -> None:
    """Close a complaint on a day with its outcome, what was answered, and what the service learns from it.

    Needs `escalations.handle_complaints`. Raises `UnableToChangeComplaint` for an outcome that is not in
    COMPLAINT_OUTCOME, no answer, a day before it was received or ahead, or one that is settled.
    """
    _check_may(complaint.child, by, at)
    Complaint.objects.select_for_update().get(pk=complaint.pk)
    complaint.refresh_from_db()
    if complaint.settled_on is not None:
        raise UnableToChangeComplaint("This complaint is settled already.")
    if outcome not in {each.code for each in CODE_SETS["COMPLAINT_OUTCOME"]}:
        raise UnableToChangeComplaint("Choose from the list how the complaint ended.")
    if not answer.strip():
        raise UnableToChangeComplaint("Say what was answered.")
    if not complaint.received_on <= on <= day_of(at):
        raise UnableToChangeComplaint("It is settled after it was received, and not ahead of time. Check the day.")
    complaint.outcome, complaint.settled_on, complaint.settled_by = outcome, on, by
    complaint.answer, complaint.learning = answer.strip(), learning.strip()
    complaint.save(update_fields=["outcome", "settled_on", "settled_by", "answer", "learning"])
    _record(complaint, "escalations.complaint_settled", {"complaint_outcome": outcome, "on": on}, by, at)


def _check_may(child: Child | None, by: User, at: datetime) -> None:
    if child is None:
        check_may(by, Permission.HANDLE_COMPLAINTS, on=day_of(at))
    else:
        check_may_for(by, Permission.HANDLE_COMPLAINTS, child, on=day_of(at))


def _check(part: ComplaintPart, on: date) -> None:
    if any(getattr(part, name) not in {each.code for each in CODE_SETS[of]} for name, of in _LISTS.items()):
        raise UnableToChangeComplaint("Choose from the lists who complains, of what, and what help was given.")
    if not part.words.strip():
        raise UnableToChangeComplaint("Say what the complaint is, in the words of whoever makes it.")
    if part.received_on > on:
        raise UnableToChangeComplaint("That day is ahead. Give the day on which the complaint came.")


def _record(row: Complaint, kind: str, facts: Mapping[str, object], by: User, at: datetime) -> None:
    """In the child's story, unless it is about the service: the child's officer reads that story."""
    stream = SERVICE_STREAM if row.child_id is None or row.about == OF_SERVICE else child_stream(row.child_id)
    record_event(stream=stream, kind=kind, facts={"complaint": row.pk, **facts}, by=by, at=at)


def _tell_officer(row: Complaint, at: datetime) -> None:
    if row.child is None or row.about == OF_SERVICE:
        return
    allocation = current_allocation(row.child, on=day_of(at))
    if allocation is not None and allocation.officer != row.recorded_by:
        path = reverse("challenge:complaint-of-child", args=[row.child.reference, row.pk])
        queue_notice(
            key=f"complaint_recorded:{row.pk}",
            kind="complaint_recorded",
            person_code=allocation.officer.code,
            facts={"on": row.received_on, "path": path},
            at=at,
        )
