"""The list of people, one person, and what an administrator does with them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.people.actions import add_person, add_team, change_person, deactivate, reactivate
from openiro.people.queries import (
    PeopleFilter,
    UnableToFindPerson,
    may,
    number_of_people,
    people_on,
    person_record,
    teams,
    user_by_code,
)
from openiro.web.people import forms, presenters
from openiro.web.people.steps import Step, run
from openiro.web.shell.access import form_page, page
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request
from openiro.web.shell.step import pressed


def found(code: str) -> Any:
    """The person of that code, or no such page."""
    try:
        return user_by_code(code)
    except UnableToFindPerson:
        raise Http404 from None


def address_of(code: str) -> str:
    return reverse("people:person", kwargs={"code": code})


@page(Permission.VIEW_PEOPLE)
def person_list(request: Request) -> HttpResponse:
    """Everybody who works with the service, by name."""
    today, user = request.today, request.user
    form = forms.FilterForm(request.GET if set(request.GET) & set(forms.FilterForm.base_fields) else None)
    asked = form.cleaned_data if form.is_valid() else {}
    wanted = PeopleFilter(asked.get("search", ""), asked.get("role") or "", asked.get("inactive", False))
    pager = Pager(request.GET, number_of_people(wanted, on=today))
    lines = people_on(wanted, on=today, start=pager.start, size=pager.size)
    context = {
        "filter_form": form,
        "table": presenters.people_table(lines, pager),
        "may_manage": may(user, Permission.MANAGE_USERS, on=today),
        "may_send": may(user, Permission.SEND_NOTICES, on=today),
    }
    return render(request, "people/person_list.jinja", context)


@page(Permission.VIEW_PEOPLE)
def person(request: Request, code: str) -> HttpResponse:
    """One person: access, roles and posts."""
    today, user = request.today, request.user
    found(code)
    record = person_record(code, on=today)
    manages, keeps_posts = (
        may(user, permission, on=today) for permission in (Permission.MANAGE_USERS, Permission.MANAGE_POSTS)
    )
    context = {
        "record": record,
        "roles": presenters.roles_table(record.roles, code, today, may_end=manages),
        "posts": presenters.posts_table(record.posts, code, today, may_end=keeps_posts),
        "may_manage": manages,
        "may_keep_posts": keeps_posts,
    }
    return render(request, "people/person.jinja", context)


@form_page(Permission.MANAGE_USERS)
def person_add(request: Request) -> HttpResponse:
    """Add somebody; the next thing is to give them a role."""
    form = forms.NewPersonForm(request.POST if request.method == "POST" else None)

    def act(cleaned: Any) -> str:
        made = add_person(**cleaned, by=request.user, at=request.now)
        return f"{made.name} is added. Give them a role, then make a link to set a password."

    code = (request.POST.get("code") or "").strip()
    done = address_of(code) if code else ""
    step = Step("Add a person", "Add the person", reverse("people:person-list"), act, done=done)
    return run(request, form, step)


@form_page(Permission.MANAGE_USERS)
def person_change(request: Request, code: str) -> HttpResponse:
    """Put right a name or an email address."""
    who = found(code)
    form = forms.PersonForm(
        request.POST if request.method == "POST" else None, initial={"name": who.name, "email": who.email or ""}
    )

    def act(cleaned: Any) -> str:
        change_person(person=who, **cleaned, by=request.user, at=request.now)
        return f"The record of {who.name} is changed."

    return run(request, form, Step("Change name or email address", "Save", address_of(code), act, caption=who.name))


@form_page(Permission.MANAGE_USERS)
def person_deactivate(request: Request, code: str) -> HttpResponse:
    """Keep somebody out from now on."""
    who = found(code)

    def act(_: Any) -> str:
        deactivate(person=who, by=request.user, at=request.now)
        return f"{who.name} can no longer sign in."

    lead = (
        "They are signed out at once and cannot sign in again. What they did stays as it is, with their name. "
        "Children who are allocated to them stay so until somebody else is given them. You can let them in again later."
    )
    step = Step(f"Deactivate {who.name}?", "Deactivate", address_of(code), act, lead=lead, is_warning=True)
    return run(request, pressed(request), step)


@form_page(Permission.MANAGE_USERS)
def person_reactivate(request: Request, code: str) -> HttpResponse:
    """Let somebody in again."""
    who = found(code)

    def act(_: Any) -> str:
        reactivate(person=who, by=request.user, at=request.now)
        return f"{who.name} can sign in again."

    lead = "They can sign in with the password that they had, and do what the roles that they still hold allow."
    step = Step(f"Let {who.name} in again?", "Let them in again", address_of(code), act, lead=lead)
    return run(request, pressed(request), step)


@page(Permission.VIEW_PEOPLE)
def team_list(request: Request) -> HttpResponse:
    """Every team."""
    today, user = request.today, request.user
    lines = teams()
    pager = Pager(request.GET, len(lines))
    may_manage = may(user, Permission.MANAGE_USERS, on=today)
    table = presenters.teams_table(lines[pager.start : pager.stop], pager)
    return render(request, "people/team_list.jinja", {"table": table, "may_manage": may_manage})


@form_page(Permission.MANAGE_USERS)
def team_add(request: Request) -> HttpResponse:
    """Add a team, so that its manager can be given the role."""

    def act(cleaned: Any) -> str:
        made = add_team(name=cleaned["name"], by=request.user, at=request.now)
        return f"The team {made.name} is added."

    step = Step("Add a team", "Add the team", reverse("people:team-list"), act)
    return run(request, forms.TeamForm(request.POST if request.method == "POST" else None), step)
