"""The tables that measures are computed over: the same columns whatever the source."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

_TEXT, _DAY, _FLAG = pl.String(), pl.Date(), pl.Boolean()

TABLE_SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    "children": {"child": _TEXT, "sex": _TEXT, "born_on": _DAY, "ethnicity": _TEXT, "disabled": _FLAG},
    "episodes": {
        "child": _TEXT,
        "started_on": _DAY,
        "reason_started": _TEXT,
        "legal_status": _TEXT,
        "need": _TEXT,
        "placement": _TEXT,
        "provider": _TEXT,
        "ended_on": _DAY,
        "reason_ended": _TEXT,
        "reason_place_change": _TEXT,
        "home_postcode": _TEXT,
        "placement_postcode": _TEXT,
        "urn": _TEXT,
    },
    "reviews": {
        "child": _TEXT,
        "held_on": _DAY,
        "code": _TEXT,
        "mode": _TEXT,
        "duration_minutes": pl.Int64(),
        "adjourned_on": _DAY,
        "completed_on": _DAY,
        "late_reason": _TEXT,
        "decisions_sent_on": _DAY,
        "record_finished_on": _DAY,
        "distributed_on": _DAY,
        "care_plan_updated_on": _DAY,
        "child_chaired": _TEXT,
        "seen_before_on": _DAY,
        "advocate": _FLAG,
        "no_part_reason": _TEXT,
    },
    "uasc": {"child": _TEXT, "ended_on": _DAY},
    "parents": {
        "child": _TEXT,
        "held_on": _DAY,
        "parent": _TEXT,
        "attended": _FLAG,
        "views": _FLAG,
        "reason": _TEXT,
    },
    "decisions": {
        "child": _TEXT,
        "held_on": _DAY,
        "number": pl.Int64(),
        "sent_on": _DAY,
        "answered_on": _DAY,
        "answer": _TEXT,
        "due_on": _DAY,
        "outcome": _TEXT,
        "judged_on": _DAY,
    },
    "checks": {"child": _TEXT, "held_on": _DAY, "check": _TEXT, "up_to_date": _TEXT, "on_file": _TEXT},
    "permanence": {"child": _TEXT, "plan": _TEXT, "from_on": _DAY, "agreed_on": _DAY, "ended_on": _DAY},
    "permanence_steps": {
        "child": _TEXT,
        "step": _TEXT,
        "planned_on": _DAY,
        "taken_on": _DAY,
        "given_up_on": _DAY,
        "delay": _TEXT,
    },
    "entitlements": {"child": _TEXT, "entitlement": _TEXT, "told_on": _DAY},
    "statements": {"statement": _TEXT, "child": _TEXT, "said_on": _DAY, "source": _TEXT, "topic": _TEXT},
    "disputes": {
        "dispute": _TEXT,
        "child": _TEXT,
        "theme": _TEXT,
        "service": _TEXT,
        "raised_on": _DAY,
        "stage_2_on": _DAY,
        "stage_3_on": _DAY,
        "stage_4_on": _DAY,
        "stage_5_on": _DAY,
        "team": _TEXT,
        "outcome": _TEXT,
        "closed_on": _DAY,
        "days_stopped": pl.Int64(),
        "stopped_on": _DAY,
        "review_on": _DAY,
        "arose_on": _DAY,
    },
    "consultations": {"child": _TEXT, "respondent": _TEXT, "asked_on": _DAY, "answered_on": _DAY},
    "proceedings": {"child": _TEXT, "kind": _TEXT, "applied_on": _DAY, "ended_on": _DAY},
    "referrals": {"dispute": _TEXT, "kind": _TEXT, "asked_on": _DAY},
    "concerns": {"concern": _TEXT, "child": _TEXT, "theme": _TEXT, "raised_on": _DAY},
    "compliments": {"compliment": _TEXT, "child": _TEXT, "theme": _TEXT, "given_on": _DAY},
    "oversight": {"child": _TEXT, "kind": _TEXT, "done_on": _DAY},
    "complaints": {
        "complaint": _TEXT,
        "child": _TEXT,
        "group": _TEXT,
        "about": _TEXT,
        "theme": _TEXT,
        "received_on": _DAY,
        "settled_on": _DAY,
        "outcome": _TEXT,
    },
    "conferences": {
        "child": _TEXT,
        "kind": _TEXT,
        "held_on": _DAY,
        "strategy_on": _DAY,
    },
    "protection_plans": {
        "child": _TEXT,
        "started_on": _DAY,
        "ended_on": _DAY,
        "initial_category": _TEXT,
        "category": _TEXT,
        "sex": _TEXT,
        "born_on": _DAY,
        "ethnicity": _TEXT,
    },
    "health": {"child": _TEXT, "year": pl.Int64(), "immunised": _FLAG, "dental": _FLAG, "assessed": _FLAG},
    "placement_distances": {"child": _TEXT, "from_on": _DAY, "miles": pl.Float64(), "out_of_area": _FLAG},
    "key_stage_4": {
        "child": _TEXT,
        "year": pl.Int64(),
        "ehcp": _FLAG,
        "uasc_eal": _FLAG,
        "cwd": _FLAG,
        "sat": _FLAG,
        "grade_1": _FLAG,
        "grade_c": _FLAG,
        "five_a_c": _FLAG,
        "maths_4": _FLAG,
        "english_4": _FLAG,
    },
    "care_leavers": {
        "child": _TEXT,
        "from_on": _DAY,
        "to_on": _DAY,
        "higher_education": _FLAG,
    },
    "care_leaver_entitlements": {
        "child": _TEXT,
        "entitlement": _TEXT,
        "what": _TEXT,
        "done_on": _DAY,
    },
    "chairing_observations": {"child": _TEXT, "held_on": _DAY, "officer": _TEXT},
    "disruption_meetings": {"child": _TEXT, "ended_on": _DAY, "held_on": _DAY},
    "carer_reviews": {"carer": _TEXT, "due_on": _DAY, "held_on": _DAY},
    "allocations": {"child": _TEXT, "officer": _TEXT, "role": _TEXT, "from_on": _DAY, "to_on": _DAY},
    "posts": {
        "officer": _TEXT,
        "role": _TEXT,
        "fte": pl.Float64(),
        "from_on": _DAY,
        "to_on": _DAY,
        "permanent": _FLAG,
    },
}

ROW_KEYS: dict[str, tuple[str, ...]] = {
    "children": ("child",),
    "episodes": ("child", "started_on"),
    "reviews": ("child", "held_on"),
    "uasc": ("child",),
    "parents": ("child", "held_on", "parent"),
    "decisions": ("child", "held_on", "number"),
    "checks": ("child", "held_on", "check"),
    "permanence": ("child", "plan", "from_on"),
    "entitlements": ("child", "entitlement", "told_on"),
    "disputes": ("dispute", "child", "theme"),
    "concerns": ("concern",),
    "compliments": ("compliment",),
    "oversight": ("child", "kind", "done_on"),
    "complaints": ("complaint",),
    "conferences": ("child", "kind", "held_on"),
    "protection_plans": ("child", "started_on"),
    "health": ("child", "year"),
    "placement_distances": ("child", "from_on"),
    "key_stage_4": ("child", "year"),
    "chairing_observations": ("child", "held_on"),
    "disruption_meetings": ("child", "ended_on"),
    "carer_reviews": ("carer", "due_on"),
    "care_leavers": ("child", "from_on"),
    "care_leaver_entitlements": ("child", "entitlement", "what", "done_on"),
}

ALWAYS_SUPPLIED = frozenset({"children", "episodes", "reviews", "uasc"})


class UnableToReadTables(ValueError):
    """A table lacks a column, or holds it in another type than measures are computed over."""


@dataclass(frozen=True)
class Tables:
    """The records of one authority, as frames of `TABLE_SCHEMAS`.

    `coverage_from` is the first day of the earliest collection year loaded; `years` are the years loaded.
    A table of `supplied` counts as kept by the source even where it is empty; one that is not is left out of the
    answer. `warnings` says which rows were set aside.
    """

    authority: str
    coverage_from: date
    frames: Mapping[str, pl.DataFrame]
    years: tuple[int, ...] = ()
    supplied: frozenset[str] = ALWAYS_SUPPLIED
    warnings: tuple[str, ...] = field(default=())

    @classmethod
    def of(
        cls,
        authority: str,
        coverage_from: date,
        frames: Mapping[str, pl.DataFrame],
        *,
        years: tuple[int, ...] = (),
        supplied: frozenset[str] | None = None,
    ) -> "Tables":
        """Tables checked against `TABLE_SCHEMAS`; those not in `frames` are empty.

        Columns that no measure knows are dropped. Of two rows under one key the lower holds, with a warning; an
        episode or review of a child who is not among the children is set aside, with a warning. Without `supplied`,
        a table counts as kept by the source where it has rows. Raises `UnableToReadTables`.
        """
        checked = {name: _checked(name, frames.get(name)) for name in TABLE_SCHEMAS}
        kept = frozenset(name for name, frame in checked.items() if frame.height)
        tables = cls(
            authority, coverage_from, checked, years, ALWAYS_SUPPLIED | (kept if supplied is None else supplied)
        )
        return _without_orphans(_with_one_row_a_key(tables))

    def frame(self, name: str) -> pl.DataFrame:
        """The frame of the table `name`. Raises `KeyError` for a name that is none of `TABLE_SCHEMAS`."""
        return self.frames[name]


def empty_frame(name: str) -> pl.DataFrame:
    """A table without rows. Raises `KeyError` for a name that is none of `TABLE_SCHEMAS`."""
    return pl.DataFrame(schema=TABLE_SCHEMAS[name])


def _checked(name: str, frame: pl.DataFrame | None) -> pl.DataFrame:
    if frame is None:
        return empty_frame(name)
    columns = TABLE_SCHEMAS[name]
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise UnableToReadTables(f"The table {name} lacks {', '.join(missing)}. Add the column, empty if not known.")
    try:
        return frame.select(pl.col(column).cast(kind) for column, kind in columns.items())
    except pl.exceptions.PolarsError as error:
        raise UnableToReadTables(f"The table {name} holds a value of the wrong type: {error}") from error


def _with_one_row_a_key(tables: Tables) -> Tables:
    frames, warnings = dict(tables.frames), list(tables.warnings)
    for name, key in ROW_KEYS.items():
        frame = frames[name]
        single = frame.unique(subset=list(key), keep="last", maintain_order=True)
        alike = single.height == frame.height
        if repeated := 0 if alike else frame.unique().height - single.height:
            warnings.append(f"{repeated} rows of {name} repeat a {' and '.join(key)}; the lower row holds.")
        frames[name] = single
    return replace(tables, frames=frames, warnings=tuple(warnings))


def _without_orphans(tables: Tables) -> Tables:
    frames, warnings = dict(tables.frames), list(tables.warnings)
    for name in ("episodes", "reviews"):
        known = frames[name].join(frames["children"], on="child", how="semi", maintain_order="left")
        if lost := frames[name].height - known.height:
            warnings.append(f"{lost} rows of {name} are of children who are not in the header, and are left out.")
        frames[name] = known
    return replace(tables, frames=frames, warnings=tuple(warnings))
