"""One meeting or event: who came, what was raised, what came of it; and the groups whose members are invited."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.actionplans.queries import actions_from
from openiro.domain.permissions import Permission
from openiro.domain.supervision_policy import CHILDREN, MEMBERS
from openiro.govuk.dates import long_date
from openiro.people.queries import may
from openiro.supervision import actions
from openiro.supervision.queries import (
    UnableToFindMeeting,
    gathering_of,
    groups_listed,
    meeting_by_number,
    member_by_number,
    point_by_number,
    who_may_have_come,
)
from openiro.web.shell.access import form_page, page
from openiro.web.shell.navigation import action_from
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step
from openiro.web.supervision import meeting_tables as tables
from openiro.web.supervision.forms import CameForm, LastDayForm, MemberForm, PointForm

# Where an action comes from that is made of a meeting, by whom the meeting was meant for.
SOURCES = {CHILDREN: "children_in_care_council", MEMBERS: "council"}


@page(Permission.VIEW_SUPERVISION)
def meeting(request: Request, number: int) -> HttpResponseBase:
    """A meeting, held or planned."""
    found = _found(request, number)
    gathering = gathering_of(found)
    is_held = found.on <= request.today
    may_plan = may(request.user, Permission.VIEW_PLANS, on=request.today)
    made = actions_from(request.user, request.path, on=request.today) if may_plan else []
    given = {
        "meeting": found,
        "kind": gathering.kind,
        "is_held": is_held,
        "facts": tables.meeting_facts(found, gathering, is_held=is_held),
        "points": tables.points_table(gathering.points, found.pk),
        "made": tables.made_table(made),
        "action_href": action_from(request, SOURCES.get(gathering.meant_for, "other")),
    }
    return render(request, "supervision/meeting.jinja", given)


@form_page(Permission.RECORD_LEARNING)
def meeting_came(request: Request, number: int) -> HttpResponseBase:
    """Who came, and what was learned."""
    found = _found(request, number)
    known, said = who_may_have_come(found), gathering_of(found)
    initial = {
        "members": list(map(str, said.members)),
        "officers": list(said.officers),
        "attended": found.attended,
        "young_people": found.young_people,
        "words": found.words,
    }
    form = CameForm(
        request.POST if request.method == "POST" else None,
        members=[(str(each.number), each.name) for each in known.members],
        people=[(each.code, each.name) for each in known.officers],
        initial=initial,
    )

    def act() -> str:
        actions.tell_who_came(meeting=found, came=form.came(), by=request.user, at=request.now)
        return "It is kept."

    return _step(request, form, act, "Who came", found)


@form_page(Permission.RECORD_LEARNING)
def point_new(request: Request, number: int) -> HttpResponseBase:
    """What was on the agenda or was raised."""
    found, form = _found(request, number), PointForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        point = actions.Point(**form.cleaned_data)
        actions.record_point(meeting=found, point=point, by=request.user, at=request.now)
        return "It is kept."

    return _step(request, form, act, "Write down what was raised", found)


@form_page(Permission.RECORD_LEARNING)
def point(request: Request, number: int, point: int) -> HttpResponseBase:
    """What was answered, and what came of it."""
    found = _found(request, number)
    try:
        row = point_by_number(found, point)
    except UnableToFindMeeting as refusal:
        raise Http404 from refusal
    initial = {name: getattr(row, name) for name in ("words", "answer", "outcome")}
    form = PointForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> str:
        actions.answer_point(row=row, point=actions.Point(**form.cleaned_data), by=request.user, at=request.now)
        return "It is kept."

    return _step(request, form, act, "Answer what was raised", found)


@page(Permission.VIEW_SUPERVISION)
def groups(request: Request) -> HttpResponseBase:
    """The groups of the council with their members."""
    may_write = may(request.user, Permission.SUPERVISE, on=request.today)
    listed = groups_listed(request.user, on=request.today)
    given = {
        "groups": [(each, tables.members_table(each, request.today, may_end=may_write)) for each in listed],
        "may_write": may_write,
    }
    return render(request, "supervision/groups.jinja", given)


@form_page(Permission.SUPERVISE)
def member_new(request: Request) -> HttpResponseBase:
    """Somebody belongs to a group."""
    options = [(each.key, each.title) for each in groups_listed(request.user, on=request.today)]
    initial = {"group": request.GET.get("group"), "from_on": request.today}
    form = MemberForm(request.POST if request.method == "POST" else None, groups=options, initial=initial)

    def act() -> str:
        actions.add_member(**form.cleaned_data, by=request.user, at=request.now)
        return "The member is kept."

    back = reverse("supervision:groups")
    return form_step(request, None, form, act, title="Add a member", button="Add them", back=back)


@form_page(Permission.SUPERVISE)
def member_end(request: Request, number: int) -> HttpResponseBase:
    """A member leaves a group."""
    try:
        member = member_by_number(request.user, number, on=request.today)
    except UnableToFindMeeting as refusal:
        raise Http404 from refusal
    form = LastDayForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.end_membership(member=member, to_on=form.cleaned_data["to_on"], by=request.user, at=request.now)
        return "The last day is kept."

    facts = [("Member", member.name), ("Since", long_date(member.from_on))]
    back = reverse("supervision:groups")
    return form_step(request, None, form, act, title="End a membership", button="Keep it", back=back, facts=facts)


def _step(request: Request, form: Any, act: Any, title: str, found: Any) -> HttpResponseBase:
    back = reverse("supervision:meeting", args=[found.pk])
    facts = [("Meeting", found.topic), ("When", long_date(found.on))]
    return form_step(request, None, form, act, title=title, button="Keep it", back=back, facts=facts)


def _found(request: Request, number: int) -> Any:
    try:
        return meeting_by_number(request.user, number, on=request.today)
    except UnableToFindMeeting as refusal:
        raise Http404 from refusal
