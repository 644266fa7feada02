"""The record of a review and the letter to the child as papers: plain sections in, a document for every writer out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openiro.documents.content import (
    Block,
    BulletList,
    Column,
    Document,
    Metadata,
    Note,
    Paragraph,
    Run,
    Section,
    Table,
)
from openiro.domain import record_facts

_POINT = re.compile(r"^[-•]\s+(.*)")
_NUMBERED = re.compile(r"^(\d{1,3}\.)\s+(.*)")
_LABELLED = re.compile(r"^([^:.]{2,40}): (.+)")
_DECISION = re.compile(
    r"^(\d{1,3})\. (.+?)(?: Who: (.+?)\.)?(?: By: ([^.]+)\.)?((?: (?:Done when|The child|The manager).*)?)$"
)
DECISIONS, FACTS = "decisions", "facts"


@dataclass(frozen=True)
class PaperHead:
    """What stands above the sections. `about` may name the child: it is shown, and is in no property of a file.

    `remarks`: what a reader must know of this copy, as that it is a draft or that parts were left out.
    """

    title: str
    council: str
    period: str
    about: str
    made_on: date
    remarks: tuple[str, ...] = ()
    is_table: bool = True


def review_paper(head: PaperHead, sections: Iterable[record_facts.Section]) -> Document:
    """The paper. Its properties hold its title, the council and the day, and nobody's name.

    With `is_table` the decisions stand as a table of what, who and by when, where each line says so.
    """
    remarks = [Note("About this copy", tuple(Paragraph.of(each) for each in head.remarks))] if head.remarks else []
    parts = [
        Section(each.id, each.heading, (*(remarks if place == 0 else ()), *blocks_of_section(each, head.is_table)))
        for place, each in enumerate(sections)
    ]
    metadata = Metadata(head.made_on, author=head.council, subject=head.title)
    return Document(head.title, head.council, head.period, tuple(parts), metadata, head.about, contents=False)


def blocks_of_section(section: record_facts.Section, is_table: bool = True) -> tuple[Block, ...]:
    """The text of a section as blocks: decisions as a table, facts with their labels, the rest as it was written."""
    if section.id == DECISIONS and is_table and (table := _decisions(section)):
        return (table,)
    if section.id == FACTS:
        return (BulletList(tuple(map(_fact, _lines(section.text)))),) if _lines(section.text) else ()
    return blocks_of_text(section.text)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Lines of text as blocks: what begins with '- ' is a point of a list, what begins with '1. ' keeps its number in
    bold, every other line is a paragraph."""
    blocks: list[Block] = []
    points: list[Paragraph] = []
    for line in [*_lines(text), ""]:
        if found := _POINT.match(line):
            points.append(Paragraph.of(found[1]))
            continue
        if points:
            blocks.append(BulletList(tuple(points)))
            points = []
        if numbered := _NUMBERED.match(line):
            blocks.append(Paragraph.of(Run(f"{numbered[1]} ", bold=True), numbered[2]))
        elif line:
            blocks.append(Paragraph.of(line))
    return tuple(blocks)


def _decisions(section: record_facts.Section) -> Table | None:
    """The decisions as a table; None where a line is not written as one."""
    found: Sequence[re.Match[str] | None] = [_DECISION.match(line) for line in _lines(section.text)]
    if not found or not all(found) or not any(each and (each[3] or each[4]) for each in found):
        return None
    rows = [(each[1], f"{each[2]}{each[5]}", each[3] or "", each[4] or "") for each in found if each]
    columns = (Column("No."), Column("What"), Column("Who"), Column("By when"))
    return Table("decisions", section.heading, columns, tuple(rows))


def _fact(line: str) -> Paragraph:
    found = _LABELLED.match(line)
    return Paragraph.of(Run(f"{found[1]}: ", bold=True), found[2]) if found else Paragraph.of(line)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
