"""Our templates of what reviews found and led to: decisions, checks, permanence plans, entitlements, newer details."""

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openiro.children.models import Child, EntitlementTold, PermanencePlan
from openiro.core.models import Event
from openiro.core.queries import faults_in_event_chains
from openiro.formats.combine import combine
from openiro.formats.read import read_source
from openiro.formats.ssda903 import read_return
from openiro.ingest.actions import UnableToUndo, load_at_once, undo_load
from openiro.ingest.models import Load, LoadProblem
from openiro.people.actions import service_account
from openiro.people.models import User
from openiro.reporting.queries import measure_tables
from openiro.reviews.models import Decision, Review, ReviewCheck
from tests.integration.ingest.returns import child, episode, filled_templates, folder, review

AT = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)
HEADINGS = {
    "staff": "officer,name,email,role,team,fte,started,ended,permanent",
    "names": "child,given_name,family_name,nhs_number,disabled",
    "review_details": "child,review,mode,decisions_sent,record_finished,distributed,care_plan_updated,"
    "chaired_by_child,seen_before,advocate",
    "decisions": "child,review,number,text,owner,due,sent,answer,answered,outcome,judged",
    "checks": "child,review,check,up_to_date,on_file",
    "permanence": "child,plan,from,agreed,ended",
    "entitlements": "child,entitlement,told",
}
FIRST, SECOND = "01/06/2016", "25/08/2016"
DECISION = f"1,{FIRST},1,Book the dentist.,carer,01/07/2016,07/06/2016,agreed,08/06/2016,implemented,{SECOND}"
pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return service_account()


def returned(place: Path) -> Path:
    return folder(
        place,
        header=[child("1"), child("2")],
        episodes=[episode("1", "10/05/2016"), episode("2", "10/05/2016")],
        reviews=[review("1", FIRST), review("1", SECOND), review("2", FIRST)],
    )


def templates(place: Path, files: dict[str, list[str]]) -> Path:
    return filled_templates(place, {file: [HEADINGS[file], *rows] for file, rows in files.items()})


@pytest.fixture(autouse=True)
def _returned(tmp_path, by):
    load_at_once(path=returned(tmp_path / "return"), year=2017, by=by, at=AT)


@pytest.fixture
def load(tmp_path, by):
    def loaded(name: str, **files: list[str]):
        return load_at_once(path=templates(tmp_path / name, files), by=by, at=AT)

    return loaded


def problems(load: Load) -> list[tuple]:
    return list(
        LoadProblem.objects.filter(load=load)
        .exclude(code="column_missing")
        .order_by("file", "row")
        .values_list("file", "row", "code", "severity", "owner")
    )


def counts(new: int = 0, changed: int = 0, same: int = 0, conflict: int = 0, rejected: int = 0) -> dict[str, int]:
    read = new + changed + same + conflict + rejected
    return {"read": read, "new": new, "changed": changed, "same": same, "conflict": conflict, "rejected": rejected}


