"""Pages of measures: all of them for a period, one with its breakdown, and the records behind a figure."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.core.actions import log_access
from openiro.domain.permissions import Permission
from openiro.domain.words import sentence
from openiro.measures.catalogue import catalogue
from openiro.measures.compute import UnableToFindMeasure, measure_named
from openiro.measures.measure import Measure
from openiro.people.queries import may, may_see_names
from openiro.reporting.queries import Behind, records_behind, rows_need
from openiro.reporting.words import breakdown_in_words, key_in_words
from openiro.web.reports.asked import Question, Request, breakdown_of, named_measure, question_of
from openiro.web.reports.files import figure_rows, name_of
from openiro.web.reports.groups import PART_WORDS, SHOWN_WITH, group_of, part_in_words
from openiro.web.reports.measure_compared import compared_table, league_of, team_table
from openiro.web.reports.measure_files import PICTURES
from openiro.web.reports.measure_tables import (
    Breakdown,
    breakdown,
    made_of_facts,
    measure_href,
    panels,
    rows_href,
    tile_of,
    tiles,
)
from openiro.web.reports.measure_trends import BY, YEAR, trend_of
from openiro.web.reports.note_views import may_note, notes_shown
from openiro.web.reports.periods import OWN, OwnDatesForm
from openiro.web.reports.records import record_rows, record_table
from openiro.web.reports.saved_views import view_links
from openiro.web.shell.access import page
from openiro.web.shell.files import as_csv
from openiro.web.shell.listing import Pager, with_query

ROWS = 50
NO_ONE_CHILD = 0


@page(Permission.VIEW_MEASURES)
def measure_list(request: Request) -> HttpResponseBase:
    """Every measure of a period in groups, each leading to its page."""
    form = _own_dates(request)
    if form is not None and form.is_bound and form.is_valid():
        return redirect(_with_dates(request, form))
    question = question_of(request)
    not_told = question.findings.measured.result.not_available
    given = {
        **_common(question, form),
        "views": view_links(request),
        "tiles": tiles(question),
        "panels": panels(question),
        "warnings": question.findings.measured.result.warnings,
        "not_told": [measure_named(each).title for each in not_told],
        "file_href": reverse("reports:measures-file") + question.period.query,
    }
    return render(request, "reports/measure-list.jinja", given)


@page(Permission.VIEW_MEASURES)
def measures_file(request: Request) -> HttpResponseBase:
    """Every figure of the period for a spreadsheet."""
    question = question_of(request)
    return as_csv(name_of(question, "measures"), figure_rows(question.findings, catalogue()))


@page(Permission.VIEW_MEASURES)
def measure(request: Request, name: str) -> HttpResponseBase:
    """One measure: its figure, its definition and source, and its breakdowns as table and picture."""
    found, form = named_measure(name), _own_dates(request)
    if form is not None and form.is_bound and form.is_valid():
        return redirect(_with_dates(request, form))
    question = question_of(request)
    to_rows = _may_see_rows(request, found)
    records = rows_href(found, question) if to_rows and question.findings.figures(found.id) else ""
    by = request.GET.get("trend", YEAR)
    by = by if by in BY and not question.is_public else YEAR
    given = {
        **_common(question, form),
        "measure": found,
        "group": group_of(found),
        "tile": tile_of(question.findings, found, ""),
        "breakdowns": _breakdowns(question, found, to_rows=to_rows),
        "records_href": records,
        "made_of": made_of_facts(question, found),
        "compared": compared_table(question, found),
        "trend": trend_of(question, found, by),
        "notes": notes_shown(request, question, found),
        "note_href": may_note(request) and reverse("reports:note-add", args=[found.id]) + question.period.query,
        "league": league_of(question, found),
        "teams": team_table(question, found),
        "address": _Addresses(found, question, by),
        "list_href": reverse("reports:measure-list") + question.period.query,
        "is_told": bool(question.findings.figures(found.id)),
    }
    return render(request, "reports/measure.jinja", given)


@dataclass(frozen=True)
class _Addresses:
    """Where a measure's files, its other trends and the form that keeps it stand, for the period that is looked at."""

    measure: Measure
    question: Question
    by: str

    @property
    def files(self) -> list[tuple[str, str]]:
        """The figures as files: words, address."""
        return [
            ("Figures (CSV)", self._of("reports:measure-file")),
            ("Spreadsheet (XLSX)", self._of("reports:measure-book")),
        ]

    def pictures(self, which: str) -> list[tuple[str, str]]:
        """One chart as files: words, address."""
        return [(ending.upper(), self._of("reports:measure-picture", which, ending)) for ending in PICTURES]

    @property
    def other_trends(self) -> list[tuple[str, str]]:
        """By year, quarter or month, whichever it is not; none where only whole years may be asked for."""
        here, query = reverse("reports:measure", args=[self.measure.id]), self.question.period.query_with
        others = () if self.question.is_public else (each for each in BY if each != self.by)
        return [(each, here + query(trend=each)) for each in others]

    @property
    def keep(self) -> str:
        """The form that keeps the view."""
        return reverse("reports:view-keep", args=[self.measure.id]) + self.question.period.query_with(trend=self.by)

    def _of(self, name: str, *more: str) -> str:
        return reverse(name, args=[self.measure.id, *more]) + self.question.period.query


