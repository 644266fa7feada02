"""Who needs an advocate, to whom one was offered and what came of it, on the list of an IRO's caseload."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openiro.core.actions import set_setting
from openiro.people.actions import service_account
from openiro.people.queries import POLICY_SETTING
from openiro.reviews.models import ReviewCheck
from openiro.reviews.queries.advocacy import AdvocacyState, advocacy_of
from openiro.reviews.queries.child_checks import needed_checks
from openiro.voice.models import ConsultationForm
from tests.factories.allocation import AllocationFactory
from tests.factories.children import ChildFactory, RelationshipFactory
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.access.test_few_questions import MOST
from tests.integration.web_caseload.conftest import words

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = AT.date()
JUNE, NOVEMBER = date(2026, 6, 10), date(2026, 11, 4)

pytestmark = pytest.mark.django_db


@pytest.fixture
def child():
    """In care since May, reviewed in June and in November."""
    return ChildFactory(in_care_since=date(2026, 5, 18))


def reviewed(child, held_on, answer="", **more):
    review = ReviewFactory(child=child, held_on=held_on, **more)
    if answer:
        ReviewCheck.objects.create(review=review, check_id="advocacy", up_to_date=answer)
    return review


def stands(child, person=None):
    return advocacy_of(person or PersonFactory(manager=True), [child.pk], on=TODAY)[child.pk]


def test_a_review_without_an_answer_stands_out_though_the_one_before_answered(child):
    reviewed(child, JUNE, "yes")
    assert (stands(child).state, stands(child).is_open) == (AdvocacyState.OFFERED, False)
    reviewed(child, NOVEMBER)
    line = stands(child)
    assert (line.state, line.answered_on, line.is_open) == (AdvocacyState.OFFERED, JUNE, True)


def test_an_advocate_around_the_child_or_at_the_last_review_is_what_came_of_it(child):
    assert stands(child).state is AdvocacyState.NOT_ANSWERED
    reviewed(child, JUNE, "no")
    assert stands(child).state is AdvocacyState.NOT_OFFERED
    reviewed(child, NOVEMBER, "no", advocate=True)
    assert (stands(child).state, stands(child).supported) == (AdvocacyState.HAS_ONE, True)
    other = ChildFactory(in_care_since=date(2026, 5, 18))
    RelationshipFactory(child=other, kind="advocate", to_on=date(2026, 11, 19))
    assert stands(other).state is AdvocacyState.NOT_ANSWERED
    RelationshipFactory(child=other, kind="advocate")
    assert stands(other).state is AdvocacyState.HAS_ONE


def test_a_child_who_asked_for_one_wants_one_and_who_reads_no_views_does_not_learn_it(child):
    meeting = MeetingFactory(child=child)
    given = {"child": child, "meeting": meeting, "respondent": "child", "questions": "2026", "saved_at": AT}
    herself = InviteeFactory(meeting=meeting, role="child")
    ConsultationForm.objects.create(invitee=herself, sent_at=AT, answers={"advocate": "yes"}, **given)
    assert stands(child).state is AdvocacyState.WANTED
    line = stands(child, PersonFactory(business_support=True))
    assert (line.state, line.wanted) == (AdvocacyState.NOT_ANSWERED, False)


def test_of_a_small_child_nobody_waits_for_an_answer():
    child = ChildFactory(under_four=True, in_care_since=date(2026, 5, 18))
    reviewed(child, JUNE)
    assert (stands(child).state, stands(child).is_open) == (AdvocacyState.NOT_FOR_CHILD, False)


@pytest.mark.parametrize(("council", "shown"), [("harrow", True), ("buckinghamshire", True), ("medway", False)])
def test_councils_that_finish_no_review_without_an_answer_show_it_on_the_caseload(council, shown, manager, iro, child):
    set_setting(key=POLICY_SETTING, value=council, by=service_account(), at=AT)
    AllocationFactory(child=child, officer=iro)
    reviewed(child, JUNE, "no")
    assert ("advocacy" in needed_checks(child, on=TODAY)) is shown
    with CaptureQueriesContext(connection) as asked:
        page = words(manager.get(reverse("caseload:officer", args=[iro.code])))
    assert len([query for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]) <= MOST
    assert ("Not offered" in page) is shown
    assert ("answered at the review of 10 Jun 2026" in page) is shown
