"""What the measures count of the year, and the records behind each figure."""

from datetime import date

from openiro.reporting.queries import forget_figures, measured, records_behind
from tests.integration.tutorial.cast import Cast

FROM_ON, TO_ON, COUNTED = date(2026, 4, 1), date(2027, 3, 31), date(2027, 4, 1)
MEASURES = (
    "flow.started",
    "allocation.within_5_days",
    "reviews.held",
    "reviews.on_time",
    "reviews.late_by_reason",
    "participation.reviews",
    "participation.chaired",
    "oversight.seen_before_review",
    "parents.mother",
    "parents.not_obtained",
    "decisions.within_5_days",
    "decisions.manager_within_5_days",
    "decisions.by_answer",
    "decisions.implemented",
    "decisions.care_plan_within_10_days",
    "decisions.record_within_15_days",
    "decisions.distributed_within_20_days",
    "permanence.by_second_review",
    "checks.health",
    "checks.visits",
)


def count(cast: Cast) -> dict[str, object]:
    """The year as `openiro measures` counts it, with the records that the manager may open."""
    cast.on(COUNTED)
    forget_figures()
    found = measured(from_on=FROM_ON, to_on=TO_ON).result
    figures = []
    for figure in found.figures:
        if figure.id not in MEASURES or not (figure.numerator or not figure.breakdown):
            continue
        behind = records_behind(cast.manager, figure.id, figure.breakdown, from_on=FROM_ON, to_on=TO_ON, on=COUNTED)
        figures.append((figure, behind.lines()))
    figures.sort(key=lambda each: MEASURES.index(each[0].id))
    forget_figures()
    return {"year_from": FROM_ON, "year_to": TO_ON, "counted": COUNTED, "figures": figures}
