"""What disputes are about, over a period: by theme, team, stage, outcome and month, with rates, and what recurs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import polars as pl
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from openiro.allocation.queries import of_seen_children
from openiro.children.models import CURRENT, CarePeriod, Episode
from openiro.core.clock import LONDON
from openiro.domain.codes import SHORT_BREAK_STATUSES
from openiro.domain.permissions import Permission
from openiro.escalations.queries.concerns import concerns_visible_to
from openiro.escalations.queries.elsewhere import table_of_disputes
from openiro.measures.expressions import NOT_RECORDED
from openiro.measures.facts_of_challenge import OPEN, disputes_raised
from openiro.measures.period import Period
from openiro.people.models import User
from openiro.people.queries import check_may
from openiro.reviews.models import Review
from openiro.reviews.queries import team_names_of

LOOKED_AFTER = "looked_after"
RECURS = 2


@dataclass(frozen=True)
class ThemeCount:
    """How many disputes of one kind there are; `code` is a theme, team, stage place, outcome or month (YYYY-MM).

    `per_100`: for each 100 reviews held in the period, None where no review was held or none is meant.
    """

    code: str
    disputes: int
    concerns: int
    per_100: Fraction | None


@dataclass(frozen=True)
class Recurring:
    """One theme of one team in the period, for several children or more than once for one.

    `concerns` are those that became no dispute.
    """

    team: str
    theme: str
    disputes: int
    concerns: int
    children: int


@dataclass(frozen=True)
class Themes:
    """Formal disputes that began, and concerns that were raised, in a period; a dispute of several themes is in each.

    `children`: whom the disputes are about, each once. `reviews`: held in the period of the children whom the reader
    sees.
    """

    disputes: int
    children: int
    concerns: int
    reviews: int
    by_theme: tuple[ThemeCount, ...]
    by_team: tuple[ThemeCount, ...]
    by_stage: tuple[ThemeCount, ...]
    by_outcome: tuple[ThemeCount, ...]
    by_month: tuple[ThemeCount, ...]
    recurring: tuple[Recurring, ...]


@dataclass(frozen=True)
class _Raised:
    """One formal dispute, as it is counted."""

    themes: tuple[str, ...]
    team: str
    stage: str
    outcome: str
    month: str
    children: frozenset[str]


@dataclass(frozen=True)
class _Said:
    """One concern, as it is counted."""

    theme: str
    team: str
    month: str
    child: str
    became_formal: bool


def themes_of(
    user: User, *, from_on: date, to_on: date, service: str = LOOKED_AFTER, theme: str = "", on: date
) -> Themes:
    """What the disputes that `user` sees are about, begun `from_on` to `to_on`, both included; ten queries.

    A team's rate is held against the reviews of the children who are the team's on `on`. Raises `UnableToPermit`.
    """
    check_may(user, Permission.VIEW_DISPUTES, on=on)
    raised = [row for row in _raised(user, from_on, to_on, service, on) if not theme or theme in row.themes]
    said = [row for row in _said(user, from_on, to_on, service, on) if theme in ("", row.theme)]
    held, of_team = _reviews(user, from_on, to_on, on) if service == LOOKED_AFTER else (0, Counter())
    teams = {row.team for row in raised} | {row.team for row in said}
    return Themes(
        disputes=len(raised),
        children=len(frozenset().union(*(row.children for row in raised))),
        concerns=len(said),
        reviews=held,
        by_theme=_counted(_in_each(raised), Counter(row.theme for row in said), held),
        by_team=_counted(
            Counter(row.team for row in raised),
            Counter(row.team for row in said),
            {team: of_team[team] for team in teams},
        ),
        by_stage=_counted(Counter(row.stage for row in raised), Counter(), held),
        by_outcome=_counted(Counter(row.outcome for row in raised), Counter(), held),
        by_month=_counted(Counter(row.month for row in raised), Counter(row.month for row in said), None),
        recurring=_recurring(raised, said),
    )


def _raised(user: User, from_on: date, to_on: date, service: str, on: date) -> list[_Raised]:
    """The disputes as measures count them (`measures.facts_of_challenge`), of those that the reader sees."""
    table = table_of_disputes(user, on=on, from_on=from_on, to_on=to_on)
    raised = disputes_raised(table, Period(from_on, to_on)).filter(pl.col("service") == service)
    about = table.group_by("dispute").agg(pl.col("theme").unique().sort(), pl.col("child").unique())
    rows = raised.drop("child").join(about, on="dispute", maintain_order="left").iter_rows(named=True)
    return [
        _Raised(
            themes=tuple(row["theme"]),
            team="" if row["team"] == NOT_RECORDED else row["team"],
            stage=row["stage"],
            outcome="" if row["outcome"] == OPEN else row["outcome"],
            month=f"{row['raised_on']:%Y-%m}",
            children=frozenset(row["child"]),
        )
        for row in rows
    ]


def _said(user: User, from_on: date, to_on: date, service: str, on: date) -> list[_Said]:
    rows = concerns_visible_to(user, on=on).filter(
        raised_at__date__gte=from_on, raised_at__date__lte=to_on, service=service
    )
    found = rows.order_by("pk").values_list("theme", "team__name", "raised_at", "child__code", "dispute")
    return [
        _Said(theme, team or "", f"{raised_at.astimezone(LONDON):%Y-%m}", child, dispute is not None)
        for theme, team, raised_at, child, dispute in found
    ]


def _reviews(user: User, from_on: date, to_on: date, on: date) -> tuple[int, Counter[str]]:
    """Reviews held in the period of the children whom the reader sees: all, and by the team of today."""
    seen = of_seen_children(user, on=on, permission=Permission.VIEW_DISPUTES)
    held = Review.objects.filter(CURRENT, seen, held_on__range=(from_on, to_on))
    held = held.filter(Exists(_care_on_the_day()), ~Exists(_short_break_on_the_day()))
    by_child = dict(held.order_by().values_list("child_id").annotate(number=Count("pk")))
    by_team: Counter[str] = Counter()
    teams = team_names_of(seen, on=on)
    for child, number in by_child.items():
        by_team[teams.get(child, "")] += number
    return sum(by_child.values()), by_team


def _care_on_the_day() -> QuerySet[CarePeriod]:
    """The care periods that hold the day of a review: one outside any counts in nothing."""
    day = OuterRef("held_on")
    going_on = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
    return CarePeriod.objects.filter(going_on, child=OuterRef("child"), started_on__lte=day)


def _short_break_on_the_day() -> QuerySet[Episode]:
    """The episodes of short breaks that hold the day of a review: it is not one of a looked-after child."""
    day = OuterRef("held_on")
    going_on = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    rows = Episode.objects.filter(CURRENT, going_on, child=OuterRef("child"), started_on__lte=day)
    return rows.filter(legal_status__in=SHORT_BREAK_STATUSES)


def _in_each(raised: Iterable[_Raised]) -> Counter[str]:
    return Counter(theme for row in raised for theme in set(row.themes))


def _counted(
    disputes: Counter[str], concerns: Counter[str], reviews: int | dict[str, int] | None
) -> tuple[ThemeCount, ...]:
    """The most first; `reviews`: what each is held against, one number for all or one for each."""
    lines = []
    for code in disputes.keys() | concerns.keys():
        held = reviews.get(code, 0) if isinstance(reviews, dict) else reviews or 0
        rate = Fraction(100 * disputes[code], held) if held else None
        lines.append(ThemeCount(code, disputes[code], concerns[code], rate))
    return tuple(sorted(lines, key=lambda line: (-line.disputes, -line.concerns, line.code)))


def _recurring(raised: Iterable[_Raised], said: Iterable[_Said]) -> tuple[Recurring, ...]:
    """Themes of one team for several children, or for one child more than once; what became formal counts once."""
    times: dict[tuple[str, str], Counter[str]] = {}
    disputes: Counter[tuple[str, str]] = Counter()
    concerns: Counter[tuple[str, str]] = Counter()
    for row in raised:
        for theme in set(row.themes):
            disputes[row.team, theme] += 1
            times.setdefault((row.team, theme), Counter()).update(row.children)
    for each in said:
        if not each.became_formal:
            concerns[each.team, each.theme] += 1
            times.setdefault((each.team, each.theme), Counter())[each.child] += 1
    found = [
        Recurring(*key, disputes[key], concerns[key], len(about))
        for key, about in times.items()
        if len(about) >= RECURS or max(about.values()) > 1
    ]
    return tuple(sorted(found, key=lambda line: (-line.children, -line.disputes, line.team, line.theme)))
