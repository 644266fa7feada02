"""Facts of what other services know of children: health, distance of placements, Key Stage 4, care leavers."""

from collections.abc import Callable, Iterable
from datetime import date

import polars as pl

from openiro.domain.months import add_months
from openiro.measures.period import EARLIEST, LATEST, Period

# Of each row the columns: what the pupil has or gained, and among whom it is counted (None: every pupil).
ROWS_OF_KEY_STAGE_4: dict[str, tuple[str | None, str | None]] = {
    "pupils": (None, None),
    "ehcp": ("ehcp", None),
    "uasc_eal": ("uasc_eal", None),
    "cwd": ("cwd", None),
    "sat": ("sat", None),
    "sat_grade_1": ("grade_1", "sat"),
    "sat_grade_c": ("grade_c", "sat"),
    "sat_five_a_c": ("five_a_c", "sat"),
    "all_five_a_c": ("five_a_c", None),
    "sat_maths_4": ("maths_4", "sat"),
    "sat_english_4": ("english_4", "sat"),
}
# The row of those among whom others are counted, and these.
AMONG = {
    among or "pupils": [row for row, (_, other) in ROWS_OF_KEY_STAGE_4.items() if other == among and row != "pupils"]
    for among in (None, "sat")
}
RESULTS = ("grade_1", "grade_c", "five_a_c", "maths_4", "english_4")
# Measure -> the fact of the health file.
HEALTH = {"immunisations": "immunised", "dental": "dental", "assessment": "assessed", "substances": "substances"}
# Who can be convicted. Children and Young Persons Act 1933, section 50.
CONVICTED, RESPONSIBLE_AT = "convicted", 10
# Children Act 1989, sections 23C to 24B; the last is for those in higher education alone.
LEAVING_VACATIONS = "leaving_vacations"
LEAVING = ("leaving_home", "leaving_learning", "leaving_work", "leaving_pathway", LEAVING_VACATIONS)
NEAR_MILES = 20
UNKNOWN_MILES = 999.9
LAST_MONTH, LAST_DAY = 8, 31

AllYear = Callable[[date], pl.DataFrame]


def health_of_the_year(table: pl.DataFrame, born: pl.DataFrame, period: Period, all_year: AllYear) -> pl.DataFrame:
    """One row for each child looked after through the 12 months to the latest 31 March (`on`) by the end of the period.

    For each of `HEALTH`: `…_yes`, `…_known` and `…_open` (the file of that year does not say); for `CONVICTED` of those
    aged 10 or over that day alone. `born`: the day on which each child was born.
    """
    year = period.to_on.year - (period.to_on < date(period.to_on.year, 3, 31))
    said = table.filter(pl.col("year") == year).drop("year")
    children = all_year(date(year, 3, 31)).join(said, on="child", how="left", maintain_order="left")
    children = children.join(born, on="child", how="left", maintain_order="left")
    old_enough = pl.col("born_on") <= add_months(date(year, 3, 31), -12 * RESPONSIBLE_AT)
    marks: dict[str, pl.Expr] = {}
    for name, fact in (*HEALTH.items(), (CONVICTED, CONVICTED)):
        answer, counts = pl.col(fact), old_enough.fill_null(False) if fact == CONVICTED else pl.lit(True)
        marks |= {
            f"{name}_yes": (counts & answer.fill_null(False)).cast(pl.Int32),
            f"{name}_known": (counts & answer.is_not_null()).cast(pl.Int32),
            f"{name}_open": (counts & answer.is_null()).cast(pl.Int32),
        }
    why = pl.lit("looked after through the year to 31 March")
    return children.with_columns(on=pl.lit(date(year, 3, 31)), why=why, **marks)


