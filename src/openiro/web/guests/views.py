"""A consultation form by a private link: begun, filled in a page at a time, looked over, sent."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.consultation import AgendaPoint, agenda_for
from openiro.domain.consultation_policy import pages_of
from openiro.meetings.actions import note_link_opened
from openiro.meetings.queries import OpenLink, invitee_by_number
from openiro.people.queries import policy_in_force, service_account
from openiro.reviews.queries import invitation_of
from openiro.voice.actions import save_form, send_form
from openiro.voice.queries import FormToAnswer, UnableToAnswer, form_of, you_said
from openiro.web.guests.forms import QuestionsForm
from openiro.web.guests.opening import guest_page, link_ended
from openiro.web.guests.words import arrangements, greeting
from openiro.web.shell.questions import answers_of
from openiro.web.shell.request import Request

FORM = "form"


@guest_page(FORM)
def start(request: Request, key: str, link: OpenLink) -> HttpResponseBase:
    """What it is about, who reads it, and until when one may come back."""
    form = _form(request, link)
    if form is None:
        return link_ended(request)
    note_link_opened(key=key, purpose=FORM, by=service_account(), at=request.now)
    given = {
        "greeting": greeting(form.respondent),
        "arrangements": arrangements(invitation_of(link.invitee)),
        "agenda": _agenda(request, form),
        "you_said": _you_said(request, form),
        "begun": form.saved_at is not None,
        "later": "later" in request.GET,
        "until": link.expires_at,
        "first": reverse("guests:questions", args=[key, 1]),
    }
    return render(request, "guests/start.jinja", given)


@guest_page(FORM)
def questions(request: Request, key: str, link: OpenLink, page: int) -> HttpResponseBase:
    """One page of questions. Each way out saves: on, later, and while one types."""
    form = _form(request, link)
    if form is None:
        return link_ended(request)
    pages = pages_of(form.questions)
    if not 1 <= page <= len(pages):
        return redirect("guests:start", key)
    title, asked = pages[page - 1]
    fields = QuestionsForm(asked, request.POST if request.method == "POST" else None, dict(form.answers))
    if request.method == "POST" and fields.is_valid():
        answers = answers_of(fields.cleaned_data, asked)
        save_form(key=key, answers=answers, by=service_account(), at=request.now)
        return _on(request, key, page, len(pages))
    before = reverse("guests:questions", args=[key, page - 1]) if page > 1 else reverse("guests:start", args=[key])
    given = {"form": fields, "title": title, "page": page, "pages": len(pages), "before": before}
    return render(request, "guests/questions.jinja", given)


@guest_page(FORM)
def send(request: Request, key: str, link: OpenLink) -> HttpResponseBase:
    """All answers at once, each with the way to change it; then it is sent, and the link has done its work."""
    form = _form(request, link)
    if form is None:
        return link_ended(request)
    problem = ""
    if request.method == "POST":
        try:
            send_form(key=key, answers={}, by=service_account(), at=request.now)
            return render(request, "guests/sent.jinja", {"is_child": form.respondent == "child"})
        except UnableToAnswer as refusal:
            problem = str(refusal)
    given = {"groups": _looked_over(key, form), "problem": problem, "before": _last_page(key, form)}
    return render(request, "guests/send.jinja", given)


def _agenda(request: Request, form: FormToAnswer) -> tuple[AgendaPoint, ...]:
    """What the meeting goes through, in words for this person; the child's topics are the child's to tell."""
    items = policy_in_force(on=request.today).consultation.agenda
    return agenda_for(items, (), reads_topics=False, for_child=form.respondent == "child")


def _form(request: Request, link: OpenLink) -> FormToAnswer | None:
    found = form_of(invitee_by_number(link.invitee), on=request.today)
    return found if found is not None and found.sent_at is None else None


def _you_said(request: Request, form: FormToAnswer) -> list[tuple[str, str]]:
    """What the child said and what was done about it, for the child alone."""
    if form.respondent != "child":
        return []
    child = invitee_by_number(form.invitee).meeting.child
    return [(each.words, each.response) for each in you_said(child, on=request.today)]


def _on(request: Request, key: str, page: int, pages: int) -> HttpResponseBase:
    if "draft" in request.POST:
        return HttpResponse(status=204)
    if "later" in request.POST:
        return redirect(f"{reverse('guests:start', args=[key])}?later")
    return redirect("guests:questions", key, page + 1) if page < pages else redirect("guests:send", key)


def _looked_over(key: str, form: FormToAnswer) -> list[dict[str, Any]]:
    return [
        {
            "title": title,
            "href": reverse("guests:questions", args=[key, number]),
            "answers": [(each.text, each.words_of(form.answers.get(each.id))) for each in asked],
        }
        for number, (title, asked) in enumerate(pages_of(form.questions), start=1)
    ]


def _last_page(key: str, form: FormToAnswer) -> str:
    return reverse("guests:questions", args=[key, len(pages_of(form.questions))])
