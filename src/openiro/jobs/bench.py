"""`openiro bench`: how long loads, measures and pages take for an invented county, and how long the least work would.

Every figure stands beside a floor that is measured in the same run:

- measures from files: a bare parse, every row of every file read by Python's own csv module and kept; beside it the
  same with nothing kept, and the same files read by Polars;
- a load of three years into an empty database: the rows that it leaves behind, put into the same tables of an empty
  database by Django's bulk_create in one transaction, with no checks, events or caches; beside it by executemany;
- a page: a bare Django page with a session, which draws the layout for somebody who is signed in;
- figures of many councils at once: a bare scan, every cell of every file read by the embedded engine and dropped;
  beside it the same by Python's csv module, and the same files read, checked and put together, and nothing counted.

The annual report of a council with ten years of records is timed as a person waits for it: command to file.

Each step runs in a process of its own, whose time counts what it imports and whose greatest memory is its own. On a
database server every step works in a database of its own, made for it and removed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openiro.jobs.bench_table import growth_of, shown, targets_of
from openiro.jobs.output import UnableToRun, say

SIZES = (500, 5_000, 50_000)
REVIEWS, CHILDREN_REPORTED = 5_000_000, 1_500
REPEATS = 3
PARTS = ("county", "report", "large")
PARSES = {"csv_parse": "parse", "csv_scan": "scan", "polars_parse": "parse-polars"}
SCANS = {"polars_scan": "scan-polars", "csv_scan": "scan", "read": "read-councils"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument(
        "--children",
        nargs="+",
        type=int,
        default=list(SIZES),
        metavar="N",
        help="sizes of the county, in children (default: 500 5000 50000)",
    )
    parser.add_argument(
        "--repeats", type=int, default=REPEATS, metavar="N", help="runs of work on files, of which the quickest counts"
    )
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure (default: all of these)"
    )
    parser.add_argument(
        "--reviews", type=int, default=REVIEWS, metavar="N", help="reviews of the part 'large' (default: 5,000,000)"
    )
    parser.add_argument(
        "--reported",
        type=int,
        default=CHILDREN_REPORTED,
        metavar="N",
        help="children of the council of the part 'report' (default: 1,500)",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(options: argparse.Namespace) -> int:
    """Measure each size, and print the figures, their ratios to the floors and how they grow."""
    if min([*options.children, options.reviews, options.reported]) < 1:
        raise UnableToRun("A county has at least one child. Give --children a number above 0, and --reviews too.")
    if options.repeats < 1:
        raise UnableToRun("Work is run at least once. Give --repeats a number above 0.")
    sizes = sorted(set(options.children))
    outcome: dict[str, Any] = {"runs": []}
    if "county" in options.parts:
        outcome["runs"] = [measured(children, options.repeats) for children in sizes]
    if "report" in options.parts:
        outcome["report"] = reported(options.reported, options.repeats)
    if "large" in options.parts:
        outcome["large"] = large(options.reviews, options.repeats)
    outcome["growth"] = growth_of(outcome["runs"])
    outcome["targets"] = targets_of(outcome)
    print(json.dumps(outcome) if options.json else shown(outcome))
    return 0


def measured(children: int, repeats: int) -> dict[str, Any]:
    """Every figure of a county of so many children."""
    with tempfile.TemporaryDirectory(prefix="openiro-bench-") as name:
        folder = Path(name)
        say(f"{children:,} children: making the county")
        county = _step("county", folder, str(children))
        say(f"{children:,} children: from files")
        files = {step: _least(step, folder, repeats) for step in (*PARSES.values(), "measures-from-files")}
        say(f"{children:,} children: loading, and the bare inserts")
        with _database(folder, "service"):
            load = _step("load", folder)
            database = _step("measures-from-database", folder)
            say(f"{children:,} children: opening pages")
            pages = _step("pages", folder)
        inserts = {}
        for step in ("insert-objects", "insert-rows"):
            with _database(folder, step):
                inserts[step] = _step(step, folder)
    return {
        "children": children,
        "rows_in_files": county["rows"],
        "rows_stored": load["rows"],
        "files": _against(files["measures-from-files"], **{name: files[step] for name, step in PARSES.items()}),
        "load": _against(load, bulk_create=inserts["insert-objects"], executemany=inserts["insert-rows"]),
        "database": _against(database),
        "pages": pages["pages"],
    }


def reported(children: int, repeats: int) -> dict[str, Any]:
    """How long the annual report of a council of so many children and ten years takes, to Word and to PDF."""
    with tempfile.TemporaryDirectory(prefix="openiro-bench-") as name:
        folder = Path(name)
        say(f"{children:,} children, ten years: loading")
        _step("ten-years", folder, str(children))
        with _database(folder, "service"):
            _step("load-ten-years", folder)
            say(f"{children:,} children, ten years: writing the annual report")
            written = {ending: _least("report", folder, repeats, ending) for ending in ("docx", "pdf")}
    return {"children": children, **{ending: _against(taken) for ending, taken in written.items()}}


def large(reviews: int, repeats: int) -> dict[str, Any]:
    """The figures of reviews, participation and population of many councils at once, beside bare scans."""
    with tempfile.TemporaryDirectory(prefix="openiro-bench-") as name:
        folder = Path(name)
        say(f"{reviews:,} reviews: making the councils")
        made = _step("councils", folder, str(reviews))
        say(f"{made['reviews']:,} reviews of {made['councils']} councils: scanning and counting")
        scans = {name: _least(step, folder, repeats) for name, step in SCANS.items()}
        figures = _least("measures-of-councils", folder, repeats)
        _step("measures-of-kept-councils", folder)
        again = _least("measures-of-kept-councils", folder, repeats)
        return {**made, "figures": _against(figures, **scans), "again": _against(again, **scans)}


def _against(taken: dict[str, Any], **floors: dict[str, Any]) -> dict[str, Any]:
    """Seconds and memory, and for each floor its seconds and how many times as long it took."""
    found = {"seconds": round(taken["seconds"], 3), "cpu_seconds": round(taken["cpu_seconds"], 3)}
    found["peak_mib"] = taken["peak_mib"]
    for name, floor in floors.items():
        found[f"{name}_seconds"] = round(floor["seconds"], 3)
        found[f"{name}_cpu_seconds"] = round(floor["cpu_seconds"], 3)
        found[f"times_{name}"] = round(taken["seconds"] / floor["seconds"], 2)
    return found


def _least(step: str, folder: Path, repeats: int, *words: str) -> dict[str, Any]:
    """The quickest of several runs: what else the machine did is not counted."""
    return min((_step(step, folder, *words) for _ in range(repeats)), key=lambda each: each["seconds"])


def _step(step: str, folder: Path, *words: str) -> dict[str, Any]:
    """Run one step in a process of its own; answers what it printed."""
    command = [sys.executable, "-m", "openiro.jobs.bench_steps", step, str(folder), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = (done.stderr.strip() or "nothing was said").splitlines()[-1]
        raise UnableToRun(f"The step '{step}' of the benchmark failed: {last}")
    return dict(json.loads(done.stdout))


@contextmanager
def _database(folder: Path, name: str) -> Iterator[None]:
    """An empty database for the steps within: embedded in `folder`, or a new one of the server that is named."""
    url = os.environ.get("OPENIRO_DATABASE_URL", "")
    given = {"OPENIRO_DATA_DIR": str(folder / name), "OPENIRO_PRODUCTION": "false", "OPENIRO_SECRET_KEY": "of a bench"}
    before = dict(os.environ)
    database = f"openiro_bench_{os.getpid()}_{name}".replace("-", "_")
    is_server = url.startswith("postgres")
    try:
        os.environ |= given
        if is_server:
            _tell_server(url, f'CREATE DATABASE "{database}"')
            os.environ["OPENIRO_DATABASE_URL"] = f"{url.rpartition('/')[0]}/{database}"
        else:
            os.environ.pop("OPENIRO_DATABASE_URL", None)
        yield
    finally:
        os.environ.clear()
        os.environ |= before
        if is_server:
            _tell_server(url, f'DROP DATABASE IF EXISTS "{database}"')


def _tell_server(url: str, statement: str) -> None:
    import psycopg

    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)
    except psycopg.Error as fault:
        raise UnableToRun(f"The database server would not make or remove a database: {fault}") from fault
