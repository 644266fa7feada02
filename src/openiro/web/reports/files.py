"""Files that a page hands out. Their names hold what they are and their period, never a child."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

from openiro.govuk.dates import iso_date
from openiro.reporting.findings import Findings, category_of
from openiro.web.reports.asked import Question

HEADINGS = ("Measure", "Title", "Category", "Number", "Of", "Value", "Unit", "Could not be judged")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A file for a spreadsheet: UTF-8 with a mark, no cell that it would take for a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")
    csv.writer(response).writerows([_safe(value) for value in row] for row in rows)
    return response


def name_of(question: Question, *parts: str) -> str:
    """'measures-2018-04-01-to-2019-03-31'."""
    days = f"{iso_date(question.period.from_on)}-to-{iso_date(question.period.to_on)}"
    return "-".join((*parts, days)).replace(".", "-").replace("_", "-")


def figure_rows(findings: Findings, measures: Iterable[Any]) -> Iterable[Sequence[Any]]:
    """Headings, then every figure of the measures, zeros too."""
    yield HEADINGS
    for measure in measures:
        for each in findings.figures(measure.id):
            yield (
                measure.id,
                measure.title,
                category_of(each),
                each.numerator,
                each.denominator,
                each.value,
                each.unit,
                each.unknown,
            )


def _safe(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula is marked as text."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS_A_FORMULA) else value
