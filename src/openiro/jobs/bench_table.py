"""What the figures of the benchmarks say: how they grow, which targets they meet, and all of it as a table."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from openiro.jobs.output import as_table

Run = dict[str, Any]
WORKS = {"files": "measures from files", "load": "load of three years", "database": "measures from the database"}
BARE_PAGE = "bare page"
MOST_QUERIES, MOST_TIMES_BARE, MOST_PAGE_GROWTH = 15, 5.0, 1.5
MOST_TIMES_SCAN, MOST_SECONDS_TO = 3.0, {"docx": 5.0, "pdf": 8.0}
MOST_EXPONENT, MOST_MIB, MOST_TIMES_PARSE, MOST_TIMES_INSERTS = 1.1, 2048, 3.0, 4.0


def growth_of(runs: Sequence[Run]) -> dict[str, Any]:
    """How work grows between the two largest sizes (as an exponent: 1 is in proportion), and pages from the least to
    the largest (how many times the median). Empty where only one size was measured."""
    if len(runs) < 2:
        return {}
    *_, before, largest = runs
    steps = math.log(largest["children"] / before["children"])
    works = {name: round(math.log(largest[name]["seconds"] / before[name]["seconds"]) / steps, 2) for name in WORKS}
    pages = {
        name: round(page["milliseconds"] / runs[0]["pages"][name]["milliseconds"], 2)
        for name, page in largest["pages"].items()
    }
    return {"exponents": works, "pages": pages}


def targets_of(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    """Each target, what the largest county of this run reached, and whether that meets it."""
    return [
        {"target": words, "reached": reached, "at_most": most, "met": reached <= most}
        for words, reached, most in _all_held_against(outcome)
    ]


def _all_held_against(outcome: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    if outcome["runs"]:
        yield from _held_against(outcome["runs"][-1], outcome["growth"])
    for ending, most in MOST_SECONDS_TO.items() if "report" in outcome else ():
        yield f"annual report of ten years to {ending}, seconds", outcome["report"][ending]["seconds"], most
    if "large" in outcome:
        figures, again = outcome["large"]["figures"], outcome["large"]["again"]
        yield "figures of many councils counted again, times a bare scan", again["times_polars_scan"], MOST_TIMES_SCAN
        yield "figures of many councils, times a bare scan", figures["times_polars_scan"], MOST_TIMES_SCAN
        yield "figures of many councils, times reading and checking", figures["times_read"], MOST_TIMES_SCAN
        yield "figures of many councils, MiB", figures["peak_mib"], MOST_MIB


def _held_against(largest: Run, growth: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    yield "measures from files, times a bare parse", largest["files"]["times_csv_parse"], MOST_TIMES_PARSE
    yield "measures from files, MiB", largest["files"]["peak_mib"], MOST_MIB
    yield "load, times bare inserts", largest["load"]["times_bulk_create"], MOST_TIMES_INSERTS
    pages = [page for name, page in largest["pages"].items() if name != BARE_PAGE]
    yield "queries of a page, the most", max(page["queries"] for page in pages), MOST_QUERIES
    yield "a page, times the bare page, the most", max(page["times_bare"] for page in pages), MOST_TIMES_BARE
    if growth:
        for name, exponent in growth["exponents"].items():
            yield f"{WORKS[name]}, growth exponent", exponent, MOST_EXPONENT
        yield "a page, times its median in the least county, the most", max(growth["pages"].values()), MOST_PAGE_GROWTH


def shown(outcome: dict[str, Any]) -> str:
    """The outcome as tables of text."""
    runs = outcome["runs"]
    works = ("children", "work", "seconds", "CPU", "MiB", "floor", "seconds", "CPU", "times")
    pages = ("children", "page", "ms", "queries", "times bare")
    targets = ("target", "reached", "at most", "met")
    parts = (
        as_table(works, [*(row for run in runs for row in _work_rows(run)), *_other_rows(outcome)]),
        as_table(pages, (row for run in runs for row in _page_rows(run))),
        as_table(targets, map(_target_row, outcome["targets"])),
    )
    return "\n\n".join(parts)


def _target_row(target: dict[str, Any]) -> tuple[object, ...]:
    return (target["target"], target["reached"], target["at_most"], "yes" if target["met"] else "NO")


def _work_rows(run: Run) -> Iterator[tuple[object, ...]]:
    for name, words in WORKS.items():
        yield from _rows_of(run["children"], words, run[name])


def _other_rows(outcome: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    report, large = outcome.get("report", {}), outcome.get("large", {})
    for ending in MOST_SECONDS_TO if report else ():
        yield from _rows_of(report["children"], f"annual report of ten years to {ending}", report[ending])
    if large:
        yield from _rows_of("", f"figures of {large['reviews']:,} reviews", large["figures"])
        yield from _rows_of("", "the same, counted again", large["again"])


def _rows_of(children: object, words: str, taken: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    floors = [key.removeprefix("times_") for key in taken if key.startswith("times_")]
    start = (children, words, taken["seconds"], taken["cpu_seconds"], taken["peak_mib"])
    for floor in floors or [""]:
        named = (f"{floor}_seconds", f"{floor}_cpu_seconds", f"times_{floor}")
        yield (*start, floor.replace("_", " "), *map(taken.get, named))


def _page_rows(run: Run) -> Iterator[tuple[object, ...]]:
    for name, page in run["pages"].items():
        yield (run["children"], name, page["milliseconds"], page["queries"], page["times_bare"])
