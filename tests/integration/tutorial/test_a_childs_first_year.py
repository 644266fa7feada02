"""The tutorial of one child's first year: walked here, checked against days worked by hand, and made from what it finds."""

import pytest
from django.db import transaction

from tests.integration.tutorial.year import walk

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """The year is walked once; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        told = walk()
        transaction.set_rollback(True)
    return told


def test_x(year):
    import pprint

    pprint.pprint(year)
    assert 0
