"""Learning, sessions, duties, meetings, standards and diversity as tables."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from openiro.audits.queries import FindingLine, OfficerAudit
from openiro.domain.codes import meaning_of
from openiro.govuk.dates import long_date, medium_date
from openiro.supervision.queries import (
    DiversityLine,
    DutyLine,
    GuidanceLine,
    GuidanceReaders,
    LearningLine,
    MeetingCount,
    MeetingLine,
    SessionLine,
    SessionsGiven,
    StaffFacts,
    StandardLine,
    SupportLine,
)
from openiro.web.shell.listing import Pager
from openiro.web.shell.tables import Cell, Column, Table
from openiro.web.supervision.presenters import rate

HIDDEN = "a few"


def staff_facts(kept: StaffFacts) -> list[tuple[str, str]]:
    """The staff record, without what nobody said."""
    facts = [
        ("Qualification", kept.qualification),
        ("Qualified in", str(kept.qualified_year or "")),
        ("Social work registration", kept.registration),
        ("Registered until", long_date(kept.registered_until) if kept.registered_until else ""),
        ("Experience and earlier roles", kept.experience),
        ("In the service since", long_date(kept.started_on) if kept.started_on else ""),
        ("Gender", meaning_of("STAFF_GENDER", kept.gender) if kept.gender else ""),
        ("Ethnicity", meaning_of("ETHNIC", kept.ethnicity) if kept.ethnicity else ""),
    ]
    return [(label, text) for label, text in facts if text] or [("Staff record", "Nothing is kept yet")]


def learning_table(lines: Sequence[LearningLine]) -> Table:
    """Learning, the latest first."""
    return Table(
        caption="Learning",
        caption_hidden=True,
        columns=(
            Column("What"),
            Column("Kind"),
            Column("When"),
            Column("How it stands"),
            Column("Hours", numeric=True),
        ),
        rows=[
            (
                Cell(line.title, hint=line.words),
                meaning_of("LEARNING_KIND", line.kind),
                medium_date(line.on),
                meaning_of("LEARNING_STANDING", line.standing),
                f"{line.hours:g}" if line.hours is not None else "",
            )
            for line in lines
        ],
        empty="No learning is recorded yet",
    )


def audited_table(caption: str, lines: Sequence[OfficerAudit], grades: Mapping[str, str]) -> Table:
    """What was found in an officer's work, the latest first, with the way to the feedback."""
    what = caption.lower()
    rows = [
        (
            Cell(
                medium_date(line.submitted_on),
                href=reverse("audits:audit", args=[line.number]),
                about=f"{what}, number {line.number}",
            ),
            line.auditor,
            grades.get(line.grade, line.grade),
            f"{line.findings_open}",
            Cell("Yes", tone="good") if line.told_on else Cell("Not yet", tone="soon"),
        )
        for line in lines
    ]
    columns = (Column("Done on"), Column("By"), Column("Grade"), Column("Findings open", numeric=True), Column("Told"))
    return Table(caption, columns, rows, empty="None yet")


def sessions_table(lines: Sequence[SessionLine], *, by_whom: bool = False, pager: Pager | None = None) -> Table:
    """Sessions given, the latest first."""
    whose = (Column("Given by"),) if by_whom else ()
    return Table(
        caption="Sessions given",
        caption_hidden=True,
        columns=(Column("What"), Column("For"), Column("When"), Column("Came", numeric=True), Column("Rating"), *whose),
        rows=[
            (
                Cell(line.topic, hint=line.feedback),
                meaning_of("SESSION_AUDIENCE", line.audience),
                medium_date(line.on),
                f"{line.attended}",
                f"{line.rating:g} of 5" if line.rating is not None else "Not asked",
                *((line.person,) if by_whom else ()),
            )
            for line in (pager.cut(lines) if pager else lines)
        ],
        empty="No session is recorded yet",
        pager=pager,
    )


def duties_table(lines: Sequence[DutyLine], code: str, *, may_end: bool) -> Table:
    """Duties, the latest first."""
    return Table(
        caption="Duties",
        caption_hidden=True,
        columns=(Column("Duty"), Column("Hours a week", numeric=True), Column("From"), Column("To")),
        rows=[
            (
                line.title,
                f"{line.hours:g}",
                medium_date(line.from_on),
                Cell(f"End: {line.title}", href=reverse("supervision:duty-end", args=[code, line.number]))
                if may_end and line.to_on is None
                else (medium_date(line.to_on) if line.to_on else "No end yet"),
            )
            for line in lines
        ],
        empty="No duty beside reviews",
    )


def meetings_table(lines: Sequence[MeetingLine], pager: Pager) -> Table:
    """The log of meetings."""
    return Table(
        caption="Meetings",
        caption_hidden=True,
        columns=(
            Column("What"),
            Column("Kind"),
            Column("When"),
            Column("Who leads or came to speak"),
            Column("Came", numeric=True),
        ),
        rows=[
            (
                Cell(
                    line.topic,
                    href=reverse("supervision:meeting", args=[line.number]),
                    about=f"{line.kind}, {medium_date(line.on)}, number {line.number}",
                ),
                line.kind,
                Cell(medium_date(line.on), hint="planned" if line.is_ahead else ""),
                ", ".join(filter(None, (line.lead, line.speaker))),
                _how_many(line),
            )
            for line in lines
        ],
        empty="No meeting is logged yet",
        pager=pager,
    )


