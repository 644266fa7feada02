"""Every measure gives the same figures on the embedded engine, on a second one, and on the distributed one.

Run by `scripts/test spark`, which brings Spark; the other parts leave this folder out.
"""

from datetime import date
from pathlib import Path

import pytest

from openiro.measures.catalogue import CATALOGUE
from openiro.measures.compute import RATES, compute, rows_behind
from openiro.measures.councils import compute_councils, numbered
from openiro.measures.figures import Result
from openiro.measures.tables import Tables
from tests.factories.calendars import england_and_wales
from tests.golden.test_councils_from_files import tables_from_files
from tests.properties.messy_papers import ENTITLEMENTS, tables_of
from tests.properties.test_measures_of_many_councils import CHALLENGED
from tests.properties.test_measures_of_papers_against_the_rules import large

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
YEAR = {"from_on": date(2015, 4, 1), "to_on": date(2016, 3, 31), "calendar": england_and_wales()}
TWIN = "central-bedfordshire"


@pytest.fixture(autouse=True, scope="module")
def small_machine() -> None:
    """Spark as a small machine runs it. It lasts as long as the process, for so does Spark."""
    patch = pytest.MonkeyPatch()
    patch.setenv("SPARK_CONF_DIR", str(Path(__file__).parent / "small_machine"))


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables_from_files(TWIN, tmp_path_factory.mktemp("council"))


def together(councils: list[Tables], engine: str) -> list[Result]:
    told = compute_councils(map(numbered, councils), **YEAR, engine=engine, entitlements=ENTITLEMENTS)
    return [result for _, result in told]


def test_every_figure_of_councils_counted_together_is_the_same_on_every_engine(twin: Tables) -> None:
    """A council's own files, a council whose records are a tangle, and one with everything that neither holds."""
    messy = tables_of(large(31, 150, 1200), coverage_from=twin.coverage_from)
    councils = [twin, messy, CHALLENGED]
    here = together(councils, "polars")
    assert vars(here[0]) == vars(compute(twin, **YEAR, entitlements=ENTITLEMENTS))
    figures = [figure for result in here for figure in result.figures]
    assert {figure.id for figure in figures} == {each.id for each in CATALOGUE} - set(RATES)
    assert sum(1 for figure in figures if figure.numerator) > 400
    for engine in ("duckdb", "spark"):
        assert [vars(result) for result in together(councils, engine)] == [vars(result) for result in here]


def test_rates_and_the_rows_behind_a_figure_are_the_same_on_the_distributed_engine(twin: Tables) -> None:
    rates = [compute(twin, **YEAR, only=RATES, population={2015: 60_000}, engine=name) for name in ("polars", "spark")]
    assert vars(rates[0]) == vars(rates[1])
    assert all(figure.value for figure in rates[0].figures)
    rows = [rows_behind(twin, "population.looked_after", **YEAR, engine=name).rows() for name in ("polars", "spark")]
    assert sorted(map(str, rows[0])) == sorted(map(str, rows[1])) != []
