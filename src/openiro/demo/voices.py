"""Gives each review a participation code that fits the child's age, a mode, and the parents' part in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from openiro.demo.bookkeeping import portions
from openiro.demo.lives import DAY, Life, ReviewLaid
from openiro.demo.plan import Council, Parents, Participation, Period
from openiro.demo.refusal import UnableToLayOut
from openiro.domain.months import age_on

BANDS = {"4": (4, 5), "5-9": (5, 10), "10-15": (10, 16), "16+": (16, 99)}
TOOK_PART = {
    "4": {"PN1": 0.3, "PN3": 0.2, "PN5": 0.1, "PN6": 0.4},
    "5-9": {"PN1": 0.45, "PN2": 0.05, "PN3": 0.05, "PN5": 0.05, "PN6": 0.4},
    "10-15": {"PN1": 0.62, "PN2": 0.06, "PN3": 0.01, "PN5": 0.06, "PN6": 0.25},
    "16+": {"PN1": 0.7, "PN2": 0.06, "PN3": 0.01, "PN5": 0.05, "PN6": 0.18},
}
WHY_NOT = {"missing": 2, "refused": 5, "unwell": 1, "elsewhere": 2, "not_asked": 1, "other": 1}
DID_NOT = {"PN4": 0.25, "PN7": 0.75}
MODES = {"in_person": 0.83, "hybrid": 0.03, "video": 0.02, "telephone": 0.07, "paper": 0.05}
MODES_SINCE_2020 = {"in_person": 0.6, "hybrid": 0.22, "video": 0.13, "telephone": 0.02, "paper": 0.03}
FIRST_DAY_OF_VIDEO = date(2020, 3, 24)
LATE_REASONS = (
    "child_unavailable", "parent_unavailable", "iro_unavailable", "social_worker_unavailable", "reports_not_ready",
    "not_told", "court",
)  # fmt: skip
USUAL_REASONS = {
    "mother": {"died": 1, "whereabouts_unknown": 5, "did_not_attend": 10, "not_appropriate": 3, "declined": 4},
    "father": {"died": 2, "whereabouts_unknown": 14, "did_not_attend": 10, "not_appropriate": 4, "declined": 5},
}


@dataclass(frozen=True)
class ParentRow:
    """One parent's part in one review."""

    child: Life
    held_on: date
    parent: str
    attended: bool
    views: bool
    reason: str | None


Held = list[tuple[Life, ReviewLaid]]


def settle_voices(council: Council, lives: Sequence[Life], random: Random) -> list[ParentRow]:
    """Fill in what the reviews still lack, and answer the parents' part in each."""
    rows: list[ParentRow] = []
    first = council.opens_on
    for period in council.periods:
        held = [
            (life, review) for life in lives for review in life.reviews if first <= review.held_on <= period.ends_on
        ]
        _settle_codes(period.participation, held, random)
        _settle_ways(held, random)
        rows.extend(_parents(period, held, random))
        first = period.ends_on + DAY
    return rows


def settle_reasons(council: Council, lives: Sequence[Life], random: Random) -> None:
    """Why children took no part in their reviews: by dice of its own, so that it moves nothing else."""
    first = council.opens_on
    for period in council.periods:
        silent = [
            review
            for life in lives
            for review in life.reviews
            if first <= review.held_on <= period.ends_on and review.code in DID_NOT
        ]
        why_not = period.participation.why_not
        counted = [reason for reason, count in why_not.items() for _ in range(count)]
        usual = portions(max(len(silent) - len(counted), 0), WHY_NOT)
        reasons = [*counted, *(reason for reason, count in usual.items() for _ in range(count))]
        random.shuffle(silent)
        for review, reason in zip(silent, reasons, strict=False):
            review.no_part_reason = reason
        first = period.ends_on + DAY


