"""The main navigation: one list for all roles, of which each person sees what they may open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from openiro.domain.permissions import Permission


@dataclass(frozen=True)
class NavigationItem:
    """A page of the main navigation. `permission` is what it takes to see it; `None` for everybody."""

    text: str
    url_name: str
    permission: Permission | None = None

    @property
    def area(self) -> str:
        return self.url_name.partition(":")[0]


@dataclass(frozen=True)
class NavigationLink:
    """An item as it stands in the page: `current` on its own page, `active` anywhere in its area."""

    text: str
    href: str
    active: bool
    current: bool


NAVIGATION = (
    NavigationItem("Today", "home:today"),
    NavigationItem("Children", "children:child-list", Permission.VIEW_CHILDREN),
    NavigationItem("Diary", "reviews:diary", Permission.VIEW_REVIEWS),
    NavigationItem("Decisions", "decisions:list", Permission.VIEW_DECISIONS),
    NavigationItem("Challenge", "challenge:list", Permission.VIEW_DISPUTES),
    NavigationItem("Between reviews", "oversight:list", Permission.OVERSEE),
    NavigationItem("Audits", "audits:list", Permission.VIEW_AUDITS),
    NavigationItem("Caseload", "caseload:caseload", Permission.VIEW_CASELOAD),
    NavigationItem("Measures", "reports:measure-list", Permission.VIEW_MEASURES),
    NavigationItem("Reports", "reports:report-list", Permission.VIEW_REPORTS),
    NavigationItem("Data", "imports:load-list", Permission.VIEW_LOADS),
    NavigationItem("People", "people:person-list", Permission.VIEW_PEOPLE),
    NavigationItem("Policy", "people:policy", Permission.VIEW_POLICY),
)


def links_for(
    is_permitted: Callable[[Permission], bool], view_name: str, items: tuple[NavigationItem, ...] = NAVIGATION
) -> list[NavigationLink]:
    """The links that somebody who is permitted these things sees on the page `view_name` ('area:page')."""
    area = view_name.partition(":")[0]
    links = []
    for item in items:
        href = address(item.url_name)
        if href and (item.permission is None or is_permitted(item.permission)):
            is_here = item.url_name == view_name
            only_one = sum(other.area == item.area for other in items) == 1
            links.append(NavigationLink(item.text, href, is_here or (only_one and item.area == area), is_here))
    return links


def address(name: str, *arguments: object) -> str:
    """The address of a page; empty where this service does not serve it, so that its link is left out."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
