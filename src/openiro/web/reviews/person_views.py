"""One person of a review: details, a private link, their form on paper and typed in from it, off the list."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.consultation import agenda_for
from openiro.domain.consultation_policy import pages_of
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.meetings.actions import make_guest_link, remove_invitee, update_invitee
from openiro.meetings.queries import InviteeLine, UnableToFindInvitee, invitee_of, line_of
from openiro.people.queries import may_see_free_text, policy_in_force, role_codes_on
from openiro.voice.actions import enter_paper_form
from openiro.voice.queries import FormToAnswer, form_of
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.part_marks import changes_since, mark_of
from openiro.web.reviews.part_page import CHANGED
from openiro.web.reviews.person_forms import PaperForm, PersonForm
from openiro.web.shell.opening import GET, can, head
from openiro.web.shell.questions import answers_of
from openiro.web.shell.request import Request

PARTICIPATION_OFFICER = "participation_officer"


@review_page(Permission.INVITE, "reviews:review-person")
def review_person(request: Request, child: Any, review: Any, invitee: int) -> HttpResponseBase:
    """Everything that is known of one person of the review."""
    row = _found(review, invitee)
    line = line_of(row)
    form = _person_form(request, line)
    seen = request.POST.get("seen", "") if request.method == "POST" else ""
    if changes_since(seen, _facts(line, form)):
        messages.error(request, CHANGED)
        form = _person_form(request, line, typed=True)
    elif form.is_bound and form.is_valid():
        try:
            update_invitee(invitee=row, changes=form.changes(), by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{_title(request, child, line)}: kept.")
            return redirect("reviews:review-people", child.reference, review.pk)
    return _person_page(request, child, review, line, form)


@review_page(Permission.INVITE, "reviews:review-person-link")
def review_person_link(request: Request, child: Any, review: Any, invitee: int) -> HttpResponseBase:
    """A new private link to the person's form, shown once, to be handed over."""
    row = _found(review, invitee)
    if _form(request, row) is None:
        raise Http404
    given: dict[str, Any] = {"title": _title(request, child, line_of(row)), "back": _person(child, review, invitee)}
    if request.method == "POST":
        try:
            key = make_guest_link(invitee=row, purpose="form", by=request.user, at=request.now)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(given["back"])
        given["link"] = request.build_absolute_uri(reverse("guests:start", args=[key]))
    return render(request, "reviews/person-link.jinja", head(request, child) | given)


