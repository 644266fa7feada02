"""What every writer needs from a paper before it writes: clean text, numbered captions, widths, order."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

from openiro.documents.content import Block, Chart, Column, Document, Section, Table
from openiro.documents.figures import shown

NO_ROWS = "None in this period"
WIDEST = 44
NARROWEST = 8
HEADING = 16
FULL_WIDTH = 64
MOST = 82  # characters that a page takes side by side
EDGE = 3  # characters that the edges of a column and wide letters take
SHORT = 17  # characters of a day, a reference, a stage: they stand on one line
ROOM = 12  # characters that long columns share at least, before days are torn apart
KEPT_WHOLE = 22  # rows: a table of no more is not broken by the end of a page
FEWEST_LISTED, MOST_BEFORE_TEXT = 4, 10  # headings: fewer need no contents; more have a page of their own
DEEPEST_IN_CONTENTS = 2
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Part = TypeVar("Part")


def clean(part: Part) -> Part:
    """The same paper (or any part of it) without characters that no office file may hold; tabs are spaces."""
    if isinstance(part, str) and not isinstance(part, Enum):
        lines = part.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return _CONTROL.sub("", lines)  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(clean(item) for item in part)  # type: ignore[return-value]
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{f.name: clean(getattr(part, f.name)) for f in fields(part)})
    return part


def blocks_of(section: Section) -> Iterator[Block]:
    """The blocks in the order they are read: each chart is followed by its figures as a table."""
    for block in section.blocks:
        yield block
        if isinstance(block, Chart):
            yield block.as_table()


def captions(document: Document) -> dict[str, int]:
    """The number of each table and chart by its id; tables and charts are counted apart, from 1."""
    counts = {Table: 0, Chart: 0}
    numbers: dict[str, int] = {}
    for section in document.sections:
        for block in blocks_of(section):
            if isinstance(block, Table | Chart):
                counts[type(block)] += 1
                numbers[block.id] = counts[type(block)]
    return numbers


def caption_of(block: Table | Chart, numbers: dict[str, int]) -> str:
    """The caption as it is printed: 'Table 3: Reviews held in time'. `numbers` comes from `captions`."""
    title = block.title if isinstance(block, Chart) else block.caption
    return f"{label_of(block)} {numbers[block.id]}: {title}"


def label_of(block: Table | Chart) -> str:
    """What a caption calls the block: 'Table' or 'Chart'."""
    return "Chart" if isinstance(block, Chart) else "Table"


def small_print(table: Table) -> list[str]:
    """What stands under a table: its notes, then where the figures come from."""
    source = [f"Source: {table.source}"] if table.source else []
    return [*table.notes, *source]


def levels(document: Document) -> list[int]:
    """The heading level of each section, never more than one below the heading before it."""
    result: list[int] = []
    for section in document.sections:
        result.append(min(section.level, (result[-1] if result else 0) + 1))
    return result


def has_contents(document: Document) -> bool:
    """Whether the paper begins with its contents: where they are wanted, and there are more than a few headings."""
    return document.contents and _listed(document) >= FEWEST_LISTED


def has_contents_of_a_page(document: Document) -> bool:
    """Whether the contents have the first page for themselves; else the paper goes on under them."""
    return has_contents(document) and _listed(document) > MOST_BEFORE_TEXT


def _listed(document: Document) -> int:
    return sum(level <= DEEPEST_IN_CONTENTS for level in levels(document))


def shown_rows(table: Table) -> list[list[str]]:
    """The rows as text; a table without rows says so in its first cell."""
    if not table.rows:
        return [[NO_ROWS] + [""] * (len(table.columns) - 1)]
    return [[shown(v, c.kind) for v, c in zip(row, table.columns, strict=True)] for row in table.rows]


def column_weights(table: Table) -> list[float]:
    """Each column's share of the table's width, summing to 1: by its longest words, within limits."""
    widths = column_widths(table)
    return [width / sum(widths) for width in widths]


def table_width(table: Table) -> float:
    """The share of the page's width that suits the table, 0.55 to 1: small ones are not torn apart."""
    return min(1.0, max(0.55, sum(column_widths(table)) / FULL_WIDTH))


def column_widths(table: Table) -> list[int]:
    """The characters that suit each column: its longest cells, within limits.

    Where they are too many for the page, wide columns give way: as far as no number, day or reference is torn apart,
    and where that would leave the long ones too little, as far as no word is.
    """
    rows = shown_rows(table)
    columns = [(column, [row[place] for row in rows]) for place, column in enumerate(table.columns)]
    widths = [_width(column, max(map(len, cells)), is_least=False) for column, cells in columns]
    for short in (SHORT, 0):
        least = [
            min(width, _width(column, _one_line(column, cells, short), is_least=True))
            for width, (column, cells) in zip(widths, columns, strict=True)
        ]
        if MOST - sum(least) >= ROOM:
            break
    room, wanted = MOST - sum(least), sum(widths) - sum(least)
    if not 0 <= room < wanted:
        return widths
    return [low + (width - low) * room // wanted for low, width in zip(least, widths, strict=True)]


def _width(column: Column, letters: int, *, is_least: bool) -> int:
    """The characters for a column whose cells have so many; `is_least`: its heading stands over several lines."""
    heading = max(len(part) for part in column.heading.split()) + EDGE
    if is_least:
        return max(NARROWEST, heading, min(letters + EDGE, WIDEST))
    edge = 0 if column.is_number else EDGE
    return max(NARROWEST, heading, min(len(column.heading) + EDGE, HEADING), min(letters + edge, WIDEST))


def _one_line(column: Column, cells: list[str], short: int) -> int:
    """The characters of a column that stand together: numbers, what is short as a whole, and else each word."""
    longest = max(map(len, cells))
    if column.is_number or longest <= short:
        return longest
    return max((len(part) for cell in cells for part in cell.split()), default=0)
