"""Roles given and ended, posts filled and left."""

from typing import Any

from django.http import Http404, HttpResponse

from openiro.domain.permissions import Permission
from openiro.people.actions import add_post, end_post, end_role, give_role
from openiro.people.queries import person_record, team_by_name
from openiro.web.people import forms, presenters
from openiro.web.people.steps import Step, run
from openiro.web.people.views.people import address_of, found
from openiro.web.shell.access import form_page
from openiro.web.shell.request import Request


@form_page(Permission.MANAGE_USERS)
def role_give(request: Request, code: str) -> HttpResponse:
    """Give a person a role; what it lets them do is said before it is given."""
    who, today = found(code), request.today
    form = forms.RoleForm(request.POST if request.method == "POST" else None, initial={"from_on": today})

    def act(cleaned: Any) -> str:
        team = team_by_name(cleaned["team"]) if cleaned["team"] else None
        held = {**cleaned, "team": team}
        give_role(person=who, **held, by=request.user, at=request.now)
        return f"{who.name} has the role."

    step = Step(
        "Give a role",
        "Give the role",
        address_of(code),
        act,
        caption=who.name,
        check=lambda cleaned: presenters.role_facts(who.name, cleaned),
        effects=presenters.role_effects,
    )
    return run(request, form, step)


@form_page(Permission.MANAGE_USERS)
def role_end(request: Request, number: int, code: str) -> HttpResponse:
    """End a role after its last day."""
    who, today = found(code), request.today
    held = _one(person_record(code, on=today).roles, number)
    form = forms.LastDayForm(request.POST if request.method == "POST" else None, initial={"to_on": today})

    def act(cleaned: Any) -> str:
        end_role(person=who, number=number, **cleaned, by=request.user, at=request.now)
        return f"{presenters.held_in_words(held)}: ended for {who.name}."

    lead = f"Held {presenters.span_in_words(held.from_on, held.to_on).lower()}."
    title = f"End the role of {presenters.held_in_words(held).lower()}"
    return run(request, form, Step(title, "End the role", address_of(code), act, caption=who.name, lead=lead))


@form_page(Permission.MANAGE_POSTS)
def post_add(request: Request, code: str) -> HttpResponse:
    """Record a post, against which caseloads are counted."""
    who, today = found(code), request.today
    form = forms.PostForm(request.POST if request.method == "POST" else None, initial={"from_on": today})

    def act(cleaned: Any) -> str:
        add_post(person=who, **cleaned, by=request.user, at=request.now)
        return f"The post of {who.name} is recorded."

    lead = "Caseloads are counted against the full-time equivalent of the posts that are filled on a day."
    return run(request, form, Step("Add a post", "Add the post", address_of(code), act, caption=who.name, lead=lead))


@form_page(Permission.MANAGE_POSTS)
def post_end(request: Request, number: int, code: str) -> HttpResponse:
    """End a post after its last day, as when hours change: then add the new one."""
    who, today = found(code), request.today
    post = _one(person_record(code, on=today).posts, number)
    form = forms.LastDayForm(request.POST if request.method == "POST" else None, initial={"to_on": today})

    def act(cleaned: Any) -> str:
        end_post(person=who, number=number, **cleaned, by=request.user, at=request.now)
        return f"The post of {who.name} is ended."

    lead = (
        f"{post.fte:.2f} full-time equivalent, {presenters.span_in_words(post.from_on, post.to_on).lower()}. "
        "When only the hours change, end this post and add one with the new hours from the day after."
    )
    return run(request, form, Step("End a post", "End the post", address_of(code), act, caption=who.name, lead=lead))


def _one(lines: Any, number: int) -> Any:
    """The role or post of that number among the person's own, or no such page."""
    line = next((line for line in lines if line.number == number), None)
    if line is None:
        raise Http404
    return line
