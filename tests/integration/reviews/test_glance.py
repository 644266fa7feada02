"""Everything known of a child beyond care and reviews, in one question."""

from datetime import UTC, date, datetime

import pytest

from openiro.children.actions import (
    judge_need,
    record_check_done,
    record_need,
    record_permanence_plan,
    tell_entitlements,
    withdraw_check_done,
)
from openiro.children.queries import (
    checks_done_of,
    entitlements_told_of,
    needs_of,
    permanence_plans_of,
)
from openiro.reviews.queries import Glance, Said, glance_at
from openiro.voice.actions import StatementPart, record_statements
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY, BEFORE = date(2026, 11, 23), date(2026, 11, 9)

pytestmark = pytest.mark.django_db


@pytest.fixture
def child():
    child = ChildFactory(in_care_since=date(2026, 6, 1))
    iro = PersonFactory(iro=True)
    AllocationFactory(child=child, officer=iro)
    who = {"child": child, "by": iro, "at": AT}
    record_check_done(check_id="sdq", done_on=BEFORE, score=0, **who)
    record_check_done(check_id="health", done_on=BEFORE, on_file_on=TODAY, **who)
    withdraw_check_done(done=record_check_done(check_id="dental", done_on=BEFORE, **who), by=iro, at=AT)
    record_permanence_plan(plan="RETURNEV", from_on=BEFORE, delay_reason="assessments", **who)
    record_permanence_plan(plan="ADOPTION", from_on=TODAY, agreed_on=TODAY, matched_on=TODAY, replaces=True, **who)
    tell_entitlements(entitlements=["information"], told_on=BEFORE, understood=False, **who)
    tell_entitlements(entitlements=["pack_pledge"], told_on=TODAY, **who)
    record_need(kind="language", words="Polish", from_on=BEFORE, is_met=True, **who)
    over = record_need(kind="digital", words="By text", from_on=BEFORE, **who)
    judge_need(need=over, is_met=None, ended_on=TODAY, by=iro, at=AT)
    words = ["First", "Second", "Third", "Fourth"]
    said = [StatementPart(BEFORE, "child", each, may_be_quoted=True) for each in words]
    record_statements(statements=(*said, StatementPart(TODAY, "carer", "Smiled", is_observation=True)), **who)
    return child


def test_it_says_what_the_single_questions_say(child, django_assert_num_queries):
    with django_assert_num_queries(1):
        known = glance_at(child, on=TODAY)
    assert set(known.done) == set(checks_done_of(child, on=TODAY))
    assert known.plans == permanence_plans_of(child)
    assert known.told == entitlements_told_of(child, on=TODAY)
    assert known.needs == needs_of(child, on=TODAY)
    assert len(known.done) == 2
    assert len(known.plans) == 2


def test_it_holds_the_last_few_things_the_child_said(child):
    assert glance_at(child, on=TODAY).said == (
        Said(TODAY, "Smiled", is_observation=True, may_be_quoted=None),
        Said(BEFORE, "Fourth", is_observation=False, may_be_quoted=True),
        Said(BEFORE, "Third", is_observation=False, may_be_quoted=True),
    )


def test_it_looks_as_at_a_day_and_at_one_child(child):
    earlier = glance_at(child, on=BEFORE)
    assert [line.entitlement for line in earlier.told] == ["information"]
    assert [line.words for line in earlier.said] == ["Fourth", "Third", "Second"]
    assert glance_at(ChildFactory(), on=TODAY) == Glance((), (), (), (), (), ())
