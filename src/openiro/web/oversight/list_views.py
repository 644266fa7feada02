"""What is due between two reviews, in the order of its clock, and answered from the list itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.reviews.actions import record_checks
from openiro.reviews.queries.oversight import (
    between_work,
    changes_untold,
    changes_waiting,
    updates_awaited,
)
from openiro.web.oversight.forms import ChecksForm
from openiro.web.oversight.presenters import cards_of, changes_table, untold_cards, updates_table, visits_table
from openiro.web.shell.access import form_page
from openiro.web.shell.deadlines import counted
from openiro.web.shell.kept import kept
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request

ON_ONE_PAGE = 20


@form_page(Permission.OVERSEE)
def between_list(request: Request) -> HttpResponseBase:
    """Checks due, changes that wait, updates awaited and children to be seen."""
    asked = request.GET.get("page", "")
    is_answered = request.method == "POST"
    shown = _shown(request) if is_answered else kept(request, "between reviews", lambda: _shown(request), asked)
    lines = shown["lines"]
    form = ChecksForm(request.POST or None, lines=lines)
    if form.is_bound and form.is_valid():
        try:
            done = record_checks(checks=form.checks(), by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{counted(done, 'check', 'checks')} recorded.")
            return redirect("oversight:list")
    given = {
        "form": form,
        "cards": cards_of(form, lines, on=request.today),
        "pattern_href": reverse("oversight:pattern"),
    }
    return render(request, "oversight/list.jinja", shown | given)


def _shown(request: Request) -> dict[str, Any]:
    """The children of the page that is asked for, and the first of everything else: no more is kept."""
    user, on = request.user, request.today
    work, waiting, updates = between_work(user, on=on), changes_waiting(user, on=on), updates_awaited(user, on=on)
    pager = Pager(request.GET, len(work.checks), ON_ONE_PAGE)
    return {
        "lines": pager.cut(work.checks),
        "pager": pager,
        "changes": changes_table(waiting.shown, on=on),
        "changes_total": waiting.total,
        "untold": untold_cards(changes_untold(user, on=on)),
        "updates": updates_table(updates[:ON_ONE_PAGE]),
        "updates_total": len(updates),
        "visits": visits_table(work.visits[:ON_ONE_PAGE], on=on),
        "visits_total": len(work.visits),
    }
