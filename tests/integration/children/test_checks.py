"""What was done for a child, what the child was told, where the child is to grow up, and what the child needs."""

from datetime import UTC, date, datetime

import pytest

from openiro.children.actions import (
    UnableToRecordCheck,
    end_permanence_plan,
    judge_need,
    record_check_done,
    record_need,
    record_permanence_plan,
    tell_entitlements,
    withdraw_check_done,
)
from openiro.children.models import CheckDone, EntitlementTold, Need, PermanencePlan
from openiro.children.queries import (
    UnableToFindRecord,
    check_done_of,
    checks_done_of,
    entitlements_told_of,
    need_of,
    needs_of,
    permanence_plan_of,
    permanence_plans_of,
    recordable_checks,
    records_all_checks,
)
from openiro.core.actions import child_stream
from openiro.core.queries import events_of
from openiro.domain.permissions import Scope
from openiro.people.queries import UnableToPermit, policy_in_force
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory, RoleHeldFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY, BEFORE = date(2026, 11, 23), date(2026, 11, 9)

pytestmark = pytest.mark.django_db


@pytest.fixture
def child():
    return ChildFactory(in_care_since=date(2026, 11, 3))


@pytest.fixture
def iro():
    return PersonFactory(iro=True)


def kinds(child) -> list[str]:
    return [event.kind for event in events_of(child_stream(child.pk))]


def test_what_was_done_is_recorded_with_the_day_it_came_on_the_file(child, iro):
    record_check_done(child=child, check_id="health", done_on=BEFORE, by=iro, at=AT)
    record_check_done(child=child, check_id="health", done_on=BEFORE, on_file_on=TODAY, by=iro, at=AT)
    row = CheckDone.objects.get()
    assert (row.done_on, row.on_file_on, row.recorded_by) == (BEFORE, TODAY, iro.code)
    assert kinds(child) == ["children.check_done"] * 2


def test_saying_the_same_again_changes_nothing_and_tells_nothing(child, iro):
    record_check_done(child=child, check_id="sdq", done_on=BEFORE, score=12, by=iro, at=AT)
    record_check_done(child=child, check_id="sdq", done_on=BEFORE, by=iro, at=AT)
    assert CheckDone.objects.get().score == 12
    assert kinds(child) == ["children.check_done"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"done_on": date(2026, 11, 24)}, "lies ahead"),
        ({"on_file_on": date(2026, 11, 24)}, "lies ahead"),
        ({"done_on": date(2016, 2, 28)}, "born on 01/03/2016"),
        ({"on_file_on": date(2026, 11, 8)}, "before it was done"),
        ({"check_id": "tea"}, "no check 'tea'"),
        ({"score": 12}, "Only an SDQ has a score"),
        ({"check_id": "sdq", "score": 41}, "from 0 to 40"),
    ],
)
def test_what_cannot_have_been_is_refused_in_words(child, iro, changes, message):
    given = {"check_id": "health", "done_on": BEFORE} | changes
    with pytest.raises(UnableToRecordCheck, match=message):
        record_check_done(child=child, **given, by=iro, at=AT)
    assert CheckDone.objects.count() == 0


def test_the_health_lead_records_health_and_nothing_else(child):
    lead = PersonFactory(health_lead=True)
    record_check_done(child=child, check_id="dental", done_on=BEFORE, by=lead, at=AT)
    for act in (
        lambda: record_check_done(child=child, check_id="pep", done_on=BEFORE, by=lead, at=AT),
        lambda: tell_entitlements(child=child, entitlements=["information"], told_on=TODAY, by=lead, at=AT),
        lambda: record_permanence_plan(child=child, plan="ADOPTION", from_on=TODAY, by=lead, at=AT),
        lambda: record_need(child=child, kind="language", words="Polish", from_on=TODAY, by=lead, at=AT),
    ):
        with pytest.raises(UnableToPermit, match="You "):
            act()
    assert CheckDone.objects.get().check_id == "dental"


def test_the_virtual_school_lead_records_education():
    lead = PersonFactory()
    RoleHeldFactory(user=lead, role="virtual_school_lead")
    checks = policy_in_force(on=TODAY).checks.checks.values()
    assert recordable_checks(lead, checks, on=TODAY) == {"pep", "ehcp"}
    assert not records_all_checks(lead, on=TODAY)


def test_a_lead_who_is_also_an_iro_records_all_of_their_own_children_only():
    both = PersonFactory(iro=True)
    RoleHeldFactory(user=both, role="health_lead")
    checks = policy_in_force(on=TODAY).checks.checks.values()
    assert records_all_checks(both, on=TODAY, scopes={Scope.ALL, Scope.OWN_ALLOCATED})
    assert recordable_checks(both, checks, on=TODAY, scopes={Scope.ALL}) == {
        "health",
        "health_passport",
        "dental",
        "immunisations",
        "sdq",
    }


def test_whoever_may_not_record_checks_is_refused(child):
    with pytest.raises(UnableToPermit):
        record_check_done(
            child=child, check_id="health", done_on=BEFORE, by=PersonFactory(business_support=True), at=AT
        )


def test_what_was_recorded_by_mistake_is_taken_back_and_counts_in_nothing(child, iro):
    done = record_check_done(child=child, check_id="health", done_on=BEFORE, by=iro, at=AT)
    assert check_done_of(child, done.pk) == done
    withdraw_check_done(done=done, by=iro, at=AT)
    assert checks_done_of(child, on=TODAY) == ()
    assert CheckDone.objects.count() == 1
    with pytest.raises(UnableToFindRecord):
        check_done_of(child, done.pk)
    record_check_done(child=child, check_id="health", done_on=BEFORE, by=iro, at=AT)
    assert len(checks_done_of(child, on=TODAY)) == 1


