"""Reads lists 8 (children looked after) and 7 (child protection plans) of Ofsted's Annex A: a workbook with a sheet for
each list, or CSV files.

Annex A tells how things stand on one day. Of each child it knows when care began and ended, the legal status of now
and since when, the placement of now and since when, and the latest review. It does not know what lay between, nor how
a child took part in a review, nor any earlier review. What it does not know stays blank and is said once; it fills
what other sources left blank and never replaces what they say. The other lists are not taken in.

Source: Ofsted, inspecting local authority children's services, Annex A; headings of 2024 ('Gender') and 2026 ('Sex').
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from openiro.formats import protection_in
from openiro.formats.layouts import Column, Kind, Layout
from openiro.formats.limits import LIMITS, Limits
from openiro.formats.other_codes import coded
from openiro.formats.other_tables import FoundTable, Speech, as_return, found_tables, plain_heading, with_files
from openiro.formats.problems import ProblemLog, UnableToRead
from openiro.formats.returns import Return
from openiro.formats.typed import parsed_days

FORMAT = "annex-a"
CHILD, BORN, SEX, ETHNIC = "Child Unique ID", "Date of Birth", "Gender", "Ethnicity"
UASC = "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"
STARTED, CEASED, REASON = (
    "Date Started to be Looked After",
    "Date Ceased to be Looked After",
    "Reason Ceased to be Looked After",
)
NEED, STATUS, STATUS_FROM = "Child's Category of Need", "Child's Legal Status", "Start date of current legal status"
REVIEWED = "Date of Latest Statutory Review"
IRO_CONTACT = "Date of Last IRO Visit / Contact to the Child"
PLACED_FROM, PLACE, PROVIDER = "Start Date of Most Recent Placement", "Placement Type", "Placement Provider"
POSTCODE, URN = "Placement postcode", "URN of Placement"
HEADINGS = (
    *(CHILD, SEX, ETHNIC, BORN, "Age of Child (Years)", UASC, "Does the Child have a Disability", STARTED, NEED),
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
    *(STATUS_FROM, STATUS, REVIEWED, "Date of Last Social Work Visit", "What is the permanence plan for this child?"),
    *(IRO_CONTACT, "Date of Last Health Assessment", "Date of Last Dental Check"),
    *("Number of Placements in the Last 12 months", CEASED, REASON, PLACED_FROM, PLACE, PROVIDER, POSTCODE, URN),
    *("Placement Location", "LA of Placement"),
    "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
    "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
    "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    *("Allocated Team", "Allocated Worker"),
)
_NEEDED = frozenset({CHILD, BORN, STARTED, STATUS, REVIEWED})
LIST_8 = Layout(
    "list_8",
    "List 8",
    ("list8",),
    tuple(Column(heading, Kind.TEXT, needed=heading in _NEEDED) for heading in HEADINGS),
    ("child",),
)
LAYOUTS = (LIST_8,)
_BY_PLAIN = {plain_heading(heading): heading for heading in (*protection_in.LIST_7, *HEADINGS)}
_ALSO = {"SEX": SEX, "AGE": "Age of Child (Years)", "AGEOFCHILD": "Age of Child (Years)"}
_CARE = {"DECOM": STARTED, "DEC": CEASED, "REC": REASON, "LS": STATUS, "CIN": NEED, "PLACE": PLACE}
SPEECH = Speech(
    FORMAT,
    {
        "header": {"CHILD": CHILD, "SEX": SEX, "DOB": BORN, "ETHNIC": ETHNIC},
        "episodes": {"CHILD": CHILD, **_CARE, "PLACE_PROVIDER": PROVIDER, "PL_POST": POSTCODE, "URN": URN},
        "reviews": {"REVIEW": REVIEWED},
    },
    {
        "header": "list_8",
        "episodes": "list_8.episodes",
        "reviews": "list_8.reviews",
        "uasc": "list_8.uasc",
    },
    silent=frozenset({"REVIEW_CODE", "LS", "PLACE"}),
    is_history=False,
)
_LIMITS_OF_A_SNAPSHOT = (
    "Annex A tells how things stand on one day: the latest review of each child without how the child took part, and "
    "the legal status and placement of now. What was before stays blank, and what is on record stands."
)
_YES = ("a) yes", "yes", "y", "true", "1")


def canonical(heading: str) -> str:
    """The heading of the list that a heading of a file means; one that the list does not have as it is."""
    plain = plain_heading(heading)
    return _BY_PLAIN.get(plain) or _ALSO.get(plain) or heading


def read_annex_a(path: Path, *, year: int | None = None, limits: Limits = LIMITS) -> Return:
    """Read list 8 at `path` for collection `year` (stated, or that of its latest day in care or review).

    Errors and warnings are those of the 903. Raises `UnableToRead` for what cannot be understood at all.
    """
    log = ProblemLog()
    found = found_tables(path, (*LAYOUTS, protection_in.LIST_7_LAYOUT), canonical, limits, log)
    if "list_8" not in found:
        wrong = "It holds no list 8 of Annex A (children looked after)."
        raise UnableToRead(path.name, wrong, "Give the workbook, or the list as CSV named 'List 8.csv'.")
    listed = found["list_8"]
    log.add_file(listed.file, "", "snapshot", _LIMITS_OF_A_SNAPSHOT)
    tables = {
        "header": _header(listed, log),
        "episodes": _episodes(listed, log),
        "reviews": _reviews(listed),
        "uasc": _uasc(listed),
    }
    made = {name: FoundTable(listed.file, frame) for name, frame in tables.items() if name != "uasc" or frame.height}
    protection = protection_in.of_list_7(found, log)
    return with_files(as_return(path.name, SPEECH, made, log, year), protection)


def _columns(frame: pl.DataFrame, **columns: str) -> pl.DataFrame:
    return frame.select("row", **{name: pl.col(heading) for name, heading in columns.items()})


def _header(listed: FoundTable, log: ProblemLog) -> pl.DataFrame:
    """One row for each child; a child with two periods of care stands twice in the list, and that is no fault."""
    frame = _columns(listed.frame, CHILD=CHILD, SEX=SEX, DOB=BORN, ETHNIC=ETHNIC)
    again = (
        frame.select(frame.columns[1:]).is_duplicated()
        & ~frame.select(pl.struct(frame.columns[1:]).is_first_distinct()).to_series()
    )
    return coded(frame.filter(~again | frame["CHILD"].is_null()), listed.file, ("SEX", "ETHNIC"), log)


def _reviews(listed: FoundTable) -> pl.DataFrame:
    return _columns(listed.frame, CHILD=CHILD, DOB=BORN, REVIEW=REVIEWED).filter(pl.col("REVIEW").is_not_null())


def _uasc(listed: FoundTable) -> pl.DataFrame:
    told = listed.frame.filter(pl.col(UASC).str.to_lowercase().is_in(_YES))
    return _columns(told, CHILD=CHILD, DOB=BORN).unique("CHILD", keep="last", maintain_order=True)


def _episodes(listed: FoundTable, log: ProblemLog) -> pl.DataFrame:
    """The time in care of each row, cut where the status and the placement of now began; before that both are blank."""
    frame = listed.frame.with_columns(
        pl.col(STATUS).alias("LS"),
        pl.col(PLACE).alias("PLACE"),
        pl.col(PROVIDER).alias("PLACE_PROVIDER"),
        pl.col(NEED).alias("CIN"),
        pl.col(REASON).alias("REC"),
        *(parsed_days(listed.frame[name]).alias(f"day {name}") for name in (STARTED, CEASED, STATUS_FROM, PLACED_FROM)),
    )
    frame = coded(frame, listed.file, ("LS", "PLACE", "PLACE_PROVIDER", "CIN", "REC"), log)
    pieces = [piece for row in frame.iter_rows(named=True) for piece in _pieces(row)]
    names = ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "PL_POST", "URN")
    return pl.DataFrame(pieces, schema={"row": pl.Int64(), **dict.fromkeys(names, pl.String())}, orient="row")


def _pieces(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The episodes of one row. Where the day of a status or placement is blank or odd, it holds from the start."""
    start, end = row[f"day {STARTED}"], row[f"day {CEASED}"]
    turns = {name: row[f"day {name}"] for name in (STATUS_FROM, PLACED_FROM)}
    within = {name: day for name, day in turns.items() if _is_within(start, day, end)}
    days = [start, *sorted(set(within.values()))]
    for place, day in enumerate(days):
        last = place == len(days) - 1
        status_holds = STATUS_FROM not in within or within[STATUS_FROM] <= day
        place_holds = PLACED_FROM not in within or within[PLACED_FROM] <= day
        begun = "".join(code for name, code in ((STATUS_FROM, "L"), (PLACED_FROM, "P")) if within.get(name) == day)
        yield {
            "row": row["row"],
            "CHILD": row[CHILD],
            "DECOM": row[STARTED] if place == 0 else str(day),
            "RNE": "S" if place == 0 else begun.replace("LP", "B"),
            "LS": row["LS"] if status_holds else None,
            "CIN": row["CIN"],
            "DEC": row[CEASED] if last else str(days[place + 1]),
            "REC": row["REC"] if last else "X1",
            **{name: row[name] if place_holds else None for name in ("PLACE", "PLACE_PROVIDER")},
            **{name: row[head] if place_holds else None for name, head in (("PL_POST", POSTCODE), ("URN", URN))},
        }


def _is_within(start: date | None, day: date | None, end: date | None) -> bool:
    return start is not None and day is not None and start < day and (end is None or day < end)
