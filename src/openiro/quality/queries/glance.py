"""Quality at a glance: forms sent and due, amber and red by team with rates, themes, and results by quarter."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Exists, OuterRef, Q

from openiro.allocation.queries import of_seen_children
from openiro.children.models import CURRENT
from openiro.domain.monitoring import OPEN_RATINGS, first_of_quarter
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, policy_in_force, teams
from openiro.quality.models import FormAnswer, Issue, MonitoringForm
from openiro.quality.queries.forms import questions_of
from openiro.quality.queries.issues import UNSETTLED
from openiro.reviews.models import Review
from openiro.reviews.queries import teams_of

PER = 100


@dataclass(frozen=True)
class TeamQuality:
    """One team (empty: none known): reviews held in the period, amber and red found in it, and those open now."""

    team: str
    reviews: int
    amber: int
    red: int
    open: int

    @property
    def per_100(self) -> Fraction | None:
        """Amber and red for each 100 reviews; None where no review was held."""
        return Fraction(PER * (self.amber + self.red), self.reviews) if self.reviews else None


@dataclass(frozen=True)
class QuarterResult:
    """Of one question in the quarter from `first_on`: how many were good (yes, or green) of how many answered.

    `is_rating`: it is rated green, amber or red; else it is answered yes or no, most of them by the review itself.
    """

    question: str
    first_on: date
    is_rating: bool
    good: int
    answered: int

    @property
    def percent(self) -> Fraction | None:
        """Good for each 100 answered; None where nothing was answered."""
        return Fraction(PER * self.good, self.answered) if self.answered else None


@dataclass(frozen=True)
class Quality:
    """The service's quality in a period, of the children whom the reader sees. `sent` of `reviews` forms were sent."""

    reviews: int
    sent: int
    open_amber: int
    open_red: int
    teams: tuple[TeamQuality, ...]
    themes: tuple[tuple[str, int, int], ...]
    quarters: tuple[date, ...]
    results: tuple[QuarterResult, ...]

    @property
    def completion(self) -> Fraction | None:
        """Forms sent for each 100 reviews held and recorded here; None where there was none."""
        return Fraction(PER * self.sent, self.reviews) if self.reviews else None


def quality_at_a_glance(user: User, *, from_on: date, to_on: date, on: date) -> Quality:
    """Forms of reviews held from `from_on` to `to_on`, both included, and what is open on `on`; six queries.

    Themes: code, how many were found in the period, how many of all are open. Raises `UnableToPermit`.
    """
    check_may(user, Permission.VIEW_FORMS, on=on)
    of_reviews = of_seen_children(user, on=on, permission=Permission.VIEW_FORMS)
    of_issues = of_seen_children(user, on=on, permission=Permission.VIEW_FORMS, child="review__child")
    return _quality(_reviews(of_reviews, from_on, to_on), _issues(of_issues), from_on, to_on, on)


def quality_of_service(*, from_on: date, to_on: date, on: date) -> Quality:
    """The same of every child, for a paper of the service, which names none; five queries."""
    return _quality(_reviews(Q(), from_on, to_on), _issues(Q()), from_on, to_on, on)


def _quality(
    reviews: list[tuple[int, int, bool]], issues: "list[_Issue]", from_on: date, to_on: date, on: date
) -> Quality:
    found = [each for each in issues if from_on <= each.opened_on <= to_on]
    unsettled = [each for each in issues if each.is_open]
    results = _results([number for number, _, is_sent in reviews if is_sent], on)
    ratings = Counter(each.rating for each in unsettled)
    return Quality(
        reviews=len(reviews),
        sent=sum(is_sent for _, _, is_sent in reviews),
        open_amber=ratings["amber"],
        open_red=ratings["red"],
        teams=_teams(reviews, found, unsettled, on),
        themes=_themes(found, unsettled),
        quarters=tuple(sorted({each.first_on for each in results})),
        results=tuple(results),
    )


@dataclass(frozen=True)
class _Issue:
    rating: str
    theme: str
    team: str
    opened_on: date
    is_open: bool


def _reviews(seen: Q, from_on: date, to_on: date) -> list[tuple[int, int, bool]]:
    sent = MonitoringForm.objects.filter(review=OuterRef("pk"), sent_at__isnull=False)
    rows = Review.objects.filter(
        CURRENT,
        seen,
        recorded_at__isnull=False,
        held_on__range=(from_on, to_on),
    )
    return list(rows.annotate(is_sent=Exists(sent)).values_list("pk", "child_id", "is_sent"))


def _issues(seen: Q) -> list[_Issue]:
    still = set(Issue.objects.filter(seen, UNSETTLED).values_list("pk", flat=True))
    rows = Issue.objects.filter(seen).values_list("pk", "rating", "theme", "team__name", "opened_on")
    return [_Issue(rating, theme, team or "", day, number in still) for number, rating, theme, team, day in rows]


def _teams(
    reviews: list[tuple[int, int, bool]], found: list[_Issue], unsettled: list[_Issue], on: date
) -> tuple[TeamQuality, ...]:
    names = {team.number: team.name for team in teams()}
    of_child = teams_of([child for _, child, _ in reviews], on=on)
    held = Counter(names.get(of_child.get(child, 0), "") for _, child, _ in reviews)
    by_rating, still = Counter((each.team, each.rating) for each in found), Counter(each.team for each in unsettled)
    every = sorted({*held, *still, *(team for team, _ in by_rating)})
    return tuple(
        TeamQuality(team, held[team], by_rating[team, "amber"], by_rating[team, "red"], still[team]) for team in every
    )


def _themes(found: Iterable[_Issue], unsettled: Iterable[_Issue]) -> tuple[tuple[str, int, int], ...]:
    number, still = Counter(each.theme for each in found), Counter(each.theme for each in unsettled)
    return tuple((theme, number[theme], still[theme]) for theme in sorted({*number, *still}, key=lambda t: -number[t]))


def _results(reviews: list[int], on: date) -> list[QuarterResult]:
    """Of the latest version sent of each form, by question and the quarter in which the review was held."""
    later = MonitoringForm.objects.filter(
        review=OuterRef("form__review"), version__gt=OuterRef("form__version"), sent_at__isnull=False
    )
    rows = FormAnswer.objects.filter(~Exists(later), form__review__in=reviews, form__sent_at__isnull=False)
    good: Counter[tuple[str, date]] = Counter()
    answered: Counter[tuple[str, date]] = Counter()
    rated: set[str] = set()
    known = {"yes", "no", "green", *OPEN_RATINGS}
    for question, answer, held_on in rows.values_list("question", "answer", "form__review__held_on"):
        if answer in known and held_on is not None:
            key = (question, first_of_quarter(held_on))
            answered[key] += 1
            good[key] += answer in ("yes", "green")
            rated |= {question} if answer in {"green", *OPEN_RATINGS} else set()
    titles = {each.id: each.title for each in questions_of(policy_in_force(on=on).quality)}
    order = {id: place for place, id in enumerate(titles)}
    keys = sorted(answered, key=lambda key: (order.get(key[0], len(order)), key))
    return [QuarterResult(titles.get(id, id), day, id in rated, good[id, day], answered[id, day]) for id, day in keys]
