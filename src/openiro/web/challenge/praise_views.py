"""Good practice: told, and read by those whose it is."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.escalations import actions
from openiro.escalations.queries import compliments_listed, good_practice_told, people_to_ask
from openiro.people.queries import PeopleFilter, may, people_on, policy_in_force, team_by_name, teams, user_by_code
from openiro.web.challenge.forms import ComplimentForm
from openiro.web.challenge.list_views import tabs
from openiro.web.challenge.praise import compliment_table, newsletter_paper
from openiro.web.shell.access import form_page, page
from openiro.web.shell.files import as_word
from openiro.web.shell.listing import page_of
from openiro.web.shell.opening import FORM, child_page
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step

ROWS = 25
MOST_WORKERS = 500
THREE_MONTHS = timedelta(days=91)


@page(Permission.VIEW_DISPUTES)
def compliment_list(request: Request) -> HttpResponseBase:
    """Good practice that this person may read of, the latest first."""
    found, pager = page_of(
        request.GET,
        lambda start: compliments_listed(request.user, on=request.today, start=start, size=ROWS),
        size=ROWS,
    )
    may_tell = may(request.user, Permission.RAISE_DISPUTE, on=request.today)
    given = {
        "tabs": tabs(request, "compliments"),
        "table": compliment_table(found.lines, empty="No good practice is recorded yet.", pager=pager),
        "newsletter_href": reverse("challenge:newsletter") if may_tell else "",
        "new_href": reverse("challenge:compliment-new") if may_tell else "",
    }
    return render(request, "challenge/compliments.jinja", given)


@page(Permission.RAISE_DISPUTE)
def newsletter(request: Request) -> HttpResponseBase:
    """Good practice of the last three months for the newsletter, without names, as a Word file."""
    on = request.today
    found = good_practice_told(request.user, from_on=on - THREE_MONTHS, to_on=on, on=on)
    council = policy_in_force(on=on).council
    return as_word("good-practice", newsletter_paper(found, council, from_on=on - THREE_MONTHS, to_on=on))


@form_page(Permission.RAISE_DISPUTE)
def compliment_new(request: Request) -> HttpResponseBase:
    """Good practice by a worker or a team, about no one child."""
    people = people_on(PeopleFilter(role="social_worker"), on=request.today, size=MOST_WORKERS)
    return _tell(request, None, [(person.code, person.name) for person in people])


@child_page(Permission.RAISE_DISPUTE, "challenge:compliment", methods=FORM)
def compliment_for_child(request: Request, child: Any) -> HttpResponseBase:
    """Good practice by somebody around this child."""
    people = people_to_ask(request.user, child, on=request.today)
    return _tell(request, child, [(person.code, person.name) for person in people])


def _tell(request: Request, child: Any, workers: list[tuple[str, str]]) -> HttpResponseBase:
    names = [team.name for team in teams()]
    form = ComplimentForm(request.POST or None, workers=workers, teams=names)

    def act() -> str:
        given = form.cleaned_data
        actions.give_compliment(
            theme=given["theme"],
            words=given["words"],
            worker=user_by_code(given["worker"]) if given["worker"] else None,
            team=team_by_name(given["team"]) if given["team"] else None,
            child=child,
            by=request.user,
            at=request.now,
        )
        return "It is recorded, and they and their manager are told."

    back = reverse("challenge:child", args=[child.reference]) if child else reverse("challenge:compliments")
    return form_step(request, child, form, act, title="Record good practice", button="Tell them", back=back)
