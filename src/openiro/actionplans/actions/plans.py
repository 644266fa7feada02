"""Plans begun, their actions added and changed, what is left carried forward, and findings of inspections."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import Resolver404, resolve

from openiro.actionplans.models import Action, Finding, Plan
from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.plans import UnableToPlan, check_label
from openiro.measures.catalogue import catalogue
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, policy_in_force

LONGEST_PATH = 200


@dataclass(frozen=True)
class ActionPart:
    """An action to be kept; see the model `Action` for what each code is of."""

    priority: str
    words: str
    source: str
    timescale: str
    lead: User | None = None
    lead_words: str = ""
    due_on: date | None = None
    outcome_sought: str = ""
    source_path: str = ""
    serves: str = ""
    measure: str = ""
    target: Decimal | None = None


@transaction.atomic
def begin_plan(*, kind: str, label: str, from_on: date, to_on: date, by: User, at: datetime) -> Plan:
    """Begin the plan of a kind of the policy for `from_on` to `to_on`, both included. Needs `plans.write_plans`.

    Raises `UnableToPlan` for an unknown kind, a name whose years are not those of its days, or one begun already.
    """
    check_may(by, Permission.WRITE_PLANS, on=day_of(at))
    if kind not in policy_in_force(on=day_of(at)).plans.kinds:
        raise UnableToPlan("Choose from the list which kind of plan it is.")
    check_label(label, from_on, to_on)
    values = {"label": label.strip(), "to_on": to_on, "begun_at": at, "begun_by": by}
    plan, is_new = Plan.objects.get_or_create(kind=kind, from_on=from_on, defaults=values)
    if not is_new:
        raise UnableToPlan("A plan of this kind begins on that day already. Open it from the list.")
    facts = {"plan": plan.pk, "kind": kind, "from": from_on, "to": to_on}
    record_event(stream=SERVICE_STREAM, kind="actionplans.plan_begun", facts=facts, by=by, at=at)
    return plan


@transaction.atomic
def add_action(*, plan: Plan, part: ActionPart, by: User, at: datetime) -> Action:
    """Add an action to a plan. Needs `plans.write_plans`.

    Raises `UnableToPlan` without a priority, words or a lead, for a code that is not in its list, a day that does not
    fit the timescale, a target without its measure or the other way round, an address that is no page here, or a
    promise that the policy does not have.
    """
    check_may(by, Permission.WRITE_PLANS, on=day_of(at))
    _check_served(part, day_of(at))
    return _added(plan, part, None, by, at)


@transaction.atomic
def change_action(*, action: Action, part: ActionPart, by: User, at: datetime) -> None:
    """Put an action in other words, days or hands. Needs `plans.write_plans`. Raises as `add_action`."""
    check_may(by, Permission.WRITE_PLANS, on=day_of(at))
    _check_served(part, day_of(at))
    for name, value in _checked(part).items():
        setattr(action, name, value)
    action.save(update_fields=list(ActionPart.__dataclass_fields__))
    facts = {"action": action.pk, "due_on": action.due_on}
    record_event(stream=SERVICE_STREAM, kind="actionplans.action_changed", facts=facts, by=by, at=at)


@transaction.atomic
def carry_forward(*, plan: Plan, to: Plan, by: User, at: datetime) -> int:
    """What was not achieved in a plan goes on in a later one of its kind, each linked with the other; how many.

    An action by a day is due by the end of the later plan. What was carried before is not carried twice. Needs
    `plans.write_plans`. Raises `UnableToPlan` for a plan of another kind or one that is not later.
    """
    check_may(by, Permission.WRITE_PLANS, on=day_of(at))
    if to.kind != plan.kind or to.from_on <= plan.from_on:
        raise UnableToPlan("Actions are carried forward into a later plan of the same kind. Begin that one first.")
    left = plan.actions.select_for_update(of=("self",)).exclude(state="achieved").filter(carried_to__isnull=True)
    rows = list(left.order_by("pk"))
    for row in rows:
        part = ActionPart(**{name: getattr(row, name) for name in ActionPart.__dataclass_fields__})
        due_on = to.to_on if row.timescale == "date" else None
        _added(to, replace(part, due_on=due_on), row, by, at)
    return len(rows)


@transaction.atomic
def record_finding(
    *, inspection: str, area: str, judgement: str, words: str, published_on: date, by: User, at: datetime
) -> Finding:
    """Keep a judgement or a finding of an inspection. Needs `plans.write_plans`.

    Raises `UnableToPlan` without its inspection and area, for a judgement that is not in INSPECTION_JUDGEMENT, a
    finding alone without words, or a day ahead.
    """
    check_may(by, Permission.WRITE_PLANS, on=day_of(at))
    if not inspection.strip() or not area.strip():
        raise UnableToPlan("Say which inspection it was, and what was judged.")
    if judgement not in _codes("INSPECTION_JUDGEMENT"):
        raise UnableToPlan("Choose the judgement from the list.")
    if judgement == "none" and not words.strip():
        raise UnableToPlan("Say what was found.")
    if published_on > day_of(at):
        raise UnableToPlan("That day is ahead. Give the day on which it was published.")
    values = {"inspection": inspection.strip(), "area": area.strip(), "words": words.strip()}
    row = Finding.objects.create(judgement=judgement, published_on=published_on, added_at=at, added_by=by, **values)
    facts = {"finding": row.pk, "judgement": judgement, "on": published_on}
    record_event(stream=SERVICE_STREAM, kind="actionplans.finding_recorded", facts=facts, by=by, at=at)
    return row


def _added(plan: Plan, part: ActionPart, carried_from: Action | None, by: User, at: datetime) -> Action:
    row = Action.objects.create(
        plan=plan, carried_from=carried_from, told_on=day_of(at), added_at=at, added_by=by, **_checked(part)
    )
    facts = {"action": row.pk, "plan": plan.pk, "source": row.source, "due_on": row.due_on}
    facts |= {"carried_from": carried_from.pk} if carried_from else {}
    record_event(stream=SERVICE_STREAM, kind="actionplans.action_added", facts=facts, by=by, at=at)
    return row


def _checked(part: ActionPart) -> dict[str, object]:
    if not part.priority.strip() or not part.words.strip():
        raise UnableToPlan("Say which priority it serves, and what is to be done.")
    if part.lead is None and not part.lead_words.strip():
        raise UnableToPlan("Say who leads: choose a person, or name somebody.")
    if part.source not in _codes("ACTION_SOURCE") or part.timescale not in _codes("ACTION_TIMESCALE"):
        raise UnableToPlan("Choose from the lists where the action comes from and when it is due.")
    if (part.timescale == "date") != (part.due_on is not None):
        raise UnableToPlan("Give the day for an action that is due by a day, and none for another.")
    if bool(part.measure) != (part.target is not None):
        raise UnableToPlan("A target needs its measure, and a measure its target.")
    if part.measure and part.measure not in {each.id for each in catalogue()}:
        raise UnableToPlan("Choose the measure from the list.")
    _check_path(part.source_path)
    values: dict[str, object] = {name: getattr(part, name) for name in ActionPart.__dataclass_fields__}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def _check_served(part: ActionPart, on: date) -> None:
    if part.serves and part.serves not in policy_in_force(on=on).plans.served:
        raise UnableToPlan("Choose from the list what the action serves.")


def _check_path(path: str) -> None:
    """The page that an action came from is a page of this service, and holds no question."""
    if not path:
        return
    try:
        resolve(path)
    except Resolver404:
        path = ""
    if not path.startswith("/") or len(path) > LONGEST_PATH:
        raise UnableToPlan("Where the action comes from is not a page of this service. Leave its address out.")


def _codes(name: str) -> frozenset[str]:
    return frozenset(each.code for each in CODE_SETS[name])
