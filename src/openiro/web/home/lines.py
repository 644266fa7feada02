"""What the page of the day is made of: groups of sections of lines, each line one click from done."""

from dataclasses import dataclass
from urllib.parse import urlencode

from openiro.allocation.queries import Introduction
from openiro.domain.timetable import TimetableStatus
from openiro.reviews.queries import ListStatus, ReviewToFinish, WeekReview, WorkLine
from openiro.web.shell.deadlines import days_left, due_with_rule, tone_of
from openiro.web.shell.navigation import address

MOST = 10


@dataclass(frozen=True)
class Action:
    """What a line leads to. `is_post`: a button that does it at once."""

    text: str
    href: str
    is_post: bool = False


@dataclass(frozen=True)
class Line:
    """One thing to do: about whom or what, what is missing, how many days are left by which rule, and the way to it.

    `about` is read out after the words of an action, and `leads_to` after `text` where that does not lead to the
    child's page, so that no two links sound alike.
    """

    text: str
    href: str = ""
    hint: str = ""
    chip: str = ""
    tone: str = "quiet"
    rule: str = ""
    actions: tuple[Action, ...] = ()
    about: str = ""
    leads_to: str = ""


@dataclass(frozen=True)
class Section:
    """Lines of one kind. `total` counts all of them, `lines` holds the first; `see_all` is the list of the rest.

    `count` is shown beside the title in place of `total`, where a line stands for several things.
    """

    anchor: str
    title: str
    lines: tuple[Line, ...]
    total: int
    lead: str = ""
    see_all: str = ""
    tone: str = "quiet"
    count: int | None = None

    @property
    def left_out(self) -> int:
        """How many lines more there are than the page shows."""
        return max(self.total - len(self.lines), 0)


@dataclass(frozen=True)
class Stat:
    """A figure at the head of a group; `href` leads to its section or list."""

    label: str
    value: str
    hint: str = ""
    href: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Group:
    """The day of one role. `done` is said when no section has a line."""

    title: str
    sections: tuple[Section, ...]
    stats: tuple[Stat, ...] = ()
    done: str = "Nothing is due today"


def group_of(title: str, sections: list[Section], stats: tuple[Stat, ...] = ()) -> Group:
    """A group of these sections; those without a line are left out of the page."""
    return Group(title, tuple(sections), stats)


def child_line(line: WorkLine, *actions: Action, hint: str = "", tone: str = "", with_officer: bool = False) -> Line:
    """A child's next review: days left, and the rule that says so. `tone`: of a line that is pressing in itself."""
    is_past = line.status is TimetableStatus.OVERDUE
    hints = [hint, _officer(line.officer) if with_officer else ""]
    return Line(
        text=line.name or line.code,
        href=address("children:child", line.reference),
        hint=". ".join(filter(None, hints)),
        chip=days_left(line.working_days_left, is_past=is_past).capitalize(),
        tone=_tone(line),
        rule=due_with_rule(line.due),
        actions=links_of(*actions),
        about=line.name or line.code,
    )


def links_of(*actions: Action) -> tuple[Action, ...]:
    """The actions that lead somewhere."""
    return tuple(action for action in actions if action.href)


def to_child_list(status: ListStatus, officer_code: str = "") -> str:
    """The list of children of that standing, of one officer where a code is given."""
    page = address("children:child-list")
    query = {"status": status.value} | ({"iro": officer_code} if officer_code else {})
    return f"{page}?{urlencode(query)}" if page else ""


def book(line: WorkLine) -> Action:
    """The way to plan the child's next review, or to change what is planned."""
    if line.planned is None:
        return Action("Book it", address("reviews:review-plan", line.reference))
    return Action("Change booking", address("reviews:review-replan", line.reference, line.planned.number))


def complete_booking(week: WeekReview) -> Action:
    """The way to what a booking lacks; to the review itself where nothing is missing."""
    planned = week.line.planned
    if planned is None:
        return book(week.line)
    if set(week.missing) - {"chair"}:
        return Action("Complete booking", address("reviews:review-replan", week.line.reference, planned.number))
    return Action("Open the review", address("reviews:review", week.line.reference, planned.number))


def finish(each: ReviewToFinish) -> Action:
    """The way to record a review whose day has passed, or to complete one that was held."""
    if each.held_on is None:
        return Action("Record it", address("reviews:review-record", each.line.reference))
    return Action("Complete it", address("reviews:review-complete", each.line.reference, each.review_number))


def pack_sent(each: Introduction) -> Action:
    """The button that records the pack as sent today."""
    href = address("caseload:pack-sent", each.reference, each.allocation_number)
    return Action("Pack sent today", href if each.pack_sent_on is None else "", is_post=True)


def child_told(each: Introduction) -> Action:
    """The button that records the child as told today."""
    href = address("caseload:child-told", each.reference, each.allocation_number)
    return Action("Child told today", href if each.child_told_on is None else "", is_post=True)


def _tone(line: WorkLine) -> str:
    """How pressing a next review is: one that is due soon and not booked is, however many days are left."""
    if line.status is TimetableStatus.BOOKED_LATE:
        return "late"
    if line.status is TimetableStatus.DUE_SOON and line.planned is None:
        return "soon"
    return tone_of(line.working_days_left, is_past=line.status is TimetableStatus.OVERDUE)


def _officer(name: str) -> str:
    return f"IRO: {name}" if name else "No IRO"
