"""Placements and placements for adoption, read from the episodes of a care period.

Source: the ground rules of the project's measures; Adoption Agencies Regulations 2005, reg 36, for the clock that
each placement for adoption has of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from openiro.domain.care import STARTED, CarePeriod, Episode
from openiro.domain.codes import ADOPTION_PLACEMENTS, TEMPORARY_PLACEMENTS

NEW_PLACEMENT = frozenset({"S", "P", "B"})


@dataclass(frozen=True)
class AdoptionSpell:
    """One placement for adoption: from its first day to `ended_on`, the day on which it no longer holds.

    `ended_on` None: it goes on. `start_known` is false where the first known episode only carries it on.
    """

    started_on: date
    start_known: bool
    ended_on: date | None

    def covers(self, day: date) -> bool:
        """Whether the child is placed for adoption at the end of `day`: its start included, its end not."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)


@dataclass(frozen=True)
class Placement:
    """One placement, from its first day to `ended_on`, the day on which it no longer holds (None: it goes on).

    Code, provider, URN and postcode are those of its latest episode. `reason_changed` says why it ended.
    """

    started_on: date
    ended_on: date | None
    placement: str | None
    provider: str | None = None
    urn: str | None = None
    postcode: str | None = None
    reason_changed: str | None = None

    def was_in(self, from_on: date, to_on: date) -> bool:
        """Whether it counts in the period: begun by `to_on`, and not ended on or before `from_on`."""
        return self.started_on <= to_on and (self.ended_on is None or self.ended_on > from_on)


def adoption_spells(period: CarePeriod) -> tuple[AdoptionSpell, ...]:
    """The placements for adoption inside a care period, in order: episodes placed A3 to A6.

    A new one is begun by S, P or B, and by any episode that follows another type; L inside one, or T and U from
    one type of A3 to A6 to another, carries it on.
    """
    spells: list[AdoptionSpell] = []
    before: Episode | None = None
    for episode in period.episodes:
        inside = before is not None and before.placement in ADOPTION_PLACEMENTS
        if episode.placement not in ADOPTION_PLACEMENTS:
            _end_last(spells, episode.started_on if inside else None)
        elif not inside or episode.reason_started in NEW_PLACEMENT:
            _end_last(spells, episode.started_on if inside else None)
            known = before is not None or episode.reason_started in NEW_PLACEMENT
            spells.append(AdoptionSpell(episode.started_on, known, period.ended_on))
        before = episode
    return tuple(spells)


def _end_last(spells: list[AdoptionSpell], ended_on: date | None) -> None:
    if ended_on is not None:
        spells[-1] = replace(spells[-1], ended_on=ended_on)


def spell_on(spells: Sequence[AdoptionSpell], day: date) -> AdoptionSpell | None:
    """The placement for adoption that holds at the end of `day`; None where there is none."""
    return next((spell for spell in spells if spell.covers(day)), None)


def placements(periods: Iterable[CarePeriod]) -> tuple[Placement, ...]:
    """The placements of all care periods, in order; stays under V3 and V4 are left out.

    A placement begins with S, P or B, or with the first known episode of a care period; L, T and U carry it on, also
    across a stay under V3 or V4. Its days are those under other care: from the first of them to the last.
    Temporary placements (T0 to T4) are not counted: one begun by T or U leaves the old placement running, and after
    any of them an episode with the type, URN and postcode of the one before carries the old placement on. Where
    care itself begins in one, the first placement is the next that P or B begins.
    """
    return tuple(placement for period in periods for placement in _Walk(period).placements())


@dataclass
class _Walk:
    """Walks the episodes of one care period and gathers its placements.

    `counted`: whether the current placement had a day under other care. `away`: left for a temporary placement.
    """

    period: CarePeriod
    done: list[Placement] = field(default_factory=list)
    current: Placement | None = None
    counted: bool = False
    last: Episode | None = None
    after_temporary: bool = False
    away: bool = False
    waits_for_move: bool = False

    def placements(self) -> Iterator[Placement]:
        for episode in self.period.episodes:
            if episode.placement in TEMPORARY_PLACEMENTS:
                self._temporary(episode)
            else:
                self._settled(episode)
        self._stop(self.period.ended_on)
        yield from self.done

    def _temporary(self, episode: Episode) -> None:
        if episode.reason_started == STARTED:
            self.waits_for_move = True
        elif episode.reason_started in NEW_PLACEMENT:
            self._pause(episode.started_on)
            self.away = True
        elif not self.away:
            self._run(episode)
        self.after_temporary = True

    def _settled(self, episode: Episode) -> None:
        moved = episode.reason_started in NEW_PLACEMENT
        returned = self.after_temporary and self.last is not None and _same_place(self.last, episode)
        carried_on = self.current is not None and (returned or not moved)
        if not carried_on and (moved or not self.waits_for_move):
            self._stop(episode.started_on)
            self.current, self.counted = Placement(episode.started_on, None, None), False
            self.waits_for_move = False
        if self.current is not None:
            self.current = _described(self.current, episode)
            self._run(episode)
        self.last, self.after_temporary, self.away = episode, False, False

    def _run(self, episode: Episode) -> None:
        if episode.is_short_break:
            self._pause(episode.started_on)
        elif self.current is not None:
            started_on = self.current.started_on if self.counted else episode.started_on
            self.current, self.counted = replace(self.current, started_on=started_on, ended_on=None), True

    def _pause(self, on: date) -> None:
        if self.current is not None and self.current.ended_on is None:
            self.current = replace(self.current, ended_on=on)

    def _stop(self, on: date | None) -> None:
        if self.current is not None and self.counted:
            ended_on = self.current.ended_on or on
            reason = self.last.reason_place_change if self.last and ended_on else None
            self.done.append(replace(self.current, ended_on=ended_on, reason_changed=reason))
        self.current = None


def _described(placement: Placement, episode: Episode) -> Placement:
    return replace(
        placement,
        placement=episode.placement,
        provider=episode.provider,
        urn=episode.urn,
        postcode=episode.placement_postcode,
    )


def _same_place(before: Episode, after: Episode) -> bool:
    return (before.placement, before.urn, before.placement_postcode) == (
        after.placement,
        after.urn,
        after.placement_postcode,
    )
