"""Early reviews, late reviews, and bookings that were moved."""

from datetime import UTC, date, datetime

from factory.django import DjangoModelFactory

from openiro.reviews.models import EarlyReview, LatenessRequest, Rescheduling

ASKED_AT = datetime(2026, 11, 18, 10, tzinfo=UTC)


class EarlyReviewFactory(DjangoModelFactory):
    """A placement at risk, told of last week; the review is needed in December."""

    class Meta:
        model = EarlyReview

    trigger = "placement_at_risk"
    happened_on = date(2026, 11, 17)
    needed_by = date(2026, 12, 15)
    asked_at = ASKED_AT


class LatenessRequestFactory(DjangoModelFactory):
    """A review due on 1 December that can be held a week later; the manager has not decided."""

    class Meta:
        model = LatenessRequest

    due_on = date(2026, 12, 1)
    expected_on = date(2026, 12, 8)
    reason = "court"
    asked_at = ASKED_AT


class ReschedulingFactory(DjangoModelFactory):
    """A booking that was moved by two days, because the child asked."""

    class Meta:
        model = Rescheduling

    from_on = date(2026, 11, 18)
    to_on = date(2026, 11, 20)
    reason = "child_asked"
    due_on = date(2026, 12, 1)
    moved_at = ASKED_AT
