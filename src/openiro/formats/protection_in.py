"""Child protection as the dataset and Annex A tell of it, in the columns of our own templates.

Either knows plans and conferences, of children looked after or not, and neither knows the day of the strategy
discussion: what they do not say stays as it was loaded.
"""

from collections.abc import Mapping

import polars as pl

from openiro.formats.layouts import Column, Kind, Layout
from openiro.formats.other_codes import code_of
from openiro.formats.other_tables import FoundTable
from openiro.formats.problems import ProblemLog
from openiro.formats.protection_templates import CONFERENCES, PROTECTION_PLANS
from openiro.formats.returns import ReadFile
from openiro.formats.templates import read_table
from openiro.formats.typed import typed_table

# Headings of list 7 of Annex A; 'Sex' is read as 'Gender', as those before 2026 said.
LIST_7 = (
    *(
        "Child Unique ID",
        "Gender",
        "Ethnicity",
        "Date of Birth",
        "Age of Child (Years)",
        "Does the Child have a Disability",
    ),
    *("Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse"),
    *("Date of the Last Statutory Visit", "Was the Child Seen Alone?", "Date of latest review conference"),
    "Child Protection Plan End Date",
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
    *("Number of Previous Child Protection Plans", "Allocated Team", "Allocated Worker"),
)
_YES = ("y", "yes", "true", "1", "t")
_LIST_7_NEEDED = frozenset({"Child Unique ID", "Child Protection Plan Start Date"})
LIST_7_LAYOUT = Layout(
    "list_7",
    "List 7",
    ("list7",),
    tuple(Column(heading, Kind.TEXT, needed=heading in _LIST_7_NEEDED) for heading in LIST_7),
    ("child",),
)
Frames = dict[str, FoundTable]


def of_dataset(found: Mapping[str, FoundTable], log: ProblemLog) -> dict[str, ReadFile]:
    """Plans and conferences of the tables of the dataset that are there; a conference without a day was not held."""
    held: list[tuple[FoundTable, pl.DataFrame]] = []
    if initial := found.get("ssd_initial_cp_conference"):
        moved = pl.col("ICPC_ICPC_TRANSFER_IN").str.to_lowercase().is_in(_YES).fill_null(False)
        kind = pl.when(moved).then(pl.lit("transfer_in")).otherwise(pl.lit("initial"))
        columns = {"CHILD": pl.col("ICPC_PERSON_ID"), "KIND": kind, "HELD": pl.col("ICPC_ICPC_DATE")}
        held.append((initial, initial.frame.select("row", **columns)))
    if reviews := found.get("ssd_cp_reviews"):
        columns = {"CHILD": pl.col("CPPR_PERSON_ID"), "KIND": pl.lit("review"), "HELD": pl.col("CPPR_CP_REVIEW_DATE")}
        held.append((reviews, reviews.frame.select("row", **columns)))
    frames: Frames = {}
    if held:
        frames["conferences"] = FoundTable(held[0][0].file, _that_were_held(pl.concat([rows for _, rows in held])))
    if plans := found.get("ssd_cp_plans"):
        frames["protection_plans"] = FoundTable(plans.file, _plans_of_dataset(plans.frame, found["ssd_person"].frame))
    return _read(frames, log)


def _plans_of_dataset(plans: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    who = people.select(
        CPPL_PERSON_ID="PERS_PERSON_ID",
        SEX=pl.coalesce("PERS_SEX", "PERS_GENDER"),
        DOB="PERS_DOB",
        ETHNIC="PERS_ETHNICITY",
    ).unique("CPPL_PERSON_ID", keep="last")
    return plans.join(who, "CPPL_PERSON_ID", how="left", maintain_order="left").select(
        "row",
        "SEX",
        "DOB",
        "ETHNIC",
        CHILD="CPPL_PERSON_ID",
        STARTED="CPPL_CP_PLAN_START_DATE",
        ENDED="CPPL_CP_PLAN_END_DATE",
        INITIAL_CATEGORY="CPPL_CP_PLAN_INITIAL_CATEGORY",
        CATEGORY="CPPL_CP_PLAN_LATEST_CATEGORY",
    )


def of_list_7(found: Mapping[str, FoundTable], log: ProblemLog) -> dict[str, ReadFile]:
    """Plans of list 7, and the latest review conference of each; nothing where the list is not there."""
    listed = found.get("list_7")
    if listed is None:
        return {}
    child = {"CHILD": pl.col("Child Unique ID")}
    plans = listed.frame.select(
        "row",
        **child,
        STARTED="Child Protection Plan Start Date",
        ENDED="Child Protection Plan End Date",
        INITIAL_CATEGORY="Initial Category of Abuse",
        CATEGORY="Latest Category of Abuse",
        SEX="Gender",
        DOB="Date of Birth",
        ETHNIC="Ethnicity",
    )
    reviews = listed.frame.select("row", **child, KIND=pl.lit("review"), HELD="Date of latest review conference")
    conferences = FoundTable(listed.file, _that_were_held(reviews))
    return _read({"conferences": conferences, "protection_plans": FoundTable(listed.file, plans)}, log)


def _that_were_held(conferences: pl.DataFrame) -> pl.DataFrame:
    return conferences.filter(pl.col("HELD").is_not_null())


def _read(frames: Frames, log: ProblemLog) -> dict[str, ReadFile]:
    """The tables read as our templates are, their words as codes; a word that stands for several is left blank."""
    made = {}
    for layout in (CONFERENCES, PROTECTION_PLANS):
        if layout.name in frames:
            table = frames[layout.name]
            cells = {column.name: _cell(column.name, table.frame) for column in layout.columns}
            if "CATEGORY" in cells:  # empty where it is still the first
                cells["CATEGORY"] = cells["CATEGORY"].set(cells["CATEGORY"] == cells["INITIAL_CATEGORY"], None)
            typed = typed_table(layout, table.file, table.frame.select("row", **cells))
            made[layout.name] = read_table(typed, log)
    return made


_CODED = {"INITIAL_CATEGORY": "ABUSE_CATEGORY", "CATEGORY": "ABUSE_CATEGORY", "SEX": "SEX", "ETHNIC": "ETHNIC"}


def _cell(name: str, frame: pl.DataFrame) -> pl.Series:
    if name not in frame.columns:
        return pl.Series(name, [None] * frame.height, dtype=pl.String)
    cells = frame[name]
    if name in _CODED:
        cells = pl.Series(name, [code_of(_CODED[name], cell) or None if cell else None for cell in cells], pl.String)
    return cells.alias(name)
