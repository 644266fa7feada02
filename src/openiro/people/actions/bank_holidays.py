"""A proclaimed bank holiday."""

from datetime import date, datetime

from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.core.models import BankHoliday
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_can_be_bank_holiday, check_may, day_of


@transaction.atomic
def add_bank_holiday(*, on: date, title: str, by: User, at: datetime) -> None:
    """Add a proclaimed bank holiday (England and Wales); every clock counts with it from now on.

    Due dates that are kept for speed do not move by themselves: `reviews.actions.proclaim_bank_holiday` does both.
    Needs `core.add_bank_holiday`. Raises `UnableToAddBankHoliday` where the day is one already or its year not known.
    """
    check_may(by, Permission.ADD_BANK_HOLIDAY, on=day_of(at))
    check_can_be_bank_holiday(on)
    BankHoliday.objects.create(on=on, title=title, added_at=at, added_by=by.code)
    facts = {"on": on, "title": title}
    record_event(stream=SERVICE_STREAM, kind="core.bank_holiday_added", facts=facts, by=by, at=at)
