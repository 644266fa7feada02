"""`openiro load`: read a return or our templates, and commit all good rows or none."""

import argparse
import json
from pathlib import Path
from typing import Any

from openiro.jobs.output import as_table, say, show_progress

FORMATS = ("903", "ssd", "annex-a", "templates")
PROBLEMS_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes."""
    parser.add_argument("path", type=Path, help="folder, zip, workbook or XML")
    parser.add_argument("--format", choices=FORMATS, help="recognised when not given")
    parser.add_argument("--year", type=int, help="collection year: 2017 is 1 April 2016 to 31 March 2017")
    parser.add_argument("--check-only", action="store_true", help="show what it would do, and write nothing")
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def run(options: argparse.Namespace) -> int:
    """Load or only check, and print what came of it."""
    outcome = _checked(options) if options.check_only else _loaded(options)
    if options.json:
        print(json.dumps(outcome, ensure_ascii=False))
    else:
        _show(outcome)
    return 0


def _checked(options: argparse.Namespace) -> dict[str, Any]:
    from openiro.ingest.queries import preview_load

    preview = preview_load(path=options.path, format=options.format, year=options.year, progress=show_progress)
    incoming = preview.incoming
    columns = ("file", "row", "column", "code", "severity", "message")
    problems = preview.problems().select(columns).to_dicts()
    return _outcome(incoming.format, incoming.year, preview.counts(), problems, committed=False)


def _loaded(options: argparse.Namespace) -> dict[str, Any]:
    from openiro.core.clock import now
    from openiro.ingest.actions import load_at_once
    from openiro.ingest.queries import problems_of
    from openiro.people.actions import service_account

    load = load_at_once(
        path=options.path,
        format=options.format,
        year=options.year,
        by=service_account(),
        at=now(),
        progress=show_progress,
    )
    return _outcome(load.format, load.collection_year, load.counts, problems_of(load), committed=True)


def _outcome(
    format: str, year: int | None, counts: dict[str, dict[str, int]], problems: list[dict[str, Any]], *, committed: bool
) -> dict[str, Any]:
    """The answer of the contract. A row that somebody typed otherwise stands as typed: it is counted only if any."""
    rows = {
        name: {key: number for key, number in found.items() if key != "conflict" or number}
        for name, found in counts.items()
    }
    return {"format": format, "year": year, "rows": rows, "problems": problems, "committed": committed}


def _show(outcome: dict[str, Any]) -> None:
    headings = ("read", "new", "changed", "same", "conflict", "rejected")
    year = f", collection year {outcome['year']}" if outcome["year"] else ""
    print(f"Format {outcome['format']}{year}")
    rows = [(name, *(found.get(key, 0) for key in headings)) for name, found in outcome["rows"].items()]
    print(as_table(("table", *headings), rows))
    problems = outcome["problems"]
    if problems:
        print()
        shown = [
            (problem["file"], problem["row"], problem["column"], problem["severity"], problem["message"])
            for problem in problems[:PROBLEMS_SHOWN]
        ]
        print(as_table(("file", "row", "column", "severity", "problem"), shown))
    if len(problems) > PROBLEMS_SHOWN:
        print(f"and {len(problems) - PROBLEMS_SHOWN:,} more; --json lists them all, and so does the Data page.")
    say("Committed." if outcome["committed"] else "Checked only: nothing was written.")
