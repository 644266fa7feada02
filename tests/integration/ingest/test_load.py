"""A return is loaded: new, changed, the same, in conflict; all good rows or none; the same twice changes nothing."""

from datetime import UTC, date, datetime

import pytest

from openiro.children.actions import ChildFacts, EpisodeFacts, correct_child, correct_episode
from openiro.children.models import Child, Episode
from openiro.core.models import Event
from openiro.core.queries import faults_in_event_chains, setting
from openiro.formats.problems import UnableToRead
from openiro.ingest.actions import (
    UnableToLoad,
    UnableToUndo,
    check_load,
    commit_load,
    discard_load,
    load_at_once,
    loads,
    settle_problem,
    undo_load,
)
from openiro.ingest.models import Load, LoadProblem
from openiro.people.actions import service_account
from openiro.people.models import User
from openiro.people.queries import UnableToPermit
from openiro.reviews.models import Review
from tests.integration.ingest.returns import child, episode, folder, review, state

AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return service_account()


@pytest.fixture
def first_year(tmp_path):
    return folder(
        tmp_path / "2017",
        header=[child("1"), child("2", dob="03/04/2010")],
        episodes=[episode("1", "10/05/2016"), episode("2", "01/07/2016", dec="01/02/2017", rec="E4A")],
        reviews=[review("1", "01/06/2016"), review("2", "20/07/2016", dob="03/04/2010")],
        uasc=["1,2,01/06/2005,"],
    )


@pytest.fixture
def second_year(tmp_path):
    return folder(
        tmp_path / "2018",
        header=[child("1", ethnic="WOTH"), child("3")],
        episodes=[episode("1", "10/05/2016", dec="01/09/2017", rec="E4A"), episode("3", "05/05/2017")],
        reviews=[review("1", "25/08/2017")],
    )


def load(path, year, by, at=AT):
    return load_at_once(path=path, format="903", year=year, by=by, at=at)


def test_a_first_return_is_all_new_and_gives_care_periods_and_due_dates(first_year, by):
    done = load(first_year, 2017, by)
    assert {name: found["new"] for name, found in done.counts.items() if found["read"]} == {
        "header": 2,
        "episodes": 2,
        "reviews": 2,
        "uasc": 1,
    }
    assert [row[:3] for row in state()["periods"]] == [
        ("1", date(2016, 5, 10), None),
        ("2", date(2016, 7, 1), date(2017, 2, 1)),
    ]
    assert [row[0] for row in state()["due"]] == ["1"]
    assert setting("coverage_from") == "2016-04-01"


def test_the_same_return_twice_changes_nothing_the_second_time(first_year, by):
    load(first_year, 2017, by)
    before, events = state(), Event.objects.filter(stream__startswith="child:").count()
    again = load(first_year, 2017, by)
    assert all(found["same"] == found["read"] for found in again.counts.values())
    assert state() == before
    assert Event.objects.filter(stream__startswith="child:").count() == events


def test_an_older_return_that_comes_back_after_a_newer_one_changes_nothing(first_year, second_year, by):
    load(first_year, 2017, by)
    load(second_year, 2018, by)
    before = state()
    again = load(first_year, 2017, by)
    assert all(found["same"] == found["read"] for found in again.counts.values())
    assert state() == before


def test_years_in_either_order_give_the_same_state(first_year, second_year, by, django_db_blocker):
    load(second_year, 2018, by)
    load(first_year, 2017, by)
    backwards = state()
    for done in Load.objects.order_by("-number"):
        undo_load(load=done, by=by, at=AT)
    assert not any(rows for name, rows in state().items())
    load(first_year, 2017, by)
    load(second_year, 2018, by)
    assert state() == backwards


def test_a_later_row_that_repeats_an_earlier_one_stands_against_a_correction_of_the_earlier_year(tmp_path, by):
    load(folder(tmp_path / "a", header=[child("1")], episodes=[episode("1", "10/05/2016")]), 2017, by)
    load(folder(tmp_path / "b", header=[child("1")], episodes=[episode("1", "10/05/2016")]), 2018, by)
    corrected = folder(tmp_path / "c", header=[child("1")], episodes=[episode("1", "10/05/2016", ls="V2")])
    done = load(corrected, 2017, by)
    assert done.counts["episodes"]["same"] == 1
    assert Episode.objects.get().legal_status == "C2"


