"""Papers of a meeting sent to those around it, or withheld from them for a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.domain.codes import CODE_SETS
from openiro.domain.consultation import link_ends_at
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.meetings.actions.links import make_guest_link
from openiro.meetings.models import Distribution, Invitee, Meeting
from openiro.meetings.queries.distribution import address_of
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force

LINK, CASE_SYSTEM = "link", "case_system"
LINKED = ("letter", "record")


class UnableToDistribute(Refusal):
    """A paper cannot be sent or withheld so; the message names what to put right."""


@dataclass(frozen=True)
class Sending:
    """One paper for one person: sent (`how`, a code of HOW_SENT) or withheld (`withheld_reason`, a code of
    WITHHELD_REASON). It is somebody of the meeting (`invitee`), or a worker who is not (`person`), by their number.
    `left_out`: ids of the parts that their copy leaves out."""

    paper: str
    version: int
    invitee: int | None = None
    person: int | None = None
    how: str = ""
    withheld_reason: str = ""
    withheld_note: str = ""
    left_out: tuple[str, ...] = ()


@transaction.atomic
def distribute(
    *, meeting: Meeting, sendings: Iterable[Sending], link_path: str, page_path: str, by: User, at: datetime
) -> int:
    """Send papers, or withhold them; answers how many were sent now.

    What was sent stays sent: it is passed over. By private link, an email goes out with it (`link_path` holds
    `{paper}` and `{key}`); those who sign in get a notice with `page_path`. Needs `reviews.distribute_record` of the
    child. Raises `UnableToDistribute` for somebody who is not of this meeting or must not be invited, without a way or
    a reason, or for a part that may not be kept from them.
    """
    check_may_for(by, Permission.DISTRIBUTE_RECORD, meeting.child, on=day_of(at))
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    people = _people(meeting)
    rows = Distribution.objects.filter(meeting=meeting)
    kept = {(row.invitee_id, row.person_id, row.paper, row.version): row for row in rows}
    sent = 0
    for each in sendings:
        row = kept.get((each.invitee, each.person, each.paper, each.version))
        if row is not None and row.sent_at is not None:
            continue
        _check_words(each)
        person = None if each.person else people.get(each.invitee or 0)
        if not each.person:
            _check_person(each, person, at)
        row = _keep(meeting, row, each, by=by, at=at)
        sent += row.sent_at is not None
        _tell(row, person, each, link_path, page_path, by=by, at=at)
    return sent


def _people(meeting: Meeting) -> dict[int, Invitee]:
    rows = Invitee.objects.filter(meeting=meeting, removed_at=None)
    return {row.pk: row for row in rows.select_related("person", "relationship", "meeting__child")}


def _check_words(each: Sending) -> None:
    if bool(each.how) == bool(each.withheld_reason):
        raise UnableToDistribute("Say for each person how it is sent, or why it is withheld; not both.")
    for code, field in ((each.how, "HOW_SENT"), (each.withheld_reason, "WITHHELD_REASON"), (each.paper, "PAPER")):
        if code and code not in {known.code for known in CODE_SETS[field]}:
            raise UnableToDistribute("Choose how it is sent, or why it is withheld, from the list.")


def _check_person(each: Sending, person: Invitee | None, at: datetime) -> None:
    if person is None:
        raise UnableToDistribute("Somebody on the list does not belong to this meeting. Reload the page.")
    if person.is_excluded and each.how and person.exclusion_reason != "seen_apart":
        raise UnableToDistribute("Somebody who must not be invited gets no paper. Withhold it, or change that first.")
    if each.how == LINK and not (address_of(person) and each.paper in LINKED):
        raise UnableToDistribute(
            "A private link goes by email. Give an address under the invitations, or send it by post."
        )
    if each.how == CASE_SYSTEM and person.person is None:
        raise UnableToDistribute("Only workers read papers in the service. Choose another way for everybody else.")
    allowed = {part.id for part in policy_in_force(on=day_of(at)).records.may_be_kept_from(person.role)}
    if set(each.left_out) - allowed:
        raise UnableToDistribute("That part may not be kept from this person. Choose from the parts on the page.")


def _keep(meeting: Meeting, row: Distribution | None, each: Sending, *, by: User, at: datetime) -> Distribution:
    whose = {"invitee_id": each.invitee, "person_id": each.person}
    row = row or Distribution(meeting=meeting, paper=each.paper, version=each.version, **whose)
    row.how, row.withheld_reason, row.withheld_note = each.how, each.withheld_reason, each.withheld_note.strip()
    row.redactions = ",".join(each.left_out)
    row.sent_at, row.sent_by = (at, by) if each.how else (None, None)
    row.save()
    facts = {
        "meeting": meeting.pk,
        "invitee": each.invitee,
        "person": row.person.code if row.person else None,
        "paper": each.paper,
        "version": each.version,
        "how": each.how,
        "withheld_reason": each.withheld_reason,
        "left_out": list(each.left_out),
    }
    kind = "meetings.paper_sent" if each.how else "meetings.paper_withheld"
    record_event(stream=child_stream(meeting.child_id), kind=kind, facts=facts, by=by, at=at)
    return row


def _tell(
    row: Distribution, person: Invitee | None, each: Sending, link_path: str, page_path: str, *, by: User, at: datetime
) -> None:
    """The notice that goes with it: by private link, or to whoever signs in."""
    notice = f"paper:{row.pk}:{each.paper}:{each.version}"
    worker = person.person if person else row.person
    if each.how == LINK and person is not None:
        key = make_guest_link(invitee=person, purpose=each.paper, version=each.version, by=by, at=at)
        until = link_ends_at(at, policy_in_force(on=day_of(at)).consultation.link_days)
        facts = {
            "path": link_path.replace("{paper}", each.paper).replace("{key}", key),
            "until_on": day_of(until).isoformat(),
        }
        queue_notice(key=notice, kind="letter_link", address=address_of(person), facts=facts, at=at)
    elif each.how == CASE_SYSTEM and worker is not None:
        queue_notice(key=notice, kind="record_sent", person_code=worker.code, facts={"path": page_path}, at=at)
