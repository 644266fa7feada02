"""A child's care periods, read from episodes of care that people wrote down, mistakes and all.

Source: the ground rules of the project's measures, over the episodes of the SSDA903 return.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openiro.domain.codes import SHORT_BREAK_STATUSES

STARTED = "S"
NEXT_EPISODE_SAME_DAY = "X1"
NOT_RECORDED = "not recorded"


@dataclass(frozen=True)
class Episode:
    """One episode of care as recorded, with the code sets of the SSDA903 return.

    `reason_started` is RNE, `reason_ended` REC; `ended_on` is the day on which it no longer holds. None: not known.
    """

    started_on: date
    reason_started: str | None = None
    legal_status: str | None = None
    need: str | None = None
    placement: str | None = None
    provider: str | None = None
    ended_on: date | None = None
    reason_ended: str | None = None
    reason_place_change: str | None = None
    placement_postcode: str | None = None
    urn: str | None = None

    @property
    def is_short_break(self) -> bool:
        """Whether it is one of a series of short breaks (V3 each recorded, V4 the agreement recorded)."""
        return self.legal_status in SHORT_BREAK_STATUSES

    def covers(self, day: date) -> bool:
        """Whether the episode runs at the end of `day`: its start included, its end not."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)


@dataclass(frozen=True)
class CarePeriod:
    """One period of being looked after, with its episodes in order.

    `ended_on` None: it is open. `start_known` is false where care was found under way after a gap or without a
    start. `end_reason` is REC, `not recorded`, or None where nothing says that or why it ended; only an end that
    somebody recorded is `counted_as_ceased`.
    """

    started_on: date
    start_known: bool
    ended_on: date | None
    end_reason: str | None
    counted_as_ceased: bool
    episodes: tuple[Episode, ...]

    @property
    def is_open(self) -> bool:
        """Whether care goes on."""
        return self.ended_on is None

    def covers(self, day: date) -> bool:
        """Whether the child is in care under it at the end of `day`: its start included, its end not."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)

    def touches(self, day: date) -> bool:
        """Whether `day` lies in it, both ends included."""
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)

    def episode_on(self, day: date) -> Episode | None:
        """The episode that holds on `day`: where two overlap, the later. On the last day, the last that held.

        None outside the period.
        """
        if not self.touches(day):
            return None
        begun = [episode for episode in self.episodes if episode.started_on <= day]
        holds = _held_until if day == self.ended_on else Episode.covers
        return next((episode for episode in reversed(begun) if holds(episode, day)), begun[-1])


def seen_at(episodes: Iterable[Episode], day: date) -> tuple[Episode, ...]:
    """The episodes as they stood at the end of `day`: later ones left out, later ends not yet known."""
    return tuple(
        episode
        if episode.ended_on is None or episode.ended_on <= day
        else replace(episode, ended_on=None, reason_ended=None, reason_place_change=None)
        for episode in episodes
        if episode.started_on <= day
    )


def tidied(episodes: Iterable[Episode]) -> tuple[Episode, ...]:
    """The episodes in order, one for each first day, with what cannot be left out.

    Of two that start on one day the later given holds. An end before its start, or a reason without a day, leaves
    the episode open.
    """
    by_start = {episode.started_on: episode for episode in episodes}
    return tuple(_with_possible_end(by_start[day]) for day in sorted(by_start))


def care_periods(episodes: Iterable[Episode]) -> tuple[CarePeriod, ...]:
    """The care periods of one child, in order and never overlapping. Raises nothing, however messy the episodes.

    A period begins with an episode begun by `S`, and ends with the first end whose reason is not `X1` and across
    which no later episode runs. An `S` inside a period begins a new one and ends that before it on the same day.
    After a gap, or after an end, an episode without `S` begins a period of unknown start. A period that only stops
    (a gap, an `X1` with nothing after it, a new `S`) ends on its last known day, with no reason, and does not
    count as ceased. A later episode that starts on the very day of a recorded end does not run across it.
    """
    periods: list[CarePeriod] = []
    current: list[Episode] = []
    for episode in tidied(episodes):
        if current and _is_over(current, episode):
            periods.append(_closed_before(current, episode.started_on))
            current = []
        current.append(episode)
    if current:
        periods.append(_last(current))
    return tuple(periods)


def period_on(periods: Sequence[CarePeriod], day: date) -> CarePeriod | None:
    """The care period that runs at the end of `day` (start included, end not); None where there is none."""
    return next((period for period in periods if period.covers(day)), None)


def period_holding(periods: Sequence[CarePeriod], day: date) -> CarePeriod | None:
    """The care period to which an event of `day` belongs, both ends included.

    A day that ends one period and begins the next belongs to the next. None outside any period.
    """
    return next((period for period in reversed(periods) if period.touches(day)), None)


def legal_status_on(periods: Sequence[CarePeriod], day: date) -> str | None:
    """The legal status at the end of `day`; None when not in care or not recorded."""
    episode = _episode_at_end_of(periods, day)
    return episode.legal_status if episode else None


def placement_on(periods: Sequence[CarePeriod], day: date) -> str | None:
    """The placement code at the end of `day`, T codes included; None when not in care or not recorded."""
    episode = _episode_at_end_of(periods, day)
    return episode.placement if episode else None


def is_looked_after_on(periods: Sequence[CarePeriod], day: date) -> bool:
    """Whether the child is looked after at the end of `day`: in care, and not by short breaks (V3, V4)."""
    episode = _episode_at_end_of(periods, day)
    return episode is not None and not episode.is_short_break


def is_short_break_on(periods: Sequence[CarePeriod], day: date) -> bool:
    """Whether the child is in care at the end of `day` by a series of short breaks (V3, V4)."""
    episode = _episode_at_end_of(periods, day)
    return episode is not None and episode.is_short_break


def _episode_at_end_of(periods: Sequence[CarePeriod], day: date) -> Episode | None:
    period = period_on(periods, day)
    return period.episode_on(day) if period else None


def _with_possible_end(episode: Episode) -> Episode:
    if episode.ended_on is None or episode.ended_on < episode.started_on:
        return replace(episode, ended_on=None, reason_ended=None)
    return episode


def _is_over(current: Sequence[Episode], following: Episode) -> bool:
    """Whether the period of `current` is over by the day on which `following` starts."""
    known_until = _known_until(current)
    return (
        following.reason_started == STARTED
        or (known_until is not None and known_until < following.started_on)
        or _recorded_end(current, following.started_on) is not None
    )


def _known_until(current: Sequence[Episode]) -> date | None:
    """The last day that any of the episodes vouches for; None where one is open."""
    ends = [episode.ended_on for episode in current if episode.ended_on is not None]
    return max(ends) if len(ends) == len(current) else None


def _recorded_end(current: Sequence[Episode], by: date | None) -> Episode | None:
    """The first end on or before `by` that somebody recorded and that no later episode runs across."""
    ends = [
        episode
        for index, episode in enumerate(current)
        if episode.ended_on is not None
        and (by is None or episode.ended_on <= by)
        and episode.reason_ended != NEXT_EPISODE_SAME_DAY
        and not _runs_across(current[index + 1 :], episode.ended_on)
    ]
    return min(reversed(ends), key=_end, default=None)


def _held_until(episode: Episode, day: date) -> bool:
    """Whether the episode still held just before `day`, the last of its care period."""
    return episode.ended_on is None or episode.ended_on >= day


def _end(episode: Episode) -> date:
    return episode.ended_on or date.max


def _runs_across(later: Iterable[Episode], day: date) -> bool:
    return any(episode.started_on < day and episode.covers(day) for episode in later)


def _closed_before(current: Sequence[Episode], following_on: date) -> CarePeriod:
    """The period of `current`, which is over when the next one starts on `following_on`."""
    end = _recorded_end(current, following_on)
    if end is not None:
        return _period(current, end)
    known_until = _known_until(current)
    stopped_on = following_on if known_until is None else min(known_until, following_on)
    return _period(current, None, stopped_on)


def _last(current: Sequence[Episode]) -> CarePeriod:
    end = _recorded_end(current, None)
    return _period(current, end, None if end else _known_until(current))


def _period(current: Sequence[Episode], end: Episode | None, stopped_on: date | None = None) -> CarePeriod:
    return CarePeriod(
        started_on=current[0].started_on,
        start_known=current[0].reason_started == STARTED,
        ended_on=end.ended_on if end else stopped_on,
        end_reason=(end.reason_ended or NOT_RECORDED) if end else None,
        counted_as_ceased=end is not None,
        episodes=tuple(current),
    )
