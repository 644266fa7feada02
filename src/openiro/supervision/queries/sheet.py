"""The supervision sheet of an officer, made from the records, and all officers at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.domain.supervision import agenda
from openiro.people.models import User
from openiro.people.queries import check_may, policy_in_force
from openiro.supervision.queries.held import ActionLine, open_actions
from openiro.supervision.queries.staff import StaffLine, staff_line, staff_on
from openiro.supervision.queries.work import SheetLine, work_of


@dataclass(frozen=True)
class Sheet:
    """An officer's sheet: the numbers as on `on`, of reviews held from `since`; actions of earlier supervision."""

    officer: StaffLine
    since: date
    on: date
    lines: tuple[SheetLine, ...]
    actions: tuple[ActionLine, ...]
    learning_wanted: int

    @property
    def counts(self) -> Mapping[str, int]:
        """What each topic numbers; of learning how many pieces are missing to what the policy asks in a year."""
        missing = max(self.learning_wanted - self.officer.learned, 0)
        return {line.topic: line.count for line in self.lines} | {"actions": len(self.actions), "learning": missing}

    @property
    def agenda(self) -> tuple[str, ...]:
        """The topics to talk about, in the order of the sheet."""
        return agenda(self.counts)

    def line(self, topic: str) -> SheetLine:
        """The number of a topic; none where the records tell nothing of it."""
        return next((line for line in self.lines if line.topic == topic), SheetLine(topic, None, ()))


@dataclass(frozen=True)
class Glance:
    """Every officer with their numbers, as on `on`, of reviews held from `since`."""

    since: date
    on: date
    officers: tuple[tuple[StaffLine, Mapping[str, SheetLine]], ...]

    def total(self, topic: str) -> tuple[int, int]:
        """How many in the whole service, and out of how many."""
        lines = [lines[topic] for _, lines in self.officers if topic in lines]
        return sum(line.count for line in lines), sum(line.of or 0 for line in lines)


def sheet_of(user: User, code: str, *, on: date) -> Sheet:
    """The sheet of an officer, for themselves or who supervises; nine queries.

    Raises `UnableToFindOfficer`, `UnableToPermit`.
    """
    officer, settled = staff_line(user, code, on=on), policy_in_force(on=on).supervision
    since = add_months(on, -settled.sheet_months)
    lines = work_of([officer.number], since=since, on=on)[officer.number]
    return Sheet(officer, since, on, lines, open_actions(user, code, on=on), settled.learning_each_year)


def glance(user: User, *, on: date) -> Glance:
    """All officers at a glance, for who supervises; eight queries. Raises `UnableToPermit`."""
    check_may(user, Permission.SUPERVISE, on=on)
    since = add_months(on, -policy_in_force(on=on).supervision.sheet_months)
    officers = staff_on(user, on=on)
    work = work_of([officer.number for officer in officers], since=since, on=on)
    known = [(officer, {line.topic: line for line in work[officer.number]}) for officer in officers]
    return Glance(since, on, tuple(known))
