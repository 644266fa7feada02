"""Which file of the return a CSV is: by its name if that tells, else by its columns."""

import re
from collections.abc import Iterable, Sequence

from openiro.formats.csv_text import AGAIN, RawTable
from openiro.formats.layouts import LAYOUTS, Layout
from openiro.formats.problems import ProblemLog, Severity, UnableToRead


def layout_by_name(name: str, layouts: Sequence[Layout] = LAYOUTS) -> Layout | None:
    """The file of the return that `name` speaks of, in any case, with what councils add before and after it."""
    stem = re.sub(r"\.[a-z]+$", "", name.lower())
    plain = re.sub(r"[^a-z0-9]", "", re.sub(r"\(\d+\)|\b(19|20)\d\d([-_ ]?\d\d)?\b", "", stem.replace("_", " ")))
    aliases = [(alias, layout) for layout in layouts for alias in layout.aliases if plain.endswith(alias)]
    return max(aliases, key=lambda pair: len(pair[0]))[1] if aliases else None


def layout_by_columns(headings: Iterable[str], layouts: Sequence[Layout] = LAYOUTS) -> Layout | None:
    """The file of the return whose needed columns are all there, the one with the most columns in common."""
    found = frozenset(headings)
    fitting = [layout for layout in layouts if layout.needed_names <= found]
    return max(fitting, key=lambda layout: len(layout.column_names & found), default=None)


def recognised(name: str, raw: RawTable, layouts: Sequence[Layout] = LAYOUTS) -> Layout | None:
    """The layout of a CSV file; None where it is no file of the return.

    Raises `UnableToRead` where the name tells what it is and a needed column is missing, or a column of the layout
    is there twice, so that nobody can tell which holds.
    """
    found = _layout_of(name, raw, layouts)
    if found is not None:
        _check_no_column_twice(found, name, raw)
    return found


def _check_no_column_twice(layout: Layout, name: str, raw: RawTable) -> None:
    for heading in raw.headings:
        column, again, _ = heading.partition(AGAIN)
        if again and column in layout.column_names:
            raise UnableToRead(name, f"It has more than one column {column}.", "Keep one and delete the rest.")


def _layout_of(name: str, raw: RawTable, layouts: Sequence[Layout]) -> Layout | None:
    named = layout_by_name(name, layouts)
    if named is not None and named.needed_names <= set(raw.headings):
        return named
    fitting = layout_by_columns(raw.headings, layouts)
    if named is None or fitting is not None:
        return fitting
    missing = [column.name for column in named.columns if column.needed and column.name not in raw.headings]
    columns = "the columns" if len(missing) > 1 else "the column"
    raise UnableToRead(name, f"It lacks {columns} {', '.join(missing)}.", "Give it all its headings, then try again.")


def remark_on_columns(layout: Layout, name: str, raw: RawTable, log: ProblemLog) -> None:
    """Warn of columns that the return does not have, of those it lacks, and of values beyond the last heading."""
    for heading in raw.headings:
        if heading not in layout.column_names:
            log.add_file(
                name,
                heading.partition(AGAIN)[0][:40],
                "extra_column",
                "This kind of file has no such column. It is left out.",
            )
    for column in layout.columns:
        if column.name not in raw.headings and not column.may_lack:
            log.add_file(name, column.name, "column_missing", "The column is not there. Its values count as blank.")
    if raw.cleaned:
        log.add_file(name, "", "control_characters", "Characters that cannot be printed were taken out.")
    if raw.surplus.height:
        log.add_rows(
            name,
            raw.surplus,
            "",
            "extra_value",
            Severity.WARNING,
            "The row has more values than there are headings; the last are left out. Look for a stray comma.",
        )
