"""Years loaded in any order give the same records, which are also those that the measures read from the files."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openiro.formats.combine import combine
from openiro.formats.ssda903 import read_return
from openiro.ingest.actions import load_at_once, undo_load
from openiro.ingest.models import Load
from openiro.people.actions import service_account
from openiro.reporting.queries import measure_tables
from tests.integration.ingest.returns import child, episode, folder, review, state

AT = datetime(2019, 5, 1, 9, 30, tzinfo=UTC)
YEARS = (2017, 2018, 2019)
pytestmark = pytest.mark.django_db

codes = st.sampled_from(["1", "2", "3"])
starts = st.sampled_from(["01/05/2016", "02/06/2016", "03/07/2017"])
ends = st.sampled_from([("", ""), ("01/02/2017", "E4A"), ("02/06/2016", "X1"), ("", "X1"), ("05/05/2018", "")])
episodes = st.tuples(codes, starts, st.sampled_from(["S", "L", "P"]), st.sampled_from(["C2", "V2", "V3"]), ends)
reviews = st.tuples(codes, st.sampled_from(["20/05/2016", "01/08/2016", "09/09/2017"]), st.sampled_from(["PN1", "PN7"]))
returns = st.tuples(
    st.dictionaries(codes, st.sampled_from(["WBRI", "BCRB"]), min_size=1),
    st.lists(episodes, max_size=5, unique_by=lambda row: row[:2]),
    st.lists(reviews, max_size=4, unique_by=lambda row: row[:2]),
    st.lists(codes, max_size=2, unique=True),
)


def written(place: Path, found) -> Path:
    children, stretches, held, alone = found
    return folder(
        place,
        header=[child(code, ethnic=ethnic) for code, ethnic in children.items()],
        episodes=[
            episode(code, start, rne=rne, ls=ls, dec=dec, rec=rec) for code, start, rne, ls, (dec, rec) in stretches
        ],
        reviews=[review(code, day, pn) for code, day, pn in held],
        uasc=[f"{code},2,01/06/2005," for code in alone],
    )


def loaded(paths: dict[int, Path], order) -> None:
    for year in order:
        load_at_once(path=paths[year], format="903", year=year, by=service_account(), at=AT)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.tuples(returns, returns, returns), order=st.permutations(YEARS))
def test_the_order_of_years_does_not_matter(db, found, order):
    with tempfile.TemporaryDirectory() as place:
        paths = {year: written(Path(place) / str(year), each) for year, each in zip(YEARS, found, strict=True)}
        with transaction.atomic():
            loaded(paths, YEARS)
            in_order, tables = state(), measure_tables()
            transaction.set_rollback(True)
        with transaction.atomic():
            loaded(paths, order)
            assert state() == in_order
            loaded(paths, order)
            assert state() == in_order
            transaction.set_rollback(True)
        combined = combine([read_return(path, year=year) for year, path in paths.items()])
        assert tables.coverage_from == combined.coverage_from
        for name in ("children", "episodes", "reviews", "uasc"):
            key = combined.tables[name].columns
            assert tables.frame(name).sort(key).equals(combined.tables[name].select(key).sort(key)), name


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.tuples(returns, returns, returns), order=st.permutations(YEARS), stay=st.integers(0, 3))
def test_undoing_the_latest_loads_gives_back_what_stood_before_them(db, found, order, stay):
    with tempfile.TemporaryDirectory() as place, transaction.atomic():
        paths = {year: written(Path(place) / str(year), each) for year, each in zip(YEARS, found, strict=True)}
        loaded(paths, order[:stay])
        before = state()
        loaded(paths, order[stay:])
        after = state()
        for load in Load.objects.order_by("-number")[: len(YEARS) - stay]:
            undo_load(load=load, by=service_account(), at=AT)
        assert state() == before
        loaded(paths, order[stay:])
        assert state() == after
        transaction.set_rollback(True)
