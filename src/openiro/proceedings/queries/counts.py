"""How court work goes over twelve months: consulted or not, views given, advice asked for, referrals to Cafcass."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from openiro.allocation.queries import children_visible_to
from openiro.children.models import Child
from openiro.domain.court_policy import VIEW_STEP
from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.escalations.models import Referral
from openiro.people.models import User
from openiro.people.queries import check_may, day_of
from openiro.proceedings.models import ChildInCourt, Hearing, StepTaken

ADVICE, CAFCASS = "legal_advice", "cafcass"


@dataclass(frozen=True)
class CourtCounts:
    """Of the children whom the reader sees: `running` proceedings now; the rest in the last twelve months.

    `hearings`: those of which it is known whether the IRO was consulted before; `consulted`: those where so (MON-19).
    `views`: views on a final care plan given; `in_time`: those where the IRO was consulted in time. `advice` and
    `cafcass`: independent legal advice asked for, and referrals to Cafcass, in disputes (LEG-08).
    """

    running: int
    hearings: int
    consulted: int
    views: int
    in_time: int
    advice: int
    cafcass: int


@dataclass(frozen=True)
class ReferralAbout:
    """Legal advice or a referral to Cafcass in a dispute about a child; `kind`: REFERRAL. Its words stay there."""

    kind: str
    asked_on: date
    settled_at: datetime | None
    dispute: int


def court_counts(user: User, *, on: date) -> CourtCounts:
    """Counts of the twelve months until `on`, for the children whom `user` sees; four queries.

    Raises `UnableToPermit` without `proceedings.view_proceedings`.
    """
    check_may(user, Permission.VIEW_COURT, on=on)
    visible = children_visible_to(user, on=on, permission=Permission.VIEW_COURT)
    since = add_months(on, -12)
    known = Hearing.objects.filter(proceedings__parts__child__in=visible, on__gt=since, on__lte=on)
    told = Counter(dict(known.exclude(consulted=None).values_list("pk", "consulted")).values())
    views = StepTaken.objects.filter(part__child__in=visible, step=VIEW_STEP, done_on__gt=since, done_on__lte=on)
    when = Counter(views.values_list("consulted", flat=True))
    asked = Referral.objects.filter(
        dispute__disputed__child__in=children_visible_to(user, on=on, permission=Permission.VIEW_DISPUTES),
        kind__in=(ADVICE, CAFCASS),
        asked_at__date__gt=since,
        asked_at__date__lte=on,
    )
    kinds = Counter(dict(asked.values_list("pk", "kind")).values())
    return CourtCounts(
        running=ChildInCourt.objects.filter(child__in=visible, ended_on__isnull=True).count(),
        hearings=told.total(),
        consulted=told[True],
        views=when.total(),
        in_time=when["in_time"],
        advice=kinds[ADVICE],
        cafcass=kinds[CAFCASS],
    )


def referrals_about(user: User, child: Child, *, on: date) -> list[ReferralAbout]:
    """Advice and referrals to Cafcass in disputes about the child, latest first; one query.

    None for who may not see disputes.
    """
    seen = children_visible_to(user, on=on, permission=Permission.VIEW_DISPUTES).filter(pk=child.pk)
    rows = Referral.objects.filter(dispute__disputed__child__in=seen, kind__in=(ADVICE, CAFCASS))
    return [
        ReferralAbout(row.kind, day_of(row.asked_at), row.settled_at, row.dispute_id)
        for row in rows.order_by("-asked_at", "-pk")
    ]
