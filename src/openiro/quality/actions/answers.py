"""What comes back on a form: answers, what is resolved, and what becomes a formal dispute."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import check_may_for, officers_of
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.domain.monitoring import UnableToMonitor
from openiro.domain.permissions import Permission
from openiro.escalations.actions import Challenge
from openiro.escalations.actions.raising import open_dispute
from openiro.escalations.models import Dispute
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, officers_on, policy_in_force
from openiro.quality.models import FormReply, Issue, MonitoringForm
from openiro.quality.queries.forms import copied_form, forms_due, policy_of


@transaction.atomic
def reply_to_form(
    *, form: MonitoringForm, words: str, actions_complete: bool = False, by: User, at: datetime
) -> FormReply:
    """Answer a form that was sent; what it found amber or red counts as answered. The child's officer is told.

    `actions_complete`: what was to be done is done. Needs `quality.answer_form` of the child; the form itself stands.
    Raises `UnableToMonitor` without words, or where the form was not sent.
    """
    child = form.review.child
    check_may_for(by, Permission.ANSWER_FORM, child, on=day_of(at))
    if form.sent_at is None:
        raise UnableToMonitor("This form is not sent yet. It can be answered when it is.")
    if not words.strip():
        raise UnableToMonitor("Write your answer: what was done, or will be, and by when.")
    row = FormReply.objects.create(
        form=form, words=words.strip(), actions_complete=actions_complete, replied_at=at, replied_by=by
    )
    issues = Issue.objects.filter(review=form.review, resolved_at__isnull=True, answered_at__isnull=True)
    issues.update(answered_at=at)
    facts = {"form": form.pk, "actions_complete": actions_complete}
    record_event(stream=child_stream(child.pk), kind="quality.form_answered", facts=facts, by=by, at=at)
    _tell_officer(row, "form_answered", at)
    return row


@transaction.atomic
def report_on_placement(*, form: MonitoringForm, words: str, by: User, at: datetime) -> FormReply:
    """Send the child's officer the quality report on a placement, by those to whom the form's words on it were copied.

    Needs `quality.view_copies`, and a copy of the form. Raises `UnableToMonitor` without words.
    """
    check_may(by, Permission.VIEW_COPIES, on=day_of(at))
    copied_form(by, form.pk, on=day_of(at))
    if not words.strip():
        raise UnableToMonitor("Write the report: what was looked at, what was found, and what is to be done.")
    row = FormReply.objects.create(form=form, words=words.strip(), of_placement=True, replied_at=at, replied_by=by)
    stream = child_stream(form.review.child_id)
    record_event(stream=stream, kind="quality.placement_reported", facts={"form": form.pk}, by=by, at=at)
    _tell_officer(row, "placement_reported", at)
    return row


def _tell_officer(row: FormReply, kind: str, at: datetime) -> None:
    """Who sent the form and the child's officer of today, but nobody of what they wrote themselves."""
    form, child = row.form, row.form.review.child
    officer = officers_of([child.pk], on=day_of(at)).get(child.pk)
    codes = {form.sent_by.code if form.sent_by else "", officer.officer_code if officer else ""}
    for code in sorted(codes - {row.replied_by.code, ""}):
        path = reverse("quality:form", args=[child.reference, form.pk])
        queue_notice(key=f"{kind}:{row.pk}:{code}", kind=kind, person_code=code, facts={"path": path}, at=at)


@transaction.atomic
def resolve_issue(*, issue: Issue, outcome: str, by: User, at: datetime) -> None:
    """Something amber or red is resolved, with what came of it.

    Needs `quality.fill_in_form` of the child: whoever it concerns does not say so. Raises `UnableToMonitor` without
    words, or where it is settled or disputed already.
    """
    child = issue.review.child
    check_may_for(by, Permission.FILL_FORM, child, on=day_of(at))
    _hold(issue)
    if not outcome.strip():
        raise UnableToMonitor("Say what came of it, and what changed for the child.")
    issue.resolved_at, issue.resolved_by, issue.outcome = at, by, outcome.strip()
    issue.save(update_fields=["resolved_at", "resolved_by", "outcome"])
    facts = {"issue": issue.pk, "rating": issue.rating}
    record_event(stream=child_stream(child.pk), kind="quality.issue_resolved", facts=facts, by=by, at=at)


@transaction.atomic
def make_issue_formal(*, issue: Issue, wanted: str = "", by: User, at: datetime) -> Dispute:
    """Something amber or red becomes a formal dispute of its theme, in the words of the form.

    Needs `escalations.raise_dispute` of the child. Raises `UnableToMonitor` where it is settled or disputed already,
    else as `raise_dispute`.
    """
    child = issue.review.child
    check_may_for(by, Permission.RAISE_DISPUTE, child, on=day_of(at))
    _hold(issue)
    challenge = Challenge([child], issue.theme, issue.reason, wanted, review=issue.review, formal=True)
    issue.dispute = open_dispute(challenge=challenge, answered_by="", by=by, at=at)
    issue.save(update_fields=["dispute"])
    facts = {"issue": issue.pk, "dispute": issue.dispute.pk, "rating": issue.rating}
    record_event(stream=child_stream(child.pk), kind="quality.issue_formal", facts=facts, by=by, at=at)
    return issue.dispute


@transaction.atomic
def escalate_unanswered_issues(*, on: date, by: User, at: datetime) -> int:
    """What nobody answered by its last day becomes a formal dispute, where policy says so; answers how many.

    The policy of the day on which the form was begun holds. Needs `escalations.raise_dispute` (the service account's).
    """
    check_may(by, Permission.RAISE_DISPUTE, on=on)
    rows = Issue.objects.filter(
        resolved_at__isnull=True, dispute__isnull=True, answered_at__isnull=True, due_on__lt=on
    ).exclude(review__child__withdrawn_at__isnull=False)
    over = [row for row in rows.select_related("review__child", "form__sent_by") if policy_of(row.form).becomes_formal]
    for row in over:
        make_issue_formal(issue=row, by=by, at=at)
        child = row.review.child
        officer = officers_of([child.pk], on=on).get(child.pk)
        if officer is not None:
            path = reverse("quality:form", args=[child.reference, row.form_id])
            queue_notice(
                key=f"issue_formal:{row.pk}",
                kind="issue_formal",
                person_code=officer.officer_code,
                facts={"path": path},
                at=at,
            )
    return len(over)


@transaction.atomic
def remind_of_forms(*, on: date, by: User, at: datetime) -> int:
    """Each officer with forms due or overdue is told of them once a week; answers how many were told anew.

    Needs `quality.fill_in_form` (the service account's).
    """
    check_may(by, Permission.FILL_FORM, on=on)
    if not policy_in_force(on=on).quality.questions:
        return 0
    year, week, _ = on.isocalendar()
    told = 0
    for officer in officers_on("iro", on=on):
        due = forms_due(User.objects.get(pk=officer.number), on=on, limit=1)
        if due.total:
            told += queue_notice(
                key=f"form_due:{year}-{week}:{officer.code}",
                kind="form_due",
                person_code=officer.code,
                facts={"count": due.total, "due_on": due.shown[0].due_on, "path": reverse("quality:glance")},
                at=at,
            )
    return told


def _hold(issue: Issue) -> None:
    kept = Issue.objects.select_for_update().get(pk=issue.pk)
    if kept.resolved_at is not None:
        raise UnableToMonitor("This is resolved. Open the form to read what came of it.")
    if kept.dispute_id is not None:
        raise UnableToMonitor("This is in formal dispute already, and is settled there.")
