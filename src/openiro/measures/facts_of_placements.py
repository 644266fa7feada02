"""Facts of placements: how many each child had, and how long the present one has lasted."""

import narwhals as nw

from openiro.domain.codes import TEMPORARY_PLACEMENTS
from openiro.domain.months import add_months
from openiro.measures.care import NEW_PLACEMENT, Care
from openiro.measures.engine import Engine, Frame
from openiro.measures.expressions import NEVER, day_where, flag
from openiro.measures.period import Period
from openiro.measures.stretches import STARTED

_ORDER = "from_on"


def stays(engine: Engine, care: Care, children: Frame, period: Period) -> Frame:
    """One row for each child looked after at the last day of the period, with `placements` in the period.

    `long_term`: under 16 and looked after for 2.5 years or more; `stable`: of those, in the present placement for
    2 years or more. A care period of unknown start is measured from its first known day.
    """
    begun = engine.keep(placements(engine, care))
    counted = begun.filter(
        (nw.col("placed_on") <= nw.lit(period.to_on))
        & (nw.col("left_on").is_null() | (nw.col("left_on") > nw.lit(period.from_on)))
    )
    numbers = counted.with_columns(one=nw.lit(1)).group_by("child").agg(placements=nw.col("one").sum())
    present = begun.filter(nw.col("left_on").is_null()).group_by("child").agg(present_on=nw.col("placed_on").max())
    here = children.filter(nw.col("looked_after") == 1)
    joined = here.join(numbers, on="child", how="left").join(present, on="child", how="left")
    joined = joined.with_columns(placements=nw.col("placements").fill_null(0))
    since, settled = add_months(period.to_on, -30), add_months(period.to_on, -24)
    long_term = (nw.col("age") < 16) & (nw.col("period_on") <= nw.lit(since))
    return joined.with_columns(
        three_or_more=flag(nw.col("placements") >= 3),
        long_term=flag(long_term),
        stable=flag(long_term & (nw.col("present_on") <= nw.lit(settled))),
        why=nw.lit("looked after at the last day of the period"),
    )


def placements(engine: Engine, care: Care) -> Frame:
    """The placements of all care periods: `placed_on` included, `left_on` not, null where it goes on.

    A placement begins with S, P or B, or with the first known episode of a care period; L, T and U carry it on, also
    across a stay under V3 or V4. T0 to T4 are not counted: one that T or U begins leaves the old placement running,
    and after any of them an episode with the PLACE, URN and PL_POST of the one before carries the old one on. Where
    care begins in one with S, the first placement is the next that P or B begins. Stays under V3 and V4 are left
    out: a placement has the days under other care, from the first of them to the last.
    """
    rows = engine.keep(_marked(care.stretches.filter(nw.col("resumed") == 0)))
    following = nw.col("from_on").shift(-1).over("child", "period_on", order_by=_ORDER)
    rows = rows.with_columns(next_on=following)
    tricky = rows.filter((nw.col("settled") == 0) | (nw.col("is_short") == 1)).select("child").unique()
    plain = rows.join(tricky, on="child", how="anti").filter((nw.col("begins") == 1) | (nw.col("moved") == 1))
    plain = plain.with_columns(placed_on=nw.col("from_on"), next_on=following)
    walked = _walked(engine, engine.keep(rows.join(tricky, on="child", how="semi")))
    columns = ("child", "period_on", "placed_on", "next_on")
    dated = nw.concat([plain.select(*columns), walked.select(*columns)])
    dated = dated.join(care.periods.select("child", "period_on", "ended_on"), on=["child", "period_on"])
    return dated.select("child", "period_on", "placed_on", left_on=nw.coalesce("next_on", "ended_on"))


