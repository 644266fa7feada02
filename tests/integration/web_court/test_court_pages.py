"""Court work as an IRO and a social worker do it on the pages."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from openiro.proceedings.models import ChildInCourt
from tests.clock import standing_still
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.checks import PermanencePlanFactory
from tests.factories.children import ChildFactory, RelationshipFactory, refresh
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.challenge.conftest import council
from tests.integration.web_decisions.conftest import browser, words

__all__ = ["council"]

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


today = standing_still(NOW)


@pytest.fixture
def sisters():
    """Two sisters of one IRO and one social worker."""
    iro, worker = PersonFactory(iro=True), PersonFactory(social_worker=True)
    made = ChildFactory.create_batch(2, in_care_since=date(2026, 1, 12))
    for child in made:
        refresh(child)
        AllocationFactory(child=child, officer=iro)
        InvolvementFactory(child=child, worker=worker)
    RelationshipFactory(child=made[0], kind="sibling", related_child=made[1])
    return made, browser(iro), browser(worker)


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def apply_for(child, worker):
    """A care order is sought since 1 October 2026."""
    applied = {"kind": "care", **day("applied_on", date(2026, 10, 1))}
    assert worker.post(reverse("court:apply", args=[child.reference]), applied).status_code == 302


def test_from_the_application_for_two_sisters_to_the_view_of_the_iro(sisters):
    (child, sister), iro, worker = sisters
    applied = {"kind": "care", "siblings": [sister.code], "guardian": "Gill Poe", **day("applied_on", date(2026, 6, 1))}
    assert worker.post(reverse("court:apply", args=[child.reference]), applied).status_code == 302
    part = ChildInCourt.objects.get(child=child)
    assert ChildInCourt.objects.filter(child=sister, proceedings=part.proceedings).exists()
    named = [child.reference, part.pk]
    worker.post(reverse("court:hearing-add", args=named), {"kind": "final", **day("on", date(2026, 12, 4))})
    today_page = iro.get("/").content.decode()
    assert "IRO&#39;s view on the final care plan" in today_page
    view = {"view": "disagrees", "consulted": "too_late", "words": "", **day("done_on", NOW.date())}
    assert "Say with what" in iro.post(reverse("court:view", args=named), view).content.decode()
    assert iro.post(reverse("court:view", args=named), view | {"words": "Not apart"}).status_code == 302
    page = iro.get(reverse("court:child", args=[child.reference])).content.decode()
    assert "Does not agree" in page
    assert "Gill Poe" in page
    assert (
        "gave a view on the final care plan"
        in iro.get(reverse("children:child-footprint", args=[child.reference])).content.decode()
    )


def test_a_delay_stands_in_the_list_of_drift(sisters):
    (child, _), iro, worker = sisters
    worker.post(
        reverse("court:apply", args=[child.reference]), {"kind": "care", **day("applied_on", date(2026, 10, 1))}
    )
    part = ChildInCourt.objects.get(child=child)
    noted = {"cause": "family_finding", **day("noted_on", NOW.date())}
    assert worker.post(reverse("court:delay", args=[child.reference, part.pk]), noted).status_code == 302
    assert "Finding a family" in iro.get(reverse("oversight:drift")).content.decode()
    assert "Finding a family" in iro.get(reverse("court:list") + "?standing=delayed").content.decode()
    assert worker.get(reverse("court:view", args=[child.reference, part.pk])).status_code == 403


def test_proceedings_of_a_sister_are_not_opened_under_the_childs_address(sisters):
    (child, sister), iro, worker = sisters
    worker.post(
        reverse("court:apply", args=[child.reference]), {"kind": "care", **day("applied_on", date(2026, 10, 1))}
    )
    number = ChildInCourt.objects.get(child=child).pk
    assert iro.get(reverse("court:people", args=[sister.reference, number])).status_code == 404
    assert iro.get(reverse("court:step", args=[child.reference, number, "view"])).status_code == 404
    ended = {"final_order": "care", "children": [str(number)], **day("ended_on", NOW.date())}
    assert worker.post(reverse("court:end", args=[child.reference, number]), ended).status_code == 302
    assert "Care order" in iro.get(reverse("court:list") + "?standing=ended").content.decode()


def test_the_councils_own_day_for_a_review_stands_beside_the_legal_one(sisters, council):
    """Buckinghamshire reviews more often while adoption is before the court."""
    (child, sister), iro, worker = sisters
    for held_on in (date(2026, 2, 6), date(2026, 4, 30), date(2026, 10, 5)):
        ReviewFactory(child=child, held_on=held_on)
    refresh(child)
    council("buckinghamshire")
    applied = {"kind": "adoption", **day("applied_on", date(2026, 10, 12))}
    worker.post(reverse("court:apply", args=[child.reference]), applied)
    own_day = "by 5 January 2027"
    of_child = iro.get(reverse("children:child", args=[child.reference])).content.decode()
    assert f"The council&#39;s own rhythm asks for it {own_day}" in of_child
    assert "reg 33" in of_child
    assert "5 January 2027: the council" in iro.get(reverse("court:child", args=[child.reference])).content.decode()
    assert "5 Jan 2027" in iro.get(reverse("court:list")).content.decode()
    assert "own rhythm" not in iro.get(reverse("children:child", args=[sister.reference])).content.decode()
    council("default")
    assert "own rhythm" not in iro.get(reverse("children:child", args=[child.reference])).content.decode()


def test_long_term_foster_care_is_matched_or_waits_to_be(sisters):
    (child, sister), iro, worker = sisters
    PermanencePlanFactory(child=child, agreed_on=date(2026, 6, 20))
    PermanencePlanFactory(child=sister, agreed_on=date(2026, 6, 20), matched_on=date(2026, 9, 1))
    said = words(iro.get(reverse("oversight:drift")))
    assert "Long-term foster care agreed and not matched 1" in said
    assert "Not matched yet" in said
    assert "Matched 1 Sep 2026" in said
    assert worker.get(reverse("oversight:drift")).status_code == 403
