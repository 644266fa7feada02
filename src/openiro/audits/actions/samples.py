"""A sample is drawn and shared out; an officer begins an audit in daily work."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import check_may_for
from openiro.audits.actions._common import record, tell
from openiro.audits.models import Audit, AuditSample
from openiro.audits.queries import Candidate, Rule, auditor_role, auditors_of, population, team_names_of
from openiro.children.models import Child
from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.core.queries import working_calendar
from openiro.domain.audit_samples import UnableToDrawSample, drawn, shared_out
from openiro.domain.audits import UnableToAudit
from openiro.domain.audits_policy import AuditKind, Auditor
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, policy_in_force, role_codes_on

OF_DAILY_WORK = (Auditor.OWN, Auditor.CHAIR)


@dataclass(frozen=True)
class Draw:
    """What is to be drawn: which kind, by which rule, how many, with which seed, and by when it is to be done."""

    kind: str
    rule: Rule
    size: int
    seed: int
    due_on: date | None = None


@transaction.atomic
def draw_sample(*, draw: Draw, by: User, at: datetime) -> AuditSample:
    """Draw a sample and give each audit to somebody whose own work it is not; they are told.

    Needs `audits.draw_sample`. Raises `UnableToDrawSample` for a kind that the council does not do, a rule that finds
    nothing, or a case that nobody may audit.
    """
    on = day_of(at)
    check_may(by, Permission.DRAW_SAMPLE, on=on)
    kind = _kind(draw.kind, on)
    found = {each.case.reference: each for each in population(kind, draw.rule, on=on)}
    chosen = [found[each] for each in drawn(found, size=draw.size, seed=draw.seed)]
    auditors = shared_out([each.case for each in chosen], auditors_of(kind, on=on), seed=draw.seed)
    sample = AuditSample.objects.create(
        kind=kind.id,
        rule=draw.rule.code,
        value=draw.rule.value,
        size=draw.size,
        seed=draw.seed,
        population=sorted(found),
        due_on=_due_on(draw.due_on, on),
        drawn_at=at,
        drawn_by=by,
    )
    _give_out(sample, kind, chosen, auditors, by, at)
    facts = {"sample": sample.pk, "audit_kind": kind.id, "audit_rule": draw.rule.code, "seed": draw.seed}
    record_event(stream=SERVICE_STREAM, kind="audits.sample_drawn", facts=facts, by=by, at=at)
    return sample


@transaction.atomic
def begin_audit(*, child: Child, kind: str, by: User, at: datetime) -> Audit:
    """An officer begins an audit of a child of theirs, of a kind that belongs to daily work; an open one is gone on.

    Needs `audits.do_audit` of the child. Raises `UnableToAudit` for any other kind.
    """
    on = day_of(at)
    check_may_for(by, Permission.DO_AUDIT, child, on=on)
    found = _kind(kind, on)
    if found.auditor not in OF_DAILY_WORK or auditor_role(found) not in role_codes_on(by, on):
        raise UnableToAudit("This kind of audit is given out by the manager of the service.")
    begun = Audit.objects.filter(child=child, kind=kind, auditor=by, submitted_at__isnull=True).first()
    if begun is not None:
        return begun
    team = team_names_of([child], on=on).get(child.pk, "")
    return _give(None, found, Candidate.of(child), by, team, _due_on(None, on), by, at)


def _kind(id: str, on: date) -> AuditKind:
    kind = policy_in_force(on=on).audits.kind(id)
    if kind is None:
        raise UnableToDrawSample("Choose a kind of audit from the list.")
    return kind


def _due_on(given: date | None, on: date) -> date:
    if given is not None and given < on:
        raise UnableToDrawSample("The last day cannot be past. Give a day from today on.")
    return given or working_calendar().days_after(on, policy_in_force(on=on).audits.audit_days)


def _give_out(
    sample: AuditSample,
    kind: AuditKind,
    chosen: list[Candidate],
    auditors: Mapping[str, str],
    by: User,
    at: datetime,
) -> None:
    teams = team_names_of([each.child for each in chosen], on=day_of(at))
    people = {person.code: person for person in User.objects.filter(code__in=set(auditors.values()))}
    for each in chosen:
        auditor = people[auditors[each.case.reference]]
        _give(sample, kind, each, auditor, teams.get(each.child.pk, ""), sample.due_on, by, at)
    for code, number in sorted(Counter(auditors.values()).items()):
        if code != by.code:
            path = reverse("audits:list")
            tell("audits_drawn", str(sample.pk), people[code], path, at, count=number, due_on=sample.due_on)


def _give(
    sample: AuditSample | None,
    kind: AuditKind,
    each: Candidate,
    auditor: User,
    team: str,
    due_on: date,
    by: User,
    at: datetime,
) -> Audit:
    audit = Audit.objects.create(
        sample=sample,
        kind=kind.id,
        version=kind.version,
        questions=[asdict(question) for question in kind.questions],
        child=each.child,
        review=each.review,
        officer=each.officer,
        team=team,
        auditor=auditor,
        given_at=at,
        due_on=due_on,
    )
    record(audit, "audit_given", {"audit_kind": kind.id, "auditor": auditor.code}, by, at)
    return audit
