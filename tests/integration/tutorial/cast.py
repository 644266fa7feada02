"""The people of the story, all invented, and the clock that moves from one of its days to the next."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from openiro.children.models import Child
from openiro.domain.notices import lines_of, subject_of
from openiro.people.models import Team, User
from openiro.reviews.models import Decision, Review
from tests.factories.people import PersonFactory, RoleHeldFactory, TeamFactory

LONDON = ZoneInfo("Europe/London")
SERVICE = "https://iro.example.gov.uk"


def _person(role: str, name: str, **more: Any) -> User:
    person: User = PersonFactory(name=name)
    RoleHeldFactory(user=person, role=role, **more)
    return person


@dataclass
class Cast:
    """Who works with the child; `clock` is the traveller of `time_machine`."""

    clock: Any
    team: Team = field(default_factory=lambda: TeamFactory(name="North"))
    iro: User = field(default_factory=lambda: PersonFactory(iro=True, full_time=True, name="Hannah Osei"))
    manager: User = field(default_factory=lambda: _person("iro_manager", "Colin Marsh"))
    support: User = field(default_factory=lambda: _person("business_support", "Priya Nair"))
    worker: User = field(default_factory=lambda: _person("social_worker", "Tom Reed"))
    head: User = field(default_factory=lambda: _person("head_of_service", "Grace Lloyd"))
    team_manager: User = field(init=False)
    child: Child = field(init=False)
    mother: int = 0
    carer: int = 0
    reviews: list[Review] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.team_manager = _person("team_manager", "Mona Vale", team=self.team)

    def on(self, day: date, hour: int = 10) -> datetime:
        """It is that day now; the moment is what an action is told."""
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)
        self.clock.move_to(moment)
        return moment

    def decision(self, place: int, words: str) -> Decision:
        """The decision of that review (from 1) whose text begins so."""
        return Decision.objects.get(review=self.reviews[place - 1], text__startswith=words)


def email_of(kind: str, facts: dict[str, Any]) -> str:
    """An email as it goes out, in one line; the address of the page, which differs from run to run, is left out."""
    told = lines_of(kind, facts, base_url=SERVICE)
    return re.sub(rf"{SERVICE}/[^ ]*", f"{SERVICE}/…", f"{subject_of(kind, facts)}. {' '.join(told)}")
