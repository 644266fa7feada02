"""The finished record and letter: read on a page, taken away as a file, printed for one person."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.documents.content import Document
from openiro.documents.easy import easy_to_read
from openiro.documents.pdf import to_pdf
from openiro.documents.web_page import to_html
from openiro.documents.word import to_docx
from openiro.domain.permissions import Permission
from openiro.domain.policy import Policy
from openiro.people.queries import day_of, policy_in_force
from openiro.reviews.queries import (
    GuestPaper,
    UnableToFindPaper,
    copy_for,
    document_of,
    documents_of,
    file_name_of,
    paper_of,
    word_base,
)
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.words import full_date
from openiro.web.reviews.writing_views import drawn
from openiro.web.shell.opening import GET, can, head
from openiro.web.shell.request import Request

TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
ENDINGS = (("pdf", "PDF"), ("docx", "Word"), ("html", "Web page to print"))
EASY = ("easy", "Easy to read, to print")
LETTER = "letter"
TITLES = {"record": "Record of the review", "letter": "Letter to the child"}


@review_page(Permission.VIEW_RECORD, "reviews:review-document", methods=GET)
def review_document(request: Request, child: Any, review: Any, kind: str, version: int) -> HttpResponseBase:
    """A finished version on a page, with its files and the other versions."""
    document = _found(review, kind, version)
    policy = policy_in_force(on=request.today)
    here = [child.reference, review.pk, kind]
    others = [
        line for line in documents_of(review) if line.kind == kind and line.finished_at and line.version != version
    ]
    given = {
        "title": TITLES[kind],
        "paper": drawn(paper_of(review, document, policy, made_on=request.today), top=2),
        "finished": full_date(day_of(document.finished_at)),
        "version": version,
        "template": document.template,
        "is_newest": all(line.version < version for line in others),
        "files": [
            (text, reverse("reviews:review-document-file", args=[*here, version, each]))
            for each, text in (*ENDINGS, *((EASY,) if kind == LETTER else ()))
        ],
        "others": [(line.version, reverse("reviews:review-document", args=[*here, line.version])) for line in others],
        "correct_href": _way(request, Permission.RECORD_REVIEW, "reviews:review-correct-paper", *here),
        "send_href": _way(request, Permission.DISTRIBUTE_RECORD, "reviews:review-distribution", *here[:2]),
        "attach_href": _way(request, Permission.BRING_PAPERS, "reviews:review-attach", *here[:2])
        if kind == LETTER
        else "",
        "review_href": reverse("reviews:review", args=here[:2]),
    }
    return render(request, "reviews/document.jinja", head(request, child) | given)


@review_page(Permission.VIEW_RECORD, "reviews:review-document-file", methods=GET)
def review_document_file(
    request: Request, child: Any, review: Any, kind: str, version: int, ending: str
) -> HttpResponseBase:
    """A finished version as a file. Its name says what it is and of which day, and nothing about the child."""
    document = _found(review, kind, version)
    policy = policy_in_force(on=request.today)
    paper = paper_of(review, document, policy, made_on=request.today)
    return as_file(paper, file_name_of(review, kind, version), ending, policy)


@review_page(Permission.VIEW_RECORD, "reviews:review-copy", methods=GET)
def review_copy(request: Request, child: Any, review: Any, kind: str, invitee: int, ending: str) -> HttpResponseBase:
    """One person's copy, for the envelope or to look at, without what is left out of it (`left_out` in the address).

    For whoever may read the record: business support sends papers, and reads none.
    """
    left_out = tuple(request.GET.getlist("left_out"))
    try:
        copy: GuestPaper = copy_for(review, kind, invitee, left_out=left_out, on=request.today)
    except UnableToFindPaper as refusal:
        raise Http404 from refusal
    return as_file(copy.document, copy.file_name, ending, policy_in_force(on=request.today))


def as_file(document: Document, name: str, ending: str, policy: Policy) -> HttpResponse:
    """The paper as a file of that ending; 404 for one that is not written. A web page opens in the browser."""
    is_easy = ending == EASY[0]
    document, ending = (easy_to_read(document), "html") if is_easy else (document, ending)
    writers: dict[str, Callable[[Document], bytes]] = {
        "html": to_html,
        "pdf": to_pdf,
        "docx": lambda paper: to_docx(paper, word_base(policy)),
    }
    if ending not in writers:
        raise Http404
    response = HttpResponse(writers[ending](document), content_type=TYPES[ending])
    place = "inline" if ending == "html" else "attachment"
    response["Content-Disposition"] = f'{place}; filename="{name}.{ending}"'
    return response


def _found(review: Any, kind: str, version: int) -> Any:
    if kind not in TITLES:
        raise Http404
    try:
        return document_of(review, kind, version)
    except UnableToFindPaper as refusal:
        raise Http404 from refusal


def _way(request: Request, permission: Permission, name: str, *where: Any) -> str:
    return reverse(name, args=where) if can(request, permission) else ""
