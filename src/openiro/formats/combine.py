"""Returns of several years as one set of tables for measures: a later return's row takes the place of the earlier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from openiro.domain.tables import KEYS
from openiro.formats.annex_a import FORMAT as ANNEX_A
from openiro.formats.problems import UnableToRead
from openiro.formats.returns import Return
from openiro.formats.ssd import FORMAT as SSD
from openiro.formats.tables import TABLE_SCHEMAS, blank_cells, empty_table
from openiro.formats.years import first_day

# Table -> the file it comes from, and the column of the table -> the column of the file.
_SOURCES: dict[str, tuple[str, dict[str, str]]] = {
    "children": ("header", {"child": "child", "sex": "sex", "born_on": "dob", "ethnicity": "ethnic"}),
    "episodes": (
        "episodes",
        {
            "child": "child",
            "started_on": "decom",
            "reason_started": "rne",
            "legal_status": "ls",
            "need": "cin",
            "placement": "place",
            "provider": "place_provider",
            "ended_on": "dec",
            "reason_ended": "rec",
            "reason_place_change": "reason_place_change",
            "home_postcode": "home_post",
            "placement_postcode": "pl_post",
            "urn": "urn",
        },
    ),
    "reviews": ("reviews", {"child": "child", "held_on": "review", "code": "review_code"}),
    "uasc": ("uasc", {"child": "child", "ended_on": "duc"}),
    "parents": (
        "parents",
        {
            "child": "child",
            "held_on": "review",
            "parent": "parent",
            "attended": "attended",
            "views": "views",
            "reason": "reason",
        },
    ),
    "decisions": (
        "decisions",
        {
            "child": "child",
            "held_on": "review",
            "number": "number",
            "sent_on": "sent",
            "answered_on": "answered",
            "answer": "answer",
            "due_on": "due",
            "outcome": "outcome",
            "judged_on": "judged",
        },
    ),
    "checks": (
        "checks",
        {"child": "child", "held_on": "review", "check": "check", "up_to_date": "up_to_date", "on_file": "on_file"},
    ),
    "permanence": (
        "permanence",
        {"child": "child", "plan": "plan", "from_on": "from", "agreed_on": "agreed", "ended_on": "ended"},
    ),
    "entitlements": ("entitlements", {"child": "child", "entitlement": "entitlement", "told_on": "told"}),
    "disputes": (
        "disputes",
        {
            "dispute": "dispute",
            "child": "child",
            "theme": "theme",
            "service": "service",
            "raised_on": "raised",
            "stage_2_on": "stage_2",
            "stage_3_on": "stage_3",
            "stage_4_on": "stage_4",
            "stage_5_on": "stage_5",
            "team": "team",
            "outcome": "outcome",
            "closed_on": "closed",
            "days_stopped": "days_stopped",
            "stopped_on": "stopped",
            "review_on": "review",
            "arose_on": "arose",
        },
    ),
    "concerns": (
        "concerns",
        {"concern": "concern", "child": "child", "theme": "theme", "raised_on": "raised"},
    ),
    "compliments": (
        "compliments",
        {"compliment": "compliment", "child": "child", "theme": "theme", "given_on": "given"},
    ),
    "oversight": ("oversight", {"child": "child", "kind": "kind", "done_on": "done"}),
    "complaints": (
        "complaints",
        {
            "complaint": "complaint",
            "child": "child",
            "group": "group",
            "about": "about",
            "theme": "theme",
            "received_on": "received",
            "settled_on": "settled",
            "outcome": "outcome",
        },
    ),
    "conferences": (
        "conferences",
        {
            "child": "child",
            "kind": "kind",
            "held_on": "held",
            "strategy_on": "strategy_discussion",
            "report_shown_on": "report_shown",
            "parents_understood": "parents_understood",
        },
    ),
    "protection_plans": (
        "protection_plans",
        {
            "child": "child",
            "started_on": "started",
            "ended_on": "ended",
            "initial_category": "initial_category",
            "category": "category",
            "sex": "sex",
            "born_on": "dob",
            "ethnicity": "ethnic",
        },
    ),
    "health": (
        "oc2",
        {
            "child": "child",
            "year": "year",
            "immunised": "immunisations",
            "dental": "teeth_check",
            "assessed": "health_assessment",
            "substances": "substance_misuse",
            "convicted": "convicted",
        },
    ),
    "leaver_outcomes": (
        "oc3",
        {"child": "child", "year": "year", "in_touch": "in_touch", "activity": "activ", "home": "accom"},
    ),
    "missing": ("missing", {"child": "child", "kind": "missing", "from_on": "mis_start", "to_on": "mis_end"}),
    "placement_distances": (
        "placement_distances",
        {"child": "child", "from_on": "from", "miles": "miles", "out_of_area": "out_of_area"},
    ),
    "key_stage_4": ("key_stage_4", {name: name for name in TABLE_SCHEMAS["key_stage_4"]}),
    "care_leavers": (
        "care_leavers",
        {"child": "child", "from_on": "from", "to_on": "to", "higher_education": "higher_education"},
    ),
    "care_leaver_entitlements": (
        "care_leaver_entitlements",
        {"child": "child", "entitlement": "entitlement", "what": "what", "done_on": "on"},
    ),
    "statements": (
        "statements",
        {"statement": "statement", "child": "child", "said_on": "said", "source": "source", "topic": "topic"},
    ),
    "chairing_observations": (
        "chairing_observations",
        {"child": "child", "held_on": "review", "officer": "officer"},
    ),
    "disruption_meetings": ("disruption_meetings", {"child": "child", "ended_on": "ended", "held_on": "held"}),
    "carer_reviews": ("carer_reviews", {"carer": "carer", "due_on": "due", "held_on": "held"}),
    "allocations": (
        "allocations",
        {"child": "child", "officer": "officer", "role": "role", "from_on": "from", "to_on": "to"},
    ),
    "posts": (
        "staff",
        {
            "officer": "officer",
            "role": "role",
            "fte": "fte",
            "from_on": "started",
            "to_on": "ended",
            "permanent": "permanent",
        },
    ),
}
FLAGS = {"0": False, "1": True}
_PARTIAL = frozenset({ANNEX_A, SSD})
_OF_RETURNS = frozenset({"children", "episodes", "reviews", "uasc"})
# Table -> the template that says more of its rows, the key of both, and column of the table -> of the template.
_ADDED: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "children": ("names", {"child": "child"}, {"disabled": "disabled"}),
    "reviews": (
        "review_details",
        {"child": "child", "held_on": "review"},
        {
            "mode": "mode",
            "duration_minutes": "minutes",
            "adjourned_on": "adjourned",
            "completed_on": "completed",
            "late_reason": "late_reason",
            "decisions_sent_on": "decisions_sent",
            "record_finished_on": "record_finished",
            "distributed_on": "distributed",
            "care_plan_updated_on": "care_plan_updated",
            "child_chaired": "chaired_by_child",
            "seen_before_on": "seen_before",
            "advocate": "advocate",
            "no_part_reason": "no_part_reason",
        },
    ),
}


@dataclass(frozen=True)
class Combined:
    """Tables of `tables.TABLE_SCHEMAS`, all there, one row for each key; the years they come from.

    `coverage_from` is the first day of the earliest year. `supplied` names the tables that some source kept.
    """

    tables: Mapping[str, pl.DataFrame]
    coverage_from: date
    years: tuple[int, ...]
    supplied: frozenset[str] = field(default=frozenset())


def combine(returns: Sequence[Return]) -> Combined:
    """The returns (and templates) as one history, whatever order they are given in.

    Keys: CHILD; CHILD and DECOM; CHILD and REVIEW. A return that is silent about a row does not end it. Of two
    returns of one year the one given later holds. Templates add to it what the returns lack. Raises `UnableToRead`
    without any return of a year. Source: the ground rules of the project's measures.
    """
    dated = sorted((each for each in returns if each.year is not None), key=lambda each: each.year or 0)
    if not dated:
        raise UnableToRead("", "There is no return among the sources.", "Name a folder, zip or XML file of a return.")
    templates = [each for each in returns if each.year is None]
    tables = {
        name: _one_history(name, [(each.format, return_table(each, name)) for each in (*dated, *templates)])
        for name in TABLE_SCHEMAS
    }
    for name in _ADDED:
        tables[name] = _with_details(name, tables[name], templates)
    tables["decisions"] = _judged_at_reviews(tables["decisions"], tables["reviews"])
    years = tuple(sorted({each.year for each in dated if each.year is not None}))
    supplied = _OF_RETURNS | {name for name, (file, _) in _SOURCES.items() if any(file in e.files for e in returns)}
    return Combined(tables, first_day(years[0]), years, supplied)


def return_table(read: Return, name: str) -> pl.DataFrame:
    """The table `name` of one return, of `TABLE_SCHEMAS[name]`; empty where the return does not hold it."""
    source = _SOURCES.get(name)
    if source is None or source[0] not in read.files:
        return empty_table(name)
    file, columns = source
    frame = read.files[file].frame
    return pl.DataFrame(
        [
            _cells(frame[columns[column]], kind).alias(column)
            if column in columns
            else blank_cells(frame.height, kind).alias(column)
            for column, kind in TABLE_SCHEMAS[name].items()
        ]
    )


def _cells(told: pl.Series, kind: pl.DataType) -> pl.Series:
    """Cells as the table holds them: flags of the return are the texts 0 and 1, and another text is not known."""
    if kind == pl.Boolean and told.dtype == pl.String:
        return told.replace_strict(FLAGS, default=None, return_dtype=pl.Boolean)
    return told if told.dtype == kind else told.cast(kind)


def columns_in_template(name: str) -> Mapping[str, str]:
    """For each column of the table `name` that a template of its own fills, the column of the template."""
    return _SOURCES[name][1]


def _one_history(name: str, frames: Sequence[tuple[str, pl.DataFrame]]) -> pl.DataFrame:
    filled = [(format, frame) for format, frame in frames if frame.height]
    if len(filled) < 2:
        return filled[0][1] if filled else empty_table(name)
    key = list(KEYS[name])
    told = [filled[0][1]]
    for format, frame in filled[1:]:
        if format in _PARTIAL:
            history = _latest(told, key)
            told = [history, _with_what_is_known(format, frame, history, key)]
        else:
            told.append(frame)
    return _latest(told, key)


def _latest(told: Sequence[pl.DataFrame], key: list[str]) -> pl.DataFrame:
    """What was told last of each key."""
    return pl.concat(told).unique(key, keep="last", maintain_order=True) if len(told) > 1 else told[0]


def _with_what_is_known(format: str, frame: pl.DataFrame, history: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """What a format that tells part of a record leaves blank is as known before; Annex A replaces nothing."""
    joined = frame.join(history, on=key, how="left", suffix=" known", maintain_order="left")
    others = [column for column in frame.columns if column not in key]
    pairs = [(f"{name} known", name) if format == ANNEX_A else (name, f"{name} known") for name in others]
    return joined.select(
        *key, *(pl.coalesce(*pair).alias(name) for name, pair in zip(others, pairs, strict=True))
    ).select(frame.columns)


def _with_details(name: str, table: pl.DataFrame, templates: Sequence[Return]) -> pl.DataFrame:
    """The table with what the templates say of its rows; a row that only a template speaks of is not made."""
    file, key, columns = _ADDED[name]
    for each in templates:
        if file in each.files:
            told = each.files[file].frame.select(
                *(pl.col(column).alias(own) for own, column in key.items()),
                *(pl.col(column).alias(f"told_{own}") for own, column in columns.items()),
            )
            joined = table.join(told, on=list(key), how="left", maintain_order="left")
            filled = joined.with_columns(pl.coalesce(f"told_{own}", own).alias(own) for own in columns)
            table = filled.select(TABLE_SCHEMAS[name].names())
    return table


def _judged_at_reviews(decisions: pl.DataFrame, reviews: pl.DataFrame) -> pl.DataFrame:
    """A decision is judged at a review of its child: a day that is none is left out, as a load leaves it out."""
    if decisions.is_empty():
        return decisions
    held = reviews.select("child", judged_on="held_on", is_review=pl.lit(True))
    joined = decisions.join(held, on=["child", "judged_on"], how="left", maintain_order="left")
    return joined.with_columns(judged_on=pl.when("is_review").then("judged_on")).drop("is_review")
