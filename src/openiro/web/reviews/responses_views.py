"""What people said before a review, and what the child said in words: read, added, answered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.domain.codes import meaning_of
from openiro.domain.consultation import respondent_for
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.shares import percent_in_words
from openiro.govuk.dates import long_date
from openiro.meetings.queries import InviteeLine, invitees_of
from openiro.reviews.actions import meeting_of
from openiro.reviews.queries import held_before
from openiro.voice.actions import (
    StatementPart,
    bring_to_meeting,
    record_statements,
    respond_to_statement,
    withdraw_statement,
)
from openiro.voice.queries import (
    FormToAnswer,
    StatementLine,
    UnableToFindStatement,
    childs_wishes_for,
    forms_of,
    statement_of,
    statements_between,
    statements_of,
)
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.people_words import wishes_in_words
from openiro.web.reviews.person_forms import ResponseForm, StatementForm
from openiro.web.shell.opening import GET, can, head
from openiro.web.shell.request import Request

QUOTED = {True: "may be quoted without a name", False: "must not be quoted", None: ""}


@review_page(Permission.VIEW_VIEWS, "reviews:review-responses", methods=GET)
def review_responses(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """Who was asked and who answered, the child's views, and the forms for those who work on the review."""
    lines = invitees_of(review.meeting)
    works = can(request, Permission.RECORD_VIEWS)
    wishes = childs_wishes_for(review.meeting)
    forms = forms_of(request.user, review.meeting, on=request.today) if works else ()
    arguments = [child.reference, review.pk]
    given = {
        "rate": _rate(lines),
        "waiting": [_role(line) for line in lines if _was_asked(line) and not line.answered],
        "wishes": [*(wishes_in_words(wishes) if wishes else []), *_helpers(lines)],
        "agenda": reverse("reviews:review-agenda", args=arguments),
        "filled_in": [_form(form, lines) for form in forms],
        "statements": [_statement(each, arguments, works) for each in statements_of(child, meeting=review.meeting)]
        if review.meeting
        else [],
        "between": _between(request, child, review, arguments) if works and _is_open(review) else [],
        "add": reverse("reviews:review-statement", args=arguments) if works else "",
        "to_type": _to_type(lines, forms, arguments) if works else [],
        "back": reverse("reviews:review", args=arguments),
    }
    return render(request, "reviews/responses.jinja", head(request, child) | given)


