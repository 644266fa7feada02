"""An invented county for the benchmarks: three years of returns and the templates beside them, the same every time.

Nobody in it is real, and no file of it is drawn by hand: every cell is reckoned from the child's place in a row.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl

YEARS = (2024, 2025, 2026)
FIRST_DAY, LAST_DAY = date(2023, 4, 1), date(2026, 3, 31)
OFFICER_OF, WORKER_OF, TEAM_MANAGER_OF = "IRO-{:04}", "SW-{:04}", "TM-{:04}"
MANAGER, SUPPORT = "MANAGER", "SUPPORT"
# Councils with children's services in England, and the reviews that a child of this county has in three years.
COUNCILS, REVIEWS_A_CHILD = 153, 6.66
CHILDREN_A_OFFICER, CHILDREN_A_WORKER, CHILDREN_A_TEAM = 60, 16, 112
_STATUSES = ["C2", "V2", "C1", "C2", "E1", "C2"]
_PLACEMENTS = ["U4", "U6", "U1", "U3", "K2", "R1", "P1", "U6"]
_ENDS = ["E4A", "E8", "E48", "E11", "E5", "E13"]
_ETHNICITIES = ["WBRI", "WBRI", "WBRI", "WOTH", "MWBC", "BAFR", "APKN", "OOTH"]
_GIVEN = ["Amara", "Ben", "Carys", "Dev", "Elif", "Finn", "Grace", "Hassan", "Isla", "Jude", "Kezia", "Leo"]
_FAMILY = ["Ash", "Birch", "Cedar", "Elder", "Hazel", "Juniper", "Larch", "Maple", "Oak", "Rowan", "Thorn", "Willow"]
_DAYS_OF_CHILDHOOD = 6500
_TAKEN_INTO_CARE_BEFORE = 1000


def write_county(folder: Path, children: int, years: Sequence[int] = YEARS) -> None:
    """Write the returns of the years and the templates of a county of so many children into `folder`.

    Each child is in care in each of the years, for about 1.7 episodes and 2.3 reviews a year; a quarter leave in the
    last. The returns stand in folders named by year, the templates in `templates`.
    """
    cared_for, reviews = _write_returns(folder, children, years)
    _write_templates(folder / "templates", cared_for)
    _write_practice(folder / "templates", cared_for, reviews)


def write_councils(folder: Path, councils: int, children: int) -> None:
    """Write the returns of so many councils of so many children each, every child another but for the codes."""
    for number in range(councils):
        _write_returns(folder / f"council-{number:03}", children, YEARS, first=number * children)


def _write_returns(
    folder: Path, count: int, years: Sequence[int], *, first: int = 0
) -> tuple[pl.DataFrame, pl.DataFrame]:
    children = _children(count, first, date(years[0] - 1, 4, 1))
    episodes, reviews = _episodes(children), _reviews(children)
    for year in years:
        _write_return(folder / str(year), year, children, episodes, reviews)
    return children, reviews


def _write_return(
    place: Path, year: int, children: pl.DataFrame, episodes: pl.DataFrame, reviews: pl.DataFrame
) -> None:
    place.mkdir(parents=True)
    first, last = date(year - 1, 4, 1), date(year, 3, 31)
    is_known = pl.col("DEC") <= last
    unended = [pl.when(is_known).then(pl.col(name)).alias(name) for name in ("DEC", "REC", "REASON_PLACE_CHANGE")]
    of_year = (pl.col("DECOM") <= last) & (pl.col("DEC").is_null() | (pl.col("DEC") >= first))
    boys = pl.lit("1" if year <= 2024 else "M")
    girls = pl.lit("2" if year <= 2024 else "F")
    header = children.select(
        "CHILD", pl.when("is_boy").then(boys).otherwise(girls).alias("SEX"), "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"
    )
    uasc = children.filter(_mixed(17, 30) == 0).select(
        "CHILD", SEX=pl.when("is_boy").then(boys).otherwise(girls), DOB="DOB", DUC=pl.lit(None, pl.Date)
    )
    _write(place / "header.csv", header)
    _write(place / "episodes.csv", episodes.filter(of_year).with_columns(unended))
    _write(place / "reviews.csv", reviews.filter(pl.col("REVIEW").is_between(first, last)))
    _write(place / "uasc.csv", uasc)


def _write_templates(place: Path, children: pl.DataFrame) -> None:
    place.mkdir(parents=True)
    officers = -(-children.height // CHILDREN_A_OFFICER)
    staff = pl.DataFrame(list(_staff(children.height)), schema=("OFFICER", "ROLE", "TEAM"), orient="row").with_columns(
        NAME="Officer " + pl.col("OFFICER"),
        EMAIL=pl.col("OFFICER").str.to_lowercase() + "@county.example",
        FTE=pl.lit("1.0"),
        STARTED=pl.lit(FIRST_DAY),
        PERMANENT=pl.lit("1"),
    )
    has_officer = children.filter(_mixed(18, 50) != 0)
    allocations = has_officer.select(
        "CHILD",
        OFFICER="IRO-" + (pl.col("number") % officers).cast(pl.String).str.zfill(4),
        ROLE=pl.lit("iro"),
        FROM=pl.max_horizontal(pl.col("started") + pl.duration(days=3), pl.lit(FIRST_DAY)),
        TO="left",
    )
    names = children.select("CHILD", GIVEN_NAME=_one_of(_GIVEN, 19), FAMILY_NAME=_one_of(_FAMILY, 20))
    for name, frame in (("staff", staff), ("allocations", allocations), ("names", names)):
        _write(place / f"{name}.csv", frame)


def _staff(children: int) -> Iterator[tuple[str, str, str]]:
    """Code, role and team of everybody who works for so many children."""
    yield MANAGER, "iro_manager", ""
    yield SUPPORT, "business_support", ""
    for number in range(-(-children // CHILDREN_A_OFFICER)):
        yield OFFICER_OF.format(number), "iro", ""
    for number in range(-(-children // CHILDREN_A_WORKER)):
        yield WORKER_OF.format(number), "social_worker", team_of(number)
    for number in range(-(-children // CHILDREN_A_TEAM)):
        yield TEAM_MANAGER_OF.format(number), "team_manager", f"Team {number:04}"


def team_of(worker: int) -> str:
    """The team of the social worker of that number."""
    return f"Team {worker * CHILDREN_A_WORKER // CHILDREN_A_TEAM:04}"


def _write_practice(place: Path, children: pl.DataFrame, reviews: pl.DataFrame) -> None:
    """What reviews of the last year found and led to, for one child in four: enough that each table is read."""
    some = children.filter(_mixed(25, 4) == 0)
    held = reviews.filter(pl.col("REVIEW") >= date(YEARS[-1] - 1, 4, 1)).join(some, on="CHILD", how="semi")
    decisions = held.select(
        "CHILD",
        "REVIEW",
        NUMBER=pl.lit(1),
        TEXT=pl.lit("Update the care plan with what was agreed."),
        OWNER=pl.lit("social_worker"),
        DUE=pl.col("REVIEW") + pl.duration(weeks=8),
        SENT="REVIEW",
        ANSWER=pl.lit("agreed"),
        ANSWERED="REVIEW",
    )
    checks = held.select("CHILD", "REVIEW", CHECK=pl.lit("health"), UP_TO_DATE=pl.lit("yes"), ON_FILE=pl.lit("no"))
    plans = some.select("CHILD", PLAN=pl.lit("LTFOST18"), FROM="started", AGREED="started", ENDED="left")
    told = some.select("CHILD", ENTITLEMENT=pl.lit("information"), TOLD="started")
    for name, frame in (("decisions", decisions), ("checks", checks), ("permanence", plans), ("entitlements", told)):
        _write(place / f"{name}.csv", frame)


def _write(path: Path, frame: pl.DataFrame) -> None:
    frame.write_csv(path, date_format="%d/%m/%Y")


def _mixed(salt: int, size: int) -> pl.Expr:
    """A number from 0 to `size` - 1 for each child: the same in every run, and like chance to the eye."""
    return ((pl.col("number") * 7919 + salt * 104_729) * 48_271 % 2_147_483_647 * 16_807 % 2_147_483_647) % size


def _one_of(words: list[str], salt: int) -> pl.Expr:
    return _mixed(salt, len(words)).replace_strict(list(range(len(words))), words, return_dtype=pl.String)


def _children(count: int, first: int, first_day: date) -> pl.DataFrame:
    """One row a child: identity, the day care started, and the day it ended for those who left in the last year."""
    late = pl.lit(first_day) + pl.duration(days=_mixed(2, 300))
    early = pl.lit(first_day) - pl.duration(days=1 + _mixed(3, _TAKEN_INTO_CARE_BEFORE))
    left = pl.lit(date(YEARS[-1] - 1, 4, 1)) + pl.duration(days=20 + _mixed(4, 330))
    numbered = pl.DataFrame({"number": pl.int_range(first, first + count, eager=True)}).with_columns(
        CHILD=(100_000 + pl.col("number") - first).cast(pl.String),
        is_boy=_mixed(1, 100) < 55,
        started=pl.when(_mixed(5, 10) < 3).then(late).otherwise(early),
        left=pl.when(_mixed(6, 4) == 0).then(left),
        ETHNIC=_one_of(_ETHNICITIES, 7),
        UPN=pl.lit("UN3"),
        MOTHER=pl.lit(None, pl.String),
        MC_DOB=pl.lit(None, pl.Date),
    )
    span = (pl.lit(LAST_DAY) - pl.col("started")).dt.total_days()
    room = _DAYS_OF_CHILDHOOD - 30 - span
    return numbered.with_columns(DOB=pl.col("started") - pl.duration(days=30 + _mixed(8, 1_000_003) % room))


def _steps(children: pl.DataFrame, every: pl.Expr, first: pl.Expr) -> pl.DataFrame:
    """Rows `step` 0, 1, 2 … of each child, `day` after `day`, as long as the child is in care."""
    until = pl.col("left").fill_null(LAST_DAY + timedelta(days=1))
    counted = children.with_columns(first=first, every=every)
    steps = ((until - pl.col("first")).dt.total_days() - 1) // pl.col("every") + 1
    rows = (
        counted.with_columns(step=pl.int_ranges(0, pl.max_horizontal(steps, pl.lit(0))))
        .explode("step")
        .drop_nulls("step")
    )
    return rows.with_columns(day=pl.col("first") + pl.duration(days=pl.col("step") * pl.col("every")))


def _episodes(children: pl.DataFrame) -> pl.DataFrame:
    rows = _steps(children, 330 + _mixed(9, 400), pl.col("started"))
    ends = pl.col("day").shift(-1).over("number")
    number = (pl.col("number") + pl.col("step")) % len(_PLACEMENTS)
    placements = number.replace_strict(list(range(len(_PLACEMENTS))), _PLACEMENTS, return_dtype=pl.String)
    moved = pl.col("DEC").is_not_null() & (pl.col("REC") == "X1")
    return rows.select(
        "CHILD",
        DECOM="day",
        RNE=pl.when(pl.col("step") == 0).then(pl.lit("S")).otherwise(pl.lit("P")),
        LS=_one_of(_STATUSES, 10),
        CIN="N" + (1 + _mixed(11, 8)).cast(pl.String),
        PLACE=placements,
        PLACE_PROVIDER=pl.when(placements == "P1")
        .then(pl.lit("PR0"))
        .otherwise("PR" + (1 + _mixed(12, 5)).cast(pl.String)),
        DEC=pl.coalesce(ends, "left"),
        REC=pl.when(ends.is_not_null()).then(pl.lit("X1")).when(pl.col("left").is_not_null()).then(_one_of(_ENDS, 13)),
        HOME_POST="ZZ" + (1 + _mixed(14, 20)).cast(pl.String) + " 1AA",
        PL_POST="ZZ" + (1 + (_mixed(15, 20) + pl.col("step")) % 20).cast(pl.String) + " 2BB",
        URN="SC" + (100_000 + _mixed(16, 900)).cast(pl.String),
    ).with_columns(REASON_PLACE_CHANGE=pl.when(moved).then(pl.lit("CARPL")))


def _reviews(children: pl.DataFrame) -> pl.DataFrame:
    """The first review within 20 working days for most, then about every five months: a few are late."""
    first = children.select(
        "CHILD", "number", "DOB", "left", day=pl.col("started") + pl.duration(days=14 + _mixed(21, 16))
    )
    later = _steps(children, 135 + _mixed(22, 50), pl.col("started") + pl.duration(days=80 + _mixed(23, 14)))
    rows = pl.concat([first, later.select(first.columns)]).filter(
        pl.col("left").is_null() | (pl.col("day") < pl.col("left"))
    )
    young = (pl.col("day") - pl.col("DOB")).dt.total_days() < 4 * 365
    code = pl.when(young).then(pl.lit("PN0")).otherwise("PN" + (1 + _mixed(24, 7)).cast(pl.String))
    return rows.sort("number", "day").select("CHILD", "DOB", REVIEW="day", REVIEW_CODE=code)
