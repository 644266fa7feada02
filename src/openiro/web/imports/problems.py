"""The work list of problems: who can put each right, settling one, and the list as a file."""

import csv
import io
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.ingest.actions import settle_problem
from openiro.ingest.queries import (
    PAGE,
    Filter,
    ProblemLine,
    UnableToFindLoad,
    loads_list,
    open_problem_lines,
    open_problems_by_owner,
    open_problems_page,
    problem_by_number,
)
from openiro.people.queries import may
from openiro.web.imports.asked import asked_page, filter_of, list_query
from openiro.web.imports.forms import ProblemFilter
from openiro.web.imports.loads import LOADS_KEPT_IN_LIST
from openiro.web.imports.presenters import facts_of, loads_with_problems, owner_tiles, problem_table
from openiro.web.imports.words import owner_in_words
from openiro.web.shell.access import form_page, page
from openiro.web.shell.listing import Pager, with_query
from openiro.web.shell.request import Request

HEADINGS = ("load", "file", "row", "column", "severity", "problem", "child", "owner")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@page(Permission.VIEW_LOADS)
def problem_list(request: Request) -> HttpResponseBase:
    """Open problems of the loads that stand, by who can put them right."""
    form = ProblemFilter(request.GET)
    problems = open_problems_page(request.user, at=request.now, filter=filter_of(form), page=asked_page(request))
    may_settle = may(request.user, Permission.ASSIGN_PROBLEM, on=request.today)
    context = {
        "owners": owner_tiles(open_problems_by_owner(request.user, at=request.now)),
        "loads": loads_with_problems(loads_list(request.user, at=request.now, limit=LOADS_KEPT_IN_LIST)),
        "filters": form,
        "download": reverse("imports:problem-download") + with_query(request.GET, page=""),
        "table": problem_table(
            problems.lines,
            Pager(request.GET, problems.total, PAGE),
            caption="Problems one by one",
            empty="No open problems",
            may_settle=may_settle,
            back=list_query(request),
        ),
    }
    return render(request, "imports/problem_list.jinja", context)


@form_page(Permission.ASSIGN_PROBLEM)
def problem_settle(request: Request, number: int) -> HttpResponseBase:
    """One problem, what settling it means, and the settling."""
    try:
        problem = problem_by_number(number)
    except UnableToFindLoad as missing:
        raise Http404 from missing
    back = reverse("imports:problem-list") + list_query(request)
    if request.method == "POST":
        settle_problem(problem=problem, by=request.user, at=request.now)
        messages.success(request, f"The problem in {problem.file}, row {problem.row:,}, is settled.")
        return redirect(back)
    context = {"facts": facts_of(problem), "settled": problem.settled_at is not None, "back": back}
    return render(request, "imports/problem_settle.jinja", context)


@page(Permission.VIEW_LOADS)
def problem_download(request: Request) -> HttpResponseBase:
    """The filtered work list as CSV, for the people who put problems right in the case system."""
    wanted = filter_of(ProblemFilter(request.GET))
    response = StreamingHttpResponse(_lines(request, wanted), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="open-problems-{request.today:%Y-%m-%d}.csv"'
    return response


def _lines(request: Request, wanted: Filter) -> Iterator[str]:
    yield "\ufeff" + as_csv(HEADINGS)
    for line in open_problem_lines(request.user, at=request.now, filter=wanted):
        yield as_csv(_cells(line))


def _cells(line: ProblemLine) -> tuple[object, ...]:
    owner = owner_in_words(line.owner)
    place = (line.load_number, line.file, line.row, line.column)
    return (*place, line.severity, line.message, line.child_code, owner)


def as_csv(cells: tuple[object, ...]) -> str:
    """One line of CSV in which no cell can start a formula when a spreadsheet opens it."""
    text = io.StringIO()
    csv.writer(text).writerow([_inert(str(cell)) for cell in cells])
    return text.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