@review_page(Permission.RECORD_VIEWS, "reviews:review-statement")
def review_statement(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """What the child said, or was seen to say, is added; with another one after it where there is more."""
    back = reverse("reviews:review-responses", args=[child.reference, review.pk])
    initial = {"said_on": request.today, "source": "child", "medium": "spoken", "may_be_quoted": ""}
    form = StatementForm(request.POST or None, initial=initial, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            _keep(request, child, review, form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The child's words are kept.")
            return redirect(request.path if "another" in request.POST else back)
    given = {"form": form, "back": back}
    return render(request, "reviews/statement.jinja", head(request, child) | given)


@review_page(Permission.RECORD_VIEWS, "reviews:review-statement-link")
def review_statement_link(request: Request, child: Any, review: Any, statement: int) -> HttpResponseBase:
    """What the child said between reviews is brought to this one."""
    try:
        row = statement_of(child, statement)
    except UnableToFindStatement as refusal:
        raise Http404 from refusal
    if request.method == "POST":
        try:
            meeting = meeting_of(review=review, by=request.user, at=request.now)
            bring_to_meeting(statement=row, meeting=meeting, by=request.user, at=request.now)
            messages.success(request, "It stands with this review now.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("reviews:review-responses", child.reference, review.pk)


@review_page(Permission.RECORD_VIEWS, "reviews:review-statement-answer")
def review_statement_answer(request: Request, child: Any, review: Any, statement: int) -> HttpResponseBase:
    """You said, we did: what was done about what the child said; or it is taken back, recorded in error."""
    try:
        row = statement_of(child, statement)
    except UnableToFindStatement as refusal:
        raise Http404 from refusal
    back = reverse("reviews:review-responses", args=[child.reference, review.pk])
    if "withdraw" in request.POST:
        withdraw_statement(statement=row, by=request.user, at=request.now)
        messages.success(request, "It is taken back, and shown nowhere any more.")
        return redirect(back)
    initial = {"response": row.response, "on": row.responded_on or request.today}
    form = ResponseForm(request.POST or None, initial=initial, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            respond_to_statement(statement=row, **form.cleaned_data, by=request.user, at=request.now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Kept: what was done, and the day on which the child was told.")
            return redirect(back)
    return render(request, "reviews/statement-answer.jinja", head(request, child) | {"form": form, "words": row.words,
                                                                                     "back": back})  # fmt: skip


def _is_open(review: Any) -> bool:
    return review.cancelled_at is None and review.completed_on is None


def _between(request: Request, child: Any, review: Any, arguments: list[Any]) -> list[dict[str, str]]:
    """What the child said since the review before, and that no review has yet."""
    last = held_before(review)
    found = statements_between(child, since=last[0] if last else None, until=review.held_on or request.today)
    return [
        {
            "words": each.words,
            "about": _statement(each, arguments, works=False)["about"],
            "href": reverse("reviews:review-statement-link", args=[*arguments, each.number]),
        }
        for each in found
    ]


def _keep(request: Request, child: Any, review: Any, given: dict[str, Any]) -> None:
    part = StatementPart(
        said_on=given["said_on"],
        source=given["source"],
        words=given["words"],
        medium=given["medium"] or "",
        topic=given["topic"] or "",
        is_observation=given["is_observation"],
        may_be_quoted={"yes": True, "no": False}.get(given["may_be_quoted"] or ""),
    )
    meeting = meeting_of(review=review, by=request.user, at=request.now)
    record_statements(child=child, statements=(part,), meeting=meeting, by=request.user, at=request.now)


def _was_asked(line: InviteeLine) -> bool:
    return line.invited_on is not None and bool(respondent_for(line.role))


def _helpers(lines: tuple[InviteeLine, ...]) -> list[tuple[str, str]]:
    """Who helped the child to say it."""
    found = [line.supported_by for line in lines if line.role == "child" and line.supported_by]
    return [("Was helped by", meaning_of("CONSULTATION_SUPPORT", code)) for code in found]


def _rate(lines: tuple[InviteeLine, ...]) -> str:
    asked = [line for line in lines if _was_asked(line)]
    if not asked:
        return "Nobody was asked yet."
    answered = sum(line.answered for line in asked)
    return f"{answered} of {len(asked)} who were asked have answered ({percent_in_words(answered, len(asked))})."


def _role(line: InviteeLine) -> str:
    role = meaning_of("INVITEE_ROLE", line.role)
    return f"{role}, {line.name}" if line.name and line.role != "child" else role


def _form(form: FormToAnswer, lines: tuple[InviteeLine, ...]) -> dict[str, Any]:
    who = next((_role(line) for line in lines if line.number == form.invitee), meaning_of("INVITEE_ROLE", form.role))
    typed = f", typed in by {form.entered_by}" if form.entered_by else ""
    came = f"Sent {long_date(form.sent_at)}" if form.sent_at else ""
    return {"who": who, "came": f"{came}{typed}", "answers": [(each.text, words) for each, words in form.answered]}


def _to_type(lines: tuple[InviteeLine, ...], forms: tuple[FormToAnswer, ...], arguments: list[Any]) -> list[Any]:
    sent = {form.invitee for form in forms}
    return [
        (_role(line), reverse("reviews:review-enter-form", args=[*arguments, line.number]))
        for line in lines
        if respondent_for(line.role) and line.number not in sent and not line.is_excluded
    ]


def _medium(each: StatementLine) -> str:
    """How it came, where that is not said by who brought it."""
    return "" if each.medium in ("", each.source) else meaning_of("VIEW_MEDIUM", each.medium).lower()


def _statement(each: StatementLine, arguments: list[Any], works: bool) -> dict[str, str]:
    how = "observed" if each.is_observation else _medium(each)
    parts = [
        long_date(each.said_on),
        meaning_of("VIEW_TOPIC", each.topic) if each.topic else "",
        meaning_of("VIEW_SOURCE", each.source),
        how,
        QUOTED[each.may_be_quoted],
    ]
    told = f"{each.response} (told on {long_date(each.responded_on)})" if each.responded_on else ""
    href = reverse("reviews:review-statement-answer", args=[*arguments, each.number]) if works else ""
    return {"words": each.words, "about": ", ".join(filter(None, parts)), "told": told, "href": href}
