"""A stored file as an answer: to be saved, never opened inside this service's own pages."""

from django.http import FileResponse, Http404

from openiro.core.files import FileLine


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
