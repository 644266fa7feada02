"""One audit: saved as it goes, submitted whole, the feedback given in supervision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from openiro.audits.actions._common import record, tell
from openiro.audits.models import Audit, AuditAnswer
from openiro.audits.queries import questions_of
from openiro.domain.audits import Answer, UnableToAudit, check_answers, counted_seconds, unanswered
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, policy_in_force

NOT_YOURS = "This audit is given to somebody else. Only who audits may write in it."


@dataclass(frozen=True)
class Filled:
    """What the auditor has filled in: answers by question, the grade, the feedback, and the seconds of this sitting."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    grade: str = ""
    feedback: str = ""
    seconds: int = 0


@transaction.atomic
def save_audit(*, audit: Audit, filled: Filled, by: User, at: datetime) -> None:
    """Keep what is filled in, however incomplete; the sitting is added to the time that the audit takes.

    Needs `audits.do_audit`, and to be its auditor. Raises `UnableToAudit` for an answer on no list, or where it is
    submitted already.
    """
    _hold(audit, by, day_of(at))
    _keep(audit, filled, by, at)
    record(audit, "audit_saved", {"answered": len(filled.answers)}, by, at)


@transaction.atomic
def submit_audit(*, audit: Audit, filled: Filled, by: User, at: datetime) -> None:
    """Keep what is filled in and submit the audit: it stands, and those concerned read it and their findings.

    Needs as `save_audit`. Raises `UnableToAudit` where something is missing, naming all of it.
    """
    _hold(audit, by, day_of(at))
    _keep(audit, filled, by, at)
    missing = unanswered(questions_of(audit), filled.answers, filled.grade)
    if missing:
        raise UnableToAudit(_said(audit, missing))
    audit.submitted_at, audit.submitted_by = at, by
    audit.save(update_fields=["submitted_at", "submitted_by"])
    record(audit, "audit_submitted", {"grade": filled.grade}, by, at)
    if audit.officer is not None:
        path = reverse("audits:audit", args=[audit.pk])
        tell("audit_submitted", str(audit.pk), audit.officer, path, at)
    for finding in audit.findings.select_related("owner"):
        path = reverse("audits:finding", args=[finding.pk])
        tell("finding_made", str(finding.pk), finding.owner, path, at, due_on=finding.due_on)


@transaction.atomic
def tell_in_supervision(*, audit: Audit, told_on: date, by: User, at: datetime) -> None:
    """The officer was given the feedback in supervision on that day.

    Needs `audits.draw_sample`. Raises `UnableToAudit` where it is not submitted, is about nobody's work, or the day
    is before it or has not come.
    """
    check_may(by, Permission.DRAW_SAMPLE, on=day_of(at))
    if audit.submitted_at is None or audit.officer is None or by == audit.officer:
        raise UnableToAudit("There is no feedback to give: the audit is not submitted, or is about nobody's work.")
    if not day_of(audit.submitted_at) <= told_on <= day_of(at):
        raise UnableToAudit("Give a day from the one on which the audit was submitted until today.")
    audit.told_on = told_on
    audit.save(update_fields=["told_on"])
    record(audit, "feedback_given", {"told_on": told_on}, by, at)


def _hold(audit: Audit, by: User, on: date) -> None:
    """Nobody else changes the audit until this is done; it is still to be done, and by this person."""
    check_may(by, Permission.DO_AUDIT, on=on)
    kept = Audit.objects.select_for_update().get(pk=audit.pk)
    if kept.auditor_id != by.pk:
        raise UnableToAudit(NOT_YOURS)
    if kept.submitted_at is not None:
        raise UnableToAudit("This audit is submitted: it stands as it is.")


def _keep(audit: Audit, filled: Filled, by: User, at: datetime) -> None:
    grades = [each.id for each in policy_in_force(on=day_of(at)).audits.grades]
    if filled.grade and filled.grade not in grades:
        raise UnableToAudit("Choose the grade from the list.")
    questions = questions_of(audit)
    check_answers(questions, filled.answers, grades)
    themes = {each.id: each.theme for each in questions}
    AuditAnswer.objects.bulk_create(
        [
            AuditAnswer(audit=audit, question=id, theme=themes[id], answer=given.answer, words=given.words.strip())
            for id, given in filled.answers.items()
        ],
        update_conflicts=True,
        unique_fields=["audit", "question"],
        update_fields=["answer", "words"],
    )
    audit.grade, audit.feedback = filled.grade, filled.feedback.strip()
    audit.save(update_fields=["grade", "feedback"])
    Audit.objects.filter(pk=audit.pk).update(seconds=F("seconds") + counted_seconds(filled.seconds))
    audit.refresh_from_db(fields=["seconds"])


def _said(audit: Audit, missing: tuple[str, ...]) -> str:
    """Which questions are still to be answered, by their numbers on the page."""
    places = {each.id: place for place, each in enumerate(questions_of(audit), start=1)}
    numbers = ", ".join(str(places[id]) for id in missing if id in places)
    questions = f"Answer question {numbers}; what is not met, or partly, needs words." if numbers else ""
    return " ".join(filter(None, (questions, "Choose a grade." if "grade" in missing else "")))
