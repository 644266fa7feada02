"""The parts of the service in plain words, for those whose day has no list of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from openiro.domain.permissions import Permission
from openiro.web.shell.navigation import address


@dataclass(frozen=True)
class Place:
    """A part of the service, and what is found there."""

    text: str
    hint: str
    url_name: str
    permission: Permission

    @property
    def href(self) -> str:
        return address(self.url_name)


PLACES = (
    Place("Children", "A child, who reviews them, and when.", "children:child-list", Permission.VIEW_CHILDREN),
    Place(
        "Coming into care",
        "Who was told of a child, and the initial health assessment.",
        "arrivals:list",
        Permission.VIEW_ARRIVALS,
    ),
    Place("Diary", "Reviews by week, and the last legal days.", "reviews:diary", Permission.VIEW_REVIEWS),
    Place("Measures", "Reviews in time, who took part, and more.", "reports:measure-list", Permission.VIEW_MEASURES),
    Place("Reports", "The annual report and other papers.", "reports:report-list", Permission.VIEW_REPORTS),
    Place("People", "Accounts, roles and posts.", "people:person-list", Permission.VIEW_PEOPLE),
    Place("Policy", "What this council has decided, and since when.", "people:policy", Permission.VIEW_POLICY),
)


def places_for(is_permitted: Callable[[Permission], bool]) -> tuple[Place, ...]:
    """The parts that somebody who is permitted these things may open."""
    return tuple(place for place in PLACES if is_permitted(place.permission) and place.href)
