"""Today, made for the roles that the person holds."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from openiro.people.queries import may, role_codes_on
from openiro.web.home.asking import hearing_group
from openiro.web.home.decisions import answering_group, senior_group
from openiro.web.home.lines import Group
from openiro.web.home.officer import children_group, officer_group, worker_group
from openiro.web.home.parts import with_parts
from openiro.web.home.places import places_for
from openiro.web.home.reports import reports_due_group, reports_to_chase_group
from openiro.web.home.scheduling import reached_group
from openiro.web.home.service import analyst_group, manager_group, support_group
from openiro.web.shell.access import signed_in_page
from openiro.web.shell.kept import kept
from openiro.web.shell.request import Request

# Whom only what has reached them concerns: they are shown the parts of the service beside it.
SENIOR = frozenset({"head_of_service", "assistant_director", "director"})
# In the order in which they stand for somebody with several roles. Roles with the same day share one group.
GROUPS: tuple[tuple[frozenset[str], Callable[[Request], Group]], ...] = (
    (frozenset({"iro"}), lambda request: officer_group(request.user, request.today)),
    (frozenset({"iro_manager"}), lambda request: manager_group(request.user, request.today, request.now)),
    (frozenset({"business_support"}), lambda request: support_group(request.user, request.today)),
    (frozenset({"business_support"}), lambda request: reports_to_chase_group(request.user, request.today)),
    (frozenset({"social_worker"}), lambda request: reports_due_group(request.user, request.today)),
    (frozenset({"social_worker"}), lambda request: worker_group(request.user, request.today)),
    (frozenset({"team_manager"}), lambda request: answering_group(request.user, request.today)),
    (SENIOR, lambda request: senior_group(request.user, request.today)),
    (SENIOR, lambda request: reached_group(request.user, request.today)),
    (frozenset({"participation_officer"}), lambda request: hearing_group(request.user, request.today)),
    (
        frozenset({"team_manager", "conference_chair"}),
        lambda request: children_group(request.user, request.today),
    ),
    (frozenset({"data_analyst"}), lambda request: analyst_group(request.user, request.now)),
)


@signed_in_page
def today(request: Request) -> HttpResponse:
    """What this person must do, in the order of the clock; for roles without a list, what they may open."""
    held = role_codes_on(request.user, request.today)
    groups = kept(request, "today", lambda: _groups(request, held), sorted(held))
    at_work = bool(groups) and bool(held - SENIOR)
    places = () if at_work else places_for(lambda permission: may(request.user, permission, on=request.today))
    return render(request, "home/today.jinja", {"groups": groups, "places": places})


def _groups(request: Request, held: frozenset[str]) -> list[Group]:
    days = [(roles, make(request)) for roles, make in GROUPS if roles & held]
    return with_parts(days, request.user, request.today)
