"""A step was taken after a child came into care, or something delays it."""

from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.arrivals.models import StepDelay, StepTaken
from openiro.arrivals.queries import came_into_care_on, sees_refusal, step_taken_of, steps_seen
from openiro.children.actions import record_check_done
from openiro.children.models import Child
from openiro.children.queries import identity_of
from openiro.core.actions import child_stream, record_event
from openiro.domain.arrivals import REFUSED, Taken, UnableToRecordArrival, check_taken, pathways_for
from openiro.domain.arrivals_policy import ArrivalsPolicy, StepKind
from openiro.domain.codes import CODE_SETS
from openiro.domain.months import age_on
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import UnableToPermit, day_of, policy_in_force, scopes_on


@transaction.atomic
def take_step(*, child: Child, step: str, taken: Taken, by: User, at: datetime) -> None:
    """Record that a step was taken since the child came into care, or put right what is recorded of it.

    `step` is an id of the policy's list, or `REFUSED`. A step that is a check is recorded as that check, and nowhere
    else. Needs `arrivals.record_steps_into_care` of the child; a lead records the steps that the lead keeps. Raises
    `UnableToPermit`, `UnableToSeeChild`, and `UnableToRecordArrival` outside care, for an unknown step, for days that
    cannot be, and for a pathway that is not for a child of that age.
    """
    started_on, policy = _begin(child, step, by, at)
    asked = policy.steps.get(step)
    check_taken(asked, taken, started_on, day_of(at))
    _check_pathway(child, taken, policy, day_of(at))
    if asked is not None and asked.kind is StepKind.CHECK:
        record_check_done(child=child, check_id=asked.check, done_on=taken.done_on, by=by, at=at)
        return
    _keep(child, step, taken, started_on, by, at)


@transaction.atomic
def take_back_step(*, child: Child, step: str, by: User, at: datetime) -> None:
    """What is recorded of a step, or of the refusal, was a mistake: it is gone, and the story says so.

    A check is taken back as a check, not here. Needs what `take_step` needs, and raises as that; also
    `UnableToRecordArrival` where nothing is recorded.
    """
    started_on, _ = _begin(child, step, by, at)
    row = step_taken_of(child, step, started_on)
    if row is None:
        raise UnableToRecordArrival("Nothing is recorded of this step. Look at the page again.")
    facts = {"arrival_step": step, "done_on": row.done_on}
    row.delete()
    record_event(stream=child_stream(child.pk), kind="arrivals.step_taken_back", facts=facts, by=by, at=at)


@transaction.atomic
def note_delay(*, child: Child, step: str, reason: str, noted_on: date, by: User, at: datetime) -> None:
    """Keep what delays a step; `reason`: ARRIVAL_DELAY. Needs what `take_step` needs.

    Raises as that, and `UnableToRecordArrival` for an unknown reason.
    """
    started_on, _ = _begin(child, step, by, at)
    if reason not in {each.code for each in CODE_SETS["ARRIVAL_DELAY"]}:
        raise UnableToRecordArrival("Choose from the list what delays it.")
    check_taken(None, Taken(noted_on), started_on, day_of(at))
    facts = {"step": step, "reason": reason, "noted_on": noted_on}
    _, is_new = StepDelay.objects.get_or_create(child=child, **facts, defaults={"recorded_by": by})
    if is_new:
        told = {"arrival_step": step, "arrival_delay": reason, "noted_on": noted_on}
        record_event(stream=child_stream(child.pk), kind="arrivals.delay_noted", facts=told, by=by, at=at)


def _begin(child: Child, step: str, by: User, at: datetime) -> tuple[date, ArrivalsPolicy]:
    """Whether this person may record this step of the child; answers the first day in care, and the policy."""
    on = day_of(at)
    check_may_for(by, Permission.RECORD_ARRIVALS, child, on=on)
    policy = policy_in_force(on=on).arrivals
    asked = policy.steps.get(step)
    if asked is None and not (step == REFUSED and policy.may_refuse(age_on(child.born_on, on))):
        raise UnableToRecordArrival("That step is not among those of this council. Choose one from the page.")
    seen = steps_seen(by, policy, on=on, scopes=scopes_on(by, Permission.RECORD_ARRIVALS, on=on))
    if not (step in seen if asked else sees_refusal(seen)):
        raise UnableToPermit("You keep other steps. Ask the child's social worker, or the lead who keeps this one.")
    Child.objects.select_for_update().get(pk=child.pk)
    started_on = came_into_care_on(child, on=on)
    if started_on is None:
        raise UnableToRecordArrival("The child is not looked after today. Enter the child's care first.")
    return started_on, policy


def _check_pathway(child: Child, taken: Taken, policy: ArrivalsPolicy, on: date) -> None:
    if not taken.pathway:
        return
    identity = identity_of(child, on=on)
    fit = pathways_for(policy, identity.age, is_unaccompanied=identity.is_unaccompanied)
    if taken.pathway not in {way.id for way in fit}:
        raise UnableToRecordArrival("That is not for a child of this age and circumstances. Choose from the page.")


def _keep(child: Child, step: str, taken: Taken, started_on: date, by: User, at: datetime) -> None:
    row = step_taken_of(child, step, started_on) or StepTaken(child=child, step=step)
    given = vars(taken)
    if row.pk and all(getattr(row, name) == value for name, value in given.items()):
        return
    for name, value in given.items():
        setattr(row, name, value)
    row.recorded_at, row.recorded_by = at, by
    row.save()
    facts = {"arrival_step": step, **given}
    record_event(stream=child_stream(child.pk), kind="arrivals.step_taken", facts=facts, by=by, at=at)
