"""The summary of a meeting about quality as a paper."""

from datetime import date

from openiro.documents.content import BulletList, Column, Document, Kind, Metadata, Paragraph, Section, Table
from openiro.domain.quality_policy import About
from openiro.govuk.dates import long_date, medium_date
from openiro.quality.queries import MeetingPage
from openiro.web.quality.presenters import ABOUT, item_code

NOTHING = "Nothing was open when the meeting was prepared."


def minutes(page: MeetingPage, *, council: str, made_on: date) -> Document:
    """Summary, who was there, how many lines of each kind, and each line that the reader may see with its action."""
    there = [f"{each.role}: {each.name or 'not named'}" for each in page.attendees if each.attended]
    counts = tuple((ABOUT[about], number) for about, number in page.counts)
    columns = (Column("On the agenda"), Column("Lines", Kind.COUNT))
    counted = Table("counts", "What was looked at", columns, counts)
    sections = [
        Section("summary", "Summary", (Paragraph.of(page.summary or "Not written yet."),)),
        Section("there", "Who was there", (BulletList.of(*there),) if there else (Paragraph.of("Not recorded."),)),
        Section("agenda", "Agenda", (counted if counts else Paragraph.of(NOTHING),)),
    ]
    sections += [part for about, _ in page.counts if (part := _part(page, about))]
    return Document(
        title=page.name,
        council=council,
        period=long_date(page.held_on),
        sections=tuple(sections),
        metadata=Metadata(made_on),
        subtitle=page.team,
        contents=False,
    )


def _part(page: MeetingPage, about: About) -> Section | None:
    """The lines of one kind that the reader may see; None where there are none."""
    rows = tuple(
        (
            line.child,
            " ".join(filter(None, [item_code(about, line.code), line.words])),
            line.note,
            ", ".join(filter(None, [line.action, line.who, medium_date(line.by_on) if line.by_on else ""])),
        )
        for line in page.lines
        if line.about is about
    )
    headings = tuple(Column(text) for text in ("Child", "What", "What was said", "What is to be done"))
    id, title = about.name.lower(), ABOUT[about]
    return Section(f"part-{id}", title, (Table(id, title, headings, rows),)) if rows else None
