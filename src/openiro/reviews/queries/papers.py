"""The papers of a review, and the reports that are awaited: by whom, until when, how late."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from openiro.allocation.models import Involvement
from openiro.allocation.queries import of_seen_children, runs_on
from openiro.children.models import CURRENT
from openiro.core.prepared import prepared, up_to_pages
from openiro.core.queries import working_calendar
from openiro.domain.clocks import Clock
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.months import age_on
from openiro.domain.permissions import Permission
from openiro.domain.review_papers import CLOCK, REPORT, PaperStanding, PaperState, expected_papers, paper_standing
from openiro.domain.working_days import WorkingCalendar
from openiro.people.models import User
from openiro.people.queries import may_see_names, policy_in_force
from openiro.reviews.models import Review, ReviewPaper


@dataclass(frozen=True)
class PaperLine:
    """One paper of a review. `state` None: nobody has said. `standing` None: no day is set for the review yet.

    `not_shown_to`: those of SHOWN_PAPER who were not shown it.
    """

    kind: str
    state: PaperState | None
    received_on: date | None
    shared_on: date | None
    note: str
    chased_on: date | None
    standing: PaperStanding | None
    not_shown_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReviewPapers:
    """The papers of a review, the last day for them, and the working days until then; None without a day."""

    lines: tuple[PaperLine, ...]
    due_on: date | None
    days_left: int | None


@dataclass(frozen=True)
class Worker:
    """A child's social worker, and the team."""

    code: str
    name: str
    team: str


@dataclass(frozen=True)
class AwaitedReport:
    """A social worker's report that has not come. `days_late` in working days, 0 until its last day is past."""

    review_number: int
    reference: uuid.UUID
    code: str
    name: str
    review_on: date
    due_on: date
    days_late: int
    days_left: int
    worker_code: str
    worker: str
    team: str
    chased_on: date | None


@dataclass(frozen=True)
class LatePapers:
    """Late reports: how many in all and in each team (''  for none), and those of one page."""

    total: int
    by_team: Mapping[str, int]
    lines: tuple[AwaitedReport, ...]


class _Row(NamedTuple):
    """A planned review without a report, as it is read."""

    number: int
    planned_on: date
    child: int
    reference: uuid.UUID
    code: str
    given_name: str
    family_name: str
    chased_on: date | None


_COLUMNS = ("pk", "planned_on", "child_id", *(f"child__{name}" for name in _Row._fields[3:7]), "chased_on")
DAY = _COLUMNS.index("planned_on")


def papers_of(review: Review, *, on: date) -> ReviewPapers:
    """The papers that law and the council expect for the review, and any other that somebody recorded; three queries.

    The last day is that of the IRO Handbook, or the policy's.
    """
    day = review.held_on or review.planned_on
    calendar = working_calendar()
    policy = policy_in_force(on=on)
    due_on = policy.clock(CLOCK).due_on(day, calendar) if day else None
    rows = {row.kind: row for row in ReviewPaper.objects.filter(review=review)}
    expected = (*expected_papers(age_on(review.child.born_on, day or on)), *policy.consultation.also_expected)
    kinds = dict.fromkeys([*expected, *rows])
    lines = tuple(_line(kind, rows.get(kind), due_on, on, calendar) for kind in kinds)
    return ReviewPapers(lines, due_on, calendar.days_between(on, due_on) if due_on else None)


def held_before(review: Review) -> tuple[date, str] | None:
    """The day and the participation code of the review that the child had before this one; None for a first one."""
    held = Review.objects.filter(CURRENT, child=review.child_id, held_on__isnull=False).exclude(pk=review.pk)
    if review.held_on:
        held = held.filter(held_on__lt=review.held_on)
    last = held.order_by("-held_on", "-pk").first()
    return (last.held_on, last.participation_code) if last and last.held_on else None


def state_of_paper(row: ReviewPaper) -> PaperState:
    """What a recorded paper says."""
    if row.not_needed:
        return PaperState.NOT_NEEDED
    return PaperState.CAME if row.received_on else PaperState.NOT_YET


def _line(kind: str, row: ReviewPaper | None, due_on: date | None, on: date, calendar: WorkingCalendar) -> PaperLine:
    if row is None:
        row = ReviewPaper(kind=kind)
        state = None
    else:
        state = state_of_paper(row)
    missed = tuple(filter(None, row.not_shown_to.split(",")))
    standing = due_on and paper_standing(due_on, row.received_on, on=on, calendar=calendar, not_needed=row.not_needed)
    return PaperLine(kind, state, row.received_on, row.shared_on, row.note, row.chased_on, standing or None, missed)


