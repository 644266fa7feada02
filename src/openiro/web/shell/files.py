"""Files as answers: a stored one to be saved, never opened inside this service's own pages, and a table as CSV."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpResponse

from openiro.core.files import FileLine
from openiro.formats.cells import safe_cell


def file_response(line: FileLine) -> FileResponse:
    """The file under its own name. What it holds may run nothing and is of no kind but the one that was found."""
    try:
        stream = line.path.open("rb")
    except FileNotFoundError as fault:
        raise Http404 from fault
    response = FileResponse(stream, as_attachment=True, filename=line.name, content_type=line.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def as_csv(name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A file for a spreadsheet: UTF-8 with a mark, no cell that it would take for a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")
    csv.writer(response).writerows([safe_cell(value) for value in row] for row in rows)
    return response
