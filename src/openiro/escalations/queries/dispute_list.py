"""The list of disputes, narrowed and in the order of the clock; and what stands beside one dispute."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from openiro.core.files import FileLine, line_of_file
from openiro.core.prepared import prepared
from openiro.core.queries import working_calendar
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.escalations.models import ClockStop, Dispute, DisputeStage, DisputeTheme, Evidence, Referral
from openiro.escalations.queries.disputes import (
    DisputeLine,
    DisputeStanding,
    disputes_visible_to,
    lines_standing,
    standings_of,
)
from openiro.people.models import Team, User
from openiro.people.queries import check_may

OVERDUE, SOON = "overdue", "soon"
FEW_DAYS = 5


class UnableToFindBeside(Refusal):
    """There is no such referral or document at this dispute."""


@dataclass(frozen=True)
class DisputeFilters:
    """What narrows the list: `stage` is a place (0: informal), `left` is OVERDUE or SOON, `standing` open or closed.

    `from_on` and `to_on`: formal from a day between them, both included; one that is informal, raised between them.
    """

    standing: str = "open"
    stage: int | None = None
    theme: str = ""
    team: str = ""
    service: str = ""
    outcome: str = ""
    left: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True)
class DisputePage:
    """How many disputes match, and a page of them: the first last day first; closed ones, the last closed first."""

    total: int
    lines: tuple[DisputeLine, ...]


@dataclass(frozen=True)
class StopLine:
    """A time in which the clock stood still; `reason` is a code of CLOCK_STOP."""

    reason: str
    began_on: date
    began_by: str
    ended_on: date | None


@dataclass(frozen=True)
class ReferralLine:
    """A referral or a request for advice, and what came of it; `kind` is a code of REFERRAL."""

    number: int
    kind: str
    to: str
    reason: str
    asked_at: datetime
    asked_by: str
    outcome: str
    settled_at: datetime | None


@dataclass(frozen=True)
class EvidenceLine:
    """A document that somebody put to the dispute; size in bytes."""

    number: int
    title: str
    size: int
    added_at: datetime
    added_by: str


@dataclass(frozen=True)
class Beside:
    """What stands beside the stages of one dispute."""

    stops: tuple[StopLine, ...]
    referrals: tuple[ReferralLine, ...]
    evidence: tuple[EvidenceLine, ...]


def disputes_listed(user: User, filters: DisputeFilters, *, on: date, start: int = 0, size: int = 50) -> DisputePage:
    """A page of the disputes that `user` sees; five queries however many there are. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_DISPUTES, on=on)
    rows, calendar = _narrowed(disputes_visible_to(user, on=on), filters), working_calendar()
    found = [each for each in standings_of(rows, on, calendar) if _is_left(each, filters.left)]
    if filters.standing == "closed":
        found.sort(key=lambda each: (each.closed_on or on, each.number), reverse=True)
    else:
        found.sort(key=lambda each: (each.closed_on is not None, each.due_on, each.number))
    return DisputePage(len(found), lines_standing(found[start : start + size], user, on, calendar))


def teams_disputed(user: User, *, on: date) -> list[str]:
    """The teams of the disputes that `user` sees, by name; one query."""
    numbers = disputes_visible_to(user, on=on).order_by().values("team_id")
    return list(Team.objects.filter(pk__in=numbers).order_by("name").values_list("name", flat=True))


def beside(dispute: Dispute) -> Beside:
    """The stops, referrals and documents of a dispute, for whoever may read it; three queries."""
    return Beside(
        tuple(StopLine(*row) for row in _stops(dispute.pk)),
        tuple(ReferralLine(*row) for row in _referrals(dispute.pk)),
        tuple(EvidenceLine(*row) for row in _evidence(dispute.pk)),
    )


@prepared
def _stops(dispute: int) -> QuerySet[ClockStop, Any]:
    rows = ClockStop.objects.filter(dispute=dispute).order_by("began_on", "pk")
    return rows.values_list("reason", "began_on", "began_by__name", "ended_on")


@prepared
def _referrals(dispute: int) -> QuerySet[Referral, Any]:
    told = ("pk", "kind", "to", "reason", "asked_at", "asked_by__name", "outcome", "settled_at")
    return Referral.objects.filter(dispute=dispute).order_by("pk").values_list(*told)


@prepared
def _evidence(dispute: int) -> QuerySet[Evidence, Any]:
    rows = Evidence.objects.filter(dispute=dispute).order_by("pk")
    return rows.values_list("pk", "title", "file__size", "added_at", "added_by__name")


def referral_of(dispute: Dispute, number: int) -> Referral:
    """One referral, to be handed to an action. Raises `UnableToFindBeside`."""
    found = dispute.referrals.filter(pk=number).select_related("dispute").first()
    if found is None:
        raise UnableToFindBeside("There is no such referral at this dispute. See its page.")
    return found


def evidence_file(dispute: Dispute, number: int) -> FileLine:
    """The file of one document, for whoever may read the dispute. Raises `UnableToFindBeside`."""
    found = dispute.evidence.filter(pk=number).select_related("file").first()
    if found is None:
        raise UnableToFindBeside("There is no such document at this dispute. See its page.")
    return line_of_file(found.file)


def _narrowed(rows: QuerySet[Dispute], filters: DisputeFilters) -> QuerySet[Dispute]:
    wanted = Q()
    if filters.standing in ("open", "closed"):
        wanted &= Q(closed_on__isnull=filters.standing == "open")
    if filters.stage is not None:
        further = DisputeStage.objects.filter(place__gt=filters.stage).values("dispute_id")
        reached = DisputeStage.objects.filter(place=filters.stage).exclude(ended_how="bypassed").values("dispute_id")
        wanted &= Q(pk__in=reached) & ~Q(pk__in=further)
    if filters.theme:
        further_themes = DisputeTheme.objects.filter(theme=filters.theme).values("dispute_id")
        wanted &= Q(theme=filters.theme) | Q(pk__in=further_themes)
    if filters.from_on and filters.to_on:
        period = (filters.from_on, filters.to_on)
        informal = Q(formal_from_on__isnull=True, raised_at__date__range=period)
        wanted &= Q(formal_from_on__range=period) | informal
    given = {"team__name": filters.team, "service": filters.service, "outcome": filters.outcome}
    return rows.filter(wanted, **{name: value for name, value in given.items() if value})


def _is_left(found: DisputeStanding, left: str) -> bool:
    """Whether the time that is left of its stage is as asked: a stage that is answered has no clock."""
    if not left:
        return True
    if found.closed_on is not None or found.is_answered:
        return False
    return found.days_left < 0 if left == OVERDUE else 0 <= found.days_left <= FEW_DAYS