def _settle_codes(plan: Participation, held: Held, random: Random) -> None:
    older = []
    for life, review in held:
        if age_on(life.born_on, review.held_on) < 4:
            review.code = "PN0"
        else:
            older.append((life, review))
    if plan.not_taking_part is not None:
        random.shuffle(older)
        silent, older = older[: plan.not_taking_part], older[plan.not_taking_part :]
        _deal(silent, {"PN7": 1.0}, random)
    for band, ages in BANDS.items():
        group = [pair for pair in older if ages[0] <= age_on(pair[0].born_on, pair[1].held_on) < ages[1]]
        random.shuffle(group)
        share = 1.0 if plan.not_taking_part is not None else plan.took_part[band]
        taking_part = _half_up(len(group) * share)
        _deal(group[:taking_part], TOOK_PART[band], random)
        _deal(group[taking_part:], DID_NOT, random)


def _half_up(amount: float) -> int:
    return int(amount + 0.5)


def _deal(held: Held, weights: Mapping[str, float], random: Random) -> None:
    codes = [code for code, count in portions(len(held), weights).items() for _ in range(count)]
    random.shuffle(codes)
    for (_, review), code in zip(held, codes, strict=True):
        review.code = code


def _settle_ways(held: Held, random: Random) -> None:
    for _, review in held:
        modes = MODES if review.held_on < FIRST_DAY_OF_VIDEO else MODES_SINCE_2020
        review.mode = random.choices(list(modes), list(modes.values()))[0]
        review.minutes = random.choice((40, 45, 50, 60, 60, 60, 70, 75, 90))
        review.completed_on = review.held_on
        if review.late:
            review.late_reason = random.choice(LATE_REASONS)


def _parents(period: Period, held: Held, random: Random) -> list[ParentRow]:
    plan = period.parents or _usual_parents(len(held))
    order = sorted(held, key=lambda pair: random.random())
    both = plan.mother + plan.father - plan.either
    if not 0 <= both <= min(plan.mother, plan.father) or plan.either > len(held):
        raise UnableToLayOut("Mothers, fathers and either parent do not fit together in the plan.")
    mothers = range(plan.mother)
    fathers = range(plan.mother - both, plan.either)
    reasons = {
        "mother": _reasons(plan, "mother", len(held) - plan.mother, random),
        "father": _reasons(plan, "father", len(held) - plan.father, random),
    }
    rows = []
    for index, (life, review) in enumerate(order):
        attends = index < plan.attended
        rows.append(_row(life, review, "mother", index in mothers, attends, reasons, random))
        alone = index not in mothers
        rows.append(_row(life, review, "father", index in fathers, attends and alone, reasons, random))
    return rows


def _row(
    life: Life,
    review: ReviewLaid,
    parent: str,
    views: bool,
    attends: bool,
    reasons: Mapping[str, list[str]],
    random: Random,
) -> ParentRow:
    reason = None if views else reasons[parent].pop()
    return ParentRow(life, review.held_on, parent, views and attends, views, reason)


def _reasons(plan: Parents, parent: str, number: int, random: Random) -> list[str]:
    counts = dict(plan.reasons.get(parent, {}))
    left = number - sum(counts.values())
    if left < 0:
        raise UnableToLayOut(f"The plan gives more reasons than there are reviews without the {parent}'s views.")
    if plan.reasons:
        rest: Mapping[str, float] = {"not_appropriate": 3, "declined": 4, "not_invited": 1, "not_recorded": 2}
    else:
        rest = USUAL_REASONS[parent]
    for reason, count in portions(left, rest).items():
        counts[reason] = counts.get(reason, 0) + count
    dealt = [reason for reason, count in counts.items() for _ in range(count)]
    random.shuffle(dealt)
    return dealt


def _usual_parents(number: int) -> Parents:
    return Parents(
        either=round(number * 0.7),
        attended=round(number * 0.4),
        mother=round(number * 0.63),
        father=round(number * 0.35),
        reasons={},
    )
