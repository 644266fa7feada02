"""What it takes to bring a council in, and the people of its service."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from openiro.demo.generate import Records
from openiro.demo.names import Names

if TYPE_CHECKING:
    from openiro.people.models import Team, User

YEARS_OF_SERVICE = 13


@dataclass
class Staff:
    """The people of the service by their number, and those who stand for a role at sign-in."""

    by_code: dict[str, "User"]
    by_role: dict[str, "User"]
    teams: list["Team"]
    workers: list["User"]


@dataclass(frozen=True)
class Filling:
    """What it takes to bring a council in: its records, names, who acts and when."""

    records: Records
    names: Names
    by: "User"
    at: datetime

    @property
    def on(self) -> date:
        """The last day of the council's records."""
        return self.records.council.last_day

    @property
    def since(self) -> date:
        """From when people hold their roles."""
        return self.records.council.opens_on - timedelta(days=365 * YEARS_OF_SERVICE)
