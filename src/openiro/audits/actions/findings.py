"""A finding of an audit goes round until the loop is closed: made, answered, sent back or closed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from openiro.audits.actions._common import record, tell
from openiro.audits.models import Audit, AuditFinding
from openiro.audits.queries import owners_for
from openiro.core.queries import working_calendar
from openiro.domain.audits import FindingState, UnableToAudit, check_may_close, finding_state
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, may, policy_in_force, user_by_code


@dataclass(frozen=True)
class Found:
    """What is to be done, about what, by whom (their code), for which agency, and by when; see the model."""

    theme: str
    text: str
    owner: str
    due_on: date | None = None
    agency: str = ""
    for_learning: bool = False


@transaction.atomic
def add_finding(*, audit: Audit, found: Found, by: User, at: datetime) -> AuditFinding:
    """Say what is to be done after an audit; once the audit is submitted, its owner is told at once.

    Needs `audits.do_audit`, and to be its auditor. Raises `UnableToAudit` without a theme, words, somebody around the
    child or whose work it is, and a day that has not passed.
    """
    on = day_of(at)
    check_may(by, Permission.DO_AUDIT, on=on)
    if audit.auditor_id != by.pk:
        raise UnableToAudit("This audit is given to somebody else. Only who audits may add findings.")
    policy = policy_in_force(on=on).audits
    if found.theme not in {each.id for each in policy.themes} or not found.text.strip():
        raise UnableToAudit("Choose what it is about, and say what is to be done.")
    if found.owner not in dict(owners_for(audit, on=on)):
        raise UnableToAudit("Choose from the list who is to do it.")
    if found.due_on is not None and found.due_on < on:
        raise UnableToAudit("The day cannot be past. Give a day from today on.")
    row = AuditFinding.objects.create(
        audit=audit,
        theme=found.theme,
        text=found.text.strip(),
        agency=found.agency.strip(),
        for_learning=found.for_learning,
        owner=user_by_code(found.owner),
        due_on=found.due_on or working_calendar().days_after(on, policy.finding_days),
        found_at=at,
        found_by=by,
    )
    facts = {"finding": row.pk, "audit_theme": row.theme, "due_on": row.due_on, "for_learning": row.for_learning}
    record(audit, "finding_made", facts, by, at)
    if audit.submitted_at is not None:
        tell("finding_made", str(row.pk), row.owner, _path(row), at, due_on=row.due_on)
    return row


@transaction.atomic
def answer_finding(*, finding: AuditFinding, words: str, by: User, at: datetime) -> None:
    """Its owner says what was done; the auditor is told. Raises `UnableToAudit`."""
    check_may(by, Permission.VIEW_AUDITS, on=day_of(at))
    state = _held(finding)
    if finding.owner_id != by.pk:
        raise UnableToAudit("This finding is for somebody else to answer.")
    if state is not FindingState.OPEN or finding.audit.submitted_at is None:
        raise UnableToAudit("This finding does not wait for an answer.")
    if not words.strip():
        raise UnableToAudit("Say what was done.")
    finding.answer, finding.answered_at, finding.answered_by = words.strip(), at, by
    finding.save(update_fields=["answer", "answered_at", "answered_by"])
    record(finding.audit, "finding_answered", {"finding": finding.pk}, by, at)
    tell("finding_answered", f"{finding.pk}:{at:%Y%m%d%H%M%S}", finding.audit.auditor, _path(finding), at)


@transaction.atomic
def return_finding(*, finding: AuditFinding, words: str, by: User, at: datetime) -> None:
    """What was done does not settle it: the owner answers again. Needs as `close_finding`."""
    _check_auditor(finding, by, at)
    if _held(finding) is not FindingState.ANSWERED:
        raise UnableToAudit("Nobody has said yet what was done.")
    if not words.strip():
        raise UnableToAudit("Say what is still missing.")
    finding.returned, finding.answered_at, finding.answered_by = words.strip(), None, None
    finding.save(update_fields=["returned", "answered_at", "answered_by"])
    record(finding.audit, "finding_returned", {"finding": finding.pk}, by, at)
    tell("finding_returned", f"{finding.pk}:{at:%Y%m%d%H%M%S}", finding.owner, _path(finding), at)


@transaction.atomic
def close_finding(*, finding: AuditFinding, by: User, at: datetime) -> None:
    """The loop is closed: the auditor, or the manager, is content with what was done; never who answered.

    Needs `audits.do_audit`, and to be the auditor or to draw samples. Raises `UnableToAudit`.
    """
    _check_auditor(finding, by, at)
    state = _held(finding)
    answered_by = finding.answered_by.code if finding.answered_by else ""
    check_may_close(closer=by.code, answered_by=answered_by, state=state)
    finding.closed_at, finding.closed_by = at, by
    finding.save(update_fields=["closed_at", "closed_by"])
    record(finding.audit, "finding_closed", {"finding": finding.pk}, by, at)


def _check_auditor(finding: AuditFinding, by: User, at: datetime) -> None:
    on = day_of(at)
    check_may(by, Permission.DO_AUDIT, on=on)
    if finding.audit.auditor_id != by.pk and not may(by, Permission.DRAW_SAMPLE, on=on):
        raise UnableToAudit("Only who audited, or the manager of the service, settles a finding.")


def _held(finding: AuditFinding) -> FindingState:
    kept = AuditFinding.objects.select_for_update().get(pk=finding.pk)
    finding.answered_at, finding.closed_at = kept.answered_at, kept.closed_at
    return finding_state(is_answered=kept.answered_at is not None, is_closed=kept.closed_at is not None)


def _path(finding: AuditFinding) -> str:
    return reverse("audits:finding", args=[finding.pk])
