"""The main navigation: one list for all roles, of which each person sees what they may open."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from openiro.domain.permissions import Permission
from openiro.people.queries import may
from openiro.web.shell.request import Request


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
    """An item as it stands in the page: `current` on its own page, `active` anywhere in its area.

    Where several items lead into one area, on the pages of its own kind there.
    """

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
    NavigationItem("Quality", "quality:glance", Permission.VIEW_FORMS),
    NavigationItem("Copies of forms", "quality:copies", Permission.VIEW_COPIES),
    NavigationItem("Between reviews", "oversight:list", Permission.OVERSEE),
    NavigationItem("Court", "court:list", Permission.VIEW_COURT),
    NavigationItem("Audits", "audits:list", Permission.VIEW_AUDITS),
    NavigationItem("Caseload", "caseload:caseload", Permission.VIEW_CASELOAD),
    NavigationItem("Plans", "plans:list", Permission.VIEW_PLANS),
    NavigationItem("Supervision", "supervision:home", Permission.VIEW_SUPERVISION),
    NavigationItem("Measures", "reports:measure-list", Permission.VIEW_MEASURES),
    NavigationItem("Reports", "reports:report-list", Permission.VIEW_REPORTS),
    NavigationItem("Data", "imports:load-list", Permission.VIEW_LOADS),
    NavigationItem("People", "people:person-list", Permission.VIEW_PEOPLE),
    NavigationItem("Policy", "people:policy", Permission.VIEW_POLICY),
)


# A number that stands in no address of a page.
MARK = 10**12


def links_for(
    is_permitted: Callable[[Permission], bool], view_name: str, items: tuple[NavigationItem, ...] = NAVIGATION
) -> list[NavigationLink]:
    """The links that somebody who is permitted these things sees on the page `view_name` ('area:page')."""
    area, kind = _area_and_kind(view_name)
    open_to = [item for item in items if item.permission is None or is_permitted(item.permission)]
    links = []
    for item in open_to:
        href = address(item.url_name)
        if href:
            is_here = item.url_name == view_name
            only_one = sum(other.area == item.area for other in open_to) == 1
            is_near = item.area == area and (only_one or _area_and_kind(item.url_name)[1] == kind)
            links.append(NavigationLink(item.text, href, is_here or is_near, is_here))
    return links


def _area_and_kind(view_name: str) -> tuple[str, str]:
    """The area of a page, and what its name begins with: 'reports' and 'measure' of 'reports:measure-rows'."""
    area, _, name = view_name.partition(":")
    return area, name.partition("-")[0]


def address(name: str, *arguments: object) -> str:
    """The address of a page; empty where this service does not serve it, so that its link is left out."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def addresses(name: str, *kinds: type[int] | type[UUID]) -> Callable[..., str]:
    """What gives the address of a page for each row of a long list, looked up once for all of them.

    `kinds`: of what stands in the address, in its order: numbers or references, which need no quoting.
    """
    marks = [MARK + place if kind is int else UUID(int=MARK + place) for place, kind in enumerate(kinds)]
    pattern = reverse(name, args=marks)
    for mark in marks:
        pattern = pattern.replace(str(mark), "%s")
    return lambda *given: pattern % given


def action_from(request: Request, source: str) -> str:
    """The way to make an action of a plan from this page, which is of a kind of ACTION_SOURCE; empty for whoever
    writes no plan."""
    if not may(request.user, Permission.WRITE_PLANS, on=request.today):
        return ""
    return f"{address('plans:action-new')}?{urlencode({'source': source, 'at': request.path})}"
