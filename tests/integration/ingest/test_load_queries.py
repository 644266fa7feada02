"""What the Data page reads: loads, one load with its counts, problems by owner, severity and file, page by page."""

from datetime import UTC, datetime

import pytest

from openiro.ingest import queries
from openiro.ingest.actions import check_load, load_at_once, settle_problem, undo_load
from openiro.ingest.queries import Filter, UnableToFindLoad
from openiro.people.actions import service_account
from openiro.people.models import User
from openiro.people.queries import UnableToPermit
from tests.factories.people import PersonFactory
from tests.integration.ingest.returns import child, episode, folder, review

AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return service_account()


@pytest.fixture
def path(tmp_path):
    return folder(
        tmp_path / "return",
        header=[child("1")],
        episodes=[episode("1", "10/05/2016", ls="Q9"), *(episode(f"x{place}", "10/05/2016") for place in range(60))],
        reviews=[review("1", "31/02/2017")],
    )


@pytest.fixture
def done(path, by):
    return load_at_once(path=path, format="903", year=2017, by=by, at=AT)


def test_loads_are_listed_newest_first_with_what_is_open(done, path, by):
    waiting = check_load(path=path, format="903", year=2017, by=by, at=AT)
    newest, first = queries.loads_list(by, at=AT)
    assert [(line.number, line.state) for line in (newest, first)] == [
        (waiting.number, "checked"),
        (done.number, "committed"),
    ]
    assert first.decided_by == "OpenIRO"
    assert (newest.decided_at, newest.decided_by) == (None, "")
    assert first.open_problems == queries.problems_page(by, done.number, at=AT).total
    assert next(line for line in first.counts if line.source == "episodes").rejected == 60


def test_problems_come_page_by_page_in_the_order_of_the_file(done, by):
    page = queries.problems_page(by, done.number, at=AT, filter=Filter(severity="error", file="episodes.csv"), page=2)
    assert (page.number, page.pages, page.total, len(page.lines)) == (2, 2, 60, 10)
    assert [line.row for line in page.lines] == list(range(53, 63))
    assert (
        queries.problems_page(by, done.number, at=AT, page=99).number
        == queries.problems_page(by, done.number, at=AT).pages
    )


def test_the_work_list_is_by_who_can_put_it_right(done, by):
    owners = {line.owner: (line.errors, line.warnings) for line in queries.open_problems_by_owner(by, at=AT)}
    assert owners["business_support"] == (1, 0)
    assert owners["social_worker"][0] == 60
    assert owners["social_worker"][1] >= 1
    page = queries.open_problems_page(by, at=AT, filter=Filter(owner="business_support"))
    assert [(line.file, line.row, line.column) for line in page.lines] == [("reviews.csv", 2, "REVIEW")]


def test_a_settled_problem_leaves_the_work_list_and_stays_with_its_load(done, by):
    line = queries.open_problems_page(by, at=AT, filter=Filter(owner="business_support")).lines[0]
    settle_problem(problem=queries.problem_by_number(line.number), by=by, at=AT)
    assert queries.open_problems_page(by, at=AT, filter=Filter(owner="business_support")).total == 0
    kept = queries.problems_page(by, done.number, at=AT, filter=Filter(owner="business_support", with_settled=True))
    assert (kept.lines[0].settled_by, kept.lines[0].settled_at) == ("OpenIRO", AT)


def test_an_undone_load_leaves_no_work(done, by):
    undo_load(load=done, by=by, at=AT)
    assert queries.open_problems_page(by, at=AT).total == 0
    assert queries.open_problems_by_owner(by, at=AT) == []


def test_the_files_with_problems_are_the_choices_of_the_filter(done):
    assert queries.files_of(done.number) == ["episodes.csv", "reviews.csv"]


def test_what_is_not_there_and_who_may_not_look(done, by):
    with pytest.raises(UnableToFindLoad):
        queries.load_line(by, done.number + 1, at=AT)
    with pytest.raises(UnableToFindLoad):
        queries.load_by_number(done.number + 1)
    with pytest.raises(UnableToFindLoad):
        queries.problem_by_number(0)
    with pytest.raises(UnableToPermit):
        queries.loads_list(User.objects.create(code="77", name="Somebody"), at=AT)


def test_a_list_of_loads_takes_the_same_queries_however_many(done, path, by, django_assert_max_num_queries):
    for _ in range(4):
        check_load(path=path, format="903", year=2017, by=by, at=AT)
    with django_assert_max_num_queries(3):
        queries.loads_list(by, at=AT)


def test_problems_are_told_by_kind_and_a_kind_leads_to_its_problems(done, by):
    kinds = queries.problem_kinds(by, done.number, at=AT)
    assert [kind.severity for kind in kinds] == sorted(kind.severity for kind in kinds)
    most = kinds[0]
    assert (most.file, most.number, most.first_row) == ("episodes.csv", 60, 3)
    assert queries.problems_page(by, done.number, at=AT, filter=Filter(severity="error", code=most.code)).total == 60


def test_the_whole_work_list_is_read_in_one_query(done, by, django_assert_num_queries):
    everything = queries.open_problems_page(by, at=AT).total
    by.refresh_from_db()
    with django_assert_num_queries(1):
        assert len(list(queries.open_problem_lines(by, at=AT))) == everything


def test_what_a_waiting_load_would_change_is_shown_to_those_who_see_loads(path, by):
    waiting = check_load(path=path, format="903", year=2017, by=by, at=AT)
    assert queries.what_would_change(by, waiting.number, at=AT).counts()["header"]["new"] == 1
    with pytest.raises(UnableToPermit):
        queries.what_would_change(PersonFactory(iro=True), waiting.number, at=AT)
    committed = load_at_once(path=path, format="903", year=2017, by=by, at=AT)
    with pytest.raises(UnableToFindLoad, match="no longer here"):
        queries.what_would_change(by, committed.number, at=AT)
