"""Consultation forms: the questions that one person is asked, what they answered, and what is wrong with an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from openiro.core.prepared import prepared
from openiro.domain.consultation import respondent_for
from openiro.domain.consultation_policy import ConsultationPolicy, Kind, Question
from openiro.domain.months import age_on
from openiro.domain.refusal import Refusal
from openiro.meetings.models import Invitee, Meeting
from openiro.people.models import User
from openiro.people.queries import day_of, may_see_free_text, policy_in_force
from openiro.voice.models import ConsultationForm

LONGEST = 4000


class UnableToAnswer(Refusal):
    """An answer does not fit its question, or the form is not there to be answered."""


@dataclass(frozen=True)
class FormToAnswer:
    """One person's form: its questions in the version they were first asked, and the answers so far."""

    invitee: int
    role: str
    respondent: str
    version: str
    questions: tuple[Question, ...]
    answers: Mapping[str, Any]
    saved_at: datetime | None
    sent_at: datetime | None
    how: str
    entered_by: str

    @property
    def answered(self) -> tuple[tuple[Question, str], ...]:
        """Each question that has an answer, and the answer in words."""
        pairs = ((question, question.words_of(self.answers.get(question.id))) for question in self.questions)
        return tuple((question, words) for question, words in pairs if words)


def form_of(invitee: Invitee, *, on: date) -> FormToAnswer | None:
    """The form of one person of a meeting; None where nobody of their role is asked, or the child is too young.

    A form that was begun keeps the questions of its version.
    """
    rows = ConsultationForm.objects.select_related("invitee__meeting__child", "entered_by")
    row = rows.filter(invitee=invitee).first()
    respondent = row.respondent if row else respondent_for(invitee.role)
    if not respondent:
        return None
    policy = policy_in_force(on=on).consultation
    age = age_on(invitee.meeting.child.born_on, day_of(row.saved_at) if row else on)
    if respondent == "child" and age < policy.form_from_age:
        return None
    return _form(row, policy) if row else _empty(invitee, respondent, policy, age)


def forms_of(user: User, meeting: Meeting | None, *, on: date) -> tuple[FormToAnswer, ...]:
    """The forms of a meeting that were sent, as `user` may read them: the child's, and others' for who reads free text.

    What somebody has not sent yet is theirs.
    """
    if meeting is None:
        return ()
    rows = ConsultationForm.objects.filter(meeting=meeting, sent_at__isnull=False, invitee__removed_at__isnull=True)
    if not may_see_free_text(user, on=on):
        rows = rows.filter(respondent="child")
    found = rows.select_related("invitee__meeting__child", "entered_by").order_by("sent_at")
    policy = policy_in_force(on=on).consultation
    return tuple(_form(row, policy) for row in found)


def states_of_forms(meeting: Meeting | None) -> dict[int, bool]:
    """By the number of the person: whether the form that they began was sent; one query."""
    return {number: sent_at is not None for number, sent_at in (_sent(meeting.pk) if meeting else [])}


@prepared
def _sent(meeting: int) -> QuerySet[ConsultationForm, Any]:
    return ConsultationForm.objects.filter(meeting=meeting).values_list("invitee_id", "sent_at")


def checked_answers(questions: tuple[Question, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers given to questions of the form, cut to what may be kept; everything else is left out.

    Raises `UnableToAnswer` for an option that is not offered, or more than 4,000 characters of words.
    """
    known = {question.id: question for question in questions}
    return {id: _checked(known[id], value) for id, value in given.items() if id in known}


def _checked(question: Question, value: Any) -> Any:
    offered = {code for code, _ in question.options}
    if question.kind is Kind.CHOICES:
        chosen = [str(each) for each in (value if isinstance(value, list | tuple) else [value]) if each]
        if not set(chosen) <= offered:
            raise UnableToAnswer("Choose from the answers that are given.")
        return chosen
    text = str(value if value is not None else "").strip().replace("\x00", "")
    if question.kind is Kind.TEXT:
        if len(text) > LONGEST:
            raise UnableToAnswer(f"That is more than we can keep here ({LONGEST:,} letters). Make it shorter.")
        return text
    if text and text not in offered:
        raise UnableToAnswer("Choose from the answers that are given.")
    return text


def _empty(invitee: Invitee, respondent: str, policy: ConsultationPolicy, age: int) -> FormToAnswer:
    asked = policy.questions_for(respondent, age)
    return FormToAnswer(invitee.pk, invitee.role, respondent, policy.questions, asked, {}, None, None, "", "")


def _form(row: ConsultationForm, policy: ConsultationPolicy) -> FormToAnswer:
    """The form with the questions of its version and of the child's age when it was saved."""
    age = age_on(row.invitee.meeting.child.born_on, day_of(row.saved_at))
    version = row.questions if row.questions in policy.versions else policy.questions
    return FormToAnswer(
        invitee=row.invitee_id,
        role=row.invitee.role,
        respondent=row.respondent,
        version=version,
        questions=policy.questions_for(row.respondent, age, version),
        answers=dict(row.answers),
        saved_at=row.saved_at,
        sent_at=row.sent_at,
        how=row.how,
        entered_by=row.entered_by.name if row.entered_by else "",
    )