class TestDecisions:
    def test_a_decision_comes_with_its_answer_and_the_review_that_judged_it(self, load):
        done = load("a", decisions=[DECISION])
        assert (done.counts["decisions"], problems(done)) == (counts(new=1), [])
        found = Decision.objects.select_related("judged_at_review").get()
        assert (found.review.child.code, found.review.held_on, found.number) == ("1", date(2016, 6, 1), 1)
        assert (found.text, found.owner_role, found.owner, found.owner_name) == ("Book the dentist.", "carer", None, "")
        assert (found.due_on, found.sent_at.date(), found.sent_by) == (date(2016, 7, 1), date(2016, 6, 7), None)
        assert (found.answer, found.answered_on, found.outcome) == ("agreed", date(2016, 6, 8), "implemented")
        assert found.judged_at_review.held_on == date(2016, 8, 25)
        assert load("b", decisions=[DECISION]).counts["decisions"] == counts(same=1)

    def test_its_owner_is_a_person_of_the_service_or_of_the_same_file_or_a_role_or_a_name(self, load):
        staff = ["W1,Amal Lindqvist,,social_worker,North,1,01/04/2015,,yes"]
        owners = ("W1", "Virtual school", "Uncle Joe", "")
        done = load("a", staff=staff, decisions=[f"1,{FIRST},{n},,{who},,,,,," for n, who in enumerate(owners, 1)])
        assert done.counts["decisions"] == counts(new=4)
        found = Decision.objects.order_by("number").values_list("owner__code", "owner_role", "owner_name")
        assert list(found) == [
            ("W1", "", ""),
            (None, "virtual_school", ""),
            (None, "", "Uncle Joe"),
            (None, "", ""),
        ]

    def test_what_changed_is_changed_and_undone_to_the_letter(self, load, by):
        staff = ["W1,Amal Lindqvist,,social_worker,North,1,01/04/2015,,yes"]
        load("staff", staff=staff)
        first = f"1,{FIRST},1,Book the dentist.,W1,01/07/2016,07/06/2016,,,,"
        load("a", decisions=[first])
        before = Decision.objects.values().get()
        done = load("b", decisions=[DECISION])
        assert done.counts["decisions"] == counts(changed=1)
        assert Decision.objects.get().owner is None
        undo_load(load=done, by=by, at=AT)
        assert Decision.objects.values().get() == before
        assert list(faults_in_event_chains()) == []

    def test_a_decision_that_a_load_made_is_withdrawn_with_it(self, load, by):
        done = load("a", decisions=[DECISION])
        undo_load(load=done, by=by, at=AT)
        assert Decision.objects.get().withdrawn_at == AT
        assert load("b", decisions=[DECISION]).counts["decisions"] == counts(new=1)

    def test_what_somebody_typed_stands_and_the_row_is_reported(self, load):
        held = Review.objects.get(child__code="1", held_on=date(2016, 6, 1))
        Decision.objects.create(review=held, number=1, text="As the IRO wrote it.", owner_role="carer")
        done = load("a", decisions=[DECISION])
        assert done.counts["decisions"] == counts(conflict=1)
        assert Decision.objects.get().text == "As the IRO wrote it."
        assert problems(done) == [("decisions.csv", 2, "conflict", "warning", "data_analyst")]

    def test_rows_of_reviews_that_are_not_there_are_rejected_to_business_support(self, load):
        done = load("a", decisions=[DECISION, DECISION.replace(FIRST, "02/06/2016"), DECISION.replace("1,", "9,", 1)])
        assert done.counts["decisions"] == counts(new=1, rejected=2)
        assert problems(done) == [
            ("decisions.csv", 3, "review_unknown", "error", "business_support"),
            ("decisions.csv", 4, "review_unknown", "error", "business_support"),
        ]

    def test_the_day_of_a_review_that_is_not_there_is_left_out(self, load):
        done = load("a", decisions=[DECISION.replace(SECOND, "26/08/2016")])
        assert problems(done) == [("decisions.csv", 2, "review_unknown", "warning", "business_support")]
        assert (Decision.objects.get().outcome, Decision.objects.get().judged_at_review) == ("implemented", None)

    def test_an_objection_whose_reason_no_file_gives_says_so(self, load):
        load("a", decisions=[DECISION.replace("agreed", "objected")])
        assert Decision.objects.get().answer_reason == "Not recorded"

    def test_no_word_of_a_decision_stands_in_an_event(self, load):
        load("a", decisions=[DECISION.replace("carer", "Uncle Joe")])
        load("b", decisions=[DECISION.replace("Book the dentist.", "Book two visits.")])
        told = " ".join(Event.objects.filter(stream__startswith="child:").values_list("facts", flat=True))
        assert "dentist" not in told
        assert "Joe" not in told
        assert '"also_changed":["text","owner_name"]' in told

    def test_a_review_is_not_undone_from_under_a_decision(self, load, by):
        load("a", decisions=[DECISION])
        Decision.objects.update(load_number=None)
        with pytest.raises(UnableToUndo, match="made since"):
            undo_load(load=Load.objects.earliest("number"), by=by, at=AT)


