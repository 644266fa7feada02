"""Decisions and disputes in the day of those who answer them, carry them out, and look after them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from openiro.core.queries import working_calendar
from openiro.domain.codes import meaning_of
from openiro.domain.words import sentence
from openiro.domain.working_days import WorkingCalendar
from openiro.escalations.queries import ConcernLine, DisputeLine, concerns_listed, disputes_waiting
from openiro.govuk.dates import long_date, medium_date
from openiro.reviews.queries import (
    DecisionFilters,
    DecisionLine,
    DecisionPage,
    DecisionRules,
    decision_rules,
    decisions_of_officer,
    decisions_owned,
    decisions_to_answer,
    open_decisions,
)
from openiro.web.home.lines import MOST, Action, Group, Line, Section, Stat, group_of, links_of
from openiro.web.shell.deadlines import left_until, rule_of, working_days
from openiro.web.shell.navigation import address

LineOf = Callable[[Sequence[DecisionLine], date], Line]
LONGEST = 90
MOST_READ = 200


def owner_sections(user: Any, on: date) -> list[Section]:
    """What a person is to carry out, and what managers objected to for the children whom they see."""
    rules = decision_rules(user, on=on)
    mine = decisions_owned(user, on=on, size=MOST, rules=rules)
    contested = open_decisions(user, DecisionFilters(standing="contested"), on=on, size=MOST, rules=rules)
    return [
        concerns_section(user, on, rules.answer.calendar),
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
    waiting = decisions_to_answer(user, on=on, rules=rules)
    disputes = disputes_section(user, on, rules.answer.calendar)
    sections = [
        _by_review("to-answer", "Decisions to answer", waiting, answer_line, "answer", on),
        disputes,
        concerns_section(user, on, rules.answer.calendar),
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


def officer_sections(user: Any, on: date, rules: DecisionRules) -> list[Section]:
    """What an officer looks after: objections to answer, decisions without an answer, and those that drift."""
    found = decisions_of_officer(user, on=on, limit=MOST_READ, rules=rules)
    drifting = [review_line(line, f"{line.outstanding} reviews", "late") for line in found.drifting.lines[:MOST]]
    sections = [
        _by_review("unanswered", "Decisions not answered yet", found.unanswered, unanswered_line, "list", on),
        _section("drifting", "On the list for several reviews", found.drifting, drifting, "list", query="?repeated=on"),
    ]
    calendar = rules.answer.calendar
    return [disputes_section(user, on, calendar), concerns_section(user, on, calendar, raised=True), *sections]


def disputes_section(user: Any, on: date, calendar: WorkingCalendar) -> Section:
    """Disputes that wait for the answer of this person, the earliest last day first."""
    waiting = disputes_waiting(user, on=on, answering=True, limit=MOST, calendar=calendar)
    lines = tuple(dispute_line(line, on) for line in waiting.lines)
    return Section(
        "disputes", "Disputes to answer", lines, waiting.total, see_all=address("challenge:list"), tone="late"
    )


def concerns_section(user: Any, on: date, calendar: WorkingCalendar, *, raised: bool = False) -> Section:
    """Concerns put to this person that wait for an answer; `raised`: those that they raised and nobody answered."""
    found = concerns_listed(user, on=on, waiting_for_me=not raised, asked_by_me=raised, size=MOST, calendar=calendar)
    lines = tuple(concern_line(line, on, answering=not raised) for line in found.lines)
    title = "Concerns without an answer" if raised else "Concerns to answer"
    return Section("concerns", title, lines, found.total, see_all=address("challenge:concerns"), tone="soon")


def concern_line(line: ConcernLine, on: date, *, answering: bool) -> Line:
    """A concern that waits, with the days left for an answer."""
    left = left_until(line.due_on, line.days_left, on)
    who = f"from {line.raised_by}" if answering else f"put to {line.to}"
    return Line(
        text=line.child,
        href=address("challenge:concern", line.reference, line.number),
        leads_to=f"concern {line.number}",
        hint=f"{meaning_of('DISPUTE_THEME', line.theme)}, {who}",
        chip=left.sentence,
        tone=left.tone,
        rule=f"answer by {medium_date(line.due_on)}",
    )


def answer_line(lines: Sequence[DecisionLine], on: date) -> Line:
    """The decisions of one review that wait for the manager, with the days left of the 5."""
    first, about = lines[0], _about(lines)
    action = Action("Answer", f"{address('decisions:answer')}?review={first.review_number}")
    return replace(unanswered_line(lines, on), hint=about, actions=links_of(action), about=f"{_child(first)}: {about}")


def unanswered_line(lines: Sequence[DecisionLine], on: date) -> Line:
    """The decisions of one review that wait for a manager, as its officer sees them."""
    first = lines[0]
    left = left_until(first.answer_due_on, first.answer_days_left, on)
    return Line(
        text=_child(first),
        href=_review(first),
        leads_to=_which(first),
        hint=f"{first.manager or 'No manager'}: {_about(lines)}",
        chip=left.sentence,
        tone=left.tone,
        rule=f"answer by {medium_date(first.answer_due_on)}" if first.answer_due_on else "",
    )


def carry_out_line(line: DecisionLine) -> Line:
    """A decision that this person is to carry out."""
    due = f"due {medium_date(line.due_on)}" if line.due_on else ""
    chip, tone = ("Overdue", "late") if line.is_overdue else (sentence(due) or "No day", "info")
    waits = "" if line.is_implementable else f"{sentence(line.state)}. "
    return Line(
        text=_child(line),
        href=_review(line),
        leads_to=_which(line),
        hint=f"{waits}{_short(line.text)}",
        chip=chip,
        tone=tone,
        rule=due if line.is_overdue else "",
        actions=links_of(Action("Say how far", address("decisions:mine"))),
        about=f"{_child(line)}, decision {line.place}",
    )


def review_line(line: DecisionLine, chip: str, tone: str) -> Line:
    """A decision that stands out for the reason in `chip`."""
    return Line(
        text=_child(line),
        href=_review(line),
        leads_to=_which(line),
        hint=_short(line.text),
        chip=chip,
        tone=tone,
    )


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
        leads_to=f"dispute {line.number}",
        hint=f"{meaning_of('DISPUTE_THEME', line.theme)}, {line.stage.name.lower()}",
        chip=left.sentence,
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


def _by_review(
    anchor: str,
    title: str,
    page: DecisionPage,
    line_of: Callable[[Sequence[DecisionLine], date], Line],
    to: str,
    on: date,
) -> Section:
    """One line for each review, which holds several decisions; they come in the order of their last day."""
    reviews: dict[int, list[DecisionLine]] = {}
    for line in page.lines:
        reviews.setdefault(line.review_number, []).append(line)
    shown = tuple(line_of(each, on) for each in list(reviews.values())[:MOST])
    lead, see_all = f"{rule_of('after.manager')}.", address(f"decisions:{to}")
    return Section(anchor, title, shown, len(reviews), lead=lead, see_all=see_all, tone="soon", count=page.total)


def _about(lines: Sequence[DecisionLine]) -> str:
    """What waits: the decision itself, or how many there are of which review."""
    if len(lines) == 1:
        return _short(lines[0].text)
    held_on = lines[0].held_on
    return f"{len(lines)} decisions of the review{f' of {long_date(held_on)}' if held_on else ''}"


def _stat(label: str, number: int, href: str) -> Stat:
    return Stat(label, f"{number:,}", "", href, "soon" if number else "good")


def _child(line: DecisionLine) -> str:
    return line.child or line.child_code


def _which(line: DecisionLine) -> str:
    return f"review {line.review_number}"


def _review(line: DecisionLine) -> str:
    return address("reviews:review-answers", line.reference, line.review_number)


def _short(text: str) -> str:
    """The beginning of a decision, cut between two words."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
