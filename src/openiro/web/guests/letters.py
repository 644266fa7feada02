"""The letter to the child, the record, and the draft to check, by a private link."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from openiro.documents.content import Document
from openiro.documents.easy import easy_to_read
from openiro.documents.web_page import body_of
from openiro.domain.consultation import UnableToOpenLink
from openiro.govuk import forms
from openiro.meetings.actions import note_link_opened
from openiro.meetings.queries import OpenLink, UnableToFindAttachment, translation_of, translations_of
from openiro.people.queries import service_account
from openiro.reviews.actions import UnableToCheckDraft, answer_draft
from openiro.reviews.queries import GuestPaper, UnableToFindPaper, draft_for_link, letter_for_link
from openiro.web.guests.opening import guest_page
from openiro.web.shell.files import file_response
from openiro.web.shell.request import Request

LONGEST = 5_000
ACCURACY = "accuracy"


class AccuracyForm(forms.Form):
    """What is wrong with the draft; nothing, where it is right."""

    marks_optional = False
    words = forms.TextAreaField(
        label="Is anything in it wrong?",
        hint="Say what is wrong and what is right instead. Leave this empty if it is all right.",
        label_size="m",
        required=False,
        rows=8,
        max_length=LONGEST,
    )


@guest_page("letter")
def letter(request: Request, key: str, link: OpenLink) -> HttpResponseBase:
    """The child's letter as it was sent, or easy to read. It may be read again until the link ends."""
    others = [
        (title, reverse("guests:translation", args=[key, number])) for number, title in translations_of(link.meeting)
    ]
    return _read(request, key, link, {"others": others, "easy": "easy" in request.GET})


@guest_page("letter")
def translation(request: Request, key: str, link: OpenLink, attachment: int) -> HttpResponseBase:
    """The letter in another language, as a file."""
    try:
        return file_response(translation_of(link.meeting, attachment))
    except UnableToFindAttachment as refusal:
        raise UnableToOpenLink from refusal


@guest_page("record")
def record(request: Request, key: str, link: OpenLink) -> HttpResponseBase:
    """The record as it was sent to this person. It may be read again until the link ends."""
    return _read(request, key, link, {})


def _read(request: Request, key: str, link: OpenLink, more: dict[str, Any]) -> HttpResponseBase:
    try:
        paper = letter_for_link(link, on=request.today)
    except UnableToFindPaper as refusal:
        raise UnableToOpenLink from refusal
    note_link_opened(key=key, purpose=link.purpose, by=service_account(), at=request.now)
    shown = replace(paper, document=easy_to_read(paper.document)) if more.get("easy") else paper
    return render(request, "guests/letter.jinja", _given(shown) | {"until": link.expires_at} | more)


@guest_page(ACCURACY)
def accuracy(request: Request, key: str, link: OpenLink) -> HttpResponseBase:
    """A draft record, and one box to say what is wrong with it."""
    try:
        paper = draft_for_link(link, on=request.today)
    except UnableToFindPaper as refusal:
        raise UnableToOpenLink from refusal
    form = AccuracyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_draft(key=key, words=form.cleaned_data["words"], by=service_account(), at=request.now)
        except UnableToCheckDraft as refusal:
            form.refuse(refusal)
        else:
            return render(request, "guests/draft-answered.jinja")
    if request.method != "POST":
        note_link_opened(key=key, purpose=ACCURACY, by=service_account(), at=request.now)
    return render(request, "guests/draft.jinja", _given(paper) | {"form": form, "answer_by": paper.answer_by})


def _given(paper: GuestPaper) -> dict[str, Any]:
    document = paper.document
    about = {"title": document.title, "period": document.period, "about": document.subtitle}
    return about | {"paper": _drawn(document), "is_letter": paper.is_letter}


def _drawn(document: Document) -> SafeString:
    """The paper inside the page. The writer of the paper escapes every word."""
    return mark_safe(body_of(document, top=2))
