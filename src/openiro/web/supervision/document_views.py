"""The register of policies, procedures and statements that are approved again from time to time."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.govuk.dates import long_date, medium_date
from openiro.people.queries import may
from openiro.supervision import actions
from openiro.supervision.queries import DocumentLine, UnableToFindDocument, document_line, documents_kept
from openiro.web.shell.access import form_page, page
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step
from openiro.web.shell.tables import Cell, Column, Table
from openiro.web.supervision.forms import ApprovedForm


@page(Permission.VIEW_SUPERVISION)
def documents(request: Request) -> HttpResponseBase:
    """The register, what is due first."""
    opens = may(request.user, Permission.SUPERVISE, on=request.today)
    lines = documents_kept(request.user, on=request.today)
    rows = [
        (
            Cell(line.title, href=reverse("supervision:document", args=[line.key]) if opens else "", hint=line.held_at),
            line.approved_by,
            Cell(medium_date(line.approved_on) if line.approved_on else "Not recorded", hint=line.words),
            Cell(
                medium_date(line.due_on) if line.due_on else "Now",
                tone="late" if line.is_due(request.today) else "good",
            ),
            _agreed(line),
        )
        for line in lines
    ]
    columns = [Column(each) for each in ("Document", "Who approves it", "Last approved", "Due again", "Young people")]
    table = Table("Documents", columns, rows, "The policy names no document", caption_hidden=True)
    return render(request, "supervision/documents.jinja", {"table": table})


@form_page(Permission.SUPERVISE)
def document(request: Request, key: str) -> HttpResponseBase:
    """A document was approved."""
    try:
        line = document_line(request.user, key, on=request.today)
    except UnableToFindDocument as refusal:
        raise Http404 from refusal
    form = ApprovedForm(request.POST if request.method == "POST" else None, asks_young_people=line.asks_young_people)

    def act() -> str:
        actions.approve_document(document=key, by=request.user, at=request.now, **form.cleaned_data)
        return "The approval is kept."

    facts = [
        ("Where it is held", line.held_at),
        ("Who approves it", line.approved_by),
        ("Last approved", long_date(line.approved_on) if line.approved_on else "Not recorded"),
        ("Due again", long_date(line.due_on) if line.due_on else "Now"),
        ("What was changed", line.words or "Nothing said"),
    ]
    back = reverse("supervision:documents")
    return form_step(request, None, form, act, title=line.title, button="Keep it", back=back, facts=facts)


def _agreed(line: DocumentLine) -> Cell | str:
    if not line.asks_young_people:
        return "Not asked for"
    if line.young_people_on is None:
        return Cell("Not agreed yet", tone="soon")
    return Cell(f"Agreed on {medium_date(line.young_people_on)}", tone="good")
