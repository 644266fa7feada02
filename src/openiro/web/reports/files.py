"""Files that a page hands out. Their names hold what they are and their period, never a child."""

from collections.abc import Iterable, Sequence
from typing import Any

from openiro.govuk.dates import iso_date
from openiro.reporting.findings import Findings, category_of
from openiro.web.reports.asked import Question

HEADINGS = ("Measure", "Title", "Category", "Number", "Of", "Value", "Unit", "Could not be judged")


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
                category_of(each, findings.policy),
                each.numerator,
                each.denominator,
                each.value,
                each.unit,
                each.unknown,
            )
