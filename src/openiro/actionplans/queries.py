"""Plans, their actions with how far each has come, and findings of inspections. Figures are added by the pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from django.db.models import QuerySet

from openiro.actionplans.models import Action, Finding, Plan, Progress
from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.domain.plans import DONE, next_due_on
from openiro.domain.refusal import Refusal
from openiro.domain.roles import ROLES
from openiro.people.models import User
from openiro.people.queries import check_may, may, role_codes_on

Row = TypeVar("Row", Plan, Action)


class UnableToFindPlan(Refusal):
    """There is no such plan or action."""


@dataclass(frozen=True)
class PlanLine:
    """A plan, and how many of its actions stand at each code of ACTION_STATE."""

    number: int
    kind: str
    label: str
    from_on: date
    to_on: date
    states: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ActionLine:
    """An action as it stands; codes as in the model. `due_on`: when it, or word of it, is due; None: never.

    `carried_from` and `carried_to` are numbers of actions in the plan before and after.
    """

    number: int
    plan: int
    plan_label: str
    priority: str
    words: str
    outcome_sought: str
    lead: str
    timescale: str
    due_on: date | None
    source: str
    source_path: str
    serves: str
    measure: str
    target: Decimal | None
    state: str
    impact: str
    evidence: str
    carried_from: int | None
    carried_to: int | None

    @property
    def is_open(self) -> bool:
        """Neither done nor given up nor carried forward."""
        return self.state not in DONE and self.carried_to is None


@dataclass(frozen=True)
class ServedLine:
    """What was told, and when, of an action that serves a promise."""

    action: int
    words: str
    told_at: datetime
    state: str
    impact: str
    evidence: str


@dataclass(frozen=True)
class ProgressLine:
    """How far an action had come when somebody told of it."""

    state: str
    impact: str
    evidence: str
    told_at: datetime
    told_by: str


@dataclass(frozen=True)
class FindingLine:
    """A judgement or a finding of an inspection."""

    number: int
    inspection: str
    area: str
    judgement: str
    words: str
    published_on: date


def plans_listed(user: User, *, on: date) -> list[PlanLine]:
    """Every plan, the latest first; two queries. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_PLANS, on=on)
    states: dict[int, dict[str, int]] = {}
    for plan, state in Action.objects.values_list("plan_id", "state"):
        states.setdefault(plan, {}).setdefault(state, 0)
        states[plan][state] += 1
    return [_plan(row, states.get(row.pk, {})) for row in Plan.objects.order_by("-from_on", "kind")]


def plan_of(user: User, number: int, *, on: date) -> Plan:
    """One plan, to be handed to an action. Raises `UnableToFindPlan` and `UnableToPermit`."""
    check_may(user, Permission.VIEW_PLANS, on=on)
    return _found(Plan.objects.filter(pk=number))


def plan_after(plan: Plan) -> Plan | None:
    """The next plan of the same kind; None where it is not begun."""
    return Plan.objects.filter(kind=plan.kind, from_on__gt=plan.from_on).order_by("from_on").first()


def actions_of(plan: Plan) -> list[ActionLine]:
    """The actions of a plan by priority, in the order in which they were added; two queries."""
    return _lines(_actions().filter(plan=plan).order_by("pk"))


def action_of(user: User, number: int, *, on: date) -> Action:
    """One action, to be handed to an action of ours. Raises `UnableToFindPlan` and `UnableToPermit`."""
    check_may(user, Permission.VIEW_PLANS, on=on)
    return _found(_actions().filter(pk=number))


def action_line(action: Action) -> ActionLine:
    """The action as it stands; one query."""
    return _lines([action])[0]


def progress_of(action: Action) -> list[ProgressLine]:
    """What was told of an action, the latest first; one query."""
    rows = action.progress.select_related("told_by").order_by("-pk")
    return [ProgressLine(row.state, row.impact, row.evidence, row.told_at, row.told_by.name) for row in rows]


def actions_to_do(user: User, *, on: date, until: date) -> list[ActionLine]:
    """Open actions that `user` leads and that are due by `until`, or late, the first due first; two queries."""
    if not may(user, Permission.VIEW_PLANS, on=on):
        return []
    rows = _actions().filter(lead=user, carried_to__isnull=True).exclude(state__in=DONE).order_by("pk")
    due = [line for line in _lines(rows) if line.due_on is not None and line.due_on <= until]
    return sorted(due, key=lambda line: (line.due_on or until, line.number))


def may_tell(action: Action, user: User, *, on: date) -> bool:
    """Whether the person tells of this action's progress: its lead, and whoever writes plans."""
    return action.lead_id == user.pk or may(user, Permission.WRITE_PLANS, on=on)


def actions_from(user: User, path: str, *, on: date) -> list[ActionLine]:
    """Actions of any plan that were made of the page at `path`, the first first; as `actions_by_source`."""
    return actions_by_source(user, [path], on=on)[path]


