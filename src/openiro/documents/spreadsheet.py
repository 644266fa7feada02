"""The figures of a paper as an accessible workbook: cover, contents, notes, and one sheet for each table.

Built by the library of the Office for National Statistics for statistical tables, whose conventions hold: a
value that is not known is '[x]', a cell that cannot apply is '[z]', each sheet has one marked table with a
heading row. Text is written as text always, so that no cell can become a formula or a link.
"""

import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from typing import Any

from openiro.documents.content import Column, Document, KeyFigures, Kind, Note, Table, Value
from openiro.documents.figures import PLACES, is_known, rounded
from openiro.documents.layout import NO_ROWS, blocks_of, caption_of, captions, clean, column_widths
from openiro.domain.refusal import Refusal

NOT_KNOWN, NOT_APPLICABLE = "[x]", "[z]"
LEGEND = {NOT_KNOWN: "[x] means not known.", NOT_APPLICABLE: "[z] means that there is nothing to show."}
LONGEST_CELL = 32_000
CUT = " … [cut short: a cell holds no more]"
TEXT_FORMAT = {"font_name": "Arial", "font_size": 12, "text_wrap": 1, "valign": "top", "align": "left"}
FORMATS = {Kind.COUNT: "#,##0", Kind.PERCENT: "0.0", Kind.DECIMAL: "#,##0.0", Kind.MONEY: "£#,##0"}
WIDE_COLUMNS = {"Contents": (16.0, 90.0), "Notes": (16.0, 36.0, 90.0)}
CHARACTER = 1.35  # of our 12 point text in the spreadsheet's unit of width
# What the library would read as markup or refuse: links, note references, cells without letter or digit.
_MARKUP = re.compile(r"\[.+\]\(.+\)|\$\$|^[^a-zA-Z0-9]*$", re.S)


class UnableToMakeSpreadsheet(Refusal):
    """The paper has no figures for a workbook; the message says so."""


@dataclass(frozen=True)
class _Sheet:
    """A table ready for its sheet, and the cells (row, column, text) that are written after the library."""

    name: str
    table: Any
    verbatim: tuple[tuple[int, int, str], ...]
    widths: tuple[float, ...]


