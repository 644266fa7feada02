"""`openiro measures`: the figures of a period, from the database or straight from files, and the records behind one."""

import argparse
import json
import os
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openiro.domain.working_days import WorkingCalendar
from openiro.jobs.output import UnableToRun, as_csv, as_table, parsed_day, say, show_progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openiro.domain.oversight_policy import Oversight
    from openiro.domain.policy import Policy
    from openiro.formats.returns import Return
    from openiro.measures.figures import Result
    from openiro.measures.tables import Tables

FIRST_YEAR_OF_HOLIDAYS, YEARS_AHEAD = 1990, 3
HEADINGS = ("id", "title", "breakdown", "numerator", "denominator", "value", "unit", "unknown")


@dataclass(frozen=True)
class Ground:
    """What measures stand on: the records, the working days, and the policy where the service has one.

    `entitlements` are those of the policy's list (without one, of the default's), with the ages at which a child is
    told of each; `oversight` is what the same policy asks for between reviews.
    """

    tables: "Tables"
    calendar: WorkingCalendar
    policy: "Policy | None"
    entitlements: "Mapping[str, tuple[int, int]]"
    oversight: "Oversight"

    @property
    def guide(self) -> tuple[float, float]:
        """How many children for a full-time IRO are advised: the policy's, else that of the IRO handbook."""
        return self.policy.caseload.iro.scaled(1) if self.policy else (50, 70)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("--from", dest="from_on", required=True, metavar="DATE", help="first day of the period")
    parser.add_argument("--to", dest="to_on", required=True, metavar="DATE", help="last day; figures are as at it")
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="PATH[=YEAR]",
        help="a return to count from, with no database; may be given several times",
    )
    parser.add_argument(
        "--councils",
        metavar="FOLDER",
        help="count many councils at once, each apart: a folder for each, named by it, that holds its returns",
    )
    parser.add_argument(
        "--keep",
        metavar="FOLDER",
        help="with --councils: keep here what was read and checked, so that the same files are counted quickly again",
    )
    parser.add_argument(
        "--engine", default="polars", help="polars (default), or spark or duckdb where they are installed"
    )
    parser.add_argument("--only", nargs="+", action="extend", metavar="ID", help="these measures only")
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    parser.add_argument("--rows", metavar="ID", help="list the records behind one measure")


def run(options: argparse.Namespace) -> int:
    """Count, and print figures or records; warnings go apart (standard error)."""
    from openiro.jobs.measures_of_councils import figures_of_councils
    from openiro.measures.compute import UnableToFindMeasure
    from openiro.measures.engine import UnableToUseEngine
    from openiro.measures.period import UnableToMeasurePeriod
    from openiro.measures.timeliness import UnableToDateReviews

    from_on, to_on = parsed_day(options.from_on), parsed_day(options.to_on)
    try:
        if options.keep and not options.councils:
            raise UnableToRun("--keep goes with --councils. Leave it out: one council is quickly read again.")
        if options.councils:
            print(figures_of_councils(options, from_on, to_on))
            return 0
        ground = ground_of_files(options.source, to_on) if options.source else _from_database(to_on)
        print(_rows(ground, options, from_on, to_on) if options.rows else _figures(ground, options, from_on, to_on))
    except (UnableToFindMeasure, UnableToMeasurePeriod, UnableToUseEngine, UnableToDateReviews) as fault:
        raise UnableToRun(str(fault)) from fault
    return 0


def _figures(ground: Ground, options: argparse.Namespace, from_on: date, to_on: date) -> str:
    from openiro.measures.compute import compute

    show_progress("Counting")
    result = compute(
        ground.tables,
        from_on=from_on,
        to_on=to_on,
        calendar=ground.calendar,
        only=options.only,
        engine=options.engine,
        population=ground.policy.population_under_18 if ground.policy else None,
        guide=ground.guide,
        entitlements=ground.entitlements,
        oversight=ground.oversight,
    )
    for warning in (*result.warnings, *_of_no_records(options.only, result)):
        say(f"Warning: {warning}")
    if options.format == "json":
        return json.dumps(as_answer(ground.tables, result, from_on, to_on), ensure_ascii=False)
    rows = figure_rows(result)
    return as_csv(HEADINGS, rows).rstrip("\n") if options.format == "csv" else as_table(HEADINGS, rows)


def _of_no_records(asked: list[str] | None, result: "Result") -> list[str]:
    """A measure that was asked for by name is not left out in silence."""
    if not asked or not result.not_available:
        return []
    return [f"The records do not hold what is needed for {', '.join(result.not_available)}: no figure is given."]