def _how_many(line: MeetingLine) -> Cell:
    young = f"{line.young_people} of them young people" if line.young_people else ""
    return Cell("" if line.attended is None else f"{line.attended}", hint=young)


def to_learn_table(lines: Sequence[FindingLine]) -> Table:
    """Findings of audits that wait for the learning day, without the child."""
    return Table(
        caption="For the next learning day",
        columns=(Column("Finding"), Column("About"), Column("What audits found"), Column("From")),
        rows=[
            (
                Cell(f"Finding {line.number}", href=reverse("audits:finding", args=[line.number])),
                line.theme,
                line.text,
                line.kind,
            )
            for line in lines
        ],
    )


def counts_table(counts: Sequence[MeetingCount]) -> Table:
    """Meetings held since 1 April against how many are meant."""
    return Table(
        caption="Since 1 April",
        columns=(Column("Kind"), Column("Held", numeric=True), Column("Meant in a year", numeric=True)),
        rows=[
            (count.title, f"{count.held}", f"{count.each_year}" if count.each_year else "As needed") for count in counts
        ],
    )


def readers_table(found: GuidanceReaders, pager: Pager) -> Table:
    """Who has acknowledged the guidance: a page of them, those who have not first."""
    return Table(
        caption="Who has acknowledged it",
        caption_hidden=True,
        columns=(Column("Name"), Column("Team"), Column("Read on")),
        rows=[
            (
                line.name,
                line.team or "No team known",
                Cell(medium_date(line.read_on), tone="good") if line.read_on else Cell("Not yet", tone="soon"),
            )
            for line in pager.cut(found.lines)
        ],
        empty="Nobody holds a role that is to acknowledge it",
        pager=pager,
    )


def _acknowledged(line: GuidanceLine, *, opens: bool) -> Cell | str:
    if line.read is None:
        return "Not asked for"
    href = reverse("supervision:guidance-read", args=[line.key]) if opens else ""
    return Cell(f"{line.read:,} of {line.readers:,}", href=href, about=line.title)


def guidance_table(lines: Sequence[GuidanceLine], *, opens: bool) -> Table:
    """Guidance that the service holds, when officers were last briefed on it, and who has acknowledged it.

    `opens`: this person sees who.
    """
    return Table(
        caption="Guidance and briefings",
        columns=(Column("Guidance"), Column("Held at"), Column("Last briefing"), Column("Read by")),
        rows=[
            (
                Cell(line.title, hint=f"as it stands since {medium_date(line.since)}"),
                line.held_at,
                Cell(medium_date(line.briefed_on), hint=f"{line.attended} came" if line.attended else "")
                if line.briefed_on
                else Cell("No briefing yet", tone="soon"),
                _acknowledged(line, opens=opens),
            )
            for line in lines
        ],
        empty="The policy names no guidance",
    )


def targets_table(found: SessionsGiven) -> Table:
    """Sessions since 1 April by whom they were for, against the target."""
    return Table(
        caption="By whom they were for, since 1 April",
        columns=(Column("For"), Column("Sessions", numeric=True), Column("Came", numeric=True), Column("Target")),
        rows=[
            (meaning_of("SESSION_AUDIENCE", audience), f"{given}", f"{came}", _target(given, target))
            for audience, given, came, target in found.counts
        ],
        empty="No session is given yet, and the policy sets no target",
    )


def standards_table(lines: Sequence[StandardLine]) -> Table:
    """Team standards, and how far the records show them kept."""
    return Table(
        caption="Team standards",
        caption_hidden=True,
        columns=(Column("Standard"), Column("Kept", numeric=True)),
        rows=[
            (
                line.words,
                "No record counts it" if line.kept is None else rate(line.kept, line.of) if line.of else "None yet",
            )
            for line in lines
        ],
        empty="The policy sets no standards",
    )


def support_table(lines: Sequence[SupportLine], duties: Mapping[str, str]) -> Table:
    """Who supports the officers, and what each does."""
    return Table(
        caption="Business support",
        caption_hidden=True,
        columns=(Column("Who"), Column("Full-time equivalent", numeric=True), Column("What they do")),
        rows=[
            (
                Cell(line.name, href=reverse("supervision:at-work", args=[line.code])),
                "No post is recorded" if line.fte is None else f"{line.fte:g}",
                ", ".join(duties.get(duty, duty) for duty in line.duties) or "No duty is recorded",
            )
            for line in lines
        ],
        empty="Nobody holds the role of business support",
    )


def diversity_table(caption: str, lines: Sequence[DiversityLine]) -> Table:
    """Officers beside children, small numbers hidden."""
    return Table(
        caption=caption,
        columns=(Column("Group"), Column("Officers", numeric=True), Column("Children", numeric=True)),
        rows=[(line.group, _shown(line.staff), _shown(line.children)) for line in lines],
    )


def _kept(line: StandardLine) -> str:
    if line.kept is None:
        return "No record counts it"
    return rate(line.kept, line.of) if line.of else "Nothing to count yet"


def _shown(number: int | None) -> str:
    return HIDDEN if number is None else f"{number:,}"


def _target(given: int, target: int) -> Cell | str:
    if not target:
        return "None"
    return Cell(
        f"{target}: met" if given >= target else f"{target}: not met yet", tone="good" if given >= target else "soon"
    )
