"""A child of a synthetic council with everything that the records say."""

from dataclasses import dataclass, replace
from datetime import date

from openiro.demo.care import EpisodeRow
from openiro.demo.lives import Life
from openiro.domain.codes import SHORT_BREAK_STATUSES, TEMPORARY_PLACEMENTS
from openiro.domain.months import age_on

DISABILITY, USUAL_NEED = "N2", "N1"
MOVES = ("S", "P", "B")


@dataclass(frozen=True)
class ChildLaid:
    """A child with everything that the records say, under the council's number."""

    code: str
    life: Life
    episodes: tuple[EpisodeRow, ...]

    def is_in_care_all_year(self, year: int) -> bool:
        """Whether the child is looked after through the 12 months to 31 March of `year`, short breaks apart."""
        stays = self.life.started_on <= date(year - 1, 4, 1) and self._stays_until(date(year, 4, 1))
        return stays and not self.is_on_short_breaks

    @property
    def is_on_short_breaks(self) -> bool:
        """Whether the child comes for short breaks."""
        return any(row.legal_status in SHORT_BREAK_STATUSES for row in self.episodes)

    @property
    def is_disabled(self) -> bool:
        """Whether the child is in need because of a disability."""
        return any(row.need == DISABILITY for row in self.episodes)

    def not_disabled(self) -> "ChildLaid":
        """The same child, in need for the usual reason where it was a disability."""
        rows = (replace(row, need=USUAL_NEED) if row.need == DISABILITY else row for row in self.episodes)
        return replace(self, episodes=tuple(rows))

    def is_in_year_11(self, year: int) -> bool:
        """Whether the child is in care on some day of the academic year before its examinations."""
        return self.life.started_on <= date(year, 5, 1) and self._stays_until(date(year - 1, 9, 2))

    def placed_on(self, day: date) -> date | None:
        """The first day of the placement that the child is in on `day`; None if the child is not looked after."""
        begun = [row for row in self.episodes if row.started_on <= day and row.legal_status not in SHORT_BREAK_STATUSES]
        if not begun or not (begun[-1].ended_on is None or begun[-1].ended_on > day):
            return None
        moves = [row for row in begun if row.reason_started in MOVES and row.placement not in TEMPORARY_PLACEMENTS]
        return moves[-1].started_on if moves else begun[0].started_on

    def placement_on(self, day: date) -> str | None:
        """The code of the placement in which the child is on `day`, last of all; None before care."""
        begun = [row.placement for row in self.episodes if row.started_on <= day]
        return begun[-1] if begun else None

    def is_of(self, age: int, day: date) -> bool:
        """Whether the child is of that age or over on `day`."""
        return age_on(self.life.born_on, day) >= age

    def _stays_until(self, day: date) -> bool:
        return self.life.ended_on is None or self.life.ended_on >= day
