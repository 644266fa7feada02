"""The list of people and one person: who is there, who is let in, who may change that."""

import pytest

from openiro.core.actions import SERVICE_STREAM
from openiro.core.queries import events_of
from openiro.people.queries import person_record, user_by_code
from tests.factories.people import PersonFactory
from tests.integration.web_people.conftest import NOW, words


def test_the_list_says_who_does_what_today(administrator):
    PersonFactory(name="Ada Fern", code="S-1", iro=True)
    page = words(administrator.get("/people/"))
    assert "Ada Fern" in page
    assert "Independent reviewing officer" in page
    assert 'href="/people/person/S-1"' in page


def test_it_is_searched_by_name_number_and_email(administrator):
    PersonFactory(name="Ada Fern", code="S-1", email="a.f@council.example")
    PersonFactory(name="Ivo Marsh", code="S-2", email="i.m@council.example")
    for search in ("fern", "S-1", "a.f@"):
        page = words(administrator.get("/people/", {"search": search}))
        assert "Ada Fern" in page
        assert "Ivo Marsh" not in page
    assert "Nobody matches" in words(administrator.get("/people/", {"search": "nobody at all"}))


def test_it_is_filtered_by_role_and_shows_who_is_kept_out_only_when_asked(administrator):
    PersonFactory(name="Ada Fern", iro=True)
    PersonFactory(name="Ivo Marsh", social_worker=True)
    PersonFactory(name="Una Thorn", iro=True, is_active=False)
    page = words(administrator.get("/people/", {"role": "iro"}))
    assert "Ada Fern" in page
    assert "Ivo Marsh" not in page
    assert "Una Thorn" not in page
    assert "Una Thorn" in words(administrator.get("/people/", {"role": "iro", "inactive": "on"}))


def test_a_long_list_comes_in_pages_and_asks_the_database_no_more_for_it(administrator, django_assert_max_num_queries):
    PersonFactory.create_batch(120, iro=True)
    with django_assert_max_num_queries(8):
        first = words(administrator.get("/people/"))
    assert "Showing 1 to 50 of 121 people" in first
    assert "Showing 101 to 121 of 121 people" in words(administrator.get("/people/?page=3"))


def test_a_person_is_added_and_comes_with_what_is_next(administrator):
    answers = {"name": "Ada Fern", "code": "S-1", "email": "ada@council.example"}
    added = administrator.post("/people/add/", answers, follow=True)
    assert added.redirect_chain == [("/people/person/S-1", 302)]
    assert "Give them a role" in words(added)
    assert "No role was ever given" in words(added)
    assert user_by_code("S-1").email == "ada@council.example"


def test_what_is_missing_or_taken_is_said_at_its_field_or_above_the_form(administrator):
    page = words(administrator.post("/people/add/", {}))
    assert "Error: Add a person" in page
    assert 'href="#id_name"' in page
    assert "Enter full name" in page
    PersonFactory(code="S-1")
    page = words(administrator.post("/people/add/", {"name": "Ada Fern", "code": "S-1", "email": ""}))
    assert "The code S-1 is already another person's" in page


def test_a_name_and_an_email_are_put_right(administrator):
    PersonFactory(name="Ada Ferm", code="S-1", email="ada@council.example")
    assert 'value="Ada Ferm"' in words(administrator.get("/people/change/S-1"))
    administrator.post("/people/change/S-1", {"name": "Ada Fern", "email": "ada@council.example"})
    assert user_by_code("S-1").name == "Ada Fern"


def test_keeping_somebody_out_says_first_what_it_does(administrator):
    PersonFactory(name="Ada Fern", code="S-1", iro=True)
    page = words(administrator.get("/people/deactivate/S-1"))
    assert "They are signed out at once" in page
    assert "Children who are allocated to them stay so" in page
    assert "Ada Fern can no longer sign in" in words(administrator.post("/people/deactivate/S-1", follow=True))
    assert not user_by_code("S-1").is_active
    assert "Let in again" in words(administrator.get("/people/person/S-1"))
    administrator.post("/people/reactivate/S-1")
    assert user_by_code("S-1").is_active


def test_nobody_shuts_themselves_out(administrator):
    page = administrator.post(f"/people/deactivate/{administrator.person.code}")
    assert "You cannot deactivate yourself" in words(page)
    assert user_by_code(administrator.person.code).is_active


def test_a_staff_number_with_a_slash_has_its_page(administrator):
    PersonFactory(name="Ada Fern", code="NW/17 b")
    assert 'href="/people/person/NW/17%20b"' in words(administrator.get("/people/"))
    assert "Ada Fern" in words(administrator.get("/people/person/NW/17%20b"))


def test_no_name_and_no_email_stands_in_an_address(administrator):
    PersonFactory(name="Ada Fern", code="S-1", email="ada@council.example", iro=True, full_time=True)
    for address in ("/people/", "/people/person/S-1", "/people/change/S-1"):
        page = administrator.get(address).content.decode()
        addresses = [part.split('"')[0] for part in page.split('href="')[1:] + page.split('action="')[1:]]
        assert not [address for address in addresses if "Fern" in address or "ada" in address]


def test_somebody_who_is_not_there_is_no_page(administrator):
    for address in ("person", "change", "deactivate", "role/give"):
        assert administrator.get(f"/people/{address}/S-404").status_code == 404


def test_teams_are_listed_and_added(administrator):
    assert "No team is recorded" in words(administrator.get("/people/teams/"))
    assert "The team North is added" in words(administrator.post("/people/teams/add/", {"name": "North"}, follow=True))
    again = words(administrator.post("/people/teams/add/", {"name": "north"}))
    assert "A team needs a name that no other team has" in again


MANAGE_USERS = ("add/", "teams/add/", "change/S-1", "deactivate/S-1", "reactivate/S-1", "role/give/S-1")


@pytest.mark.parametrize("address", MANAGE_USERS)
@pytest.mark.parametrize("trait", ["iro", "manager", "business_support", "analyst", "panel_member"])
def test_only_an_administrator_changes_who_may_do_what(browser_of, trait, address):
    PersonFactory(code="S-1")
    client = browser_of(trait)
    assert client.get(f"/people/{address}").status_code == 403
    assert client.post(f"/people/{address}", {"name": "X", "code": "X"}).status_code == 403
    assert events_of(SERVICE_STREAM) == []


@pytest.mark.parametrize(
    ("trait", "status"),
    [("administrator", 200), ("manager", 200), ("business_support", 200), ("iro", 403), ("social_worker", 403)],
)
def test_who_sees_people(browser_of, trait, status):
    PersonFactory(code="S-1")
    client = browser_of(trait)
    for address in ("/people/", "/people/person/S-1", "/people/teams/"):
        assert client.get(address).status_code == status


def test_who_may_not_change_a_person_is_offered_no_change(manager):
    PersonFactory(code="S-1", iro=True, full_time=True)
    page = words(manager.get("/people/person/S-1"))
    assert "Deactivate" not in page
    assert "Give a role" not in page
    assert "Make a link" not in page
    assert "Add a post" in page, "posts are the manager's"
    assert person_record("S-1", on=NOW.date()).posts


def test_a_stranger_is_sent_to_sign_in(client, db):
    assert client.get("/people/")["Location"] == "/account/sign-in/?next=/people/"
