"""The return as one XML file (EXPSSDA903) to the same frames of strings as the CSV files.

`row` is the number of the CHILD element in the file, the first being 1: a person finds the child by it.
Elements are read as they pass and no tree is kept, so that depth and length cost no memory.
"""

from xml.etree.ElementTree import ParseError

import polars as pl
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from openiro.formats.csv_text import RawTable
from openiro.formats.layouts import LAYOUTS, Layout
from openiro.formats.limits import LIMITS, Limits
from openiro.formats.problems import UnableToRead

ROOT = "EXPSSDA903"
CHUNK = 1024 * 1024
_SHARED = frozenset({"CHILD", "DOB", "SEX"})
_RENAMED = {"CHILDID": "CHILD", "PL": "PLACE"}
_FROM_HEADER = ("header", "uasc", "oc3", "ad1")
_LAYOUT_OF_COLUMN: dict[str, Layout] = {name: layout for layout in LAYOUTS for name in layout.column_names - _SHARED}


def read_xml_text(name: str, data: bytes, limits: Limits = LIMITS) -> dict[str, RawTable]:
    """The tables of an XML return, by layout name. Raises `UnableToRead` for what is not one."""
    if len(data) > limits.xml_bytes:
        size = limits.xml_bytes // (1024 * 1024)
        raise UnableToRead(name, f"It is larger than {size} MB, which no XML return is.", "Give CSV files.")
    _check_tags(name, data, limits)
    target = _Children(name, limits)
    try:
        parser = DefusedXMLParser(target=target, forbid_dtd=True)
        for start in range(0, len(data), CHUNK):
            parser.feed(data[start : start + CHUNK])
        parser.close()
    except DefusedXmlException as fault:
        raise UnableToRead(
            name, "It declares a document type or entities, which no return does.", "Export it again."
        ) from fault
    except (ParseError, ValueError, LookupError) as fault:
        where = f", at line {fault.position[0]:,}" if isinstance(fault, ParseError) else ""
        raise UnableToRead(name, f"It is not well-formed XML{where}.", "Export it again.") from fault
    return target.tables()


def _check_tags(name: str, data: bytes, limits: Limits) -> None:
    """Refuse a stretch without the end of a tag that is longer than any value, before a parser holds it whole."""
    position = 0
    while position + limits.line_bytes < len(data):
        found = data.rfind(b">", position, position + limits.line_bytes)
        if found < 0:
            raise _too_long(name, limits)
        position = found + 1


def _too_long(name: str, limits: Limits) -> UnableToRead:
    return UnableToRead(
        name, f"It has a value of more than {limits.line_bytes // 1024} kB, which no return has.", "Export it again."
    )


class _Children:
    """Takes the events of the parser; gathers the leaves of each group into rows."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._groups: list[dict[str, str]] = []
        self._header: dict[str, str] = {}
        self._number = 0
        self._count = 0
        self._elements = 0
        self._names: set[str] = set()
        self._pending: list[tuple[Layout, dict[str, str]]] = []
        self._rows: dict[str, list[tuple[int, dict[str, str]]]] = {layout.name: [] for layout in LAYOUTS}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        plain = tag.rpartition("}")[2].upper()
        if not self._path and plain != ROOT:
            raise UnableToRead(
                self._name, f"It is XML, but not a return: it does not begin with {ROOT}.", "Check the file."
            )
        if len(self._path) >= self._limits.depth:
            raise UnableToRead(self._name, "Its elements lie too deep for a return.", "Export it again.")
        self._see_names(tag, attributes)
        self._path.append(_RENAMED.get(plain, plain))
        self._groups.append({})
        self._text.clear()
        self._length = 0
        if len(self._path) == 2:
            self._number += 1
            self._count_record()
            self._header, self._pending = {}, []

    def _see_names(self, tag: str, attributes: dict[str, str]) -> None:
        self._names.add(tag)
        self._names.update(attributes)
        self._elements += 1
        if len(self._names) > self._limits.names or self._elements > self._limits.elements:
            raise UnableToRead(
                self._name, "It has more elements, or more kinds of them, than any return.", "Export it again."
            )

    def _count_record(self) -> None:
        self._count += 1
        if self._count > self._limits.lines:
            raise UnableToRead(
                self._name, f"It has more than {self._limits.lines:,} records, more than any return.", "Give CSV files."
            )

    def data(self, text: str) -> None:
        """Text inside an element, in one or more parts."""
        self._length += len(text)
        if self._length > self._limits.line_bytes:
            raise _too_long(self._name, self._limits)
        self._text.append(text)

    def end(self, tag: str) -> None:
        """An element closes: a leaf is a value of its group, a group is a row."""
        name, leaves = self._path.pop(), self._groups.pop()
        if leaves:
            self._close_group(name, leaves)
        elif self._path:
            self._groups[-1][name] = "".join(self._text).strip()
        self._text.clear()
        self._length = 0
        if len(self._path) == 1:
            self._close_child()

    def close(self) -> None:
        """The document is read."""

    def _close_group(self, name: str, leaves: dict[str, str]) -> None:
        if name == "HEADER":
            self._header = leaves
            return
        layout = next((_LAYOUT_OF_COLUMN[leaf] for leaf in leaves if leaf in _LAYOUT_OF_COLUMN), None)
        if layout is not None:
            self._count_record()
            self._pending.append((layout, leaves))

    def _close_child(self) -> None:
        shared = {column: self._header.get(column, "") for column in _SHARED}
        for layout in LAYOUTS:
            if layout.name in _FROM_HEADER and self._speaks_of(layout):
                self._rows[layout.name].append((self._number, self._header))
        for layout, leaves in self._pending:
            self._rows[layout.name].append((self._number, {**shared, **leaves}))

    def _speaks_of(self, layout: Layout) -> bool:
        if layout.name == "header":
            return True
        if layout.name == "uasc":
            return self._header.get("UASC") == "1" or bool(self._header.get("DUC"))
        return any(self._header.get(column) for column in layout.column_names - _SHARED)

    def tables(self) -> dict[str, RawTable]:
        """The rows as frames of strings; blank values null. A table without rows is there only if it is needed."""
        needed = ("header", "episodes", "reviews")
        return {
            layout.name: _raw_table(layout, self._rows[layout.name])
            for layout in LAYOUTS
            if self._rows[layout.name] or layout.name in needed
        }


def _raw_table(layout: Layout, rows: list[tuple[int, dict[str, str]]]) -> RawTable:
    headings = tuple(column.name for column in layout.columns)
    columns = {name: [values.get(name) or None for _, values in rows] for name in headings}
    numbers = pl.Series("row", [number for number, _ in rows], dtype=pl.Int64)
    frame = pl.DataFrame(columns, schema=dict.fromkeys(headings, pl.String()))
    return RawTable(headings, frame.insert_column(0, numbers), pl.DataFrame(schema={"row": pl.Int64}), False)
