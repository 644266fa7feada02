"""Whether the service works, for whatever keeps it running."""

import pytest
from django.db import OperationalError

from openiro.web.shell import health


@pytest.fixture(autouse=True)
def _ask_anew():
    health._were_up_to_date.cache_clear()
    yield
    health._were_up_to_date.cache_clear()


def test_a_service_that_works_says_ok(client, db):
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok")


def test_a_database_out_of_reach_is_not_ready(client, db, monkeypatch):
    class OutOfReach:
        """A connection that fails with its secrets in the message."""

        def cursor(self):
            raise OperationalError("host=db password=secret")

    monkeypatch.setattr(health, "connection", OutOfReach())
    response = client.get("/health/")
    assert (response.status_code, response.content) == (503, b"not ready")


def test_tables_that_are_behind_are_not_ready(client, db, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_: ["one to do"])
    assert client.get("/health/").status_code == 503
