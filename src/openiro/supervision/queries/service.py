"""The service as a team: meetings, sessions against their targets, standards and whether they are kept, diversity."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, Max, Q, QuerySet, Value

from openiro.allocation.queries import runs_on
from openiro.audits.queries import FindingLine, findings_for_learning
from openiro.children.models import CarePeriod
from openiro.domain.codes import ETHNIC_GROUPS, SHORT_BREAK_STATUSES, ethnic_group, meaning_of
from openiro.domain.permissions import Permission
from openiro.domain.supervision import year_of
from openiro.domain.supervision_policy import Guidance
from openiro.measures.small_numbers import Sum, hidden_cells
from openiro.people.models import RoleHeld, User
from openiro.people.queries import check_may, policy_in_force
from openiro.supervision.models import ServiceMeeting, SessionGiven
from openiro.supervision.queries.guidance import guidance_read_by
from openiro.supervision.queries.records import SessionLine, session_line
from openiro.supervision.queries.sheet import Glance

NOT_SAID = "Not said"
GENDERS = ("Female", "Male", "Another gender", NOT_SAID)
STAFF_GENDERS = {code: meaning_of("STAFF_GENDER", code) for code in ("F", "M", "other")}
SEX = {"F": "Female", "M": "Male", "2": "Female", "1": "Male"}


LEARNING_DAY = "away_day"


@dataclass(frozen=True)
class MeetingLine:
    """A meeting, held or planned; `kind` as the policy of the day calls it, else its key."""

    number: int
    kind: str
    on: date
    topic: str
    speaker: str
    lead: str
    attended: int | None
    young_people: int | None
    is_ahead: bool


@dataclass(frozen=True)
class MeetingCount:
    """How many meetings of a kind were held since 1 April, and how many the council means to hold in a year."""

    key: str
    title: str
    held: int
    each_year: int


@dataclass(frozen=True)
class GuidanceLine:
    """Guidance that the service holds: where, since when, the last briefing on it since then, and who came to it.

    `read` of `readers` have acknowledged it, both None where nobody is asked to.
    """

    key: str
    title: str
    held_at: str
    since: date
    briefed_on: date | None
    attended: int | None
    read: int | None
    readers: int | None


@dataclass(frozen=True)
class MeetingLog:
    """How many meetings there are in all, a page of them with the latest first, the kinds counted, and briefings."""

    total: int
    lines: tuple[MeetingLine, ...]
    counts: tuple[MeetingCount, ...]
    guidance: tuple[GuidanceLine, ...]


@dataclass(frozen=True)
class SessionsGiven:
    """Sessions since 1 April: `counts` by audience how many, with how many people, and the target (0: none)."""

    lines: tuple[SessionLine, ...]
    counts: tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True)
class StandardLine:
    """A team standard; `kept` of `of` in the period of the sheet, both None where nothing counts it."""

    words: str
    topic: str
    kept: int | None
    of: int | None


@dataclass(frozen=True)
class DiversityLine:
    """One group of staff beside children; None: a small number that is hidden."""

    group: str
    staff: int | None
    children: int | None


def meetings_logged(user: User, *, on: date, kind: str = "", start: int = 0, size: int = 25) -> MeetingLog:
    """The log of meetings, of one kind or all; six queries. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_SUPERVISION, on=on)
    settled = policy_in_force(on=on).supervision
    kinds = settled.meetings
    rows = ServiceMeeting.objects.filter(**({"kind": kind} if kind else {})).order_by("-on", "-pk")
    year = ServiceMeeting.objects.filter(on__gte=year_of(on), on__lte=on)
    held = dict(year.order_by().values_list("kind").annotate(Count("pk")))
    lines = tuple(
        MeetingLine(
            row.pk, kinds[row.kind].title if row.kind in kinds else row.kind,
            row.on, row.topic, row.speaker, row.lead, row.attended, row.young_people, row.on > on,
        )
        for row in rows[start : start + size]
    )  # fmt: skip
    counts = tuple(MeetingCount(key, each.title, held.get(key, 0), each.each_year) for key, each in kinds.items())
    return MeetingLog(rows.count(), lines, counts, _briefed(settled.guidance, on))


def _briefed(guidance: Mapping[str, Guidance], on: date) -> tuple[GuidanceLine, ...]:
    rows = ServiceMeeting.objects.filter(guidance__in=guidance, on__lte=on).order_by("on", "pk")
    latest = {key: (day, came) for key, day, came in rows.values_list("guidance", "on", "attended")}
    lines, read = [], guidance_read_by(guidance, on=on)
    for key, each in guidance.items():
        day, came = latest.get(key, (None, None))
        counts = day is not None and day >= each.since
        told = (day, came) if counts else (None, None)
        lines.append(GuidanceLine(key, each.title, each.held_at, each.since, *told, *read.get(key, (None, None))))
    return tuple(lines)


def learning_to_take(user: User, *, on: date) -> list[FindingLine]:
    """Findings of audits for the next learning day: those marked so since the last one was logged; two queries.

    Raises `UnableToPermit` without `audits.draw_sample`.
    """
    last = ServiceMeeting.objects.filter(kind=LEARNING_DAY, on__lte=on).aggregate(day=Max("on"))["day"]
    return findings_for_learning(user, since=last, on=on)


