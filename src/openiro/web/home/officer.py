"""The day of an officer, and of those whose children are reviewed."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from openiro.allocation.queries import Introduction, introductions_to_make
from openiro.domain.clocks import CLOCKS
from openiro.domain.review_status import ReviewState
from openiro.govuk.dates import clock_time, long_date, medium_date, short_date, weekday_date
from openiro.reviews.queries import (
    ListStatus,
    OfficerWork,
    ReviewToFinish,
    WeekReview,
    WorkLine,
    decision_rules,
    next_reviews,
    officer_work,
    officer_writing,
)
from openiro.web.home.between import checks_section
from openiro.web.home.decisions import officer_sections, owner_sections
from openiro.web.home.lines import (
    MOST,
    Action,
    Group,
    Line,
    Section,
    Stat,
    book,
    child_line,
    child_told,
    complete_booking,
    finish,
    group_of,
    links_of,
    pack_sent,
    to_child_list,
)
from openiro.web.home.writing import writing_sections
from openiro.web.shell.deadlines import counted, days_left, tone_of
from openiro.web.shell.navigation import address

SATURDAY = 5
TO_INTRODUCE = "The child is sent the welcome pack, and told who their IRO is and how to reach them."
MISSING = {"time": "no time", "place": "no place", "mode": "not said how it is held", "chair": "no IRO"}
STATES = {
    ReviewState.NOT_RECORDED: "Planned for {day}, and nothing is recorded",
    ReviewState.HELD: "Held on {day}, not completed",
    ReviewState.ADJOURNED: "Held on {day} and adjourned",
}


def officer_group(user: Any, on: date) -> Group:
    """An officer's day."""
    work, rules = officer_work(user, on=on), decision_rules(user, on=on)
    new = introductions_to_make(user, on=on, limit=MOST)
    waiting = {each.line.number for each in work.to_finish if each.state is ReviewState.NOT_RECORDED}
    overdue = tuple(line for line in work.overdue if line.number not in waiting)
    unbooked = tuple(line for line in work.due_soon if line.planned is None)
    late = [child_line(line, book(line), hint=_booked_for(line)) for line in work.booked_late]
    to_meet = [introduction_line(each, on) for each in new.shown]
    sections = [
        _section("overdue", "Overdue", [overdue_line(line) for line in overdue], ListStatus.OVERDUE, tone="late"),
        finish_section([finish_line(each, on) for each in work.to_finish], len(work.to_finish)),
        *writing_sections(officer_writing(user, on=on), on),
        _week_section(work, on),
        *officer_sections(user, on, rules),
        checks_section(user, on, rules.answer.calendar),
        _section("booked-late", "Booked after the last legal day", late, ListStatus.BOOKED_LATE, tone="late"),
        _section(
            "not-booked",
            "Due soon and not booked",
            [child_line(line, book(line)) for line in unbooked],
            ListStatus.DUE_SOON,
            tone="soon",
        ),
        _permanence_section(work),
        introductions_section("New to you", TO_INTRODUCE, to_meet, new.total),
        no_date_section([no_date_line(line) for line in work.no_due_date], len(work.no_due_date)),
    ]
    return group_of("Your reviews", sections, _stats(work, len(unbooked), new.total, on))


def worker_group(user: Any, on: date) -> Group:
    """The day of a child's social worker: decisions to carry out, objections, and the next reviews."""
    sections = [*owner_sections(user, on), *children_group(user, on).sections]
    return group_of("Your children", sections)


def children_group(user: Any, on: date) -> Group:
    """The next reviews of one's own children, for those who bring plans to them or prepare children for them."""
    found = next_reviews(user, on=on, limit=MOST)
    lines = tuple(
        child_line(line, hint=_booked_for(line) or "Not booked yet", with_officer=True) for line in found.shown
    )
    see_all = to_child_list(ListStatus.IN_CARE) if found.total > len(lines) else ""
    section = Section("next-reviews", "Next reviews", lines, found.total, see_all=see_all)
    return Group(
        "Your children", (section,) if lines else (), done="None of the children whom you see has a review ahead"
    )


def finish_section(lines: list[Line], total: int) -> Section:
    """Reviews that wait for their record, or to be completed."""
    adjourned = CLOCKS["review.adjourned"]
    return Section(
        "to-finish",
        "To record or complete",
        tuple(lines[:MOST]),
        total,
        lead=f"An adjourned review is completed {adjourned.limit_in_words} ({adjourned.source}).",
        tone="soon",
    )


def finish_line(each: ReviewToFinish, on: date, *, with_officer: bool = False) -> Line:
    """A review that waits: a planned one by its own last day, an adjourned one by the day to complete it."""
    hint = STATES[each.state].format(day=weekday_date(each.since))
    line = child_line(each.line, finish(each), hint=hint, with_officer=with_officer)
    if each.held_on is None:
        return line
    if each.do_by is None:
        return replace(line, chip="Not completed", tone="soon", rule="")
    is_past = each.do_by < on
    chip = days_left(each.days_left, is_past=is_past).capitalize()
    rule = f"complete it by {medium_date(each.do_by)}"
    return replace(line, chip=chip, tone=tone_of(each.days_left, is_past=is_past), rule=rule)