def test_checks_keep_up_to_date_and_on_file_apart(load, by):
    rows = [f"1,{FIRST},health,yes,no", f"1,{FIRST},visits,no,", f"1,{FIRST},{'long' * 9},yes,yes"]
    done = load("a", checks=rows)
    assert done.counts["checks"] == counts(new=2, rejected=1)
    assert problems(done) == [("checks.csv", 4, "key_too_long", "error", "data_analyst")]
    found = ReviewCheck.objects.order_by("check_id").values_list("check_id", "up_to_date", "on_file")
    assert list(found) == [("health", "yes", "no"), ("visits", "no", "")]
    later = load("b", checks=[f"1,{FIRST},health,yes,yes", f"1,{FIRST},visits,no,"])
    assert later.counts["checks"] == counts(changed=1, same=1)
    undo_load(load=later, by=by, at=AT)
    assert ReviewCheck.objects.get(check_id="health").on_file == "no"


def test_permanence_plans_and_entitlements_belong_to_the_child(load, by):
    files = {
        "permanence": [
            "1,RETURN6M,01/07/2016,15/07/2016,31/12/2016",
            "1,LTFOST18,01/01/2017,,",
            "9,ADOPTION,01/01/2017,,",
        ],
        "entitlements": ["1,information,12/05/2016", "1,information,12/05/2017", "9,information,12/05/2016"],
    }
    done = load("a", **files)
    assert done.counts["permanence"] == counts(new=2, rejected=1)
    assert done.counts["entitlements"] == counts(new=2, rejected=1)
    assert problems(done) == [
        ("entitlements.csv", 4, "child_unknown", "error", "business_support"),
        ("permanence.csv", 4, "child_unknown", "error", "social_worker"),
    ]
    plans = PermanencePlan.objects.order_by("from_on").values_list("plan", "agreed_on", "ended_on")
    assert list(plans) == [("RETURN6M", date(2016, 7, 15), date(2016, 12, 31)), ("LTFOST18", None, None)]
    again = load("b", **files)
    assert (again.counts["permanence"], again.counts["entitlements"]) == (counts(same=2, rejected=1),) * 2
    undo_load(load=done, by=by, at=AT)
    assert not PermanencePlan.objects.filter(withdrawn_at__isnull=True).exists()
    assert not EntitlementTold.objects.filter(withdrawn_at__isnull=True).exists()


def test_the_newer_details_add_to_the_review_and_leave_what_is_blank(load, by):
    full = f"1,{FIRST},video,07/06/2016,20/06/2016,24/06/2016,10/06/2016,part,25/05/2016,yes"
    done = load("a", review_details=[full])
    assert done.counts["review_details"] == counts(changed=1)
    load("b", review_details=[f"1,{FIRST},video,08/06/2016,,,,,,"])
    found = Review.objects.get(child__code="1", held_on=date(2016, 6, 1))
    assert (found.decisions_sent_on, found.record_finished_on) == (date(2016, 6, 8), date(2016, 6, 20))
    assert (found.distributed_on, found.care_plan_updated_on) == (date(2016, 6, 24), date(2016, 6, 10))
    assert (found.child_chaired, found.seen_before_on, found.advocate) == ("part", date(2016, 5, 25), True)
    assert load("c", review_details=[full.replace("07/06", "08/06")]).counts["review_details"] == counts(same=1)


def test_a_child_is_not_undone_from_under_anything_that_hangs_on_it(load, by):
    PermanencePlan.objects.create(child=Child.objects.get(code="2"), plan="ADOPTION", from_on=date(2016, 7, 1))
    with pytest.raises(UnableToUndo, match="made since"):
        undo_load(load=Load.objects.earliest("number"), by=by, at=AT)


