"""Reads the Standard Safeguarding Dataset v1.4.0: one CSV for each table, in a folder, zip, or workbook of sheets.

Children are the people of whom the tables tell a time in care; nobody else is taken in. An episode takes the legal
status and the placement that hold on its first day, and is cut where either changes before it ends. Reviews are those
that have a day and were not cancelled. Times missing are those that began in care. The dataset holds no home postcode.
Plans and conferences of child protection are taken in too, of children looked after or not, and the miles of a
placement. Other tables are not.
"""

from pathlib import Path

import polars as pl

from openiro.formats.distances_in import distances_of_dataset
from openiro.formats.limits import LIMITS, Limits
from openiro.formats.other_codes import coded
from openiro.formats.other_tables import NO_DAY, FoundTable, Speech, as_return, found_tables, with_files
from openiro.formats.problems import ProblemLog, UnableToRead
from openiro.formats.protection_in import of_dataset
from openiro.formats.returns import Return
from openiro.formats.ssd_episodes import episodes_of
from openiro.formats.ssd_layouts import NEEDED, SSD_TABLES
from openiro.formats.typed import parsed_days

FORMAT = "ssd"
SPEECH = Speech(
    FORMAT,
    {
        "header": {
            "CHILD": "pers_person_id",
            "SEX": "pers_sex",
            "DOB": "pers_dob",
            "ETHNIC": "pers_ethnicity",
            "UPN": "pers_upn",
            "MOTHER": "pers_is_mother",
        },
        "episodes": {
            "CHILD": "clae_person_id",
            "DECOM": "clae_cla_episode_start_date",
            "RNE": "clae_cla_episode_start_reason",
            "CIN": "clae_cla_primary_need_code",
            "DEC": "clae_cla_episode_ceased_date",
            "REC": "clae_cla_episode_ceased_reason",
            "LS": "lega_legal_status",
            "PLACE": "clap_cla_placement_type",
            "PLACE_PROVIDER": "clap_cla_placement_provider",
            "REASON_PLACE_CHANGE": "clap_cla_placement_change_reason",
        },
        "reviews": {
            "CHILD": "clar_cla_id",
            "REVIEW": "clar_cla_review_date",
            "REVIEW_CODE": "clar_cla_review_participation",
        },
        "uasc": {"CHILD": "immi_person_id", "DUC": "immi_immigration_status_end_date"},
        "missing": {
            "CHILD": "miss_person_id",
            "MISSING": "miss_missing_episode_type",
            "MIS_START": "miss_missing_episode_start_date",
            "MIS_END": "miss_missing_episode_end_date",
        },
    },
    {
        "header": "ssd_person",
        "episodes": "ssd_cla_episodes",
        "reviews": "ssd_cla_reviews",
        "uasc": "ssd_immigration_status",
        "missing": "ssd_missing",
    },
    silent=frozenset(),
    is_history=True,
)
_TIME_OF_DAY = r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$"
_YES = ("y", "yes", "true", "1", "t")
_BLANK_WITHOUT = {
    "ssd_legal_status": "Legal statuses are blank.",
    "ssd_cla_placement": "Placements are blank.",
    "ssd_cla_reviews": "No review is read.",
}


def canonical(heading: str) -> str:
    """The heading as it is: those of the dataset are one word, and only their case differs."""
    return heading


def read_ssd(path: Path, *, year: int | None = None, limits: Limits = LIMITS) -> Return:
    """Read the tables at `path` for collection `year` (stated, or that of the latest day in care or review).

    Errors and warnings are those of the 903. Raises `UnableToRead` for what cannot be understood at all.
    """
    log = ProblemLog()
    found = found_tables(path, SSD_TABLES, canonical, limits, log)
    for layout in NEEDED:
        if layout.name not in found:
            wrong = f"It is no Standard Safeguarding Dataset: {layout.file_name} is not in it."
            raise UnableToRead(path.name, wrong, "Give the folder, zip or workbook of its tables.")
    for name, what in _BLANK_WITHOUT.items():
        if name not in found:
            log.add_file(found["ssd_cla_episodes"].file, "", "file_missing", f"There is no {name}. {what}")
    tables = {"header": _header(found, log), "episodes": episodes_of(found, log, limits)}
    others = {"reviews": _reviews(found), "uasc": _uasc(found), "missing": _missing(found, log)}
    tables |= {name: made for name, made in others.items() if made is not None}
    tables = {name: FoundTable(table.file, _in_codes(name, table, log)) for name, table in tables.items()}
    children = tables["header"].frame["CHILD"].drop_nulls().unique()
    others_told = {**of_dataset(found, log), **distances_of_dataset(found, children, log)}
    return with_files(as_return(path.name, SPEECH, tables, log, year), others_told)


