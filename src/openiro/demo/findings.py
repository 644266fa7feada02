"""What reviews find: checks, who chaired, who was seen before, who had an advocate, and what children were told."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from openiro.demo.asked import Asked, applies, asked_in
from openiro.demo.lives import DAY, CheckLaid, Life, ReviewLaid
from openiro.demo.plan import Council, Period, Practice
from openiro.demo.refusal import UnableToLayOut
from openiro.domain.checks_policy import Check, Entitlement
from openiro.domain.months import age_on, nth_birthday

Held = list[tuple[Life, ReviewLaid]]
SEEN_BEFORE, SEEN_DAYS_BEFORE = 0.88, (1, 20)
NOT_ON_FILE = 0.04
NOT_APPLICABLE = "not_applicable"
CHAIRS_FROM, CHAIRS_ALL, CHAIRS_PART = 10, 0.05, 0.14
SPOKEN_FOR = ("PN2", "PN5")
ADVOCATE_FROM, USUALLY_WITH_ADVOCATE = 5, 0.03
TOLD_AFTER = (1, 12)


def settle_findings(council: Council, lives: Sequence[Life], random: Random) -> None:
    """Fill in what every review found, and what each child was told of."""
    asked = asked_in(council)
    first = council.opens_on
    for period in council.periods:
        held = [(life, each) for life in lives for each in life.reviews if first <= each.held_on <= period.ends_on]
        for check in asked.checks:
            _settle_check(check, period.practice, held, random)
        _settle_permanence(asked.permanence, held)
        _settle_meetings(held, random)
        _settle_advocates(period, held, random)
        first = period.ends_on + DAY
    _settle_told(council, asked, lives, random)


def _settle_check(check: Check, practice: Practice, held: Held, random: Random) -> None:
    """Exactly the share of the plan is up to date, and exactly its share of those on file; else not asked."""
    group = [review for life, review in held if applies(check, life, review)]
    asked_at = set(map(id, group))
    for _, review in held:
        if id(review) not in asked_at:
            review.checks.append(CheckLaid(check.id, NOT_APPLICABLE, NOT_APPLICABLE))
    random.shuffle(group)
    found = _half_up(len(group) * practice.up_to_date[check.id])
    lost = _half_up(found * practice.not_on_file.get(check.id, NOT_ON_FILE))
    for place, review in enumerate(group):
        on_file = "yes" if lost <= place < found else "no"
        answer = "yes" if place < found else "no"
        review.checks.append(CheckLaid(check.id, answer, on_file if check.has_file else NOT_APPLICABLE))


def _settle_permanence(check: Check, held: Held) -> None:
    for life, review in held:
        if applies(check, life, review):
            answer = "yes" if any(plan.stands_on(review.held_on) for plan in life.plans) else "no"
            review.checks.append(CheckLaid(check.id, answer, answer))


def _settle_meetings(held: Held, random: Random) -> None:
    for life, review in held:
        chance = random.random()
        seen_on = review.held_on - timedelta(days=random.randint(*SEEN_DAYS_BEFORE))
        if random.random() < SEEN_BEFORE and seen_on >= life.started_on:
            review.seen_before_on = seen_on
        chairs = review.code == "PN1" and age_on(life.born_on, review.held_on) >= CHAIRS_FROM
        part = chairs and chance < CHAIRS_ALL + CHAIRS_PART
        review.chaired = "all" if chairs and chance < CHAIRS_ALL else "part" if part else "none"


def _settle_advocates(period: Period, held: Held, random: Random) -> None:
    """Those who were spoken for come first; then others who are old enough, until the numbers are right."""
    practice = period.practice
    order = sorted(
        (pair for pair in held if age_on(pair[0].born_on, pair[1].held_on) >= ADVOCATE_FROM),
        key=lambda pair: (pair[1].code not in SPOKEN_FOR, random.random()),
    )
    for _, review in held:
        review.advocate = False
    for review in _supported(practice, order):
        review.advocate = True


def _supported(practice: Practice, order: Held) -> Iterator[ReviewLaid]:
    if practice.children_with_advocate is not None:
        chosen = list(dict.fromkeys(life.number for life, _ in order))[: practice.children_with_advocate]
        _check_enough(len(chosen), practice.children_with_advocate, "children")
        yield from (review for life, review in order if life.number in chosen)
    elif practice.reviews_with_advocate is not None:
        _check_enough(len(order), practice.reviews_with_advocate, "reviews")
        yield from (review for _, review in order[: practice.reviews_with_advocate])
    else:
        spoken_for = sum(review.code in SPOKEN_FOR for _, review in order)
        others = round((len(order) - spoken_for) * USUALLY_WITH_ADVOCATE)
        yield from (review for _, review in order[: spoken_for + others])


def _check_enough(found: int, wanted: int, what: str) -> None:
    if found < wanted:
        raise UnableToLayOut(f"Only {found} of {wanted} {what} can have an advocate.")


def _settle_told(council: Council, asked: Asked, lives: Sequence[Life], random: Random) -> None:
    """Children are told soon after they come, or soon after they reach the age for it; a few were never told."""
    informed = council.periods[-1].practice.informed
    for life in lives:
        if random.random() < informed:
            life.told = list(_told(life, asked.entitlements, council.last_day, random))


def _told(
    life: Life, entitlements: Sequence[Entitlement], last_day: date, random: Random
) -> Iterator[tuple[str, date]]:
    after = timedelta(days=random.randint(*TOLD_AFTER))
    left_on = life.ended_on or last_day + DAY
    for each in entitlements:
        from_on = max(life.started_on, nth_birthday(life.born_on, each.from_age))
        told_on = min(from_on + after, last_day)
        if from_on <= told_on < left_on:
            yield each.id, told_on


def _half_up(amount: float) -> int:
    return int(amount + 0.5)
