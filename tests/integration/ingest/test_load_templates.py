"""Our templates: staff, allocations, parents, names and review details, beside what the return holds."""

from datetime import UTC, date, datetime

import pytest

from openiro.allocation.models import Allocation
from openiro.children.models import Child
from openiro.core.models import Event
from openiro.ingest.actions import UnableToUndo, load_at_once, undo_load
from openiro.ingest.models import LoadProblem
from openiro.people.actions import service_account
from openiro.people.models import Post, RoleHeld, User
from openiro.reviews.models import ParentParticipation, Review
from tests.integration.ingest.returns import child, episode, folder, review

AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db
HEADINGS = {
    "staff": "officer,name,email,role,team,fte,started,ended,permanent",
    "allocations": "child,officer,role,from,to",
    "parents": "child,review,parent,attended,views,reason",
    "names": "child,given_name,family_name,nhs_number,disabled",
    "review_details": "child,review,mode,minutes,adjourned,adjournment_reason,completed,late_reason",
}
STAFF = [
    "I1,Amal Lindqvist,amal@council.example,iro,Reviewing,0.8,01/04/2015,,yes",
    "I2,Bo Tremaine,,iro,Reviewing,1,01/04/2015,,no",
]


@pytest.fixture
def by() -> User:
    return service_account()


@pytest.fixture(autouse=True)
def _returned(tmp_path, by):
    path = folder(
        tmp_path / "return",
        header=[child("1"), child("2")],
        episodes=[episode("1", "10/05/2016"), episode("2", "11/05/2016")],
        reviews=[review("1", "01/06/2016")],
    )
    load_at_once(path=path, year=2017, by=by, at=AT)


@pytest.fixture
def load(tmp_path, by):
    def loaded(name: str, **files: list[str]):
        place = tmp_path / name
        place.mkdir()
        for file, rows in files.items():
            (place / f"{file}.csv").write_text("\n".join([HEADINGS[file], *rows]) + "\n", encoding="utf-8")
        return load_at_once(path=place, by=by, at=AT)

    return loaded


def problems(load) -> list[tuple]:
    rows = LoadProblem.objects.filter(load=load, severity="error").order_by("file", "row")
    return list(rows.values_list("file", "row", "code"))


def test_staff_become_people_with_roles_and_posts(load):
    done = load("a", staff=STAFF)
    assert (done.format, done.collection_year, done.counts["staff"]["new"]) == ("templates", None, 2)
    person = User.objects.get(code="I1")
    assert (person.name, person.email, person.has_usable_password()) == (
        "Amal Lindqvist",
        "amal@council.example",
        False,
    )
    assert User.objects.get(code="I2").email is None
    assert list(RoleHeld.objects.order_by("user__code").values_list("user__code", "role", "team__name", "to_on")) == [
        ("I1", "iro", "Reviewing", None),
        ("I2", "iro", "Reviewing", None),
    ]
    assert [float(post.fte) for post in Post.objects.order_by("user__code")] == [0.8, 1.0]
    again = load("b", staff=STAFF)
    assert (again.counts["staff"]["same"], Post.objects.count()) == (2, 2)


def test_a_file_that_does_not_say_whether_a_post_is_permanent_makes_it_neither(load):
    load("a", staff=["I3,Cy Amund,,iro,Reviewing,1,01/04/2015,,"])
    assert [post.permanent for post in Post.objects.all()] == [None]
    assert load("b", staff=["I3,Cy Amund,,iro,Reviewing,1,01/04/2015,,no"]).counts["staff"]["changed"] == 1
    assert [post.permanent for post in Post.objects.all()] == [False]


def test_staff_are_not_undone_from_under_others(load, by):
    done = load("a", staff=STAFF)
    with pytest.raises(UnableToUndo, match="under People"):
        undo_load(load=done, by=by, at=AT)


def test_an_address_of_two_people_stays_with_the_first(load):
    done = load("a", staff=[STAFF[0], STAFF[1].replace(",,iro", ",AMAL@council.example,iro")])
    assert User.objects.get(code="I2").email is None
    assert LoadProblem.objects.get(load=done, code="email_taken").row == 3


def test_allocations_need_their_child_and_their_officer(load):
    done = load(
        "a",
        staff=STAFF,
        allocations=["1,I1,iro,12/05/2016,", "9,I1,iro,12/05/2016,", "2,I9,iro,12/05/2016,"],
    )
    assert done.counts["allocations"] == {
        "read": 3,
        "new": 1,
        "changed": 0,
        "same": 0,
        "conflict": 0,
        "rejected": 2,
    }
    assert problems(done) == [("allocations.csv", 3, "child_unknown"), ("allocations.csv", 4, "officer_unknown")]


