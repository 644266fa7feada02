"""The pattern between reviews by officer and team, and where plans drift."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.domain.words import sentence
from openiro.govuk.dates import medium_date
from openiro.people.queries import may
from openiro.proceedings.queries import CourtCase, Standing, cases_listed
from openiro.reviews.queries import DecisionFilters, DecisionPage, WorkList, open_decisions
from openiro.reviews.queries.oversight import (
    Consultation,
    LateStep,
    LongTermPlan,
    Monitored,
    PatternLine,
    consultation_on_changes,
    long_term_plans,
    monitored,
    pattern_between,
    permanence_overdue,
    permanence_steps_late,
)
from openiro.web.shell.access import page
from openiro.web.shell.deadlines import counted
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request
from openiro.web.shell.tables import Cell, Column, Table

MOST, MONTHS, ROWS = 10, 12, 25
PAGED = ("officers", "teams")
COUNTED = ("Children", "Checks overdue", "Not seen in time", "Changes waiting", "IRO not told", "Updates late")


@page(Permission.VIEW_OVERSIGHT)
def pattern(request: Request) -> HttpResponseBase:
    """How it stands between reviews with the children of each officer and each team."""
    pages = [request.GET.get(key) for key in PAGED]
    return render(request, "oversight/pattern.jinja", kept(request, "pattern", lambda: _pattern(request), pages))


def _pattern(request: Request) -> dict[str, Any]:
    """The pages of the officers and teams that are asked for, and what was done."""
    user, on = request.user, request.today
    since = add_months(on, -MONTHS)
    found = pattern_between(user, on=on)
    done = monitored(user, from_on=since, to_on=on, on=on)
    told = consultation_on_changes(user, from_on=since, to_on=on, on=on)
    levels = [replace(line, name=meaning_of("OVERSIGHT_LEVEL", line.name)) for line in found.by_level]
    officers, teams = (
        Pager(request.GET, len(lines), ROWS, key)
        for key, lines in zip(PAGED, (found.by_officer, found.by_team), strict=True)
    )
    return {
        "by_level": _pattern_table("By how closely they are watched", "Oversight", levels, ""),
        "since": since,
        "children": done.children,
        "checks": _checks_table(done),
        "visits": _visits_table(done),
        "told_before": _told_table(told),
        "exploitation": _exploitation_table(told),
        "by_officer": _pattern_table("By officer", "Officer", found.by_officer, "No officer", officers),
        "by_team": _pattern_table("By team", "Team", found.by_team, "No team", teams),
    }


@page(Permission.VIEW_OVERSIGHT)
def drift(request: Request) -> HttpResponseBase:
    """Decisions overdue, children without a plan for permanence or behind with it, and proceedings delayed."""
    return render(request, "oversight/drift.jinja", kept(request, "drift", lambda: _shown(request)))


def _shown(request: Request) -> dict[str, Any]:
    """The first of each, and how many there are: no more is kept."""
    overdue, lacking, late, long_term, delayed = _drift(request)
    return {
        "court": _court_table(delayed[:MOST]),
        "court_total": len(delayed),
        "overdue": _decision_table(overdue),
        "overdue_total": overdue.total,
        "overdue_href": f"{reverse('decisions:list')}?standing=overdue",
        "repeated_href": f"{reverse('decisions:list')}?repeated=on",
        "permanence": _permanence_table(lacking),
        "steps": _steps_table(late[:MOST]),
        "steps_total": len(late),
        "permanence_total": lacking.total,
        "long_term": _long_term_table(long_term[:MOST]),
        "not_matched": sum(line.matched_on is None for line in long_term),
        "matched": sum(line.matched_on is not None for line in long_term),
    }


def _checks_table(done: Monitored) -> Table:
    rows = [
        (meaning_of("OVERSIGHT_KIND", kind), meaning_of("OVERSIGHT_OUTCOME", outcome), f"{number:,}")
        for kind, outcome, number in done.checks
    ]
    columns = (Column("Check"), Column("What came of it"), Column("Checks", numeric=True))
    return Table("Checks by what came of them", columns, rows, "No check was recorded.")


def _visits_table(done: Monitored) -> Table:
    rows = [(meaning_of("CONTACT_STANDING", standing), f"{number:,}") for standing, number in done.visits]
    columns = (Column("Visits to the child"), Column("Visits", numeric=True))
    return Table("Visits offered and made", columns, rows, "No visit was offered or made.")


def _told_table(found: Consultation) -> Table:
    """Changes by kind; those of which nobody told the IRO in time stand out, and those that no review looked at."""
    headings = ("Changes", "IRO told before", "Told only after", "Not told", "Review held before")
    rows = [
        (
            meaning_of("CHANGE_EVENT", each.event),
            f"{each.changes:,}",
            f"{each.before:,}",
            *(Cell(f"{count:,}", tone="late") if count else "0" for count in (each.after, each.not_told)),
            "Not asked for" if each.reviewed is None else f"{each.reviewed:,}",
        )
        for each in found.changes
    ]
    columns = (Column("Change"), *(Column(text, numeric=True) for text in headings))
    return Table("Changes, and whether the IRO was consulted before", columns, rows, "No such change was told of.")


def _exploitation_table(found: Consultation) -> Table:
    rows = [(sentence(part), f"{number:,}") for part, number in found.exploitation]
    columns = (Column("Young person"), Column("Meetings", numeric=True))
    return Table("Young people in meetings about exploitation", columns, rows, "No such meeting was recorded.")


def _drift(
    request: Request,
) -> tuple[DecisionPage, WorkList, list[LateStep], list[LongTermPlan], list[CourtCase]]:
    """Everything that the page of drift shows."""
    user, on = request.user, request.today
    may_court = may(user, Permission.VIEW_COURT, on=on)
    return (
        open_decisions(user, DecisionFilters(standing="overdue"), on=on, size=MOST),
        permanence_overdue(user, on=on, limit=MOST),
        permanence_steps_late(user, on=on),
        long_term_plans(user, on=on),
        cases_listed(user, on=on, standing=Standing.DELAYED) if may_court else [],
    )


def _pattern_table(
    caption: str, heading: str, lines: Sequence[PatternLine], nobody: str, pager: Pager | None = None
) -> Table:
    return Table(
        caption=caption,
        columns=(Column(heading), *(Column(each, numeric=True) for each in COUNTED)),
        rows=[
            (
                line.name or nobody,
                f"{line.children:,}",
                *(
                    Cell(f"{count:,}", tone="late") if count else "0"
                    for count in (line.checks_late, line.unseen, line.waiting, line.untold, line.updates_late)
                ),
            )
            for line in (pager.cut(lines) if pager else lines)
        ],
        empty="Nobody looked after is in sight.",
        pager=pager,
    )


def _decision_table(found: DecisionPage) -> Table:
    return Table(
        caption="Decisions overdue",
        caption_hidden=True,
        columns=(Column("Child"), Column("Decision"), Column("Was due"), Column("On the list")),
        rows=[
            (
                Cell(
                    line.child or line.child_code,
                    href=reverse("reviews:review-answers", args=[line.reference, line.review_number]),
                ),
                line.text,
                medium_date(line.due_on) if line.due_on else "No day",
                counted(line.outstanding, "review", "reviews") if line.outstanding else "Not yet",
            )
            for line in found.lines
        ],
        empty="No decision is overdue.",
    )


def _court_table(found: Sequence[CourtCase]) -> Table:
    return Table(
        caption="Proceedings delayed",
        caption_hidden=True,
        columns=(Column("Child"), Column("Weeks", numeric=True), Column("Causes")),
        rows=[
            (
                Cell(case.child, href=reverse("court:child", args=[case.reference])),
                f"{case.weeks}",
                "; ".join(dict.fromkeys(meaning_of("COURT_DELAY", each.cause) for each in case.delays))
                or "No cause noted",
            )
            for case in found
        ],
        empty="No proceedings are delayed.",
    )


def _permanence_table(found: WorkList) -> Table:
    return Table(
        caption="No plan for permanence",
        caption_hidden=True,
        columns=(Column("Child"), Column("Officer"), Column("Next review due")),
        rows=[
            (
                Cell(line.name or line.code, href=reverse("children:child", args=[line.reference])),
                line.officer or "No officer",
                medium_date(line.due.due_on) if line.due and line.due.due_on else "Not known",
            )
            for line in found.shown
        ],
        empty="Every child with two reviews held has a plan for permanence.",
    )


def _long_term_table(found: Sequence[LongTermPlan]) -> Table:
    return Table(
        caption="Long-term foster care",
        caption_hidden=True,
        columns=(Column("Child"), Column("Officer"), Column("Agreed"), Column("Match")),
        rows=[
            (
                Cell(line.child, href=reverse("children:checks", args=[line.reference]), about="long-term foster care"),
                line.officer or "No officer",
                medium_date(line.agreed_on),
                Cell(f"Matched {medium_date(line.matched_on)}", tone="good")
                if line.matched_on
                else Cell("Not matched yet", tone="soon"),
            )
            for line in found
        ],
        empty="No plan for long-term foster care stands.",
    )


def _steps_table(found: Sequence[LateStep]) -> Table:
    return Table(
        caption="Steps to permanence past their day",
        caption_hidden=True,
        columns=(Column("Child"), Column("Step"), Column("Was planned for"), Column("Cause")),
        rows=[
            (
                Cell(line.child, href=reverse("children:checks", args=[line.reference]), about="checks and plans"),
                meaning_of("PERMANENCE_STEP", line.step),
                medium_date(line.planned_on),
                meaning_of("PERMANENCE_DELAY", line.delay_reason) if line.delay_reason else "No cause noted",
            )
            for line in found
        ],
        empty="Every step planned so far was taken by its day, or waits for a day to come.",
    )
