"""The sheet, all officers at a glance, and what was held and agreed, as tables and facts."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.domain.shares import percent_in_words
from openiro.domain.supervision import SupervisionDue, SupervisionStanding
from openiro.domain.words import sentence
from openiro.govuk.dates import long_date, medium_date
from openiro.supervision.queries import (
    ActionLine,
    Glance,
    HeldLine,
    Sheet,
    SheetChild,
    SheetLine,
    StaffLine,
    SupervisionLine,
)
from openiro.web.shell.listing import Pager
from openiro.web.shell.navigation import address
from openiro.web.shell.tables import Cell, Column, Table

TONES = {
    SupervisionStanding.LATE: "late",
    SupervisionStanding.SOON: "soon",
    SupervisionStanding.IN_TIME: "good",
    SupervisionStanding.NONE_YET: "quiet",
}
GLANCED = ("overdue", "held_late", "records", "checks", "disputes")
# Where the line of a child leads, beside the child: the review or the dispute that it is about.
OF_REVIEW = ("held_late", "records", "letters", "decisions", "not_seen")
LEADS = {"disputes": "challenge:dispute", "concerns": "challenge:concern"} | dict.fromkeys(OF_REVIEW, "reviews:review")


def topic_words(topic: str) -> str:
    """What a topic of the sheet is called."""
    return meaning_of("SHEET_TOPIC", topic)


def due_in_words(due: SupervisionDue) -> str:
    """'due 3 Dec 2026', 'late since 3 Dec 2026', 'none recorded yet'."""
    if due.due_on is None:
        return str(due.standing)
    return f"{'late since' if due.standing is SupervisionStanding.LATE else 'due'} {medium_date(due.due_on)}"


def rate(count: int, of: int | None) -> str:
    """'3 of 58, 5.2%'; the count alone where it is out of nothing."""
    if not of:
        return f"{count:,}"
    return f"{count:,} of {of:,}, {percent_in_words(count, of)}"


def _rate_cell(count: int, of: int | None) -> Cell | str:
    """The share with its count beneath, or the count alone."""
    return Cell(percent_in_words(count, of), hint=f"{count:,} of {of:,}") if of else f"{count:,}"


def figure(label: str, count: int, of: int | None, tone: str = "") -> tuple[str, str, str, str]:
    """A figure at the head of a page: the rate with its count beneath, or the count alone."""
    if not of:
        return label, f"{count:,}", "", tone
    return label, percent_in_words(count, of), f"{count:,} of {of:,}", tone


def guide_of(officer: StaffLine) -> str:
    """The guide for what duties leave of a post."""
    if officer.low is None or officer.high is None:
        return "no post recorded"
    beside = f", {officer.hours:g} hours a week for duties" if officer.hours else ""
    return f"guide {officer.low:g} to {officer.high:g} for {officer.fte:g} FTE{beside}"


def sheet_table(found: Sheet) -> Table:
    """Each number with what it is out of; it opens to its children."""
    return Table(
        caption="What the records say",
        caption_hidden=True,
        columns=(Column("What"), Column("How many", numeric=True), Column("Since or as on")),
        rows=[_sheet_row(found, line) for line in found.lines],
        empty="No child is allocated",
    )


def children_table(line: SheetLine) -> Table:
    """The children behind a number, with what it is about."""
    return Table(
        caption=topic_words(line.topic),
        caption_hidden=True,
        columns=(Column("Child"), Column("When"), Column("Last day"), Column("More")),
        rows=[_child_row(line.topic, child) for child in line.children],
        empty="No child is behind this number today",
    )


def actions_table(lines: Sequence[ActionLine], *, may_settle: bool, caption: str = "Actions") -> Table:
    """What was agreed, first what is due first."""
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=(Column("Action"), Column("Due"), Column("How it stands")),
        rows=[_action_row(line, may_settle) for line in lines],
        empty="Nothing is agreed",
    )


def held_table(lines: Sequence[HeldLine], code: str) -> Table:
    """Supervision booked and held, the latest first."""
    return Table(
        caption="Supervision and appraisal",
        caption_hidden=True,
        columns=(Column("When"), Column("What"), Column("Actions", numeric=True), Column("Recorded by")),
        rows=[
            (
                Cell(long_date(line.held_on), href=reverse("supervision:held", args=[code, line.number]))
                if line.held_on
                else Cell(f"Booked for {long_date(line.planned_on)}" if line.planned_on else ""),
                meaning_of("SUPERVISION_KIND", line.kind),
                f"{line.agreed}",
                line.recorded_by,
            )
            for line in lines
        ],
        empty="None is recorded yet",
    )


def glance_table(found: Glance, wanted: int, pager: Pager) -> Table:
    """The officers of a page: supervision, and the numbers as rates with their counts."""
    return Table(
        caption="Officers",
        caption_hidden=True,
        columns=(
            Column("IRO"),
            Column("Supervision"),
            Column("Children", numeric=True),
            *(Column(topic_words(topic), numeric=True) for topic in GLANCED),
            Column("Learning this year", numeric=True),
        ),
        rows=[_glance_row(officer, lines, wanted) for officer, lines in pager.cut(found.officers)],
        pager=pager,
        empty="Nobody holds the role of IRO today",
    )


def agenda_options(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Every topic with its number of today, to be ticked."""
    topics = [each.code for each in CODE_SETS["SHEET_TOPIC"] if each.code != "children"]
    return [
        (topic, f"{topic_words(topic)}: {counts[topic]}" if topic in counts else topic_words(topic)) for topic in topics
    ]


