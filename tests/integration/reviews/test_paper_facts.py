"""Whether the papers of a review are known: asked for is not come, and another paper is not the report."""

from datetime import UTC, date, datetime, timedelta

import pytest

from openiro.domain.review_papers import REPORT, PaperState
from openiro.reviews.actions import PaperFacts, chase_report, record_papers
from openiro.reviews.queries import part_facts_of
from tests.factories.allocation import InvolvementFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CAME = PaperFacts(REPORT, PaperState.CAME, received_on=TODAY)
NOT_YET = PaperFacts(REPORT, PaperState.NOT_YET)
NOT_NEEDED = PaperFacts(REPORT, PaperState.NOT_NEEDED)
PLAN_CAME = PaperFacts("care_plan", PaperState.CAME, received_on=TODAY)


@pytest.fixture
def worker():
    return PersonFactory(social_worker=True)


@pytest.fixture
def review(worker):
    """Planned for Wednesday, of a child whose social worker is known."""
    child = ChildFactory(in_care_since=date(2026, 11, 3))
    InvolvementFactory(child=child, worker=worker)
    return ReviewFactory(child=child, planned=True, planned_on=TODAY + timedelta(days=2))


def papers_known(review):
    return part_facts_of(review).papers


def record(review, worker, *papers):
    record_papers(review=review, papers=papers, by=worker, at=NOW)


def test_a_report_that_was_only_asked_for_is_not_counted(review, worker):
    chase_report(review=review, by=worker, at=NOW)
    assert papers_known(review) == 0


@pytest.mark.parametrize(("said", "number"), [(CAME, 1), (NOT_NEEDED, 1), (NOT_YET, 0), (PLAN_CAME, 0)])
def test_a_report_counts_when_it_came_or_is_not_needed(review, worker, said, number):
    record(review, worker, said)
    assert papers_known(review) == number


def test_once_the_review_was_held_it_is_known_that_the_report_did_not_come(review, worker):
    record(review, worker, NOT_YET)
    review.planned_on, review.held_on = None, TODAY
    review.save()
    assert papers_known(review) == 1
