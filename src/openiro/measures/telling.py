"""Figures as a reader may see them: all of them, or with small numbers hidden."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import chain, combinations, pairwise, product
from typing import Any

from openiro.domain.codes import ETHNIC_GROUPS, ethnic_group
from openiro.measures.adding_up import (
    Cell,
    cell_of,
    cells_of,
    closed_alike,
    key_of,
    of_conferences,
    of_disputes_closed,
    of_participation,
    of_ways_out,
)
from openiro.measures.facts_of_checks import CHECKS
from openiro.measures.facts_of_children import FORMAL_ORDERS
from openiro.measures.facts_of_outcomes import AMONG, HEALTH
from openiro.measures.facts_of_reviews import ATTENDED, CODED, PARTICIPATED
from openiro.measures.figures import Figure, Result
from openiro.measures.publication import HIDDEN, ToldFigure, kept_back, rounded
from openiro.measures.small_numbers import Sum, hidden_cells

Published = Iterable[Iterable[Mapping[str, Any]]]

# Measures that count officers (their posts, who was recruited), minutes, days or praise: they tell of no child.
NOT_OF_CHILDREN = (
    "staff.",
    "carers.",
    "caseload.outside_guide",
    "reviews.duration",
    "reviews.recording_lag",
    "compliments.",
    "disputes.median_days",
    "disputes.days_to_raise",
)
# Measures held against something that is no count of children: people of the area, officers, days.
NOT_HELD_AGAINST_CHILDREN = ("population.rate_per_10000", "plans.rate_per_10000", "caseload.", "reviews.projected")

# A count, and a measure whose categories add up to it.
_WHOLES = (
    *(
        ("population.looked_after", f"population.by_{name}")
        for name in ("age", "sex", "age_and_sex", "ethnic_group", "ethnicity", "legal_status", "placement", "provider")
    ),
    ("population.looked_after", "population.by_need"),
    ("population.looked_after", "population.by_need_and_provider"),
    ("flow.started", "flow.started_by_age"),
    ("flow.ceased", "flow.ceased_by_reason"),
    ("flow.ceased", "permanence.outcomes"),
    ("concerns.raised", "concerns.informal"),
    ("reviews.held", "reviews.held_by_age"),
    ("reviews.held", "reviews.by_mode"),
    ("reviews.held", "participation.by_code"),
    ("reviews.on_time", "reviews.on_time_by_month"),
    ("participation.reviews", "participation.by_age"),
    ("participation.reviews", "participation.by_mode"),
    *(("plans.open", f"plans.by_{name}") for name in ("category", "ethnic_group", "ethnicity", "age", "sex")),
)
# A count that is the denominator of other measures.
_BASES = (
    (
        "population.looked_after",
        (
            "population.",
            "placements.three_or_more",
            "oversight.visited",
            "permanence.with_parents",
            "court.children",
        ),
    ),
    ("flow.started", ("flow.started_",)),
    ("flow.ceased", ("flow.ceased_", "permanence.outcomes")),
    ("plans.open", ("plans.by_",)),
    ("reviews.children", ("reviews.per_child",)),
    (
        "reviews.held",
        (
            "reviews.held_by_age",
            "participation.by_code",
            "parents.",
            "oversight.seen_before_review",
            "disputes.raised",
            "reviews.disabled",
            "disputes.from_reviews",
            "court.reviews",
        ),
    ),
)
# Measures that judge the same records: of each, denominator and unknown add up to the same.
_JUDGED_ALIKE = (
    tuple(
        f"decisions.{name}"
        for name in (
            "within_5_days",
            "manager_within_5_days",
            "record_within_15_days",
            "distributed_within_20_days",
            "care_plan_within_10_days",
        )
    ),
    *((f"checks.{name}", f"checks.{name}_on_file") for name in CHECKS),
    tuple(f"health.{name}" for name in HEALTH),
    ("care_leavers.in_touch", "care_leavers.in_eet", "care_leavers.suitable_home"),
    # Where the period ends on 31 March, they are children of the same year.
    ("allocation.unchanged", "oversight.in_depth", *(f"health.{name}" for name in HEALTH)),
)
# Figures of the same number.
_SAME = (
    (("population.looked_after", "numerator"), ("population.rate_per_10000", "numerator")),
    (("plans.open", "numerator"), ("plans.rate_per_10000", "numerator")),
    (("reviews.held", "numerator"), ("reviews.projected", "numerator")),
    (("reviews.held", "numerator"), ("reviews.per_child", "numerator")),
    (("participation.reviews", "denominator"), ("participation.attended", "denominator")),
    (("participation.reviews", "unknown"), ("participation.attended", "unknown")),
    (("care_leavers.in_eet", "rest"), ("care_leavers.not_in_eet", "numerator")),
    *(
        (("care_leavers.in_eet", name), (f"care_leavers.{other}", name))
        for name in ("denominator", "unknown")
        for other in ("not_in_eet", "parenting")
    ),
    (("missing.children", "denominator"), ("missing.away_children", "denominator")),
    (("missing.episodes", "unknown"), ("missing.away_episodes", "unknown")),
)
# A measure, and one that counts some of its children only: those left out can be worked out.
_WITHIN = (("education.ks4", "education.ks4_all_year"),)
_LOADS = ("average", "lowest", "highest")


def tell(
    result: Result, *, hide_up_to: int = 0, round_to: int = 0, published: Published = ()
) -> tuple[ToldFigure, ...]:
    """Every figure of the result, in order; counts of children from 1 to `hide_up_to` hidden, 0 hides none.

    With a hidden count goes the percentage, and whatever would let a reader work it out from other figures of the
    result: the rest of a whole, a second category, the same count in another measure; and from `published`, what was
    told of the same days before (see `publication.kept_back`). Counts of children are rounded to multiples of
    `round_to` (0: they are not).
    """
    hidden = _hidden(result, hide_up_to, published) if hide_up_to else frozenset()
    told = (_told(figure, hidden) for figure in result.figures)
    if not round_to:
        return tuple(told)
    return tuple(each if each.id.startswith(NOT_OF_CHILDREN) else rounded(each, round_to) for each in told)


def _told(figure: Figure, hidden: frozenset[Hashable]) -> ToldFigure:
    key = key_of(figure)

    def shown(name: str, number: Any) -> Any:
        return HIDDEN if (key, name) in hidden else number

    parts = ("numerator", "denominator", "rest")
    value = HIDDEN if any((key, name) in hidden for name in parts) else figure.value
    return ToldFigure(
        id=figure.id,
        breakdown=figure.breakdown,
        numerator=shown("numerator", figure.numerator),
        denominator=shown("denominator", figure.denominator),
        value=value,
        unknown=shown("unknown", figure.unknown),
        unit=figure.unit,
        occurs=bool(figure.numerator),
    )


def _hidden(result: Result, hide_up_to: int, published: Published) -> frozenset[Hashable]:
    figures = [each for each in result.figures if not each.id.startswith(NOT_OF_CHILDREN)]
    counts: dict[Hashable, int] = {cell: count for figure in figures for cell, count in _cells(figure)}
    alike, left_out = (*_judged_alike(counts), *closed_alike(figures)), tuple(_left_out(figures, counts))
    counts |= {total: sum(counts[part] for part in parts) for total, parts in reversed(alike)}
    counts |= {each.parts[1]: counts[each.total] - counts[each.parts[0]] for each in left_out}
    sums = [each for each in _sums(figures) if _holds(each, counts)]
    sums += [each for each in (*(Sum(total, parts) for total, parts in alike), *left_out) if _holds(each, counts)]
    before = kept_back(counts, published, hide_up_to=hide_up_to)
    return hidden_cells(counts, sums, up_to=hide_up_to, also=before)


def _cells(figure: Figure) -> Iterator[tuple[Cell, int]]:
    key = key_of(figure)
    yield (key, "numerator"), int(figure.numerator)
    yield (key, "unknown"), figure.unknown
    if figure.denominator is not None and not figure.id.startswith(NOT_HELD_AGAINST_CHILDREN):
        yield (key, "denominator"), int(figure.denominator)
        if figure.denominator >= figure.numerator:
            yield (key, "rest"), int(figure.denominator - figure.numerator)


def _judged_alike(counts: Mapping[Hashable, int]) -> Iterator[tuple[Hashable, tuple[Cell, ...]]]:
    """For each measure of `_JUDGED_ALIKE` that was counted: a total that no figure prints, and its two parts.

    A reader may work the total out from any of the measures that share it.
    """
    for measures in _JUDGED_ALIKE:
        for measure in measures:
            parts = (cell_of(measure, "denominator"), cell_of(measure, "unknown"))
            if all(part in counts for part in parts):
                yield ("judged alike", measures[0]), parts
    for measure in dict.fromkeys(chain.from_iterable(_WITHIN)):
        for among, rows in AMONG.items():
            for row, names in ((among, ("numerator", "unknown")), *((row, ("denominator", "unknown")) for row in rows)):
                parts = (cell_of(measure, names[0], row=row), cell_of(measure, names[1], row=row))
                if all(part in counts for part in parts):
                    yield ("judged alike", f"{measure} {among}"), parts


def _left_out(figures: list[Figure], counts: Mapping[Hashable, int]) -> Iterator[Sum]:
    """For each measure of `_WITHIN` the children whom only the wider one counts, as a part that no figure prints."""
    narrower = dict(_WITHIN)
    for figure, name in product(figures, ("numerator", "denominator", "unknown", "rest")):
        cell, part = (key_of(figure), name), cell_of(narrower.get(figure.id, ""), name, **figure.breakdown)
        if part in counts and counts.get(cell, 0) >= counts[part]:
            yield Sum(cell, (part, ("left out", cell)))


def _holds(each: Sum, counts: Mapping[Hashable, int]) -> bool:
    """Whether the numbers do add up so; an addition that does not gives nothing away."""
    known = all(cell in counts for cell in each.cells)
    return known and counts[each.total] == sum(counts[part] for part in each.parts)


def _sums(figures: list[Figure]) -> Iterator[Sum]:
    by_id: dict[str, list[Figure]] = {}
    for figure in figures:
        by_id.setdefault(figure.id, []).append(figure)
        key = key_of(figure)
        yield Sum((key, "denominator"), ((key, "numerator"), (key, "rest")))
    yield from _of_wholes(by_id)
    yield from _of_bases(figures)
    yield from _of_tables(by_id)
    yield from _of_reviews(by_id)
    yield from _of_decisions(by_id)
    yield from _of_disputes(by_id)
    yield from of_disputes_closed(by_id)
    yield from of_ways_out(by_id)
    yield from _of_ages(by_id)
    yield from _of_caseloads()
    yield from _of_conferences(by_id)
    yield from of_conferences(by_id)
    yield from of_participation(by_id)
    yield from _of_key_stage_4()
    yield from _of_places()
    yield from _of_leavers(by_id)


def _of_places() -> Iterator[Sum]:
    """Children looked after: those whose distance, or area, is known, and the others."""
    for measure in ("placements.within_20_miles", "placements.out_of_area"):
        judged = tuple(cell_of(measure, name) for name in ("denominator", "unknown"))
        yield Sum(cell_of("population.looked_after", "numerator"), judged)


def _of_key_stage_4() -> Iterator[Sum]:
    """The same pupils gained five, whether held against those who sat or against all."""
    for measure in chain.from_iterable(_WITHIN):
        same = (cell_of(measure, "numerator", row="sat_five_a_c"),)
        yield Sum(cell_of(measure, "numerator", row="all_five_a_c"), same)


def _of_decisions(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """Decisions by their answer: lines held against the same decisions."""
    answers = cells_of(by_id, "decisions.by_answer", "numerator")
    yield Sum(cell_of("decisions.agreed", "denominator"), answers)
    yield Sum(cell_of("decisions.agreed", "numerator"), (cell_of("decisions.by_answer", "numerator", answer="agreed"),))
    yield from (
        Sum(cell_of("decisions.agreed", "denominator"), (one,))
        for one in cells_of(by_id, "decisions.by_answer", "denominator")
    )


def _of_ages(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """Children of an age for an entitlement: those of bands of age one after the other, or those of another."""
    told = cells_of(by_id, "entitlements.informed", "denominator")
    ages = cells_of(by_id, "population.by_age", "numerator")
    runs = [ages[start:stop] for start, stop in combinations(range(len(ages) + 1), 2)]
    yield from (Sum(one, run) for one in told for run in runs)
    yield from (Sum(one, (other,)) for one, other in pairwise(told))


def _of_caseloads() -> Iterator[Sum]:
    """Children of all officers: by head and by post the same; of two officers and of two roles, added up."""
    for unit in ("iro", "conference_chair", "both"):
        every, low, high = (cell_of(f"caseload.{name}", "numerator", unit=unit) for name in _LOADS)
        yield from (Sum(every, parts) for parts in ((low, high), (low,), (high,)))
        for name, by_head in zip(_LOADS, (every, low, high), strict=True):
            yield Sum(by_head, (cell_of(f"caseload.{name}", "numerator", unit=f"{unit}_fte"),))
    roles = tuple(cell_of("caseload.average", "numerator", unit=unit) for unit in ("iro", "conference_chair"))
    yield Sum(cell_of("caseload.average", "numerator", unit="both"), roles)


def _of_conferences(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """Conferences of each kind are judged or not; those of all kinds are meetings that the service chaired."""
    for kind, measure in (("initial", "initial_within_15_days"), ("review", "review_in_time")):
        judged = tuple(cell_of(f"conferences.{measure}", name) for name in ("denominator", "unknown"))
        yield Sum(cell_of("conferences.held", "numerator", kind=kind), judged)
    held = cells_of(by_id, "conferences.held", "numerator")
    yield Sum(cell_of("meetings.chaired", "numerator", kind="conference"), held)


def _of_disputes(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """Disputes of all services, held against in three ways, and those of each service by stage."""
    raised = cells_of(by_id, "disputes.raised", "numerator")
    for measure in ("disputes.by_theme", "disputes.by_team", "disputes.by_outcome"):
        for whole in cells_of(by_id, measure, "denominator"):
            yield Sum(whole, raised)
            if measure != "disputes.by_theme":
                yield Sum(whole, cells_of(by_id, measure, "numerator"))
    for figure in by_id.get("disputes.raised", ()):
        total = (key_of(figure), "numerator")
        yield Sum(total, cells_of(by_id, "disputes.by_stage", "numerator", **figure.breakdown))
        for one in cells_of(by_id, "disputes.by_stage", "denominator", **figure.breakdown):
            yield Sum(total, (one,))


def _of_leavers(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """Care leavers: all of them, or those in higher education, held against twice over."""
    for measure, name in product(("care_leavers.informed", "care_leavers.received"), ("denominator", "unknown")):
        for figure in by_id.get(measure, ()):
            yield Sum(cell_of("care_leavers.open", "numerator"), ((key_of(figure), "denominator"),))
            same = cell_of("care_leavers.informed", name, **figure.breakdown)
            yield Sum(same, ((key_of(figure), name),))


def _of_wholes(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    for total, parts in _WHOLES:
        for name in ("numerator", "denominator", "unknown", "rest"):
            yield Sum(cell_of(total, name), cells_of(by_id, parts, name))


def _of_bases(figures: list[Figure]) -> Iterator[Sum]:
    for base, measures in _BASES:
        for figure in figures:
            if figure.id.startswith(measures):
                yield Sum(cell_of(base, "numerator"), ((key_of(figure), "denominator"),))
    for (one, name), (other, other_name) in _SAME:
        yield Sum(cell_of(one, name), (cell_of(other, other_name),))


def _of_tables(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """Tables by two keys and their margins; codes and the groups that they make."""
    for measure, *names in (
        ("population.by_age_and_sex", "age_band", "sex"),
        ("population.by_need_and_provider", "need", "provider"),
    ):
        for key in names:
            for figure in by_id.get(f"population.by_{key.removesuffix('_band')}", ()):
                parts = cells_of(by_id, measure, "numerator", **{key: figure.breakdown[key]})
                yield Sum((key_of(figure), "numerator"), parts)
    for of, group in product(("population", "plans"), ETHNIC_GROUPS):
        codes = by_id.get(f"{of}.by_ethnicity", ())
        parts = tuple((key_of(e), "numerator") for e in codes if ethnic_group(e.breakdown["ethnicity"]) == group)
        yield Sum(cell_of(f"{of}.by_ethnic_group", "numerator", ethnic_group=group), parts)
    orders = (cells_of(by_id, "population.by_legal_status", "numerator", legal_status=code) for code in FORMAL_ORDERS)
    yield Sum(cell_of("population.formal_order", "numerator"), tuple(chain.from_iterable(orders)))
    need = cell_of("population.by_need", "numerator", need="N2")
    yield Sum(cell_of("population.disabled", "numerator"), (need,))
    for figure in by_id.get("population.monthly", [])[-1:]:
        yield Sum(cell_of("population.looked_after", "numerator"), ((key_of(figure), "numerator"),))


def _of_reviews(by_id: Mapping[str, list[Figure]]) -> Iterator[Sum]:
    """What is known of reviews twice over: by timeliness, by code, by the reason that views are missing."""
    judged = tuple(cell_of("reviews.on_time", name) for name in ("denominator", "unknown"))
    yield Sum(cell_of("reviews.held", "numerator"), judged)
    yield Sum(cell_of("reviews.on_time", "rest"), cells_of(by_id, "reviews.late_by_reason", "numerator"))
    for measure, name, codes in (
        ("participation.reviews", "numerator", PARTICIPATED),
        ("participation.attended", "numerator", ATTENDED),
        ("participation.reviews", "denominator", CODED),
    ):
        parts = tuple(cell_of("participation.by_code", "numerator", code=code) for code in codes)
        yield Sum(cell_of(measure, name), parts)
    silent = by_id.get("participation.not_by_reason", ())
    yield Sum(cell_of("participation.reviews", "rest"), tuple((key_of(each), "numerator") for each in silent))
    for each in silent:
        yield Sum(cell_of("participation.reviews", "rest"), ((key_of(each), "denominator"),))
    for age, bands in (("4-9", ("4", "5-9")), ("10-15", ("10-15",)), ("16+", ("16+",))):
        names = ("denominator", "unknown")
        parts = tuple(cell_of("participation.by_age", name, age_band=band) for band in bands for name in names)
        yield Sum(cell_of("reviews.held_by_age", "numerator", age_band=age), parts)
    judged = tuple(cell_of("participation.reviews", name) for name in ("denominator", "unknown"))
    yield Sum(cell_of("participation.chaired", "denominator"), judged)
    yield Sum(cell_of("participation.chaired", "denominator"), (cell_of("reviews.held_by_age", "rest", age_band="<4"),))
    yield Sum(cell_of("reviews.held", "numerator"), (cell_of("meetings.chaired", "numerator", kind="review"),))
    for parent in ("mother", "father"):
        yield Sum(
            cell_of(f"parents.{parent}", "rest"), cells_of(by_id, "parents.not_obtained", "numerator", parent=parent)
        )
