"""Young people who turn 18 soon: what should be ready by then."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.checks_policy import Check
from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.govuk import forms
from openiro.govuk.dates import medium_date
from openiro.people.queries import policy_in_force
from openiro.reviews.queries.turning import READY_BY_18, Readiness, TurningLine, TurningPage, turning_18
from openiro.web.shell.access import page
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import ENDLESS, Pager
from openiro.web.shell.request import Request
from openiro.web.shell.tables import Cell, Column, Table

ROWS = 25
MONTHS = ("3", "6", "12", "24")
USUAL = "12"
NEAR_MONTHS = 6
# What a review answered, as the line below what was done.
ANSWERS = {"yes": "in order", "no": "not in order", "not_applicable": "does not apply"}


class WithinForm(forms.Form):
    """How far ahead to look."""

    marks_optional = False

    within = forms.SelectField(
        label="Turning 18 within", blank="", required=False, options=[(each, f"{each} months") for each in MONTHS]
    )


@page(Permission.RECORD_CHECKS)
def turning(request: Request) -> HttpResponseBase:
    """Those in care who turn 18 in the months ahead, with the health passport, the pathway plan and staying put."""
    asked = request.GET.get("within", "")
    months = asked if asked in MONTHS else USUAL
    number = Pager(request.GET, ENDLESS, ROWS).number

    def ask() -> TurningPage:
        return turning_18(request.user, on=request.today, months=int(months), page=number, size=ROWS)

    found = kept(request, "turning", ask, months, number)
    listed = policy_in_force(on=request.today).checks.checks
    checks = {id: listed[id] for id in READY_BY_18 if id in listed}
    given = {
        "form": WithinForm({"within": months}),
        "table": _table(found.lines, checks, pager=Pager(request.GET, found.total, ROWS), on=request.today),
    }
    return render(request, "children/turning.jinja", given)


def _table(lines: Sequence[TurningLine], checks: Mapping[str, Check], *, pager: Pager, on: date) -> Table:
    return Table(
        caption="Turning 18",
        caption_hidden=True,
        columns=(
            Column("Young person"),
            Column("Turns 18"),
            *(Column(check.title) for check in checks.values()),
            Column("Last review"),
            Column("IRO, until that day"),
        ),
        rows=[_row(line, checks, on) for line in lines],
        empty="Nobody whose checks you keep turns 18 in that time.",
        pager=pager,
    )


def _row(line: TurningLine, checks: Mapping[str, Check], on: date) -> Sequence[Cell | str]:
    child = line.child
    href = reverse("children:checks", args=[child.reference])
    who = Cell(child.name or child.code, href=href, about="checks and plans", hint=child.code if child.name else "")
    days = (line.turns_on - on).days
    when = Cell(medium_date(line.turns_on), hint="today" if not days else f"in {days} day{'' if days == 1 else 's'}")
    ready = [_ready(line, check, on) for check in checks.values()]
    return (who, when, *ready, _review(line), child.officer or Cell("No IRO", tone="late"))


def _ready(line: TurningLine, check: Check, on: date) -> Cell:
    known = line.ready[check.id]
    if line.child.age < check.from_age and known.done_on is None:
        return Cell("Not due yet", hint=f"from {check.from_age} on")
    if check.id == "staying_put":
        return _staying(line, known, on)
    if known.answer == "not_applicable":
        return Cell("Does not apply", hint=_answer(known))
    if known.done_on is None:
        is_fine = known.answer == "yes"
        return Cell("In order", hint=_answer(known)) if is_fine else _missing("Not recorded", known, line, on)
    months = check.every[-1].months if check.every else 0
    words = f"Done {medium_date(known.done_on)}"
    if months and add_months(known.done_on, months) < on:
        return Cell("Past its day", tone="late", hint=words)
    return Cell(words, hint=_answer(known))


def _staying(line: TurningLine, known: Readiness, on: date) -> Cell:
    if line.staying_on is not None:
        return Cell(f"Agreed {medium_date(line.staying_on)}")
    if not line.is_fostered:
        return Cell("Not with a foster carer")
    return Cell("Considered", hint=_answer(known)) if known.answer == "yes" else _missing("Not agreed", known, line, on)


def _missing(words: str, known: Readiness, line: TurningLine, on: date) -> Cell:
    """What is not ready: pressing in the last months."""
    is_near = line.turns_on < add_months(on, NEAR_MONTHS)
    words = "Not in order" if known.answer == "no" else words
    return Cell(words, tone="late" if is_near else "soon", hint=_answer(known))


def _answer(known: Readiness) -> str:
    if known.answered_on is None:
        return ""
    return f"review of {medium_date(known.answered_on)}: {ANSWERS[known.answer]}"


def _review(line: TurningLine) -> Cell | str:
    """The review that is planned before the day, or by when one is due before it."""
    planned, due = line.child.planned, line.child.due
    if planned is not None and planned.planned_on < line.turns_on:
        return Cell(medium_date(planned.planned_on), hint="planned")
    if due is not None and due.due_on is not None and due.due_on < line.turns_on:
        return Cell("Not planned", tone="soon", hint=f"due by {medium_date(due.due_on)}")
    return "None due before then"
