"""Every measure, in the order in which they are printed."""

from openiro.measures.catalogue import (
    caseload,
    challenge,
    checks,
    court,
    decisions,
    education,
    flow,
    health,
    leavers,
    missing,
    oversight,
    parents,
    participation,
    permanence,
    placements,
    population,
    practice,
    protection,
    reviews,
    voice,
)
from openiro.measures.measure import Measure

CATALOGUE: tuple[Measure, ...] = (
    *population.MEASURES,
    *flow.MEASURES,
    *reviews.MEASURES,
    *participation.MEASURES,
    *parents.MEASURES,
    *voice.MEASURES,
    *oversight.MEASURES,
    *decisions.MEASURES,
    *checks.MEASURES,
    *permanence.MEASURES,
    *caseload.MEASURES,
    *challenge.MEASURES,
    *court.MEASURES,
    *placements.MEASURES,
    *health.MEASURES,
    *missing.MEASURES,
    *education.MEASURES,
    *leavers.MEASURES,
    *practice.MEASURES,
    *protection.MEASURES,
)


def catalogue() -> tuple[Measure, ...]:
    """Every measure with its id, title, unit, definition and source, for the printed reference."""
    return CATALOGUE
