"""Facts of permanence: steps planned, taken and late, and what children left care for."""

import narwhals as nw

from openiro.domain.checks import CARE_ORDERS, WITH_PARENTS
from openiro.measures.engine import Frame
from openiro.measures.expressions import flag
from openiro.measures.period import Period

# Why care ended (REC), by where the child is to grow up; every other reason is no permanence of either kind.
ROUTES: dict[str, tuple[str, ...]] = {
    "adopted": ("E11", "E12"),
    "special_guardianship": ("E43", "E44", "E45", "E46", "E47", "E48"),
    "child_arrangements": ("E41",),
    "home_planned": ("E4A",),
    "home_unplanned": ("E4B",),
    "relatives_or_friends": ("E13",),
    "stayed_with_carers": ("E17",),
    "independence": ("E5", "E6"),
    "adult_care": ("E7",),
}
OTHER_ROUTE, NO_CAUSE = "other", "no_cause"


def steps_as_at(steps: Frame, period: Period) -> Frame:
    """One row for each step planned or taken, as it stood at the last day of the period.

    `taken`: taken in the period. `planned`: planned for a day of the period, taken or not, and not given up by the
    last day; `in_time`: of those, taken by the day. `late`: not taken, not given up, and past its day at the last day;
    `delay` says why.
    """
    last = nw.lit(period.to_on)
    taken_on, planned_on = nw.col("taken_on"), nw.col("planned_on")
    taken = (taken_on <= last).fill_null(False)
    given_up = (nw.col("given_up_on") <= last).fill_null(False)
    within = (planned_on >= nw.lit(period.from_on)) & (planned_on <= last) & ~given_up
    late = ~taken & ~given_up & (planned_on < last)
    return steps.with_columns(
        on=nw.when(taken).then(taken_on).otherwise(planned_on),
        taken=flag(taken & (taken_on >= nw.lit(period.from_on))),
        planned=flag(within),
        in_time=flag(within & taken & (taken_on <= planned_on)),
        late=flag(late),
        delay=nw.col("delay").fill_null(NO_CAUSE),
        why=nw.when(taken).then(nw.lit("done")).otherwise(nw.lit("not done by the last day")),
    )


def routes_out_of_care(ceased: Frame) -> Frame:
    """The children who ceased to be looked after, by the `route` that the reason (REC) tells of."""
    route = nw.lit(OTHER_ROUTE)
    for name, reasons in ROUTES.items():
        route = nw.when(nw.col("reason").is_in(list(reasons))).then(nw.lit(name)).otherwise(route)
    return ceased.with_columns(route=route)


def with_own_parents(children: Frame) -> Frame:
    """The children in care at the last day; `with_parents`: placed with their own parents under a care order."""
    placed = (nw.col("placement") == WITH_PARENTS) & nw.col("legal_status").is_in(list(CARE_ORDERS))
    return children.with_columns(with_parents=flag((nw.col("looked_after") == 1) & placed))
