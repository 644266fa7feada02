"""Questions to the database whose words are put together once.

Django puts a query together, and turns it into SQL, each time it is asked: for the small questions of a page that
takes longer than the answer. A prepared question does both once in a process, and afterwards only puts other values
in their places.
"""

import copy
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet, ImproperlyConfigured
from django.db import connection
from django.db.models import QuerySet

Row = TypeVar("Row")
Value = int | str | date | uuid.UUID
SHAPES_KEPT = 256


@dataclass(frozen=True)
class _Ready:
    """A question put together: its SQL, what it is asked with, and at which places which value goes."""

    rows: Any
    compiler: Any
    sql: str
    params: tuple[Any, ...]
    places: tuple[int | None, ...]
    converters: dict[int, Any]

    def answer(self, values: tuple[Value, ...]) -> list[Any]:
        given = [_stored(value) for value in values]
        params = tuple(
            kept if place is None else given[place] for kept, place in zip(self.params, self.places, strict=True)
        )
        compiler = copy.copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (self.sql, params)
        compiler.get_converters = lambda _: self.converters
        rows = self.rows.all()
        rows.query.get_compiler = lambda *_, **__: compiler
        return list(rows)


class Prepared(Generic[Row]):
    """A question that `put` puts together.

    Its positional arguments are values: a number, a text, a day or a reference, each compared with a column as it
    stands. What decides which words the question has is given by keyword, and is hashable. Asked, it answers a list.
    """

    def __init__(self, put: Callable[..., QuerySet[Any, Row]], *, may_leave_out: bool = False) -> None:
        """`may_leave_out`: not every shape of the question has a place for every value."""
        self._put, self._may_leave_out = put, may_leave_out
        self._ready = lru_cache(maxsize=SHAPES_KEPT)(self._put_together)
        self.__doc__ = put.__doc__

    def __call__(self, *values: Value, **shape: Any) -> list[Row]:
        ready = self._ready(connection.vendor, tuple(map(type, values)), tuple(sorted(shape.items())))
        return [] if ready is None else ready.answer(values)

    def _put_together(self, _: str, kinds: tuple[type, ...], shape: tuple[tuple[str, Any], ...]) -> _Ready | None:
        """Put together with marks in place of the values. None: no row can ever answer it."""
        marks = [_mark(kind, place) for place, kind in enumerate(kinds)]
        rows = self._put(*marks, **dict(shape))
        compiler = rows.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        stored = {_stored(mark): place for place, mark in enumerate(marks)}
        places = tuple(stored.get(param) for param in params)
        missing = set(range(len(marks))) - set(places)
        if missing and not self._may_leave_out:
            raise ImproperlyConfigured(f"Value {min(missing) + 1} of a prepared question is nowhere in its SQL.")
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        return _Ready(rows, compiler, sql, tuple(params), places, compiler.get_converters(columns))


def prepared(put: Callable[..., QuerySet[Any, Row]]) -> Prepared[Row]:
    """Above a function that puts a question together: see `Prepared`."""
    return Prepared(put)


def first(rows: list[Row]) -> Row | None:
    """The first of the rows; None where there is none."""
    return rows[0] if rows else None


def up_to_pages(numbers: Sequence[int], size: int = 25) -> list[int]:
    """The numbers, and the last of them again until pages of `size` are full: so that a prepared question that looks
    for them has few shapes. At least one number."""
    return [*numbers, *[numbers[-1]] * (-len(numbers) % size)]


def _mark(kind: type, place: int) -> Value:
    """A value of that kind that no record holds."""
    if kind is date:
        return date(9000, 1, 1) + timedelta(days=place)
    if kind is uuid.UUID:
        return uuid.UUID(int=2**127 + place)
    return f"\x7fvalue {place}" if kind is str else -(10**12) - place


def _stored(value: Value) -> Any:
    """The value as this database takes it."""
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
