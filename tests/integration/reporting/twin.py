"""The synthetic twin of Harrow in the database, made once for the tests of a folder and taken back after them."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
from django.db import transaction

from openiro.core.clock import LONDON
from openiro.core.queries import working_calendar
from openiro.demo.councils import TWINS
from openiro.demo.generate import make_records
from openiro.demo.populate import fill_service
from openiro.people.actions import service_account
from openiro.reporting.queries import forget_figures

FROM, TO = date(2018, 4, 1), date(2019, 3, 31)


@pytest.fixture(scope="package")
def harrow(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Harrow on the evening of 31 March 2019, with somebody in every role."""
    with django_db_blocker.unblock():
        kept = transaction.atomic()
        kept.__enter__()
        at = datetime.combine(TO, time(17), LONDON)
        records = make_records(TWINS["harrow"], working_calendar())
        fill_service(records, password="long enough to keep", by=service_account(), at=at)
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        kept.__exit__(None, None, None)
    forget_figures()
