"""From a child's first day in care to the initial health assessment: who records which step, who is told it is late."""

from datetime import UTC, date, datetime, timedelta

import pytest

from openiro.allocation.queries import UnableToSeeChild
from openiro.arrivals.actions import note_delay, take_step, tell_of_arrivals, tell_of_late_steps
from openiro.arrivals.queries import arrival_of, arrivals_followed
from openiro.children.models import CheckDone
from openiro.core.actions import refresh_bank_holidays
from openiro.core.models import Notice
from openiro.core.queries import events_of
from openiro.domain.arrivals import StepState, Taken, UnableToRecordArrival
from openiro.domain.permissions import Scope
from openiro.people.actions import service_account
from openiro.people.queries import UnableToPermit
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.arrivals import StepTakenFactory
from tests.factories.children import ChildFactory, EpisodeFactory, refresh
from tests.factories.people import PersonFactory, TeamFactory, team_manager
from tests.integration.challenge.conftest import council

__all__ = ["council"]

MONDAY = date(2026, 11, 2)
TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
EVERY = frozenset(Scope)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def holidays():
    """Bank holidays are known."""
    refresh_bank_holidays(on=TODAY)


@pytest.fixture
def health():
    return PersonFactory(health_lead=True)


@pytest.fixture
def school():
    return PersonFactory(virtual_school_lead=True)


@pytest.fixture
def support():
    return PersonFactory(business_support=True)


@pytest.fixture
def worker():
    return PersonFactory(social_worker=True, name="Sam Lee")


@pytest.fixture
def team():
    return TeamFactory(name="North")


@pytest.fixture
def child(worker, team):
    """A young person of fifteen who came into care on Monday 2 November."""
    made = ChildFactory(teenager=True, in_care_since=MONDAY)
    InvolvementFactory(child=made, worker=worker, team=team)
    return made


def steps(child, person, on=TODAY, scopes=EVERY):
    case = arrival_of(person, child, on=on, scopes=scopes)
    return {line.standing.step.id: line for line in case.steps}


def take(child, step, by, done_on=TODAY, **more):
    take_step(child=child, step=step, taken=Taken(done_on, **more), by=by, at=NOW)


def test_paperwork_is_sent_on_one_day_and_received_on_another(child, worker, support):
    take(child, "health_papers", worker, date(2026, 11, 5))
    assert steps(child, worker)["health_papers"].standing.state is StepState.LATE
    take(child, "health_papers", support, date(2026, 11, 5), received_on=date(2026, 11, 11))
    line = steps(child, worker)["health_papers"]
    assert (line.standing.state, line.standing.days_late, line.by) == (StepState.DONE, 2, support.name)
    kinds = [event.kind for event in events_of(f"child:{child.pk}")]
    assert kinds.count("arrivals.step_taken") == 2


def test_the_appointment_is_booked_with_the_pathway_that_is_for_the_child(child, health):
    booked = {"appointment_on": date(2026, 11, 27)}
    with pytest.raises(UnableToRecordArrival, match="not for a child of this age"):
        take(child, "health_booked", health, pathway="hospital", **booked)
    take(child, "health_booked", health, pathway="clinic", **booked)
    taken = steps(child, health)["health_booked"].taken
    assert (taken.appointment_on, taken.pathway) == (date(2026, 11, 27), "clinic")


def test_the_assessment_is_the_childs_health_check_and_typed_once(child, health, support):
    with pytest.raises(UnableToPermit):
        take(child, "health_seen", support)
    take(child, "health_seen", health)
    done = CheckDone.objects.get(child=child)
    assert (done.check_id, done.done_on) == ("health", TODAY)
    assert steps(child, support)["health_seen"].standing.done_on == TODAY


def test_a_refusal_leads_to_another_assessment_that_the_designated_doctor_signs_off(child, health, council):
    council("buckinghamshire")
    take(child, "refused", health, date(2026, 11, 11))
    found = steps(child, health)
    assert found["health_seen"].standing.state is StepState.NOT_ASKED
    assert found["other_offered"].standing.due_on == TODAY
    for step in ("other_offered", "other_done", "other_signed"):
        take(child, step, health)
    assert steps(child, health)["other_signed"].standing.step.title == "CEHA signed off by the designated doctor"
    (case,) = arrivals_followed(health, on=TODAY)
    assert case.refused_on == date(2026, 11, 11)
    assert [line.standing.step.id for line in case.late] == ["health_told"]
    assert not CheckDone.objects.filter(child=child).exists()


def test_a_delay_out_of_the_area_is_kept_with_its_reason(child, health):
    delay = {"child": child, "step": "health_booked", "by": health, "at": NOW}
    note_delay(reason="out_of_area_closed", noted_on=TODAY, **delay)
    note_delay(reason="out_of_area_closed", noted_on=TODAY, **delay)
    assert [each.reason for each in steps(child, health)["health_booked"].delays] == ["out_of_area_closed"]
    with pytest.raises(UnableToRecordArrival, match="what delays it"):
        note_delay(reason="weather", noted_on=TODAY, **delay)