def test_a_plan_for_permanence_is_proposed_agreed_and_replaced(child, iro):
    record_permanence_plan(child=child, plan="ADOPTION", from_on=BEFORE, by=iro, at=AT)
    record_permanence_plan(child=child, plan="RETURNEV", from_on=BEFORE, delay_reason="assessments", by=iro, at=AT)
    how = {"plan": "LTFOST18", "from_on": TODAY, "agreed_on": TODAY, "matched_on": TODAY}
    record_permanence_plan(child=child, **how, replaces=True, by=iro, at=AT)
    newest, *older = permanence_plans_of(child)
    assert (newest.plan, newest.agreed_on, newest.ended_on) == ("LTFOST18", TODAY, None)
    assert [plan.ended_on for plan in older] == [TODAY, TODAY]
    assert newest.is_agreed_on(TODAY)
    assert not any(plan.is_agreed_on(TODAY) for plan in older)
    event = events_of(child_stream(child.pk))[0]
    assert sorted(event.facts["replaced"]) == ["ADOPTION", "RETURNEV"]


def test_a_plan_for_permanence_ends_and_not_before_it_began(child, iro):
    plan = record_permanence_plan(child=child, plan="ADOPTION", from_on=BEFORE, agreed_on=BEFORE, by=iro, at=AT)
    for day in (date(2026, 11, 8), date(2026, 11, 24)):
        with pytest.raises(UnableToRecordCheck, match="A plan ends"):
            end_permanence_plan(plan=plan, ended_on=day, by=iro, at=AT)
    end_permanence_plan(plan=permanence_plan_of(child, plan.pk), ended_on=TODAY, by=iro, at=AT)
    assert PermanencePlan.objects.get().ended_on == TODAY
    with pytest.raises(UnableToFindRecord):
        permanence_plan_of(ChildFactory(), plan.pk)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"plan": "SOMEHOW"}, "which plan it is"),
        ({"delay_reason": "weather"}, "what delays it"),
        ({"agreed_on": date(2026, 11, 24)}, "lies ahead"),
        ({"from_on": date(2016, 1, 1)}, "born on"),
    ],
)
def test_a_plan_for_permanence_that_cannot_be_is_refused(child, iro, changes, message):
    with pytest.raises(UnableToRecordCheck, match=message):
        record_permanence_plan(child=child, **({"plan": "ADOPTION", "from_on": TODAY} | changes), by=iro, at=AT)


def told(child) -> dict[str, bool | None]:
    return {line.entitlement: line.understood for line in entitlements_told_of(child, on=TODAY)}


def test_what_a_child_was_told_that_day_is_set_down_and_a_wrong_tick_taken_back(child, iro):
    tell_entitlements(child=child, entitlements=["information", "pack_pledge"], told_on=TODAY, by=iro, at=AT)
    tell_entitlements(child=child, entitlements=["pack_pledge"], told_on=TODAY, understood=True, by=iro, at=AT)
    assert told(child) == {"pack_pledge": True}
    assert EntitlementTold.objects.count() == 2
    assert events_of(child_stream(child.pk))[0].facts["taken_back"] == ["information"]
    tell_entitlements(child=child, entitlements=["pack_pledge"], told_on=TODAY, by=iro, at=AT)
    assert len(kinds(child)) == 2
    tell_entitlements(child=child, entitlements=["information"], told_on=BEFORE, by=iro, at=AT)
    assert told(child) == {"information": None, "pack_pledge": True}


def test_a_child_is_told_only_what_the_policy_has_and_not_ahead(child, iro):
    with pytest.raises(UnableToRecordCheck, match="no entitlement 'gold'"):
        tell_entitlements(child=child, entitlements=["gold"], told_on=TODAY, by=iro, at=AT)
    with pytest.raises(UnableToRecordCheck, match="lies ahead"):
        tell_entitlements(child=child, entitlements=["information"], told_on=date(2026, 11, 24), by=iro, at=AT)


def test_a_need_is_recorded_judged_and_ended_and_its_words_are_told_nowhere(child, iro):
    need = record_need(child=child, kind="communication", words=" Uses Makaton ", from_on=BEFORE, by=iro, at=AT)
    assert [line.words for line in needs_of(child, on=TODAY)] == ["Uses Makaton"]
    judge_need(need=need_of(child, need.pk), is_met=True, by=iro, at=AT)
    assert needs_of(child, on=TODAY)[0].is_met is True
    judge_need(need=need_of(child, need.pk), is_met=True, ended_on=TODAY, by=iro, at=AT)
    assert needs_of(child, on=TODAY) == ()
    assert "Makaton" not in str([event.facts for event in events_of(child_stream(child.pk))])
    with pytest.raises(UnableToFindRecord):
        need_of(ChildFactory(), need.pk)


def test_a_need_says_something_of_a_known_kind(child, iro):
    for changes in ({"words": "  "}, {"words": "x" * 401}, {"kind": "hunger"}, {"from_on": date(2026, 11, 24)}):
        given = {"kind": "language", "words": "Polish", "from_on": BEFORE} | changes
        with pytest.raises(UnableToRecordCheck):
            record_need(child=child, **given, by=iro, at=AT)
    assert Need.objects.count() == 0
    need = record_need(child=child, kind="language", words="Polish", from_on=BEFORE, by=iro, at=AT)
    with pytest.raises(UnableToRecordCheck, match="A need ends"):
        judge_need(need=need, is_met=None, ended_on=date(2026, 11, 8), by=iro, at=AT)
