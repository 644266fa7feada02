"""What forms found amber or red: the list, one of them, those of a form."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from openiro.allocation.queries import of_seen_children
from openiro.children.models import Child
from openiro.core.queries import working_calendar
from openiro.domain.monitoring import IssueFacts, IssueState, issue_state
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_names, policy_in_force
from openiro.quality.models import Issue
from openiro.quality.queries.forms import UnableToFindForm, called

UNSETTLED = Q(resolved_at__isnull=True) & (Q(dispute__isnull=True) | Q(dispute__closed_on__isnull=True))
STANDINGS = {"open": "Not resolved yet", "waiting": "Waiting for an answer", "closed": "Resolved", "all": "All"}


@dataclass(frozen=True)
class IssueFilters:
    """What narrows the list: `standing` one of STANDINGS, a rating, a theme, a team by name; empty is any."""

    standing: str = "open"
    rating: str = ""
    theme: str = ""
    team: str = ""
    from_on: date | None = None


@dataclass(frozen=True)
class IssueLine:
    """Something amber or red as it stands on a day. `question`: its title. `days_left` for an answer; None once given.

    `dispute`: the number of what it became.
    """

    number: int
    form_number: int
    reference: uuid.UUID
    child: str
    question: str
    rating: str
    theme: str
    agency: str
    reason: str
    team: str
    opened_on: date
    due_on: date
    days_left: int | None
    state: IssueState
    answered_at: datetime | None
    resolved_at: datetime | None
    resolved_by: str
    outcome: str
    dispute: int | None


@dataclass(frozen=True)
class IssuePage:
    """How many match, and a page of them, red before amber, the longest open first."""

    total: int
    lines: tuple[IssueLine, ...]


def issues_visible_to(user: User, *, on: date) -> QuerySet[Issue]:
    """What is amber or red of the children whose forms `user` sees."""
    return Issue.objects.filter(of_seen_children(user, on=on, permission=Permission.VIEW_FORMS, child="review__child"))


def issues_listed(user: User, filters: IssueFilters, *, on: date, start: int = 0, size: int = 25) -> IssuePage:
    """A page of what is amber or red; three queries. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_FORMS, on=on)
    rows = issues_visible_to(user, on=on).filter(_standing(filters.standing))
    given = {"rating": filters.rating, "theme": filters.theme, "team__name": filters.team}
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    if filters.from_on:
        rows = rows.filter(opened_on__gte=filters.from_on)
    total = rows.count()
    shown = rows.order_by("-rating", "opened_on", "pk")[start : start + size] if total else ()
    return IssuePage(total, tuple(_lines(shown, user, on)))


def issues_waiting(user: User, *, on: date, limit: int = 10) -> IssuePage:
    """What waits for the answer of `user`, the earliest last day first; two queries. Raises `UnableToPermit`."""
    check_may(user, Permission.ANSWER_FORM, on=on)
    seen = of_seen_children(user, on=on, permission=Permission.ANSWER_FORM, child="review__child")
    rows = Issue.objects.filter(seen, _standing("waiting")).order_by("due_on", "pk")
    return IssuePage(rows.count(), tuple(_lines(rows[:limit], user, on)))


def issues_of(user: User, child: Child, *, on: date, review: int | None = None) -> list[IssueLine]:
    """What was amber or red of the child, or of one review alone, that `user` sees, the latest first; two queries."""
    rows = issues_visible_to(user, on=on).filter(review__child=child)
    if review is not None:
        rows = rows.filter(review=review)
    return _lines(rows.order_by("-opened_on", "-pk"), user, on)


def issue_of(user: User, child: Child, number: int, *, on: date) -> Issue:
    """One of them, to be handed to an action. Raises `UnableToFindForm` outside one's scope."""
    rows = issues_visible_to(user, on=on).filter(review__child=child, pk=number)
    found = rows.select_related("review__child", "form", "dispute").first()
    if found is None:
        raise UnableToFindForm("There is nothing so numbered among what you see. Look at the child's forms again.")
    return found


def state_of(row: Issue) -> IssueState:
    """How it stands."""
    closed_on = row.dispute.closed_on if row.dispute else None
    resolved_on = row.resolved_at.date() if row.resolved_at else None
    return issue_state(IssueFacts(row.answered_at is not None, row.dispute is not None, closed_on, resolved_on))


def _standing(standing: str) -> Q:
    return {
        "open": UNSETTLED,
        "waiting": Q(resolved_at__isnull=True, dispute__isnull=True, answered_at__isnull=True),
        "closed": ~UNSETTLED,
    }.get(standing, Q())


def _lines(rows: Any, user: User, on: date) -> list[IssueLine]:
    found: Iterable[Issue] = rows and rows.select_related("review__child", "form", "team", "resolved_by", "dispute")
    calendar, names = working_calendar(), may_see_names(user, on=on)
    return [_line(row, names, calendar.days_between(on, row.due_on)) for row in found]


def _line(row: Issue, names: bool, left: int) -> IssueLine:
    question = policy_in_force(on=row.form.policy_on).quality.questions.get(row.question)
    state = state_of(row)
    return IssueLine(
        number=row.pk,
        form_number=row.form_id,
        reference=row.review.child.reference,
        child=called(row.review.child, names),
        question=question.title if question else row.question,
        rating=row.rating,
        theme=row.theme,
        agency=row.agency,
        reason=row.reason,
        team=row.team.name if row.team else "",
        opened_on=row.opened_on,
        due_on=row.due_on,
        days_left=left if state is IssueState.OPEN else None,
        state=state,
        answered_at=row.answered_at,
        resolved_at=row.resolved_at,
        resolved_by=row.resolved_by.name if row.resolved_by else "",
        outcome=row.outcome,
        dispute=row.dispute_id,
    )
