"""Lays out who works in the service, and which officer has which child, so that caseloads are those of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from openiro.demo.bookkeeping import fill, portions
from openiro.demo.lives import DAY, Life
from openiro.demo.plan import Council, StaffGroup
from openiro.demo.refusal import UnableToLayOut
from openiro.domain.working_days import WorkingCalendar

OFFICER_ROLES = ("iro", "conference_chair")
SERVICE_OPENED = 13 * 365
ALLOCATED_WITHIN = (0, 1, 1, 2, 2, 3, 4)


@dataclass(frozen=True)
class StaffRow:
    """A post and who holds it."""

    officer: str
    role: str
    fte: float
    from_on: date
    to_on: date | None
    permanent: bool
    caseload: int


@dataclass(frozen=True)
class AllocationRow:
    """An officer for a child, both days included."""

    child: str
    officer: str
    role: str
    from_on: date
    to_on: date | None


def lay_out_staff(council: Council) -> list[StaffRow]:
    """Every post, those who have left included: whoever came late took over from somebody."""
    rows: list[StaffRow] = []
    opened_on = council.opens_on - timedelta(days=SERVICE_OPENED)
    for group in council.staff:
        for index, fte in enumerate(group.fte):
            number = sum(row.role == group.role for row in rows) + 1
            joined_on = group.joined_on[index] if index < len(group.joined_on) else None
            officer = f"{council.prefix}-{group.role.replace('_', '-')}-{number}"
            rows.append(
                StaffRow(
                    officer=officer,
                    role=group.role,
                    fte=fte,
                    from_on=joined_on or opened_on,
                    to_on=None,
                    permanent=group.permanent[index] if index < len(group.permanent) else True,
                    caseload=group.caseload[index] if index < len(group.caseload) else 0,
                )
            )
            if joined_on and group.role in OFFICER_ROLES and rows[-1].caseload:
                rows.append(StaffRow(f"{officer}-before", group.role, fte, opened_on, joined_on - DAY, False, 0))
    return rows


def allocate(
    council: Council,
    lives: Sequence[Life],
    codes: Sequence[str],
    staff: Sequence[StaffRow],
    calendar: WorkingCalendar,
    random: Random,
) -> list[AllocationRow]:
    """An IRO for every child within 5 working days; on the day of the plan each has the caseload of the plan.

    Brothers and sisters have one officer; a baby has another than its mother who is in care herself.
    """
    officers = [row for row in staff if row.role == "iro" and row.to_on is None]
    if not officers:
        return []
    given = _given(council, lives, officers, random)
    rows: list[AllocationRow] = []
    of_family: dict[str, int] = {}
    for life, code in zip(lives, codes, strict=True):
        index = given.get(life.number, random.randrange(len(officers)))
        if life.family:
            index = of_family.setdefault(life.family, index) + (life.part == "baby")
        from_on = calendar.days_after(life.started_on, random.choice(ALLOCATED_WITHIN))
        if life.number in given:
            from_on = min(from_on, council.caseload_on or council.last_day)
        to_on = life.ended_on - DAY if life.ended_on else None
        if life.allocated and (to_on is None or from_on <= to_on):
            rows.extend(_spell(code, officers[index % len(officers)], from_on, to_on, staff))
    return rows


def _given(council: Council, lives: Sequence[Life], officers: Sequence[StaffRow], random: Random) -> dict[int, int]:
    """Which officer, by place, each child has who is in care on the day of the planned caseloads."""
    day = council.caseload_on or council.last_day
    counted = [life for life in lives if life.in_care_on(day)]
    cells = {index: officer.caseload for index, officer in enumerate(officers)}
    if not any(cells.values()):
        cells = portions(len(counted), {index: officer.fte for index, officer in enumerate(officers)})
    filled = fill(counted, cells, lambda _: _any(cells, random))
    return {life.number: index for life, index in zip(counted, filled, strict=True)}


def _any(cells: dict[int, int], random: Random) -> list[int]:
    return random.sample(list(cells), len(cells))


def _spell(
    child: str, officer: StaffRow, from_on: date, to_on: date | None, staff: Sequence[StaffRow]
) -> list[AllocationRow]:
    """One officer throughout, or whoever held the post before and then the officer."""
    if officer.from_on <= from_on:
        return [AllocationRow(child, officer.officer, officer.role, from_on, to_on)]
    before = f"{officer.officer}-before"
    if before not in {row.officer for row in staff}:
        raise UnableToLayOut(f"Nobody held the post of {officer.officer} before {officer.from_on}.")
    last = officer.from_on - DAY
    if to_on is not None and to_on <= last:
        return [AllocationRow(child, before, officer.role, from_on, to_on)]
    return [
        AllocationRow(child, before, officer.role, from_on, last),
        AllocationRow(child, officer.officer, officer.role, officer.from_on, to_on),
    ]


def allocate_chairs(
    council: Council, codes: Sequence[str], staff: Sequence[StaffRow], random: Random
) -> list[AllocationRow]:
    """A chair for each child who is under a protection plan and not looked after."""
    day = council.caseload_on or council.last_day
    chairs = _chairing(council.staff, staff)
    rows = []
    left = iter(codes)
    for officer, caseload in chairs:
        for _ in range(caseload):
            from_on = max(officer.from_on, day - timedelta(days=random.randint(10, 500)))
            rows.append(AllocationRow(next(left), officer.officer, "conference_chair", from_on, None))
    return rows


def _chairing(groups: Sequence[StaffGroup], staff: Sequence[StaffRow]) -> list[tuple[StaffRow, int]]:
    """Chairs, and IROs who chair conferences too, each with the number of children under a plan."""
    found: list[tuple[StaffRow, int]] = []
    for group in groups:
        held = [row for row in staff if row.role == group.role and row.to_on is None]
        if group.role == "conference_chair":
            found.extend((row, row.caseload) for row in held)
        elif group.role == "iro":
            found.extend(zip(held, group.chairs, strict=False))
    return found
