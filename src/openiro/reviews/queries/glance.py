"""Everything done, planned, told, needed and said of one child, in a single question to the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    F,
    IntegerField,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from openiro.children.models import CURRENT, CheckDone, Child, EntitlementTold, Need, PermanencePlan, PermanenceStep
from openiro.children.queries import CheckDoneLine, NeedLine, PermanenceLine, StepLine, ToldLine
from openiro.core.prepared import prepared
from openiro.domain.permanence import StepDays
from openiro.voice.models import Statement

LATEST_SAID = 3
_COLUMNS: dict[str, Any] = {
    "code": CharField(max_length=60),
    "first_on": DateField(),
    "second_on": DateField(),
    "third_on": DateField(),
    "fourth_on": DateField(),
    "flag": BooleanField(),
    "amount": IntegerField(),
    "more": CharField(max_length=60),
    "said": TextField(),
}


@dataclass(frozen=True)
class Said:
    """What the child said, or what was observed; `may_be_quoted` None: the child was not asked."""

    said_on: date
    words: str
    is_observation: bool
    may_be_quoted: bool | None


@dataclass(frozen=True)
class Glance:
    """What is known of a child beyond care and reviews, the latest of each first; `said` holds the last few.

    `steps` to permanence: those that wait, the earliest first, and after them the others.
    """

    done: tuple[CheckDoneLine, ...]
    plans: tuple[PermanenceLine, ...]
    steps: tuple[StepLine, ...]
    told: tuple[ToldLine, ...]
    needs: tuple[NeedLine, ...]
    said: tuple[Said, ...]


def glance_at(child: Child, *, on: date) -> Glance:
    """What was done, planned, told, needed and said by the end of `on`; one query, however much it is.

    What was said is for those alone who may read the child's views, needs for those who may read what people wrote.
    """
    rows: dict[str, list[Any]] = {kind: [] for kind in ("done", "plan", "step", "told", "need", "said")}
    for found in _everything(child.pk, on):
        row = {name.removeprefix("c_"): value for name, value in found.items()}
        rows[row["kind"]].append(row)
    return Glance(
        done=tuple(_done(row) for row in _latest(rows["done"])),
        plans=tuple(_plan(row) for row in _latest(rows["plan"])),
        steps=_steps(rows["step"]),
        told=tuple(ToldLine(row["code"], row["first_on"], row["flag"]) for row in _latest(rows["told"])),
        needs=tuple(_need(row) for row in sorted(rows["need"], key=lambda row: row["pk"])),
        said=tuple(
            Said(row["first_on"], row["said"], bool(row["amount"]), row["flag"]) for row in _latest(rows["said"])
        ),
    )


_DONE = {"code": "check_id", "first_on": "done_on", "second_on": "on_file_on", "amount": "score", "more": "result"}
_PLAN = {
    "code": "plan",
    "first_on": "from_on",
    "second_on": "agreed_on",
    "third_on": "ended_on",
    "fourth_on": "matched_on",
    "more": "delay_reason",
}
_STEP = {
    "code": "step",
    "first_on": "planned_on",
    "second_on": "taken_on",
    "third_on": "given_up_on",
    "more": "delay_reason",
}
_TOLD = {"code": "entitlement", "first_on": "told_on", "flag": "understood"}
_NEED = {"code": "kind", "first_on": "from_on", "third_on": "ended_on", "flag": "is_met", "said": "words"}
_SAID = {"first_on": "said_on", "flag": "may_be_quoted", "amount": "is_observation", "said": "words"}


@prepared
def _everything(child: int, on: date) -> QuerySet[Any]:
    said = Statement.objects.filter(child=child, withdrawn_at__isnull=True, said_on__lte=on)
    last = said.order_by("-said_on", "-pk").values("pk")[:LATEST_SAID]
    done = CheckDone.objects.filter(CURRENT, child=child, done_on__lte=on)
    plans = PermanencePlan.objects.filter(CURRENT, child=child)
    told = EntitlementTold.objects.filter(CURRENT, child=child, told_on__lte=on)
    needs = Need.objects.filter(child=child, from_on__lte=on).exclude(ended_on__lte=on)
    return _rows(done, "done", _DONE).union(
        _rows(plans, "plan", _PLAN),
        _rows(PermanenceStep.objects.filter(child=child), "step", _STEP),
        _rows(told, "told", _TOLD),
        _rows(needs, "need", _NEED),
        _rows(Statement.objects.filter(pk__in=last), "said", _SAID),
        all=True,
    )


def _rows(found: QuerySet[Any], of: str, columns: dict[str, str]) -> QuerySet[Any]:
    """The rows of a table in the columns that all of them share; what it has not is empty."""
    given = {
        f"c_{name}": Cast(F(columns[name]) if name in columns else Value(None), output_field=field)
        for name, field in _COLUMNS.items()
    }
    kind = Value(of, output_field=CharField(max_length=10))
    return found.annotate(c_kind=kind, **given).values("c_kind", "pk", *given)


def _latest(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row["first_on"], row["pk"]), reverse=True)


def _done(row: Any) -> CheckDoneLine:
    return CheckDoneLine(row["pk"], row["code"], row["first_on"], row["second_on"], row["amount"], row["more"])


def _plan(row: Any) -> PermanenceLine:
    agreed_on, ended_on, matched_on = (row[name] for name in ("second_on", "third_on", "fourth_on"))
    return PermanenceLine(row["pk"], row["code"], row["first_on"], agreed_on, ended_on, matched_on, row["more"])


def _steps(rows: Iterable[Any]) -> tuple[StepLine, ...]:
    made = [
        StepLine(row["pk"], row["code"], StepDays(row["first_on"], row["second_on"], row["third_on"]), row["more"])
        for row in rows
    ]
    waiting = sorted((line for line in made if line.days.waits), key=lambda line: (line.days.planned_on, line.number))
    others = [line for line in made if not line.days.waits]
    last = sorted(others, key=lambda line: (line.days.taken_on or line.days.given_up_on, line.number), reverse=True)
    return (*waiting, *last)


def _need(row: Any) -> NeedLine:
    return NeedLine(row["pk"], row["code"], row["said"], row["flag"], row["first_on"], row["third_on"])
