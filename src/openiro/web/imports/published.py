"""Pages of published statistics: what is held, an upload, what is new in it, and its removal."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.benchmarks.actions import check_published, commit_published, remove_published
from openiro.benchmarks.queries import (
    FileLine,
    UnableToFindPublished,
    published_file,
    published_file_by_number,
    published_files,
)
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.formats.open_statistics import list_template
from openiro.formats.open_statistics_layouts import LAYOUTS
from openiro.govuk import forms
from openiro.govuk.dates import date_and_time
from openiro.people.queries import may
from openiro.web.imports.uploads import staged
from openiro.web.shell.access import form_page, page
from openiro.web.shell.files import as_csv
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step, pressed
from openiro.web.shell.tables import Cell, Column, Table

LARGEST_PUBLISHED = 32 * 1024 * 1024
STATES = {
    "held": ("Counts", "good"),
    "checked": ("Waits for a decision", "soon"),
    "removed": ("Removed", "quiet"),
    "discarded": ("Discarded", "quiet"),
}
COUNTS = (
    ("new", "New figures"),
    ("changed", "Figures that say otherwise than the file before"),
    ("same", "Figures as before"),
    ("symbols", "Of all these, a symbol in place of a number"),
    ("neighbours", "Statistical neighbours"),
    ("regions", "Authorities with their region"),
)


class PublishedForm(forms.Form):
    """One published file as it was downloaded."""

    upload = forms.FileField(
        label="Published file",
        accept=".csv,.zip,.xlsx",
        hint="As it was downloaded, CSV, unchanged. Up to 32 MB.",
    )

    def clean_upload(self) -> Any:
        file = self.cleaned_data["upload"]
        if file.size > LARGEST_PUBLISHED:
            self.add_error("upload", "The file is larger than 32 MB, which no published file is. Select the right one")
        return file


@page(Permission.VIEW_LOADS)
def published_list(request: Request) -> HttpResponseBase:
    """What is held, by whom it was loaded and when; and what can be."""
    lines = published_files(request.user, at=request.now)
    given = {
        "table": _file_table(lines),
        "known": [each.title for each in LAYOUTS],
        "may_load": may(request.user, Permission.LOAD_RETURN, on=request.today),
    }
    return render(request, "imports/published.jinja", given)


@form_page(Permission.LOAD_RETURN)
def published_new(request: Request) -> HttpResponseBase:
    """Upload a published file and have it read; its figures count for nothing yet."""
    form = PublishedForm(request.POST, request.FILES) if request.method == "POST" else PublishedForm()
    if form.is_bound and form.is_valid():
        try:
            with staged([form.cleaned_data["upload"]]) as path:
                file = check_published(path=path, by=request.user, at=request.now)
            return redirect("imports:published-file", file.number)
        except Refusal as reason:
            form.refuse(reason, "upload")
    return render(request, "imports/published_new.jinja", {"form": form})


@page(Permission.VIEW_LOADS)
def published_one(request: Request, number: int) -> HttpResponseBase:
    """One published file: what it holds, what in it is new, and the decision."""
    line = _line(request, number)
    steps = {"checked": Permission.LOAD_RETURN, "held": Permission.UNDO_LOAD}
    decides = line.state in steps and may(request.user, steps[line.state], on=request.today)
    given = {"line": line, "facts": _facts(line), "state": STATES[line.state], "decides": decides}
    return render(request, "imports/published_one.jinja", given)


@form_page(Permission.LOAD_RETURN)
def published_commit(request: Request, number: int) -> HttpResponseBase:
    """The figures of a checked file count from now on."""
    line, file = _line(request, number), published_file_by_number(number)

    def act() -> str:
        commit_published(file=file, by=request.user, at=request.now)
        return "The figures of this file count now."

    return _step(request, line, act, "Use these figures", "Use them")


@form_page(Permission.UNDO_LOAD)
def published_remove(request: Request, number: int) -> HttpResponseBase:
    """A file counts no longer; those before it hold again."""
    line, file = _line(request, number), published_file_by_number(number)

    def act() -> str:
        remove_published(file=file, by=request.user, at=request.now)
        return "The file is removed. Figures of files before it hold again."

    title = "Discard this file" if line.state == "checked" else "Remove this file"
    return _step(request, line, act, title, title)


@page(Permission.VIEW_LOADS)
def published_template(request: Request) -> HttpResponseBase:
    """The empty list for figures copied from publications whose files are not read."""
    return as_csv("figures-copied-from-publications", list_template())


def _step(request: Request, line: FileLine, act: Any, title: str, button: str) -> HttpResponseBase:
    form = pressed(request)
    back = reverse("imports:published-file", args=[line.number])
    return form_step(request, None, form, act, title=title, button=button, back=back, facts=_facts(line))


def _line(request: Request, number: int) -> FileLine:
    try:
        return published_file(request.user, number, at=request.now)
    except UnableToFindPublished as missing:
        raise Http404 from missing


def years_of(line: FileLine) -> str:
    """'2020/21 to 2024/25'; nothing for a file without figures."""
    if line.years is None:
        return ""
    first, last = (f"{year - 1}/{year % 100:02}" for year in line.years)
    return first if first == last else f"{first} to {last}"


def _file_table(lines: list[FileLine]) -> Table:
    columns = [Column("File"), Column("Years"), Column("State"), Column("Loaded")]
    rows: list[list[Cell | str]] = []
    for line in lines:
        words, tone = STATES[line.state]
        href = reverse("imports:published-file", args=[line.number])
        rows.append(
            [
                Cell(line.layout.title, href=href, hint=line.file_name, about=f"file {line.number}"),
                years_of(line),
                Cell(words, tone=tone),
                Cell(date_and_time(line.committed_at or line.checked_at), hint=line.committed_by or line.checked_by),
            ]
        )
    return Table("Published files", columns, rows, empty="No published file is loaded yet")


def _facts(line: FileLine) -> list[tuple[str, str]]:
    facts = [
        ("What it is", line.layout.title),
        ("Source", line.layout.source),
        ("File", line.file_name),
        ("Collection years", years_of(line)),
        *((words, f"{line.counts.get(name, 0):,}" if line.counts.get(name) else "") for name, words in COUNTS),
        ("Read", f"{date_and_time(line.checked_at)}, {line.checked_by}"),
    ]
    for words, moment, who in (
        ("Counts since", line.committed_at, line.committed_by),
        ("Removed", line.removed_at, line.removed_by),
    ):
        facts += [(words, f"{date_and_time(moment)}, {who}")] if moment else []
    return [fact for fact in facts if fact[1]]
