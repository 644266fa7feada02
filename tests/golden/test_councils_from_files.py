"""The twins' returns and filled templates, read from files alone, give the printed figures too."""

from pathlib import Path

import pytest

from openiro.demo.councils import TWINS
from openiro.demo.returns import write_returns
from openiro.demo.templates import named, write_filled_templates
from openiro.formats.combine import combine
from openiro.formats.read import read_source
from openiro.measures.tables import Tables
from openiro.policies import load_policy
from tests.factories.twins import records_of_twin, tables_of_twin
from tests.golden.printed_figures import wrong_figures
from tests.golden.same_tables import differing_tables


def tables_from_files(council: str, folder: Path) -> Tables:
    records = records_of_twin(council)
    sources = [
        read_source(each.folder, format="903", year=each.year) for each in write_returns(records, folder / "returns")
    ]
    templates = write_filled_templates(records, folder / "templates", names=named(records))
    sources.append(read_source(templates, format="templates"))
    assert [row for source in sources for row in source.problems.to_dicts() if row["severity"] == "error"] == []
    combined = combine(sources)
    return Tables.of(council, combined.coverage_from, combined.tables, years=combined.years, supplied=combined.supplied)


@pytest.mark.parametrize("council", sorted(TWINS))
def test_a_twin_read_from_files_gives_every_printed_figure(council: str, tmp_path: Path) -> None:
    population = load_policy(council, TWINS[council].last_day).population_under_18
    assert wrong_figures(council, tables_from_files(council, tmp_path), population) == []


def test_the_files_of_a_twin_hold_what_its_records_hold(tmp_path: Path) -> None:
    assert differing_tables(tables_from_files("harrow", tmp_path), tables_of_twin("harrow")) == []
