"""The day of those who run the service: its manager, business support, and who keeps the data."""

from datetime import date, datetime
from typing import Any

from openiro.allocation.queries import CaseloadLine, CaseloadStanding, UnallocatedChild, packs_to_send
from openiro.domain.roles import ROLES
from openiro.govuk.dates import date_and_time, long_date
from openiro.ingest.queries import LoadLine, OwnerCount, loads_list, open_problems_by_owner
from openiro.reviews.queries import (
    LatenessList,
    ListStatus,
    ManagerWork,
    OfficerDue,
    SupportWork,
    WorkLine,
    coverage_from,
    lateness_to_decide,
    manager_work,
    support_sending,
    support_work,
)
from openiro.web.home.asking import invitations_section
from openiro.web.home.between import between_stats
from openiro.web.home.lines import (
    MOST,
    Action,
    Group,
    Line,
    Section,
    Stat,
    book,
    child_line,
    group_of,
    links_of,
    to_child_list,
)
from openiro.web.home.officer import (
    finish_line,
    finish_section,
    introduction_line,
    introductions_section,
    week_line,
)
from openiro.web.home.scheduling import lateness_section
from openiro.web.home.writing import send_section
from openiro.web.shell.deadlines import counted, days_left, rule_of, tone_of
from openiro.web.shell.navigation import address

MOST_TO_DECIDE = 200
PACKS = "The welcome pack tells the child who their IRO is and how to reach them."
STANDING_TONES = {CaseloadStanding.ABOVE: "late", CaseloadStanding.BELOW: "info", CaseloadStanding.NOT_KNOWN: "quiet"}


def manager_group(user: Any, on: date, at: datetime) -> Group:
    """The day of the manager of the service."""
    work = manager_work(user, on=on, limit=MOST)
    problems = open_problems_by_owner(user, at=at)
    late = lateness_to_decide(user, on=on, limit=MOST_TO_DECIDE)
    finish = [finish_line(each, on, with_officer=True) for each in work.to_finish.shown]
    sections = [
        unallocated_section([unallocated_line(each, on) for each in work.unallocated.children], work.unallocated.total),
        lateness_section(late),
        _overdue_section(work),
        _at_risk_section(work, late),
        finish_section(finish, work.to_finish.total),
        _caseload_section(work),
    ]
    return group_of("The service", sections, (*_manager_stats(work, problems), *between_stats(user, on)))


def support_group(user: Any, on: date) -> Group:
    """The day of business support."""
    work = support_work(user, on=on, limit=MOST)
    packs = packs_to_send(user, on=on, limit=MOST)
    to_book = tuple(child_line(line, book(line), with_officer=True) for line in work.to_book.shown)
    new = [introduction_line(each, on, by_officer=True) for each in packs.shown]
    sections = [
        Section(
            "to-book",
            "Reviews to book",
            to_book,
            work.to_book.total,
            lead="Due soon, or overdue, with nothing booked.",
            see_all=to_child_list(ListStatus.NOT_BOOKED) if work.to_book.total > MOST else "",
            tone="soon",
        ),
        invitations_section(user, on),
        _confirm_section(work),
        send_section(support_sending(user, on=on).to_send, on),
        introductions_section("Packs to send", PACKS, new, packs.total),
    ]
    stats = (
        Stat("To book", f"{work.to_book.total:,}", "due soon or overdue", "#to-book", "soon" if to_book else "good"),
        Stat("To complete", f"{work.to_confirm_total:,}", "in the next 2 weeks", "#to-confirm"),
        Stat("Packs to send", f"{packs.total:,}", "", "#new"),
    )
    return group_of("Bookings and papers", sections, stats)


def analyst_group(user: Any, at: datetime) -> Group:
    """The day of who keeps the data."""
    problems = open_problems_by_owner(user, at=at)
    loads = loads_list(user, at=at, limit=1)
    complete = coverage_from()
    since = long_date(complete) if complete else "The start"
    total = sum(each.errors + each.warnings for each in problems)
    stats = (
        Stat("Open problems", f"{total:,}", "", address("imports:problem-list"), "soon" if total else "good"),
        _last_load(loads[0] if loads else None),
        Stat("Records complete from", since, "the first day of the earliest return"),
    )
    section = Section(
        "problems",
        "Open problems by who can put them right",
        tuple(problem_line(each) for each in problems),
        len(problems),
        see_all=address("imports:problem-list"),
        count=total,
    )
    return group_of("Data", [section], stats)


def unallocated_section(lines: list[Line], total: int) -> Section:
    """Children in care whom nobody reviews yet."""
    return Section(
        "unallocated",
        "Children without an IRO",
        tuple(lines[:MOST]),
        total,
        lead=f"{rule_of('iro.appointed')}.",
        see_all=to_child_list(ListStatus.UNALLOCATED) if total > MOST else "",
        tone="late",
    )


def unallocated_line(each: UnallocatedChild, on: date) -> Line:
    """A child without an IRO, and the days left of the 5."""
    return Line(
        text=each.name or each.code,
        href=address("children:child", each.reference),
        hint=f"In care since {long_date(each.started_on)}",
        chip=days_left(each.working_days_left, is_past=each.due_on < on).capitalize(),
        tone=tone_of(each.working_days_left, is_past=each.due_on < on),
        rule=f"allocate by {long_date(each.due_on)}",
        actions=links_of(Action("Allocate", address("caseload:allocate", each.reference))),
        about=each.name or each.code,
    )


