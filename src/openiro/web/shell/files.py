"""Files as answers: a stored one to be saved, never opened inside this service's own pages, and a table as CSV."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpResponse

from openiro.core.files import WORD, FileLine
from openiro.documents.content import Document
from openiro.formats.cells import csv_text, zipped


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


def as_zip(name: str, files: Mapping[str, bytes]) -> HttpResponse:
    """These files in one archive, each under its name; the same bytes whenever they are the same."""
    response = HttpResponse(zipped(files), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


def as_csv(name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A file for a spreadsheet: UTF-8 with a mark, no cell that it would take for a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff" + csv_text(rows))
    return response


def as_word(name: str, document: Document) -> HttpResponse:
    """A document for Word, to be saved. Its writer is heavy and is loaded when asked for."""
    from openiro.documents.word import to_docx

    response = HttpResponse(to_docx(document), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return response
