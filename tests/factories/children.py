"""Children, their time in care and the people around them, as a practitioner would name them."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from openiro.children.actions import refresh_care_periods
from openiro.children.models import Child, Episode, Relationship, UnaccompaniedStatus
from openiro.reviews.actions import refresh_timetables


def refresh(*children: Child) -> None:
    """Bring what is kept for speed up to date with the rows that a test has placed."""
    numbers = [child.pk for child in children]
    refresh_care_periods(numbers)
    refresh_timetables(numbers)


class EpisodeFactory(DjangoModelFactory):
    """Foster care under a voluntary arrangement, from the day care began."""

    class Meta:
        model = Episode

    class Params:
        full_care_order = factory.Trait(legal_status="C2")
        placed_for_adoption = factory.Trait(legal_status="E1", placement="A5", reason_started="P")
        short_breaks = factory.Trait(legal_status="V3", placement="U6")
        in_secure_home = factory.Trait(placement="K1")

    started_on = date(2026, 6, 1)
    reason_started = "S"
    legal_status = "V2"
    need = "N1"
    placement = "U6"
    provider = "PR1"


class ChildFactory(DjangoModelFactory):
    """A child of ten; `in_care_since` and `left_on` give a time in care, and everything kept for speed with it."""

    class Meta:
        model = Child
        skip_postgeneration_save = True

    class Params:
        under_four = factory.Trait(born_on=date(2024, 3, 1))
        teenager = factory.Trait(born_on=date(2011, 3, 1))

    code = factory.Sequence(lambda number: f"C{number:05}")
    given_name = factory.Sequence(lambda number: f"Given{number}")
    family_name = factory.Sequence(lambda number: f"Family{number}")
    search_name = factory.LazyAttribute(lambda child: f"{child.family_name} {child.given_name}".casefold())
    born_on = date(2016, 3, 1)
    sex = "F"
    ethnicity = "WBRI"

    @factory.post_generation
    def in_care_since(self, create: bool, started_on: date | None, **episode: Any) -> None:
        """An episode from that day: `in_care_since__legal_status="C2"` and so on say more of it."""
        if started_on is not None:
            EpisodeFactory(child=self, started_on=started_on, **episode)
            refresh(self)


class RelationshipFactory(DjangoModelFactory):
    """The child's mother."""

    class Meta:
        model = Relationship

    class Params:
        sibling = factory.Trait(kind="sibling")

    kind = "mother"
    name = "Mother"


class UnaccompaniedFactory(DjangoModelFactory):
    """The child came alone to seek asylum."""

    class Meta:
        model = UnaccompaniedStatus