def figure_rows(result: "Result") -> list[tuple[object, ...]]:
    """A row of `HEADINGS` for each figure."""
    return [
        (f.id, f.title, _in_words(f.breakdown), f.numerator, f.denominator, f.value, f.unit, f.unknown)
        for f in result.figures
    ]


def as_answer(tables: "Tables", result: "Result", from_on: date, to_on: date) -> dict[str, Any]:
    """The JSON of the contract."""
    return {
        "authority": tables.authority,
        "from": from_on.isoformat(),
        "to": to_on.isoformat(),
        "coverage_from": tables.coverage_from.isoformat(),
        "measures": [figure.to_json() for figure in result.figures],
    }


def _in_words(breakdown: Any) -> str:
    return ", ".join(f"{key} {value}" for key, value in breakdown.items())


def _rows(ground: Ground, options: argparse.Namespace, from_on: date, to_on: date) -> str:
    from openiro.measures.compute import rows_behind

    frame = rows_behind(
        ground.tables,
        options.rows,
        from_on=from_on,
        to_on=to_on,
        calendar=ground.calendar,
        engine=options.engine,
        guide=ground.guide,
        entitlements=ground.entitlements,
        oversight=ground.oversight,
    )
    if options.format == "json":
        return json.dumps(frame.to_dicts(), ensure_ascii=False, default=str)
    return (
        as_csv(frame.columns, frame.rows()).rstrip("\n")
        if options.format == "csv"
        else as_table(frame.columns, frame.rows())
    )


def _from_database(on: date) -> Ground:
    """The service's own records. Starts Django; an empty machine gets its tables."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from openiro.core.queries import working_calendar
    from openiro.people.queries import policy_in_force
    from openiro.reporting.queries import measure_tables

    if "core_servicesetting" not in connection.introspection.table_names():
        raise UnableToRun("This service holds no records yet. Load a return first, or name files with --source.")
    call_command("migrate", verbosity=0, interactive=False)
    show_progress("Reading the records")
    policy = policy_in_force(on=on)
    told = policy.checks.ages_of_entitlements
    return Ground(measure_tables(authority=policy.council), working_calendar(), policy, told, policy.oversight)


def ground_of_files(sources: list[str], to_on: date) -> Ground:
    """Returns read straight from files, as one history; no database and no Django."""
    from openiro.formats.combine import combine
    from openiro.measures.tables import Tables
    from openiro.policies import DEFAULT, load_policy

    returns, warnings = [], []
    for path, year in map(parsed_source, sources):
        show_progress(f"Reading {path}")
        found = _read(path, year)
        rejected = sum(file.rejected for file in found.files.values())
        if rejected:
            warnings.append(f"{path}: rows left out as unusable: {rejected:,}. openiro load --check-only lists them.")
        returns.append(found)
    combined = combine(returns)
    policy = _policy_of_files(to_on)
    tables = Tables.of(
        policy.council if policy else "",
        combined.coverage_from,
        combined.tables,
        years=combined.years,
        supplied=combined.supplied,
    )
    tables = replace(tables, warnings=(*warnings, *tables.warnings))
    settled = policy or load_policy(DEFAULT, to_on)
    return Ground(tables, calendar_of(to_on), policy, settled.checks.ages_of_entitlements, settled.oversight)


def _read(path: Path, year: int | None) -> "Return":
    """A source as read. What cannot be read in it is told with the source that it lies in, which is one of many."""
    from openiro.formats.problems import UnableToRead
    from openiro.formats.read import read_source

    try:
        return read_source(path, year=year, remarks=False)
    except UnableToRead as fault:
        if fault.file in ("", path.name):
            raise
        raise UnableToRun(f"In {path}, {fault}") from fault


def parsed_source(text: str) -> tuple[Path, int | None]:
    """A path, and the collection year where one is stated after `=`."""
    path, sign, year = text.rpartition("=")
    if sign and year.isascii() and year.isdigit() and not Path(text).exists():
        return Path(path), int(year)
    return Path(text), None


def _policy_of_files(on: date) -> "Policy | None":
    """The policy that the environment names: files have no service with settings of its own."""
    from openiro.policies import load_policy

    name = os.environ.get("OPENIRO_POLICY", "")
    return load_policy(name, on) if name else None


@lru_cache(maxsize=4)
def calendar_of(to_on: date) -> WorkingCalendar:
    """The working days of England and Wales from the library of bank holidays."""
    import holidays

    last = to_on.year + YEARS_AHEAD
    known = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR_OF_HOLIDAYS, last + 1))
    return WorkingCalendar.of(known, first_year=FIRST_YEAR_OF_HOLIDAYS, last_year=last)
