"""Stretches of care: one child's days without overlap, each under the episode that holds.

Where episodes overlap the later holds from its start; when it ends and an earlier one still runs, that holds again
(`resumed`). Source: measures, ground rules (care period, several years).
"""

from datetime import date

import narwhals as nw

from openiro.measures.engine import Engine, Frame
from openiro.measures.expressions import FOREVER, LONG_AGO, NEVER, NOT_RECORDED, day_where, flag
from openiro.measures.in_order import after

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


ORDER = ("from_on", "resumed")


def care_stretches(engine: Engine, episodes: Frame, to_on: date) -> Frame:
    """The stretches of care of every child as at `to_on`: `from_on` included, `until_on` not, null while open.

    `final` is the recorded reason why care ended on `until_on`, null where it did not. `resumed` 1 marks a stretch
    that takes an earlier episode up again after a later one inside it; `shadowed` 1 an episode of no days that lies
    inside another, so that it holds on no day.
    """
    placed = engine.in_order(
        episodes_seen(episodes, to_on), ["child"], ["started_on"], {"next_on": after("started_on")}
    )
    seen = engine.keep(placed)
    overlaps = nw.col("ended_on").is_null() | (nw.col("ended_on") > nw.col("next_on"))
    tangled = engine.keep(seen.filter(~nw.col("next_on").is_null() & overlaps).select("child").unique())
    clean = seen.join(tangled, on="child", how="anti").with_columns(
        from_on=nw.col("started_on"), until_on=nw.col("ended_on"), resumed=nw.lit(0), shadowed=nw.lit(0)
    )
    columns = (*_KEPT, "from_on", "until_on", "final", "resumed", "shadowed")
    whole = (clean, _untangled(engine, engine.keep(seen.join(tangled, on="child", how="semi"))))
    return nw.concat(
        [each.with_columns(nw.col("resumed", "shadowed").cast(nw.Int32)).select(*columns) for each in whole]
    )


def _untangled(engine: Engine, seen: Frame) -> Frame:
    """The stretches of children whose episodes overlap: at each boundary, the latest episode that runs."""
    numbered = seen.with_columns(start=flag(nw.col("reason_started") == STARTED))
    next_last = nw.col("ended_on").fill_null(nw.lit(FOREVER)).shift(-1).over("child", order_by="started_on")
    numbered = numbered.with_columns(
        series=nw.col("start").cum_sum().over("child", order_by="started_on"), next_last=next_last
    )
    episodes = engine.keep(numbered)
    of_no_days = nw.col("ended_on").fill_null(nw.lit(NEVER)) == nw.col("started_on")
    points = episodes.filter(of_no_days).select("child", day="started_on")
    ends = _recorded_ends(episodes.filter(~of_no_days), episodes)
    boundaries = _boundaries(episodes).join(ends, on=["child", "day"], how="left")
    boundaries = boundaries.join(points.with_columns(point=nw.lit(1)), on=["child", "day"], how="left")
    attributes = episodes.select(*_KEPT, holder_on="started_on")
    held = engine.keep(_merged(boundaries)).join(attributes, on=["child", "holder_on"], how="inner")
    empty = episodes.filter(of_no_days).with_columns(
        day=nw.col("started_on"),
        holder_on=nw.col("started_on"),
        until_on=nw.col("started_on"),
        ender_on=nw.col("started_on"),
    )
    columns = (*_KEPT, "day", "holder_on", "until_on", "final", "ender_on")
    both = nw.concat([held.select(*columns), empty.select(*columns)])
    return _living(engine, engine.keep(both.with_columns(resumed=flag(nw.col("day") != nw.col("holder_on")))))


