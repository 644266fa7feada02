"""Gives each child plans for where to grow up, so that as many have one by the second review as the plan says."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from openiro.demo.lives import DAY, Life, PlanLaid
from openiro.demo.plan import Council, Period
from openiro.demo.refusal import UnableToLayOut
from openiro.domain.months import age_on

USUALLY_BY_SECOND_REVIEW = 0.86
PROPOSED_AFTER, AGREED_AFTER = (10, 40), (3, 21)
AGREED_LATE_AFTER = (20, 120)
CHANGED_AFTER = (300, 500)
CHANGED = 0.15
BY_HOME = {
    "relatives": "LTRELFR",
    "relatives, long term": "LTRELFR",
    "children's home": "RESPLMT",
    "parents": "RETURN6M",
    "hostel": "SUPPLIV",
    "independent": "SUPPLIV",
}


def settle_permanence(council: Council, lives: Sequence[Life], random: Random) -> None:
    """Fill in `plans` of every life. Raises `UnableToLayOut` where the share of a period cannot be met exactly."""
    first = council.opens_on
    for period in council.periods:
        seconds = list(_second_reviews(lives, council.opens_on, first, period.ends_on))
        for life, in_time in zip(seconds, _shares(seconds, period, random), strict=True):
            life.plans = _plans(life, life.reviews[1].held_on, in_time, council.last_day, random)
        first = period.ends_on + DAY
    for life in lives:
        if not life.plans and not life.status.startswith("short breaks"):
            life.plans = _plans_of_others(life, council, random)


def _second_reviews(lives: Sequence[Life], opens_on: date, first: date, last: date) -> Iterator[Life]:
    """Children whose second review is known and lies in that time."""
    for life in lives:
        known = life.started_on >= opens_on and not life.status.startswith("short breaks")
        if known and len(life.reviews) > 1 and first <= life.reviews[1].held_on <= last:
            yield life


def _shares(seconds: Sequence[Life], period: Period, random: Random) -> list[bool]:
    share = period.practice.by_second_review or USUALLY_BY_SECOND_REVIEW
    number = int(len(seconds) * share + 0.5)
    if period.practice.by_second_review and int(100 * number / len(seconds) + 0.5) != int(100 * share + 0.5):
        raise UnableToLayOut(f"No part of {len(seconds)} second reviews is {share:.0%} of them.")
    shares = [True] * number + [False] * (len(seconds) - number)
    random.shuffle(shares)
    return shares


def _plans(life: Life, second: date, in_time: bool, last_day: date, random: Random) -> list[PlanLaid]:
    kind = _kind(life, second)
    proposed_on = min(life.started_on + timedelta(days=random.randint(*PROPOSED_AFTER)), second)
    if in_time:
        agreed_on = min(proposed_on + timedelta(days=random.randint(*AGREED_AFTER)), second)
        return _with_change(life, PlanLaid(kind, proposed_on, agreed_on), last_day, random)
    late = second + timedelta(days=random.randint(*AGREED_LATE_AFTER))
    agreed = late if late <= (life.ended_on or last_day) and late <= last_day else None
    return [PlanLaid(kind, proposed_on, agreed, _ended(life, last_day))]


def _plans_of_others(life: Life, council: Council, random: Random) -> list[PlanLaid]:
    """Children whose second review was before the records open or has not come: a plan once they are settled."""
    proposed_on = life.started_on + timedelta(days=random.randint(*PROPOSED_AFTER))
    agreed_on = proposed_on + timedelta(days=random.randint(*AGREED_AFTER))
    left_on = life.ended_on or council.last_day
    if proposed_on > left_on or proposed_on > council.last_day:
        return []
    settled = agreed_on <= left_on and agreed_on <= council.last_day
    plan = PlanLaid(_kind(life, left_on), proposed_on, agreed_on if settled else None)
    return _with_change(life, plan, council.last_day, random)


def _with_change(life: Life, plan: PlanLaid, last_day: date, random: Random) -> list[PlanLaid]:
    """A plan to go home that did not come true gives way to another; all others last as long as care."""
    changes_on = plan.from_on + timedelta(days=random.randint(*CHANGED_AFTER))
    left_on = life.ended_on or last_day
    if changes_on >= left_on or random.random() > CHANGED:
        plan.ended_on = _ended(life, last_day)
        return [plan]
    earlier = PlanLaid("RETURNEV", plan.from_on, plan.agreed_on, changes_on - DAY)
    if plan.plan == "RETURNEV":
        plan.plan = "LTFOST18"
    return [earlier, PlanLaid(plan.plan, changes_on, changes_on, _ended(life, last_day))]


def _ended(life: Life, last_day: date) -> date | None:
    return life.ended_on if life.ended_on and life.ended_on <= last_day else None


def _kind(life: Life, day: date) -> str:
    if life.adoption_on is not None or life.ending.startswith("adopted") or "placed for adoption" in life.home:
        return "ADOPTION"
    if life.ending.startswith("returned home"):
        return "RETURN6M"
    if age_on(life.born_on, day) >= 16:
        return "SUPPLIV"
    return BY_HOME.get(life.home, "LTFOST18")
