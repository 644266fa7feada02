"""Who may do what: roles held from one day to another."""

from datetime import UTC, date, datetime

import pytest

from openiro.core.queries import events_of
from openiro.domain.permissions import Permission
from openiro.people.actions import (
    UnableToChangePerson,
    UnableToGiveRole,
    add_person,
    change_person,
    deactivate,
    end_role,
    give_role,
    reactivate,
    service_account,
    set_password,
)
from openiro.people.queries import (
    PeopleFilter,
    UnableToPermit,
    check_may,
    may,
    number_of_people,
    people_on,
    person_record,
    roles_on,
)
from tests.factories.people import PersonFactory, RoleHeldFactory, TeamFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return PersonFactory(administrator=True)


def latest_event():
    return events_of("service", limit=1)[0]


def test_a_role_holds_from_its_first_day_to_its_last_both_included():
    person = PersonFactory()
    RoleHeldFactory(user=person, role="iro", from_on=date(2026, 4, 1), to_on=date(2026, 9, 30))
    held = [bool(roles_on(person, day)) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 9, 30))]
    assert held == [False, True, True]
    assert roles_on(person, date(2026, 10, 1)) == ()


def test_roles_are_read_once_for_a_person(django_assert_num_queries):
    person = PersonFactory(iro=True)
    with django_assert_num_queries(1):
        assert may(person, Permission.RECORD_REVIEW, on=TODAY)
        assert not may(person, Permission.ALLOCATE, on=TODAY)
        assert may(person, Permission.VIEW_CHILDREN, on=date(2020, 1, 1))


def test_who_may_not_is_told_who_may():
    with pytest.raises(UnableToPermit, match="iro manager"):
        check_may(PersonFactory(iro=True), Permission.ALLOCATE, on=TODAY)


def test_a_person_kept_out_may_nothing():
    person = PersonFactory(manager=True, is_active=False)
    assert not may(person, Permission.VIEW_CHILDREN, on=TODAY)


def test_the_service_account_may_everything_and_is_only_one():
    assert service_account() == service_account()
    assert all(may(service_account(), permission, on=TODAY) for permission in Permission)


def test_a_person_is_added_without_a_password(administrator):
    person = add_person(code="W9", name="Worker Nine", email="nine@council.example", by=administrator, at=AT)
    assert not person.has_usable_password()
    assert latest_event().kind == "people.person_added"
    assert latest_event().facts["person"] == "W9"


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"code": "W1"}, "already another"), ({"email": "ONE@council.example"}, "email"), ({"name": " "}, "needs")],
)
def test_two_people_cannot_be_one(administrator, changes, said):
    PersonFactory(code="W1", email="one@council.example")
    facts = {"code": "W2", "name": "Worker", "email": "two@council.example", **changes}
    with pytest.raises(UnableToChangePerson, match=said):
        add_person(**facts, by=administrator, at=AT)


def test_a_change_of_name_says_what_stood_before(administrator):
    person = PersonFactory(name="Before")
    change_person(person=person, name="After", email=person.email, by=administrator, at=AT)
    facts = latest_event().facts
    assert (facts["before"]["name"], facts["after"]["name"]) == ("Before", "After")


def test_a_password_never_stands_in_the_event(administrator):
    person = PersonFactory()
    set_password(person=person, password="long and secret words", by=administrator, at=AT)
    assert person.check_password("long and secret words")
    assert "secret" not in str(latest_event().facts)


def test_only_an_administrator_changes_accounts():
    manager, person = PersonFactory(manager=True), PersonFactory()
    for attempt in (
        lambda: add_person(code="W9", name="Nine", by=manager, at=AT),
        lambda: change_person(person=person, name="Nine", email="", by=manager, at=AT),
        lambda: set_password(person=person, password="x", by=manager, at=AT),
        lambda: deactivate(person=person, by=manager, at=AT),
        lambda: reactivate(person=person, by=manager, at=AT),
        lambda: give_role(person=person, role="iro", from_on=TODAY, by=manager, at=AT),
        lambda: end_role(person=person, number=1, to_on=TODAY, by=manager, at=AT),
    ):
        with pytest.raises(UnableToPermit):
            attempt()
    assert events_of("service") == []


def test_the_last_administrator_stays(administrator):
    other = PersonFactory(administrator=True)
    with pytest.raises(UnableToChangePerson, match="yourself"):
        deactivate(person=administrator, by=administrator, at=AT)
    deactivate(person=other, by=administrator, at=AT)
    assert latest_event().kind == "people.person_deactivated"
    with pytest.raises(UnableToChangePerson, match="last administrator"):
        deactivate(person=administrator, by=service_account(), at=AT)
    number = person_record(administrator.code, on=TODAY).roles[0].number
    with pytest.raises(UnableToGiveRole, match="last administrator"):
        end_role(person=administrator, number=number, to_on=TODAY, by=administrator, at=AT)


def test_a_team_manager_needs_a_team(administrator):
    person = PersonFactory()
    with pytest.raises(UnableToGiveRole, match="needs a team"):
        give_role(person=person, role="team_manager", from_on=TODAY, by=administrator, at=AT)
    team = TeamFactory()
    give_role(person=person, role="team_manager", from_on=TODAY, team=team, by=administrator, at=AT)
    assert latest_event().facts["team"] == team.pk
    assert [held.team_id for held in roles_on(person, TODAY)] == [team.pk]


@pytest.mark.parametrize(
    ("role", "to_on", "said"),
    [("iro", None, "already"), ("wizard", None, "no role"), ("lado", date(2026, 1, 1), "before its first day")],
)
def test_a_role_that_cannot_be_given(administrator, role, to_on, said):
    person = PersonFactory(iro=True)
    with pytest.raises(UnableToGiveRole, match=said):
        give_role(person=person, role=role, from_on=TODAY, to_on=to_on, by=administrator, at=AT)


def test_a_role_ends_after_its_last_day(administrator):
    person = PersonFactory(iro=True)
    held = roles_on(person, TODAY)[0]
    end_role(person=person, number=held.number, to_on=TODAY, by=administrator, at=AT)
    assert may(person, Permission.RECORD_REVIEW, on=TODAY)
    assert not may(person, Permission.RECORD_REVIEW, on=date(2026, 11, 24))
    assert latest_event().kind == "people.role_ended"
    with pytest.raises(UnableToGiveRole, match="before its first day"):
        end_role(person=person, number=held.number, to_on=date(2000, 1, 1), by=administrator, at=AT)
    with pytest.raises(UnableToGiveRole, match="does not hold"):
        end_role(person=administrator, number=held.number, to_on=TODAY, by=administrator, at=AT)


def test_the_list_of_people_takes_the_same_queries_for_many(django_assert_max_num_queries):
    PersonFactory.create_batch(30, iro=True)
    PersonFactory(name="Zara", manager=True)
    with django_assert_max_num_queries(2):
        assert len(people_on(on=TODAY)) == 31
    assert [person.name for person in people_on(PeopleFilter(search="zar"), on=TODAY)] == ["Zara"]
    assert number_of_people(PeopleFilter(role="iro"), on=TODAY) == 30


def test_a_list_of_people_is_read_a_page_at_a_time():
    for name in ("Anna", "Ben", "Cara"):
        PersonFactory(name=name)
    assert number_of_people(PeopleFilter(), on=TODAY) == 3
    assert [person.name for person in people_on(on=TODAY, start=1, size=1)] == ["Ben"]
