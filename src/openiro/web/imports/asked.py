"""What a request for one of the Data pages asks: by whom, when, which filters, which page of a list."""

from openiro.ingest.queries import Filter
from openiro.web.imports.forms import ProblemFilter
from openiro.web.shell.listing import ENDLESS, Pager, with_query
from openiro.web.shell.request import Request


def filter_of(form: ProblemFilter, code: str = "") -> Filter:
    """What the filters above a list let through; an answer that there is not lets everything through.

    `code`: the one kind of problem that a link has asked for.
    """
    form.is_valid()
    given = form.cleaned_data
    return Filter(given.get("owner") or "", given.get("severity") or "", given.get("file") or "", code)


def asked_page(request: Request) -> int:
    """The page of a long list that is asked for; the query brings it inside the pages that there are."""
    return Pager(request.GET, ENDLESS, 1).number


def list_query(request: Request) -> str:
    """The filters and page of a list, to come back to; nothing else that an address may hold."""
    kept = ("owner", "severity", "file", "page")
    others = {name: "" for name in request.GET if name not in kept}
    query = with_query(request.GET, **others)
    return query if query != "?" else ""
