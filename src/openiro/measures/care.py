"""Care periods and placements for adoption of every child, read from the stretches of care.

Source: measures, ground rules (care period, looked after, placed for adoption).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw

from openiro.domain.codes import ADOPTION_PLACEMENTS, SHORT_BREAK_STATUSES
from openiro.domain.months import add_months
from openiro.measures.engine import Engine, Frame
from openiro.measures.expressions import FOREVER, day_where, flag
from openiro.measures.in_order import after, before, coming, latest, so_far
from openiro.measures.stretches import ORDER, STARTED, care_stretches

NEW_PLACEMENT = ("S", "P", "B")


@dataclass(frozen=True)
class Care:
    """`stretches` (days without overlap, with the first and last day of their care period) and `periods`."""

    stretches: Frame
    periods: Frame


def care_of(engine: Engine, episodes: Frame, to_on: date) -> Care:
    """The care periods of every child as at `to_on` (that day included).

    A period begins with S, or, its start unknown (`start_known` 0), after a gap or a recorded end; it ends on
    `ended_on` (null: open), with a `reason` where somebody recorded the end: only then has care ceased.
    `first_is_short`, `last_is_short` tell whether its first and last day are under V3 or V4, `is_other` whether any
    day is not. Days: `period_on` included, `ended_on` not (looked after) or included (reviews).
    """
    begun = _begun(engine, care_stretches(engine, episodes, to_on))
    stretches = engine.keep(_with_adoption(engine, engine.keep(_with_periods(engine, begun))))
    return Care(stretches, engine.keep(_periods(stretches)))


def _begun(engine: Engine, stretches: Frame) -> Frame:
    """Adds `begins`: 1 where a care period begins, with `is_short` and `in_adoption` of each stretch."""
    marked = stretches.with_columns(
        ends_care=flag(~nw.col("final").is_null()),
        is_short=flag(nw.col("legal_status").is_in(sorted(SHORT_BREAK_STATUSES))),
        in_adoption=flag(nw.col("placement").is_in(sorted(ADOPTION_PLACEMENTS))),
    )
    earlier = {"until_before": before("until_on"), "care_ended": before("ends_care")}
    placed = engine.in_order(marked, ["child"], ORDER, earlier)
    own = nw.col("resumed") == 0
    broken = (
        (nw.col("reason_started") == STARTED)
        | nw.col("until_before").is_null()
        | (nw.col("care_ended") == 1)
        | (nw.col("until_before") < nw.col("from_on"))
    )
    return placed.with_columns(begins=flag(own & broken)).drop("until_before", "ends_care", "care_ended")


def _with_periods(engine: Engine, stretches: Frame) -> Frame:
    """Adds what each stretch tells of its care period: first and last day, how it began, whether it is all short."""
    begins = nw.col("begins") == 1
    marked = stretches.with_columns(
        begun_on=nw.when(begins).then(nw.col("from_on")),
        begun_known=nw.when(begins).then(flag(nw.col("reason_started") == STARTED)),
        begun_short=nw.when(begins).then(nw.col("is_short")),
        is_other=1 - nw.col("is_short"),
    )
    of_period = {
        "period_on": latest("begun_on"),
        "start_known": latest("begun_known"),
        "first_is_short": latest("begun_short"),
        "begins_next": after("begins"),
    }
    dated = engine.in_order(marked, ["child"], ORDER, of_period).with_columns(
        is_last=flag(nw.col("begins_next").fill_null(1) == 1)
    )
    last_on = nw.when(nw.col("is_last") == 1).then(nw.col("until_on").fill_null(nw.lit(FOREVER)))
    ended = {"period_ended_on": coming("last_on"), "others": so_far("is_other")}
    return (
        engine.in_order(dated.with_columns(last_on=last_on), ["child", "period_on"], ORDER, ended)
        .with_columns(period_ended_on=nw.when(nw.col("period_ended_on") < FOREVER).then(nw.col("period_ended_on")))
        .drop("begun_on", "begun_known", "begun_short", "is_other", "begins_next", "last_on")
    )


def _with_adoption(engine: Engine, stretches: Frame) -> Frame:
    """Adds the placement for adoption that each stretch lies in: `spell_on` its first day, `spell_known` its start.

    An episode taken up again after a later one inside it does not begin one.
    """
    placed = stretches.filter(nw.col("in_adoption") == 1).select("child").unique()
    theirs = _inside_adoption(stretches.join(placed, on="child", how="semi"))
    adoptive = (nw.col("resumed") == 0) & (nw.col("in_adoption") == 1)
    moved = flag(nw.col("reason_started").is_in(list(NEW_PLACEMENT))) == 1
    begins = adoptive & (moved | (nw.col("begins") == 1) | (nw.col("inside_before") == 0))
    found_under_way = adoptive & (nw.col("begins") == 1) & ~moved
    dated = theirs.with_columns(
        spell_on=day_where(begins, "from_on"), unknown_on=day_where(found_under_way, "from_on")
    ).with_columns(nw.col("spell_on", "unknown_on").cum_max().over("child", order_by=ORDER))
    spells = dated.filter(nw.col("inside") == 1).select(
        "child", "from_on", "resumed", "spell_on", spell_known=flag(nw.col("spell_on") != nw.col("unknown_on"))
    )
    return stretches.join(engine.keep(spells), on=["child", "from_on", "resumed"], how="left")


def _inside_adoption(stretches: Frame) -> Frame:
    """Adds whether the latest episode begun is placed for adoption, and whether the one before it was."""
    own = nw.col("resumed") == 0
    dated = stretches.with_columns(
        inside_on=day_where(own & (nw.col("in_adoption") == 1), "from_on"),
        outside_on=day_where(own & (nw.col("in_adoption") == 0), "from_on"),
    ).with_columns(nw.col("inside_on", "outside_on").cum_max().over("child", order_by=ORDER))
    marked = dated.with_columns(inside=flag(nw.col("inside_on") > nw.col("outside_on")))
    inside_before = nw.col("inside").shift(1).over("child", order_by=ORDER).fill_null(0)
    return marked.with_columns(inside_before=inside_before)


def _periods(stretches: Frame) -> Frame:
    return stretches.filter(nw.col("is_last") == 1).select(
        "child",
        "period_on",
        "start_known",
        "first_is_short",
        ended_on=nw.col("period_ended_on"),
        reason=nw.col("final"),
        last_is_short=nw.col("is_short"),
        is_other=flag(nw.col("others") > 0),
    )


def stretch_at(stretches: Frame, day: date) -> Frame:
    """The stretch of each child in care at the end of `day`: begun by it, and not ended by it."""
    runs = (nw.col("from_on") <= nw.lit(day)) & (nw.col("until_on").is_null() | (nw.col("until_on") > nw.lit(day)))
    return stretches.filter(runs)


def looked_after_all_year(care: Care, last_on: date) -> Frame:
    """Each child (and `period_on`) looked after through the 12 months that end on `last_on`, no short breaks."""
    from_on = add_months(last_on + timedelta(days=1), -12)
    goes_on = nw.col("ended_on").is_null() | (nw.col("ended_on") > nw.lit(last_on))
    short = care.stretches.filter(
        (nw.col("is_short") == 1)
        & (nw.col("from_on") <= nw.lit(last_on))
        & (nw.col("until_on").is_null() | (nw.col("until_on") > nw.lit(from_on)))
    )
    whole = care.periods.filter(goes_on & (nw.col("period_on") <= nw.lit(from_on)))
    return whole.select("child", "period_on").join(short.select("child").unique(), on="child", how="anti")
