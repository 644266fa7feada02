"""Templates about challenge: loaded, loaded again, corrected and taken back; the figures are those of the files."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from openiro.children.models import Child, ReturnedRow
from openiro.escalations.models import (
    ClockStop,
    Compliment,
    Concern,
    Dispute,
    DisputedChild,
    DisputeStage,
    DisputeTheme,
)
from openiro.formats.combine import combine
from openiro.formats.read import read_source
from openiro.ingest.actions import load_at_once, undo_load
from openiro.ingest.models import LoadProblem
from openiro.measures.tables import Tables
from openiro.people.actions import service_account
from openiro.people.models import User
from openiro.reporting.queries import measure_tables
from openiro.reviews.models import OfficerContact, OversightCheck
from tests.factories.disputes import DisputeFactory
from tests.golden.small_councils import counts, measured, told
from tests.integration.ingest.returns import (
    child,
    episode,
    filled_templates,
    folder,
    load_of_templates,
    review,
    rows_of,
)

AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
COMPARED = ReturnedRow.CHALLENGED_ELSEWHERE
FILES = {
    "disputes": [
        "dispute,child,theme,service,raised,stage_2,team,outcome,closed,days_stopped",
        "D1,1,drift,looked_after,01/06/2016,10/06/2016,North,agreed,30/06/2016,2",
        "D1,1,health,looked_after,01/06/2016,10/06/2016,North,agreed,30/06/2016,2",
        "D1,2,drift,looked_after,01/06/2016,10/06/2016,North,agreed,30/06/2016,2",
        "D2,9,quorum,child_protection,02/06/2016,,,,,",
    ],
    "concerns": ["concern,child,theme,raised", "C1,1,health,03/06/2016"],
    "compliments": ["compliment,child,theme,given", "P1,,tenacity,03/06/2016"],
    "oversight": ["child,kind,done", "1,visit,02/02/2017", "1,midway,03/02/2017"],
    "complaints": ["complaint,child,group,received", "K1,,care_leaver,03/06/2016", "K2,1,child,04/06/2016"],
}
THIS_YEAR = {"from_on": date(2016, 4, 1), "to_on": date(2017, 3, 31)}
pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return service_account()


@pytest.fixture
def returned(tmp_path: Path, by: User) -> Path:
    place = folder(
        tmp_path / "return",
        header=[child("1"), child("2")],
        episodes=[episode("1", "10/05/2016"), episode("2", "10/05/2016")],
        reviews=[review("1", "01/06/2016")],
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
    assert counts(result, "disputes.raised") == {"looked_after": 1, "child_protection": 1}
    assert counts(result, "disputes.children") == {"looked_after": 2, "child_protection": 1}
    # From 1 to 30 June 2016 there are 21 working days, of which the clock stood still on two.
    assert result.figure("disputes.median_days").value == 19.0
    assert counts(result, "complaints.received") == {"child": 1, "care_leaver": 1}
    assert told(result, "oversight.visited") == (1, 2, 0)


def test_a_row_about_nobody_on_record_counts_and_says_so(tmp_path: Path, returned: Path, by: User) -> None:
    load = load_of_templates(filled_templates(tmp_path / "new", FILES), by=by, at=AT)
    found = LoadProblem.objects.filter(load=load, code="child_unknown").values_list("file", "row", "severity")
    assert list(found) == [("disputes.csv", 5, "warning")]
    assert ReturnedRow.objects.get(table="disputes", key="D2 9 quorum").child is None


def test_the_same_again_changes_nothing(tmp_path: Path, returned: Path, by: User) -> None:
    load_of_templates(filled_templates(tmp_path / "new", FILES), by=by, at=AT)
    again = load_of_templates(filled_templates(tmp_path / "again", FILES), by=by, at=AT)
    assert {name: (count["new"], count["changed"]) for name, count in again.counts.items()} == dict.fromkeys(
        FILES, (0, 0)
    )


def test_a_correction_is_taken_and_taken_back(tmp_path: Path, returned: Path, by: User) -> None:
    first = load_of_templates(filled_templates(tmp_path / "new", FILES), by=by, at=AT)
    before = rows_of(measure_tables(), COMPARED)
    corrected = ["concern,child,theme,raised", "C1,2,health,04/06/2016"]
    second = load_of_templates(filled_templates(tmp_path / "later", FILES | {"concerns": corrected}), by=by, at=AT)
    assert second.counts["concerns"]["changed"] == 1
    assert rows_of(measure_tables(), COMPARED)["concerns"] == [("C1", "2", "health", date(2016, 6, 4))]
    undo_load(load=second, by=by, at=AT)
    assert rows_of(measure_tables(), COMPARED) == before
    undo_load(load=first, by=by, at=AT)
    assert not any(rows_of(measure_tables(), COMPARED).values())


JUNE = date(2016, 6, 6)
AT_NOON = datetime(2016, 6, 6, 12, tzinfo=UTC)


def dispute_of_two(about: Child, by: User) -> Dispute:
    """Formal on 6 June 2016 straight at stage 2, about two children and two themes; stopped on 8 and 9."""
    dispute = DisputeFactory(
        about=about,
        raised_by=by,
        formal_from_on=JUNE,
        theme="placement",
        closed_on=date(2016, 6, 20),
        closed_by=by,
        outcome="agreed",
    )
    DisputedChild.objects.create(dispute=dispute, child=Child.objects.get(code="2"))
    DisputeTheme.objects.create(dispute=dispute, theme="drift")
    DisputeStage.objects.filter(dispute=dispute).update(began_on=JUNE, ended_on=JUNE, ended_how="escalated")
    for place, how in ((1, "bypassed"), (2, "resolved")):
        stage = {"place": place, "working_days": 5, "began_on": JUNE, "ended_on": date(2016, 6, 20), "ended_how": how}
        DisputeStage.objects.create(dispute=dispute, **stage)
    days = {"began_on": date(2016, 6, 8), "ended_on": date(2016, 6, 10)}
    ClockStop.objects.create(dispute=dispute, reason="panel", began_by=by, ended_by=by, **days)
    return dispute


def test_a_dispute_of_the_service_counts_beside_those_of_files(tmp_path: Path, returned: Path, by: User) -> None:
    load_of_templates(filled_templates(tmp_path / "new", FILES), by=by, at=AT)
    about = Child.objects.get(code="1")
    dispute = dispute_of_two(about, by)
    DisputeFactory(about=about, raised_by=by)  # settled without formality so far
    found = rows_of(measure_tables(), COMPARED)["disputes"]
    assert {row[0] for row in found} == {"D1", "D2", f"#{dispute.pk}"}
    own = [row for row in found if row[0] == f"#{dispute.pk}"]
    assert [(row[1], row[2]) for row in own] == [(who, theme) for who in "12" for theme in ("drift", "placement")]
    rest = ("looked_after", JUNE, JUNE, None, None, None, None, "agreed", date(2016, 6, 20), 2, None, None, None)
    assert {row[3:] for row in own} == {rest}


def test_what_else_was_done_in_the_service_counts_too(tmp_path: Path, returned: Path, by: User) -> None:
    load_of_templates(filled_templates(tmp_path / "new", FILES), by=by, at=AT)
    about, day = Child.objects.get(code="1"), date(2017, 1, 4)
    concern = {"agency": "School", "working_days": 5, "raised_at": AT_NOON, "raised_by": by}
    Concern.objects.create(child=about, theme="drift", **concern)
    Compliment.objects.create(worker=by, theme="tenacity", words="Well done", given_at=AT_NOON, given_by=by)
    OversightCheck.objects.create(child=about, kind="midway", done_on=day, outcome="on_track", done_by=by)
    for whom in ("child", "carer"):
        contact = {"kind": "visit", "with_whom": whom, "on": day, "recorded_at": AT_NOON, "recorded_by": by}
        OfficerContact.objects.create(child=about, officer=by, **contact)
    found = rows_of(measure_tables(), COMPARED)
    assert [row[1:] for row in found["concerns"]] == [("1", "drift", JUNE), ("1", "health", date(2016, 6, 3))]
    assert sorted(row[3] for row in found["compliments"]) == [date(2016, 6, 3), JUNE]
    assert [row[1] for row in found["oversight"] if row[2] == day] == ["midway", "visit"]