def _marked(stretches: Frame) -> Frame:
    temporary = nw.col("placement").is_in(sorted(TEMPORARY_PLACEMENTS))
    place = nw.concat_str(
        *(nw.col(name).fill_null("") for name in ("placement", "urn", "placement_postcode")), separator="|"
    )
    rows = stretches.select(
        "child",
        "period_on",
        "from_on",
        "begins",
        "is_short",
        "reason_started",
        place=place,
        temporary=flag(temporary),
        moved=flag(nw.col("reason_started").is_in(list(NEW_PLACEMENT))),
    )
    return rows.with_columns(settled=1 - nw.col("temporary"))


def _walked(engine: Engine, rows: Frame) -> Frame:
    """The placements of children with a temporary or short-break stay: `placed_on`, and the day of `next_on`.

    `away`: in a temporary placement that the child moved to, which ends the old one unless the child comes back.
    """
    key = ("child", "period_on")
    settled, moved, temporary = (nw.col(name) == 1 for name in ("settled", "moved", "temporary"))
    waits = (nw.col("begins") == 1) & temporary & (nw.col("reason_started") == STARTED)
    dated = rows.with_columns(
        settled_on=day_where(settled, _ORDER),
        away_on=day_where(temporary & moved, _ORDER),
        known_place=nw.when(settled).then(nw.col("place")),
        arrival=flag(settled & moved),
        waits=flag(waits),
    ).with_columns(
        settled_by=nw.col("settled_on").cum_max().over(*key, order_by=_ORDER),
        away_by=nw.col("away_on").cum_max().over(*key, order_by=_ORDER),
        latest_place=nw.col("known_place").fill_null(strategy="forward").over(*key, order_by=_ORDER),
        arrivals=nw.col("arrival").cum_sum().over(*key, order_by=_ORDER) - nw.col("arrival"),
        waited=nw.col("waits").cum_sum().over(*key, order_by=_ORDER),
    )
    before = dated.with_columns(
        settled_before=nw.col("settled_by").shift(1).over(*key, order_by=_ORDER).fill_null(nw.lit(NEVER)),
        place_before=nw.col("latest_place").shift(1).over(*key, order_by=_ORDER),
        after_temporary=nw.col("temporary").shift(1).over(*key, order_by=_ORDER).fill_null(0),
        away=flag(nw.col("away_by") > nw.col("settled_by")),
    )
    return _under_other_care(engine, engine.keep(_with_beginnings(before)))


def _with_beginnings(rows: Frame) -> Frame:
    """A settled row begins a placement if the child moved to it and did not return, or if it is the first known."""
    running = nw.col("settled_before") > nw.lit(NEVER)
    returned = (nw.col("after_temporary") == 1) & running & (nw.col("place") == nw.col("place_before"))
    may_begin = (nw.col("waited") == 0) | (nw.col("arrivals") > 0)
    first = flag(~running & may_begin)
    came_back = flag(returned & may_begin)
    arrived = (nw.col("arrival") == 1) & (nw.col("came_back") == 0)
    marked = rows.with_columns(first=first, came_back=came_back)
    return marked.with_columns(begins_stay=flag(arrived | ((nw.col("settled") == 1) & (nw.col("first") == 1))))


def _under_other_care(engine: Engine, rows: Frame) -> Frame:
    """Each placement from its first day under other care than V3 and V4 to the day after which it has no more."""
    key = ("child", "period_on")
    dated = rows.with_columns(begun=day_where(nw.col("begins_stay") == 1, _ORDER)).with_columns(
        begun_on=nw.col("begun").cum_max().over(*key, order_by=_ORDER)
    )
    other = (nw.col("is_short") == 0) & (nw.col("away") == 0) & (nw.col("begun_on") > nw.lit(NEVER))
    counted = engine.keep(dated.filter(other).select(*key, "begun_on", "from_on", "next_on"))
    bounds = counted.group_by(*key, "begun_on").agg(placed_on=nw.col("from_on").min(), from_on=nw.col("from_on").max())
    return bounds.join(counted, on=[*key, "begun_on", "from_on"])
