"""Audits, their findings and samples, as a person may see them."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from openiro.audits.models import Audit, AuditFinding, AuditSample
from openiro.audits.queries.facts import RecordFact, facts_for
from openiro.children.queries import full_name
from openiro.domain.audit_samples import drawn
from openiro.domain.audits import Answer, FindingState, finding_state
from openiro.domain.audits_policy import AnswerKind, Question
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, may, may_see_names, policy_in_force

PAGE = 50
PEOPLE = ("child", "review", "officer", "auditor")


class UnableToFindAudit(Refusal):
    """There is no such audit, finding or sample among those that the person may see."""


@dataclass(frozen=True)
class AuditLine:
    """One audit in a list. `officer`: whose work it is about; `grade` empty until it is submitted."""

    number: int
    kind: str
    child: str
    reference: uuid.UUID
    officer: str
    auditor: str
    team: str
    due_on: date
    submitted_on: date | None
    grade: str
    minutes: int
    findings_open: int


@dataclass(frozen=True)
class AuditPage:
    """One audit as it is filled in or read: its questions with what the records say and what was answered."""

    line: AuditLine
    version: str
    review_on: date | None
    questions: tuple[Question, ...]
    facts: Mapping[str, RecordFact]
    answers: Mapping[str, Answer]
    feedback: str
    told_on: date | None
    findings: "tuple[FindingLine, ...]"


@dataclass(frozen=True)
class FindingLine:
    """A finding as it stands; `child` is empty for an owner who sees it apart from the audit; the rest as kept."""

    number: int
    audit: int
    kind: str
    child: str
    theme: str
    text: str
    agency: str
    for_learning: bool
    owner: str
    due_on: date
    state: FindingState
    found_by: str
    answer: str
    answered_on: date | None
    answered_by: str
    returned: str
    closed_on: date | None


@dataclass(frozen=True)
class SampleLine:
    """A sample: by which rule, with what seed, how far its audits have come; `comes_again`: the same is drawn anew."""

    number: int
    kind: str
    rule: str
    value: str
    size: int
    seed: int
    population: int
    due_on: date
    drawn_at: datetime
    drawn_by: str
    audits: tuple[AuditLine, ...]
    comes_again: bool
    findings: tuple[FindingLine, ...]


def audits_visible_to(user: User, *, on: date) -> QuerySet[Audit]:
    """Audits that `user` may see: all for who draws samples; else their own to do, and those done of their work."""
    rows = Audit.objects.select_related(*PEOPLE)
    if may(user, Permission.DRAW_SAMPLE, on=on):
        return rows
    if not may(user, Permission.VIEW_AUDITS, on=on):
        return rows.none()
    return rows.filter(Q(auditor=user) | Q(officer=user, submitted_at__isnull=False))


def findings_visible_to(user: User, *, on: date) -> QuerySet[AuditFinding]:
    """Findings of audits that `user` may see, and those that are theirs to answer, once the audit is submitted."""
    rows = _with_people()
    if not may(user, Permission.VIEW_AUDITS, on=on):
        return rows.none()
    seen = Q(audit__in=audits_visible_to(user, on=on).values("pk"))
    return rows.filter(seen | Q(owner=user, audit__submitted_at__isnull=False))


def audits_listed(user: User, *, on: date, standing: str = "open", kind: str = "", mine: bool = False) -> Any:
    """Audits that `user` sees as a query set, the first last day on top; `standing` open, done or all."""
    check_may(user, Permission.VIEW_AUDITS, on=on)
    rows = audits_visible_to(user, on=on)
    if standing in ("open", "done"):
        rows = rows.filter(submitted_at__isnull=standing == "open")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(auditor=user) if mine else rows
    return rows.order_by("due_on", "pk") if standing == "open" else rows.order_by("-due_on", "-pk")


def audit_page_of(user: User, *, on: date, standing: str, kind: str, start: int, size: int) -> tuple[int, Any]:
    """How many audits match, and a page of their lines; three queries. Raises `UnableToPermit`."""
    rows = audits_listed(user, on=on, standing=standing, kind=kind)
    return rows.count(), audit_lines(rows[start : start + size], user, on=on)


def audits_to_do(user: User, *, on: date) -> list[AuditLine]:
    """What `user` is to audit and has not submitted, the first last day on top; one query."""
    if not may(user, Permission.DO_AUDIT, on=on):
        return []
    return audit_lines(audits_listed(user, on=on, mine=True), user, on=on, with_findings=False)


def findings_to_do(user: User, *, on: date) -> tuple[list[FindingLine], list[FindingLine]]:
    """The findings that wait for an answer of `user`, and those answered that wait for `user` to close them."""
    if not may(user, Permission.VIEW_AUDITS, on=on):
        return [], []
    open_ones = findings_visible_to(user, on=on).filter(closed_at__isnull=True).order_by("due_on", "pk")
    mine = open_ones.filter(Q(owner=user, answered_at__isnull=True) | Q(audit__auditor=user, answered_at__isnull=False))
    rows = list(mine.filter(audit__submitted_at__isnull=False))
    return (
        finding_lines([row for row in rows if row.answered_at is None], user, on=on),
        finding_lines([row for row in rows if row.answered_at is not None], user, on=on),
    )


def audit_of(user: User, number: int, *, on: date) -> Audit:
    """One audit, to be handed to an action. Raises `UnableToFindAudit`."""
    found = audits_visible_to(user, on=on).filter(pk=number).first()
    if found is None:
        raise UnableToFindAudit("There is no such audit among those that you see. Look at your list again.")
    return found


def finding_of(user: User, number: int, *, on: date) -> AuditFinding:
    """One finding, to be handed to an action. Raises `UnableToFindAudit`."""
    found = findings_visible_to(user, on=on).filter(pk=number).first()
    if found is None:
        raise UnableToFindAudit("There is no such finding among those that you see. Look at your list again.")
    return found


def questions_of(audit: Audit) -> tuple[Question, ...]:
    """The questions as they were asked when the audit was given out."""
    return tuple(Question(**{**each, "answer": AnswerKind(each["answer"])}) for each in audit.questions)


def audit_page(user: User, audit: Audit, *, on: date) -> AuditPage:
    """The audit with everything on its page; at most sixteen queries. The caller has applied the scope.

    Facts of the records are those of the day for one that is to be done; a submitted one stands as it was answered.
    """
    questions = questions_of(audit)
    wanted = [each.fact for each in questions if each.fact] if audit.submitted_at is None else []
    found = facts_for(audit, wanted, on=on) if wanted else {}
    findings = _with_people().filter(audit=audit)
    review = audit.review
    return AuditPage(
        line=audit_lines([audit], user, on=on)[0],
        version=audit.version,
        review_on=(review.held_on or review.planned_on) if review else None,
        questions=questions,
        facts={each.id: found[each.fact] for each in questions if each.fact in found},
        answers={row.question: Answer(row.answer, row.words) for row in audit.answers.all()},
        feedback=audit.feedback,
        told_on=audit.told_on,
        findings=tuple(finding_lines(findings.order_by("pk"), user, on=on)),
    )


def sample_of(user: User, number: int, *, on: date) -> SampleLine:
    """One sample with its audits, drawn once more to see that it is the same. Raises `UnableToFindAudit`."""
    check_may(user, Permission.DRAW_SAMPLE, on=on)
    row = AuditSample.objects.filter(pk=number).select_related("drawn_by").first()
    if row is None:
        raise UnableToFindAudit("There is no such sample. Look at the list of samples.")
    return _sample(row, user, on)


def samples_drawn(user: User, *, on: date, limit: int = PAGE) -> list[AuditSample]:
    """The samples, the latest first. Raises `UnableToPermit` without `audits.draw_sample`."""
    check_may(user, Permission.DRAW_SAMPLE, on=on)
    return list(AuditSample.objects.select_related("drawn_by").order_by("-pk")[:limit])


def finding_lines(rows: Iterable[AuditFinding], user: User, *, on: date) -> list[FindingLine]:
    """The findings as `user` may read them; the caller has applied the scope."""
    titles, names = _titles(on), may_see_names(user, on=on)
    return [
        FindingLine(
            number=row.pk,
            audit=row.audit_id,
            kind=titles.get(row.audit.kind, row.audit.kind),
            child=_called(row.audit.child, names),
            theme=titles.get(f"theme {row.theme}", row.theme),
            text=row.text,
            agency=row.agency,
            for_learning=row.for_learning,
            owner=row.owner.name,
            due_on=row.due_on,
            state=finding_state(is_answered=row.answered_at is not None, is_closed=row.closed_at is not None),
            found_by=row.found_by.name,
            answer=row.answer,
            answered_on=day_of(row.answered_at) if row.answered_at else None,
            answered_by=row.answered_by.name if row.answered_by else "",
            returned=row.returned,
            closed_on=day_of(row.closed_at) if row.closed_at else None,
        )
        for row in rows
    ]


def audit_lines(rows: Iterable[Audit], user: User, *, on: date, with_findings: bool = True) -> list[AuditLine]:
    """The audits as `user` may read them; the caller has applied the scope. One query more to count open findings."""
    titles, names, audits = _titles(on), may_see_names(user, on=on), list(rows)
    open_ones: dict[int, int] = {}
    numbers = [row.pk for row in audits] if with_findings else []
    for number in AuditFinding.objects.filter(audit__in=numbers, closed_at=None).values_list("audit_id", flat=True):
        open_ones[number] = open_ones.get(number, 0) + 1
    return [
        AuditLine(
            number=row.pk,
            kind=titles.get(row.kind, row.kind),
            child=_called(row.child, names),
            reference=row.child.reference,
            officer=row.officer.name if row.officer else "",
            auditor=row.auditor.name,
            team=row.team,
            due_on=row.due_on,
            submitted_on=day_of(row.submitted_at) if row.submitted_at else None,
            grade=titles.get(f"grade {row.grade}", row.grade) if row.submitted_at else "",
            minutes=round(row.seconds / 60),
            findings_open=open_ones.get(row.pk, 0),
        )
        for row in audits
    ]


def findings_for_learning(user: User, *, since: date | None, on: date) -> list[FindingLine]:
    """Findings of submitted audits that are for the learning day, made after `since` (None: ever), the first first.

    One query. Raises `UnableToPermit` without `audits.draw_sample`.
    """
    check_may(user, Permission.DRAW_SAMPLE, on=on)
    rows = _with_people().filter(for_learning=True, audit__submitted_at__isnull=False)
    rows = rows.filter(found_at__date__gt=since) if since else rows
    return finding_lines(rows.order_by("pk"), user, on=on)


def _with_people() -> QuerySet[AuditFinding]:
    return AuditFinding.objects.select_related("audit", "audit__child", "owner", "found_by", "answered_by")


def _sample(row: AuditSample, user: User, on: date) -> SampleLine:
    audits = list(Audit.objects.filter(sample=row).select_related(*PEOPLE).order_by("due_on", "pk"))
    chosen = {_reference(each) for each in audits}
    return SampleLine(
        number=row.pk,
        kind=_titles(on).get(row.kind, row.kind),
        rule=row.rule,
        value=row.value,
        size=row.size,
        seed=row.seed,
        population=len(row.population),
        due_on=row.due_on,
        drawn_at=row.drawn_at,
        drawn_by=row.drawn_by.name,
        audits=tuple(audit_lines(audits, user, on=on)),
        findings=tuple(finding_lines(_with_people().filter(audit__sample=row).order_by("audit", "pk"), user, on=on)),
        comes_again=chosen == set(drawn(row.population, size=row.size, seed=row.seed)),
    )


def _reference(audit: Audit) -> str:
    return f"{audit.child.reference}/{audit.review_id}" if audit.review_id else str(audit.child.reference)


def _titles(on: date) -> dict[str, str]:
    """What the council calls its kinds, and `grade …` and `theme …` for its grades and themes."""
    policy = policy_in_force(on=on).audits
    kinds = {each.id: each.title for each in policy.kinds}
    grades = {f"grade {each.id}": each.title for each in policy.grades}
    return kinds | grades | {f"theme {each.id}": each.title for each in policy.themes}


def _called(child: Any, names: bool) -> str:
    return (full_name(child) if names else "") or child.code