def _breakdowns(question: Question, found: Measure, *, to_rows: bool) -> list[Breakdown]:
    wanted = (found, *(measure_named(each) for each in SHOWN_WITH.get(found.id, ())))
    made = (breakdown(question, each, to_rows=to_rows) for each in wanted)
    return [each for each in made if each is not None]


@page(Permission.VIEW_MEASURES)
def measure_file(request: Request, name: str) -> HttpResponseBase:
    """The figures of one measure for a spreadsheet, every category."""
    found, question = named_measure(name), question_of(request)
    return as_csv(name_of(question, found.id), figure_rows(question.findings, [found]))


@page(Permission.VIEW_ROWS)
def measure_rows(request: Request, name: str) -> HttpResponseBase:
    """The records behind a measure, or behind one category: those that this person may see."""
    found, question = named_measure(name), question_of(request)
    of = breakdown_of(request, found)
    behind = _behind(request, found, question, of)
    part = request.GET.get("part", "")
    shown = behind.counted_as(part) if part in PART_WORDS else behind
    pager = Pager(request.GET, shown.rows.height, ROWS)
    given = {
        **_common(question, None),
        "measure": found,
        "category": breakdown_in_words(found.id, of, question.findings.policy),
        "key": sentence(" and ".join(key_in_words(key) for key in of)),
        "parts": _parts(request, found, behind, part),
        "table": record_table(found, shown, pager),
        "behind": behind,
        "outside": behind.total - behind.rows.height,
        "measure_href": measure_href(found.id, question),
        "list_href": reverse("reports:measure-list") + question.period.query,
        "file_href": reverse("reports:measure-rows-file", args=[found.id]) + with_query(request.GET, page="", part=""),
    }
    return render(request, "reports/measure-rows.jinja", given)


@page(Permission.VIEW_ROWS)
def measure_rows_file(request: Request, name: str) -> HttpResponseBase:
    """The records behind a figure for a spreadsheet; that they were taken is written down."""
    found, question = named_measure(name), question_of(request)
    behind = _behind(request, found, question, breakdown_of(request, found))
    taken = f"{behind.rows.height} records behind {found.id}"
    log_access(
        child_number=NO_ONE_CHILD, page="reports:measure-rows-file", by=request.user, at=request.now, reason=taken
    )
    names = behind.of_officers or may_see_names(request.user, on=request.today)
    return as_csv(name_of(question, "records", found.id), record_rows(found, behind, names=names))


def _behind(request: Request, found: Measure, question: Question, of: dict[str, str]) -> Behind:
    if not _may_see_rows(request, found):
        raise PermissionDenied
    period = question.period
    try:
        return records_behind(request.user, found.id, of, from_on=period.from_on, to_on=period.to_on, on=request.today)
    except UnableToFindMeasure as missing:
        raise Http404 from missing


def _may_see_rows(request: Request, found: Measure) -> bool:
    return all(may(request.user, each, on=request.today) for each in rows_need(found.id))


def _parts(request: Request, found: Measure, behind: Behind, chosen: str) -> list[tuple[str, int, str, bool]]:
    """The parts of a figure to choose from: words, number, address, whether it is chosen."""
    counts = behind.counts
    ways = [("All", behind.rows.height, with_query(request.GET, part="", page=""), not chosen)]
    for part in PART_WORDS:
        if counts.get(part):
            href = with_query(request.GET, part=part, page="")
            ways.append((part_in_words(found, part), counts[part], href, part == chosen))
    return ways if len(ways) > 2 else []


def _common(question: Question, form: OwnDatesForm | None) -> dict[str, Any]:
    return {"period": question.period, "is_public": question.is_public, "form": form, "findings": question.findings}


def _own_dates(request: Request) -> OwnDatesForm | None:
    """The form for days of one's own, where they are asked for: filled in with those of the address."""
    if request.GET.get("period") != OWN:
        return None
    if any(name.startswith(("first", "last")) for name in request.GET):
        return OwnDatesForm(request.GET, today=request.today)
    initial = {"first": request.GET.get("from"), "last": request.GET.get("to")}
    return OwnDatesForm(initial={k: v for k, v in initial.items() if v}, today=request.today)


def _with_dates(request: Request, form: OwnDatesForm) -> str:
    days = {"from": form.cleaned_data["first"].isoformat(), "to": form.cleaned_data["last"].isoformat()}
    return f"{request.path}?period={OWN}&from={days['from']}&to={days['to']}"
