"""What is due between two reviews, in the order of its clock, and answered from the list itself."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.reviews.actions import record_checks
from openiro.reviews.queries.oversight import (
    BetweenWork,
    ChangeList,
    Untold,
    UpdateLine,
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
    is_answered = request.method == "POST"
    found = _read(request) if is_answered else kept(request, "between reviews", lambda: _read(request))
    work, waiting, untold, updates = found
    pager = Pager(request.GET, len(work.checks), ON_ONE_PAGE)
    lines = work.checks[pager.start : pager.stop]
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
        "pager": pager,
        "changes": changes_table(waiting.shown, on=request.today),
        "changes_total": waiting.total,
        "untold": untold_cards(untold),
        "updates": updates_table(updates[:ON_ONE_PAGE]),
        "updates_total": len(updates),
        "visits": visits_table(work.visits[:ON_ONE_PAGE], on=request.today),
        "visits_total": len(work.visits),
        "pattern_href": reverse("oversight:pattern"),
    }
    return render(request, "oversight/list.jinja", given)


def _read(request: Request) -> tuple[BetweenWork, ChangeList, list[Untold], list[UpdateLine]]:
    """Everything that the list shows."""
    user, on = request.user, request.today
    return (
        between_work(user, on=on),
        changes_waiting(user, on=on),
        changes_untold(user, on=on),
        updates_awaited(user, on=on),
    )
