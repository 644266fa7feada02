"""One step of the benchmarks in a process of its own: `python -m openiro.jobs.bench_steps STEP FOLDER`.

Prints what it took as JSON: `seconds` of the work itself, `cpu_seconds` of a processor (what else the machine does
is not in them), and `peak_mib`, the most memory that the process held.
"""

import argparse
import csv
import io
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openiro.jobs.bench_county import LAST_DAY, YEARS

# The morning on which the county is loaded and looked at.
MORNING = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 10, tzinfo=ZoneInfo("Europe/London"))
PERIOD = ("--from", f"{LAST_DAY.year - 1}-04-01", "--to", LAST_DAY.isoformat())
FACTS = ("children.Child", "children.Episode", "children.UnaccompaniedStatus", "reviews.Review")
COUNTED = ("reviews", "participation", "population")
TEN_YEARS = tuple(range(LAST_DAY.year - 9, LAST_DAY.year + 1))
ROWS_FILE = "rows.json"
Work = Callable[[], object]


def main(words: list[str]) -> None:
    """Run the step that is named."""
    step, folder, *more = words
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openiro.config.settings")
    print(json.dumps(STEPS[step](Path(folder), *more)))


def timed(work: Work, processes: int = 0) -> dict[str, Any]:
    """How many seconds the work took, for how many of them a processor worked, and the most memory held so far.

    Work in processes of its own counts with it once they have ended: so many `processes` at a time, of whom each is
    taken to have held as much as the one that held most.
    """
    started, used = time.perf_counter(), _processor_seconds()
    work()
    seconds, cpu_seconds = time.perf_counter() - started, _processor_seconds() - used
    held = peak_mib() + processes * _held_mib(resource.RUSAGE_CHILDREN)
    return {"seconds": seconds, "cpu_seconds": cpu_seconds, "peak_mib": held}


def _processor_seconds() -> float:
    taken = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in taken)


def peak_mib() -> int:
    """The most memory that this process has held, in MiB."""
    return _held_mib(resource.RUSAGE_SELF)


def _held_mib(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)


def make_county(folder: Path, children: str) -> dict[str, Any]:
    """Write the county's files; answers how many rows its returns hold."""
    from openiro.jobs.bench_county import write_county

    write_county(folder, int(children))
    return {"rows": sum(_rows_in(path) for path in returns_of(folder))}


def returns_of(folder: Path) -> list[Path]:
    """Every file of the returns, of one council or of several."""
    return sorted(path for path in folder.glob("**/*.csv") if path.parent.name.isdigit())


def _rows_in(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for _ in stream) - 1


def parse(folder: Path) -> dict[str, Any]:
    """The floor of measures from files: read every row of every file by Python's csv module, and keep it."""
    kept: list[list[list[str]]] = []

    def read() -> None:
        for path in returns_of(folder):
            with path.open(encoding="utf-8", newline="") as stream:
                kept.append(list(csv.reader(stream)))

    return timed(read)


def scan(folder: Path) -> dict[str, Any]:
    """The least that can be done with the files: the same, and nothing is kept."""

    def read() -> None:
        for path in returns_of(folder):
            with path.open(encoding="utf-8", newline="") as stream:
                for _ in csv.reader(stream):
                    pass

    return timed(read)


def parse_by_polars(folder: Path) -> dict[str, Any]:
    """The same files read by Polars, as texts; its start counts."""

    def read() -> None:
        import polars as pl

        for path in returns_of(folder):
            pl.read_csv(path, infer_schema=False)

    return timed(read)


def scan_by_polars(folder: Path) -> dict[str, Any]:
    """The bare scan of the embedded engine: every cell of the same files, as texts, and nothing is kept."""
    import polars as pl

    def read() -> None:
        for path in returns_of(folder):
            pl.read_csv(path, infer_schema=False)

    return timed(read)


def measures_from_files(folder: Path) -> dict[str, Any]:
    """Every measure of the last year, straight from the three returns, as `openiro measures` counts them."""
    return timed(lambda: _measures(*(word for year in YEARS for word in ("--source", str(folder / str(year))))))


def measures_from_database(folder: Path) -> dict[str, Any]:
    """Every measure of the last year from the records of the service."""
    return timed(_measures)


def _measures(*words: str) -> None:
    from openiro.jobs import measures

    parser = argparse.ArgumentParser()
    measures.add_arguments(parser)
    with redirect_stdout(io.StringIO()):
        measures.run(parser.parse_args([*PERIOD, *words, "--format", "json"]))


def load(folder: Path) -> dict[str, Any]:
    """Load the three years into an empty database, and note the rows that stand for the bare inserts."""
    _start_service()
    from openiro.ingest.actions import load_at_once
    from openiro.jobs.bench_practice import write_practice
    from openiro.people.actions import service_account

    by = service_account()

    def load_years() -> None:
        for year in YEARS:
            load_at_once(path=folder / str(year), by=by, at=MORNING)

    taken = timed(load_years)
    rows = _note_rows(folder / ROWS_FILE)
    load_at_once(path=folder / "templates", by=by, at=MORNING)
    write_practice(MORNING)
    return {**taken, "rows": rows}


def _start_service() -> None:
    """Start Django on the database of this step, with its tables made."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.OPENIRO_DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def _note_rows(path: Path) -> int:
    """Write the rows of every table of facts as the database holds them; answers how many there are."""
    from django.apps import apps
    from django.core.serializers.json import DjangoJSONEncoder

    found = 0
    with path.open("w", encoding="utf-8") as stream:
        for label in FACTS:
            model = apps.get_model(label)
            columns = [field.attname for field in model._meta.concrete_fields]
            rows = list(model._default_manager.order_by("pk").values_list(*columns))
            found += len(rows)
            stream.write(json.dumps([label, columns, rows], cls=DjangoJSONEncoder) + "\n")
    return found


def insert_as_objects(folder: Path) -> dict[str, Any]:
    """The floor of a load: the same rows by Django's bulk_create, from values in memory, in one transaction."""
    _start_service()
    from openiro.core.bulk import insert_objects

    return _inserted(folder, insert_objects)


