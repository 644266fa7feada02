"""The cells of figures, and additions that a reader could know: of disputes closed, and of children who left care."""

from collections.abc import Hashable, Iterator, Mapping

from openiro.measures.facts_of_permanence import OTHER_ROUTE, ROUTES
from openiro.measures.facts_of_reviews import PARTICIPATED
from openiro.measures.figures import Figure
from openiro.measures.small_numbers import Sum

Key = tuple[str, tuple[tuple[str, str], ...]]
Cell = tuple[Key, str]


def key_of(figure: Figure) -> Key:
    """What tells a figure from all others."""
    return figure.id, tuple(sorted(figure.breakdown.items()))


def cell_of(measure: str, name: str, **breakdown: str) -> Cell:
    """The cell of a figure: its numerator, denominator, unknown or rest."""
    return (measure, tuple(sorted(breakdown.items()))), name


def cells_of(by_id: Mapping[str, list[Figure]], measure: str, name: str, **of: str) -> tuple[Cell, ...]:
    """The cells of a measure whose breakdown holds `of`."""
    return tuple((key_of(each), name) for each in by_id.get(measure, ()) if of.items() <= dict(each.breakdown).items())


def closed_alike(figures: list[Figure]) -> Iterator[tuple[Hashable, tuple[Cell, ...]]]:
    """For each stage the disputes closed at it, which no figure prints: those of all services, and of all quarters."""
    for measure in ("disputes.closed_by_stage", "disputes.closed_by_quarter"):
        found = [each for each in figures if each.id == measure]
        for stage in sorted(set(map(_at, found))):
            yield ("closed at", stage), tuple((key_of(each), "numerator") for each in found if _at(each) == stage)


def of_disputes_closed(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """Disputes closed of all services and in all quarters, those open by stage, and themes of all services."""
    closed = cell_of("disputes.within_20_days", "denominator")
    for measure in ("disputes.closed_by_stage", "disputes.closed_by_quarter"):
        yield Sum(closed, cells_of(by_id, measure, "numerator"))
    for service in dict.fromkeys(each.breakdown["service"] for each in by_id.get("disputes.closed_by_stage", ())):
        of_service = cells_of(by_id, "disputes.closed_by_stage", "numerator", service=service)
        for one in cells_of(by_id, "disputes.closed_by_stage", "denominator", service=service):
            yield Sum(one, of_service)
    yield Sum(cell_of("disputes.open_over_20_days", "denominator"), cells_of(by_id, "disputes.open", "numerator"))
    for figure in by_id.get("disputes.by_theme", ()):
        parts = cells_of(by_id, "disputes.by_service_and_theme", "numerator", **figure.breakdown)
        yield Sum((key_of(figure), "numerator"), parts)


def of_ways_out(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """Where children went: each way out of care is some of the reasons why care ended."""
    reasons = [each.breakdown["reason"] for each in by_id.get("flow.ceased_by_reason", ())]
    named = {reason for codes in ROUTES.values() for reason in codes}
    for route, codes in {**ROUTES, OTHER_ROUTE: tuple(each for each in reasons if each not in named)}.items():
        parts = tuple(cell_of("flow.ceased_by_reason", "numerator", reason=each) for each in reasons if each in codes)
        yield Sum(cell_of("permanence.outcomes", "numerator", route=route), parts)


def of_participation(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """How children took part by age: those of each code, those who took part, with an app and without."""
    table = "participation.by_age_and_code"
    for figure in by_id.get("participation.by_age", ()):
        age, key = figure.breakdown["age_band"], key_of(figure)
        yield Sum((key, "denominator"), cells_of(by_id, table, "numerator", age_band=age))
        took_part = (cell_of(table, "numerator", age_band=age, code=code) for code in PARTICIPATED)
        yield Sum((key, "numerator"), tuple(took_part))
        for name in ("numerator", "denominator", "unknown", "rest"):
            yield Sum((key, name), cells_of(by_id, "participation.by_age_and_app", name, age_band=age))
    for figure in by_id.get("participation.by_code", ()):
        yield Sum((key_of(figure), "numerator"), cells_of(by_id, table, "numerator", **figure.breakdown))


def of_conferences(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """All conferences, held against for what the parents were shown, and judged or not for what they understood."""
    held = cells_of(by_id, "conferences.held", "numerator")
    shown = cell_of("conferences.report_shown_before", "denominator")
    judged = tuple(cell_of("conferences.parents_understood", name) for name in ("denominator", "unknown"))
    chaired = cell_of("meetings.chaired", "numerator", kind="conference")
    yield Sum(shown, held)
    yield Sum(shown, judged)
    yield Sum(chaired, judged)


def _at(figure: Figure) -> str:
    return figure.breakdown["stage"]
