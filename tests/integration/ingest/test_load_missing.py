"""The file of children who went missing counts alike from files and from the database, whatever order it comes in."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from openiro.formats.combine import combine
from openiro.formats.read import read_source
from openiro.ingest.actions import load_at_once, undo_load
from openiro.measures.tables import Tables
from openiro.people.actions import service_account
from openiro.people.models import User
from openiro.reporting.queries import measure_tables
from tests.golden.small_councils import measured, told
from tests.integration.ingest.returns import child, episode, folder
from tests.unit.formats.other_formats import write_ssd

pytestmark = pytest.mark.django_db
AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
YEARS = {2017: (date(2016, 4, 1), date(2017, 3, 31)), 2018: (date(2017, 4, 1), date(2018, 3, 31))}
# The second return ends what was open in the first, has a day that is none, and a child whom the header lacks.
TOLD = {
    2017: ["1,01/06/2005,M,25/03/2017,", "2,01/06/2005,A,01/02/2017,01/02/2017"],
    2018: [
        "1,01/06/2005,M,25/03/2017,03/04/2017",
        "1,01/06/2005,X,01/07/2017,02/07/2017",
        "2,01/06/2005,M,31/02/2018,",
        "9,01/06/2005,M,01/08/2017,",
    ],
}


@pytest.fixture
def by() -> User:
    return service_account()


@pytest.fixture
def returns(tmp_path: Path) -> dict[int, Path]:
    return {
        year: folder(
            tmp_path / str(year),
            header=[child("1"), child("2")],
            episodes=[episode("1", "10/05/2014"), episode("2", "10/05/2014")],
            missing=rows,
        )
        for year, rows in TOLD.items()
    }


@pytest.mark.parametrize("order", [(2017, 2018), (2018, 2017, 2018)])
def test_who_went_missing_counts_alike_from_files_and_from_the_database(
    returns: dict[int, Path], by: User, order: tuple[int, ...]
) -> None:
    for year in order:
        load_at_once(path=returns[year], year=year, by=by, at=AT)
    combined = combine([read_source(returns[year], year=year) for year in order])
    files = Tables.of("", combined.coverage_from, combined.tables, supplied=combined.supplied)
    for tables in (measure_tables(), files):
        ended = {row["from_on"]: row["to_on"] for row in tables.frame("missing").to_dicts() if row["child"] == "1"}
        assert ended[date(2017, 3, 25)] == date(2017, 4, 3)
        first, second = (measured(tables, *YEARS[year]) for year in YEARS)
        assert told(first, "missing.children") == (1, 2, 0)
        assert told(first, "missing.away_episodes") == (1, None, 0)
        # What the file calls neither M nor A is of a kind not known.
        assert told(second, "missing.episodes") == (0, None, 1)
        assert told(second, "missing.away_children") == (0, 2, 0)


def test_without_the_load_nobody_was_missing(returns: dict[int, Path], by: User) -> None:
    load = load_at_once(path=returns[2017], year=2017, by=by, at=AT)
    undo_load(load=load, by=by, at=AT)
    assert measure_tables().frame("missing").is_empty()


def test_what_the_dataset_does_not_say_of_a_time_missing_stays_as_the_return_told_it(tmp_path: Path, by: User) -> None:
    returned = folder(
        tmp_path / "return",
        header=[child("P1", dob="01/05/2010"), child("P2", dob="15/08/2014")],
        episodes=[episode("P1", "10/04/2017"), episode("P2", "12/01/2015")],
        missing=["P1,01/05/2010,M,03/06/2017,05/06/2017", "P2,15/08/2014,A,03/06/2017,03/06/2017"],
    )
    dataset = write_ssd(tmp_path / "ssd", ssd_missing=["M1,P1,2017-06-03,M,,,", "M2,P1,2017-07-01,A,2017-07-02,,"])
    for path in (returned, dataset, dataset):
        load_at_once(path=path, year=2018, by=by, at=AT)
    combined = combine([read_source(path, year=2018) for path in (returned, dataset)])
    files = Tables.of("", combined.coverage_from, combined.tables, supplied=combined.supplied)
    for tables in (measure_tables(), files):
        assert tables.frame("missing").sort("child", "from_on").rows() == [
            ("P1", "M", date(2017, 6, 3), date(2017, 6, 5)),
            ("P1", "A", date(2017, 7, 1), date(2017, 7, 2)),
            ("P2", "A", date(2017, 6, 3), date(2017, 6, 3)),
        ]
