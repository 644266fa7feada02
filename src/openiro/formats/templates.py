"""Our own templates: writes them empty with a data dictionary, and reads them filled in, as CSV or a workbook."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from openiro.domain.refusal import Refusal
from openiro.formats.keys import one_row_a_key
from openiro.formats.layouts import Column
from openiro.formats.limits import LIMITS, Limits
from openiro.formats.problems import ProblemLog, UnableToRead
from openiro.formats.raw_tables import raw_tables
from openiro.formats.recognise import recognised, remark_on_columns
from openiro.formats.returns import ReadFile, Return
from openiro.formats.row_checks import remark_on_cells, without_unusable_rows
from openiro.formats.source import open_source
from openiro.formats.template_checks import put_in_order, without_impossible_rows
from openiro.formats.template_layouts import TEMPLATES
from openiro.formats.typed import TypedTable, typed_table

FORMAT = "templates"
DICTIONARY = "data_dictionary.csv"
GUIDE = "READ_ME.txt"
_NAMES = ", ".join(layout.file_name for layout in TEMPLATES)


class UnableToWriteTemplates(Refusal):
    """The templates cannot be written where asked; the message says why and what to do."""


def write_templates(folder: Path) -> tuple[Path, ...]:
    """Write the empty templates, the data dictionary and a guide into `folder`, which is made if need be.

    Raises `UnableToWriteTemplates` where a file of the same name is there: what somebody filled in is never lost.
    """
    texts = {layout.file_name: _csv([[column.field for column in layout.columns]]) for layout in TEMPLATES}
    texts[DICTIONARY] = _csv([_DICTIONARY_HEADINGS, *_dictionary()])
    texts[GUIDE] = _guide()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = [name for name in texts if (folder / name).exists()]
        if taken:
            raise UnableToWriteTemplates(f"{folder}: {taken[0]} is there already. Name an empty folder.")
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as fault:
        reason = fault.strerror or "it cannot be written"
        raise UnableToWriteTemplates(f"{folder}: {reason}. Name a folder that you may write to.") from fault
    return tuple(folder / name for name in texts)


_DICTIONARY_HEADINGS = ["file", "column", "needed", "type", "meaning", "values"]


def _dictionary() -> Iterable[list[str]]:
    for layout in TEMPLATES:
        for column in layout.columns:
            needed = "yes" if column.fatal else ("expected" if column.required else "no")
            values = "; ".join(f"{word} = {meaning}" for word, meaning in column.words)
            yield [layout.file_name, column.field, needed, column.kind.value, column.meaning, values]


def _csv(rows: Iterable[Sequence[str]]) -> str:
    class _Lines(list[str]):
        def write(self, line: str) -> None:
            self.append(line)

    lines = _Lines()
    csv.writer(lines).writerows(rows)
    return "".join(lines)


def _guide() -> str:
    parts = [
        "Templates for what the national returns do not hold.",
        "",
        "Fill in what you have; leave out the files that you do not need. Dates are dd/mm/yyyy or yyyy-mm-dd, yes or",
        "no is 'yes' or 'no'. The files may also be the sheets of one workbook, named as the files.",
    ]
    for layout in TEMPLATES:
        parts += ["", f"{layout.file_name}: {layout.meaning}"]
        parts += [f"  {column.field}: {_explained(column)}" for column in layout.columns]
    return "\n".join(parts) + "\n"


def _explained(column: Column) -> str:
    words = f" One of: {', '.join(word for word, _ in column.words)}." if column.words else ""
    return f"{column.meaning}{words}{' Needed.' if column.fatal else ''}"


def is_template(names: Iterable[str]) -> bool:
    """Whether any of these names of files or sheets is that of a template."""
    return any(Path(name).stem.lower() in {layout.name for layout in TEMPLATES} for name in names)


def read_templates(path: Path, *, limits: Limits = LIMITS) -> Return:
    """Read the templates filled in at `path`: a folder or zip of CSV files, or a workbook with a sheet for each.

    An *error* rejects its row: a needed cell that is blank or impossible, or a period that ends before it starts.
    Raises `UnableToRead` for what cannot be understood at all.
    """
    log = ProblemLog()
    tables: dict[str, TypedTable] = {}
    files = tuple(file for file in open_source(path, limits) if file.name != DICTIONARY)
    for name, raw in raw_tables(files, limits):
        layout = recognised(name, raw, TEMPLATES)
        if layout is None:
            log.add_file(name, "", "file_ignored", "There is no such template. It is left out.")
            continue
        if layout.name in tables:
            raise UnableToRead(name, f"It is a second {layout.file_name}.", "Keep one and put the other elsewhere.")
        remark_on_columns(layout, name, raw, log)
        tables[layout.name] = typed_table(layout, name, raw.frame)
    if not tables:
        raise UnableToRead(path.name, "No template is in it.", f"The files or sheets are named {_NAMES}.")
    read = {layout.name: read_table(tables[layout.name], log) for layout in TEMPLATES if layout.name in tables}
    return Return(FORMAT, None, read, log.frame())


def read_table(table: TypedTable, log: ProblemLog) -> ReadFile:
    """One table in the columns of a template: its usable rows, one a key; what is wrong goes to `log`."""
    layout = table.layout
    usable = without_impossible_rows(layout, table.file, without_unusable_rows(table, log), log)
    remark_on_cells(table, None, log)
    single = put_in_order(layout, table.file, one_row_a_key(layout.key, table.file, usable, log), log)
    return ReadFile(
        layout.name,
        table.file,
        single.with_columns(file=pl.lit(table.file)),
        read=table.frame.height,
        rejected=table.frame.height - usable.height,
        repeated=usable.height - single.height,
    )
