"""The log of reviews that were moved or cancelled, for the service."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render

from openiro.domain.permissions import Permission
from openiro.reviews.queries import ReschedulingFilters, rescheduling_log
from openiro.web.reviews.scheduling_forms import LogForm
from openiro.web.reviews.scheduling_presenters import moved_table
from openiro.web.shell.access import page
from openiro.web.shell.listing import Pager
from openiro.web.shell.officers import officer_choice
from openiro.web.shell.request import Request


@page(Permission.VIEW_REVIEWS)
def log(request: Request) -> HttpResponseBase:
    """What was moved or cancelled, why and by whom, of the children whom this person sees: the latest first."""
    officer = officer_choice(request.GET.get("iro", ""), on=request.today)
    form = LogForm({**request.GET.dict(), "iro": officer.shown})
    fields: Any = form.fields
    fields["iro"] = officer.field
    filters = _filters(form, officer.code, request.GET.get("page", "1"))
    found = rescheduling_log(request.user, filters, on=request.today)
    pager = Pager(request.GET, found.total)
    given = {
        "filters_form": form,
        "total": found.total,
        "table": moved_table(found.lines, with_child=True, pager=pager),
        "is_narrowed": bool(set(request.GET) - {"page"}),
    }
    return render(request, "reviews/log.jinja", given)


def _filters(form: LogForm, officer_code: str, page_asked: str) -> ReschedulingFilters:
    """The filters of the form; an answer that cannot be read narrows nothing."""
    form.is_valid()
    given = form.cleaned_data
    return ReschedulingFilters(
        from_on=given.get("moved_from"),
        to_on=given.get("moved_to"),
        reason=given.get("reason") or "",
        officer_code=officer_code if given.get("iro") else "",
        cancelled_only=bool(given.get("cancelled")),
        page=int(page_asked) if page_asked.isdecimal() and len(page_asked) < 10 else 1,
    )
