"""What challenge and oversight hold of the invented county: checks, disputes with their stages, audits, supervision.

As many as a service that challenges has at a time: a check for every other child, an open dispute for every twentieth
child and two that were closed, an audit for every thirtieth, and a supervision a month of each officer.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from openiro.jobs.bench_county import MANAGER

DISPUTED_EVERY, AUDITED_EVERY, CLOSED = 20, 30, 2
THEMES = ("drift", "health", "education", "care_planning", "visits", "permanence")
STAGE = ("Stage 1", "team_manager", 5)
TEXT = "The plan that was agreed is not carried out, and nobody has said when it will be."
MONTHS_SUPERVISED = 6
Row = tuple[Any, ...]


def checks(known: Any) -> Iterator[Row]:
    """A midway check of every other child."""
    for place, (child, _, held_on) in enumerate(known.children):
        if place % 2 and held_on:
            yield child, "midway", held_on + timedelta(days=1), held_on, "on_track", known.officer(place)


def disputes(known: Any) -> Iterator[Row]:
    """For every twentieth child one that is open and two that were closed in the months before."""
    for place, _, number in _disputed(known):
        raised = known.at - timedelta(days=6 + 40 * number)
        closed = (raised.date() + timedelta(days=14), known.officer(place), "agreed") if number else (None, None, "")
        team = known.teams[known.team_of(place)]
        theme = THEMES[(place + number) % len(THEMES)]
        yield theme, team, TEXT, raised.date(), raised, known.officer(place), *closed


def disputed(known: Any) -> Iterator[Row]:
    """Whom each is about."""
    for (number,), (_, child, _) in zip(known.numbers("escalations.Dispute"), _disputed(known), strict=True):
        yield number, child


def stages(known: Any) -> Iterator[Row]:
    """The first stage of each."""
    for (number,), (place, _, closed) in zip(known.numbers("escalations.Dispute"), _disputed(known), strict=True):
        began = known.at.date() - timedelta(days=6 + 40 * closed)
        ended: Row = (began + timedelta(days=14), "resolved") if closed else (None, "")
        yield number, 1, *STAGE, known.team_manager(place), began, *ended


def audits(known: Any) -> Iterator[Row]:
    """Journeys, every other one submitted."""
    manager, due_on = known.people[MANAGER], known.at.date() + timedelta(days=14)
    for place, (child, _, _) in enumerate(known.children):
        if place % AUDITED_EVERY == 0:
            done: Row = (known.at, manager, "good") if place % (2 * AUDITED_EVERY) else (None, None, "")
            yield "journey", "2026-1", child, known.officer(place), manager, known.at, due_on, *done


def supervisions(known: Any) -> Iterator[Row]:
    """Six months of each officer."""
    manager = known.people[MANAGER]
    for officer in known.officers:
        for month in range(MONTHS_SUPERVISED):
            yield officer, "planned", _ago(known, 30 * month + 10), known.at, manager


def _disputed(known: Any) -> Iterator[tuple[int, int, int]]:
    for place, (child, _, _) in enumerate(known.children):
        if place % DISPUTED_EVERY == 0:
            for number in range(1 + CLOSED):
                yield place, child, number


def _ago(known: Any, days: int) -> date:
    day: date = known.at.date() - timedelta(days=days)
    return day


# In the order in which they rest on each other.
TABLES = (
    ("reviews.OversightCheck", "child_id kind done_on due_on outcome done_by_id", checks),
    (
        "escalations.Dispute",
        "theme team_id summary formal_from_on raised_at raised_by_id closed_on closed_by_id outcome",
        disputes,
    ),
    ("escalations.DisputedChild", "dispute_id child_id", disputed),
    (
        "escalations.DisputeStage",
        "dispute_id place name role working_days person_id began_on ended_on ended_how",
        stages,
    ),
    (
        "audits.Audit",
        "kind version child_id officer_id auditor_id given_at due_on submitted_at submitted_by_id grade",
        audits,
    ),
    ("supervision.Supervision", "person_id kind held_on recorded_at recorded_by_id", supervisions),
)
