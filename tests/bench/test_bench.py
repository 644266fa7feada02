"""The benchmarks run, and say what they are meant to say; how fast anything is, is no matter here."""

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from openiro.jobs.bench_county import YEARS, write_county
from openiro.jobs.bench_pages import PAGES
from openiro.jobs.bench_table import growth_of, shown, targets_of

FLOORS = {"files": {"csv_parse", "csv_scan", "polars_parse"}, "load": {"bulk_create", "executemany"}, "database": set()}


@pytest.fixture(scope="module")
def outcome() -> dict:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    environment.pop("OPENIRO_DATABASE_URL", None)
    command = [sys.executable, "-m", "openiro", "bench", "--children", "200", "--repeats", "1", "--json"]
    command += ["--reviews", "2000", "--reported", "60"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_work_stands_beside_its_floors_of_the_same_run(outcome):
    (run,) = outcome["runs"]
    assert run["children"] == 200
    assert run["rows_in_files"] > run["rows_stored"] > 200
    for work, floors in FLOORS.items():
        taken = run[work]
        assert {key.removeprefix("times_") for key in taken if key.startswith("times_")} == floors
        assert all(taken[f"{floor}_seconds"] >= 0 for floor in floors)
        assert taken["seconds"] > 0
        assert taken["peak_mib"] > 20


def test_every_page_opens_and_is_held_against_the_bare_one(outcome):
    pages = outcome["runs"][0]["pages"]
    assert list(pages) == [name for name, *_ in PAGES]
    assert pages["bare page"]["times_bare"] == 1
    assert all(page["queries"] > 0 for page in pages.values())


def test_targets_are_named_with_what_was_reached(outcome):
    assert outcome["growth"] == {}
    assert all(each["met"] == (each["reached"] <= each["at_most"]) for each in outcome["targets"])
    assert "load, times bare inserts" in shown(outcome)


def test_the_report_and_the_figures_of_many_councils_are_timed(outcome):
    assert {"docx", "pdf"} < set(outcome["report"])
    assert all(outcome["report"][ending]["seconds"] > 0 for ending in ("docx", "pdf"))
    large = outcome["large"]
    assert large["councils"] == 4
    assert 1_500 < large["reviews"] < 3_000
    assert large["figures"]["times_polars_scan"] > 0
    assert 0 < large["again"]["seconds"] < large["figures"]["seconds"]
    held = {each["target"] for each in outcome["targets"]}
    assert {"figures of many councils, times a bare scan", "annual report of ten years to pdf, seconds"} < held


def test_a_county_is_the_same_every_time_and_every_child_is_in_each_return(tmp_path):
    for name in ("one", "two"):
        write_county(tmp_path / name, 60)
    for year in YEARS:
        for path in sorted((tmp_path / "one" / str(year)).glob("*.csv")):
            assert path.read_bytes() == (tmp_path / "two" / str(year) / path.name).read_bytes()
        assert pl.read_csv(tmp_path / "one" / str(year) / "header.csv").height == 60


def test_growth_in_proportion_has_an_exponent_of_one():
    def run(children: int, seconds: float, milliseconds: float) -> dict:
        works = {
            name: {"seconds": seconds, "peak_mib": 1, "times_csv_parse": 1, "times_bulk_create": 1} for name in FLOORS
        }
        page = {"milliseconds": milliseconds, "queries": 4, "times_bare": 2}
        return {"children": children, **works, "pages": {"bare page": page, "children": page}}

    runs = [run(500, 0.5, 10), run(5_000, 2, 11), run(50_000, 20, 14)]
    growth = growth_of(runs)
    assert set(growth["exponents"].values()) == {1.0}
    assert growth["pages"]["children"] == 1.4
    missed = [each["target"] for each in targets_of({"runs": runs, "growth": growth}) if not each["met"]]
    assert missed == []
