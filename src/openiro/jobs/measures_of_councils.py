"""`openiro measures --councils FOLDER`: the figures of many councils at once, each apart, straight from their files."""

import argparse
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from openiro.jobs.kept_tables import kept_tables
from openiro.jobs.measures import HEADINGS, as_answer, calendar_of, figure_rows, ground_of_files
from openiro.jobs.output import UnableToRun, as_csv, as_table, say
from openiro.measures.side_by_side import side_by_side

YEAR = re.compile("20[0-9]{2}")
READ_AHEAD = 4

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
    from openiro.measures.councils import compute_councils
    from openiro.policies import DEFAULT, load_policy

    usual = load_policy(DEFAULT, to_on)
    for tables, result in compute_councils(
        tables_of_councils(Path(options.councils), to_on, Path(options.keep) if options.keep else None),
        from_on=from_on,
        to_on=to_on,
        calendar=calendar_of(to_on),
        only=options.only,
        engine=options.engine,
        entitlements=usual.checks.ages_of_entitlements,
        oversight=usual.oversight,
    ):
        for warning in result.warnings:
            say(f"Warning: {tables.authority}: {warning}")
        yield tables, result


def tables_of_councils(folder: Path, to_on: date, keep: Path | None = None) -> "Iterator[Tables]":
    """The records of each council of the folder, by name; a few are read ahead while others are counted.

    `keep`: where what was read is kept, and found again.
    """
    councils = _entries(folder) if folder.is_dir() else []
    if not councils:
        raise UnableToRun(f"{folder} holds no folders of councils. Make one for each council, with its returns in it.")
    workers = os.cpu_count() or 1
    read = partial(_tables_of, to_on=to_on, keep=keep)
    yield from side_by_side(read, councils, workers=workers, ahead=READ_AHEAD * workers)


def _tables_of(council: Path, to_on: date, keep: Path | None) -> "Tables":
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