def test_a_corrected_return_of_the_same_year_changes_the_rows_that_differ(first_year, tmp_path, by):
    load(first_year, 2017, by)
    corrected = folder(
        tmp_path / "corrected",
        header=[child("1", ethnic="BCRB"), child("2", dob="03/04/2010")],
        episodes=[episode("1", "10/05/2016", ls="V2"), episode("2", "01/07/2016", dec="01/02/2017", rec="E4A")],
    )
    done = load(corrected, 2017, by)
    assert done.counts["header"]["changed"] == 1
    assert done.counts["episodes"] == {"read": 2, "new": 0, "changed": 1, "same": 1, "conflict": 0, "rejected": 0}
    told = Event.objects.filter(stream__startswith="child:").order_by("pk").last()
    assert '"after":{"legal_status":"V2"}' in told.facts
    assert not list(faults_in_event_chains())


def test_undo_puts_everything_back_and_deletes_nothing(first_year, second_year, by):
    load(first_year, 2017, by)
    before = state()
    done = load(second_year, 2018, by)
    undo_load(load=done, by=by, at=AT)
    assert state() == before
    assert Child.objects.filter(code="3", withdrawn_at__isnull=False).exists()
    assert setting("coverage_from") == "2016-04-01"
    assert not list(faults_in_event_chains())


def test_a_load_that_was_undone_can_be_loaded_again(first_year, by):
    done = load(first_year, 2017, by)
    before = state()
    undo_load(load=done, by=by, at=AT)
    assert not state()["children"]
    assert setting("coverage_from") == ""
    again = load(first_year, 2017, by)
    assert again.counts["header"]["new"] == 2
    assert state() == before
    undo_load(load=again, by=by, at=AT)
    assert not any(state().values())


def test_a_load_on_which_a_later_one_rests_is_not_undone(first_year, second_year, by):
    first = load(first_year, 2017, by)
    second = load(second_year, 2018, by)
    with pytest.raises(UnableToUndo, match=f"Undo load {second.number} first"):
        undo_load(load=first, by=by, at=AT)
    undo_load(load=second, by=by, at=AT)
    undo_load(load=first, by=by, at=AT)
    assert not any(state().values())


def test_a_load_is_not_undone_from_under_a_record_made_since(first_year, by):
    done = load(first_year, 2017, by)
    before = state()
    Review.objects.create(child=Child.objects.get(code="1"), planned_on=date(2018, 6, 1))
    with pytest.raises(UnableToUndo, match="made since"):
        undo_load(load=done, by=by, at=AT)
    assert state() == before


def test_a_row_typed_in_the_service_stands_and_the_conflict_is_reported(first_year, by):
    typed = Child.objects.create(code="1", sex="F", born_on=date(2005, 6, 1), ethnicity="BCRB")
    done = load(first_year, 2017, by)
    assert done.counts["header"]["conflict"] == 1
    typed.refresh_from_db()
    assert typed.ethnicity == "BCRB"
    problem = LoadProblem.objects.get(code="conflict")
    assert (problem.file, problem.row, problem.child_code) == ("header.csv", 2, "1")
    assert "ethnicity" in problem.message


def test_what_a_person_put_right_stands_against_a_later_return(first_year, second_year, by):
    load(first_year, 2017, by)
    (loaded,) = Episode.objects.filter(child__code="1")
    facts = {name: getattr(loaded, name) for name in EpisodeFacts.__dataclass_fields__} | {"placement": "P1"}
    correct_episode(episode=loaded, facts=EpisodeFacts(**facts), reason="With parents all along", by=by, at=AT)
    mistaken = Child.objects.get(code="1")
    facts = {name: getattr(mistaken, name) for name in ChildFacts.__dataclass_fields__} | {"ethnicity": "BCRB"}
    correct_child(child=mistaken, facts=ChildFacts(**facts), by=by, at=AT)
    done = load(second_year, 2018, by)
    assert (done.counts["episodes"]["conflict"], done.counts["header"]["conflict"]) == (1, 1)
    loaded.refresh_from_db()
    mistaken.refresh_from_db()
    assert (loaded.placement, mistaken.ethnicity) == ("P1", "BCRB")
    assert LoadProblem.objects.filter(code="conflict", child_code="1").count() == 2
    undo_load(load=done, by=by, at=AT)
    loaded.refresh_from_db()
    assert loaded.placement == "P1"


def test_a_name_typed_for_a_loaded_child_leaves_the_rest_to_the_returns(first_year, second_year, by):
    load(first_year, 2017, by)
    found = Child.objects.get(code="1")
    facts = {name: getattr(found, name) for name in ChildFacts.__dataclass_fields__} | {"family_name": "Example"}
    correct_child(child=found, facts=ChildFacts(**facts), by=by, at=AT)
    assert load(second_year, 2018, by).counts["header"]["changed"] == 1
    found.refresh_from_db()
    assert (found.family_name, found.ethnicity) == ("Example", "WOTH")


