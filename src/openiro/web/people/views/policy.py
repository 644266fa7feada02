"""The council's policy in words, and the matrix of permissions."""

from django.http import HttpResponse
from django.shortcuts import render

from openiro.domain.permissions import Permission
from openiro.people.queries import policy_in_force
from openiro.web.people import policy_words
from openiro.web.shell.access import page
from openiro.web.shell.request import Request


@page(Permission.VIEW_POLICY)
def policy(request: Request) -> HttpResponse:
    """What the council has settled, as it holds today: names, clocks, caseload guide, targets, stages."""
    in_force = policy_in_force(on=request.today)
    context = {
        "policy": in_force,
        "settled": policy_words.settled(in_force),
        "names": policy_words.names(in_force),
        "clocks": policy_words.clock_tables(in_force),
        "ladder": policy_words.ladder(in_force),
        "targets": policy_words.targets(in_force),
    }
    return render(request, "people/policy.jinja", context)


@page(Permission.VIEW_POLICY)
def permission_list(request: Request) -> HttpResponse:
    """Which role may do what, and whose records each sees."""
    context = {"roles": policy_words.roles_table(), "areas": policy_words.permission_tables()}
    return render(request, "people/permission_list.jinja", context)