def to_xlsx(document: Document) -> bytes:
    """The key figures and every table and chart of the paper as .xlsx, each on its own sheet.

    Numbers stay numbers, rounded half-up as they are printed; percentages are 41.8 under a heading that says
    per cent. The same paper gives the same bytes. Raises UnableToMakeSpreadsheet when there are no figures.
    """
    from gptables import produce_workbook

    document = clean(document)
    sheets = [_sheet(*named, number) for number, named in enumerate(_tables(document), 1)]
    if not sheets:
        raise UnableToMakeSpreadsheet("This paper has no tables or charts, so there are no figures to put in.")
    output = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = produce_workbook(
            filename=output,
            sheets={sheet.name: sheet.table for sheet in sheets},
            cover=_cover(document),
            contentsheet_options={"column_names": ["Sheet", "What it shows"]},
            notes_table=_notes(document),
            notesheet_options={"title": "Notes: what the figures mean"},
            workbook_options={"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
        )
        _finish(book, sheets, document)
        book.close()
    return output.getvalue()


def _tables(document: Document) -> Iterable[tuple[str, str, Table]]:
    """The name of the sheet, its title and the table: key figures first, then as the paper numbers them."""
    key = [f for s in document.sections for b in s.blocks if isinstance(b, KeyFigures) for f in b.figures]
    if key:
        columns = Column("Figure"), Column("Value", Kind.DECIMAL), Column("Unit"), Column("What it counts")
        rows = tuple((f.label, _number(f.value, f.kind), _unit(f.kind), f.definition) for f in key)
        yield "Key figures", "Key figures", Table("key-figures", "Key figures", columns, rows)
    numbers = captions(document)
    for section in document.sections:
        for block in blocks_of(section):
            if isinstance(block, Table):
                yield f"Table {numbers[block.id]}", caption_of(block, numbers), block


def _unit(kind: Kind) -> str:
    return {Kind.PERCENT: "per cent", Kind.MONEY: "pounds", Kind.TEXT: "text"}.get(kind, "number")


def _number(value: Value, kind: Kind) -> Value:
    if not is_known(value) or value is None:
        return NOT_KNOWN
    if isinstance(value, str) or kind is Kind.TEXT:
        return _within_limit(str(value))
    exact = rounded(value, kind)
    return float(exact) if PLACES[kind] else int(exact)


def _within_limit(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _plain(text: str) -> str:
    """A heading or note with what the library reads as markup taken apart."""
    return _within_limit(text.replace("](", "] (").replace("$$", "$ $")).strip() or NOT_KNOWN


def _sheet(name: str, title: str, table: Table, number: int) -> _Sheet:
    from gptables import GPTable

    rows: list[list[Value]] = [
        [_number(v, c.kind) for v, c in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    rows = rows or [[NO_ROWS, *[NOT_APPLICABLE] * (len(table.columns) - 1)]]
    verbatim = [
        (place, across, value)
        for place, row in enumerate(rows)
        for across, value in enumerate(row)
        if isinstance(value, str) and _MARKUP.search(value)
    ]
    for place, across, value in verbatim:
        rows[place][across] = "x" * min(len(value), 40)
    headings = _headings(table.columns)
    frame = _frame(rows, headings)
    made = GPTable(
        frame,
        table_name=f"table_{number}",
        title=_plain(title),
        subtitles=[_plain(note) for note in table.notes],
        instructions="This sheet has one table. What the figures mean is on the sheet Notes.",
        legend=[words for sign, words in LEGEND.items() if any(sign in row for row in rows)],
        source=_plain(f"Source: {table.source}") if table.source else None,
        index_columns={2: 0} if not table.columns[0].is_number else {},
        additional_formatting=_formatting(table),
    )
    return _Sheet(name, made, tuple(verbatim), tuple(width * CHARACTER for width in column_widths(table)))


def _headings(columns: tuple[Column, ...]) -> list[str]:
    """Headings that are unique without regard to capitals, as a marked table needs, and that name per cent."""
    headings: list[str] = []
    for column in columns:
        heading = " ".join(_plain(column.heading).split())
        if column.kind is Kind.PERCENT and not re.search("per ?cent|%", heading, re.I):
            heading += " (per cent)"
        taken = [other.casefold() for other in headings]
        unique, count = heading, 2
        while unique.casefold() in taken:
            unique, count = f"{heading} ({count})", count + 1
        headings.append(unique)
    return headings


def _formatting(table: Table) -> list[dict[str, Any]]:
    formats: list[dict[str, Any]] = [
        {"column": {"columns": [place], "format": {"num_format": FORMATS[column.kind]}, "include_names": False}}
        for place, column in enumerate(table.columns)
        if column.is_number
    ]
    if table.total and table.rows:
        formats.append({"row": {"rows": [len(table.rows)], "format": {"bold": True, "top": 1}, "include_names": True}})
    return formats


def _cover(document: Document) -> Any:
    from gptables import Cover

    intro = [document.council, document.subtitle, document.period]
    about = [
        f"Made on {document.metadata.made_on.day} {document.metadata.made_on:%B %Y}.",
        "Each sheet after Notes has one table of the paper. Numbers are rounded as they are in the paper.",
        *LEGEND.values(),
    ]
    return Cover(
        _plain(document.title),
        intro=[_plain(line) for line in intro if line.strip()],
        about=about,
        contact=[_plain(document.metadata.author)] if document.metadata.author else None,
    )


def _notes(document: Document) -> Any:
    notes = [
        (_plain(block.title), _plain(" ".join(paragraph.text for paragraph in block.paragraphs)))
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Note)
    ]
    notes = notes or [("Definitions", "The paper gives no definitions apart from the notes on each sheet.")]
    rows = [[f"note {place}", *note] for place, note in enumerate(notes)]
    return _frame(rows, ["reference", "What it is about", "What it says"])


def _frame(rows: Sequence[Sequence[Value]], headings: list[str]) -> Any:
    import pandas as pd  # type: ignore[import-untyped, unused-ignore]

    return pd.DataFrame(rows, columns=headings, dtype=object)


def _finish(book: Any, sheets: list[_Sheet], document: Document) -> None:
    """Write the cells that the library would have taken for markup, and what the file says of itself."""
    text = book.add_format(TEXT_FORMAT)
    for sheet in sheets:
        page, top = book.get_worksheet_by_name(sheet.name), sheet.table.data_range[0] + 1
        for row, column, value in sheet.verbatim:
            page.write_string(top + row, column, value, text)
    for name, widths in {**WIDE_COLUMNS, **{sheet.name: sheet.widths for sheet in sheets}}.items():
        for column, width in enumerate(widths):
            book.get_worksheet_by_name(name).set_column(column, column, width)
    facts = document.metadata
    book.set_properties(
        {
            "title": document.title,
            "subject": facts.subject,
            "author": facts.author or document.council,
            "keywords": ", ".join(facts.keywords),
            "created": datetime.combine(facts.made_on, time()),
        }
    )
