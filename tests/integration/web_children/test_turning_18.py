"""Those who turn 18 in the months ahead: what should be ready by then, and what is not."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from openiro.children.actions import record_check_done
from openiro.reviews.models import ReviewCheck
from tests.factories.allocation import AllocationFactory
from tests.factories.checks import PermanenceStepFactory
from tests.factories.children import ChildFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_children.conftest import TODAY, told

PAGE = reverse("children:turning")
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def nadia(iro):
    """17, with a foster carer; turns 18 on 19 January 2027."""
    since = {"in_care_since": date(2024, 1, 8), "in_care_since__placement": "U4"}
    found = ChildFactory(code="170001", given_name="Nadia", family_name="Example", born_on=date(2009, 1, 19), **since)
    AllocationFactory(child=found, officer=iro)
    return found


def row_of(page: str, name: str) -> str:
    return page.partition(name)[2].partition("Ruth Example")[0]


def test_what_is_not_ready_stands_out_with_what_the_last_review_said(signed_in, iro, nadia):
    review = ReviewFactory(child=nadia, held_on=date(2026, 10, 1))
    ReviewCheck.objects.create(review=review, check_id="health_passport", up_to_date="no", reason="Not begun")
    record_check_done(child=nadia, check_id="pathway_plan", done_on=date(2026, 3, 2), by=iro, at=AT)
    row = row_of(told(signed_in(iro).get(PAGE)), "Nadia Example")
    assert "19 Jan 2027" in row
    assert "in 60 days" in row
    assert "Not in order" in row
    assert "review of 1 Oct 2026: not in order" in row
    assert "Past its day" in row
    assert "Done 2 Mar 2026" in row
    assert "Not agreed" in row
    assert "due by 1 Jan 2027" in row


def test_what_is_ready_says_since_when(signed_in, iro, nadia):
    for check in ("health_passport", "pathway_plan"):
        record_check_done(child=nadia, check_id=check, done_on=date(2026, 11, 2), by=iro, at=AT)
    PermanenceStepFactory(child=nadia, step="staying_put_agreed", taken_on=date(2026, 11, 3))
    row = row_of(told(signed_in(iro).get(PAGE)), "Nadia Example")
    assert row.count("Done 2 Nov 2026") == 2
    assert "Agreed 3 Nov 2026" in row
    assert "Not recorded" not in row
    assert "Past its day" not in row


def test_it_looks_as_far_ahead_as_is_asked_the_first_first(signed_in, iro, nadia):
    for code, born_on in (
        ("170002", date(2009, 11, 20)),
        ("170003", date(2009, 11, 21)),
        ("180001", date(2008, 11, 20)),
    ):
        AllocationFactory(child=ChildFactory(code=code, born_on=born_on, in_care_since=date(2024, 1, 8)), officer=iro)
    client = signed_in(iro)
    page = told(client.get(PAGE))
    assert page.index("170001") < page.index("170002")
    assert "170003" not in page
    assert "180001" not in page  # 18 today: no longer looked after
    soon = told(client.get(PAGE, {"within": "3"}))
    assert "170001" in soon
    assert "170002" not in soon
    assert "170003" in told(client.get(PAGE, {"within": "24", "page": "9"}))


def test_everybody_sees_those_whose_checks_they_keep(signed_in, nadia):
    assert "Nadia Example" in told(signed_in(health_lead=True).get(PAGE))
    assert "Nadia" not in told(signed_in(iro=True).get(PAGE))
    assert signed_in(business_support=True).get(PAGE).status_code == 403


def test_the_list_of_children_leads_to_it(signed_in, iro, nadia):
    assert f'href="{PAGE}"' in signed_in(iro).get(reverse("children:child-list")).content.decode()
    assert nadia.born_on < TODAY
