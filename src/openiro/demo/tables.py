"""The records of a synthetic council as the tables that measures are computed over."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import polars as pl

from openiro.demo.child import ChildLaid
from openiro.demo.generate import Records
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
        **_practice_rows(records),
        **records.challenge,
        **records.protection,
        **records.elsewhere,
        "allocations": (asdict(row) for row in records.allocations),
        "posts": ({key: value for key, value in asdict(row).items() if key != "caseload"} for row in records.staff),
    }


def _practice_rows(records: Records) -> dict[str, Iterable[Mapping[str, Any]]]:
    reviews = [(child.code, review) for child in records.children for review in child.life.reviews]
    return {
        "decisions": (
            {
                "child": code,
                "held_on": review.held_on,
                "number": each.number,
                "sent_on": each.sent_on,
                "answered_on": each.answered_on,
                "answer": each.answer,
                "due_on": each.due_on,
                "outcome": each.outcome,
                "judged_on": each.judged_on,
            }
            for code, review in reviews
            for each in review.decisions
        ),
        "checks": (
            {"child": code, "held_on": review.held_on, **vars(each)}
            for code, review in reviews
            for each in review.checks
        ),
        "permanence": ({"child": child.code, **vars(each)} for child in records.children for each in child.life.plans),
        "entitlements": (
            {"child": child.code, "entitlement": entitlement, "told_on": told_on}
            for child in records.children
            for entitlement, told_on in child.life.told
        ),
    }


def _child(child: ChildLaid) -> dict[str, Any]:
    life = child.life
    return {
        "child": child.code,
        "sex": life.sex,
        "born_on": life.born_on,
        "ethnicity": life.ethnicity,
        "disabled": child.is_disabled,
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
            "decisions_sent_on": review.decisions_sent_on,
            "record_finished_on": review.record_finished_on,
            "distributed_on": review.distributed_on,
            "care_plan_updated_on": review.care_plan_updated_on,
            "child_chaired": review.chaired,
            "seen_before_on": review.seen_before_on,
            "advocate": review.advocate,
            "no_part_reason": review.no_part_reason,
        }
