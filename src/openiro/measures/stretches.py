"""Stretches of care: one child's days without overlap, each under the episode that holds.

Where episodes overlap the later holds from its start; when it ends and an earlier one still runs, that holds again
(`resumed`). Source: measures, ground rules (care period, several years).
"""

from datetime import date

import narwhals as nw

from openiro.measures.engine import Engine, Frame
from openiro.measures.expressions import NEVER, NOT_RECORDED, day_where, flag

NEXT_EPISODE_SAME_DAY = "X1"
STARTED = "S"

_KEPT = (
    "child",
    "started_on",
    "reason_started",
    "legal_status",
    "need",
    "placement",
    "provider",
    "urn",
    "placement_postcode",
)


def episodes_seen(episodes: Frame, to_on: date) -> Frame:
    """The episodes as they stood at the end of `to_on`: later ones left out, later ends not yet known.

    `final` is the reason that ends care: REC other than X1, `not recorded` where the episode ended without one. A
    reason without a day, or an end before the start, leaves the episode open.
    """
    ended = (nw.col("ended_on") <= nw.lit(to_on)) & (nw.col("ended_on") >= nw.col("started_on"))
    reason = nw.col("reason_ended").fill_null(NOT_RECORDED)
    return episodes.filter(nw.col("started_on") <= nw.lit(to_on)).select(
        *_KEPT,
        nw.when(ended).then(nw.col("ended_on")).alias("ended_on"),
        nw.when(ended & (reason != NEXT_EPISODE_SAME_DAY)).then(reason).alias("final"),
    )


def care_stretches(engine: Engine, episodes: Frame, to_on: date) -> Frame:
    """The stretches of care of every child as at `to_on`: `from_on` included, `until_on` not, null while open.

    `final` is the recorded reason why care ended on `until_on`, null where it did not. `resumed` 1 marks a stretch
    that takes an earlier episode up again after a later one inside it.
    """
    next_on = nw.col("started_on").shift(-1).over("child", order_by="started_on")
    seen = engine.keep(episodes_seen(episodes, to_on).with_columns(next_on=next_on))
    overlaps = nw.col("ended_on").is_null() | (nw.col("ended_on") > nw.col("next_on"))
    tangled = engine.keep(seen.filter(~nw.col("next_on").is_null() & overlaps).select("child").unique())
    clean = seen.join(tangled, on="child", how="anti").select(
        *_KEPT, "final", nw.col("started_on").alias("from_on"), nw.col("ended_on").alias("until_on")
    )
    untangled = _untangled(engine, seen.join(tangled, on="child", how="semi"))
    columns = (*_KEPT, "from_on", "until_on", "final", "resumed")
    both = (clean.with_columns(resumed=nw.lit(0)), untangled)
    return nw.concat([each.with_columns(nw.col("resumed").cast(nw.Int32)).select(*columns) for each in both])


def _untangled(engine: Engine, episodes: Frame) -> Frame:
    """The stretches of children whose episodes overlap: at each boundary, the latest episode that runs."""
    is_start = flag(nw.col("reason_started") == STARTED)
    spells = engine.keep(
        episodes.with_columns(start=is_start).with_columns(
            series=nw.col("start").cum_sum().over("child", order_by="started_on")
        )
    )
    held = _with_ends(_boundaries(spells), _recorded_ends(spells))
    held = engine.keep(_merged(held))
    attributes = spells.select(*_KEPT, nw.col("started_on").alias("holder_on"))
    joined = held.join(attributes, on=["child", "holder_on"], how="inner")
    return _living(joined.with_columns(resumed=flag(nw.col("day") != nw.col("holder_on"))))


def _boundaries(spells: Frame) -> Frame:
    """Each day on which an episode starts or ends, with the start of the episode that holds from it (`holder_on`).

    Episodes from before the latest S do not hold again.
    """
    starts = spells.select("child", nw.col("started_on").alias("day"))
    ends = spells.select("child", nw.col("ended_on").alias("day")).filter(~nw.col("day").is_null())
    days = nw.concat([starts, ends]).unique()
    begun = days.join(spells.select("child", "started_on", "ended_on", "series"), on="child").filter(
        nw.col("started_on") <= nw.col("day")
    )
    latest = begun.group_by("child", "day").agg(nw.col("series").max().alias("series_now"))
    running = begun.filter(nw.col("ended_on").is_null() | (nw.col("ended_on") > nw.col("day")))
    holders = (
        running.join(latest, on=["child", "day"])
        .filter(nw.col("series") == nw.col("series_now"))
        .group_by("child", "day")
        .agg(nw.col("started_on").max().alias("holder_on"))
    )
    return latest.select("child", "day").join(holders, on=["child", "day"], how="left")


def _recorded_ends(spells: Frame) -> Frame:
    """The ends that somebody recorded and that no later episode runs across, one for each child and day."""
    ends = spells.filter(~nw.col("final").is_null()).select(
        "child", nw.col("started_on").alias("ender_on"), nw.col("ended_on").alias("day"), "final"
    )
    across = (
        (nw.col("started_on") > nw.col("ender_on"))
        & (nw.col("started_on") < nw.col("day"))
        & (nw.col("ended_on").is_null() | (nw.col("ended_on") > nw.col("day")))
    )
    crossed = (
        ends.join(spells.select("child", "started_on", "ended_on"), on="child")
        .filter(across)
        .select("child", "ender_on")
        .unique()
    )
    standing = ends.join(crossed, on=["child", "ender_on"], how="anti")
    last = standing.group_by("child", "day").agg(nw.col("ender_on").max())
    return last.join(standing, on=["child", "day", "ender_on"])


def _with_ends(boundaries: Frame, ends: Frame) -> Frame:
    return boundaries.join(ends, on=["child", "day"], how="left")


def _merged(boundaries: Frame) -> Frame:
    """Stretches between the boundaries at which the holder changes or care ends, with what ended each."""
    holder = nw.col("holder_on").fill_null(nw.lit(NEVER))
    before = boundaries.with_columns(holder=holder).with_columns(
        before=nw.col("holder").shift(1).over("child", order_by="day")
    )
    changed = nw.col("before").is_null() | (nw.col("before") != nw.col("holder")) | ~nw.col("final").is_null()
    return before.filter(changed).select(
        "child",
        "day",
        "holder_on",
        nw.col("day").shift(-1).over("child", order_by="day").alias("until_on"),
        nw.col("final").shift(-1).over("child", order_by="day").alias("final"),
        nw.col("ender_on").shift(-1).over("child", order_by="day").alias("ender_on"),
    )


def _living(stretches: Frame) -> Frame:
    """Without stretches of an episode whose care had ended, and without ends of such an episode."""
    starts = (nw.col("resumed") == 0) & (nw.col("reason_started") == STARTED)
    ended = day_where(~nw.col("final").is_null(), "until_on")
    dated = stretches.with_columns(started=day_where(starts, "day"), ended=ended).with_columns(
        last_start=nw.col("started").cum_max().over("child", order_by="day"),
        ended_by=nw.col("ended").cum_max().over("child", order_by="day"),
    )
    dated = dated.with_columns(
        ended_before=nw.col("ended_by").shift(1).over("child", order_by="day").fill_null(nw.lit(NEVER))
    )
    dead = (nw.col("resumed") == 1) & (nw.col("holder_on") < nw.col("ended_before"))
    stands = (nw.col("ender_on") >= nw.col("ended_before")) & (nw.col("ender_on") >= nw.col("last_start"))
    return dated.filter(~dead).with_columns(final=nw.when(stands).then(nw.col("final")), from_on=nw.col("day"))
