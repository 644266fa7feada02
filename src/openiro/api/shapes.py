"""What is asked and what is answered: one declaration that reads a request, checks an answer and describes both."""

import base64
import binascii
from datetime import date, datetime
from typing import Any

import polars as pl
from ninja import Field, Schema
from ninja.errors import HttpError
from pydantic import create_model

from openiro.measures.tables import TABLE_SCHEMAS
from openiro.reporting.queries.records import columns_of

Number = int | float
CURSOR = "Where the next page begins, as the page before said in `next`."
CHANGED = "Only of children about whom anything was written down since this moment, with its offset."
_TYPES: dict[pl.DataType, Any] = {pl.String(): str, pl.Date(): date, pl.Boolean(): bool, pl.Int64(): int}


class AskedPage(Schema):
    """A page of a list."""

    limit: int = Field(500, ge=1, le=1000, description="How many at the most.")
    cursor: str = Field("", max_length=40, description=CURSOR)


class AskedFigures(AskedPage):
    """The figures of a period."""

    from_on: date = Field(alias="from", description="First day of the period.")
    to_on: date = Field(alias="to", description="Last day of the period; figures are as at it.")
    only: list[str] = Field(default_factory=list, max_length=200, description="Ids of measures; all without it.")


class AskedRows(AskedPage):
    """Records of a period, or that changed."""

    from_on: date | None = Field(None, alias="from", description="First day of the period.")
    to_on: date | None = Field(None, alias="to", description="Last day of the period.")
    changed_since: datetime | None = Field(None, description=CHANGED)


class AskedChildren(AskedPage):
    """Children."""

    changed_since: datetime | None = Field(None, description=CHANGED)


class FigureOut(Schema):
    """One figure: the object that `openiro measures --format json` prints."""

    id: str
    title: str
    breakdown: dict[str, str]
    numerator: Number | None
    denominator: Number | None
    value: Number | None
    unit: str
    unknown: int | None
    definition: str
    source: str
    hidden: list[str] = Field(description="Numbers that are null here because few children are counted in them.")


class FiguresOut(Schema):
    """The figures of a period, a page of them."""

    authority: str
    from_on: date = Field(alias="from")
    to_on: date = Field(alias="to")
    coverage_from: date
    measures: list[FigureOut]
    not_available: list[str] = Field(description="Measures that the records do not tell.")
    next: str | None


class MeasureOut(Schema):
    """What a measure is."""

    id: str
    title: str
    unit: str
    definition: str
    source: str
    breakdown: list[str]


class CatalogueOut(Schema):
    """Every measure of the service, a page of them."""

    measures: list[MeasureOut]
    next: str | None


def rows_out(kind: str) -> type[Schema]:
    """A page of records of that kind: the columns of the same table in files and measures."""
    table = TABLE_SCHEMAS[kind]
    columns = {name: (str if name == "child" else _TYPES[table[name]] | None, ...) for name in columns_of(kind)}
    row = create_model(f"{kind.capitalize()}Row", __base__=Schema, **columns)  # type: ignore[call-overload]
    of = {"records": (list[row], ...), "next": (str | None, ...)}  # type: ignore[valid-type]
    page: type[Schema] = create_model(f"{kind.capitalize()}Out", __base__=Schema, **of)  # type: ignore[call-overload]
    return page


def cursor_of(place: int | None) -> str | None:
    """The cursor of a place in a list; None where the list ends."""
    return None if place is None else base64.urlsafe_b64encode(str(place).encode()).decode()


def place_of(cursor: str) -> int:
    """The place that a cursor names, 0 for none. Raises `HttpError` for one that was not given here."""
    try:
        text = base64.urlsafe_b64decode(cursor.encode()).decode() or "0"
        place = int(text) if text.isascii() and text.isdecimal() else -1
    except (ValueError, binascii.Error):
        place = -1
    if not 0 <= place < 2**63:
        raise HttpError(422, "cursor")
    return place