def introductions_section(title: str, lead: str, lines: list[Line], total: int) -> Section:
    """Children newly given to an officer, who wait for the pack or to be told."""
    return Section("new", title, tuple(lines), total, lead=lead, tone="info")


def introduction_line(each: Introduction, on: date, *, by_officer: bool = False) -> Line:
    """A child newly given to an officer; the buttons record what was done today."""
    done = [
        f"pack sent on {short_date(each.pack_sent_on)}" if each.pack_sent_on else "",
        f"child told on {short_date(each.child_told_on)}" if each.child_told_on else "",
    ]
    actions = (pack_sent(each),) if by_officer else (pack_sent(each), child_told(each))
    since = long_date(each.from_on)
    whose = f"Given to {each.officer} on {since}" if by_officer else f"Yours since {since}"
    return Line(
        text=each.name or each.code,
        href=address("children:child", each.reference),
        hint=", ".join(filter(None, [whose, *done])),
        chip=_ago((on - each.from_on).days),
        tone="info",
        actions=links_of(*actions),
        about=each.name or each.code,
    )


def no_date_section(lines: list[Line], total: int) -> Section:
    """Children in care whose next review date the records do not give."""
    return Section(
        "no-date",
        "Next review date not known",
        tuple(lines[:MOST]),
        total,
        lead="The records do not show an earlier review to count from. Record the last one held.",
        see_all=to_child_list(ListStatus.NO_DUE_DATE) if total > MOST else "",
    )


def no_date_line(line: WorkLine) -> Line:
    """A child whose next review date is not known."""
    record = Action("Record the last review", address("reviews:review-record", line.reference))
    return replace(child_line(line, record, hint=_booked_for(line)), rule="")


def overdue_line(line: WorkLine) -> Line:
    """A child whose review is overdue, and for when it is booked now."""
    return child_line(line, book(line), hint=_booked_for(line) or "Not booked")


def week_line(week: WeekReview) -> Line:
    """A review planned for the coming days: when, where, what is missing."""
    when, where = _when(week.line), week.line.planned.place if week.line.planned else ""
    missing = ", ".join(MISSING[name] for name in week.missing)
    parts = [f"{when}, {where}" if where else when, f"{missing.capitalize()} yet" if missing else ""]
    return child_line(week.line, complete_booking(week), hint=". ".join(filter(None, parts)))


def _permanence_section(work: OfficerWork) -> Section:
    """Children without an agreed plan for permanence, though their second review was held."""
    return Section(
        "permanence",
        "No plan for permanence by the second review",
        tuple(_without_plan(line) for line in work.without_plan[:MOST]),
        len(work.without_plan),
        lead="A missing plan is raised with the team manager at once, from the checks of the review.",
        tone="late",
    )


def _without_plan(line: WorkLine) -> Line:
    record = Action("Record the plan", address("children:permanence", line.reference))
    found = child_line(line, record, hint=_booked_for(line))
    return replace(found, chip="No agreed plan", tone="late", rule="")


def _week_title(on: date) -> str:
    """At the weekend the coming week is meant."""
    return "Reviews next week" if on.weekday() >= SATURDAY else "Reviews this week"


def _week_section(work: OfficerWork, on: date) -> Section:
    lines = [week_line(week) for week in work.this_week]
    diary = address("reviews:diary")
    return Section("this-week", _week_title(on), tuple(lines), len(lines), see_all=diary, tone="info")


def _section(anchor: str, title: str, lines: list[Line], status: ListStatus, *, tone: str) -> Section:
    see_all = to_child_list(status) if len(lines) > MOST else ""
    return Section(anchor, title, tuple(lines[:MOST]), len(lines), see_all=see_all, tone=tone)


def _stats(work: OfficerWork, unbooked: int, new: int, on: date) -> tuple[Stat, ...]:
    week, overdue = len(work.this_week), len(work.overdue)
    incomplete = sum(bool(each.missing) for each in work.this_week)
    hint = f"{incomplete} not complete" if incomplete else ""
    return (
        Stat(_week_title(on), str(week), hint, "#this-week"),
        Stat("Overdue", str(overdue), "", to_child_list(ListStatus.OVERDUE), "late" if overdue else "good"),
        Stat("Due soon, not booked", str(unbooked), "", "#not-booked", "soon" if unbooked else "good"),
        Stat("New to you", str(new), "", "#new"),
    )


def _when(line: WorkLine) -> str:
    """'Friday 27 November at 10am'."""
    planned = line.planned
    if planned is None:
        return ""
    day = weekday_date(planned.planned_on)
    if planned.planned_time is None:
        return day
    return f"{day} at {clock_time(datetime.combine(planned.planned_on, planned.planned_time))}"


def _booked_for(line: WorkLine) -> str:
    if line.planned is None:
        return ""
    return f"Booked for {weekday_date(line.planned.planned_on)}"


def _ago(days: int) -> str:
    if days < 0:
        return f"From {counted(-days, 'day', 'days')} on"
    return "Today" if days == 0 else "Yesterday" if days == 1 else f"{days} days ago"