@review_page(Permission.INVITE, "reviews:review-person-remove")
def review_person_remove(request: Request, child: Any, review: Any, invitee: int) -> HttpResponseBase:
    """Somebody is taken off the list."""
    row = _found(review, invitee)
    title = _title(request, child, line_of(row))
    if request.method == "POST":
        try:
            remove_invitee(invitee=row, by=request.user, at=request.now)
            messages.success(request, f"{title} is off the list.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("reviews:review-people", child.reference, review.pk)
    given = {"title": title, "back": _person(child, review, invitee)}
    return render(request, "reviews/person-remove.jinja", head(request, child) | given)


@review_page(Permission.INVITE, "reviews:review-paper-form", methods=GET)
def review_paper_form(request: Request, child: Any, review: Any, invitee: int) -> HttpResponseBase:
    """The person's form to print, with room to write; it names nobody, and carries a number to find its way back."""
    row = _found(review, invitee)
    form = _form(request, row)
    if form is None:
        raise Http404
    given = {
        "pages": pages_of(form.questions),
        "agenda": agenda_for(
            policy_in_force(on=request.today).consultation.agenda,
            (),
            reads_topics=False,
            for_child=form.respondent == "child",
        ),
        "number": f"{review.pk}-{invitee}",
        "back": _person(child, review, invitee),
        "is_child": form.respondent == "child",
    }
    return render(request, "reviews/paper-form.jinja", head(request, child) | given)


@review_page(Permission.RECORD_VIEWS, "reviews:review-enter-form")
def review_enter_form(request: Request, child: Any, review: Any, invitee: int) -> HttpResponseBase:
    """The person's answers, typed in from paper or as they were said."""
    row = _found(review, invitee)
    asked = _form(request, row)
    if asked is None or (asked.respondent != "child" and not may_see_free_text(request.user, on=request.today)):
        raise Http404
    back = reverse("reviews:review-responses", args=[child.reference, review.pk])
    initial = dict(asked.answers) | {"on": request.today, "how": _how(request)} if asked.sent_at is None else {}
    form = PaperForm(asked.questions, request.POST or None, initial=initial, today=request.today)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            answers = answers_of(given, asked.questions)
            enter_paper_form(
                invitee=row, answers=answers, how=given["how"], on=given["on"], by=request.user, at=request.now
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The answers are kept. What the child said in words stands among the views.")
            return redirect(back)
    title = f"Answers of {_title(request, child, line_of(row))}"
    given = {"form": form, "title": title, "button": "Keep these answers", "back": back, "due": None}
    return render(request, "reviews/step.jinja", head(request, child) | given)


def _how(request: Request) -> str:
    """How the answers came where the participation officer types them in: they met the child."""
    return PARTICIPATION_OFFICER if PARTICIPATION_OFFICER in role_codes_on(request.user, request.today) else ""


def _found(review: Any, number: int) -> Any:
    try:
        return invitee_of(review.meeting, number)
    except UnableToFindInvitee as refusal:
        raise Http404 from refusal


def _form(request: Request, row: Any) -> FormToAnswer | None:
    return form_of(row, on=request.today)


def _person(child: Any, review: Any, invitee: int) -> str:
    return reverse("reviews:review-person", args=[child.reference, review.pk, invitee])


def _title(request: Request, child: Any, line: InviteeLine) -> str:
    if line.role == "child":
        return "The child"
    role = meaning_of("INVITEE_ROLE", line.role)
    return f"{role}, {line.name}" if line.name else role


def _person_form(request: Request, line: InviteeLine, *, typed: bool = False) -> PersonForm:
    """`typed`: what was sent stands in the boxes, over the record as it stands now."""
    words = may_see_free_text(request.user, on=request.today)
    shape: dict[str, Any] = {
        "reads_words": words,
        "is_child": line.role == "child",
        "is_worker": bool(line.person),
        "today": request.today,
    }
    empty = PersonForm(**shape)
    facts = _facts(line, empty)
    sent = request.POST.copy() if request.method == "POST" else None
    if sent is not None and typed:
        sent["seen"] = mark_of(facts)
    return PersonForm(sent, initial=facts | {"seen": mark_of(facts)}, **shape)


def _facts(line: InviteeLine, form: PersonForm) -> dict[str, Any]:
    return {name: getattr(line, name) for name in form.fields if name != "seen"}


def _person_page(request: Request, child: Any, review: Any, line: InviteeLine, form: PersonForm) -> HttpResponseBase:
    arguments = [child.reference, review.pk, line.number]
    asked = form_of(invitee_of(review.meeting, line.number), on=request.today)
    is_open = asked is not None and asked.sent_at is None and not line.is_excluded
    links = []
    if is_open:
        links.append(("Make a private link to the form", reverse("reviews:review-person-link", args=arguments)))
        links.append(("Print the form", reverse("reviews:review-paper-form", args=arguments)))
        if can(request, Permission.RECORD_VIEWS):
            links.append(("Type in answers", reverse("reviews:review-enter-form", args=arguments)))
    links.append(("Take off the list", reverse("reviews:review-person-remove", args=arguments)))
    back = reverse("reviews:review-people", args=arguments[:2])
    given = {"form": form, "title": _title(request, child, line), "links": links, "back": back}
    return render(request, "reviews/person.jinja", head(request, child) | given)