def _in_codes(name: str, table: FoundTable, log: ProblemLog) -> pl.DataFrame:
    fields = {
        "header": ("SEX", "ETHNIC", "MOTHER"),
        "episodes": ("RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "REC", "REASON_PLACE_CHANGE"),
        "reviews": ("REVIEW_CODE",),
        "missing": ("MISSING",),
    }
    return coded(table.frame, table.file, fields.get(name, ()), log)


def _header(found: dict[str, FoundTable], log: ProblemLog) -> FoundTable:
    """The people with a time in care, and the rows that name nobody."""
    people, episodes = found["ssd_person"], found["ssd_cla_episodes"]
    known = pl.col("PERS_PERSON_ID").is_in(episodes.frame["CLAE_PERSON_ID"].drop_nulls().unique().implode())
    kept = people.frame.filter(known | pl.col("PERS_PERSON_ID").is_null())
    left = people.frame.height - kept.height
    if left:
        message = f"{left:,} rows are of people of whom ssd_cla_episodes tells no time in care. They are left out."
        log.add_file(people.file, "", "never_in_care", message)
    frame = kept.select(
        "row",
        CHILD="PERS_PERSON_ID",
        SEX=pl.coalesce("PERS_SEX", "PERS_GENDER"),
        DOB="PERS_DOB",
        ETHNIC="PERS_ETHNICITY",
        UPN=pl.coalesce("PERS_UPN", "PERS_UPN_UNKNOWN"),
        MOTHER="PERS_IS_MOTHER",
    )
    return FoundTable(people.file, frame)


def _reviews(found: dict[str, FoundTable]) -> FoundTable | None:
    """Reviews that were held, each with the child whose period of care it names. Planned and cancelled ones are not."""
    if "ssd_cla_reviews" not in found:
        return None
    table, episodes = found["ssd_cla_reviews"], found["ssd_cla_episodes"].frame
    whose = episodes.select(CLAR_CLA_ID="CLAE_CLA_ID", CHILD="CLAE_PERSON_ID").drop_nulls().unique("CLAR_CLA_ID")
    cancelled = pl.col("CLAR_CLA_REVIEW_CANCELLED").str.to_lowercase().is_in(_YES).fill_null(False)
    planned = pl.col("CLAR_CLA_REVIEW_DATE").is_null() & pl.col("CLAR_CLA_REVIEW_DUE_DATE").is_not_null()
    held = table.frame.filter(~cancelled & ~planned).join(whose, "CLAR_CLA_ID", how="left", maintain_order="left")
    rows = held.select(*("row", "CHILD"), REVIEW="CLAR_CLA_REVIEW_DATE", REVIEW_CODE="CLAR_CLA_REVIEW_PARTICIPATION")
    return FoundTable(table.file, _with_birth(rows, found))


def _uasc(found: dict[str, FoundTable]) -> FoundTable | None:
    """The children whose latest immigration status says that they came alone to seek asylum."""
    if "ssd_immigration_status" not in found:
        return None
    table, children = found["ssd_immigration_status"], found["ssd_cla_episodes"].frame["CLAE_PERSON_ID"].drop_nulls()
    alone = pl.col("IMMI_IMMIGRATION_STATUS").str.to_lowercase().str.contains("uasc|unaccompanied").fill_null(False)
    rows = table.frame.filter(alone & pl.col("IMMI_PERSON_ID").is_in(children.unique().implode())).select(
        "row", CHILD="IMMI_PERSON_ID", DUC="IMMI_IMMIGRATION_STATUS_END_DATE"
    )
    single = rows.unique("CHILD", keep="last", maintain_order=True)
    return FoundTable(table.file, _with_birth(single, found)) if single.height else None


def _missing(found: dict[str, FoundTable], log: ProblemLog) -> FoundTable | None:
    """The times missing or away that began in care; the dataset tells of those from home too.

    It tells the time of day beside the day, which the return does not have.
    """
    if "ssd_missing" not in found:
        return None
    table, people = found["ssd_missing"], found["ssd_person"].frame["PERS_PERSON_ID"].drop_nulls().unique()
    rows = table.frame.select(
        "row",
        CHILD="MISS_PERSON_ID",
        MISSING="MISS_MISSING_EPISODE_TYPE",
        MIS_START=pl.col("MISS_MISSING_EPISODE_START_DATE").str.replace(_TIME_OF_DAY, ""),
        MIS_END=pl.col("MISS_MISSING_EPISODE_END_DATE").str.replace(_TIME_OF_DAY, ""),
    )
    dated = rows.with_columns(day=parsed_days(rows["MIS_START"]))
    told = dated.filter(pl.col("CHILD").is_in(people.implode()) & pl.col("day").is_not_null())
    from_home = told.join(_in_care(told, found["ssd_cla_episodes"].frame), "row", how="anti")
    if from_home.height:
        message = f"{from_home.height:,} rows began on days when the child was not looked after. They are left out."
        log.add_file(table.file, "", "not_in_care_then", message)
    return FoundTable(table.file, _with_birth(rows.join(from_home, "row", how="anti", maintain_order="left"), found))


def _in_care(rows: pl.DataFrame, episodes: pl.DataFrame) -> pl.DataFrame:
    """The rows on whose `day` an episode of the child runs, both ends included; one without an end goes on."""
    care = episodes.select(
        CHILD="CLAE_PERSON_ID",
        since=parsed_days(episodes["CLAE_CLA_EPISODE_START_DATE"]),
        until=parsed_days(episodes["CLAE_CLA_EPISODE_CEASED_DATE"]),
    )
    has_begun, has_ended = pl.col("since") <= pl.col("day"), pl.col("until") < pl.col("day")
    return rows.join(care, "CHILD").filter(has_begun & ~has_ended.fill_null(False))


def _with_birth(rows: pl.DataFrame, found: dict[str, FoundTable]) -> pl.DataFrame:
    people = found["ssd_person"].frame
    usable = people.filter(parsed_days(people["PERS_DOB"]).is_not_null())
    born = usable.select(CHILD="PERS_PERSON_ID", DOB="PERS_DOB").drop_nulls().unique("CHILD", keep="last")
    return rows.join(born, "CHILD", how="left", maintain_order="left").with_columns(pl.col("DOB").fill_null(NO_DAY))