def actions_by_source(user: User, paths: Sequence[str], *, on: date) -> dict[str, list[ActionLine]]:
    """For each of the pages at `paths` the actions that were made of it; two queries. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_PLANS, on=on)
    found: dict[str, list[ActionLine]] = {path: [] for path in paths}
    for line in _lines(_actions().filter(source_path__in=paths).order_by("pk")):
        found[line.source_path].append(line)
    return found


def actions_serving(user: User, served: Sequence[str], *, on: date) -> dict[str, list[ActionLine]]:
    """Of each promise of the policy's frames the actions that serve it, in plans that run on `on` or ended in the year
    before; two queries. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_PLANS, on=on)
    found: dict[str, list[ActionLine]] = {each: [] for each in served}
    rows = _actions().filter(serves__in=served, plan__to_on__gte=add_months(on, -12)).order_by("pk")
    for line in _lines(rows):
        found[line.serves].append(line)
    return found


def told_of(user: User, served: str, *, on: date) -> list[ServedLine]:
    """What was told of the actions that serve a promise, the latest first; one query. Raises `UnableToPermit`.

    Of plans that run on `on` or ended in the year before.
    """
    check_may(user, Permission.VIEW_PLANS, on=on)
    rows = Progress.objects.filter(action__serves=served, action__plan__to_on__gte=add_months(on, -12))
    return [
        ServedLine(row.action_id, row.action.words, row.told_at, row.state, row.impact, row.evidence)
        for row in rows.select_related("action").order_by("-told_at", "-pk")
    ]


def plans_of_service(*, from_on: date, to_on: date, on: date) -> list[tuple[PlanLine, list[ActionLine]]]:
    """Plans that begin from `from_on` to `to_on` with their actions, for a paper of the service; four queries or so.

    Whoever leads is called by their role on `on`, not by their name.
    """
    plans = list(Plan.objects.filter(from_on__range=(from_on, to_on)).order_by("kind", "pk"))
    rows = list(_actions().filter(plan__in=plans).order_by("pk"))
    lines = _unnamed(rows, on=on)
    return [(_plan(plan, {}), [line for line in lines if line.plan == plan.pk]) for plan in plans]


def actions_of_service(*, from_on: date, to_on: date) -> dict[str, list[ActionLine]]:
    """By what they serve of the policy's frames, the actions of plans that ran from `from_on` to `to_on`, for a paper.

    Two queries or so. Whoever leads is called by their role, not by their name.
    """
    rows = list(_actions().filter(plan__from_on__lte=to_on, plan__to_on__gte=from_on).exclude(serves="").order_by("pk"))
    found: dict[str, list[ActionLine]] = {}
    for line in _unnamed(rows, on=to_on):
        found.setdefault(line.serves, []).append(line)
    return found


def _unnamed(rows: list[Action], *, on: date) -> list[ActionLine]:
    """The actions, whoever leads one called by their role."""
    leads = {row.lead for row in rows if row.lead is not None}
    called = {lead.name: _role_of(lead, on=on) for lead in sorted(leads, key=lambda lead: lead.pk)}
    return [replace(line, lead=called.get(line.lead, line.lead)) for line in _lines(rows)]


def _role_of(person: User, *, on: date) -> str:
    held = [ROLES[code].name for code in sorted(role_codes_on(person, on)) if code in ROLES]
    return held[0] if held else "The service"


def findings_listed(user: User, *, on: date) -> list[FindingLine]:
    """Judgements and findings of inspections, the latest first; one query. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_PLANS, on=on)
    rows = Finding.objects.order_by("-published_on", "-pk")
    return [FindingLine(row.pk, row.inspection, row.area, row.judgement, row.words, row.published_on) for row in rows]


def _actions() -> QuerySet[Action]:
    return Action.objects.select_related("plan", "lead", "carried_to")


def _found(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise UnableToFindPlan("There is no such plan or action. Look at the list again.")
    return row


def _plan(row: Plan, states: dict[str, int]) -> PlanLine:
    return PlanLine(row.pk, row.kind, row.label, row.from_on, row.to_on, states)


_KEPT = (
    "priority",
    "words",
    "outcome_sought",
    "timescale",
    "source",
    "source_path",
    "serves",
    "measure",
    "target",
    "state",
)


def _lines(actions: QuerySet[Action] | list[Action]) -> list[ActionLine]:
    rows = list(actions)
    told = Progress.objects.filter(action__in=[row.pk for row in rows]).order_by("pk")
    latest = {each.action_id: each for each in told}
    return [_line(row, latest.get(row.pk)) for row in rows]


def _line(row: Action, told: Progress | None) -> ActionLine:
    carried_to = getattr(row, "carried_to", None)
    return ActionLine(
        number=row.pk,
        plan=row.plan_id,
        plan_label=row.plan.label,
        lead=row.lead.name if row.lead else row.lead_words,
        due_on=next_due_on(row.timescale, row.due_on, row.told_on),
        impact=told.impact if told else "",
        evidence=told.evidence if told else "",
        carried_from=row.carried_from_id,
        carried_to=carried_to.pk if carried_to else None,
        **{name: getattr(row, name) for name in _KEPT},
    )
