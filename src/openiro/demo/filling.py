"""What it takes to bring a council in, and the people of its service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from openiro.demo.generate import Records
from openiro.demo.names import Name, Names

if TYPE_CHECKING:
    from openiro.people.models import Team, User

YEARS_OF_SERVICE = 13
OTHER_NAMES = 7919


@dataclass
class Staff:
    """Who stands for each role at sign-in, the teams, and the social workers."""

    by_role: dict[str, "User"]
    teams: list["Team"]
    workers: list["User"]


@dataclass(frozen=True)
class Filling:
    """What it takes to bring a council in: its records, names by number, who acts and when."""

    records: Records
    names: Mapping[str, Name]
    by: "User"
    at: datetime
    _more_names: list[Names] = field(default_factory=list)

    @property
    def on(self) -> date:
        """The last day of the council's records."""
        return self.records.council.last_day

    @property
    def since(self) -> date:
        """From when people hold their roles."""
        return self.records.council.opens_on - timedelta(days=365 * YEARS_OF_SERVICE)

    def new_name(self, sex: str = "F") -> Name:
        """A name for somebody whom the records do not hold, of that sex (M or F)."""
        if not self._more_names:
            self._more_names.append(Names(self.records.council.seed + OTHER_NAMES))
        return self._more_names[0].of(sex)