def topics_facts(line: SupervisionLine) -> list[tuple[str, str]]:
    """The agenda with the numbers of that day."""
    return [(topic_words(topic), f"{count:,}") for topic, count in line.topics]


def _sheet_row(found: Sheet, line: SheetLine) -> tuple[Cell | str, ...]:
    looks_back = line.topic in (*OF_REVIEW,)
    since = f"since {medium_date(found.since)}" if looks_back else f"on {medium_date(found.on)}"
    href = reverse("supervision:children", args=[found.officer.code, line.topic])
    return Cell(topic_words(line.topic), href=href), rate(line.count, line.of), since


def _child_row(topic: str, child: SheetChild) -> tuple[Cell | str, ...]:
    who, when = child.name or child.code, medium_date(child.on) if child.on else ""
    more: Cell | str = _reason(topic, child)
    if topic in LEADS and child.number is not None:
        kind = "review" if topic in OF_REVIEW else "dispute" if topic == "disputes" else "concern"
        href = reverse(LEADS[topic], args=[child.reference, child.number])
        day = f"last day {medium_date(child.due_on)}" if child.due_on else when
        text = f"The {kind} of {who}, {day}"
        more = Cell(text, href=href, hint=_reason(topic, child))
    return (
        Cell(who, href=address("children:child", child.reference)),
        when or ("Not done" if child.number is not None else ""),
        medium_date(child.due_on) if child.due_on else "",
        more,
    )


def _reason(topic: str, child: SheetChild) -> str:
    if topic == "held_late":
        return meaning_of("LATE_REASON", child.reason) if child.reason else "No reason is recorded"
    return meaning_of("DISPUTE_THEME", child.reason) if topic == "concerns" else child.reason


def _action_row(line: ActionLine, may_settle: bool) -> tuple[Cell | str, ...]:
    if line.done_on is not None:
        return line.words, medium_date(line.due_on), Cell(f"Done {medium_date(line.done_on)}", hint=line.done_words)
    stands = "Late" if line.is_late else "To do"
    if may_settle:
        href = reverse("supervision:action-done", args=[line.officer_code, line.number])
        return line.words, medium_date(line.due_on), Cell(f"Done: {line.words}", href=href, hint=stands)
    return line.words, medium_date(line.due_on), Cell(stands, tone="late" if line.is_late else "soon")


def _glance_row(officer: StaffLine, lines: Mapping[str, SheetLine], wanted: int) -> tuple[Cell | str, ...]:
    booked = f"booked for {medium_date(officer.planned_on)}" if officer.planned_on else ""
    children = lines["children"].count if "children" in lines else 0
    numbers = [lines.get(topic, SheetLine(topic, None, ())) for topic in GLANCED]
    return (
        Cell(officer.name, href=reverse("supervision:sheet", args=[officer.code])),
        Cell(sentence(due_in_words(officer.supervision)), tone=TONES[officer.supervision.standing], hint=booked),
        Cell(f"{children:,}", hint=guide_of(officer)),
        *(_rate_cell(line.count, line.of) for line in numbers),
        f"{officer.learned} of {wanted}" if wanted else f"{officer.learned}",
    )
