"""Child protection, challenge and what others know, on messy records: no fault, shares within the whole, one answer."""

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from openiro.domain.conferences import initial_conference_due, review_conference_due
from openiro.measures.catalogue import CATALOGUE
from openiro.measures.compute import compute, rows_behind
from openiro.measures.tables import TABLE_SCHEMAS, Tables
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()
FIRST, FROM, TO = date(2016, 4, 1), date(2017, 4, 1), date(2018, 3, 31)
DAYS = st.integers(-400, 1100).map(lambda days: FIRST + timedelta(days=days))
WORDS = {
    "child": st.sampled_from(["A", "B", "C", "D"]),
    "kind": st.sampled_from(["initial", "review", "transfer_in", "midway", "visit", "in_depth", "other"]),
    "service": st.sampled_from(["looked_after", "child_protection", None]),
    "theme": st.sampled_from(["drift", "health", None]),
    "group": st.sampled_from(["child", "care_leaver"]),
    "year": st.sampled_from([2016, 2017, 2018, 2019, 20170]),
    "what": st.sampled_from(["told", "received", None]),
    "entitlement": st.sampled_from(["leaving_home", "leaving_vacations", "bus_pass"]),
    "category": st.sampled_from(["NEG", "EMO", "OLD", None]),
}
OF_OTHERS = (
    "health",
    "leaver_outcomes",
    "missing",
    "key_stage_4",
    "placement_distances",
    "care_leavers",
    "care_leaver_entitlements",
    "statements",
    "chairing_observations",
    "disruption_meetings",
    "carer_reviews",
)
MESSY = (
    *("conferences", "protection_plans", "disputes", "concerns", "compliments", "oversight", "complaints"),
    *OF_OTHERS,
)
OVER_MESSY = [measure.id for measure in CATALOGUE if not measure.needs.isdisjoint(MESSY)]
KEPT = {"held_on", "raised_on", "given_on", "done_on", "received_on", "started_on", "from_on", "due_on", "said_on"}


def cell(name: str, kind: pl.DataType) -> st.SearchStrategy[object]:
    if name in WORDS:
        return WORDS[name]
    if kind == pl.Date():
        return DAYS if name in KEPT else st.none() | DAYS
    if kind in (pl.Boolean(), pl.Float64()):
        return st.none() | (st.booleans() if kind == pl.Boolean() else st.sampled_from([0.0, 20.0, 20.1, 999.9, -4.0]))
    return st.integers(0, 40) if kind == pl.Int64() else st.none() | st.sampled_from(["1", "2", "3"])


def rows_of(name: str) -> st.SearchStrategy[list[dict[str, object]]]:
    row = st.fixed_dictionaries({column: cell(column, kind) for column, kind in TABLE_SCHEMAS[name].items()})
    return st.lists(row, max_size=12)


@st.composite
def messy(draw: st.DrawFn, names: tuple[str, ...] = MESSY) -> Tables:
    frames = {name: pl.DataFrame(draw(rows_of(name)), schema=TABLE_SCHEMAS[name], orient="row") for name in names}
    children = [{"child": code, "sex": "F", "born_on": date(2008, 2, 29), "ethnicity": "WBRI"} for code in "AB"]
    episodes = [
        {"child": code, "started_on": FIRST, "reason_started": "S", "legal_status": "C2", "placement": "U6"}
        for code in "AB"
    ]
    frames["children"] = pl.DataFrame(children, schema=TABLE_SCHEMAS["children"], orient="row")
    frames["episodes"] = pl.DataFrame(episodes, schema=TABLE_SCHEMAS["episodes"], orient="row")
    return Tables.of("Messy", FIRST, frames, supplied=frozenset(names))


@settings(max_examples=8)
@given(messy())
def test_shares_lie_within_the_whole_and_the_engines_agree(tables: Tables) -> None:
    answers = [
        compute(tables, from_on=FROM, to_on=TO, calendar=CALENDAR, only=OVER_MESSY, engine=engine)
        for engine in ("polars", "duckdb")
    ]
    assert vars(answers[0]) == vars(answers[1])
    for figure in answers[0].figures:
        if figure.unit == "percent" and figure.denominator is not None:
            assert 0 <= figure.numerator <= figure.denominator, figure.id
        assert figure.unknown >= 0


@settings(max_examples=50)
@given(messy(("conferences",)))
def test_a_conference_is_judged_as_the_rule_judges_one(tables: Tables) -> None:
    table = tables.frame("conferences").to_dicts()
    expected: dict[str, list[int]] = {"initial": [0, 0, 0], "review": [0, 0, 0]}
    for row in table:
        if row["kind"] not in expected or not FROM <= row["held_on"] <= TO:
            continue
        if row["kind"] == "review":
            others = [(each["held_on"], each["kind"]) for each in table if each["child"] == row["child"]]
            due = review_conference_due(row["held_on"], others)
        else:
            strategy = row["strategy_on"]
            due = initial_conference_due(strategy, CALENDAR) if strategy and strategy <= row["held_on"] else None
        place = 2 if due is None else 1 - (row["held_on"] <= due)
        expected[row["kind"]][place] += 1
    for kind, measure in (("initial", "initial_within_15_days"), ("review", "review_in_time")):
        rows = rows_behind(tables, f"conferences.{measure}", from_on=FROM, to_on=TO, calendar=CALENDAR)
        found = [rows.filter(pl.col("counted_as") == name).height for name in ("numerator", "denominator", "unknown")]
        assert found == expected[kind]
