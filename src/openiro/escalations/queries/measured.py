"""Challenge and oversight as tables for measures: what was done in the service, and what files tell of elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain, product
from typing import Any

import polars as pl
from django.db.models import Model, Q, QuerySet

from openiro.children.models import CURRENT, ReturnedRow
from openiro.core.clock import LONDON
from openiro.core.queries import working_calendar
from openiro.domain.dispute_clock import Stop, counted_days
from openiro.domain.oversight import IN_PERSON
from openiro.domain.working_days import WorkingCalendar
from openiro.escalations.models import (
    ClockStop,
    Complaint,
    Compliment,
    Concern,
    Dispute,
    DisputedChild,
    DisputeStage,
    DisputeTheme,
    Referral,
)
from openiro.formats.combine import columns_in_template
from openiro.measures.facts_of_oversight import VISIT
from openiro.measures.tables import TABLE_SCHEMAS
from openiro.reviews.models import OfficerContact, OversightCheck

_STANDS = {"child__withdrawn_at__isnull": True}
_LATER_STAGES = (2, 3, 4, 5)

Row = tuple[Any, ...]


def challenge_rows() -> dict[str, Iterable[Row]]:
    """For each table about challenge its rows, in the order of its columns."""
    done_here = {
        "disputes": dispute_rows(Dispute.objects.all()),
        "concerns": _dated(Concern, "raised_at"),
        "compliments": _dated(Compliment, "given_at"),
        "oversight": _oversight(),
        "complaints": _complaints(),
    }
    return {
        name: chain(done_here.get(name, ()), rows_elsewhere(kept_elsewhere(name)))
        for name in ReturnedRow.CHALLENGED_ELSEWHERE
    }


def dispute_rows(disputes: QuerySet[Dispute]) -> Iterator[Row]:
    """A row of the table `disputes` for each formal one of them, child and theme; six queries however many.

    Only the columns that a row is made of are read: a county has thousands.
    """
    formal = disputes.filter(formal_from_on__isnull=False).order_by()
    of = Q(dispute__in=formal.values("pk"))
    children = _by_dispute(DisputedChild, of & Q(child__withdrawn_at__isnull=True), "child__code")
    themes, stops = _by_dispute(DisputeTheme, of, "theme"), _by_dispute(ClockStop, of, "began_on", "ended_on")
    stages = _by_dispute(DisputeStage, of & ~Q(ended_how="bypassed"), "place", "began_on")
    concerns, calendar = _by_dispute(Concern, of, "raised_at"), working_calendar()
    told = ("pk", "theme", "service", "formal_from_on", "closed_on", "outcome", "raised_at")
    for row in formal.order_by("pk").values_list(*told, "team__name", "review__held_on"):
        number, theme, service, start, end, outcome, raised_at, team, review_on = row
        began: dict[int, date] = dict(stages[number])
        its = [Stop(*each) for each in stops[number]]
        runs = next((stop.began_on for stop in its if stop.ended_on is None), None) if end is None else None
        said = [raised_at, *(moment for (moment,) in concerns[number])]
        clock = (end, _days_stopped(start, end, its, calendar) if start else 0, runs)
        facts = (team, outcome, *clock, review_on, _arose_on(start, said, review_on))
        reached = [began.get(place) for place in _LATER_STAGES]
        for (child,), (code,) in product(children[number], [(theme,), *themes[number]]):
            yield (f"#{number}", child, code, service, start, *reached, *facts)


def _by_dispute(model: type[Model], rows: Q, *columns: str) -> defaultdict[int, list[Any]]:
    """The columns of the rows about each dispute, in the order in which they were written; one query."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for number, *values in model._default_manager.filter(rows).order_by("pk").values_list("dispute_id", *columns):
        found[number].append(tuple(values))
    return found


def _arose_on(formal_on: date | None, said: Iterable[datetime], review_on: date | None) -> date | None:
    """When the matter was first raised or seen: at a review, as a concern, or informally; None where it began formal.

    A day after the formal start says nothing of when it arose.
    """
    days = {moment.astimezone(LONDON).date() for moment in said} | {review_on}
    return min((day for day in days if day and formal_on and day < formal_on), default=None)


def _days_stopped(start: date, end: date | None, stops: list[Stop], calendar: WorkingCalendar) -> int:
    """Working days since the formal start on which the clock stood still, until the close or for as long as is over."""
    ended = [stop for stop in stops if end or stop.ended_on]
    last = end or max((stop.ended_on for stop in ended if stop.ended_on), default=None)
    if last is None or not ended:
        return 0
    return counted_days(start, last, (), calendar) - counted_days(start, last, ended, calendar)


def _dated(model: type[Concern | Compliment], moment: str) -> Iterator[Row]:
    """A row for each that stands: our number, child, theme, and the day in England."""
    rows = model._default_manager.exclude(child__withdrawn_at__isnull=False).select_related("child").order_by("pk")
    for row in rows.iterator(chunk_size=1000):
        day = getattr(row, moment).astimezone(LONDON).date()
        yield (_ours(row), row.child.code if row.child else None, row.theme, day)


def _oversight() -> Iterator[Row]:
    """Checks of the plan, and the times when the IRO and the child were in one place."""
    yield from OversightCheck.objects.filter(**_STANDS).order_by("pk").values_list("child__code", "kind", "done_on")
    met = OfficerContact.objects.filter(with_whom="child", standing="done", kind__in=IN_PERSON, **_STANDS)
    for child, on in met.order_by("child__code", "on").values_list("child__code", "on").distinct():
        yield (child, VISIT, on)


def referral_rows() -> Iterator[Row]:
    """Legal advice and referrals to Cafcass: the number of the dispute, a code of REFERRAL, the day in England."""
    rows = Referral.objects.exclude(dispute__disputed__child__withdrawn_at__isnull=False).order_by("pk")
    for row in rows.iterator(chunk_size=1000):
        yield (f"#{row.dispute_id}", row.kind, row.asked_at.astimezone(LONDON).date())


def _complaints() -> Iterator[Row]:
    """Every complaint, also of a care leaver who is not on record; none about a child whose record is withdrawn."""
    rows = Complaint.objects.exclude(child__withdrawn_at__isnull=False).select_related("child").order_by("pk")
    for row in rows.iterator(chunk_size=1000):
        child = row.child.code if row.child else None
        facts = (row.group, row.about, row.theme, row.received_on, row.settled_on, row.outcome or None)
        yield (_ours(row), child, *facts)


def _ours(row: Any) -> str:
    """A number that no file gives."""
    return f"#{row.pk}"


def kept_elsewhere(name: str) -> QuerySet[ReturnedRow]:
    """The rows of the table `name` that files told of what was done elsewhere, and that stand."""
    return ReturnedRow.objects.filter(CURRENT, table=name).exclude(child__withdrawn_at__isnull=False)


def rows_elsewhere(rows: QuerySet[ReturnedRow]) -> Iterator[Row]:
    """What files told, in the order of the columns of their table; one query."""
    for name, values in rows.order_by("key").values_list("table", "values").iterator(chunk_size=10_000):
        columns, kinds = columns_in_template(name), TABLE_SCHEMAS[name]
        yield tuple(_cell(values.get(columns[column]), kind) for column, kind in kinds.items())


def _cell(value: Any, kind: pl.DataType) -> Any:
    return date.fromisoformat(value) if value and kind == pl.Date() else value
