"""Returns that the service hands out: the reviews file of the 903, lists of Annex A, tables of the dataset."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render

from openiro.domain.permissions import Permission
from openiro.formats.cells import zipped_tables
from openiro.formats.review_return import review_rows
from openiro.ingest.actions import UnableToHandOut, hand_out_annex_a, hand_out_reviews, hand_out_ssd
from openiro.web.imports.forms import FIRST_YEAR, LAST_YEAR, OutForm
from openiro.web.shell.access import form_page, page
from openiro.web.shell.files import as_csv
from openiro.web.shell.request import Request

HAND_OUT: dict[str, Callable[..., dict[str, Any]]] = {"annex-a": hand_out_annex_a, "ssd": hand_out_ssd}


@page(Permission.VIEW_LOADS, methods=("POST",))
def reviews_download(request: Request) -> HttpResponse:
    """reviews.csv of the 903 for a collection year, from the reviews on record; who took it is kept."""
    asked = request.POST.get("year", "")
    if not (asked.isascii() and asked.isdigit() and FIRST_YEAR <= int(asked[:5]) <= LAST_YEAR):
        raise Http404
    reviews = hand_out_reviews(year=int(asked), by=request.user, at=request.now)
    return as_csv(f"reviews-{asked}", review_rows(reviews))


@form_page(Permission.VIEW_LOADS)
def tables_download(request: Request) -> HttpResponseBase:
    """Lists of Annex A, or tables of the dataset, as at a day: a zip of CSV files; who took it is kept."""
    sent = request.POST if request.method == "POST" else None
    form = OutForm(sent, today=request.today, initial={"on": request.today})
    if sent is not None and form.is_valid():
        kind, on = form.cleaned_data["what"], form.cleaned_data["on"]
        try:
            tables = HAND_OUT[kind](on=on, by=request.user, at=request.now)
        except UnableToHandOut as refusal:
            form.refuse(refusal, "on")
        else:
            response = HttpResponse(zipped_tables(tables), content_type="application/zip")
            response["Content-Disposition"] = f'attachment; filename="{kind}-{on.isoformat()}.zip"'
            return response
    return render(request, "imports/tables_out.jinja", {"form": form})
