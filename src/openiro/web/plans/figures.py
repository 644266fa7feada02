"""The live figures of the measures that actions have targets for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from openiro.measures.timeliness import UnableToDateReviews
from openiro.reporting.findings import Findings
from openiro.reporting.queries import coverage_from, measured


def figures_of(lines: Iterable[Any], from_on: date, to_on: date, on: date) -> dict[str, str]:
    """Each measure's figure from the first day of the plan to today, or to its last day; none where nothing tells."""
    wanted = {line.measure for line in lines if line.measure}
    first, last = max(from_on, coverage_from()), min(to_on, on)
    if not wanted or last <= first:
        return {}
    try:
        found = Findings(measured(from_on=first, to_on=last))
    except UnableToDateReviews:
        return {}
    figures = {measure: found.figure(measure) for measure in wanted}
    return {measure: _shown(figure) for measure, figure in figures.items() if figure and figure.value is not None}


def _shown(figure: Any) -> str:
    value = figure.value
    text = f"{value:,.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
    return f"{text}%" if figure.unit == "percent" else text