def test_all_rows_or_none(first_year, by, monkeypatch):
    def fail(_):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(loads, "refresh_care_and_timetables", fail)
    with pytest.raises(RuntimeError):
        load(first_year, 2017, by)
    assert not any(state().values())
    assert not Load.objects.exists()


def test_a_file_that_cannot_be_understood_leaves_nothing(tmp_path, by):
    (tmp_path / "episodes.csv").write_text("A,B\n1,2\n", encoding="utf-8")
    with pytest.raises(UnableToRead):
        load(tmp_path, 2017, by)
    assert not Load.objects.exists()


def test_rejected_rows_are_named_by_spreadsheet_row_and_the_rest_is_kept(tmp_path, by):
    path = folder(
        tmp_path / "dirty",
        header=[child("1"), child("2", dob="31/02/2010")],
        episodes=[episode("1", "10/05/2016"), episode("9", "10/05/2016"), episode("1", "nonsense")],
        reviews=[review("1", "01/06/2016"), review("1", "32/06/2016")],
    )
    done = load(path, 2017, by)
    assert (done.counts["header"]["new"], done.counts["header"]["rejected"]) == (1, 1)
    assert (done.counts["episodes"]["new"], done.counts["episodes"]["rejected"]) == (1, 2)
    errors = LoadProblem.objects.filter(severity="error").order_by("file", "row").values_list("file", "row")
    assert set(errors) >= {("episodes.csv", 3), ("episodes.csv", 4), ("header.csv", 3), ("reviews.csv", 3)}


def test_a_checked_load_is_kept_until_it_is_committed(first_year, by, django_capture_on_commit_callbacks):
    checked = check_load(path=first_year, format="903", year=2017, by=by, at=AT)
    assert checked.state == "checked"
    assert checked.counts["episodes"]["new"] == 2
    assert not state()["children"]
    with django_capture_on_commit_callbacks(execute=True):
        done = commit_load(load=checked, by=by, at=AT)
    assert (done.state, done.kept_as) == ("committed", "")
    assert len(state()["children"]) == 2
    with pytest.raises(UnableToLoad, match="already"):
        commit_load(load=checked, by=by, at=AT)


def test_a_discarded_load_leaves_a_note_and_nothing_else(first_year, by):
    checked = check_load(path=first_year, format="903", year=2017, by=by, at=AT)
    discard_load(load=checked, by=by, at=AT)
    assert Load.objects.get().state == "discarded"
    with pytest.raises(UnableToLoad, match="discarded already"):
        commit_load(load=checked, by=by, at=AT)
    assert not any(state().values())


def test_problems_of_a_corrected_return_take_the_place_of_the_earlier_ones(tmp_path, by):
    rows = {"header": [child("1")], "episodes": [episode("1", "10/05/2016", ls="ZZ"), episode("9", "10/05/2016")]}
    load(folder(tmp_path / "a", **rows), 2017, by)
    orphan = LoadProblem.objects.get(child_code="9")
    settle_problem(problem=orphan, by=by, at=AT)
    rows["episodes"][0] = episode("1", "10/05/2016")
    load(folder(tmp_path / "b", **rows), 2017, by)
    standing = LoadProblem.objects.filter(is_superseded=False, severity="error")
    assert [(problem.child_code, problem.settled_at) for problem in standing] == [("9", AT)]


def test_only_those_who_may_load(first_year):
    person = User.objects.create(code="77", name="Somebody")
    with pytest.raises(UnableToPermit):
        load(first_year, 2017, person)


def test_a_number_too_long_for_a_record_is_rejected_and_a_value_is_cut(tmp_path, by):
    endless = "9" * 31
    path = folder(
        tmp_path / "long",
        header=[child("1", ethnic="WBRI" * 9), child(endless)],
        episodes=[episode("1", "10/05/2016"), episode(endless, "10/05/2016")],
    )
    done = load(path, 2017, by)
    assert (done.counts["header"]["new"], done.counts["header"]["rejected"]) == (1, 1)
    assert (done.counts["episodes"]["new"], done.counts["episodes"]["rejected"]) == (1, 1)
    assert Child.objects.get().ethnicity == "WBRIWBRI"
    found = LoadProblem.objects.filter(code__in=["key_too_long", "too_long"]).order_by("file", "row")
    assert list(found.values_list("file", "row", "column", "code")) == [
        ("episodes.csv", 3, "CHILD", "key_too_long"),
        ("header.csv", 2, "ETHNIC", "too_long"),
        ("header.csv", 3, "CHILD", "key_too_long"),
    ]