def overdue_by_officer_line(line: OfficerDue) -> Line:
    """An officer, and how many of their reviews are overdue."""
    who = line.officer or "Children without an IRO"
    status = ListStatus.OVERDUE if line.officer_code else ListStatus.UNALLOCATED
    page = to_child_list(status, line.officer_code)
    return Line(
        text=who,
        href=address("caseload:officer", line.officer_code) if line.officer_code else page,
        hint=f"{counted(line.due_soon, 'review', 'reviews')} due in the next 4 weeks",
        chip=f"{counted(line.overdue, 'review', 'reviews')} overdue",
        tone="late",
        actions=links_of(Action("See them", page)),
        about=who,
    )


def at_risk_line(line: WorkLine, request_number: int | None = None) -> Line:
    """A review that will be late if nothing is done: booked in time, or its lateness asked for and decided."""
    hint = f"Booked for {long_date(line.planned.planned_on)}, too late" if line.planned else "Not booked"
    if request_number is not None:
        way = Action("Approve or solve", address("reviews:lateness-decide", line.reference, request_number))
    else:
        way = Action("It will be late", address("reviews:lateness-ask", line.reference))
    return child_line(line, book(line), way, hint=hint, with_officer=True)


def caseload_line(line: CaseloadLine) -> Line:
    """An officer whose caseload lies outside the guide for their hours."""
    href = address("caseload:officer", line.officer_code)
    hint = "No post is recorded, so nothing can be said by hours."
    if line.fte:
        hint = f"{line.fte:g} FTE: guide {line.guide_low:g} to {line.guide_high:g}"
    return Line(
        text=line.officer,
        href=href,
        hint=hint,
        chip=f"{counted(line.children, 'child', 'children')}, {line.standing}",
        tone=STANDING_TONES[line.standing],
        actions=links_of(Action("Open caseload", href)),
        about=line.officer,
    )


def problem_line(each: OwnerCount) -> Line:
    """How many problems of the data wait for a role."""
    owner = ROLES[each.owner].name if each.owner in ROLES else each.owner
    page = address("imports:problem-list")
    return Line(
        text=owner,
        hint=f"{counted(each.errors, 'row', 'rows')} left out, {each.warnings:,} kept with a warning",
        chip=counted(each.errors + each.warnings, "problem", "problems"),
        tone="soon",
        actions=links_of(Action("Open the list", f"{page}?owner={each.owner}" if page else "")),
        about=owner,
    )


def _overdue_section(work: ManagerWork) -> Section:
    overdue = [line for line in work.by_officer if line.overdue]
    return Section(
        "overdue",
        "Overdue reviews by IRO",
        tuple(overdue_by_officer_line(line) for line in overdue[:MOST]),
        len(overdue),
        see_all=to_child_list(ListStatus.OVERDUE),
        tone="late",
        count=work.overdue,
    )


def _at_risk_section(work: ManagerWork, late: LatenessList) -> Section:
    asked = {each.reference: each.number for each in late.shown}
    return Section(
        "at-risk",
        "At risk of being late",
        tuple(at_risk_line(line, asked.get(line.reference)) for line in work.at_risk.shown),
        work.at_risk.total,
        lead="Due soon and not booked, or booked after the last legal day.",
        see_all=to_child_list(ListStatus.AT_RISK) if work.at_risk.total > MOST else "",
        tone="soon",
    )


def _caseload_section(work: ManagerWork) -> Section:
    outside = [line for line in work.caseloads if line.standing in STANDING_TONES]
    return Section(
        "caseloads",
        "Caseloads outside the guide",
        tuple(caseload_line(line) for line in _furthest_first(outside)[:MOST]),
        len(outside),
        see_all=address("caseload:caseload"),
    )


def _confirm_section(work: SupportWork) -> Section:
    return Section(
        "to-confirm",
        "Bookings to complete",
        tuple(week_line(week) for week in work.to_confirm),
        work.to_confirm_total,
        lead="Booked for the next 2 weeks, with something still missing.",
        see_all=address("reviews:diary"),
        tone="info",
    )


def _furthest_first(lines: list[CaseloadLine]) -> list[CaseloadLine]:
    """Above the guide first, the fullest of them first."""
    order = list(STANDING_TONES)
    return sorted(lines, key=lambda line: (order.index(line.standing), -(line.per_fte or line.children), line.officer))


def _manager_stats(work: ManagerWork, problems: list[OwnerCount]) -> tuple[Stat, ...]:
    open_ones = sum(each.errors + each.warnings for each in problems)
    nobody, risk = work.unallocated.total, work.at_risk.total
    return (
        Stat("Without an IRO", f"{nobody:,}", "", "#unallocated", "late" if nobody else "good"),
        Stat("Overdue", f"{work.overdue:,}", "", to_child_list(ListStatus.OVERDUE), "late" if work.overdue else "good"),
        Stat("At risk of being late", f"{risk:,}", "", "#at-risk", "soon" if risk else "good"),
        Stat("Date not known", f"{work.no_due_date:,}", "", to_child_list(ListStatus.NO_DUE_DATE)),
        Stat("Data problems", f"{open_ones:,}", "", address("imports:problem-list")),
    )


def _last_load(load: LoadLine | None) -> Stat:
    if load is None:
        return Stat("Last load", "None", "Load the first return", address("imports:load-new"))
    hint = f"{load.state}, {date_and_time(load.decided_at or load.checked_at)}"
    return Stat("Last load", f"Load {load.number:,}", hint, address("imports:load", load.number))
