"""Published files, as a data analyst would name them."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from openiro.benchmarks.models import PublishedFile
from tests.factories.people import PersonFactory


class PublishedFileFactory(DjangoModelFactory):
    """A file of rates that was read and waits for a decision."""

    class Meta:
        model = PublishedFile

    layout = "care-rates"
    file_name = "rates.csv"
    sha256 = factory.Sequence(lambda number: f"{number:064}")
    checked_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    checked_by = factory.SubFactory(PersonFactory)
