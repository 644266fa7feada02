"""The agenda of a meeting about quality, made from the records: what is open, late, outstanding, missing, and good."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from openiro.allocation.models import Involvement
from openiro.allocation.queries import runs_on
from openiro.children.models import CURRENT, Child, PermanencePlan
from openiro.domain.checks import SECOND_REVIEW
from openiro.domain.months import add_months
from openiro.domain.quality_policy import About, QuestionKind
from openiro.domain.quality_policy import QualityMeeting as Kind
from openiro.domain.review_papers import REPORT
from openiro.escalations.models import Compliment
from openiro.people.models import Team
from openiro.quality.models import FormAnswer, Issue, MeetingLine
from openiro.quality.queries.forms import policy_of, questions_of
from openiro.quality.queries.issues import UNSETTLED
from openiro.reviews.models import Decision, Review, ReviewPaper
from openiro.reviews.queries.decision_people import WORKERS

MOST_DECISIONS = 20


@dataclass(frozen=True)
class AgendaItem:
    """One line of an agenda: what it is about, the child, the number of the record, a code, since when, in words."""

    about: About
    child: int | None = None
    number: int | None = None
    code: str = ""
    since_on: date | None = None
    words: str = ""


def agenda_of(kind: Kind, team: Team | None, *, on: date) -> list[AgendaItem]:
    """What the meeting of that kind looks at on `on`, of the children of the team, or of all; a query or two a part."""
    children = Child.objects.filter(CURRENT)
    if team is not None:
        rows = Involvement.objects.filter(CURRENT, runs_on(on), team=team, kind__in=WORKERS)
        children = children.filter(pk__in=rows.values("child_id"))
    scene = _Scene(kind.id, team, children, on)
    return [item for about in kind.about for item in _MADE_FROM[about](scene)]


@dataclass(frozen=True)
class _Scene:
    kind: str
    team: Team | None
    children: QuerySet[Child]
    on: date


def _issues(scene: _Scene) -> Iterable[AgendaItem]:
    rows = Issue.objects.filter(UNSETTLED, review__child__in=scene.children).select_related("review")
    for row in rows.order_by("-rating", "opened_on", "pk"):
        yield AgendaItem(About.ISSUES, row.review.child_id, row.pk, row.rating, row.opened_on, row.reason)


def _reports(scene: _Scene) -> Iterable[AgendaItem]:
    """Reviews of the last month, and those ahead within two days, to which no social worker's report came."""
    came = ReviewPaper.objects.filter(review=OuterRef("pk"), kind=REPORT).filter(
        Q(received_on__isnull=False) | Q(not_needed=True)
    )
    first = add_months(scene.on, -1)
    rows = Review.objects.filter(CURRENT, ~Exists(came), child__in=scene.children, recorded_at__isnull=False)
    rows = rows.filter(held_on__range=(first, scene.on)).filter(papers__isnull=False).distinct()
    for row in rows.order_by("held_on", "pk"):
        yield AgendaItem(About.REPORTS, row.child_id, row.pk, since_on=row.held_on)


def _decisions(scene: _Scene) -> Iterable[AgendaItem]:
    """Of each child the one that is overdue the longest; the longest of all first, as many as a meeting can look at."""
    rows = Decision.objects.filter(
        CURRENT,
        review__child__in=scene.children,
        review__withdrawn_at__isnull=True,
        sent_at__isnull=False,
        due_on__lt=scene.on,
        due_on__gte=add_months(scene.on, -12),
        done_on__isnull=True,
        outcome="",
    )
    longest: dict[int, Decision] = {}
    for row in rows.select_related("review").order_by("due_on", "pk"):
        longest.setdefault(row.review.child_id, row)
    for child, row in list(longest.items())[:MOST_DECISIONS]:
        yield AgendaItem(About.DECISIONS, child, row.review_id, since_on=row.due_on, words=row.text)


def _permanence(scene: _Scene) -> Iterable[AgendaItem]:
    """Children whose second review was held and for whom no agreed plan stands; not those placed for adoption."""
    agreed = PermanencePlan.objects.filter(
        CURRENT, child=OuterRef("pk"), from_on__lte=scene.on, agreed_on__lte=scene.on
    ).exclude(ended_on__lte=scene.on)
    rows = scene.children.filter(~Exists(agreed), timetable__reviews_held__gte=SECOND_REVIEW)
    rows = rows.exclude(timetable__rule__startswith="adoption.").select_related("timetable")
    for row in rows.order_by("-timetable__reviews_held", "pk"):
        yield AgendaItem(About.PERMANENCE, row.pk, since_on=row.timetable.last_held_on)


def _good(scene: _Scene) -> Iterable[AgendaItem]:
    """Compliments to the team, and what forms say of good practice, of the last month."""
    since = add_months(scene.on, -1)
    given = Compliment.objects.filter(given_at__date__gt=since, given_at__date__lte=scene.on)
    if scene.team is not None:
        given = given.filter(Q(team=scene.team) | Q(child__in=scene.children))
    for row in given.order_by("pk"):
        yield AgendaItem(About.GOOD, row.child_id, code=row.theme, since_on=row.given_at.date(), words=row.words)
    answers = FormAnswer.objects.filter(form__sent_at__date__gt=since, form__review__child__in=scene.children)
    for answer in answers.exclude(words="").select_related("form__review").order_by("pk"):
        kinds = {each.id: each.kind for each in questions_of(policy_of(answer.form))}
        if kinds.get(answer.question) is QuestionKind.GOOD:
            form = answer.form
            yield AgendaItem(About.GOOD, form.review.child_id, form.pk, "", form.review.held_on, answer.words)


def _actions(scene: _Scene) -> Iterable[AgendaItem]:
    """What an earlier meeting of this kind and team asked for and nobody has said is done."""
    rows = MeetingLine.objects.filter(
        meeting__kind=scene.kind, meeting__team=scene.team, meeting__closed_at__isnull=False, done_on__isnull=True
    ).exclude(action="")
    for row in rows.order_by("by_on", "pk"):
        words = f"{row.action} ({row.who})" if row.who else row.action
        yield AgendaItem(About.ACTIONS, row.child_id, row.pk, since_on=row.by_on, words=words)


_MADE_FROM: dict[About, Callable[[_Scene], Iterable[AgendaItem]]] = {
    About.ISSUES: _issues,
    About.REPORTS: _reports,
    About.DECISIONS: _decisions,
    About.PERMANENCE: _permanence,
    About.GOOD: _good,
    About.ACTIONS: _actions,
}
