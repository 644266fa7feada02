"""The records of a synthetic council as the tables that measures are computed over."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import polars as pl

from openiro.demo.generate import ChildLaid, Records
from openiro.domain.months import nth_birthday
from openiro.measures.tables import TABLE_SCHEMAS, Tables

USUAL_AGE_UNDER_PLAN = 3000


def tables_of(records: Records) -> Tables:
    """Tables over which every measure can be counted straight away."""
    frames = {name: _frame(name, rows) for name, rows in _rows(records).items()}
    return Tables.of(records.council.name, records.council.opens_on, frames)


def _frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=TABLE_SCHEMAS[name], orient="row")


def _rows(records: Records) -> dict[str, Iterable[Mapping[str, Any]]]:
    codes = {child.life.number: child.code for child in records.children}
    return {
        "children": [*map(_child, records.children), *under_plan_rows(records)],
        "episodes": ({"child": child.code, **asdict(row)} for child in records.children for row in child.episodes),
        "reviews": (row for child in records.children for row in _reviews(child)),
        "uasc": (
            {"child": child.code, "ended_on": nth_birthday(child.life.born_on, 18)}
            for child in records.children
            if child.life.unaccompanied
        ),
        "parents": (
            {
                "child": codes[row.child.number],
                "held_on": row.held_on,
                "parent": row.parent,
                "attended": row.attended,
                "views": row.views,
                "reason": row.reason,
            }
            for row in records.parents
        ),
        "allocations": (asdict(row) for row in records.allocations),
        "posts": ({key: value for key, value in asdict(row).items() if key != "caseload"} for row in records.staff),
    }


def _child(child: ChildLaid) -> dict[str, Any]:
    life = child.life
    return {
        "child": child.code,
        "sex": life.sex,
        "born_on": life.born_on,
        "ethnicity": life.ethnicity,
        "disabled": any(row.need == "N2" for row in child.episodes),
    }


def under_plan_rows(records: Records) -> Iterable[dict[str, Any]]:
    """Children under a protection plan who are not looked after: no measure of this return asks more of them."""
    for index, code in enumerate(records.under_plan):
        yield {
            "child": code,
            "sex": "M" if index % 2 else "F",
            "born_on": _born(records.council.last_day, index),
            "ethnicity": "WBRI",
            "disabled": None,
        }


def _born(last_day: date, index: int) -> date:
    return last_day - timedelta(days=400 + index * 37 % (2 * USUAL_AGE_UNDER_PLAN))


def _reviews(child: ChildLaid) -> Iterable[dict[str, Any]]:
    for review in child.life.reviews:
        yield {
            "child": child.code,
            "held_on": review.held_on,
            "code": review.code,
            "mode": review.mode,
            "duration_minutes": review.minutes,
            "adjourned_on": review.adjourned_on,
            "completed_on": review.completed_on,
            "late_reason": review.late_reason,
        }
