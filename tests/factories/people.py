"""People, their roles, teams and posts, as a practitioner would name them."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from openiro.people.models import Post, RoleHeld, Team, User

LONG_AGO = date(2015, 4, 1)


class TeamFactory(DjangoModelFactory):
    """A team of social workers."""

    class Meta:
        model = Team

    name = factory.Sequence(lambda number: f"Team {number}")


class RoleHeldFactory(DjangoModelFactory):
    """A role held since long ago."""

    class Meta:
        model = RoleHeld

    role = "iro"
    from_on = LONG_AGO


class PostFactory(DjangoModelFactory):
    """A full-time post."""

    class Meta:
        model = Post

    role = "iro"
    fte = Decimal("1.00")
    from_on = LONG_AGO


def _role(code: str, **more: object) -> factory.Trait:
    return factory.Trait(role=factory.RelatedFactory(RoleHeldFactory, factory_related_name="user", role=code, **more))


class PersonFactory(DjangoModelFactory):
    """A person of the council; with a trait, one who holds that role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        iro = _role("iro")
        conference_chair = _role("conference_chair")
        manager = _role("iro_manager")
        business_support = _role("business_support")
        social_worker = _role("social_worker")
        analyst = _role("data_analyst")
        panel_member = _role("panel_member")
        participation_officer = _role("participation_officer")
        director = _role("director")
        head_of_service = _role("head_of_service")
        health_lead = _role("health_lead")
        virtual_school_lead = _role("virtual_school_lead")
        lado = _role("lado")
        administrator = _role("administrator")
        full_time = factory.Trait(post=factory.RelatedFactory(PostFactory, factory_related_name="user"))
        part_time = factory.Trait(
            post=factory.RelatedFactory(PostFactory, factory_related_name="user", fte=Decimal("0.60"))
        )

    code = factory.Sequence(lambda number: f"W{number:04}")
    name = factory.Sequence(lambda number: f"Worker {number:04}")
    email = factory.LazyAttribute(lambda person: f"{person.code.lower()}@council.example")


def team_manager(team: Team) -> User:
    """The manager of that team."""
    person: User = PersonFactory()
    RoleHeldFactory(user=person, role="team_manager", team=team)
    return person
