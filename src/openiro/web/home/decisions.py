"""Decisions and disputes in the day of those who answer them, carry them out, and look after them."""

from datetime import date
from typing import Any

from openiro.core.queries import working_calendar
from openiro.domain.codes import meaning_of
from openiro.domain.working_days import WorkingCalendar
from openiro.escalations.queries import DisputeLine, disputes_waiting
from openiro.govuk.dates import medium_date
from openiro.reviews.queries import (
    DecisionFilters,
    DecisionLine,
    DecisionPage,
    decision_rules,
    decisions_of_officer,
    decisions_owned,
    decisions_to_answer,
    open_decisions,
)
from openiro.web.home.lines import MOST, Action, Group, Line, Section, Stat, group_of, links_of
from openiro.web.shell.deadlines import left_until, rule_of, working_days
from openiro.web.shell.navigation import address

LONGEST = 90


def owner_sections(user: Any, on: date) -> list[Section]:
    """What a person is to carry out, and what managers objected to for the children whom they see."""
    rules = decision_rules(user, on=on)
    mine = decisions_owned(user, on=on, size=MOST, rules=rules)
    contested = open_decisions(user, DecisionFilters(standing="contested"), on=on, size=MOST, rules=rules)
    return [
        _section("to-do", "Decisions to carry out", mine, [carry_out_line(line) for line in mine.lines], "mine"),
        _section(
            "objected",
            "Decisions objected to",
            contested,
            [review_line(line, "Objected to", "late") for line in contested.lines],
            "list",
            lead="Do not carry these out until the objection is settled.",
        ),
    ]


def answering_group(user: Any, on: date) -> Group:
    """The day of a team's manager: decisions to answer, and disputes whose stage is theirs."""
    rules = decision_rules(user, on=on)
    waiting = decisions_to_answer(user, on=on, limit=MOST, rules=rules)
    lines = [answer_line(line, on) for line in waiting.lines]
    disputes = disputes_section(user, on, rules.answer.calendar)
    sections = [
        _section("to-answer", "Decisions to answer", waiting, lines, "answer", lead=f"{rule_of('after.manager')}."),
        disputes,
    ]
    stats = (
        _stat("Decisions to answer", waiting.total, "#to-answer"),
        _stat("Disputes to answer", disputes.total, "#disputes"),
    )
    return group_of("Waiting for your answer", sections, stats)


def senior_group(user: Any, on: date) -> Group:
    """The day of those whom disputes reach at a later stage."""
    return Group(
        "What has reached you",
        tuple(section for section in [disputes_section(user, on, working_calendar())] if section.lines),
        done="No dispute waits for your answer",
    )


def officer_sections(user: Any, on: date) -> list[Section]:
    """What an officer looks after: objections to answer, decisions without an answer, and those that drift."""
    rules = decision_rules(user, on=on)
    found = decisions_of_officer(user, on=on, limit=MOST, rules=rules)
    drifting = [review_line(line, f"{line.outstanding} reviews", "late") for line in found.drifting.lines]
    unanswered = [unanswered_line(line, on) for line in found.unanswered.lines]
    sections = [
        _section("unanswered", "Decisions not answered yet", found.unanswered, unanswered, "list"),
        _section("drifting", "On the list for several reviews", found.drifting, drifting, "list", query="?repeated=on"),
    ]
    return [disputes_section(user, on, rules.answer.calendar), *sections]


def disputes_section(user: Any, on: date, calendar: WorkingCalendar) -> Section:
    """Disputes that wait for the answer of this person, the earliest last day first."""
    waiting = disputes_waiting(user, on=on, answering=True, limit=MOST, calendar=calendar)
    lines = tuple(dispute_line(line, on) for line in waiting.lines)
    return Section(
        "disputes", "Disputes to answer", lines, waiting.total, see_all=address("challenge:list"), tone="late"
    )


def answer_line(line: DecisionLine, on: date) -> Line:
    """A decision that waits for the manager, with the days left of the 5."""
    left = left_until(line.answer_due_on, line.answer_days_left, on)
    return Line(
        text=_child(line),
        href=_review(line),
        hint=_short(line.text),
        chip=left.text.capitalize(),
        tone=left.tone,
        rule=f"answer by {medium_date(line.answer_due_on)}" if line.answer_due_on else "",
        actions=links_of(Action("Answer", f"{address('decisions:answer')}?review={line.review_number}")),
        about=f"{_child(line)}, decision {line.place}",
    )


def unanswered_line(line: DecisionLine, on: date) -> Line:
    """A decision that waits for a manager, as its officer sees it."""
    left = left_until(line.answer_due_on, line.answer_days_left, on)
    return Line(
        text=_child(line),
        href=_review(line),
        hint=f"{line.manager or 'No manager'}: {_short(line.text)}",
        chip=left.text.capitalize(),
        tone=left.tone,
        rule=f"answer by {medium_date(line.answer_due_on)}" if line.answer_due_on else "",
    )


def carry_out_line(line: DecisionLine) -> Line:
    """A decision that this person is to carry out."""
    due = f"due {medium_date(line.due_on)}" if line.due_on else ""
    chip, tone = ("Overdue", "late") if line.is_overdue else (due.capitalize() or "No day", "info")
    waits = "" if line.is_implementable else f"{line.state[:1].upper()}{line.state[1:]}. "
    return Line(
        text=_child(line),
        href=_review(line),
        hint=f"{waits}{_short(line.text)}",
        chip=chip,
        tone=tone,
        rule=due if line.is_overdue else "",
        actions=links_of(Action("Say how far", address("decisions:mine"))),
        about=f"{_child(line)}, decision {line.place}",
    )


def review_line(line: DecisionLine, chip: str, tone: str) -> Line:
    """A decision that stands out for the reason in `chip`."""
    return Line(text=_child(line), href=_review(line), hint=_short(line.text), chip=chip, tone=tone)


def dispute_line(line: DisputeLine, on: date) -> Line:
    """A dispute at its stage, with the days left of it and of all formal stages."""
    reference, name = line.children[0]
    left = left_until(line.stage.due_on, line.stage.days_left, on)
    total = line.total_days_left
    all_stages = "" if total is None else f"{working_days(max(total, 0))} left of all stages"
    href = address("challenge:dispute", reference, line.number)
    return Line(
        text=name,
        href=href,
        hint=f"{meaning_of('DISPUTE_THEME', line.theme)}, {line.stage.name.lower()}",
        chip=left.text.capitalize(),
        tone=left.tone,
        rule=all_stages or f"answer by {medium_date(line.stage.due_on)}",
        actions=links_of(Action("Answer", address("challenge:dispute-reply", reference, line.number))),
        about=name,
    )


def _section(
    anchor: str, title: str, page: DecisionPage, lines: list[Line], to: str, *, lead: str = "", query: str = ""
) -> Section:
    see_all = f"{address(f'decisions:{to}')}{query}"
    return Section(anchor, title, tuple(lines), page.total, lead=lead, see_all=see_all, tone="soon")


def _stat(label: str, number: int, href: str) -> Stat:
    return Stat(label, f"{number:,}", "", href, "soon" if number else "good")


def _child(line: DecisionLine) -> str:
    return line.child or line.child_code


def _review(line: DecisionLine) -> str:
    return address("reviews:review-answers", line.reference, line.review_number)


def _short(text: str) -> str:
    """The beginning of a decision, cut between two words."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
