"""How far actions have come, and their leads reminded."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from openiro.actionplans.models import Action, Progress
from openiro.actionplans.queries import may_tell
from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.core.notices import queue_notice
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.plans import DONE, UnableToPlan, next_due_on
from openiro.people.models import User
from openiro.people.queries import UnableToPermit, check_may, day_of, policy_in_force


@transaction.atomic
def tell_progress(
    *, action: Action, state: str, impact: str = "", evidence: str = "", by: User, at: datetime
) -> Progress:
    """Tell how far an action has come: a code of ACTION_STATE, what it changed, what shows it.

    For its lead, and for those who write plans. Raises `UnableToPlan` for another code, or for an action said to be
    achieved, wholly or in part, without what it changed; `UnableToPermit`.
    """
    check_may(by, Permission.VIEW_PLANS, on=day_of(at))
    if not may_tell(action, by, on=day_of(at)):
        raise UnableToPermit("Only who leads this action, or writes the plan, tells of its progress.")
    if state not in {each.code for each in CODE_SETS["ACTION_STATE"]}:
        raise UnableToPlan("Choose from the list how far it has come.")
    if state in ("achieved", "partly") and not impact.strip():
        raise UnableToPlan("Say what it changed, so that the report can tell of it.")
    row = Progress.objects.create(
        action=action, state=state, impact=impact.strip(), evidence=evidence.strip(), told_at=at, told_by=by
    )
    action.state, action.told_on = state, day_of(at)
    action.save(update_fields=["state", "told_on"])
    facts = {"action": action.pk, "state": state}
    record_event(stream=SERVICE_STREAM, kind="actionplans.progress_told", facts=facts, by=by, at=at)
    return row


@transaction.atomic
def remind_of_actions(*, by: User, at: datetime) -> int:
    """Leads are told of actions, or word of them, that are due soon, and once when one is late; how many anew.

    Nothing is said of what is achieved or given up, or is carried forward. Needs `plans.write_plans`.
    """
    on = day_of(at)
    check_may(by, Permission.WRITE_PLANS, on=on)
    before, number = policy_in_force(on=on).plans.remind_before, 0
    open_ones = Action.objects.exclude(state__in=DONE).filter(lead__isnull=False, carried_to__isnull=True)
    for action in open_ones.select_related("lead").order_by("pk"):
        due_on = next_due_on(action.timescale, action.due_on, action.told_on)
        if before and due_on is not None and action.lead is not None and on >= due_on - timedelta(days=before):
            kind = "plan_action_late" if due_on < on else "plan_action_due"
            number += queue_notice(
                key=f"{kind}:{action.pk}:{due_on}",
                kind=kind,
                person_code=action.lead.code,
                facts={"due_on": due_on, "path": reverse("plans:action", args=[action.pk])},
                at=at,
            )
    return number
