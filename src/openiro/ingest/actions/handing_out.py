"""Returns that the service hands out: each file with who took it, on the record of the service."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.refusal import Refusal
from openiro.formats.annex_a_out import list_7, list_8
from openiro.formats.review_return import ReviewHeld
from openiro.ingest.outgoing import reviews_of_year
from openiro.ingest.outgoing_annex_a import children_listed, plans_listed
from openiro.ingest.outgoing_ssd import ssd_tables
from openiro.people.models import User
from openiro.people.queries import day_of

HANDED_OUT = "ingest.return_handed_out"
Lines = list[tuple[str | int, ...]]


class UnableToHandOut(Refusal):
    """The return cannot be made as at that day; the message says why."""


@transaction.atomic
def hand_out_reviews(*, year: int, by: User, at: datetime) -> list[ReviewHeld]:
    """The reviews of collection `year` for the 903 return; that they were handed out, to whom, is kept.

    Needs `ingest.view_loads`. Raises `UnableToPermit`.
    """
    reviews = reviews_of_year(by, year=year, at=at)
    facts = {"file": "reviews", "year": year, "rows": len(reviews)}
    record_event(stream=SERVICE_STREAM, kind=HANDED_OUT, facts=facts, by=by, at=at)
    return reviews


@transaction.atomic
def hand_out_annex_a(*, on: date, by: User, at: datetime) -> dict[str, Lines]:
    """Lists 7 and 8 of Annex A as at the end of `on`: name of the list -> its headings and rows.

    Needs `ingest.view_loads`; list 7 is empty for who does not see every child. Raises `UnableToPermit`, and
    `UnableToHandOut` for a day to come.
    """
    _check_day(on, at)
    children = list_8(list(children_listed(by, on=on, at=at)), on)
    return _kept({"List 7": list_7(plans_listed(by, on=on, at=at), on), "List 8": children}, on=on, by=by, at=at)


@transaction.atomic
def hand_out_ssd(*, on: date, by: User, at: datetime) -> dict[str, Lines]:
    """Tables of the Standard Safeguarding Dataset as at the end of `on`: name of the table -> its headings and rows.

    Needs `ingest.view_loads`. Raises as `hand_out_annex_a`.
    """
    _check_day(on, at)
    return _kept({table.name: table.lines() for table in ssd_tables(by, on=on, at=at)}, on=on, by=by, at=at)


def _check_day(on: date, at: datetime) -> None:
    if on > day_of(at):
        raise UnableToHandOut("That day is to come. Choose today or an earlier day.")


def _kept(tables: dict[str, Iterable[Sequence[str | int]]], *, on: date, by: User, at: datetime) -> dict[str, Lines]:
    made = {name: [tuple(line) for line in lines] for name, lines in tables.items()}
    for name, lines in made.items():
        facts = {"file": name, "as_at": on.isoformat(), "rows": len(lines) - 1}
        record_event(stream=SERVICE_STREAM, kind=HANDED_OUT, facts=facts, by=by, at=at)
    return made
