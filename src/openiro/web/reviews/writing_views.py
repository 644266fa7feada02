"""A review is written up: the record and the letter to the child, composed, edited, finished, corrected."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from openiro.documents.content import Document
from openiro.documents.web_page import body_of
from openiro.domain.permissions import Permission
from openiro.domain.plain_letter import may_be_about_the_child
from openiro.domain.record_draft import UnableToWriteRecord
from openiro.domain.refusal import Refusal
from openiro.govuk.dates import long_date
from openiro.reviews import actions
from openiro.reviews.queries import Draft, draft_of, draft_paper
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.part_page import part_page
from openiro.web.reviews.parts import PART
from openiro.web.reviews.writing_forms import (
    TEXT,
    CarePlanForm,
    CorrectionForm,
    NotesForm,
    SectionsForm,
    facts_of_sections,
    reading_notes,
)
from openiro.web.shell.navigation import address
from openiro.web.shell.opening import head
from openiro.web.shell.request import Request

RECORD, LETTER = "record", "letter"
STAY, NOT_FINISHED = "stay", "not_finished"
NAMES = {RECORD: "the record", LETTER: "the letter"}
PAGE_OF_LACK = {
    "meetings": "reviews:review-meetings",
    "people": "reviews:review-participation",
    "participation": "reviews:review-participation",
    "record": "reviews:review-write-record",
    "decisions": "reviews:review-decisions",
}


@review_page(Permission.RECORD_REVIEW, "reviews:review-write-record")
def review_write_record(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """What was said, under the headings, with the record that it makes beside; finished from here too."""
    draft = draft_of(review, RECORD, on=request.today)
    notes = draft.material.facts.notes
    headings = draft.material.policy.records.headings

    def form_of(sent: QueryDict | None, initial: dict[str, Any]) -> NotesForm:
        return NotesForm(headings, sent, initial=initial, can_finish=draft.is_open)

    def save(form: NotesForm) -> str:
        actions.save_notes(review=review, notes=form.notes(), by=request.user, at=request.now)
        return _finished(request, review, RECORD, form) or "The notes are saved."

    response = part_page(
        request,
        child,
        review,
        PART[RECORD],
        form_of=form_of,
        facts={f"{TEXT}{each.id}": notes.get(each.id, "") for each in headings},
        save=save,
        template="reviews/write-record.jinja",
        given=_beside(request, child, review, draft),
    )
    return _stays(request, response)


@review_page(Permission.RECORD_REVIEW, "reviews:review-edit-record")
def review_edit_record(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """The record's own text, section by section, and the words that are kept from some of its readers."""
    draft = draft_of(review, RECORD, on=request.today)
    if not draft.is_open:
        messages.warning(request, "The record is finished. Write a correction where something is wrong.")
        return redirect("reviews:review-write-record", child.reference, review.pk)
    parts = draft.material.policy.records.withhold
    kept = {part.id: draft.kept_back.get(part.id, ()) for part in parts}
    return _sections_page(request, child, review, draft, parts=parts, kept=kept, template="reviews/edit-record.jinja")


