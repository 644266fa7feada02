"""Templates of what other services know, and of practice: loaded, loaded again; the figures are those of the files."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from openiro.children.models import ReturnedRow
from openiro.formats.combine import combine
from openiro.formats.read import read_source
from openiro.ingest.actions import load_at_once
from openiro.ingest.models import LoadProblem
from openiro.measures.tables import Tables
from openiro.people.actions import service_account
from openiro.people.models import User
from openiro.reporting.queries import measure_tables
from openiro.reviews.models import Review
from tests.golden.small_councils import measured, told
from tests.integration.ingest.returns import (
    child,
    episode,
    filled_templates,
    folder,
    load_of_templates,
    review,
    rows_of,
)

pytestmark = pytest.mark.django_db
AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
THIS_YEAR = {"from_on": date(2016, 4, 1), "to_on": date(2017, 3, 31)}
COMPARED = (*ReturnedRow.TOLD_BY_OTHERS, "reviews")
FILES = {
    "review_details": ["child,review,mode,no_part_reason", "1,01/06/2016,in_person,missing"],
    "placement_distances": ["child,from,miles,out_of_area", "1,10/05/2016,12.5,no", "2,10/05/2016,999.9,yes"],
    "key_stage_4": [
        "child,year,ehcp,uasc_eal,cwd,sat,grade_1,grade_c,five_a_c,maths_4,english_4",
        "1,2016,yes,no,no,yes,yes,no,no,no,yes",
        "2,2016,,no,no,no,,,,,",
    ],
    "care_leavers": ["child,from,to,higher_education", "L1,01/05/2015,,yes", "L2,01/05/2015,01/06/2016,no"],
    "care_leaver_entitlements": ["child,entitlement,what,on", "L1,Leaving vacations,received,01/08/2016"],
    "statements": ["statement,child,said,source,topic", "S1,1,02/06/2016,app,home", "S2,1,02/06/2016,app,home"],
    "chairing_observations": ["child,review,officer", "1,01/06/2016,"],
    "disruption_meetings": ["child,ended,held", "1,01/07/2016,"],
    "carer_reviews": ["carer,due,held", "F1,01/07/2016,30/06/2016", "F2,01/07/2016,"],
}


@pytest.fixture
def by() -> User:
    return service_account()


@pytest.fixture
def returned(tmp_path: Path, by: User) -> Path:
    place = folder(
        tmp_path / "return",
        header=[child("1"), child("2")],
        episodes=[episode("1", "10/05/2016"), episode("2", "10/05/2016")],
        reviews=[review("1", "01/06/2016", pn="PN7")],
    )
    load_at_once(path=place, year=2017, by=by, at=AT)
    return place


def test_the_database_tells_what_the_files_tell(tmp_path: Path, returned: Path, by: User) -> None:
    place = filled_templates(tmp_path / "new", FILES)
    load_of_templates(place, by=by, at=AT)
    combined = combine([read_source(returned, year=2017), read_source(place)])
    files = Tables.of("", combined.coverage_from, combined.tables, supplied=combined.supplied)
    assert rows_of(measure_tables(), COMPARED) == rows_of(files, COMPARED)
    result = measured(measure_tables(), **THIS_YEAR)
    assert told(result, "placements.within_20_miles") == (1, 1, 1)
    assert told(result, "education.ks4", row="ehcp") == (1, 1, 1)
    assert told(result, "education.ks4", row="sat_english_4") == (1, 1, 0)
    assert told(result, "care_leavers.open") == (1, None, 0)
    assert told(result, "care_leavers.received", entitlement="leaving_vacations") == (1, 1, 0)
    assert told(result, "voice.statements", source="app", topic="home") == (2, None, 0)
    assert told(result, "staff.chairing_observed") == (1, None, 0)
    assert told(result, "participation.not_by_reason", reason="missing") == (1, 1, 0)
    assert told(result, "carers.reviews_in_time") == (1, 2, 0)


def test_the_same_again_changes_nothing_and_a_correction_one_row(tmp_path: Path, returned: Path, by: User) -> None:
    load_of_templates(filled_templates(tmp_path / "first", FILES), by=by, at=AT)
    before = rows_of(measure_tables(), COMPARED)
    again = load_of_templates(filled_templates(tmp_path / "again", FILES), by=by, at=AT)
    assert rows_of(measure_tables(), COMPARED) == before
    assert all(counts["same"] == counts["read"] for counts in again.counts.values())
    rows = ["carer,due,held", "F2,01/07/2016,01/07/2016"]
    corrected = load_of_templates(
        filled_templates(tmp_path / "corrected", FILES | {"carer_reviews": rows}), by=by, at=AT
    )
    assert (corrected.counts["carer_reviews"]["changed"], corrected.counts["carer_reviews"]["new"]) == (1, 0)
    assert told(measured(measure_tables(), **THIS_YEAR), "carers.reviews_in_time") == (2, 2, 0)


def test_only_those_who_should_be_on_record_are_remarked_on(tmp_path: Path, returned: Path, by: User) -> None:
    rows = ["child,from,miles,out_of_area", "9,10/05/2016,3,no"]
    load = load_of_templates(filled_templates(tmp_path / "new", FILES | {"placement_distances": rows}), by=by, at=AT)
    remarked = LoadProblem.objects.filter(load=load).exclude(code="column_missing")
    problems = remarked.values_list("file", "code", "severity")
    assert list(problems) == [("placement_distances.csv", "child_unknown", "warning")]


def test_why_a_child_took_no_part_stands_on_the_review(tmp_path: Path, returned: Path, by: User) -> None:
    load_of_templates(filled_templates(tmp_path / "new", FILES), by=by, at=AT)
    assert Review.objects.get().no_part_reason == "missing"