days = st.sampled_from([FIRST, SECOND])
optional_days = st.sampled_from(["", "30/05/2016", "07/06/2016", SECOND])
decisions = st.tuples(
    *(st.sampled_from(["1", "2"]), days, st.sampled_from(["1", "2", "0"]), st.sampled_from(["", "Text, with comma"])),
    *(st.sampled_from(["", "carer", "W1", "Uncle Joe"]), optional_days, optional_days),
    *(st.sampled_from(["", "agreed", "objected", "perhaps"]), optional_days),
    *(st.sampled_from(["", "implemented"]), optional_days),
)
checks = st.tuples(
    *(st.sampled_from(["1", "2"]), days, st.sampled_from(["health", "pep"])),
    *(st.sampled_from(["", "yes", "no", "nearly"]), st.sampled_from(["", "yes", "not_applicable"])),
)
plans = st.tuples(
    *(st.sampled_from(["1", "2", "9"]), st.sampled_from(["ADOPTION", "RETURN6M"]), st.just("01/07/2016")),
    *(st.sampled_from(["", "15/07/2016"]), st.sampled_from(["", "31/12/2016", "01/01/2016"])),
)
told = st.tuples(st.sampled_from(["1", "2"]), st.sampled_from(["information", "seen_alone"]), days)
details = st.tuples(
    *(st.sampled_from(["1", "2"]), days, st.sampled_from(["video", "telephone"])),
    *(optional_days, optional_days, optional_days, optional_days),
    *(st.sampled_from(["", "part", "twice"]), optional_days, st.sampled_from(["", "yes", "no"])),
)
FILES = ("decisions", "checks", "permanence", "entitlements", "review_details")
sets = st.tuples(*(st.lists(rows, max_size=4) for rows in (decisions, checks, plans, told, details)))


def written(place: Path, found) -> Path:
    rows = {
        name: [",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in each]
        for name, each in zip(FILES, found, strict=True)
    }
    return templates(place, rows)


def told_by_the_service() -> dict[str, list[tuple]]:
    tables = measure_tables()
    names = ("reviews", "decisions", "checks", "permanence", "entitlements")
    return {name: sorted(tables.frame(name).rows(), key=str) for name in names}


def loaded(path: Path) -> Load:
    return load_at_once(path=path, by=service_account(), at=AT)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=sets, second=sets)
def test_whatever_comes_twice_is_once_and_undone_is_as_before(db, first, second):
    with tempfile.TemporaryDirectory() as place, transaction.atomic():
        paths = [written(Path(place) / name, found) for name, found in (("a", first), ("b", second))]
        untouched = told_by_the_service()
        one = loaded(paths[0])
        after_one = told_by_the_service()
        assert all(not found["new"] and not found["changed"] for found in loaded(paths[0]).counts.values())
        assert told_by_the_service() == after_one
        two = loaded(paths[1])
        undo_load(load=two, by=service_account(), at=AT)
        assert told_by_the_service() == after_one
        undo_load(load=one, by=service_account(), at=AT)
        assert told_by_the_service() == untouched
        assert list(faults_in_event_chains()) == []
        transaction.set_rollback(True)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=sets)
def test_measures_see_the_same_through_the_service_and_straight_from_the_files(db, found):
    with tempfile.TemporaryDirectory() as place, transaction.atomic():
        path = written(Path(place) / "a", found)
        loaded(path)
        through = told_by_the_service()
        combined = combine([read_return(returned(Path(place) / "return"), year=2017), read_source(path)]).tables
        held = set(combined["reviews"].select("child", "held_on").rows())
        cared_for = set(combined["children"]["child"])
        for name, rows in through.items():
            expected = [row for row in combined[name].rows() if _stands(name, row, held, cared_for)]
            assert rows == sorted((_as_kept(name, row, held) for row in expected), key=str), name
        transaction.set_rollback(True)


def _stands(name: str, row: tuple, held: set, cared_for: set) -> bool:
    return (row[0], row[1]) in held if name in ("decisions", "checks", "reviews") else row[0] in cared_for


def _as_kept(name: str, row: tuple, held: set) -> tuple:
    """The service keeps the review that judged a decision, not a day on which there was none."""
    return (*row[:-1], None) if name == "decisions" and (row[0], row[-1]) not in held else row
