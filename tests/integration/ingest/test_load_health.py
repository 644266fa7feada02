"""The health file of the return (OC2) tells of one year: a later return's row leaves the facts of an earlier year."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from openiro.children.models import CURRENT, ReturnedRow
from openiro.formats.combine import combine
from openiro.formats.read import read_source
from openiro.ingest.actions import load_at_once, undo_load
from openiro.measures.tables import Tables
from openiro.people.actions import service_account
from openiro.people.models import User
from openiro.reporting.queries import measure_tables
from tests.golden.small_councils import measured, told
from tests.integration.ingest.returns import child, episode, folder

pytestmark = pytest.mark.django_db
AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
YEARS = {2017: (date(2016, 4, 1), date(2017, 3, 31)), 2018: (date(2017, 4, 1), date(2018, 3, 31))}


@pytest.fixture
def by() -> User:
    return service_account()


def health(code: str, immunised: str, teeth: str, assessed: str) -> str:
    return f"{code},01/06/2005,,,0,,{immunised},{teeth},{assessed},0,,"


@pytest.fixture
def returns(tmp_path: Path) -> dict[int, Path]:
    said = {2017: [health("1", "0", "1", "1"), health("2", "1", "", "1")], 2018: [health("1", "1", "0", "1")]}
    return {
        year: folder(
            tmp_path / str(year),
            header=[child("1"), child("2")],
            episodes=[episode("1", "10/05/2014"), episode("2", "10/05/2014")],
            oc2=rows,
        )
        for year, rows in said.items()
    }


@pytest.mark.parametrize("order", [(2017, 2018), (2018, 2017), (2017, 2018, 2017)])
def test_each_year_keeps_its_facts_in_whatever_order_they_are_loaded(
    returns: dict[int, Path], by: User, order: tuple[int, ...]
) -> None:
    for year in order:
        load_at_once(path=returns[year], year=year, by=by, at=AT)
    read = [read_source(returns[year], year=year) for year in order]
    combined = combine(read)
    files = Tables.of("", combined.coverage_from, combined.tables, supplied=combined.supplied)
    for tables in (measure_tables(), files):
        assert sorted(tables.frame("health").rows(), key=str) == [
            ("1", 2017, False, True, True, False, False),
            ("1", 2018, True, False, True, False, False),
            ("2", 2017, True, None, True, False, False),
        ]
        first, second = (measured(tables, *YEARS[year]) for year in (2017, 2018))
        assert told(first, "health.immunisations") == (1, 2, 0)
        assert told(first, "health.dental") == (1, 1, 1)
        assert told(second, "health.immunisations") == (1, 1, 1)
        assert told(second, "health.dental") == (0, 1, 1)
        assert told(first, "offending.convicted") == (0, 2, 0)


def test_a_return_of_one_year_comes_again_corrected_and_is_undone(
    returns: dict[int, Path], by: User, tmp_path: Path
) -> None:
    for year, place in returns.items():
        load_at_once(path=place, year=year, by=by, at=AT)
    corrected = folder(
        tmp_path / "again",
        header=[child("1"), child("2")],
        episodes=[episode("1", "10/05/2014"), episode("2", "10/05/2014")],
        oc2=[health("1", "1", "1", "1")],
    )
    load = load_at_once(path=corrected, year=2017, by=by, at=AT)
    kept = ReturnedRow.objects.filter(CURRENT, table="oc2", child__code="1").order_by("key")
    assert [(row.key, row.values["immunisations"]) for row in kept] == [("2017", "1"), ("2018", "1")]
    undo_load(load=load, by=by, at=AT)
    assert [row.values["immunisations"] for row in kept.all()] == ["0", "1"]
