"""CSV text to a frame of strings, with for each row the number that a spreadsheet shows."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from openiro.formats.limits import LIMITS, Limits
from openiro.formats.problems import UnableToRead

QUOTE = b'"'
AGAIN = " again in column "
_CONTROL = bytes(set(range(32)) - {9, 10, 13}) + b"\x7f"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class RawTable:
    """Rows of strings: `row` and one column for each heading (upper case); blank cells null, blank rows left out.

    `surplus` are rows with more values than headings; `cleaned` tells that control characters were taken out.
    """

    headings: tuple[str, ...]
    frame: pl.DataFrame
    surplus: pl.DataFrame
    cleaned: bool


def read_csv_text(name: str, data: bytes, limits: Limits = LIMITS) -> RawTable:
    """The rows of a CSV file in UTF-8 or Windows-1252. Raises `UnableToRead` for what is not a table of text."""
    text, cleaned = _as_utf8(name, data)
    heading_line, body, first_row = _split_heading(name, text)
    cells = next(csv.reader([heading_line.decode()]))
    if len(body) * len(cells) > min(limits.lines, limits.cells):  # it has no more lines than bytes
        check_size(name, body.count(b"\n"), len(cells), limits)
    if heading_line.count(QUOTE) % 2 == 0 and _is_regular(body):
        headings = _headings(name, cells)
        frame = _read_plain(name, body, len(headings), first_row)
        return _table(headings, frame, cleaned=cleaned, tidy=_is_tidy(body))
    if len(text) > limits.quoted_file_bytes:
        raise UnableToRead(name, "It is too large for a file with quotation marks.", "Split it by year.")
    headings, frame = _read_quoted(name, text, first_row)
    return _table(headings, frame, cleaned=cleaned)


def _is_regular(body: bytes) -> bool:
    """Whether quotation marks, if any, stand only at both ends of values, so that the fast reader takes them."""
    if QUOTE not in body:
        return True
    total = body.count(QUOTE)
    opening = body.count(b',"') + body.count(b'\n"') + body.startswith(QUOTE)
    closing = body.count(b'",') + body.count(b'"\n') + body.count(b'"\r\n') + body.endswith(QUOTE)
    return opening == closing and opening + closing == total


def check_size(name: str, lines: int, width: int, limits: Limits = LIMITS) -> None:
    """Raises `UnableToRead` for more lines, or more cells in all, than any return has."""
    if lines > limits.lines or lines * width > limits.cells:
        raise UnableToRead(
            name,
            f"It has {lines:,} lines of {width:,} columns, more than any return has.",
            "Check for empty lines and columns beyond the table.",
        )


def _as_utf8(name: str, data: bytes) -> tuple[bytes, bool]:
    if data.startswith(_UTF16_MARKS) or b"\0" in data:
        raise UnableToRead(name, "It is not a text file.", "Save it as 'CSV UTF-8 (comma delimited)'.")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.isascii():
        data = _decoded(name, data).encode()
    clean = data.translate(None, _CONTROL)
    return _with_plain_line_ends(clean), len(clean) != len(data)


def _with_plain_line_ends(text: bytes) -> bytes:
    """A carriage return that stands alone ends a line too, as spreadsheets take it."""
    if b"\r" not in text or text.count(b"\r") == text.count(b"\r\n"):
        return text
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _decoded(name: str, data: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnableToRead(
        name, "It is text in neither UTF-8 nor Windows-1252.", "Save it as 'CSV UTF-8 (comma delimited)'."
    )


def _split_heading(name: str, text: bytes) -> tuple[bytes, bytes, int]:
    """The heading line, what follows it, and the spreadsheet row of the heading."""
    start, row = 0, 1
    while start < len(text):
        end = text.find(b"\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip(b" \t\r,")
        if line:
            return text[start:end].rstrip(b"\r"), text[end + 1 :], row
        start, row = end + 1, row + 1
    raise UnableToRead(name, "It is empty.", "Export it again, with its headings.")


def _headings(name: str, cells: list[str]) -> tuple[str, ...]:
    """Headings in upper case; blank ones get a name of their own, for a trailing comma is no fault."""
    found = [cell.strip().upper().replace(" ", "_") for cell in cells]
    while found and not found[-1]:
        found.pop()
    if len(found) < 2 and any(mark in "".join(cells) for mark in ";\t|"):
        raise UnableToRead(name, "Its values are not separated by commas.", "Save it as 'CSV UTF-8 (comma delimited)'.")
    named = [heading or f"COLUMN_{place}" for place, heading in enumerate(found, start=1)]
    return _told_apart(named)


def _told_apart(headings: list[str]) -> tuple[str, ...]:
    """The second of two equal headings gets `AGAIN` and its place: no heading has a blank of its own by now."""
    seen: set[str] = set()
    apart = []
    for place, heading in enumerate(headings, start=1):
        apart.append(f"{heading}{AGAIN}{place}" if heading in seen else heading)
        seen.add(heading)
    return tuple(apart)


def _read_plain(name: str, body: bytes, width: int, first_row: int) -> pl.DataFrame:
    heading = ",".join(f"c{place}" for place in range(width + 1)).encode() + b"\n"
    try:
        frame = pl.read_csv(
            io.BytesIO(heading + body),
            infer_schema=False,
            quote_char='"' if QUOTE in body else None,
            truncate_ragged_lines=True,
            row_index_name="row",
            row_index_offset=first_row + 1,
        )
    except pl.exceptions.PolarsError as fault:
        raise UnableToRead(name, "It cannot be read as a table.", "Export it again as CSV.") from fault
    return frame.replace_column(0, frame["row"].cast(pl.Int64))


def _read_quoted(name: str, text: bytes, heading_row: int) -> tuple[tuple[str, ...], pl.DataFrame]:
    """With quotation marks: values may hold commas and line breaks, and a record is one row all the same."""
    stream = io.StringIO(text.decode(), newline="")
    reader = csv.reader(stream)
    try:
        records = list(reader)
    except csv.Error as fault:
        raise UnableToRead(
            name, f"It cannot be read beyond row {reader.line_num}.", "Look there for a stray quotation mark."
        ) from fault
    _check_last_quote(name, text, records)
    return _of_records(name, records, heading_row)


def table_of_rows(name: str, rows: list[list[str]]) -> RawTable:
    """Rows of texts, the first that is not blank being the headings, as a table. Raises `UnableToRead`."""
    blank = next((place for place, row in enumerate(rows) if any(row)), len(rows))
    headings, frame = _of_records(name, rows[blank:], blank + 1)
    return _table(headings, frame, cleaned=False)


def _of_records(name: str, records: list[list[str]], heading_row: int) -> tuple[tuple[str, ...], pl.DataFrame]:
    while records and not any(cell.strip() for cell in records[0]):
        records = records[1:]
    if not records:
        raise UnableToRead(name, "It is empty.", "Export it again, with its headings.")
    headings = _headings(name, records[0])
    width = len(headings) + 1
    padding = [""] * width
    rows = [record if len(record) == width else (record + padding)[:width] for record in records[1:]]
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    frame = pl.DataFrame({f"c{place}": pl.Series(values, dtype=pl.String) for place, values in enumerate(columns)})
    return headings, frame.with_row_index("row", heading_row + 1).with_columns(pl.col("row").cast(pl.Int64))


def _check_last_quote(name: str, text: bytes, records: list[list[str]]) -> None:
    """A quotation mark that is never closed swallows the rest of the file: it is refused, not half read."""
    if text.count(b'"') % 2 == 0 or not records:
        return
    tail = records[-1]
    if any("\n" in cell for cell in tail):
        raise UnableToRead(
            name, f"A quotation mark in row {len(records)} is never closed.", "Correct that row, then try again."
        )


def _table(headings: tuple[str, ...], frame: pl.DataFrame, *, cleaned: bool, tidy: bool = False) -> RawTable:
    """The table of `frame`, whose columns are c0, c1 … and one more for values beyond the last heading.

    `tidy`: no value has blanks around it, and empty ones are null already.
    """
    names = dict(zip((f"c{place}" for place in range(len(headings))), headings, strict=True))
    surplus = f"c{len(headings)}"
    if not tidy:
        stripped = frame.with_columns(pl.col(*names, surplus).str.strip_chars())
        texts = pl.col(*names, surplus)
        frame = stripped.with_columns(pl.when(texts.str.len_bytes() > 0).then(texts))
    beyond = frame["row"].filter(frame[surplus].is_not_null()).to_frame()
    if frame.height and min(frame[name].null_count() for name in names):
        frame = frame.filter(pl.any_horizontal(pl.col(*names).is_not_null()))
    return RawTable(headings, _named(frame, {"row": "row", **names}), beyond, cleaned)


def _named(frame: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """The columns of `names` alone, by their new names."""
    return pl.DataFrame([frame[name].alias(new) for name, new in names.items()])


def _is_tidy(body: bytes) -> bool:
    """Whether no value can have blanks around it or be empty within quotation marks, for there are none."""
    return b'""' not in body and b" " not in body and b"\t" not in body and body.isascii()
