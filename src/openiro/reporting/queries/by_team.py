"""A measure by the team whose social worker has the child's case."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from openiro.allocation.models import Involvement
from openiro.children.models import CURRENT
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.shares import ratio
from openiro.measures.compute import UnableToFindMeasure, measure_named
from openiro.reporting.queries.measured import measured_rows

NO_TEAM = "No team recorded"


@dataclass(frozen=True)
class TeamFigure:
    """A measure of one team. Counts have no denominator; `unknown` could not be judged."""

    team: str
    numerator: int
    denominator: int | None
    value: float | None
    unknown: int


def measure_by_team(measure: str, *, from_on: date, to_on: date) -> list[TeamFigure]:
    """A measure of one figure for each team, by who has the case of each child on the last day; one query of its own.

    Empty for a measure whose records are not of children, which has a breakdown already, or is worked out from others.
    """
    found = measure_named(measure)
    if found.keys or found.parts is not None:
        return []
    try:
        rows = measured_rows(measure, {}, from_on=from_on, to_on=to_on)
    except UnableToFindMeasure:
        return []
    if "child" not in rows.columns or not rows.height:
        return []
    teams = pl.col("child").replace_strict(_teams(to_on), default=NO_TEAM, return_dtype=pl.String)
    counted = rows.with_columns(team=teams).group_by("team", "counted_as").len()
    by_team: dict[str, dict[str, int]] = {}
    for row in counted.sort("team").to_dicts():
        by_team.setdefault(row["team"], {})[row["counted_as"]] = row["len"]
    is_share = found.denominator is not None
    return [_figure(team, counts, is_share=is_share, times=found.times) for team, counts in by_team.items()]


def _figure(team: str, counts: dict[str, int], *, is_share: bool, times: float) -> TeamFigure:
    numerator, unknown = counts.get("numerator", 0), counts.get("unknown", 0)
    if not is_share:
        return TeamFigure(team, numerator, None, numerator, unknown)
    denominator = numerator + counts.get("denominator", 0)
    return TeamFigure(team, numerator, denominator, ratio(numerator, denominator, times), unknown)


def _teams(on: date) -> dict[str, str]:
    """The team of each child by code: of several, that of the latest social worker."""
    rows = Involvement.objects.filter(CURRENT, kind=InvolvementKind.SOCIAL_WORKER, team__isnull=False, from_on__lte=on)
    standing = rows.exclude(to_on__lt=on).order_by("from_on", "pk")
    return dict(standing.values_list("child__code", "team__name"))
