"""Child protection conferences about a child, recorded here or told of by a file, against their clocks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from openiro.allocation.queries import check_may_for
from openiro.children.models import CURRENT, Child, ReturnedRow
from openiro.core.queries import working_calendar
from openiro.domain.conferences import ConferenceFacts, conference_due
from openiro.domain.permissions import Permission
from openiro.people.models import User

TABLE = "conferences"
# As the template `conferences.csv` calls them.
DAYS = {"held_on": "held", "strategy_on": "strategy_discussion", "report_shown_on": "report_shown"}


@dataclass(frozen=True)
class ConferenceLine:
    """A conference, and the last day on which it was in time; None where that is not known."""

    facts: ConferenceFacts
    due_on: date | None


def conferences_of(user: User, child: Child, *, on: date) -> list[ConferenceLine]:
    """The conferences about the child, latest first. Raises as `check_may_for` for `meetings.record_conference`."""
    check_may_for(user, Permission.RECORD_CONFERENCE, child, on=on)
    rows = ReturnedRow.objects.filter(CURRENT, child=child, table=TABLE).values_list("values", flat=True)
    found = sorted((facts_of(values) for values in rows), key=lambda each: each.held_on, reverse=True)
    calendar = working_calendar()
    return [ConferenceLine(each, conference_due(each, found, calendar)) for each in found]


def facts_of(values: dict[str, Any]) -> ConferenceFacts:
    """A kept row as the conference that it tells of."""
    days = {name: date.fromisoformat(values[kept]) if values.get(kept) else None for name, kept in DAYS.items()}
    return ConferenceFacts(kind=values["kind"], parents_understood=values.get("parents_understood"), **days)  # type: ignore[arg-type]


def values_of(code: str, conference: ConferenceFacts) -> dict[str, Any]:
    """The conference as a kept row: blank cells are left out, as of a file."""
    days = {kept: getattr(conference, name) for name, kept in DAYS.items()}
    told = {"child": code, "kind": conference.kind, "parents_understood": conference.parents_understood}
    told |= {kept: day.isoformat() for kept, day in days.items() if day}
    return {name: value for name, value in told.items() if value is not None}
