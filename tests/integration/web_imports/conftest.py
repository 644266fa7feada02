"""People who open the Data pages."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import PersonFactory, RoleHeldFactory
from tests.integration.web_imports.uploads import FIRST, csv_files, number_of


@pytest.fixture
def signed_in(db, settings, tmp_path):
    """A function that gives a browser in which somebody with the role is signed in."""
    settings.OPENIRO_DATA_DIR = tmp_path
    settings.OPENIRO_REQUIRE_SECOND_FACTOR = False

    def browser(role: str) -> Client:
        person = PersonFactory()
        RoleHeldFactory(user=person, role=role)
        client = Client()
        client.force_login(person)
        return client

    return browser


@pytest.fixture
def analyst(signed_in):
    return signed_in("data_analyst")


@pytest.fixture
def upload(analyst):
    """A function that uploads files as the analyst and answers the page that follows."""

    def send(files, year="2017"):
        return analyst.post(reverse("imports:load-new"), {"upload": files, "year": year}, follow=True)

    return send


@pytest.fixture
def committed(analyst, upload):
    """A first small return, uploaded and committed; its number."""
    number = number_of(upload(csv_files(FIRST)))
    analyst.post(reverse("imports:load-commit", args=[number]))
    return number
