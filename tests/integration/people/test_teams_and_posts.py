"""Teams, posts and their full-time equivalent on a day."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError

from openiro.core.queries import events_of
from openiro.people.actions import UnableToChangePost, add_post, add_team, end_post
from openiro.people.queries import (
    UnableToFindPerson,
    UnableToPermit,
    officers_on,
    person_record,
    policy_in_force,
    team_by_name,
    teams,
    user_by_code,
)
from tests.factories.people import PersonFactory, PostFactory, RoleHeldFactory

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


def test_a_team_is_added_once():
    administrator = PersonFactory(administrator=True)
    add_team(name="North", by=administrator, at=AT)
    assert [team.name for team in teams()] == ["North"]
    assert events_of("service")[0].kind == "people.team_added"
    with pytest.raises(UnableToChangePost, match="no other team"):
        add_team(name=" north ", by=administrator, at=AT)
    with pytest.raises(UnableToPermit):
        add_team(name="South", by=PersonFactory(iro=True), at=AT)
    assert team_by_name("North").name == "North"
    with pytest.raises(UnableToFindPerson):
        team_by_name("South")


def test_officers_of_a_day_stand_with_the_hours_of_their_posts():
    full, part = PersonFactory(iro=True, full_time=True, name="A"), PersonFactory(iro=True, part_time=True, name="B")
    PersonFactory(iro=True, name="C")
    PostFactory(user=part, from_on=date(2020, 1, 1), to_on=date(2025, 12, 31), fte=Decimal("0.40"))
    found = [(officer.name, officer.fte) for officer in officers_on("iro", on=TODAY)]
    assert found == [("A", Decimal("1.00")), ("B", Decimal("0.60")), ("C", None)]
    before = {officer.code: officer.fte for officer in officers_on("iro", on=date(2025, 6, 1))}
    assert before[part.code] == Decimal("1.00")
    assert before[full.code] == Decimal("1.00")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"fte": Decimal("1.2")}, "up to 1"),
        ({"fte": Decimal("0")}, "up to 1"),
        ({"role": "wizard"}, "no role"),
        ({"to_on": date(2020, 1, 1)}, "before its first day"),
        ({"from_on": date(2015, 4, 1)}, "recorded already"),
    ],
)
def test_an_impossible_post_is_refused(changes, said):
    manager, person = PersonFactory(manager=True), PersonFactory(full_time=True)
    facts = {"role": "iro", "fte": Decimal("0.5"), "from_on": TODAY, **changes}
    with pytest.raises(UnableToChangePost, match=said):
        add_post(person=person, **facts, by=manager, at=AT)


def test_a_post_is_filled_and_ended():
    manager, person = PersonFactory(manager=True), PersonFactory()
    post = add_post(person=person, role="iro", fte=Decimal("0.5"), from_on=TODAY, by=manager, at=AT)
    assert events_of("service")[0].facts["fte"] == "0.5"
    with pytest.raises(UnableToChangePost, match="before its first day"):
        end_post(person=person, number=post.pk, to_on=date(2020, 1, 1), by=manager, at=AT)
    with pytest.raises(UnableToChangePost, match="no such post"):
        end_post(person=manager, number=post.pk, to_on=TODAY, by=manager, at=AT)
    end_post(person=person, number=post.pk, to_on=TODAY, by=manager, at=AT)
    assert events_of("service")[0].kind == "people.post_ended"
    assert [line.to_on for line in person_record(person.code, on=TODAY).posts] == [TODAY]
    with pytest.raises(UnableToPermit):
        add_post(person=person, role="iro", fte=Decimal("0.5"), from_on=TODAY, by=person, at=AT)
    with pytest.raises(UnableToPermit):
        end_post(person=person, number=post.pk, to_on=TODAY, by=person, at=AT)


def test_nobody_of_an_unknown_code():
    with pytest.raises(UnableToFindPerson, match="W404"):
        user_by_code("W404")


def test_the_policy_in_force_is_that_of_the_settings(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert policy_in_force(on=TODAY).caseload.iro.high == 70


@pytest.mark.parametrize(
    "breach",
    [
        lambda person: PostFactory(user=person, fte=Decimal("1.50")),
        lambda person: PostFactory(user=person, to_on=date(2000, 1, 1)),
        lambda person: RoleHeldFactory(user=person, to_on=date(2000, 1, 1)),
        lambda person: RoleHeldFactory.create_batch(2, user=person),
        lambda person: PersonFactory(email=person.email.upper()),
        lambda person: PersonFactory(code=person.code),
        lambda person: PersonFactory(is_service=True),
    ],
)
def test_the_database_refuses(breach):
    person = PersonFactory()
    with pytest.raises(IntegrityError):
        breach(person)