def sessions_of_year(user: User, *, on: date) -> SessionsGiven:
    """The training sessions given since 1 April, against the policy's targets; one query. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_SUPERVISION, on=on)
    rows = SessionGiven.objects.filter(on__gte=year_of(on), on__lte=on).select_related("person").order_by("-on", "-pk")
    lines = tuple(session_line(row, row.person.name) for row in rows)
    targets = policy_in_force(on=on).supervision.sessions_each_year
    given, came = Counter(line.audience for line in lines), Counter[str]()
    for line in lines:
        came[line.audience] += line.attended
    audiences = dict.fromkeys((*targets, *given))
    counts = ((each, given[each], came[each], targets.get(each, 0)) for each in audiences)
    return SessionsGiven(lines, tuple(counts))


def standards_kept(found: Glance) -> tuple[StandardLine, ...]:
    """The team standards, each with how far it is kept by what the records count at a glance."""
    standards = policy_in_force(on=found.on).supervision.standards.values()
    return tuple(_standard(each.words, each.topic, found) for each in standards)


def diversity(user: User, *, on: date) -> tuple[tuple[DiversityLine, ...], tuple[DiversityLine, ...]]:
    """Officers beside the children in care, by gender and by ethnic group, small numbers hidden; one query.

    Counts from 1 to the policy's `hide_up_to` are hidden, and what would give one away. Raises `UnableToPermit`.
    """
    check_may(user, Permission.SUPERVISE, on=on)
    held = RoleHeld.objects.filter(runs_on(on), role="iro", user__is_active=True)
    staff = _counted(held, "user__staff_record__gender", "user__staff_record__ethnicity", "user", is_staff=1)
    children = _counted(_in_care(on), "child__sex", "child__ethnicity", "child", is_staff=0)
    by_gender, by_group = (Counter[str](), Counter[str]()), (Counter[str](), Counter[str]())
    for is_staff, said, ethnicity, number in staff.union(children, all=True):
        words = (STAFF_GENDERS if is_staff else SEX).get(said or "", NOT_SAID)
        by_gender[is_staff][words] += number
        by_group[is_staff][ethnic_group(ethnicity or "")] += number
    up_to = policy_in_force(on=on).report.hide_up_to
    return (
        _beside(GENDERS, by_gender[True], by_gender[False], up_to),
        _beside(tuple(ETHNIC_GROUPS), by_group[True], by_group[False], up_to),
    )


def _in_care(on: date) -> QuerySet[CarePeriod]:
    """The care of each child looked after at the end of the day, as measures count: no series of short breaks."""
    begun = CarePeriod.objects.filter(child__withdrawn_at__isnull=True, started_on__lte=on)
    going_on = begun.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    return going_on.exclude(legal_status__in=SHORT_BREAK_STATUSES)


def staff_profile(*, on: date) -> tuple[dict[str, int | None], dict[str, int | None]]:
    """Reviewing officers by gender and by ethnic group, for a paper of the service; one query.

    Counts from 1 to the policy's `hide_up_to` are None, and what would give one away; all of them stand under ''.
    """
    held = RoleHeld.objects.filter(runs_on(on), role="iro", user__is_active=True)
    by_gender, by_group = Counter[str](), Counter[str]()
    staff = _counted(held, "user__staff_record__gender", "user__staff_record__ethnicity", "user", is_staff=1)
    for _, said, ethnicity, number in staff:
        by_gender[STAFF_GENDERS.get(said or "", NOT_SAID)] += number
        by_group[ethnic_group(ethnicity or "")] += number
    up_to = policy_in_force(on=on).report.hide_up_to
    return _shown(GENDERS, by_gender, up_to), _shown(tuple(ETHNIC_GROUPS), by_group, up_to)


def _counted(rows: QuerySet[Any], gender: str, ethnicity: str, who: str, *, is_staff: int) -> QuerySet[Any, Any]:
    """How many of them there are of each gender and ethnicity."""
    return (
        rows.order_by()
        .values_list(Value(is_staff, IntegerField()), F(gender), F(ethnicity))
        .annotate(number=Count(who, distinct=True))
    )


def _beside(
    groups: tuple[str, ...], staff: Mapping[str, int], children: Mapping[str, int], up_to: int
) -> tuple[DiversityLine, ...]:
    shown_staff, shown_children = _shown(groups, staff, up_to), _shown(groups, children, up_to)
    lines = [DiversityLine(group, shown_staff[group], shown_children[group]) for group in groups]
    return (*lines, DiversityLine("All", shown_staff[""], shown_children[""]))


def _shown(groups: tuple[str, ...], counts: Mapping[str, int], up_to: int) -> dict[str, int | None]:
    """The counts with their total under '', small ones None."""
    cells: dict[Hashable, int] = {group: counts.get(group, 0) for group in groups}
    cells[""] = sum(cells.values())
    hidden = hidden_cells(cells, [Sum("", tuple(groups))], up_to=up_to)
    return {str(cell): None if cell in hidden else number for cell, number in cells.items()}


def _standard(words: str, topic: str, found: Glance) -> StandardLine:
    if not topic:
        return StandardLine(words, "", None, None)
    count, of = found.total(topic)
    return StandardLine(words, topic, of - count, of)
