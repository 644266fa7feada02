"""The tables that measures are computed over: the same columns whatever the source."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

import polars as pl

from openiro.domain.tables import COLUMNS, KEYS

TABLE_SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    name: dict(pl.Schema(columns).items()) for name, columns in COLUMNS.items()
}
# Tables whose rows may stand twice under one key: each counts.
_MAY_REPEAT = frozenset(
    {"permanence_steps", "statements", "consultations", "feedback", "proceedings", "referrals", "allocations", "posts"}
)
ROW_KEYS = {name: key for name, key in KEYS.items() if name not in _MAY_REPEAT}

ALWAYS_SUPPLIED = frozenset({"children", "episodes", "reviews", "uasc"})


class UnableToReadTables(ValueError):
    """A table lacks a column, or holds it in another type than measures are computed over."""


@dataclass(frozen=True)
class Tables:
    """The records of one authority, as frames of `TABLE_SCHEMAS`.

    `coverage_from` is the first day of the earliest collection year loaded; `years` are the years loaded.
    A table of `supplied` counts as kept by the source even where it is empty; one that is not is left out of the
    answer. `warnings` says which rows were set aside.
    """

    authority: str
    coverage_from: date
    frames: Mapping[str, pl.DataFrame]
    years: tuple[int, ...] = ()
    supplied: frozenset[str] = ALWAYS_SUPPLIED
    warnings: tuple[str, ...] = field(default=())

    @classmethod
    def of(
        cls,
        authority: str,
        coverage_from: date,
        frames: Mapping[str, pl.DataFrame],
        *,
        years: tuple[int, ...] = (),
        supplied: frozenset[str] | None = None,
    ) -> "Tables":
        """Tables checked against `TABLE_SCHEMAS`; those not in `frames` are empty.

        Columns that no measure knows are dropped. Of two rows under one key the lower holds, with a warning; an
        episode or review of a child who is not among the children is set aside, with a warning. Without `supplied`,
        a table counts as kept by the source where it has rows. Raises `UnableToReadTables`.
        """
        checked = {name: _checked(name, frames.get(name)) for name in TABLE_SCHEMAS}
        kept = frozenset(name for name, frame in checked.items() if frame.height)
        tables = cls(
            authority, coverage_from, checked, years, ALWAYS_SUPPLIED | (kept if supplied is None else supplied)
        )
        return _without_orphans(_with_one_row_a_key(tables))

    def frame(self, name: str) -> pl.DataFrame:
        """The frame of the table `name`. Raises `KeyError` for a name that is none of `TABLE_SCHEMAS`."""
        return self.frames[name]


@cache
def empty_frame(name: str) -> pl.DataFrame:
    """A table without rows. Raises `KeyError` for a name that is none of `TABLE_SCHEMAS`."""
    return pl.DataFrame(schema=TABLE_SCHEMAS[name])


def _checked(name: str, frame: pl.DataFrame | None) -> pl.DataFrame:
    if frame is None:
        return empty_frame(name)
    columns = TABLE_SCHEMAS[name]
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise UnableToReadTables(f"The table {name} lacks {', '.join(missing)}. Add the column, empty if not known.")
    if list(frame.schema.items()) == list(columns.items()):
        return frame
    try:
        return frame.select(pl.col(column).cast(kind) for column, kind in columns.items())
    except pl.exceptions.PolarsError as error:
        raise UnableToReadTables(f"The table {name} holds a value of the wrong type: {error}") from error


def _with_one_row_a_key(tables: Tables) -> Tables:
    frames, warnings = dict(tables.frames), list(tables.warnings)
    for name, key in ROW_KEYS.items():
        frame = frames[name]
        if not frame.height or frame.select(pl.struct(key).hash().n_unique()).item() == frame.height:
            continue  # no two hashes are the same, so no two keys are
        single = frame.unique(subset=list(key), keep="last", maintain_order=True)
        if repeated := frame.unique().height - single.height:
            warnings.append(f"{repeated} rows of {name} repeat a {' and '.join(key)}; the lower row holds.")
        frames[name] = single
    return replace(tables, frames=frames, warnings=tuple(warnings))


def _without_orphans(tables: Tables) -> Tables:
    frames, warnings = dict(tables.frames), list(tables.warnings)
    children = frames["children"]["child"].implode()
    for name in ("episodes", "reviews"):
        known = frames[name]["child"].is_in(children)
        if lost := known.len() - known.sum():
            warnings.append(f"{lost} rows of {name} are of children who are not in the header, and are left out.")
            frames[name] = frames[name].filter(known)
    return replace(tables, frames=frames, warnings=tuple(warnings))
