"""The addresses of the API: figures, what each is, and records."""

from collections.abc import Callable
from typing import Any

from ninja import Query, Router

from openiro.api.keys import Request
from openiro.api.problems import Problem
from openiro.api.shapes import (
    AskedChildren,
    AskedFigures,
    AskedPage,
    AskedRows,
    CatalogueOut,
    FiguresOut,
    cursor_of,
    place_of,
    rows_out,
)
from openiro.core.actions import log_access
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.report_policy import Span, period_of
from openiro.measures.catalogue import catalogue
from openiro.measures.compute import measure_named
from openiro.measures.figures import Figure
from openiro.measures.publication import HIDDEN, ToldFigure
from openiro.people.queries import check_may
from openiro.reporting.papers import findings_of
from openiro.reporting.queries import AskedRecords, reads_public_figures, records_page

NO_ONE_CHILD = 0
router = Router()
REFUSALS = dict.fromkeys((401, 403, 422, 429, 500), Problem)


class UnableToTellFigures(Refusal):
    """The role of the key reads figures of other periods only."""


@router.get("/measures", response={200: FiguresOut, **REFUSALS}, exclude_unset=True, by_alias=True)
def measures(request: Request, asked: Query[AskedFigures]) -> dict[str, Any]:
    """Figures of a period.

    The same numbers as on the page of measures and from `openiro measures`. A key of a role that reads aggregates
    only gets whole years that are over, with small numbers hidden.
    """
    user, on = request.auth.user, request.today
    check_may(user, Permission.VIEW_MEASURES, on=on)
    public = reads_public_figures(user, Permission.VIEW_MEASURES, on=on)
    if public:
        _check_whole_year(asked, request)
    wanted = {measure_named(name).id for name in asked.only} or {each.id for each in catalogue()}
    findings = findings_of(from_on=asked.from_on, to_on=asked.to_on, public=public)
    found = findings.measured
    pairs = [pair for pair in zip(found.result.figures, findings.told, strict=True) if pair[0].id in wanted]
    start = place_of(asked.cursor)
    stop = start + asked.limit
    return {
        "authority": found.policy.council,
        "from": asked.from_on,
        "to": asked.to_on,
        "coverage_from": found.coverage_from,
        "measures": [_figure(*pair) for pair in pairs[start:stop]],
        "not_available": [name for name in found.result.not_available if name in wanted],
        "next": cursor_of(stop if stop < len(pairs) else None),
    }


def _check_whole_year(asked: AskedFigures, request: Request) -> None:
    """No two periods of such a key overlap, so that nobody takes one from the other to find a small number."""
    whole = period_of(Span.YEAR, asked.from_on) == (asked.from_on, asked.to_on)
    if not whole or asked.to_on >= request.today:
        raise UnableToTellFigures("This key reads years that are over: from 1 April to 31 March of the next year.")


def _figure(figure: Figure, told: ToldFigure) -> dict[str, Any]:
    """The object of the contract; a hidden number is null there, and named."""
    shown = {name: getattr(told, name) for name in ("numerator", "denominator", "value", "unknown")}
    hidden = [name for name, value in shown.items() if value == HIDDEN]
    return figure.to_json() | dict.fromkeys(hidden) | {"hidden": hidden}


@router.get("/measures/catalogue", response={200: CatalogueOut, **REFUSALS})
def measure_catalogue(request: Request, asked: Query[AskedPage]) -> dict[str, Any]:
    """What each measure is: its definition, its source, and by what it is broken down."""
    check_may(request.auth.user, Permission.VIEW_MEASURES, on=request.today)
    start = place_of(asked.cursor)
    stop, every = start + asked.limit, catalogue()
    lines = [
        {name: getattr(each, name) for name in ("id", "title", "unit", "definition", "source")}
        | {"breakdown": [key.name for key in each.keys]}
        for each in every[start:stop]
    ]
    return {"measures": lines, "next": cursor_of(stop if stop < len(every) else None)}


@router.get("/children", response={200: rows_out("children"), **REFUSALS})
def children(request: Request, asked: Query[AskedChildren]) -> dict[str, Any]:
    """Children whom the role of the key sees, by number, without names."""
    return _records(request, "children", asked)


def _of_period(kind: str, what: str) -> Callable[..., dict[str, Any]]:
    def read(request: Request, asked: Query[AskedRows]) -> dict[str, Any]:
        return _records(request, kind, asked, from_on=asked.from_on, to_on=asked.to_on)

    read.__name__, read.__doc__ = kind, what
    return router.get(f"/{kind}", response={200: rows_out(kind), **REFUSALS})(read)


_of_period("episodes", "Episodes of care that began in the period, without postcodes.")
_of_period("reviews", "Looked-after reviews held in the period: days, codes, clocks.")
_of_period("decisions", "Decisions of reviews held in the period: days and outcomes, not their words.")


def _records(request: Request, kind: str, asked: Any, **period: Any) -> dict[str, Any]:
    """A page of records; that they were taken is written down, as where a list is taken as a file."""
    user, on = request.auth.user, request.today
    wanted = AskedRecords(**period, changed_since=asked.changed_since, after=place_of(asked.cursor), size=asked.limit)
    found = records_page(user, kind, wanted, on=on)
    taken = f"{len(found.rows)} {kind} by key {request.auth.number}"
    log_access(child_number=NO_ONE_CHILD, page=f"api:{kind}", by=user, at=request.now, reason=taken)
    return {"records": found.rows, "next": cursor_of(found.next_after)}
