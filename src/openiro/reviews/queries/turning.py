"""Young people in care who turn 18 soon: what should be ready by then, and what is left of the IRO's part."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from openiro.allocation.queries import children_visible_to
from openiro.children.models import CURRENT, CheckDone, Child, PermanenceStep
from openiro.domain.checks import FOSTERED
from openiro.domain.months import add_months, nth_birthday
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may
from openiro.reviews.models import ReviewCheck
from openiro.reviews.queries.rows import ChildLine, child_lines

ADULT, MONTHS_TO_ADULT = 18, 18 * 12
# What councils have ready by the 18th birthday, by the ids of the policy's checks.
READY_BY_18 = ("health_passport", "pathway_plan", "staying_put")
STAYING = ("staying_put_agreed", "staying_put_began")


@dataclass(frozen=True)
class Readiness:
    """How one thing stands: when it was last done (None: never), and what the last review that was asked of it said.

    `answer` is a code of CHECK_ANSWER, empty where no review answered; `answered_on` is the day of that review.
    """

    done_on: date | None = None
    answer: str = ""
    answered_on: date | None = None


@dataclass(frozen=True)
class TurningLine:
    """A young person who turns 18 on `turns_on`, when the IRO's part ends, with what should be ready by check id.

    `staying_on`: the day on which staying put with the carer was agreed or began. `is_fostered`: whether they could.
    """

    child: ChildLine
    turns_on: date
    ready: Mapping[str, Readiness]
    staying_on: date | None
    is_fostered: bool


@dataclass(frozen=True)
class TurningPage:
    """One page of those who turn 18, the first first; `total` in all."""

    lines: tuple[TurningLine, ...]
    total: int


def turning_18(user: User, *, on: date, months: int, page: int = 1, size: int = 25) -> TurningPage:
    """Those in care whom `user` keeps checks of and who turn 18 within `months` months of `on`; ten queries at most.

    Whoever ceases to be looked after at 18 has no IRO from then on (Children Act 1989, sections 20(3), 25A and 91(12)).
    A page beyond the last answers the last. Raises `UnableToPermit` without `children.record_checks`.
    """
    check_may(user, Permission.RECORD_CHECKS, on=on)
    found = _turning(user, on, months)
    total = found.count()
    start = (min(max(page, 1), max(1, -(-total // size))) - 1) * size
    rows = list(found.order_by("born_on", "pk")[start : start + size])
    if not rows:
        return TurningPage((), total)
    done, answered, staying = _facts([row.pk for row in rows], on)
    lines = zip(rows, child_lines(user, rows, on=on), strict=True)
    return TurningPage(
        tuple(
            TurningLine(
                child=line,
                turns_on=nth_birthday(row.born_on, ADULT),
                ready={id: _readiness(done.get((row.pk, id)), answered.get((row.pk, id))) for id in READY_BY_18},
                staying_on=staying.get(row.pk),
                is_fostered=line.placement in FOSTERED,
            )
            for row, line in lines
        ),
        total,
    )


def _turning(user: User, on: date, months: int) -> QuerySet[Child]:
    seen = children_visible_to(user, on=on, permission=Permission.RECORD_CHECKS).filter(timetable__isnull=False)
    last = add_months(on, months)
    return seen.filter(born_on__gt=add_months(on, -MONTHS_TO_ADULT), born_on__lte=add_months(last, -MONTHS_TO_ADULT))


_Days = dict[tuple[int, str], date]
_Answers = dict[tuple[int, str], tuple[str, date]]


def _facts(numbers: Sequence[int], on: date) -> tuple[_Days, _Answers, dict[int, date]]:
    """What was done, what reviews last answered, and who stays put; a query each."""
    theirs = CheckDone.objects.filter(CURRENT, child_id__in=numbers, check_id__in=READY_BY_18, done_on__lte=on)
    done = {
        (child, id): day for child, id, day in theirs.order_by("done_on").values_list("child_id", "check_id", "done_on")
    }
    asked = ReviewCheck.objects.filter(
        CURRENT, review__withdrawn_at=None, review__child_id__in=numbers, review__held_on__lte=on
    )
    columns = ("review__child_id", "check_id", "up_to_date", "review__held_on")
    told = asked.filter(check_id__in=READY_BY_18).exclude(up_to_date="").order_by("review__held_on")
    answered = {(child, id): (answer, day) for child, id, answer, day in told.values_list(*columns)}
    return done, answered, _staying(numbers, on)


def _staying(numbers: Collection[int], on: date) -> dict[int, date]:
    steps = PermanenceStep.objects.filter(child_id__in=numbers, step__in=STAYING, taken_on__lte=on)
    taken = steps.order_by("taken_on").values_list("child_id", "taken_on")
    return {child: day for child, day in taken if day}


def _readiness(done_on: date | None, told: tuple[str, date] | None) -> Readiness:
    return Readiness(done_on, *(told or ("", None)))
