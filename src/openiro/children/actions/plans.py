"""Plans for permanence, and what a child needs in order to be understood."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from openiro.children.actions._checks import UnableToRecordCheck, check_may_record_all
from openiro.children.models import CURRENT, Child, Need, PermanencePlan, PermanenceStep
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permanence import StepDays, check_step
from openiro.people.models import User
from openiro.people.queries import day_of

LONGEST_NEED = 400


@transaction.atomic
def record_permanence_plan(
    *,
    child: Child,
    plan: str,
    from_on: date,
    agreed_on: date | None = None,
    matched_on: date | None = None,
    delay_reason: str = "",
    replaces: bool = False,
    by: User,
    at: datetime,
) -> PermanencePlan:
    """Record a plan for permanence (a code of PERMANENCE), or put right the one of that kind and day.

    `agreed_on` None: proposed, as where parallel plans stand. `matched_on`: the day of the match. `delay_reason`: a
    code of PERMANENCE_DELAY. `replaces`: every other plan that stands ends on `from_on`. Needs
    `children.record_checks`, and not as a lead. Raises `UnableToPermit`, and `UnableToRecordCheck` for a code that is
    not in its list, or a day ahead or before the birth.
    """
    on = day_of(at)
    check_may_record_all(by, on=on)
    _check_code("PERMANENCE", plan, "which plan it is")
    if delay_reason:
        _check_code("PERMANENCE_DELAY", delay_reason, "what delays it")
    for day in filter(None, (from_on, agreed_on, matched_on)):
        _check_day(child, day, on)
    Child.objects.select_for_update().get(pk=child.pk)
    standing = PermanencePlan.objects.filter(CURRENT, child=child, ended_on__isnull=True, from_on__lte=from_on)
    ended = list(standing.exclude(plan=plan)) if replaces else []
    for other in ended:
        other.ended_on = from_on
        other.save(update_fields=["ended_on"])
    values = {"agreed_on": agreed_on, "matched_on": matched_on, "delay_reason": delay_reason, "ended_on": None}
    rows = PermanencePlan.objects.filter(CURRENT)
    row, _ = rows.update_or_create(child=child, plan=plan, from_on=from_on, defaults=values)
    facts = {"plan": plan, "from_on": from_on, **values, "replaced": [other.plan for other in ended]}
    record_event(stream=child_stream(child.pk), kind="children.permanence_planned", facts=facts, by=by, at=at)
    return row


@transaction.atomic
def end_permanence_plan(*, plan: PermanencePlan, ended_on: date, by: User, at: datetime) -> None:
    """A plan for permanence does not hold any more from `ended_on` on. Needs what `record_permanence_plan` needs.

    Raises `UnableToPermit`, and `UnableToRecordCheck` where it would end before it began, or ahead of time.
    """
    on = day_of(at)
    check_may_record_all(by, on=on)
    if not plan.from_on <= ended_on <= on:
        raise UnableToRecordCheck("A plan ends on the day it began or later, and not ahead of time. Check the day.")
    plan.ended_on = ended_on
    plan.save(update_fields=["ended_on"])
    facts = {"plan": plan.plan, "from_on": plan.from_on, "ended_on": ended_on}
    stream = child_stream(plan.child_id)
    record_event(stream=stream, kind="children.permanence_plan_ended", facts=facts, by=by, at=at)


@transaction.atomic
def record_permanence_step(
    *, child: Child, step: str, days: StepDays, delay_reason: str = "", by: User, at: datetime
) -> PermanenceStep:
    """Plan a step to permanence (a code of PERMANENCE_STEP), or record it as taken or given up.

    One that waits is changed; else a new one is made. `delay_reason`: a code of PERMANENCE_DELAY. Needs
    `children.record_checks`, and not as a lead. Raises `UnableToPermit`, `UnableToRecordCheck` for a code that is not
    in its list, and `UnableToPlanPermanence` for days that cannot be.
    """
    on = day_of(at)
    check_may_record_all(by, on=on)
    _check_code("PERMANENCE_STEP", step, "which step it is")
    if delay_reason:
        _check_code("PERMANENCE_DELAY", delay_reason, "what delays it")
    check_step(days, born_on=child.born_on, on=on)
    Child.objects.select_for_update().get(pk=child.pk)
    waiting = PermanenceStep.objects.filter(child=child, step=step, taken_on__isnull=True, given_up_on__isnull=True)
    row = waiting.first() or PermanenceStep(child=child, step=step)
    row.planned_on, row.taken_on, row.given_up_on = days.planned_on, days.taken_on, days.given_up_on
    row.delay_reason = delay_reason
    row.save()
    facts = {"step": step, **asdict(days), "delay_reason": delay_reason}
    record_event(stream=child_stream(child.pk), kind="children.permanence_step", facts=facts, by=by, at=at)
    return row


@transaction.atomic
def record_need(
    *, child: Child, kind: str, words: str, from_on: date, is_met: bool | None = None, by: User, at: datetime
) -> Need:
    """Record what the child needs: a code of NEED_KIND, and words. `is_met` None: not judged yet.

    Needs `children.record_checks`, and not as a lead. Raises `UnableToPermit`, and `UnableToRecordCheck` without
    words, for a kind that is not in the list, or a day ahead.
    """
    on = day_of(at)
    check_may_record_all(by, on=on)
    _check_code("NEED_KIND", kind, "what kind of need it is")
    _check_day(child, from_on, on)
    if not 0 < len(words.strip()) <= LONGEST_NEED:
        raise UnableToRecordCheck(f"Say what the child needs, in {LONGEST_NEED} characters at the most.")
    row = Need.objects.create(child=child, kind=kind, words=words.strip(), from_on=from_on, is_met=is_met)
    facts = {"need": row.pk, "need_kind": kind, "from_on": from_on, "is_met": is_met}
    record_event(stream=child_stream(child.pk), kind="children.need_recorded", facts=facts, by=by, at=at)
    return row


@transaction.atomic
def judge_need(*, need: Need, is_met: bool | None, ended_on: date | None = None, by: User, at: datetime) -> None:
    """Say whether a need is met, or that it is none any more from `ended_on` on. Needs what `record_need` needs.

    Raises `UnableToPermit`, and `UnableToRecordCheck` where it would end before it began, or ahead of time.
    """
    on = day_of(at)
    check_may_record_all(by, on=on)
    if ended_on is not None and not need.from_on <= ended_on <= on:
        raise UnableToRecordCheck("A need ends on the day it began or later, and not ahead of time. Check the day.")
    before = {"is_met": need.is_met, "ended_on": need.ended_on}
    need.is_met, need.ended_on = is_met, ended_on
    need.save(update_fields=["is_met", "ended_on"])
    after = {"is_met": is_met, "ended_on": ended_on}
    facts = {"need": need.pk, "need_kind": need.kind, "before": before, "after": after}
    record_event(stream=child_stream(need.child_id), kind="children.need_judged", facts=facts, by=by, at=at)


def _check_code(field: str, code: str, what: str) -> None:
    if code not in {each.code for each in CODE_SETS[field]}:
        raise UnableToRecordCheck(f"Say {what}: choose one from the list.")


def _check_day(child: Child, day: date, on: date) -> None:
    if day > on:
        raise UnableToRecordCheck("That day lies ahead. Record it on the day or later.")
    if day < child.born_on:
        raise UnableToRecordCheck(f"The child was born on {child.born_on:%d/%m/%Y}. Give that day or a later one.")