def test_a_change_of_officer_ends_the_one_and_begins_the_other(load, by):
    load("a", staff=STAFF, allocations=["1,I1,iro,12/05/2016,"])
    done = load("b", allocations=["1,I1,iro,12/05/2016,31/08/2016", "1,I2,iro,01/09/2016,"])
    assert (done.counts["allocations"]["changed"], done.counts["allocations"]["new"]) == (1, 1)
    assert list(Allocation.objects.order_by("from_on").values_list("officer__code", "to_on")) == [
        ("I1", date(2016, 8, 31)),
        ("I2", None),
    ]
    undo_load(load=done, by=by, at=AT)
    standing = Allocation.objects.filter(withdrawn_at__isnull=True)
    assert list(standing.values_list("officer__code", "to_on")) == [("I1", None)]


def test_an_officer_can_be_put_right_and_put_back(load, by):
    load("a", staff=STAFF, allocations=["1,I1,iro,12/05/2016,"])
    done = load("b", allocations=["1,I2,iro,12/05/2016,"])
    assert Allocation.objects.get().officer.code == "I2"
    undo_load(load=done, by=by, at=AT)
    assert Allocation.objects.get().officer.code == "I1"


def test_two_officers_at_once_are_refused_by_row(load):
    done = load("a", staff=STAFF, allocations=["1,I1,iro,12/05/2016,", "1,I2,iro,01/09/2016,"])
    assert problems(done) == [("allocations.csv", 2, "two_officers")]
    later = load("b", allocations=["1,I1,iro,01/10/2016,"])
    assert problems(later) == [("allocations.csv", 2, "two_officers")]


def test_parents_need_the_review(load):
    rows = ["1,01/06/2016,mother,yes,yes,", "1,01/06/2016,father,no,no,declined", "1,02/06/2016,mother,yes,yes,"]
    done = load("a", parents=rows)
    assert done.counts["parents"]["new"] == 2
    assert problems(done) == [("parents.csv", 4, "review_unknown")]
    found = ParentParticipation.objects.order_by("parent").values_list("parent", "attended", "views", "reason")
    assert list(found) == [("father", False, False, "declined"), ("mother", True, True, "")]
    assert load("b", parents=rows).counts["parents"]["same"] == 2


def test_names_fill_the_record_and_never_stand_in_an_event(load, by):
    done = load("a", names=["1,Wren,Ashdown,,yes"])
    found = Child.objects.get(code="1")
    assert (found.given_name, found.search_name, found.disabled) == ("Wren", "ashdown wren", True)
    told = Event.objects.filter(stream=f"child:{found.pk}").order_by("pk").last()
    assert "Wren" not in told.facts
    assert "given_name" in told.facts
    load("b", names=["1,,Ashdown,9434765919,"])
    found.refresh_from_db()
    assert (found.given_name, found.nhs_number, found.disabled) == ("Wren", "9434765919", True)
    with pytest.raises(UnableToUndo):
        undo_load(load=done, by=by, at=AT)


def test_a_return_after_the_names_leaves_them(load, tmp_path, by):
    load("a", names=["1,Wren,Ashdown,,"])
    path = folder(tmp_path / "next", header=[child("1", ethnic="WOTH")], episodes=[episode("1", "10/05/2016")])
    load_at_once(path=path, year=2018, by=by, at=AT)
    found = Child.objects.get(code="1")
    assert (found.given_name, found.ethnicity) == ("Wren", "WOTH")


def test_review_details_add_to_the_review(load, by):
    done = load("a", review_details=["1,01/06/2016,face_to_face,45,,,01/06/2016,", "1,01/06/2017,face_to_face,45,,,,"])
    assert problems(done) == [("review_details.csv", 3, "review_unknown")]
    found = Review.objects.get(held_on=date(2016, 6, 1))
    assert (found.duration_minutes, found.completed_on, found.participation_code) == (45, date(2016, 6, 1), "PN1")
    undo_load(load=done, by=by, at=AT)
    found.refresh_from_db()
    assert (found.duration_minutes, found.completed_on) == (None, None)


def test_a_review_is_not_completed_before_it_was_held(load):
    done = load("a", review_details=["1,01/06/2016,face_to_face,45,31/05/2016,,31/05/2016,"])
    assert done.counts["review_details"]["rejected"] == 0
    found = Review.objects.get(held_on=date(2016, 6, 1))
    assert (found.duration_minutes, found.adjourned_on, found.completed_on) == (45, None, None)
