"""The steps of the protocol of Cafcass and IROs, the IRO's view on the final care plan, and whether an order stands."""

from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import Child
from openiro.core.actions import child_stream, record_event
from openiro.domain.court_policy import VIEW_STEP
from openiro.domain.permissions import Permission
from openiro.domain.proceedings import UnableToRecordCourt, check_days
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force
from openiro.proceedings.actions._common import check_code, hold, record_for_one
from openiro.proceedings.models import ChildInCourt, RevocationConsidered, StepTaken


@transaction.atomic
def take_step(*, part: ChildInCourt, step: str, done_on: date, words: str = "", by: User, at: datetime) -> StepTaken:
    """A step of the protocol was taken on a day (rules 5.30 and 5.31); `step` is an id of the policy's list.

    Needs `reviews.oversee_between_reviews` of the child. Raises `UnableToRecordCourt` for an unknown step, for the
    view (`give_view` records it), a day ahead or before the application, or where it was taken already.
    """
    if step == VIEW_STEP:
        raise UnableToRecordCourt("The view on the final care plan has a page of its own. Give the view there.")
    return _take(part, StepTaken(part=part, step=step, done_on=done_on, words=words.strip()), by, at)


@transaction.atomic
def give_view(
    *, part: ChildInCourt, view: str, consulted: str, done_on: date, words: str = "", by: User, at: datetime
) -> StepTaken:
    """The IRO's view on the final care plan, which goes into the final evidence (rule 5.31), and whether in time.

    `view`: PLAN_VIEW, `consulted`: PLAN_CONSULTED. Needs `reviews.oversee_between_reviews` of the child. Raises
    `UnableToRecordCourt` for an unknown code, for any view but agreement without words, a day that cannot be, or
    where the view is given already: a view stands as it was given.
    """
    check_code("PLAN_VIEW", view, ask="Choose whether you agree with the plan.")
    check_code("PLAN_CONSULTED", consulted, ask="Choose whether you were consulted in time.")
    if view != "agrees" and not words.strip():
        raise UnableToRecordCourt("Say with what you do not agree, so that the court can read it.")
    row = StepTaken(part=part, step=VIEW_STEP, done_on=done_on, view=view, consulted=consulted, words=words.strip())
    return _take(part, row, by, at)


@transaction.atomic
def consider_revocation(
    *,
    child: Child,
    considered_on: date,
    conclusion: str,
    words: str,
    again_on: date | None = None,
    by: User,
    at: datetime,
) -> RevocationConsidered:
    """It was considered whether a care order is still needed; `conclusion`: REVOCATION.

    Needs `proceedings.record_proceedings` of the child. Raises `UnableToRecordCourt` for an unknown conclusion,
    without words, a day ahead, or a day to look again that is not later.
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_COURT, child, on=on)
    check_code("REVOCATION", conclusion, ask="Choose what the conclusion is.")
    if not words.strip():
        raise UnableToRecordCourt("Say why.")
    if considered_on > on:
        raise UnableToRecordCourt("That day lies ahead. Give a day until today.")
    if again_on is not None and again_on <= considered_on:
        raise UnableToRecordCourt("The day to look again must be later than the day on which you considered it.")
    row = RevocationConsidered.objects.create(
        child=child,
        considered_on=considered_on,
        conclusion=conclusion,
        again_on=again_on,
        words=words.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    facts = {"considered_on": considered_on, "revocation": conclusion, "again_on": again_on}
    stream = child_stream(child.pk)
    record_event(stream=stream, kind="proceedings.revocation_considered", facts=facts, by=by, at=at)
    return row


def _take(part: ChildInCourt, row: StepTaken, by: User, at: datetime) -> StepTaken:
    on = hold(part, by, at, Permission.OVERSEE)
    if row.step not in policy_in_force(on=on).court.steps:
        raise UnableToRecordCourt("That step is not among those of this council. Choose one from the page.")
    check_days(part.proceedings.applied_on, row.done_on, on, what="The day")
    if part.steps.filter(step=row.step).exists():
        raise UnableToRecordCourt("That is recorded already.")
    row.recorded_at, row.recorded_by = at, by
    row.save()
    facts = {"step": row.step, "done_on": row.done_on, "plan_view": row.view, "plan_consulted": row.consulted}
    record_for_one(part, "view_given" if row.view else "step_taken", facts, by, at)
    return row
