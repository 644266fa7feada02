"""Consultation forms: saved as they are filled in, sent once, or typed in from paper."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.consultation_policy import Kind
from openiro.domain.permissions import Permission
from openiro.meetings.actions import use_guest_link, withdraw_guest_links
from openiro.meetings.models import Invitee
from openiro.meetings.queries import guest_link_of
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.voice.actions.statements import StatementPart, record_statements
from openiro.voice.models import ConsultationForm
from openiro.voice.queries import FormToAnswer, UnableToAnswer, checked_answers, form_of

FORM = "form"
ONLINE = "online_form"
LONGEST_NEED = 200
# What the child says of the meeting itself is a wish for it, and becomes no statement.
_WISHES = frozenset({"where", "when", "there", "not_there", "not_there_who", "seat", "not_talk", "language", "quote"})


@transaction.atomic
def save_form(*, key: str, answers: Mapping[str, Any], by: User, at: datetime) -> None:
    """Keep what somebody has typed so far in their form, opened by the private link `key`; blank answers too.

    `by` is the service's own account: the person does not sign in. Raises `UnableToOpenLink` where the link opens
    nothing, `UnableToAnswer` for an answer that does not fit. What is typed leaves no event until it is sent.
    """
    link = guest_link_of(key, FORM, at)
    invitee = _held(link.invitee)
    check_may_for(by, Permission.RECORD_VIEWS, invitee.meeting.child, on=day_of(at))
    _keep(invitee, answers, at=at)


@transaction.atomic
def send_form(*, key: str, answers: Mapping[str, Any], by: User, at: datetime) -> ConsultationForm:
    """Send the form of the private link `key`: nothing changes any more, and the link is used up.

    The answers in words of a child become statements of theirs; the person counts as consulted. `by` is the service's
    own account; the event names the invitee. Raises as `save_form`.
    """
    link = use_guest_link(key=key, purpose=FORM, by=by, at=at)
    invitee = _held(link.invitee_id)
    row = _keep(invitee, answers, at=at)
    _send(row, invitee, how=ONLINE, on=day_of(at), by=by, at=at)
    return row


@transaction.atomic
def enter_paper_form(
    *, invitee: Invitee, answers: Mapping[str, Any], how: str, on: date, by: User, at: datetime
) -> ConsultationForm:
    """Type in a form that came on paper, or was said by telephone or to somebody: `how` is a code of HOW_CONSULTED.

    Private links to the form stop working. Needs `voice.record_views` of the child. Raises `UnableToAnswer` where the
    person has sent their form already, has none, or the day is ahead.
    """
    check_may_for(by, Permission.RECORD_VIEWS, invitee.meeting.child, on=day_of(at))
    if how not in {code.code for code in CODE_SETS["HOW_CONSULTED"]}:
        raise UnableToAnswer("Choose from the list how the answers came.")
    if on > day_of(at):
        raise UnableToAnswer("That day is ahead. Give the day on which the answers were given.")
    held = _held(invitee.pk)
    row = _keep(held, answers, at=at)
    row.how, row.entered_at, row.entered_by = how, at, by
    withdraw_guest_links(invitee=held, purpose=FORM, by=by, at=at)
    _send(row, held, how=how, on=on, by=by, at=at)
    return row


def _held(number: int) -> Invitee:
    rows = Invitee.objects.select_for_update(of=("self",)).select_related("meeting__child")
    return rows.get(pk=number)


def _keep(invitee: Invitee, answers: Mapping[str, Any], *, at: datetime) -> ConsultationForm:
    form = form_of(invitee, on=day_of(at))
    if form is None:
        raise UnableToAnswer("There is no form for this person.")
    if form.sent_at is not None:
        raise UnableToAnswer("This form was sent already. What it says stays as it is.")
    kept = {**form.answers, **checked_answers(form.questions, answers)}
    row, _ = ConsultationForm.objects.update_or_create(
        invitee=invitee,
        defaults={
            "child_id": invitee.meeting.child_id,
            "meeting_id": invitee.meeting_id,
            "respondent": form.respondent,
            "questions": form.version,
            "answers": kept,
            "saved_at": at,
        },
    )
    return row


def _send(row: ConsultationForm, invitee: Invitee, *, how: str, on: date, by: User, at: datetime) -> None:
    form = form_of(invitee, on=day_of(at))
    if form is None or not form.answered:
        raise UnableToAnswer("Nothing is filled in yet. Answer a question, then send it.")
    row.sent_at = at
    row.save()
    invitee.consulted_on, invitee.consulted_how, invitee.replied_on = on, how, on
    _take_over(form, invitee)
    invitee.save(
        update_fields=["consulted_on", "consulted_how", "replied_on", "reply", "support_needed", "supported_by"]
    )
    facts = {"meeting": row.meeting_id, "invitee": invitee.pk, "form": row.pk, "how": how, "respondent": row.respondent}
    record_event(stream=child_stream(row.child_id), kind="voice.form_sent", facts=facts, by=by, at=at)
    if row.respondent == "child":
        parts = _statements(form, on, brought_by=_SOURCES.get(how, "child"))
        record_statements(child=row.child, meeting=row.meeting, statements=parts, by=by, at=at)


def _take_over(form: FormToAnswer, invitee: Invitee) -> None:
    """What the form says of coming, of the help they need and of who helped them, stands with the person too."""
    coming, needs = str(form.answers.get("coming") or ""), str(form.answers.get("language") or "")
    if coming in {code.code for code in CODE_SETS["REPLY"]}:
        invitee.reply = coming
    helper = str(form.answers.get("helper") or "")
    if helper in {code.code for code in CODE_SETS["CONSULTATION_SUPPORT"]}:
        invitee.supported_by = helper
    invitee.support_needed = invitee.support_needed or needs[:LONGEST_NEED]


_SOURCES = {"advocate": "advocate", "social_worker": "social_worker", "participation_officer": "participation_officer"}


def _statements(form: FormToAnswer, on: date, *, brought_by: str) -> tuple[StatementPart, ...]:
    """The child's answers in words, each a statement: nothing is typed again."""
    quote = {"yes": True, "no": False}.get(str(form.answers.get("quote") or ""))
    return tuple(
        StatementPart(
            said_on=on, source=brought_by, medium="form", topic=question.topic, words=words, may_be_quoted=quote
        )
        for question, words in form.answered
        if question.kind is Kind.TEXT and question.id not in _WISHES
    )
