"""Lays out what a synthetic council challenged and praised, what was complained of, and what IROs did between reviews.

The plan says how many of which kind; the dice say when, and about whom of those in care on the day.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from openiro.demo.lives import Life
from openiro.demo.plan import Challenged, Council, Counts
from openiro.domain.months import add_months
from openiro.domain.oversight import midpoint
from openiro.domain.working_days import WorkingCalendar

TABLES = ("disputes", "concerns", "compliments", "oversight", "complaints")
CHILD_PROTECTION = "child_protection"
DAYS_A_STAGE = 5
MIDWAY_DONE, VISITED = 0.86, 0.55
OUTCOMES = ("agreed", "agreed", "agreed", "partly_agreed", "withdrawn")
# A matter is put formally within a few working days of when it arose, and out of a review within so many days.
LONGEST_TO_RAISE, OUT_OF_A_REVIEW = 8, timedelta(days=14)
# Working days from the last stage to the close; a few disputes go on for longer than all stages may take.
CLOSED_AFTER = (1, 2, 2, 3, 3, 4, 5, 5, 6, 24)

Row = dict[str, Any]
Laid = Mapping[str, Sequence[Row]]


def lay_out_challenge(
    council: Council, lives: Mapping[str, Life], under_plan: Sequence[str], calendar: WorkingCalendar, seed: int
) -> Laid:
    """Rows of the tables of challenge, by the name of the table; `lives` by the council's number of the child."""
    random = Random(seed)  # noqa: S311  invented children need repeatable numbers, not secret ones
    laid: dict[str, list[Row]] = {
        name: [] for name in ("disputes", "concerns", "compliments", "oversight", "complaints")
    }
    for plan in council.challenged:
        cast = _Cast(council, plan, lives, under_plan, random)
        for service in plan.themes:
            laid["disputes"] += _disputes(cast, service, len(laid["disputes"]), calendar)
        laid["concerns"] += _dated(cast, plan.concerns, "concern", "raised_on", len(laid["concerns"]))
        laid["compliments"] += _dated(cast, plan.compliments, "compliment", "given_on", len(laid["compliments"]))
        laid["complaints"] += _complaints(cast, len(laid["complaints"]))
        laid["oversight"] += _oversight(cast)
    return laid


class _Cast:
    """Whom the dice may choose from in one stretch of the plan."""

    def __init__(
        self, council: Council, plan: Challenged, lives: Mapping[str, Life], under_plan: Sequence[str], random: Random
    ) -> None:
        self.council, self.plan, self.lives, self.random = council, plan, lives, random
        self.under_plan = under_plan

    def day(self) -> date:
        """A day of the stretch."""
        return self.plan.from_on + timedelta(days=self.random.randrange((self.plan.to_on - self.plan.from_on).days + 1))

    def child(self, service: str, day: date) -> str:
        """A child in care on the day, or one under a plan."""
        if service == CHILD_PROTECTION and self.under_plan:
            return self.random.choice(self.under_plan)
        present = [code for code, life in self.lives.items() if life.reviews and _is_in_care(life, day)]
        return self.random.choice(present)

    def review(self, child: str, raised: date) -> date | None:
        """The day of the child's last review before the dispute, where that was not long before."""
        held = [review.held_on for review in self.lives[child].reviews] if child in self.lives else []
        return max((day for day in held if day <= raised <= day + OUT_OF_A_REVIEW), default=None)

    def shuffled(self, counts: Counts) -> list[str]:
        """Every kind as often as it is counted, in an order of the dice."""
        kinds = [kind for kind, count in counts.items() for _ in range(count)]
        self.random.shuffle(kinds)
        return kinds


def _is_in_care(life: Life, day: date) -> bool:
    return life.started_on <= day and (life.ended_on is None or life.ended_on > day)


def _disputes(cast: _Cast, service: str, before: int, calendar: WorkingCalendar) -> Iterator[Row]:
    plan, random = cast.plan, cast.random
    stages = cast.shuffled(plan.stages[service])
    for number, (theme, stage) in enumerate(zip(cast.shuffled(plan.themes[service]), stages, strict=True), before + 1):
        raised = cast.day()
        last = int(stage)
        days = {place: calendar.days_after(raised, DAYS_A_STAGE * (place - 1)) for place in range(2, last + 1)}
        # A stage that the plan counts is reached within the stretch.
        reached = {place: min(day, plan.to_on) for place, day in days.items()}
        closed = calendar.days_after(max([raised, *reached.values()]), random.choice(CLOSED_AFTER))
        is_closed = closed <= cast.council.last_day
        child = cast.child(service, raised)
        yield {
            "dispute": f"{cast.council.prefix}-DR-{number}",
            "child": child,
            "theme": theme,
            "service": service,
            "raised_on": raised,
            **{f"stage_{place}_on": reached.get(place) for place in range(2, 6)},
            "team": random.choice(cast.council.teams),
            "outcome": random.choice(OUTCOMES) if is_closed else None,
            "closed_on": closed if is_closed else None,
            "days_stopped": 0,
            "stopped_on": None,
            "review_on": cast.review(child, raised),
            "arose_on": calendar.days_before(raised, len(theme) % LONGEST_TO_RAISE),
        }


def _dated(cast: _Cast, counts: Counts, name: str, day_column: str, before: int) -> Iterator[Row]:
    for number, theme in enumerate(cast.shuffled(counts), before + 1):
        day = cast.day()
        code = f"{cast.council.prefix}-{name[:4].upper()}-{number}"
        yield {name: code, "child": cast.child("", day), "theme": theme, day_column: day}


def _complaints(cast: _Cast, before: int) -> Iterator[Row]:
    """A complaint of a child is theirs; a care leaver, or anybody else, is not on record."""
    ways = enumerate(cast.shuffled(cast.plan.complaints), before + 1)
    for number, group in ways:
        received = cast.day()
        settled = received + timedelta(days=cast.random.randrange(4, 30))
        is_settled = settled <= cast.council.last_day
        yield {
            "complaint": f"{cast.council.prefix}-CM-{number}",
            "child": cast.child("", received) if group == "child" else None,
            "group": group,
            "about": "social_care",
            "theme": None,
            "received_on": received,
            "settled_on": settled if is_settled else None,
            "outcome": "Upheld in part" if is_settled else None,
        }


def _oversight(cast: _Cast) -> Iterator[Row]:
    """Midway looks and visits by dice; where the plan says so, an examination in depth each quarter."""
    for code, life in cast.lives.items():
        done = {*_midway(cast, life), *(_in_depth(cast, life) if cast.plan.in_depth else ())}
        yield from ({"child": code, "kind": kind, "done_on": day} for kind, day in sorted(done))


def _midway(cast: _Cast, life: Life) -> Iterator[tuple[str, date]]:
    held = [review.held_on for review in life.reviews]
    for one, other in pairwise([*held, life.ended_on or cast.council.last_day]):
        day = midpoint(one, other)
        if not cast.plan.from_on <= day <= cast.plan.to_on or not one < day < other:
            continue
        if cast.random.random() < MIDWAY_DONE:
            yield "midway", day
        if cast.random.random() < VISITED:
            yield "visit", day


def _in_depth(cast: _Cast, life: Life) -> Iterator[tuple[str, date]]:
    for months in range(0, 12, 3):
        day = add_months(cast.plan.from_on, months) + timedelta(days=cast.random.randrange(80))
        is_missed = cast.random.random() < 1 - cast.plan.in_depth
        if day <= cast.plan.to_on and _is_in_care(life, day) and not is_missed:
            yield "in_depth", day