def _boundaries(episodes: Frame) -> Frame:
    """Each day on which an episode starts or ends, with the start of the episode that holds from it (`holder_on`).

    Episodes from before the latest S do not hold again.
    """
    starts = episodes.select("child", day="started_on", begun_on="started_on")
    ends = episodes.filter(~nw.col("ended_on").is_null()).select("child", day="ended_on")
    days = nw.concat([starts.select("child", "day"), ends]).unique().join(starts, on=["child", "day"], how="left")
    begun = days.with_columns(
        latest_on=nw.col("begun_on").fill_null(nw.lit(NEVER)).cum_max().over("child", order_by="day")
    )
    spans = episodes.select("child", "started_on", "ended_on", "series", "next_last")
    latest = begun.select("child", "day", "latest_on").join(
        spans, left_on=["child", "latest_on"], right_on=["child", "started_on"], how="inner"
    )
    runs_on = nw.col("ended_on").is_null() | (nw.col("ended_on") > nw.col("day"))
    held = latest.filter(runs_on).select("child", "day", holder_on="latest_on")
    # The latest has ended. An earlier one runs alone only where it outlives the next: few do, so that few are paired.
    over = latest.filter(~runs_on).select("child", "day", "series")
    again = spans.filter(nw.col("ended_on").fill_null(nw.lit(FOREVER)) > nw.col("next_last")).drop("next_last")
    resumed = over.join(again, on=["child", "series"]).filter((nw.col("started_on") <= nw.col("day")) & runs_on)
    holders = resumed.group_by("child", "day").agg(nw.col("started_on").max().alias("holder_on"))
    known = nw.concat([held, holders.select("child", "day", "holder_on")])
    return days.select("child", "day").join(known, on=["child", "day"], how="left")


def _recorded_ends(ending: Frame, episodes: Frame) -> Frame:
    """The ends that somebody recorded and that no later episode runs across, one for each child and day.

    Only an end after all days of the next episode, or on its last, can be crossed by one further on: few are paired.
    """
    ends = ending.filter(~nw.col("final").is_null()).select(
        "child", "final", "next_on", "next_last", ender_on="started_on", day="ended_on"
    )
    across = (
        (nw.col("started_on") > nw.col("ender_on"))
        & (nw.col("started_on") < nw.col("day"))
        & (nw.col("ended_on").is_null() | (nw.col("ended_on") > nw.col("day")))
    )
    overlaps = nw.col("next_on") < nw.col("day")
    inside = overlaps & (nw.col("next_last") > nw.col("day"))
    doubtful = ends.filter(overlaps & ~inside).select("child", "day", "ender_on")
    crossed = (
        doubtful.join(episodes.select("child", "started_on", "ended_on"), on="child")
        .filter(across)
        .select("child", "ender_on")
        .unique()
    )
    standing = ends.filter(~inside.fill_null(False)).drop("next_on", "next_last")
    standing = standing.join(crossed, on=["child", "ender_on"], how="anti")
    last = standing.group_by("child", "day").agg(nw.col("ender_on").max())
    return last.join(standing, on=["child", "day", "ender_on"])


def _merged(boundaries: Frame) -> Frame:
    """Stretches between the boundaries at which the holder changes or care ends, with what ended each."""
    before = boundaries.with_columns(holder=nw.col("holder_on").fill_null(nw.lit(NEVER))).with_columns(
        before=nw.col("holder").shift(1).over("child", order_by="day")
    )
    same = nw.col("before").fill_null(nw.lit(LONG_AGO)) == nw.col("holder")
    changed = ~same | ~nw.col("final").is_null() | (nw.col("point") == 1).fill_null(False)
    following = {
        name: nw.col(column).shift(-1).over("child", order_by="day")
        for name, column in {"until_on": "day", "final": "final", "ender_on": "ender_on"}.items()
    }
    return before.filter(changed).select("child", "day", "holder_on", **following)


def _living(engine: Engine, stretches: Frame) -> Frame:
    """Without stretches of an episode whose care had ended, and without ends of such an episode."""
    order = ("day", "resumed")
    starts = (nw.col("resumed") == 0) & (nw.col("reason_started") == STARTED)
    ended = day_where(~nw.col("final").is_null(), "until_on")
    dated = stretches.with_columns(started=day_where(starts, "day"), ended=ended).with_columns(
        last_start=nw.col("started").cum_max().over("child", order_by=order),
        ended_by=nw.col("ended").cum_max().over("child", order_by=order),
    )
    ended_before = nw.col("ended_by").shift(1).over("child", order_by=order)
    dated = dated.with_columns(ended_before=ended_before.fill_null(nw.lit(NEVER)))
    dead = (nw.col("resumed") == 1) & (nw.col("holder_on") < nw.col("ended_before"))
    stands = (nw.col("ender_on") >= nw.col("ended_before")) & (nw.col("ender_on") >= nw.col("last_start"))
    living = engine.keep(dated.filter(~dead)).with_columns(
        final=nw.when(stands).then(nw.col("final")),
        from_on=nw.col("day"),
        following=nw.col("day").shift(-1).over("child", order_by=order),
    )
    return living.with_columns(shadowed=flag(nw.col("following") == nw.col("from_on")))
