"""Forms, ambers and reds, and meetings as tables and facts."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from openiro.domain.codes import meaning_of
from openiro.domain.monitoring import IssueState
from openiro.domain.quality_policy import About, QuestionKind
from openiro.govuk.dates import date_and_time, long_date, medium_date
from openiro.quality.queries import (
    AnswerLine,
    CopyLine,
    FormLine,
    FormsDue,
    IssueLine,
    MeetingSummary,
    Quality,
    ReplyLine,
)
from openiro.reporting.practice_sections import quarter_in_words
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table

TONES = {"green": "good", "amber": "soon", "red": "late", "yes": "good", "no": "late"}
STATES = {IssueState.ANSWERED: "info", IssueState.DISPUTED: "late", IssueState.RESOLVED: "good"}
NO_TEAM = "No team known"
ABOUT = {
    About.ISSUES: "Open ambers and reds",
    About.REPORTS: "Late reports",
    About.DECISIONS: "Decisions outstanding",
    About.PERMANENCE: "No plan for permanence",
    About.GOOD: "Good practice",
    About.ACTIONS: "Actions of the last meeting",
}


def rating_cell(answer: str) -> Cell:
    """A rating, or yes and no, in words and colour."""
    words = {"not_applicable": "Does not apply"}.get(answer, answer.capitalize())
    return Cell(words, tone=TONES.get(answer, "quiet"))


def form_tables(answers: Sequence[AnswerLine], sheets: Any) -> list[Table]:
    """One table for each sheet of the form."""
    return [
        table
        for id, title in sheets.items()
        if (table := _sheet(title, [line for line in answers if line.question.sheet == id])).rows
    ]


def issue_table(lines: Sequence[IssueLine], *, on: date, caption: str, pager: Pager | None = None) -> Table:
    """What is amber or red, with how it stands."""
    columns = (Column("Child"), Column("Rating"), Column("About"), Column("Team"), Column("Standing"))
    return Table(caption, columns, [_issue_row(line, on) for line in lines], "Nothing is amber or red.", pager=pager)


def due_table(found: FormsDue, *, on: date) -> Table:
    """The forms that are to be sent."""
    rows: list[list[Cell | str]] = []
    for each in found.shown:
        left = left_until(each.due_on, each.days_left, on)
        href = reverse("quality:fill-in", args=[each.reference, each.review_number])
        chip = Cell(left.sentence, tone=left.tone, chip=True, hint=f"due {medium_date(each.due_on)}")
        begun = "Begun" if each.begun else "Not begun"
        rows.append([Cell(each.child, href=href, hint=f"Review of {medium_date(each.held_on)}"), begun, chip])
    columns = (Column("Child"), Column("Form"), Column("Days left"))
    return Table(f"Forms due ({found.total:,})", columns, rows, "No form is due.")


def child_table(lines: Sequence[FormLine]) -> Table:
    """The forms of a child in their versions."""
    rows: list[list[Cell | str]] = [
        [
            Cell(
                f"Review of {long_date(line.held_on)}, version {line.version}",
                href=reverse("quality:form", args=[line.reference, line.number])
                if line.sent_at
                else reverse("quality:fill-in", args=[line.reference, line.review_number]),
            ),
            Cell(date_and_time(line.sent_at), hint=line.sent_by) if line.sent_at else "Being filled in",
        ]
        for line in lines
    ]
    return Table("Monitoring forms", (Column("Form"), Column("Sent")), rows, "No form is written yet.")


def reply_table(lines: Sequence[ReplyLine]) -> Table | None:
    """What was answered; None where nothing was."""
    rows: list[list[Cell | str]] = [
        [
            Cell(line.by, hint=date_and_time(line.at)),
            line.words,
            _reply_kind(line),
        ]
        for line in lines
    ]
    return Table("Answers", (Column("By"), Column("Answer"), Column("Actions")), rows) if rows else None


def copy_table(lines: Sequence[CopyLine]) -> Table:
    """What forms say of placements and commissioned services, and whether the placement was reported on."""
    rows: list[list[Cell | str]] = [
        [
            Cell(
                f"Form {line.number}, review of {long_date(line.held_on) if line.held_on else 'a day not known'}",
                href=reverse("quality:copy", args=[line.number]),
            ),
            placement_words(line),
            date_and_time(line.sent_at) if line.sent_at else "",
            Cell(f"Sent {medium_date(line.reported_at)}", tone="good") if line.reported_at else "Not sent yet",
        ]
        for line in lines
    ]
    columns = (Column("Form"), Column("Placement"), Column("Sent"), Column("Report on the placement"))
    return Table("Copies", columns, rows, "No form has been copied to you yet.")


def placement_words(line: CopyLine) -> str:
    """What kind of placement it is, who provides it, and its number with Ofsted; 'Not known' where nothing is."""
    told = (
        meaning_of("PLACE", line.place) if line.place else "",
        meaning_of("PLACE_PROVIDER", line.provider) if line.provider else "",
        f"URN {line.urn}" if line.urn else "",
    )
    return "; ".join(filter(None, told)) or "Not known"


def glance_tables(found: Quality, pager: Pager) -> list[Table]:
    """By team with rates, a page of them, and by theme."""
    return [_teams(found, pager), _themes(found)]


def meeting_table(lines: Sequence[MeetingSummary]) -> Table:
    """The meetings, the latest first."""
    rows: list[list[Cell | str]] = [
        [
            Cell(
                f"{line.name}, {long_date(line.held_on)}" + (f", {line.team}" if line.team else ""),
                href=reverse("quality:meeting", args=[line.number]),
            ),
            f"{line.lines:,}",
            Cell("Closed", tone="good") if line.is_closed else Cell("Being prepared or noted", tone="info"),
        ]
        for line in lines
    ]
    columns = (Column("Meeting"), Column("Lines", numeric=True), Column("Standing"))
    return Table("Meetings", columns, rows, "No meeting is prepared yet.")


def item_code(about: About, code: str) -> str:
    """The code of a line of an agenda in words."""
    if about is About.GOOD:
        return meaning_of("COMPLIMENT_THEME", code) if code else "From a monitoring form"
    return code.capitalize()


def item_href(about: About, reference: Any, number: int | None) -> str:
    """The page behind a line of an agenda; empty where there is none."""
    if reference is None:
        return ""
    names = {About.ISSUES: "quality:child", About.DECISIONS: "reviews:review", About.REPORTS: "reviews:review"}
    name = names.get(about, "children:child")
    return reverse(name, args=[reference, number] if name == "reviews:review" else [reference])


def percent(share: Fraction | None) -> str:
    """'87%'; 'Not known' where nothing was counted."""
    return "Not known" if share is None else f"{float(share):.0f}%"


def _sheet(title: str, lines: Sequence[AnswerLine]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            line.question.title,
            rating_cell(line.given.answer) if line.given.answer else "",
            Cell(line.given.words or "Nothing said", hint=_hint(line)),
        ]
        for line in lines
    ]
    return Table(title, (Column("Question"), Column("Answer"), Column("In words")), rows)


def _hint(line: AnswerLine) -> str:
    if line.taken:
        return "Taken from the review"
    theme = line.given.theme or (line.question.theme if line.given.answer in ("amber", "red") else "")
    parts = [meaning_of("DISPUTE_THEME", theme) if theme else "", line.given.agency]
    return ", ".join(filter(None, parts)) if line.question.kind is QuestionKind.RATING else ""


def _issue_row(line: IssueLine, on: date) -> list[Cell | str]:
    theme = meaning_of("DISPUTE_THEME", line.theme)
    return [
        Cell(
            line.child,
            href=reverse("quality:form", args=[line.reference, line.form_number]) + f"#rating-{line.number}",
            hint=f"since {medium_date(line.opened_on)}",
            about=line.question,
        ),
        rating_cell(line.rating),
        Cell(line.question, hint=f"{theme}, {line.agency}" if line.agency else theme),
        line.team or NO_TEAM,
        standing_cell(line, on),
    ]


def standing_cell(line: IssueLine, on: date) -> Cell:
    """How something amber or red stands, with the days left for an answer."""
    if line.days_left is not None:
        left = left_until(line.due_on, line.days_left, on)
        return Cell(left.sentence, tone=left.tone, chip=True, hint=f"answer by {medium_date(line.due_on)}")
    return Cell(line.state.capitalize(), tone=STATES.get(line.state, "quiet"))


def _reply_kind(line: ReplyLine) -> Cell | str:
    if line.of_placement:
        return Cell("Report on the placement", tone="info")
    return Cell("Complete", tone="good") if line.actions_complete else "Not confirmed"


def _teams(found: Quality, pager: Pager) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(each.team or NO_TEAM, href=_issues(team=each.team)),
            f"{each.reviews:,}",
            f"{each.amber:,}",
            f"{each.red:,}",
            "Not known" if each.per_100 is None else f"{float(each.per_100):.1f}",
            f"{each.open:,}",
        ]
        for each in pager.cut(found.teams)
    ]
    numbers = ("Reviews", "Amber", "Red", "For each 100 reviews", "Open now")
    columns = (Column("Team"), *(Column(text, numeric=True) for text in numbers))
    return Table("By team", columns, rows, "No review was held in this period.", pager=pager)


def _theme(theme: str) -> Cell:
    return Cell(meaning_of("DISPUTE_THEME", theme), href=_issues(theme=theme, standing="all"))


def _themes(found: Quality) -> Table:
    rows: list[list[Cell | str]] = [
        [_theme(theme), f"{number:,}", f"{still:,}"] for theme, number, still in found.themes
    ]
    columns = (Column("Theme"), Column("Found in the period", numeric=True), Column("Open now", numeric=True))
    return Table("Themes of ambers and reds", columns, rows, "Nothing was amber or red.")


def quarters_table(found: Quality) -> Table:
    """Results of forms: a row for each question, a column for each quarter."""
    by_key = {(each.question, each.first_on): each for each in found.results}
    rows: list[list[Cell | str]] = []
    for question in dict.fromkeys(each.question for each in found.results):
        cells: list[Cell | str] = [question]
        for quarter in found.quarters:
            each = by_key.get((question, quarter))
            of = Cell(percent(each.percent), hint=f"{each.good:,} of {each.answered:,}") if each else "None"
            cells.append(of)
        rows.append(cells)
    columns = (Column("Yes, or green"), *(Column(quarter_in_words(day), numeric=True) for day in found.quarters))
    return Table("Results of forms by quarter", columns, rows, "No form was sent in this period.")


def _issues(**query: str) -> str:
    wanted = {name: value for name, value in query.items() if value}
    return f"{reverse('quality:issues')}?{urlencode(wanted)}" if wanted else reverse("quality:issues")
