"""A bank holiday that is proclaimed, and the due dates that move with it."""

from datetime import date, datetime

from django.db import transaction

from openiro.people.actions import add_bank_holiday
from openiro.people.models import User
from openiro.reviews.actions.caches import refresh_every_timetable


@transaction.atomic
def proclaim_bank_holiday(*, on: date, title: str, by: User, at: datetime) -> int:
    """Add a proclaimed bank holiday and count every due date anew; answers of how many children it moved.

    Needs and raises as `people.actions.add_bank_holiday`.
    """
    add_bank_holiday(on=on, title=title, by=by, at=at)
    return refresh_every_timetable()