def reports_awaited(
    user: User, *, on: date, ahead: int = 10, limit: int = 50, review: Review | None = None
) -> list[AwaitedReport]:
    """Reports that have not come for reviews ahead, due within `ahead` working days or late; the earliest day first.

    Of the children of whom `user` may bring papers, `limit` at the most, or of one `review` alone; three queries.
    """
    calendar, clock = working_calendar(), policy_in_force(on=on).clock(CLOCK)
    rows = _awaited(user, on)
    if review is None:
        rows = rows.filter(planned_on__lte=calendar.days_after(on, ahead + clock.limit))
    else:
        rows = rows.filter(pk=review.pk)
    return _lines_of(rows.order_by("planned_on", "pk").values_list(*_COLUMNS)[:limit], user, on, clock, calendar)


def _lines_of(
    rows: Iterable[tuple[Any, ...]], user: User, on: date, clock: Clock, calendar: WorkingCalendar
) -> list[AwaitedReport]:
    """These planned reviews, each as its `_COLUMNS`, as lines; one query."""
    found = [_Row(*row) for row in rows]
    workers = social_workers_of([row.child for row in found], on=on)
    names = may_see_names(user, on=on)
    due = {day: clock.due_on(day, calendar) for day in {row.planned_on for row in found}}
    standings = {day: paper_standing(last, None, on=on, calendar=calendar) for day, last in due.items()}
    left = {day: calendar.days_between(on, last) for day, last in due.items()}
    return [
        _awaited_line(
            row,
            standing=standings[row.planned_on],
            left=left[row.planned_on],
            worker=workers.get(row.child, Worker("", "", "")),
            name=f"{row.given_name} {row.family_name}".strip() if names else "",
        )
        for row in found
    ]


def _awaited_line(
    row: "_Row",
    *,
    standing: PaperStanding,
    left: int,
    worker: Worker,
    name: str,
) -> AwaitedReport:
    return AwaitedReport(
        review_number=row.number,
        reference=row.reference,
        code=row.code,
        name=name,
        review_on=row.planned_on,
        due_on=standing.due_on,
        days_late=standing.days_late,
        days_left=left,
        worker_code=worker.code,
        worker=worker.name,
        team=worker.team,
        chased_on=row.chased_on,
    )


def late_papers(user: User, *, on: date, start: int = 0, size: int = 25) -> LatePapers:
    """A page of the reports that are late for reviews ahead: by team, the latest first; four queries."""
    calendar, clock = working_calendar(), policy_in_force(on=on).clock(CLOCK)
    rows = _awaited(user, on).filter(planned_on__lte=calendar.days_after(on, clock.limit))
    worker = _workers(on).filter(child=OuterRef("child")).order_by("-from_on", "-pk")
    told = rows.annotate(team=Subquery(worker.values("team__name")[:1])).order_by("planned_on", "pk")
    found = [(team or "", row) for team, *row in told.values_list("team", *_COLUMNS)]
    late_on = {
        day: paper_standing(clock.due_on(day, calendar), None, on=on, calendar=calendar).days_late > 0
        for day in {row[DAY] for _, row in found}
    }
    late = [(team, row) for team, row in found if late_on[row[DAY]]]
    late.sort(key=itemgetter(0))
    shown = [tuple(row) for _, row in late[start : start + size]]
    return LatePapers(len(late), Counter(team for team, _ in late), tuple(_lines_of(shown, user, on, clock, calendar)))


def social_workers_of(numbers: Iterable[int], *, on: date) -> dict[int, Worker]:
    """The social workers of these children on `on`, with their teams, by the child's number; one query."""
    children = list(numbers)
    told = _told_workers(on, *up_to_pages(children)) if children else []
    return {child: Worker(code, name, team or "") for child, code, name, team in told}


@prepared
def _told_workers(on: date, *children: int) -> QuerySet[Involvement, tuple[int, str, str, str | None]]:
    rows = _workers(on).filter(child__in=children).order_by("from_on", "pk")
    return rows.values_list("child_id", "worker__code", "worker__name", "team__name")


def _workers(on: date) -> QuerySet[Involvement]:
    return Involvement.objects.filter(CURRENT, runs_on(on), kind=InvolvementKind.SOCIAL_WORKER)


def _awaited(user: User, on: date) -> QuerySet[Review]:
    """Planned reviews from `on` on, without a report that came or is not needed, of the children of this person."""
    settled = ReviewPaper.objects.filter(review=OuterRef("pk"), kind=REPORT).filter(
        Q(received_on__isnull=False) | Q(not_needed=True)
    )
    asked = ReviewPaper.objects.filter(review=OuterRef("pk"), kind=REPORT).values("chased_on")[:1]
    seen = of_seen_children(user, on=on, permission=Permission.BRING_PAPERS)
    rows = Review.objects.filter(CURRENT, held_on__isnull=True, cancelled_at__isnull=True, planned_on__gte=on)
    return rows.filter(~Exists(settled), seen).annotate(chased_on=Subquery(asked))
