"""A twin that was brought into the service gives every printed figure from its database."""

from datetime import datetime, time

import pytest

from openiro.core.clock import LONDON
from openiro.demo.councils import TWINS
from openiro.demo.populate import fill_service
from openiro.people.actions import service_account
from openiro.people.queries import policy_in_force
from openiro.reporting.queries.tables import measure_tables
from tests.factories.twins import records_of_twin, tables_of_twin
from tests.golden.printed_figures import wrong_figures
from tests.golden.same_tables import differing_tables


@pytest.mark.parametrize("council", sorted(TWINS))
def test_a_twin_in_the_service_gives_every_printed_figure(council: str, db: None) -> None:
    last_day = TWINS[council].last_day
    at = datetime.combine(last_day, time(17), LONDON)
    fill_service(records_of_twin(council), password="long enough to keep", by=service_account(), at=at)
    tables = measure_tables()
    assert wrong_figures(council, tables, policy_in_force(on=last_day).population_under_18) == []
    if council == "harrow":
        assert differing_tables(tables, tables_of_twin(council)) == []
