"""Today: which records wait to be written, and which to be sent, by whom and until when."""

from datetime import UTC, date, datetime

import pytest

from openiro.core.actions import refresh_bank_holidays
from openiro.reviews import actions
from openiro.reviews.models import Review
from openiro.reviews.queries import officer_writing, support_sending
from openiro.web.home.writing import writing_sections
from tests.factories.people import PersonFactory
from tests.factories.records import WRITTEN, reviewed

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)
TODAY = AT.date()

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam():
    refresh_bank_holidays(on=TODAY)
    found = reviewed()
    Review.objects.filter(pk=found.review.pk).update(recorded_at=WRITTEN, recorded_by=found.iro)
    return found


def test_a_record_waits_for_its_officer_and_says_when_it_is_overdue(sam):
    (line,) = officer_writing(sam.iro, on=TODAY).to_write
    assert (line.name, line.due_on, line.days_left) == ("Sam Smith", date(2026, 11, 24), -2)
    assert officer_writing(PersonFactory(iro=True), on=TODAY).to_write == ()
    write, send = writing_sections(officer_writing(sam.iro, on=TODAY), TODAY)
    assert (write.lines[0].chip, write.lines[0].tone) == ("2 working days overdue", "late")
    assert write.lines[0].actions[0].href.endswith("/write-record/")
    assert send.lines == ()


def test_a_finished_record_waits_to_be_sent_by_its_officer_or_by_support(sam):
    actions.finish_document(review=sam.review, kind="record", by=sam.iro, at=AT)
    assert officer_writing(sam.iro, on=TODAY).to_write == ()
    for work in (officer_writing(sam.iro, on=TODAY), support_sending(PersonFactory(business_support=True), on=TODAY)):
        assert [(line.due_on, line.days_left) for line in work.to_send] == [(date(2026, 12, 1), 3)]


def test_a_review_that_came_with_a_load_or_is_long_past_waits_for_nobody(sam):
    Review.objects.filter(pk=sam.review.pk).update(recorded_at=None, recorded_by=None)
    assert officer_writing(sam.iro, on=TODAY).to_write == ()
    Review.objects.filter(pk=sam.review.pk).update(recorded_at=WRITTEN, recorded_by=sam.iro)
    assert officer_writing(sam.iro, on=date(2027, 11, 26)).to_write == ()