@review_page(Permission.RECORD_REVIEW, "reviews:review-write-letter")
def review_write_letter(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """The letter to the child: each section in its box, how old a reader must be, and how the child sees it."""
    draft = draft_of(review, LETTER, on=request.today)
    if not draft.is_open:
        given = _beside(request, child, review, draft)
        return render(request, "reviews/letter-finished.jinja", head(request, child) | given)
    text = "\n".join(f"{each.heading}\n{each.text}" for each in draft.sections)
    unsure = [
        (each.heading, line)
        for each in draft.sections
        if each.id != "said"
        for line in may_be_about_the_child(each.text)
    ]
    wanted = draft.material.policy.records.letter_reading_age
    more = {"reading": reading_notes(text, wanted), "unsure": unsure}
    return _sections_page(request, child, review, draft, template="reviews/write-letter.jinja", more=more)


@review_page(Permission.RECORD_REVIEW, "reviews:review-correct-paper")
def review_correct_paper(request: Request, child: Any, review: Any, kind: str) -> HttpResponseBase:
    """A finished record or letter is corrected: a new version begins, for a reason that its readers are told."""
    if kind not in NAMES:
        raise Http404
    form = CorrectionForm(request.POST or None)
    back = reverse(PART[kind].page, args=[child.reference, review.pk])
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.correct_document(review=review, kind=kind, reason=reason, by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "A new version has begun. Change what is wrong, then finish it.")
            page = "reviews:review-edit-record" if kind == RECORD else "reviews:review-write-letter"
            return redirect(page, child.reference, review.pk)
    title = f"Correct {NAMES[kind]}"
    given = {"form": form, "title": title, "button": "Begin a new version", "back": back, "due": None}
    return render(request, "reviews/step.jinja", head(request, child) | given)


@review_page(Permission.BRING_PAPERS, "reviews:review-care-plan")
def review_care_plan(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """The care plan was brought up to date after the review."""
    form = CarePlanForm(request.POST or None, today=request.today, initial={"updated_on": review.care_plan_updated_on})
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["updated_on"]
        try:
            actions.record_care_plan_updated(review=review, updated_on=day, by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"The care plan was updated on {long_date(day)}.")
            return redirect("reviews:review", child.reference, review.pk)
    back = reverse("reviews:review", args=[child.reference, review.pk])
    given = {"form": form, "title": "Care plan updated", "button": "Save", "back": back, "due": None}
    return render(request, "reviews/step.jinja", head(request, child) | given)


def _sections_page(
    request: Request,
    child: Any,
    review: Any,
    draft: Draft,
    *,
    template: str,
    parts: Any = (),
    kept: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """The page on which the sections of `draft` are edited; a button that stays shows it again as it was saved."""

    def form_of(sent: QueryDict | None, initial: dict[str, Any]) -> SectionsForm:
        return SectionsForm(draft.sections, sent, initial=initial, parts=parts, finish=NAMES[draft.kind])

    def save(form: SectionsForm) -> str:
        kept_back = form.kept_back() if kept is not None else None
        given: dict[str, Any] = {"texts": form.texts(), "kept_back": kept_back, "by": request.user, "at": request.now}
        actions.save_document(review=review, kind=draft.kind, **given)
        return _finished(request, review, draft.kind, form) or f"{NAMES[draft.kind].capitalize()} is saved."

    facts = facts_of_sections(draft.sections, kept or {})
    given = _beside(request, child, review, draft) | dict(more or {})
    page: dict[str, Any] = {"form_of": form_of, "facts": facts, "save": save, "template": template, "given": given}
    return _stays(request, part_page(request, child, review, PART[draft.kind], **page))


def _stays(request: Request, response: HttpResponseBase) -> HttpResponseBase:
    """Back to the same page where somebody asked for it, or where what they saved could not be finished yet."""
    is_saved = response.status_code == HTTPStatus.FOUND
    return redirect(request.path) if is_saved and (STAY in request.POST or hasattr(request, NOT_FINISHED)) else response


def _finished(request: Request, review: Any, kind: str, form: Any) -> str:
    """Finish it where that was ticked, and say so; else nothing. What was typed is saved, whatever is missing."""
    if not form.cleaned_data.get("finish"):
        return ""
    try:
        actions.finish_document(review=review, kind=kind, by=request.user, at=request.now)
    except UnableToWriteRecord as refusal:
        setattr(request, NOT_FINISHED, True)
        messages.error(request, str(refusal))
        return ""
    return f"{NAMES[kind].capitalize()} is finished."


def _beside(request: Request, child: Any, review: Any, draft: Draft) -> dict[str, Any]:
    """What stands beside the boxes: the paper as it is now, what it lacks, and the ways on."""
    here = [child.reference, review.pk]
    newest = draft.finished
    return {
        "written": draft,
        "paper": drawn(draft_paper(review, draft, on=request.today)),
        "lacks": [(what, address(PAGE_OF_LACK[part], *here)) for part, what in _lacks(draft).items()],
        "edit_href": reverse("reviews:review-edit-record", args=here),
        "check_href": reverse("reviews:review-check-draft", args=here),
        "correct_href": reverse("reviews:review-correct-paper", args=[*here, draft.kind]),
        "finished_href": reverse("reviews:review-document", args=[*here, draft.kind, newest.version]) if newest else "",
        "on_href": reverse("reviews:review-distribution", args=here),
        "review_href": reverse("reviews:review", args=here),
    }


def _lacks(draft: Draft) -> Mapping[str, str]:
    return draft.lacks if draft.kind == RECORD else {}


def drawn(document: Document, top: int = 3) -> SafeString:
    """A paper as it stands inside a page. The writer of the paper escapes every word."""
    return mark_safe(body_of(document, top=top))