def placed_where(stays: pl.DataFrame, table: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row for each child looked after at the end of the period, with what is known of where the placement is.

    `stays`: with the first day of the present placement (`present_on`) and of the care period; a row from before it
    is about another placement. Of the rows since then the latest holds. `miles_known` and `near` (20 miles or less);
    `area_known` (the miles too) and `outside` the council's area; `…_open`: not known.
    """
    here = stays.select("child", "on", since=pl.coalesce("present_on", "period_on"))
    told = table.filter(pl.col("from_on") <= period.to_on).join(here.select("child", "since"), on="child")
    since = told.filter(pl.col("from_on") >= pl.col("since")).sort("child", "from_on")
    latest = since.unique("child", keep="last").select("child", "miles", "out_of_area")
    miles = pl.col("miles").is_between(0, UNKNOWN_MILES, closed="left").fill_null(False)
    area = miles & pl.col("out_of_area").is_not_null()
    marks = {
        "miles_known": miles,
        "miles_open": ~miles,
        "near": miles & (pl.col("miles") <= NEAR_MILES),
        "area_known": area,
        "area_open": ~area,
        "outside": area & pl.col("out_of_area"),
    }
    return here.join(latest, on="child", how="left", maintain_order="left").with_columns(
        **{name: mark.fill_null(False).cast(pl.Int32) for name, mark in marks.items()},
        why=pl.lit("looked after at the last day of the period"),
    )


def pupils_of_key_stage_4(table: pl.DataFrame, period: Period, all_year: AllYear) -> pl.DataFrame:
    """One row for each pupil whose Year 11 ended in the period, and each of `ROWS_OF_KEY_STAGE_4`.

    A year ends on 31 August (`on`). `base`: among those of the row, its fact known; `had`: of those, who have or
    gained it; `open`: not known, or not known whether the row is about the pupil. Who sat nothing gained nothing.
    `year_…`: the same of pupils looked after through the 12 months to 31 March before, whom `all_year` gives.
    """
    dated = table.filter(pl.col("year").is_between(EARLIEST.year, LATEST.year)).with_columns(
        on=pl.date("year", LAST_MONTH, LAST_DAY),
        **{name: pl.when(~pl.col("sat")).then(pl.lit(False)).otherwise(name) for name in RESULTS},
    )
    ended = dated.filter(pl.col("on").is_between(period.from_on, period.to_on))
    stayed = [_stayed(year, all_year) for year in ended["year"].unique().sort()]
    known = pl.concat([ended.select("child", "year").clear(), *stayed])
    marked = ended.join(known.with_columns(stays=pl.lit(1)), on=["child", "year"], how="left", maintain_order="left")
    rows = [_row(marked, name, *columns) for name, columns in ROWS_OF_KEY_STAGE_4.items()]
    return pl.concat(rows).with_columns(
        **{f"year_{name}": pl.col(name) * pl.col("stays").fill_null(0) for name in ("had", "base", "open")},
        why=pl.lit("Year 11 ended in the period"),
    )


def _stayed(year: int, all_year: AllYear) -> pl.DataFrame:
    """The children looked after through the 12 months to 31 March of the academic year."""
    return all_year(date(year, 3, 31)).select("child", year=pl.lit(year, pl.Int64))


def _row(pupils: pl.DataFrame, name: str, fact: str | None, among: str | None) -> pl.DataFrame:
    has = pl.col(fact) if fact else pl.lit(True)
    within = pl.col(among) if among else pl.lit(True)
    known = within & has.is_not_null()
    unknown = within.is_null() | (within & has.is_null())
    return pupils.select(
        "child",
        "on",
        "stays",
        row=pl.lit(name),
        had=(within & has).fill_null(False).cast(pl.Int32),
        base=known.fill_null(False).cast(pl.Int32),
        open=unknown.fill_null(False).cast(pl.Int32),
    )


def open_care_leavers(table: pl.DataFrame, period: Period) -> pl.DataFrame:
    """One row for each young person whom the leaving care team has at the end of the period (`open`)."""
    begun = table.filter((pl.col("from_on") <= period.to_on) & _not_before(pl.col("to_on"), period)).sort("from_on")
    return begun.unique("child", keep="last", maintain_order=True).with_columns(
        open=pl.lit(1), on=pl.lit(period.to_on), why=pl.lit("open to the leaving care team at the last day")
    )


def _not_before(ended_on: pl.Expr, period: Period) -> pl.Expr:
    return ended_on.is_null() | (ended_on > period.to_on)


def leaver_entitlements(
    leavers: pl.DataFrame, table: pl.DataFrame, entitlements: Iterable[str], period: Period
) -> pl.DataFrame:
    """One row for each of `leavers` and each entitlement that is for them.

    `entitled`: all, save that the vacations are of those in higher education (`not_known`: whether they are).
    `informed`: told by the last day; `received`: in the period.
    """
    each = leavers.select("child", "on", "higher_education").join(
        pl.DataFrame({"entitlement": list(entitlements)}, schema={"entitlement": pl.String}), how="cross"
    )
    told = _those_who(table, "told", pl.col("done_on") <= period.to_on, "was_told")
    given = _those_who(table, "received", pl.col("done_on").is_between(period.from_on, period.to_on), "was_given")
    key = ["child", "entitlement"]
    joined = each.join(told, on=key, how="left").join(given, on=key, how="left")
    of_all = pl.col("entitlement") != LEAVING_VACATIONS
    entitled = (of_all | pl.col("higher_education")).fill_null(False)
    marks = {
        "entitled": entitled,
        "not_known": ~of_all & pl.col("higher_education").is_null(),
        "informed": entitled & pl.col("was_told").is_not_null(),
        "received": entitled & pl.col("was_given").is_not_null(),
    }
    return joined.sort(key).with_columns(
        **{name: mark.cast(pl.Int32) for name, mark in marks.items()},
        done_on=pl.coalesce("was_given", "was_told"),
        why=pl.lit("open to the leaving care team at the last day"),
    )


def _those_who(table: pl.DataFrame, what: str, when: pl.Expr, name: str) -> pl.DataFrame:
    found = table.filter((pl.col("what") == what) & when)
    return found.group_by("child", "entitlement").agg(pl.col("done_on").min().alias(name))
