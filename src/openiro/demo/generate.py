"""Makes the records of a synthetic council from its plan. The same plan, day and seed make the same records."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from openiro.demo.care import lay_out_episodes, settle_care
from openiro.demo.challenges import Laid, lay_out_challenge
from openiro.demo.child import ChildLaid
from openiro.demo.elsewhere import lay_out_elsewhere, with_disabled_reviews
from openiro.demo.findings import settle_findings
from openiro.demo.lives import Life, extra_lives, lay_out_lives
from openiro.demo.outcomes import settle_outcomes
from openiro.demo.permanence import settle_permanence
from openiro.demo.persons import settle_persons
from openiro.demo.plan import Council
from openiro.demo.protection import lay_out_protection
from openiro.demo.refusal import UnableToLayOut
from openiro.demo.schedule import Scheduler
from openiro.demo.service import AllocationRow, StaffRow, allocate, allocate_chairs, lay_out_staff
from openiro.demo.voices import ParentRow, settle_reasons, settle_voices
from openiro.domain.working_days import WorkingCalendar

THROWS = 40
PRACTICE = 1_000_003
CHALLENGE = 2_000_003
PROTECTION = 3_000_017
ELSEWHERE = 4_000_037
REASONS = 5_000_011


@dataclass(frozen=True)
class Records:
    """The records of a synthetic council."""

    council: Council
    children: tuple[ChildLaid, ...]
    under_plan: tuple[str, ...]
    parents: tuple[ParentRow, ...]
    staff: tuple[StaffRow, ...]
    allocations: tuple[AllocationRow, ...]
    challenge: Laid
    protection: Laid
    elsewhere: Laid


def make_records(council: Council, calendar: WorkingCalendar) -> Records:
    """The records of `council` up to its last day. Raises `UnableToLayOut` where its plan cannot be met.

    A plan near the limits of the law may not be met by the first throw of the dice: the next ones are tried in order.
    """
    for throw in range(THROWS - 1):
        try:
            return _records(council, calendar, council.seed + throw)
        except UnableToLayOut:
            continue
    return _records(council, calendar, council.seed + THROWS)


def _settle_practice(council: Council, lives: Sequence[Life], calendar: WorkingCalendar, seed: int) -> None:
    """What reviews found and led to: by dice of its own, so that it moves nothing else."""
    random = Random(seed + PRACTICE)  # noqa: S311  invented children need repeatable numbers, not secret ones
    settle_permanence(council, lives, random)
    settle_findings(council, lives, random)
    settle_reasons(council, lives, Random(seed + REASONS))  # noqa: S311  the same
    settle_outcomes(lives, council.last_day, calendar, random)


def _records(council: Council, calendar: WorkingCalendar, seed: int) -> Records:
    random = Random(seed)  # noqa: S311  invented children need repeatable numbers, not secret ones
    lives = lay_out_lives(council, random)
    settle_persons(council, lives, random)
    settle_care(council, lives, random)
    lives.extend(extra_lives(council, len(lives), random))
    Scheduler(council, lives, calendar, random).lay_out()
    parents = settle_voices(council, lives, random)
    _settle_practice(council, lives, calendar, seed)
    codes = [f"{council.prefix}{10000 + life.number * 7}" for life in lives]
    children = tuple(
        ChildLaid(code, life, tuple(lay_out_episodes(council, life, random)))
        for code, life in zip(codes, lives, strict=True)
    )
    children = with_disabled_reviews(council, children)
    staff = lay_out_staff(council)
    by_code, under_plan = dict(zip(codes, lives, strict=True)), _under_plan(council, staff)
    return Records(
        council=council,
        children=children,
        under_plan=under_plan,
        parents=tuple(parents),
        staff=tuple(staff),
        allocations=(
            *allocate(council, lives, codes, staff, calendar, random),
            *allocate_chairs(council, under_plan, staff, random),
        ),
        protection=lay_out_protection(council, under_plan, calendar, seed + PROTECTION),
        challenge=lay_out_challenge(council, by_code, under_plan, calendar, seed + CHALLENGE),
        elsewhere=lay_out_elsewhere(council, children, seed + ELSEWHERE),
    )


def _under_plan(council: Council, staff: Sequence[StaffRow]) -> tuple[str, ...]:
    """The numbers of the children under a plan who are not looked after: as many as are chaired for."""
    chaired = sum(sum(group.chairs) for group in council.staff) + sum(
        row.caseload for row in staff if row.role == "conference_chair"
    )
    return tuple(f"{council.prefix}P{20000 + number}" for number in range(chaired))
