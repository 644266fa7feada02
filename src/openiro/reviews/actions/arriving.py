"""Those who keep health and education of the children in care are told of each child who enters care, or moves."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from openiro.children.models import CURRENT, CarePeriod, Child, Episode
from openiro.core.models import Notice
from openiro.core.notices import queue_notice
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, officers_on

LEADS = ("health_lead", "virtual_school_lead")
DAYS_BACK = timedelta(days=28)
# Reasons for a new episode (RNE) that mean another home: the placement changed, alone or with the legal status.
MOVED = ("P", "B")
ENTERED, WENT = "child_entered_care", "child_moved"


@transaction.atomic
def tell_of_arrivals(*, on: date, by: User, at: datetime) -> int:
    """Children who entered care or moved in the last 28 days, each told once to each lead; how many notices are new.

    However it came on record, by hand or by a load. Sources: Buckinghamshire, annual report 2016/17: the health team is
    notified of new children and moves, the virtual school at once. Needs `reviews.plan_review` (the service account's).
    """
    check_may(by, Permission.PLAN_REVIEW, on=on)
    leads = [officer.code for role in LEADS for officer in officers_on(role, on=on)]
    lately = Notice.objects.filter(kind__in=(ENTERED, WENT), made_at__gte=at - 2 * DAYS_BACK)
    told = set(lately.values_list("key", flat=True))
    return sum(_tell(lead, *each, told, at) for each in (_found(on) if leads else ()) for lead in leads)


def _found(on: date) -> Iterator[tuple[str, Child, date]]:
    recent = {"child__withdrawn_at__isnull": True, "started_on__range": (on - DAYS_BACK, on)}
    for period in CarePeriod.objects.filter(**recent).select_related("child").order_by("started_on", "pk"):
        yield ENTERED, period.child, period.started_on
    moves = Episode.objects.filter(CURRENT, **recent, reason_started__in=MOVED)
    for episode in moves.select_related("child").order_by("started_on", "pk"):
        yield WENT, episode.child, episode.started_on


def _tell(lead: str, kind: str, child: Child, day: date, told: set[str], at: datetime) -> bool:
    facts = {"on": day, "path": reverse("children:checks", args=[child.reference])}
    key = f"{kind}:{lead}:{child.pk}:{day}"
    return key not in told and queue_notice(key=key, kind=kind, person_code=lead, facts=facts, digest=True, at=at)