def test_each_late_step_is_told_once_to_those_whom_the_policy_names(child, worker, health, team):
    manager, iro = team_manager(team), PersonFactory(iro=True)
    AllocationFactory(child=child, officer=iro)
    assert tell_of_late_steps(by=service_account(), at=NOW) == 8
    told = {(row.person, row.facts["due_on"]) for row in Notice.objects.filter(kind="arrival_step_late")}
    first = {(person.code, f"2026-11-0{day}") for person in (worker, manager) for day in (3, 4, 9)}
    assert told == first | {(person.code, "2026-11-16") for person in (health, manager)}
    assert tell_of_late_steps(by=service_account(), at=NOW + timedelta(days=1)) == 0
    assert set(Notice.objects.values_list("digest", flat=True)) == {True}


def test_the_virtual_school_is_told_at_once_and_late_where_the_child_came_on_record_late(child, school):
    """Buckinghamshire, appendix 1: the virtual school is not always informed in time; that it was late is kept."""
    assert tell_of_arrivals(on=TODAY, by=service_account(), at=NOW) == 1
    line = steps(child, school)["school_told"]
    assert (line.standing.done_on, line.standing.days_late) == (TODAY, 11)
    assert tell_of_arrivals(on=TODAY, by=service_account(), at=NOW + timedelta(days=1)) == 0
    assert steps(child, school)["school_told"].standing.done_on == TODAY


def test_a_lead_who_is_not_there_is_not_told(child, health):
    tell_of_arrivals(on=TODAY, by=service_account(), at=NOW)
    found = steps(child, PersonFactory(manager=True))
    assert found["health_told"].standing.state is StepState.DONE
    assert found["school_told"].standing.state is StepState.LATE


def test_the_school_sees_nothing_of_health_and_health_nothing_of_the_school(child, school, health):
    take(child, "refused", health)
    assert list(steps(child, school)) == ["school_told"]
    assert arrival_of(school, child, on=TODAY, scopes=EVERY).refused_on is None
    assert "school_told" not in steps(child, health)
    with pytest.raises(UnableToPermit, match="You keep other steps"):
        take(child, "health_papers", school)
    with pytest.raises(UnableToPermit, match="You keep other steps"):
        take(child, "refused", school)


def test_who_does_not_work_with_the_child_records_and_sees_nothing(child):
    other = PersonFactory(iro=True)
    with pytest.raises(UnableToSeeChild):
        take(child, "health_papers", other)
    assert arrivals_followed(other, on=TODAY) == []
    with pytest.raises(UnableToPermit):
        arrivals_followed(PersonFactory(panel_member=True), on=TODAY)


def test_who_came_into_care_long_ago_is_followed_no_longer_and_short_breaks_never(support):
    long_ago = ChildFactory(in_care_since=date(2025, 11, 3))
    ChildFactory(in_care_since=MONDAY, in_care_since__legal_status="V3")
    assert arrivals_followed(support, on=TODAY) == []
    assert not arrival_of(support, long_ago, on=TODAY, scopes=EVERY).is_followed
    assert tell_of_late_steps(by=service_account(), at=NOW) == 0


def test_steps_of_an_earlier_time_in_care_do_not_count(support):
    child = ChildFactory()
    EpisodeFactory(child=child, started_on=date(2026, 9, 1), ended_on=date(2026, 9, 20), reason_ended="E4A")
    EpisodeFactory(child=child, started_on=MONDAY)
    refresh(child)
    StepTakenFactory(child=child, done_on=date(2026, 9, 3), received_on=date(2026, 9, 4))
    assert steps(child, support)["health_papers"].standing.state is StepState.LATE
    take(child, "health_papers", support, date(2026, 11, 4), received_on=date(2026, 11, 5))
    assert steps(child, support)["health_papers"].standing.done_on == date(2026, 11, 5)


def test_nothing_is_recorded_outside_care(support):
    child = ChildFactory(in_care_since=date(2026, 9, 1), in_care_since__ended_on=date(2026, 11, 10))
    with pytest.raises(UnableToRecordArrival, match="not looked after today"):
        take(child, "health_papers", support)
    with pytest.raises(UnableToRecordArrival, match="not among those of this council"):
        take(child, "weather", support)


def test_a_small_child_does_not_refuse(health):
    child = ChildFactory(under_four=True, in_care_since=MONDAY)
    assert not arrival_of(health, child, on=TODAY, scopes=EVERY).may_refuse
    with pytest.raises(UnableToRecordArrival, match="not among those of this council"):
        take(child, "refused", health)


def test_nobody_is_told_of_what_came_to_be_late_long_ago(worker, health):
    made = ChildFactory(in_care_since=date(2026, 10, 5))
    InvolvementFactory(child=made, worker=worker)
    tell_of_late_steps(by=service_account(), at=NOW)
    told = {(row.person, row.facts["due_on"]) for row in Notice.objects.all()}
    assert told == {(health.code, "2026-11-02"), (worker.code, "2026-11-02")}
