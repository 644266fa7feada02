"""Pages of loads: the list, an upload, the look through before it is committed, and its undoing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.ingest.actions import check_load, commit_load, discard_load, undo_load
from openiro.ingest.outgoing import years_of_reviews
from openiro.ingest.queries import (
    PAGE,
    LoadLine,
    Preview,
    UnableToFindLoad,
    files_of,
    load_by_number,
    load_line,
    loads_list,
    open_problems_by_owner,
    problem_kinds,
    problems_page,
    what_would_change,
)
from openiro.people.queries import may
from openiro.web.imports.asked import asked_page, filter_of
from openiro.web.imports.changes import ROWS_A_PAGE, VERDICTS, change_table, chosen, rows_with
from openiro.web.imports.forms import ChangeFilter, ProblemFilter, UploadForm
from openiro.web.imports.presenters import (
    LoadPage,
    Totals,
    count_table,
    coverage_of,
    kind_table,
    load_table,
    owner_tiles,
    problem_table,
    tiles_of,
)
from openiro.web.imports.uploads import staged, templates_as_zip
from openiro.web.imports.words import code_in_words, number_in_words, year_in_words
from openiro.web.shell.access import form_page, page
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request

LOADS_KEPT_IN_LIST = 1000
LOADS_A_PAGE = 20


@page(Permission.VIEW_LOADS)
def load_list(request: Request) -> HttpResponse:
    """Loads so far, who has problems to put right, and which years are loaded."""
    lines = loads_list(request.user, at=request.now, limit=LOADS_KEPT_IN_LIST)
    pager = Pager(request.GET, len(lines), LOADS_A_PAGE)
    context = {
        "table": load_table(lines, pager),
        "waiting": [LoadPage(line, Totals.of(line.counts)) for line in lines if line.state == "checked"],
        "owners": owner_tiles(open_problems_by_owner(request.user, at=request.now)),
        "coverage": coverage_of(lines),
        "may_load": _may(request, Permission.LOAD_RETURN),
        "years_out": [(year, year_in_words(year)) for year in years_of_reviews(request.user, at=request.now)],
    }
    return render(request, "imports/load_list.jinja", context)


@form_page(Permission.LOAD_RETURN)
def load_new(request: Request) -> HttpResponseBase:
    """Upload a return and have it checked; nothing is written to a child's record."""
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        load = _checked(request, form)
        if load is not None:
            return redirect("imports:load", load.number)
    return render(request, "imports/load_new.jinja", {"form": form})


def _checked(request: Request, form: UploadForm) -> Any:
    """The load that was noted; None where it was refused, and the reason stands on the form."""
    try:
        with staged(form.cleaned_data["upload"]) as path:
            return check_load(path=path, year=form.cleaned_data["year"], by=request.user, at=request.now)
    except Refusal as reason:
        form.refuse(reason, "upload")
        return None


@page(Permission.VIEW_LOADS)
def load(request: Request, number: int) -> HttpResponse:
    """One load: what it would do or did, its problems by kind and one by one, and the decision."""
    line = _line(request, number)
    files = files_of(number)
    form = ProblemFilter(request.GET, files=files)
    code = request.GET.get("code", "")
    wanted = filter_of(form, code)
    problems = problems_page(request.user, number, at=request.now, filter=wanted, page=asked_page(request))
    pager = Pager(request.GET, problems.total, PAGE)
    kinds = problem_kinds(request.user, number, at=request.now)
    context = {
        "load": LoadPage(line, Totals.of(line.counts)),
        "counts": count_table(line),
        "kinds": kind_table(kinds),
        "owners": tiles_of(kinds),
        "filters": form,
        "problems": problem_table(
            problems.lines,
            pager,
            caption=f"Problems one by one{f': {code_in_words(code).lower()}' if code else ''}",
            empty="No open problem fits these filters" if files else "No problems were found",
            may_settle=False,
        ),
        "has_problems": bool(files),
        "may_load": _may(request, Permission.LOAD_RETURN),
        "may_undo": _may(request, Permission.UNDO_LOAD),
    }
    return render(request, "imports/load.jinja", context)


@page(Permission.VIEW_LOADS)
def load_changes(request: Request, number: int) -> HttpResponseBase:
    """Rows that a checked load would change or that differ from what was typed: before and after."""
    line = _line(request, number)
    if line.state != "checked":
        return redirect("imports:load", number)
    try:
        preview = what_would_change(request.user, number, at=request.now)
    except Refusal as reason:
        messages.warning(request, str(reason))
        return redirect("imports:load", number)
    return render(request, "imports/load_changes.jinja", _changes(request, line, preview))


def _changes(request: Request, line: LoadLine, preview: Preview) -> dict[str, Any]:
    verdict, source = chosen(preview, request.GET.get("verdict", ""), request.GET.get("table", ""))
    rows = rows_with(preview, source, verdict)
    pager = Pager(request.GET, rows.height, ROWS_A_PAGE)
    caption = f"{VERDICTS[verdict]}: {number_in_words(rows.height, 'row', 'rows')} of {source or 'this load'}"
    return {
        "load": LoadPage(line, Totals.of(line.counts)),
        "filters": ChangeFilter(
            {"table": source, "verdict": verdict},
            tables=[table.source for table in preview.incoming.tables],
            verdicts=VERDICTS.items(),
        ),
        "table": change_table(rows, pager, verdict=verdict, caption=caption),
    }


@page(Permission.LOAD_RETURN, methods=("POST",))
def load_commit(request: Request, number: int) -> HttpResponseBase:
    """Write all good rows of a checked load."""
    found = _found(number)
    try:
        commit_load(load=found, by=request.user, at=request.now)
    except Refusal as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, f"Load {number} is committed. Due dates and figures follow it from now on.")
    return redirect("imports:load", number)


@page(Permission.LOAD_RETURN, methods=("POST",))
def load_discard(request: Request, number: int) -> HttpResponseBase:
    """Drop a checked load and its uploaded files."""
    found = _found(number)
    try:
        discard_load(load=found, by=request.user, at=request.now)
    except Refusal as reason:
        messages.warning(request, str(reason))
        return redirect("imports:load", number)
    messages.success(request, f"Load {number} is discarded. No record was changed, and its files are removed.")
    return redirect("imports:load-list")


@form_page(Permission.UNDO_LOAD)
def load_undo(request: Request, number: int) -> HttpResponseBase:
    """Say what undoing means, then take a committed load back."""
    line = _line(request, number)
    refusal = ""
    if request.method == "POST":
        try:
            undo_load(load=_found(number), by=request.user, at=request.now)
        except Refusal as reason:
            refusal = str(reason)
        else:
            messages.success(request, f"Load {number} is undone. What it changed is as it was before.")
            return redirect("imports:load", number)
    if line.state != "committed":
        return redirect("imports:load", number)
    context = {"load": LoadPage(line, Totals.of(line.counts)), "refusal": refusal}
    return render(request, "imports/load_undo.jinja", context)


@page(Permission.VIEW_LOADS)
def template_download(request: Request) -> HttpResponse:
    """The empty templates with their data dictionary, for what the national returns do not hold."""
    response = HttpResponse(templates_as_zip(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="openiro-templates.zip"'
    return response


def _may(request: Request, permission: Permission) -> bool:
    return may(request.user, permission, on=request.today)


def _line(request: Request, number: int) -> LoadLine:
    try:
        return load_line(request.user, number, at=request.now)
    except UnableToFindLoad as missing:
        raise Http404 from missing


def _found(number: int) -> Any:
    try:
        return load_by_number(number)
    except UnableToFindLoad as missing:
        raise Http404 from missing
