"""Notices that were not sent: which, why, and sending one again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.core.outbox import notice_not_sent, notices_not_sent, number_not_sent, number_waiting
from openiro.core.transport import configured_transport
from openiro.domain.notices import NOTICE_KINDS
from openiro.domain.permissions import Permission
from openiro.people.actions import send_notice_again
from openiro.people.queries import names_of
from openiro.web.people import presenters
from openiro.web.people.steps import Step, run
from openiro.web.shell.access import form_page, page
from openiro.web.shell.listing import Pager
from openiro.web.shell.request import Request
from openiro.web.shell.step import pressed


@page(Permission.SEND_NOTICES)
def notice_list(request: Request) -> HttpResponse:
    """What was not sent, and how many notices wait."""
    pager = Pager(request.GET, number_not_sent(at=request.now))
    lines = notices_not_sent(at=request.now, start=pager.start, size=pager.size)
    names = names_of(line.person_code for line in lines)
    context = {
        "table": presenters.notices_table(lines, names, pager),
        "waiting": number_waiting(),
        "is_set_up": configured_transport() is not None,
    }
    return render(request, "people/notice_list.jinja", context)


@form_page(Permission.SEND_NOTICES)
def notice_send_again(request: Request, number: int) -> HttpResponse:
    """Ask whether to send one again, since it may have arrived, then let it go."""
    back = reverse("people:notice-list")
    line = notice_not_sent(number, at=request.now)
    if line is None:
        messages.error(request, "That notice has been sent, or is on its way. There is nothing to send again.")
        return redirect(back)

    def act(_: object) -> str:
        send_notice_again(number=number, by=request.user, at=request.now)
        return "The notice is in the queue again."

    may_have_gone = "It may have arrived already: the line broke while it was sent. Ask them before you send it again."
    step = Step(
        f"Send again: {NOTICE_KINDS[line.kind].subject}",
        "Send it again",
        back,
        act,
        lead=may_have_gone if line.is_in_doubt else f"{line.fault} Put that right first, or it will fail again.",
    )
    return run(request, pressed(request), step)
