"""A twin that was brought into the service gives every printed figure from its database."""

from datetime import datetime, time

import pytest

from openiro.core.clock import LONDON
from openiro.core.queries import working_calendar
from openiro.demo.councils import TWINS
from openiro.demo.generate import make_records
from openiro.demo.populate import fill_service
from openiro.demo.tables import tables_of
from openiro.people.actions import service_account
from openiro.people.queries import policy_in_force
from openiro.reporting.queries.tables import measure_tables
from tests.golden.printed_figures import wrong_figures
from tests.golden.same_tables import differing_tables


@pytest.mark.parametrize("council", sorted(TWINS))
def test_a_twin_in_the_service_gives_every_printed_figure(council: str, db: None) -> None:
    last_day = TWINS[council].last_day
    at = datetime.combine(last_day, time(17), LONDON)
    records = make_records(TWINS[council], working_calendar())
    fill_service(records, password="long enough to keep", by=service_account(), at=at)
    tables = measure_tables()
    assert wrong_figures(council, tables, policy_in_force(on=last_day).population_under_18) == []
    if council == "harrow":
        assert differing_tables(tables, tables_of(records)) == []
