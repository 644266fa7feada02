"""Small councils written down as people would on paper: one line for each episode, one for each review."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import polars as pl

from openiro.domain.oversight_policy import Oversight
from openiro.measures.compute import GUIDE, counted
from openiro.measures.engine import engine_named
from openiro.measures.facts import Facts
from openiro.measures.facts_of_oversight import USUAL
from openiro.measures.figures import Figure, Result
from openiro.measures.period import Period
from openiro.measures.tables import TABLE_SCHEMAS, Tables
from tests.factories.calendars import england_and_wales

FROM, TO = date(2018, 4, 1), date(2019, 3, 31)
COVERAGE_FROM = date(2016, 4, 1)

_EPISODE = (
    "child",
    "started_on",
    "reason_started",
    "legal_status",
    "placement",
    "ended_on",
    "reason_ended",
    "urn",
    "need",
)
_REVIEW = ("child", "held_on", "code", "adjourned_on", "completed_on", "late_reason", "mode", "duration_minutes")
_CHILD = ("child", "born_on", "sex", "ethnicity", "disabled")
_PARENT = ("child", "held_on", "parent", "attended", "views", "reason")
_ALLOCATION = ("child", "officer", "role", "from_on", "to_on")
_POST = ("officer", "role", "fte", "from_on", "to_on", "permanent")
_UASC = ("child", "ended_on")
_DECISION = ("child", "held_on", "number", "sent_on", "answered_on", "answer", "outcome", "judged_on", "due_on")
_CHECK = ("child", "held_on", "check", "up_to_date", "on_file")
_PERMANENCE = ("child", "plan", "from_on", "agreed_on", "ended_on")
_ENTITLEMENT = ("child", "entitlement", "told_on")
_STATEMENT = ("child", "said_on", "source", "topic", "statement")
_DISPUTE = ("dispute", "child", "theme", "service", "raised_on", "closed_on", "outcome", "team", "days_stopped")
_KINDS = {
    "disputes": _DISPUTE,
    "consultations": ("child", "respondent", "asked_on", "answered_on"),
    "feedback": ("child", "respondent", "question", "answer", "said_on"),
    "proceedings": ("child", "kind", "applied_on", "ended_on"),
    "referrals": ("dispute", "kind", "asked_on"),
    "concerns": ("concern", "child", "theme", "raised_on"),
    "compliments": ("compliment", "theme", "given_on", "child"),
    "oversight": ("child", "kind", "done_on"),
    "complaints": ("complaint", "group", "received_on", "child"),
    "conferences": ("child", "kind", "held_on", "strategy_on", "report_shown_on", "parents_understood"),
    "protection_plans": (
        "child",
        "started_on",
        "ended_on",
        "initial_category",
        "category",
        "sex",
        "born_on",
        "ethnicity",
    ),
    "health": ("child", "year", "immunised", "dental", "assessed", "substances", "convicted"),
    "leaver_outcomes": ("child", "year", "in_touch", "activity", "home"),
    "missing": ("child", "kind", "from_on", "to_on"),
    "placement_distances": ("child", "from_on", "miles", "out_of_area"),
    "care_leavers": ("child", "from_on", "to_on", "higher_education"),
    "care_leaver_entitlements": ("child", "entitlement", "what", "done_on"),
    "chairing_observations": ("child", "held_on", "officer"),
    "disruption_meetings": ("child", "ended_on", "held_on"),
    "carer_reviews": ("carer", "due_on", "held_on"),
    "key_stage_4": ("child", "year", "ehcp", "uasc_eal", "cwd", "sat", "grade_1", "grade_c", "five_a_c", "maths_4"),
    "parents": _PARENT,
    "allocations": _ALLOCATION,
    "posts": _POST,
    "uasc": _UASC,
    "decisions": _DECISION,
    "checks": _CHECK,
    "permanence": _PERMANENCE,
    "permanence_steps": ("child", "step", "planned_on", "taken_on", "given_up_on", "delay"),
    "entitlements": _ENTITLEMENT,
    "statements": _STATEMENT,
}


def council(
    episodes: str,
    reviews: str = "",
    children: str = "",
    *,
    coverage_from: date = COVERAGE_FROM,
    supplied: frozenset[str] | None = None,
    **others: str,
) -> Tables:
    """Tables from lines of words, in the order of the columns above; `-` is blank, and so is what a line leaves out.

    `column=word` at the end of a line names a column that is not in that order.
    A child of whom no line of `children` speaks is a girl born on 1 January 2008.
    """
    lines = {"episodes": (episodes, _EPISODE), "reviews": (reviews, _REVIEW), "children": (children, _CHILD)}
    lines |= {name: (text, _KINDS[name]) for name, text in others.items()}
    rows = {name: [_row(line, columns) for line in _lines(text)] for name, (text, columns) in lines.items()}
    known = {row["child"] for row in rows["children"]}
    unsaid = sorted({row["child"] for row in rows["episodes"]} - known)
    rows["children"] += [{"child": child, "born_on": "2008-01-01", "sex": "F", "ethnicity": "WBRI"} for child in unsaid]
    frames = {name: _frame(name, found) for name, found in rows.items()}
    return Tables.of("Golden", coverage_from, frames, supplied=supplied)


class Counted:
    """The measures of a small council, each counted when a test asks for it; those of all, or of `only`, by `all`."""

    def __init__(self, facts: Facts, only: Iterable[str] | None) -> None:
        self._facts, self._only = facts, only
        self._asked: dict[str, Result] = {}

    def of(self, measure_id: str) -> Result:
        """What counting that measure alone answers."""
        if measure_id not in self._asked:
            self._asked[measure_id] = counted(self._facts, [measure_id])
        return self._asked[measure_id]

    def figure(self, measure_id: str, **breakdown: str) -> Figure:
        """As of `Result`."""
        return self.of(measure_id).figure(measure_id, **breakdown)

    @cached_property
    def all(self) -> Result:
        """What counting them together answers."""
        return counted(self._facts, self._only)


def measured(
    tables: Tables,
    from_on: date = FROM,
    to_on: date = TO,
    *,
    engine: str = "polars",
    guide: tuple[float, float] = GUIDE,
    only: Iterable[str] | None = None,
    population: Mapping[int, int] | None = None,
    entitlements: Mapping[str, tuple[int, int]] | None = None,
    oversight: Oversight = USUAL,
) -> Counted:
    """The measures of 2018/19, unless another period is asked for, as `compute`."""
    period, handed = Period(from_on, to_on), engine_named(engine)
    told = (guide, population or {}, entitlements or {}, oversight)
    return Counted(Facts(tables, period, england_and_wales(), handed, *told), only)


def told(result: Counted, measure_id: str, **breakdown: str) -> tuple[float, float | None, int]:
    """Numerator, denominator and unknown."""
    figure = result.figure(measure_id, **breakdown)
    return figure.numerator, figure.denominator, figure.unknown


def counts(result: Counted, measure_id: str) -> dict[str, float]:
    """The numerators of a breakdown that are not 0, by the words of the breakdown."""
    return {
        " ".join(figure.breakdown.values()): figure.numerator
        for figure in result.of(measure_id).figures
        if figure.numerator
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _row(line: str, columns: tuple[str, ...]) -> dict[str, str | None]:
    named = dict(word.split("=") for word in line.split() if "=" in word)
    words = [None if word == "-" else word for word in line.split() if "=" not in word]
    assert len(words) <= len(columns), line
    return dict(zip(columns, words, strict=False)) | named


def _frame(name: str, rows: list[dict[str, str | None]]) -> pl.DataFrame:
    schema = TABLE_SCHEMAS[name]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(schema, pl.String))
    return texts.with_columns(_read(column, kind) for column, kind in schema.items())


def _read(column: str, kind: pl.DataType) -> pl.Expr:
    if kind == pl.Boolean:
        return pl.col(column).replace_strict({"yes": True, "no": False}, default=None, return_dtype=pl.Boolean)
    return pl.col(column).str.to_date() if kind == pl.Date else pl.col(column).cast(kind)
