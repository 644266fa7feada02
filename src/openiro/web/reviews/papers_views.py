"""The papers of a review, its documents, late reports, and everything about a coming review on one page."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.meetings.actions import attach, withdraw_attachment
from openiro.meetings.queries import UnableToFindAttachment, attachment_of, attachments_of, file_of
from openiro.people.queries import may_see_free_text
from openiro.reviews.actions import chase_report, meeting_of, record_papers
from openiro.reviews.queries import late_papers, papers_of
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.papers_form import AttachForm, PapersForm, facts_of_papers
from openiro.web.reviews.papers_presenters import documents, due_box, late_table, standings_table
from openiro.web.reviews.part_page import part_page
from openiro.web.reviews.parts import PART
from openiro.web.shell.access import page
from openiro.web.shell.files import file_response
from openiro.web.shell.listing import page_of
from openiro.web.shell.opening import GET, head
from openiro.web.shell.request import Request

LATE_ON_A_PAGE = 20
ASKED = "The social worker is asked for the report."


@review_page(Permission.BRING_PAPERS, "reviews:review-papers")
def review_papers(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """What came and when, what did not, and to whom it was shown."""
    papers = papers_of(review, on=request.today)
    lines = papers.lines
    sees_notes = may_see_free_text(request.user, on=request.today)

    def save(form: PapersForm) -> str:
        record_papers(review=review, papers=form.papers(), by=request.user, at=request.now)
        return "The papers of this review are saved."

    return part_page(
        request,
        child,
        review,
        PART["papers"],
        form_of=lambda sent, initial: PapersForm(
            sent, lines=lines, sees_notes=sees_notes, today=request.today, initial=initial
        ),
        facts=facts_of_papers(lines, sees_notes=sees_notes),
        save=save,
        template="reviews/papers.jinja",
        given={
            "due": due_box(papers, request.today),
            "table": standings_table(lines, review_on=review.held_on or review.planned_on),
            "documents": documents(attachments_of(request.user, review.meeting, on=request.today), child, review),
            "attach_href": reverse("reviews:review-attach", args=[child.reference, review.pk]),
            "may_chase": any(line.kind == "social_worker_report" and _is_awaited(line) for line in lines),
            "chase_href": reverse("reviews:report-chase", args=[child.reference, review.pk]),
        },
    )


def _is_awaited(line: Any) -> bool:
    return line.standing is not None and line.standing.is_missing


@review_page(Permission.BRING_PAPERS, "reviews:review-attach")
def review_attach(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """Attach one document to the review."""
    back = reverse("reviews:review-papers", args=[child.reference, review.pk])
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    if form.is_bound and form.is_valid():
        try:
            _attach(request, review, form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal, "document")
        else:
            messages.success(request, "The document is attached.")
            return redirect(back)
    return render(request, "reviews/attach.jinja", head(request, child) | {"form": form, "back": back})


@transaction.atomic
def _attach(request: Request, review: Any, given: dict[str, Any]) -> None:
    file = given["document"]
    attach(
        meeting=meeting_of(review=review, by=request.user, at=request.now),
        kind=given["kind"],
        title=given["title"],
        name=str(file.name),
        content=file.read(),
        by=request.user,
        at=request.now,
    )


@review_page(Permission.VIEW_RECORD, "reviews:review-attachment", methods=GET)
def review_attachment(request: Request, child: Any, review: Any, attachment: int) -> HttpResponseBase:
    """One document, to be saved."""
    return file_response(file_of(_attachment(request, review, attachment)))


@review_page(Permission.BRING_PAPERS, "reviews:attachment-withdraw")
def attachment_withdraw(request: Request, child: Any, review: Any, attachment: int) -> HttpResponseBase:
    """Take a document off the review."""
    row = _attachment(request, review, attachment)
    if request.method == "POST":
        try:
            withdraw_attachment(attachment=row, by=request.user, at=request.now)
            messages.success(request, "The document is withdrawn.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("reviews:review-papers", child.reference, review.pk)


def _attachment(request: Request, review: Any, number: int) -> Any:
    try:
        return attachment_of(review.meeting, number)
    except UnableToFindAttachment as refusal:
        raise Http404 from refusal


@review_page(Permission.BRING_PAPERS, "reviews:report-chase")
def report_chase(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """Ask the social worker for the report."""
    if request.method == "POST":
        try:
            asked = chase_report(review=review, by=request.user, at=request.now)
            messages.success(request, ASKED if asked else "The social worker was asked today already.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
    if request.POST.get("from") == "list":
        return redirect("reviews:late-papers")
    return redirect("reviews:review-papers", child.reference, review.pk)


@page(Permission.BRING_PAPERS)
def late_papers_page(request: Request) -> HttpResponse:
    """Social workers' reports that are late, with days late, by team."""
    found, pager = page_of(
        request.GET,
        lambda start: late_papers(request.user, on=request.today, start=start, size=LATE_ON_A_PAGE),
        size=LATE_ON_A_PAGE,
    )
    return render(request, "reviews/late-papers.jinja", {"tables": late_table(found), "pager": pager})
