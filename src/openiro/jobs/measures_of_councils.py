"""`openiro measures --councils FOLDER`: the figures of many councils at once, each apart, straight from their files."""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import accumulate, groupby
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from openiro.jobs.kept_tables import kept_tables
from openiro.jobs.measures import HEADINGS, as_answer, calendar_of, figure_rows, ground_of_files
from openiro.jobs.output import UnableToRun, as_csv, as_table, say
from openiro.jobs.side_by_side import at_once, side_by_side

YEAR = re.compile("20[0-9]{2}")
# Councils are counted in portions of so many bytes of returns, some 800,000 reviews: memory does not grow beyond them.
# Fewer than `FEW` are not worth a process. What is packed unfolds to about so many times its size.
PORTION, FEW = 80_000_000, 16_000_000
PACKED, UNFOLDED = (".zip", ".xlsx"), 8
NAMED = 3

if TYPE_CHECKING:
    from openiro.measures.figures import Result
    from openiro.measures.tables import Tables


def figures_of_councils(options: argparse.Namespace, from_on: date, to_on: date) -> str:
    """The figures in the format asked for: in JSON each council's answer is that of the contract, in a list."""
    if options.source or options.rows:
        raise UnableToRun("--councils goes with neither --source nor --rows. Name one council by --source for those.")
    counted = _counted(options, from_on, to_on)
    if options.format == "json":
        answers = [as_answer(tables, result, from_on, to_on) for tables, result in counted]
        return json.dumps({"councils": answers}, ensure_ascii=False)
    rows = [(tables.authority, *row) for tables, result in counted for row in figure_rows(result)]
    headings = ("authority", *HEADINGS)
    return as_csv(headings, rows).rstrip("\n") if options.format == "csv" else as_table(headings, rows)


def _counted(options: argparse.Namespace, from_on: date, to_on: date) -> "Iterator[tuple[Tables, Result]]":
    from openiro.measures.engine import EMBEDDED

    councils = councils_in(Path(options.councils))
    portions = portions_of(councils) if options.engine == EMBEDDED else [councils]
    work = partial(_counted_together, options=options, from_on=from_on, to_on=to_on)
    warned: dict[str, list[str]] = {}
    for counted in side_by_side(work, portions):
        for tables, result in counted:
            for warning in result.warnings:
                warned.setdefault(warning, []).append(tables.authority)
            yield tables, result
    for warning, names in warned.items():
        say(f"Warning: {_listed(names)}: {warning}")


def _listed(names: Sequence[str]) -> str:
    """The councils by name, or the first of many and how many more."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _counted_together(
    councils: Sequence[Path], *, options: argparse.Namespace, from_on: date, to_on: date
) -> "list[tuple[Tables, Result]]":
    """The figures of each council; its records are let go."""
    from openiro.measures.councils import compute_councils
    from openiro.policies import DEFAULT, load_policy

    usual = load_policy(DEFAULT, to_on)
    counted = compute_councils(
        (tables_of_council(each, to_on, Path(options.keep) if options.keep else None) for each in councils),
        from_on=from_on,
        to_on=to_on,
        calendar=calendar_of(to_on),
        only=options.only,
        engine=options.engine,
        entitlements=usual.checks.ages_of_entitlements,
        oversight=usual.oversight,
    )
    return [(replace(tables, frames={}), result) for tables, result in counted]


def councils_in(folder: Path) -> list[Path]:
    """The councils of the folder, by name."""
    councils = _entries(folder) if folder.is_dir() else []
    if not councils:
        raise UnableToRun(f"{folder} holds no folders of councils. Make one for each council, with its returns in it.")
    return councils


def portions_of(councils: Sequence[Path]) -> list[list[Path]]:
    """The councils in their order, in portions of about one size: as many for each process, so that none waits."""
    sizes = [_size(council) for council in councils]
    whole = sum(sizes)
    workers = at_once(len(councils)) if whole >= FEW else 1
    count = max(ceil(whole / PORTION / workers), 1) * workers
    begins = accumulate(sizes, initial=0)
    places = [min(begin * count // max(whole, 1), count - 1) for begin in begins]
    portions = groupby(zip(places, councils, strict=False), key=lambda pair: pair[0])
    return [[council for _, council in portion] for _, portion in portions]


def _size(council: Path) -> int:
    """About how many bytes of text the returns of a council hold."""
    files = [path for path in council.rglob("*") if path.is_file()] if council.is_dir() else [council]
    return sum(path.stat().st_size * (UNFOLDED if path.suffix.lower() in PACKED else 1) for path in files)


def tables_of_council(council: Path, to_on: date, keep: Path | None = None) -> "Tables":
    """The records of a council, from its returns. `keep`: where what was read is kept, and found again."""
    from openiro.measures.councils import numbered

    def read() -> "Tables":
        return numbered(ground_of_files(_sources_of(council), to_on).tables)

    return replace(kept_tables(keep, [council], read) if keep else read(), authority=council.stem)


def _sources_of(council: Path) -> list[str]:
    """The returns of a council: each that its folder holds, or the folder (or zip) itself; a name may be the year."""
    whole = [entry for entry in _entries(council) if _is_whole(entry)] if council.is_dir() else []
    return [f"{each}={each.stem}" if YEAR.fullmatch(each.stem) else str(each) for each in whole or [council]]


def _entries(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))


def _is_whole(entry: Path) -> bool:
    """Is it a return, rather than one file of one?"""
    return entry.is_dir() or entry.suffix.lower() in (".zip", ".xml", ".xlsx")
