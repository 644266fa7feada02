"""What facts are worked out from, and the frames that rest on one table and the calendar alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import narwhals as nw
import polars as pl

from openiro.domain.oversight_policy import Oversight
from openiro.domain.working_days import WorkingCalendar
from openiro.measures import facts_of_challenge, facts_of_court, facts_of_oversight, facts_of_permanence
from openiro.measures.calendar_table import calendar_table
from openiro.measures.engine import Engine, Frame
from openiro.measures.period import Period
from openiro.measures.tables import Tables


@dataclass(frozen=True)
class FactsOfTables:
    """The records, the period, what the council has settled, and the frames of facts over one table alone.

    `entitlements` are those of the council's list, each with the ages in years, both included, at which a child is
    told of it; of one that only the records name they are those of `facts.TOLD_AT_AGES`. `oversight` is what the
    council asks for between reviews.
    """

    tables: Tables
    period: Period
    calendar: WorkingCalendar
    engine: Engine
    guide: tuple[float, float] = (50, 70)
    population: Mapping[int, int] = field(default_factory=dict)
    entitlements: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    oversight: Oversight = facts_of_oversight.USUAL

    def table(self, name: str) -> Frame:
        """The table `name` in the hands of the engine."""
        return self._taken[name]

    def frame(self, name: str) -> Frame:
        """The frame of facts `name`, as measures name it."""
        found: Frame = getattr(self, name)
        return found

    def told(self, name: str, *columns: str) -> pl.DataFrame:
        """Columns of the frame of facts `name`, for what is worked out rather than summed."""
        return self.engine.rows(self.frame(name).select(*columns))

    @cached_property
    def _taken(self) -> dict[str, nw.LazyFrame[Any]]:
        return {name: self.engine.take(frame) for name, frame in self.tables.frames.items()}

    @cached_property
    def days(self) -> Frame:
        """The calendar table."""
        return self.engine.take(calendar_table(self.calendar))

    @cached_property
    def permanence_steps(self) -> Frame:
        """The steps to permanence planned or taken, as they stood at the end of the period."""
        return self.engine.keep(facts_of_permanence.steps_as_at(self.table("permanence_steps"), self.period))

    @cached_property
    def disputes(self) -> Frame:
        """The formal disputes that began in the period."""
        return self.engine.take(self._disputes)

    @cached_property
    def _disputes(self) -> pl.DataFrame:
        return facts_of_challenge.disputes_raised(self.tables.frame("disputes"), self.period)

    @cached_property
    def dispute_themes(self) -> Frame:
        """The themes of the formal disputes that began in the period."""
        return self.engine.take(facts_of_challenge.themes_of_disputes(self.tables.frame("disputes"), self._disputes))

    @cached_property
    def children_disputed(self) -> Frame:
        """The children about whom a formal dispute began in the period."""
        return self.engine.take(facts_of_challenge.children_disputed(self.tables.frame("disputes"), self._disputes))

    @cached_property
    def disputes_open(self) -> Frame:
        """The formal disputes open at the end of the period, with the days on their clock."""
        table = self.tables.frame("disputes")
        return self.engine.take(facts_of_challenge.disputes_open(table, self.period, self.calendar))

    @cached_property
    def disputes_closed(self) -> Frame:
        """The formal disputes closed in the period, with the days on their clock."""
        table = self.tables.frame("disputes")
        return self.engine.take(facts_of_challenge.disputes_closed(table, self.period, self.calendar))

    @cached_property
    def referrals(self) -> Frame:
        """The referrals of disputes asked for in the period."""
        return self.engine.keep(facts_of_court.referrals_made(self.table("referrals"), self.period))

    @cached_property
    def concerns(self) -> Frame:
        """The concerns raised without formality in the period."""
        return self._counted("concerns", "raised_on", "concern raised in the period")

    @cached_property
    def compliments(self) -> Frame:
        """The good practice told of in the period."""
        return self._counted("compliments", "given_on", "compliment given in the period")

    @cached_property
    def complaints(self) -> Frame:
        """The complaints received in the period."""
        return self._counted("complaints", "received_on", "complaint received in the period")

    def _counted(self, name: str, day: str, why: str) -> Frame:
        return self.engine.take(facts_of_challenge.counted(self.tables.frame(name), day, self.period, why))
