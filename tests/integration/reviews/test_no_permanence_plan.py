"""Children whose second review was held without an agreed plan for permanence."""

from datetime import date

from django.urls import reverse

from openiro.reviews.queries import officer_work
from tests.factories.allocation import AllocationFactory
from tests.factories.checks import PermanencePlanFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reviews.conftest import TODAY, browser, monday_morning, words

__all__ = ["monday_morning"]


def reviewed(iro, *days: date, **episode):
    child = ChildFactory(in_care_since=date(2026, 2, 2), **{f"in_care_since__{k}": v for k, v in episode.items()})
    AllocationFactory(child=child, officer=iro)
    for day in days:
        ReviewFactory(child=child, held_on=day)
    return child


def test_the_second_review_without_an_agreed_plan_stands_in_the_officers_day():
    iro = PersonFactory(iro=True)
    first, second = date(2026, 2, 20), date(2026, 5, 18)
    lacking = reviewed(iro, first, second)
    proposed = reviewed(iro, first, second)
    PermanencePlanFactory(child=proposed, agreed_on=None)
    ended = reviewed(iro, first, second)
    PermanencePlanFactory(child=ended, ended_on=TODAY)
    PermanencePlanFactory(child=reviewed(iro, first, second))
    reviewed(iro, first)
    reviewed(PersonFactory(iro=True), first, second)
    found = officer_work(iro, on=TODAY).without_plan
    assert {line.number for line in found} == {lacking.pk, proposed.pk, ended.pk}
    text = words(browser(iro).get("/"))
    assert "No plan for permanence by the second review" in text
    assert reverse("children:permanence", args=[lacking.reference]) in text


def test_nothing_is_said_where_nothing_is_missing():
    iro = PersonFactory(iro=True)
    assert officer_work(iro, on=TODAY).without_plan == ()
    assert "No plan for permanence" not in words(browser(iro).get("/"))
