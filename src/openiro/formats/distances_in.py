"""Distances of placements as the dataset tells of them, in the columns of our own template.

It tells the miles from home, not whether the placement is outside the council's area: that stays as it was loaded.
"""

from collections.abc import Mapping

import polars as pl

from openiro.formats.other_tables import FoundTable
from openiro.formats.outcome_templates import DISTANCES
from openiro.formats.problems import ProblemLog, Remark
from openiro.formats.returns import ReadFile
from openiro.formats.template_checks import UNKNOWN_MILES
from openiro.formats.templates import read_table
from openiro.formats.typed import parsed_days, typed_table

_MILES = "clap_cla_placement_distance"


def distances_of_dataset(found: Mapping[str, FoundTable], children: pl.Series, log: ProblemLog) -> dict[str, ReadFile]:
    """A row for each placement of one of `children` with a first day and a distance; no file where none has one.

    A distance that is no number of miles from 0 to 999.9 (not known) is left out, with a warning.
    """
    placements = found.get("ssd_cla_placement")
    if placements is None:
        return {}
    rows = _placements(placements.frame, found["ssd_cla_episodes"].frame)
    miles = rows["MILES"].cast(pl.Float64, strict=False)
    is_fit = miles.is_between(0, UNKNOWN_MILES).fill_null(False)
    is_odd = rows["MILES"].is_not_null() & ~is_fit
    message = f"{_MILES} is not a number of miles from 0 to {UNKNOWN_MILES}. It is left out."
    log.add_where(placements.file, rows, is_odd, Remark(_MILES, "number_invalid", message))
    told = rows.filter(is_fit & parsed_days(rows["FROM"]).is_not_null() & rows["CHILD"].is_in(children.implode()))
    if told.is_empty():
        return {}
    return {DISTANCES.name: read_table(typed_table(DISTANCES, placements.file, told), log)}


def _placements(placements: pl.DataFrame, episodes: pl.DataFrame) -> pl.DataFrame:
    """Each placement with its child, whom it names itself or by the period of care."""
    whose = episodes.select("CLAE_PERSON_ID", CLAP_CLA_ID="CLAE_CLA_ID").drop_nulls().unique("CLAP_CLA_ID", keep="last")
    return placements.join(whose, "CLAP_CLA_ID", how="left", maintain_order="left").select(
        "row",
        CHILD=pl.coalesce("CLAP_PERSON_ID", "CLAE_PERSON_ID"),
        FROM="CLAP_CLA_PLACEMENT_START_DATE",
        MILES="CLAP_CLA_PLACEMENT_DISTANCE",
    )
