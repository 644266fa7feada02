"""Lays out what a synthetic service did beside reviews: chairing observed, statements, disruptions, carers' reviews."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from openiro.demo.child import ChildLaid
from openiro.demo.plan import Council, Practised
from openiro.domain.codes import CODE_SETS
from openiro.domain.months import add_months
from openiro.measures.facts_of_practice import UNPLANNED

LONG_PLACEMENT_MONTHS = 12
# Days from the day on which it was due to that of a foster carer's review: one in ten is late, one in twenty not held.
HELD_AFTER = (*range(-20, -3), 12, 25, None)

Row = dict[str, Any]


def lay_out_practice(council: Council, children: Sequence[ChildLaid], random: Random) -> Mapping[str, Sequence[Row]]:
    """Rows by the name of their table."""
    laid: dict[str, list[Row]] = {
        name: [] for name in ("chairing_observations", "statements", "disruption_meetings", "carer_reviews")
    }
    for plan in council.practised:
        laid["chairing_observations"] += _observed(plan, children, random)
        laid["statements"] += _statements(council, plan, children, len(laid["statements"]), random)
        laid["disruption_meetings"] += _meetings(plan, children, random)
        laid["carer_reviews"] += _carers(council, plan, random)
    return laid


def _observed(plan: Practised, children: Sequence[ChildLaid], random: Random) -> Iterator[Row]:
    held = [
        (child.code, review.held_on)
        for child in children
        for review in child.life.reviews
        if plan.from_on <= review.held_on <= plan.to_on
    ]
    for code, day in sorted(random.sample(held, min(plan.observed, len(held)))):
        yield {"child": code, "held_on": day, "officer": None}


def _statements(
    council: Council, plan: Practised, children: Sequence[ChildLaid], before: int, random: Random
) -> Iterator[Row]:
    topics = [code.code for code in CODE_SETS["VIEW_TOPIC"]]
    for number in range(before + 1, before + plan.statements + 1):
        day = plan.from_on + timedelta(days=random.randrange((plan.to_on - plan.from_on).days + 1))
        talkers = [child for child in children if child.life.in_care_on(day) and child.is_of(8, day)]
        child, topic = random.choice(talkers), random.choice(topics)
        number_told = f"{council.prefix}-ST-{number}"
        yield {"statement": number_told, "child": child.code, "said_on": day, "source": "app", "topic": topic}


def _meetings(plan: Practised, children: Sequence[ChildLaid], random: Random) -> Iterator[Row]:
    """Meetings on placements of 12 months or more that broke down."""
    if plan.met is None:
        return
    for child in children:
        for row in child.episodes:
            placed_on = child.placed_on(row.ended_on - timedelta(days=1)) if row.ended_on else None
            if row.ended_on is None or placed_on is None or row.reason_place_change not in UNPLANNED:
                continue
            long = add_months(placed_on, LONG_PLACEMENT_MONTHS) <= row.ended_on
            held_on = row.ended_on + timedelta(days=random.randrange(7, 30))
            if long and plan.from_on <= row.ended_on <= plan.to_on and random.random() < plan.met:
                yield {"child": child.code, "ended_on": row.ended_on, "held_on": _by(held_on, plan.to_on)}


def _by(day: date, last: date) -> date | None:
    return day if day <= last else None


def _carers(council: Council, plan: Practised, random: Random) -> Iterator[Row]:
    for number in range(plan.carers):
        due_on = plan.from_on + timedelta(days=random.randrange((plan.to_on - plan.from_on).days + 1))
        after = random.choice(HELD_AFTER)
        held_on = None if after is None else _by(due_on + timedelta(days=after), plan.to_on)
        yield {"carer": f"{council.prefix}-FC-{number + 1}", "due_on": due_on, "held_on": held_on}
