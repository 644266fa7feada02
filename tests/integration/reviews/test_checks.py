"""The checks of a review: answered at once, resting on the child's facts, and a missing plan raised at once."""

from datetime import UTC, date, datetime

import pytest

from openiro.allocation.queries import UnableToSeeChild
from openiro.children.actions import UnableToRecordCheck, record_check_done, record_permanence_plan
from openiro.children.models import CheckDone
from openiro.children.queries import entitlements_told_of, permanence_plans_of
from openiro.core.actions import child_stream
from openiro.core.models import Notice
from openiro.core.queries import events_of
from openiro.domain.checks import CheckState, Done
from openiro.reporting.queries import forget_figures, measured
from openiro.reviews.actions import (
    CheckAnswer,
    UnableToSaveChecks,
    escalate_missing_permanence_plan,
    save_checks,
)
from openiro.reviews.models import ReviewCheck
from openiro.reviews.queries import child_checks, review_checks
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory, UnaccompaniedFactory
from tests.factories.people import PersonFactory, TeamFactory, team_manager
from tests.factories.reviews import ReviewFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY, CARE = date(2026, 11, 23), date(2026, 6, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def iro():
    return PersonFactory(iro=True)


@pytest.fixture
def child(iro):
    """In care since June; the first review was held on 26 June, the second one today."""
    child = ChildFactory(in_care_since=CARE)
    AllocationFactory(child=child, officer=iro)
    return child


@pytest.fixture
def first(child):
    return ReviewFactory(child=child, held_on=date(2026, 6, 26))


@pytest.fixture
def second(first, child):
    return ReviewFactory(child=child, held_on=TODAY, completed_on=None)


def kept(review) -> dict[str, tuple[str, str]]:
    rows = ReviewCheck.objects.filter(review=review, withdrawn_at=None).exclude(up_to_date="not_applicable")
    return {row.check_id: (row.up_to_date, row.on_file) for row in rows}


def state_of(known, id: str) -> CheckState:
    return next(each.state for each in known.standings if each.check.id == id)


def events(child, kind: str) -> list[dict]:
    return [event.facts for event in events_of(child_stream(child.pk)) if event.kind == kind]


def test_many_checks_are_saved_at_once_and_told_in_one_event(second, child, iro):
    answers = (CheckAnswer("health", "yes", "no"), CheckAnswer("pep", "no"), CheckAnswer("dental"))
    save_checks(review=second, answers=answers, by=iro, at=AT)
    assert kept(second) == {"health": ("yes", "no"), "pep": ("no", "")}
    told = events(child, "reviews.checks_saved")
    assert len(told) == 1
    assert set(told[0]["answers"]) == {"health", "pep"}


def test_saving_the_same_again_tells_nothing_and_an_answer_may_be_taken_back(second, child, iro):
    for _ in range(2):
        save_checks(review=second, answers=(CheckAnswer("health", "yes", "yes"),), by=iro, at=AT)
    assert len(events(child, "reviews.checks_saved")) == 1
    save_checks(review=second, answers=(CheckAnswer("health", "", ""),), by=iro, at=AT)
    assert kept(second) == {"health": ("", "")}
    missing = {each.check.id for each in review_checks(second, on=TODAY).missing}
    assert missing == {"care_plan", "visits", "permanence", "health", "pep"}


def test_a_day_typed_at_the_review_becomes_a_fact_of_the_child(second, child, iro):
    day = date(2026, 11, 9)
    save_checks(review=second, answers=(CheckAnswer("health", "yes", "yes", done_on=day),), by=iro, at=AT)
    row = CheckDone.objects.get()
    assert (row.check_id, row.done_on, row.on_file_on) == ("health", day, TODAY)
    assert ReviewCheck.objects.exclude(up_to_date="not_applicable").get().done_on == day
    assert state_of(child_checks(child, on=TODAY), "health") is CheckState.UP_TO_DATE


def test_the_day_that_is_known_is_kept_with_the_answer_and_so_is_that_it_is_on_the_file(second, child, iro):
    record_check_done(child=child, check_id="pep", done_on=date(2026, 9, 14), by=iro, at=AT)
    save_checks(review=second, answers=(CheckAnswer("pep", "yes", "yes"),), by=iro, at=AT)
    assert ReviewCheck.objects.exclude(up_to_date="not_applicable").get().done_on == date(2026, 9, 14)
    assert CheckDone.objects.get().on_file_on == TODAY


def test_the_answer_of_the_last_review_is_offered_and_is_no_answer_here(first, second, child, iro):
    save_checks(review=first, answers=(CheckAnswer("health", "yes", "yes"),), by=iro, at=AT)
    known = review_checks(second, on=TODAY)
    line = next(line for line in known.lines if line.standing.check.id == "health")
    assert line.answer is None
    assert (line.previous.up_to_date, line.previous.day) == ("yes", date(2026, 6, 26))
    assert "health" in {each.check.id for each in known.missing}


def test_a_review_looks_as_at_its_own_day(first, child, iro):
    record_check_done(child=child, check_id="health", done_on=date(2026, 9, 1), by=iro, at=AT)
    then = review_checks(first, on=TODAY)
    assert then.child.on == date(2026, 6, 26)
    assert state_of(then.child, "health") is CheckState.NOT_DUE
    assert state_of(child_checks(child, on=TODAY), "health") is CheckState.UP_TO_DATE


def test_a_care_plan_updated_after_a_review_counts_as_the_care_plan(first, child):
    first.care_plan_updated_on = date(2026, 7, 3)
    first.save()
    known = child_checks(child, on=TODAY)
    plan = next(each for each in known.standings if each.check.id == "care_plan")
    assert plan.done == Done(date(2026, 7, 3))
    assert plan.state is CheckState.UP_TO_DATE


def test_a_check_that_is_not_asked_of_the_child_is_refused(second, iro):
    with pytest.raises(UnableToSaveChecks, match="not asked of the child"):
        save_checks(review=second, answers=(CheckAnswer("pathway_plan", "yes"),), by=iro, at=AT)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (CheckAnswer("health", "maybe"), "yes, no or does not apply"),
        (CheckAnswer("visits", "yes", "yes"), "nothing of it is put on the child's file"),
        (CheckAnswer("permanence", "no", reason="It takes long"), "why there is no plan yet"),
        (CheckAnswer("health", "no", reason="x" * 401), "400 characters"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_kept(second, iro, answer, message):
    with pytest.raises(UnableToSaveChecks, match=message):
        save_checks(review=second, answers=(CheckAnswer("pep", "yes"), answer), by=iro, at=AT)
    assert kept(second) == {}


def test_a_day_ahead_is_refused_whole(second, iro):
    ahead = CheckAnswer("health", "yes", done_on=date(2026, 11, 24))
    with pytest.raises(UnableToRecordCheck, match="lies ahead"):
        save_checks(review=second, answers=(CheckAnswer("pep", "yes"), ahead), by=iro, at=AT)
    assert kept(second) == {}


def test_nothing_is_checked_at_a_cancelled_review_nor_by_somebody_elses_iro(child, second, iro):
    with pytest.raises(UnableToSeeChild):
        save_checks(review=second, answers=(), by=PersonFactory(iro=True), at=AT)
    ahead = ReviewFactory(child=child, planned=True)
    ahead.cancelled_at, ahead.cancelled_by, ahead.cancellation_reason = AT, iro, "Booked in error"
    ahead.save()
    with pytest.raises(UnableToSaveChecks, match="cancelled"):
        save_checks(review=ahead, answers=(), by=iro, at=AT)


def test_what_the_child_was_told_is_set_down_on_the_day_of_the_review(second, child, iro):
    save_checks(review=second, answers=(), told=("information",), understood=True, by=iro, at=AT)
    line = entitlements_told_of(child, on=TODAY)[0]
    assert (line.entitlement, line.told_on, line.understood) == ("information", TODAY, True)
    save_checks(review=second, answers=(), told=None, by=iro, at=AT)
    assert len(entitlements_told_of(child, on=TODAY)) == 1


def test_a_plan_agreed_at_the_review_is_recorded_and_replaces_what_stood(second, child, iro):
    record_permanence_plan(child=child, plan="RETURNEV", from_on=CARE, agreed_on=CARE, by=iro, at=AT)
    save_checks(review=second, answers=(CheckAnswer("permanence", "yes"),), plan="LTFOST18", by=iro, at=AT)
    newest, older = permanence_plans_of(child)
    assert (newest.plan, newest.from_on, newest.agreed_on) == ("LTFOST18", TODAY, TODAY)
    assert older.ended_on == TODAY
    save_checks(review=second, answers=(), plan="LTFOST18", by=iro, at=AT)
    assert len(events(child, "children.permanence_planned")) == 2


def test_no_plan_at_the_second_review_is_raised_at_once_with_the_team_manager(second, child, iro):
    team = TeamFactory()
    manager = team_manager(team)
    InvolvementFactory(child=child, worker=PersonFactory(social_worker=True), team=team)
    assert review_checks(second, on=TODAY).lacks_plan
    told = escalate_missing_permanence_plan(review=second, reason="proceedings", by=iro, at=AT)
    notice = Notice.objects.get()
    assert told == 1
    assert (notice.person, notice.kind, notice.facts["held_on"]) == (manager.code, "permanence_missing", "2026-11-23")
    raised = review_checks(second, on=TODAY).escalation
    assert (raised.by, raised.reason) == (iro.code, "proceedings")
    assert ReviewCheck.objects.get(check_id="permanence").reason == "proceedings"
    with pytest.raises(UnableToSaveChecks, match="raised on 23/11/2026 already"):
        escalate_missing_permanence_plan(review=second, reason="proceedings", by=iro, at=AT)


def test_it_is_raised_even_where_no_team_manager_is_known(second, iro):
    assert escalate_missing_permanence_plan(review=second, reason="other", by=iro, at=AT) == 0
    assert review_checks(second, on=TODAY).escalation is not None


def test_it_is_not_raised_without_a_reason_at_the_first_review_or_where_a_plan_stands(first, second, child, iro):
    with pytest.raises(UnableToSaveChecks, match="why there is no plan yet"):
        escalate_missing_permanence_plan(review=second, reason="", by=iro, at=AT)
    with pytest.raises(UnableToSaveChecks, match="nothing to raise"):
        escalate_missing_permanence_plan(review=first, reason="other", by=iro, at=AT)
    record_permanence_plan(child=child, plan="ADOPTION", from_on=CARE, by=iro, at=AT)
    assert review_checks(second, on=TODAY).lacks_plan  # proposed is not agreed
    record_permanence_plan(child=child, plan="ADOPTION", from_on=CARE, agreed_on=CARE, by=iro, at=AT)
    with pytest.raises(UnableToSaveChecks, match="nothing to raise"):
        escalate_missing_permanence_plan(review=second, reason="other", by=iro, at=AT)


def test_the_facts_of_the_child_decide_what_is_asked(iro):
    child = ChildFactory(born_on=date(2010, 3, 1), in_care_since=date(2024, 1, 1), in_care_since__placement="K2")
    UnaccompaniedFactory(child=child)
    asked = {each.check.id for each in child_checks(child, on=TODAY).standings}
    assert {"pathway_plan", "immigration", "sdq"} <= asked
    assert "staying_put" not in asked
    assert child_checks(ChildFactory(), on=TODAY).standings == ()


def test_reading_the_checks_of_a_review_asks_few_questions(second, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        review_checks(second, on=TODAY)


def not_asked(review) -> set[str]:
    return set(
        ReviewCheck.objects.filter(review=review, up_to_date="not_applicable").values_list("check_id", flat=True)
    )


class TestWhatIsNotAskedOfAChild:
    """A toddler has no pathway plan; the share of reviews with one counts those 'where it applies' alone."""

    @pytest.fixture
    def toddler(self, iro):
        child = ChildFactory(born_on=date(2024, 6, 1), in_care_since=CARE)
        AllocationFactory(child=child, officer=iro)
        return ReviewFactory(child=child, held_on=TODAY, completed_on=None)

    def test_it_is_kept_as_not_applicable_once_the_checks_are_saved(self, toddler, iro):
        save_checks(review=toddler, answers=(CheckAnswer("health", "yes", "yes"),), by=iro, at=AT)
        assert not_asked(toddler) == {"pathway_plan", "sdq", "pep"}
        told = events(toddler.child, "reviews.checks_saved")
        save_checks(review=toddler, answers=(CheckAnswer("health", "yes", "yes"),), by=iro, at=AT)
        assert events(toddler.child, "reviews.checks_saved") == told

    def test_the_measures_count_it_neither_as_done_nor_as_unknown(self, toddler, iro):
        save_checks(review=toddler, answers=(CheckAnswer("health", "yes", "yes"),), by=iro, at=AT)
        forget_figures()
        result = measured(from_on=date(2026, 4, 1), to_on=TODAY).result
        found = {name: result.figure(f"checks.{name}") for name in ("health", "pathway_plan", "dental")}
        counted = {name: (each.numerator, each.denominator, each.unknown) for name, each in found.items()}
        assert counted == {"health": (1, 1, 0), "pathway_plan": (0, 0, 0), "dental": (0, 0, 1)}

    def test_before_the_review_was_held_nothing_is_set_down(self, toddler, iro):
        ahead = ReviewFactory(child=toddler.child, planned=True)
        save_checks(review=ahead, answers=(CheckAnswer("health", "yes", "yes"),), by=iro, at=AT)
        assert not_asked(ahead) == set()

    def test_what_somebody_answered_of_it_stands(self, toddler, iro):
        ReviewCheck.objects.create(review=toddler, check_id="sdq", up_to_date="yes")
        save_checks(review=toddler, answers=(CheckAnswer("health", "yes", "yes"),), by=iro, at=AT)
        assert not_asked(toddler) == {"pathway_plan", "pep"}
