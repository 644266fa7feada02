"""The file of care leavers (OC3) counts alike from files and from the database, each year's facts beside the next's."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from openiro.formats.combine import combine
from openiro.formats.read import read_source
from openiro.ingest.actions import load_at_once
from openiro.measures.tables import Tables
from openiro.people.actions import service_account
from openiro.people.models import User
from openiro.reporting.queries import measure_tables
from tests.golden.small_councils import measured, told
from tests.integration.ingest.returns import child, episode, folder

pytestmark = pytest.mark.django_db
AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
YEARS = {2017: (date(2016, 4, 1), date(2017, 3, 31)), 2018: (date(2017, 4, 1), date(2018, 3, 31))}
BORN = "01/03/1999"
# Young people who left care stand in the header; one whom it lacks is left out. ZZ and Q9 are no codes.
TOLD = {
    2017: [f"7,{BORN},YES,F1,K1", f"8,{BORN},NO,0,0"],
    2018: [f"7,{BORN},YES,G6,K2", f"8,{BORN},YES,ZZ,Q9", f"9,{BORN},YES,F1,K1"],
}


@pytest.fixture
def by() -> User:
    return service_account()


@pytest.mark.parametrize("order", [(2017, 2018), (2018, 2017)])
def test_care_leavers_count_alike_from_files_and_from_the_database(
    tmp_path: Path, by: User, order: tuple[int, ...]
) -> None:
    returns = {
        year: folder(
            tmp_path / str(year),
            header=[child("1"), *(child(code, dob=BORN) for code in ("7", "8"))],
            episodes=[episode("1", "10/05/2014")],
            oc3=rows,
        )
        for year, rows in TOLD.items()
    }
    for year in order:
        load_at_once(path=returns[year], year=year, by=by, at=AT)
    combined = combine([read_source(returns[year], year=year) for year in order])
    files = Tables.of("", combined.coverage_from, combined.tables, supplied=combined.supplied)
    for tables in (measure_tables(), files):
        first, second = (measured(tables, *YEARS[year]) for year in YEARS)
        assert told(first, "care_leavers.in_touch") == (1, 2, 0)
        assert told(first, "care_leavers.in_eet") == (1, 1, 1)
        assert told(first, "care_leavers.suitable_home") == (1, 1, 1)
        assert told(second, "care_leavers.in_touch") == (2, 2, 0)
        assert told(second, "care_leavers.parenting") == (1, 1, 1)
        assert told(second, "care_leavers.suitable_home") == (0, 1, 1)
    assert sorted(measure_tables().frame("leaver_outcomes").rows()) == sorted(files.frame("leaver_outcomes").rows())
