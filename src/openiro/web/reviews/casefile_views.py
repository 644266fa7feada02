"""The papers, forms and documents of a review in one archive, for the child's file in the council's main system."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.documents.pdf import to_pdf
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.formats.cells import csv_text
from openiro.govuk.dates import date_and_time, long_date
from openiro.reviews.actions import note_casefile_export
from openiro.reviews.queries.casefile import Casefile, casefile_export_of, casefile_of
from openiro.web.reviews.opening import review_page
from openiro.web.shell.deadlines import counted
from openiro.web.shell.files import as_zip
from openiro.web.shell.opening import head
from openiro.web.shell.request import Request
from openiro.web.shell.tables import Column, Table

LIST = "manifest.csv"
HEADINGS = ("File", "What it is", "Day", "Bytes", "SHA-256", "Child", "Review")


@review_page(Permission.VIEW_RECORD, "reviews:review-casefile")
def review_casefile(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """What there is to upload, by name; the archive with its list of hashes, which the child's history tells of."""
    found = casefile_of(request.user, review, on=request.today)
    if request.method == "POST":
        files = _files(found)
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        try:
            note_casefile_export(review=review, files=hashes, by=request.user, at=request.now)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        listed = _list(found, files, hashes, review.pk)
        return as_zip(found.name, {**files, LIST: listed})
    last = casefile_export_of(review)
    given = {
        "table": _table(found),
        "has_files": bool(found.papers or found.documents),
        "last": f"{counted(last.files, 'file', 'files')}, by {last.by} on {date_and_time(last.at)}" if last else "",
        "back": reverse("reviews:review", args=[child.reference, review.pk]),
    }
    return render(request, "reviews/casefile.jinja", head(request, child) | given)


def _files(found: Casefile) -> dict[str, bytes]:
    """The content of each file by its name."""
    drawn = {f"{each.name}.pdf": to_pdf(each.document) for each in found.papers}
    return drawn | {each.name: each.file.path.read_bytes() for each in found.documents}


def _rows(found: Casefile) -> list[tuple[str, str, Any]]:
    papers = [(f"{each.name}.pdf", each.title, each.on) for each in found.papers]
    return papers + [(each.name, each.title, each.on) for each in found.documents]


def _list(found: Casefile, files: dict[str, bytes], hashes: dict[str, str], number: int) -> bytes:
    rows = [
        (name, title, on.isoformat(), len(files[name]), hashes[name], found.child_code, number)
        for name, title, on in _rows(found)
    ]
    return csv_text([HEADINGS, *rows]).encode()


def _table(found: Casefile) -> Table:
    return Table(
        caption="Files for the child's file",
        caption_hidden=True,
        columns=(Column("What it is"), Column("Day"), Column("File")),
        rows=[(title, long_date(on), name) for name, title, on in _rows(found)],
        empty="Nothing of this review is finished or attached yet.",
    )
