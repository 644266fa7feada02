"""Whether the service works: asked by whatever keeps it running."""

from functools import cache

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from openiro.web.shell.access import public_page


@public_page
def health(request: HttpRequest) -> HttpResponse:
    """'ok' when the database answers and its tables are up to date, else 503. Says nothing more to a stranger."""
    works = _database_answers() and _tables_are_up_to_date()
    return HttpResponse("ok" if works else "not ready", status=200 if works else 503, content_type="text/plain")


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _tables_are_up_to_date() -> bool:
    try:
        return _were_up_to_date()
    except (_NotYet, Error):
        return False


class _NotYet(Exception):
    """Raised so that only a good answer is remembered."""


@cache
def _were_up_to_date() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _NotYet
    return True