def insert_as_rows(folder: Path) -> dict[str, Any]:
    """The second floor: the same rows by one executemany a table, in one transaction."""
    _start_service()
    from openiro.core.bulk import insert_rows

    return _inserted(folder, insert_rows)


def _inserted(folder: Path, insert: Callable[..., None]) -> dict[str, Any]:
    from django.db import transaction

    tables = _noted_rows(folder)

    def insert_all() -> None:
        with transaction.atomic():
            for model, columns, rows in tables:
                insert(model, columns, rows)

    return timed(insert_all)


def _noted_rows(folder: Path) -> list[tuple[Any, list[str], list[list[Any]]]]:
    """Model, columns and rows of each table of facts; a reference as the text that both databases take."""
    from django.apps import apps

    tables = []
    for line in (folder / ROWS_FILE).read_text(encoding="utf-8").splitlines():
        label, columns, rows = json.loads(line)
        if "reference" in columns:
            place = columns.index("reference")
            rows = [[*row[:place], row[place].replace("-", ""), *row[place + 1 :]] for row in rows]
        tables.append((apps.get_model(label), columns, rows))
    return tables


def pages(folder: Path) -> dict[str, Any]:
    """How long each page takes, and how many queries it asks."""
    _start_service()
    from openiro.jobs.bench_pages import measured_pages

    return {"pages": measured_pages(MORNING)}


def make_councils(folder: Path, reviews: str) -> dict[str, Any]:
    """Write the returns of as many councils as England has (fewer of few reviews), with about so many in all."""
    from openiro.jobs.bench_county import COUNCILS, REVIEWS_A_CHILD, write_councils

    councils = min(COUNCILS, max(int(reviews) // 500, 1))
    write_councils(folder, councils, max(round(int(reviews) / REVIEWS_A_CHILD / councils), 1))
    held = sum(_rows_in(path) for path in folder.glob("*/*/reviews.csv"))
    return {"councils": councils, "reviews": held, "rows": sum(_rows_in(path) for path in returns_of(folder))}


def read_councils(folder: Path) -> dict[str, Any]:
    """The returns of every council read, checked and put together, and nothing counted."""
    from openiro.jobs.side_by_side import at_once, side_by_side

    portions = _portions(folder)
    return timed(lambda: sum(side_by_side(_read_and_let_go, portions)), at_once(len(portions)))


def _portions(folder: Path) -> list[list[Path]]:
    from openiro.jobs.measures_of_councils import councils_in, portions_of

    return portions_of(councils_in(folder))


def _read_and_let_go(councils: list[Path]) -> int:
    from openiro.jobs.measures_of_councils import tables_of_council

    return sum(tables_of_council(council, LAST_DAY).frame("reviews").height for council in councils)


def measures_of_kept_councils(folder: Path) -> dict[str, Any]:
    """The same figures from what was read and checked before, and kept; the first time it is read, and kept."""
    return measures_of_councils(folder, "--keep", str(folder / ".kept"))


def measures_of_councils(folder: Path, *words: str) -> dict[str, Any]:
    """The figures of reviews, participation and population of every council, straight from their returns."""
    from openiro.jobs.side_by_side import at_once
    from openiro.measures.catalogue import CATALOGUE

    only = [each.id for each in CATALOGUE if each.id.partition(".")[0] in COUNTED]
    processes = at_once(len(_portions(folder)))
    return timed(lambda: _measures("--councils", str(folder), *words, "--only", *only), processes)


def make_ten_years(folder: Path, children: str) -> dict[str, Any]:
    """Write the returns of ten years of a council of so many children."""
    from openiro.jobs.bench_county import write_county

    write_county(folder, int(children), TEN_YEARS)
    return {"rows": sum(_rows_in(path) for path in returns_of(folder))}


def load_ten_years(folder: Path) -> dict[str, Any]:
    """Load the ten years and the templates beside them."""
    _start_service()
    from openiro.ingest.actions import load_at_once
    from openiro.people.actions import service_account

    by = service_account()
    sources = [*map(str, TEN_YEARS), "templates"]
    return timed(lambda: [load_at_once(path=folder / each, by=by, at=MORNING) for each in sources])


def report(folder: Path, ending: str) -> dict[str, Any]:
    """The annual report, from the command that asks for it to the file."""
    command = [sys.executable, "-m", "openiro", "report", "annual", *PERIOD, "--out", str(folder / f"annual.{ending}")]
    taken = timed(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: S603
    return {**taken, "peak_mib": _held_mib(resource.RUSAGE_CHILDREN)}


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "county": make_county,
    "parse": parse,
    "scan": scan,
    "parse-polars": parse_by_polars,
    "measures-from-files": measures_from_files,
    "load": load,
    "measures-from-database": measures_from_database,
    "pages": pages,
    "councils": make_councils,
    "scan-polars": scan_by_polars,
    "read-councils": read_councils,
    "measures-of-councils": measures_of_councils,
    "measures-of-kept-councils": measures_of_kept_councils,
    "ten-years": make_ten_years,
    "load-ten-years": load_ten_years,
    "report": report,
    "insert-objects": insert_as_objects,
    "insert-rows": insert_as_rows,
}

if __name__ == "__main__":
    main(sys.argv[1:])
