"""What those who see to reviews are told of in the email of the day: counts, days and the way to the page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import officers_of
from openiro.core.notices import queue_notice
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, officers_on
from openiro.reviews.queries import invitations_to_send, manager_work, support_work
from openiro.voice.models import ConsultationForm

SUPPORT, MANAGER = "business_support", "iro_manager"
DAYS_A_FORM_IS_NEW = 14


@dataclass(frozen=True)
class _Told:
    """One notice of the day to one person. `which` tells it from others of its kind to them."""

    kind: str
    person_code: str
    which: str
    facts: dict[str, object] = field(default_factory=dict)


@transaction.atomic
def tell_of_the_day(*, on: date, by: User, at: datetime) -> int:
    """Reviews to book, reviews at risk, people to ask, children without an IRO, forms that came back; how many told.

    Business support and managers are told once a week, and again when the number has changed; the IRO once of each
    form that came back for a review ahead. Sources: statute 1A and 1B (a review that may be late is seen before it
    is), rule 1.11 (an IRO within 5 working days). Needs `reviews.plan_review` (the service account's).
    """
    check_may(by, Permission.PLAN_REVIEW, on=on)
    year, week, _ = on.isocalendar()
    told = [*_of_bookings(on), *_of_risks(on)]
    weekly = sum(_queue(each, f"{year}-{week}:{each.which}", at) for each in told)
    return weekly + sum(_queue(each, each.which, at) for each in _of_forms(on, at))


def _of_bookings(on: date) -> Iterator[_Told]:
    """What each of business support has to book, and whom to ask."""
    for officer in officers_on(SUPPORT, on=on):
        person = User.objects.get(pk=officer.number)
        yield _counted("reviews_to_book", person, support_work(person, on=on).to_book.total)
        asking = invitations_to_send(person, on=on)
        late = sum(1 for each in asking.shown if each.days_left is not None and each.days_left <= 0)
        yield _counted("consultation_to_start", person, late)


def _of_risks(on: date) -> Iterator[_Told]:
    """What each manager of IROs has to prevent: reviews that may be late, and children without an IRO."""
    for officer in officers_on(MANAGER, on=on):
        person = User.objects.get(pk=officer.number)
        work = manager_work(person, on=on)
        yield _counted("reviews_at_risk", person, work.at_risk.total)
        yield _counted("children_to_allocate", person, work.unallocated.total)


def _counted(kind: str, person: User, count: int) -> _Told:
    return _Told(kind, person.code, str(count), {"count": count, "path": reverse("home:today")})


def _of_forms(on: date, at: datetime) -> Iterator[_Told]:
    """The forms that came back lately for reviews ahead, for the child's IRO."""
    rows = ConsultationForm.objects.filter(
        sent_at__gte=at - timedelta(days=DAYS_A_FORM_IS_NEW),
        entered_at__isnull=True,
        meeting__review__planned_on__gte=on,
        meeting__review__held_on__isnull=True,
        meeting__review__cancelled_at__isnull=True,
    )
    found = list(rows.select_related("meeting__review", "child").order_by("pk"))
    officers = officers_of({row.child_id for row in found}, on=on)
    for row in found:
        if row.child_id in officers:
            review = row.meeting.review
            path = reverse("reviews:review-responses", args=[row.child.reference, review.pk])
            facts: dict[str, object] = {"on": review.planned_on, "path": path}
            yield _Told("form_returned", officers[row.child_id].officer_code, str(row.pk), facts)


def _queue(told: _Told, which: str, at: datetime) -> bool:
    if told.facts.get("count") == 0:
        return False
    key = f"{told.kind}:{told.person_code}:{which}"
    return queue_notice(key=key, kind=told.kind, person_code=told.person_code, facts=told.facts, digest=True, at=at)
