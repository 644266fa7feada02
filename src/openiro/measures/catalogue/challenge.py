"""What the service challenged and praised, how far disputes went and how long they took, and complaints."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from statistics import median
from typing import TYPE_CHECKING

import polars as pl

from openiro.domain.shares import ratio, rounded
from openiro.measures.catalogue import keys
from openiro.measures.facts_of_challenge import SERVICES, STAGES, days_to_raise
from openiro.measures.measure import Key, Measure, Part

if TYPE_CHECKING:
    from openiro.measures.facts import Facts

_HANDBOOK = "IRO Handbook, chapter 6 (local dispute resolution)"
_RAISED = (
    "Formal disputes that began in the period, at whatever stage; one about brothers and sisters is one. As at the "
    "last day: later stages, and what came of it later, are not seen."
)
_CLOCK = (
    "Working days of England and Wales from the formal start (day 0) to the close, less those on which the clock "
    "stood still for a reason of the procedure. Disputes closed in the period, whenever they began."
)
_NEEDS = frozenset({"disputes"})


def _rate(facts: "Facts") -> Iterator[Part]:
    held = facts.told("reviews", "held").height
    for service, number in _by_service(facts).items():
        reviews = held if service == SERVICES[0] else 0
        yield Part({"service": service}, number, reviews, ratio(number, reviews))


def _by_stage(facts: "Facts") -> Iterator[Part]:
    rows = facts.told("disputes", "service", "stage")
    found = Counter(rows.iter_rows())
    for service, number in _by_service(facts).items():
        others = {stage for name, stage in found if name == service}
        for stage in sorted({*STAGES, *others}):
            count = found[service, stage]
            yield Part({"service": service, "stage": stage}, count, number, ratio(count, number))


def _closed_by_stage(facts: "Facts") -> Iterator[Part]:
    rows = facts.told("disputes_closed", "service", "stage")
    found, closed = Counter(rows.iter_rows()), Counter(rows["service"])
    for service in dict.fromkeys([*SERVICES, *sorted(closed)]):
        others = {stage for name, stage in found if name == service}
        for stage in sorted({*STAGES, *others}):
            count = found[service, stage]
            yield Part({"service": service, "stage": stage}, count, closed[service], ratio(count, closed[service]))


def _to_raise(facts: "Facts") -> Iterator[Part]:
    rows = facts.told("disputes", "arose_on", "raised_on")
    days = days_to_raise(rows, facts.calendar)
    value = rounded(float(median(days))) if days else None
    yield Part({}, value or 0, None, value, rows.height - len(days))


def _by_service(facts: "Facts") -> dict[str, int]:
    """Disputes raised in the period by service; every service of the list, and any other that occurs."""
    found = Counter(facts.told("disputes", "service")["service"])
    return {service: found[service] for service in dict.fromkeys([*SERVICES, *sorted(found)])}


def _median(facts: "Facts") -> Iterator[Part]:
    days = facts.told("disputes_closed", "days")["days"].cast(pl.Float64).median()
    value = rounded(float(str(days))) if days is not None else None
    yield Part({}, value or 0, None, value)


def _of_disputes(measure_id: str, title: str, definition: str, **more: object) -> Measure:
    given: dict[str, object] = {"unit": "percent", "facts": "disputes", "numerator": "raised", "needs": _NEEDS}
    given |= {"source": _HANDBOOK, **more}
    return Measure(id=f"disputes.{measure_id}", title=title, definition=definition, **given)  # type: ignore[arg-type]


def _by(name: str, words: str, key: Key, **more: object) -> Measure:
    definition = f"{_RAISED} By {words}, of all raised."
    given: dict[str, object] = {"denominator": "raised", "keys": (key,), "whole": True}
    return _of_disputes(f"by_{name}", f"Formal disputes, by {name}", definition, **(given | more))


Parts = Callable[["Facts"], Iterable[Part]]


def _told_of(measure_id: str, title: str, unit: str, definition: str, source: str, key: Key) -> Measure:
    table = measure_id.partition(".")[0]
    return Measure(
        id=measure_id,
        title=title,
        unit=unit,
        definition=definition,
        source=source,
        facts=table,
        numerator="counted",
        keys=(key,),
        needs=frozenset({table}),
    )


MEASURES: tuple[Measure, ...] = (
    _of_disputes(
        "raised",
        "Formal disputes raised",
        f"{_RAISED} The numerator counts them, by the service that raised them; the value is their rate for each 100 "
        "looked-after reviews held in the period, which says nothing of other services.",
        unit="for each 100 reviews",
        keys=(keys.SERVICE,),
        parts=_rate,
    ),
    _of_disputes(
        "children",
        "Children about whom a formal dispute was raised",
        f"{_RAISED} The children whom they are about, each once for a service.",
        unit="children",
        facts="children_disputed",
        keys=(keys.SERVICE,),
    ),
    _of_disputes(
        "by_stage",
        "Formal disputes, by highest stage",
        f"{_RAISED} By service and the highest formal stage reached by the last day, of those that the service raised.",
        denominator="raised",
        keys=(keys.SERVICE, keys.STAGE),
        parts=_by_stage,
    ),
    _of_disputes(
        "open",
        "Formal disputes open",
        "Formal disputes begun and not closed by the last day, by the highest stage reached.",
        unit="disputes",
        facts="disputes_open",
        numerator="waits",
        keys=(keys.STAGE,),
    ),
    _of_disputes(
        "open_over_20_days",
        "Formal disputes open for more than 20 working days",
        "Formal disputes open at the last day whose clock had counted more than 20 working days, of all open. Days on "
        "which the clock stood still are not counted.",
        facts="disputes_open",
        numerator="over",
        denominator="waits",
    ),
    _of_disputes(
        "closed_by_stage",
        "Formal disputes closed, by the stage at which they ended",
        "Formal disputes closed in the period, whenever they began, by service and the stage at which they were "
        "closed, of those of the service that were closed.",
        facts="disputes_closed",
        numerator="closed",
        denominator="closed",
        keys=(keys.SERVICE, keys.STAGE),
        parts=_closed_by_stage,
    ),
    _of_disputes(
        "closed_by_quarter",
        "Formal disputes closed, by quarter and stage",
        "Formal disputes closed in the period, whenever they began, by the quarter of the year from April in which "
        "they were closed and the stage at which they were.",
        unit="disputes",
        facts="disputes_closed",
        numerator="closed",
        keys=(keys.QUARTER, keys.STAGE),
    ),
    _of_disputes(
        "from_reviews",
        "Reviews out of which a formal dispute came",
        "Looked-after reviews held in the period out of which a formal dispute came by its last day, of all held. "
        "Disputes whose record names no review are none of them.",
        facts="reviews_disputed",
        needs_column=("disputes", "review_on"),
        numerator="led",
        denominator="held",
    ),
    _of_disputes(
        "days_to_raise",
        "Time from when a matter arose to the formal dispute",
        "Median of the working days from the day on which the matter arose (at a review, as an informal concern, or "
        "informally with the manager) to the formal start, of disputes that began in the period. Those whose record "
        "does not say when the matter arose are unknown.",
        unit="working days",
        facts="disputes",
        numerator="raised",
        unknown="arose_unknown",
        needs_column=("disputes", "arose_on"),
        parts=_to_raise,
    ),
    _by(
        "theme",
        "what they are about, one of several themes under each",
        keys.THEME,
        facts="dispute_themes",
        denominator="dispute_once",
    ),
    _of_disputes(
        "by_service_and_theme",
        "Formal disputes, by service and theme",
        f"{_RAISED} By the service that raised them and what they are about, one of several themes under each.",
        unit="disputes",
        facts="dispute_themes",
        keys=(keys.SERVICE, keys.THEME),
    ),
    _by("team", "the team whose work they are about", keys.TEAM),
    _by("outcome", "what came of them by the last day", keys.DISPUTE_OUTCOME),
    _of_disputes(
        "within_20_days",
        "Formal disputes closed within 20 working days",
        f"Disputes closed within 20 working days, of those closed. {_CLOCK}",
        facts="disputes_closed",
        numerator="in_time",
        denominator="closed",
    ),
    _of_disputes(
        "median_days",
        "Length of a formal dispute",
        f"Median. {_CLOCK}",
        unit="working days",
        facts="disputes_closed",
        numerator="closed",
        parts=_median,
    ),
    _told_of(
        "concerns.informal",
        "Informal concerns raised",
        "concerns",
        "Concerns that the service raised without formality in the period, by theme; one that became a formal dispute "
        "is counted here and, from its formal start, among disputes.",
        _HANDBOOK,
        keys.THEME,
    ),
    Measure(
        id="concerns.raised",
        title="Informal concerns raised, in all",
        unit="concerns",
        definition="Concerns that the service raised without formality in the period, whatever they were about.",
        source=_HANDBOOK,
        facts="concerns",
        numerator="counted",
        needs=frozenset({"concerns"}),
    ),
    _told_of(
        "compliments.recorded",
        "Compliments recorded",
        "compliments",
        "Good practice that the service told of in the period, by theme.",
        "IRO Handbook, annual report",
        keys.PRAISE,
    ),
    _told_of(
        "complaints.received",
        "Complaints received",
        "complaints",
        "Complaints received in the period, by who complained.",
        "Children Act 1989, section 26(3); IRO Handbook, annual report",
        keys.GROUP,
    ),
)
