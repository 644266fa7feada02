"""The dated steps after a child comes into care, whom a delay is told to, and where a child's health is assessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openiro.domain.clocks import CLOCKS
from openiro.domain.permissions import Permission, Scope
from openiro.domain.policy_reader import Table
from openiro.domain.roles import ROLES

OLDEST = 17


class StepKind(StrEnum):
    """What there is to a step.

    `told`: the service tells the lead who keeps it, or somebody does. `papers`: sent on a day, received on another.
    `booking`: the day of an appointment, and where. `check`: done when a check of the child is. `day`: a day alone.
    """

    TOLD = "told"
    PAPERS = "papers"
    BOOKING = "booking"
    CHECK = "check"
    DAY = "day"


class CountedFrom(StrEnum):
    """The event from which the working days of a step are counted."""

    ENTRY = "coming into care"
    REFUSAL = "refusal"


@dataclass(frozen=True)
class ArrivalStep:
    """One dated step, due `working_days` after `counted_from`.

    `kept_by`: the lead whose step it is. `told`: the roles that are told when it is late. `check`: the check of the
    child that it is, of kind `check`. `until_refused`: it waits no longer once the young person refused.
    """

    id: str
    title: str
    kind: StepKind
    counted_from: CountedFrom
    working_days: int
    kept_by: str
    told: tuple[str, ...]
    check: str
    until_refused: bool
    source: str

    @property
    def limit_in_words(self) -> str:
        """The limit as people say it: `5 working days after coming into care`."""
        unit = "working day" if self.working_days == 1 else "working days"
        return f"{self.working_days} {unit} after {self.counted_from}"


@dataclass(frozen=True)
class Pathway:
    """Where health is assessed, and for whom: from `from_age` to `to_age` years; `criteria` in words, if any."""

    id: str
    title: str
    criteria: str
    from_age: int
    to_age: int
    only_unaccompanied: bool


@dataclass(frozen=True)
class ArrivalsPolicy:
    """What follows a child's coming into care. `weeks`: for so long it is followed; steps and pathways in order.

    `refuses_from_age`: the age in years from which a refusal of the assessment is the young person's own.
    """

    weeks: int
    refuses_from_age: int
    steps: Mapping[str, ArrivalStep]
    pathways: Mapping[str, Pathway]

    def may_refuse(self, age: int) -> bool:
        """Whether the council has steps for a young person of that age who refuses."""
        asks = any(step.counted_from is CountedFrom.REFUSAL for step in self.steps.values())
        return asks and age >= self.refuses_from_age


def read_arrivals(table: Table) -> ArrivalsPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    listed, ways = table.table("steps"), table.table("pathways")
    settings = ArrivalsPolicy(
        weeks=table.whole("weeks", at_least=1),
        refuses_from_age=table.whole("refuses_from_age"),
        steps={id: _step(id, listed.table(id)) for id in listed.names() if _is_asked(listed.table(id))},
        pathways={id: _pathway(id, ways.table(id)) for id in ways.names() if _is_asked(ways.table(id))},
    )
    table.finish()
    return settings


def _is_asked(table: Table) -> bool:
    """A council drops a step or a pathway with `asked = false`."""
    return table.flag("asked") if "asked" in table.values else True


def _step(id: str, table: Table) -> ArrivalStep:
    table.asked.add("asked")
    step = ArrivalStep(
        id=id,
        title=table.text("title"),
        kind=table.choice("kind", StepKind),
        counted_from=table.choice("counted_from", CountedFrom),
        working_days=table.whole("working_days"),
        kept_by=_role(table, "kept_by", table.text("kept_by")),
        told=tuple(_role(table, "told", code) for code in table.texts("told")),
        check=table.text("check") if "check" in table.values else "",
        until_refused=table.flag("until_refused") if "until_refused" in table.values else False,
        source=table.text("source"),
    )
    table.finish()
    most = CLOCKS["health.initial"].limit
    if step.kind is StepKind.CHECK and step.working_days > most:
        raise table.refuse("working_days", f"{step.working_days} is more than the law allows. Give {most} at most.")
    if (step.kind is StepKind.CHECK) is not bool(step.check):
        raise table.refuse("check", "name the check of the child where the kind is 'check', and only there.")
    return step


def _pathway(id: str, table: Table) -> Pathway:
    table.asked.add("asked")
    way = Pathway(
        id=id,
        title=table.text("title"),
        criteria=table.text("criteria") if "criteria" in table.values else "",
        from_age=table.whole("from_age") if "from_age" in table.values else 0,
        to_age=table.whole("to_age") if "to_age" in table.values else OLDEST,
        only_unaccompanied=table.flag("only_unaccompanied") if "only_unaccompanied" in table.values else False,
    )
    table.finish()
    if way.from_age > way.to_age:
        raise table.refuse("from_age", f"{way.from_age} is more than to_age ({way.to_age}). Give the lower age.")
    return way


def _role(table: Table, key: str, code: str) -> str:
    """A role that sees the steps of the children it works with: nobody else is told of them."""
    fit = [each.code for each in ROLES.values() if Permission.VIEW_ARRIVALS in each.permissions and _sees(each.scope)]
    if code not in fit:
        raise table.refuse(key, f"{code!r} is not a role that sees these steps. Use any of: {', '.join(fit)}.")
    return code


def _sees(scope: Scope) -> bool:
    return scope not in (Scope.NONE, Scope.AGGREGATES)
