"""Who is invited to a review: everybody on one page, and those whom no email reaches on a list to print."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.core.queries import working_calendar
from openiro.domain.clocks import Clock
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.meetings.actions import Notes, Sent
from openiro.meetings.queries import InviteeLine, invitees_of, proposals_for
from openiro.people.queries import policy_in_force
from openiro.reviews.actions import invite_to_review, remind_of_review
from openiro.reviews.queries import working_days_left
from openiro.voice.queries import ChildsWishes, childs_wishes_for, states_of_forms
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.part_page import part_page
from openiro.web.reviews.parts import PART
from openiro.web.reviews.people_form import PeopleForm, facts_of, rows_of
from openiro.web.reviews.people_words import post_lines, state_of, wishes_in_words
from openiro.web.reviews.words import full_date
from openiro.web.shell.deadlines import counted, left_until
from openiro.web.shell.opening import GET, called, can, head
from openiro.web.shell.request import Request

CLOCKS = ("before.child", "before.contact", "before.invitations")


@review_page(Permission.INVITE, "reviews:review-people")
def review_people(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """Everyone around the child, proposed and chosen beforehand: listed, excluded and invited in one save."""
    policy = policy_in_force(on=request.today)
    meeting = review.meeting
    lines = invitees_of(meeting)
    wishes = childs_wishes_for(meeting)
    proposals = proposals_for(child, lines, roles=policy.consultation.invited, on=request.today)
    rows = rows_of(lines, proposals, wishes, child=called(request, child))
    is_ahead = review.held_on is None and review.cancelled_at is None

    def form_of(sent: QueryDict | None, initial: dict[str, Any]) -> PeopleForm:
        return PeopleForm(rows, sent, {"then": "later"} | initial, can_send=is_ahead)

    given = {
        "clocks": _clocks([policy.clock(id) for id in CLOCKS], review, lines, request),
        "states": _states(child, review, lines),
        "wishes": _wishes(request, wishes),
        "links": _links(request, child, review, lines),
    }
    return part_page(
        request,
        child,
        review,
        PART["people"],
        form_of=form_of,
        facts=facts_of(rows),
        save=lambda form: _keep(request, child, review, form),
        template="reviews/people.jinja",
        given=given,
    )


@review_page(Permission.INVITE, "reviews:review-chase")
def review_chase(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """Everybody who has not answered is asked again."""
    back = reverse("reviews:review-people", args=[child.reference, review.pk])
    if request.method == "POST":
        try:
            sent = remind_of_review(review=review, notes=notes_for(child, review), by=request.user, at=request.now)
            messages.success(request, f"{_asked_again(sent)}.")
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect(back)
    waiting = [line for line in invitees_of(review.meeting) if _is_silent(line)]
    given = {"waiting": [line.name for line in waiting], "back": back}
    return render(request, "reviews/chase.jinja", head(request, child) | given)


@review_page(Permission.INVITE, "reviews:review-post", methods=GET)
def review_post(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """Those who are to be invited by post, by hand or by telephone, on a list to print, each with their form."""
    rows = post_lines(child, review, invitees_of(review.meeting))
    back = reverse("reviews:review-people", args=[child.reference, review.pk])
    given = {"rows": rows, "day": full_date(review.held_on or review.planned_on), "back": back}
    return render(request, "reviews/post.jinja", head(request, child) | given)


def notes_for(child: Any, review: Any) -> Notes:
    """Where notices of this review lead: to the private form, and to the review's own page."""
    form = reverse("guests:start", args=["KEY"]).replace("KEY", "{key}")
    return Notes(form, reverse("reviews:review", args=[child.reference, review.pk]))


def _keep(request: Request, child: Any, review: Any, form: PeopleForm) -> str:
    sent = invite_to_review(
        review=review,
        people=form.people(),
        removed=form.removed(),
        then=form.then,
        notes=notes_for(child, review),
        by=request.user,
        at=request.now,
    )
    return _told(sent)


def _told(sent: Sent | None) -> str:
    if sent is None:
        return "The list is kept."
    if not sent.by_email:
        return f"The list is kept. {counted(sent.otherwise, 'person is', 'people are')} marked as invited today."
    by_post = f" {counted(sent.otherwise, 'invitation is', 'invitations are')} to be printed." if sent.otherwise else ""
    return f"The list is kept. {counted(sent.by_email, 'person is', 'people are')} invited by email.{by_post}"


def _asked_again(sent: Sent) -> str:
    if not sent.by_email and not sent.otherwise:
        return "Nobody is left to ask again today"
    by_email = f"{counted(sent.by_email, 'person is', 'people are')} asked again by email"
    return f"{by_email}, {sent.otherwise:,} to be asked by post or telephone" if sent.otherwise else by_email


def _is_silent(line: InviteeLine) -> bool:
    return line.invited_on is not None and not line.answered and not line.person


def _clocks(clocks: list[Clock], review: Any, lines: tuple[InviteeLine, ...], request: Request) -> list[dict[str, str]]:
    """What is to be done by when before the review, and how many working days are left; or that it is done."""
    if review.planned_on is None or review.held_on is not None:
        return []
    calendar = working_calendar()
    found = []
    for clock in clocks:
        last = clock.due_on(review.planned_on, calendar)
        left = left_until(last, working_days_left(last, calendar, request.today), request.today)
        text, tone = ("done", "good") if _is_done(clock.id, lines) else (left.text, left.tone)
        rule = f"{clock.limit_in_words} the review ({clock.source})"
        found.append({"title": clock.title, "day": full_date(last), "left": text, "tone": tone, "rule": rule})
    return found


def _is_done(clock: str, lines: tuple[InviteeLine, ...]) -> bool:
    """The child was asked; the social worker was; everybody on the list is invited."""
    if clock == "before.child":
        return any(line.role == "child" and line.answered for line in lines)
    if clock == "before.contact":
        return any(line.role == "social_worker" and line.answered for line in lines)
    listed = [line for line in lines if not line.is_excluded]
    return bool(listed) and all(line.invited_on for line in listed)


def _states(child: Any, review: Any, lines: tuple[InviteeLine, ...]) -> dict[str, Any]:
    sent = states_of_forms(review.meeting)
    at = [child.reference, review.pk]
    return {
        line.key: {"text": state_of(line, sent), "href": reverse("reviews:review-person", args=[*at, line.number])}
        for line in lines
    }


def _wishes(request: Request, wishes: ChildsWishes | None) -> list[tuple[str, str]]:
    """What the child wrote, for those who may read the child's views."""
    return wishes_in_words(wishes) if wishes is not None and can(request, Permission.VIEW_VIEWS) else []


def _links(request: Request, child: Any, review: Any, lines: tuple[InviteeLine, ...]) -> list[tuple[str, str]]:
    arguments = [child.reference, review.pk]
    found = [("Agenda", reverse("reviews:review-agenda", args=arguments))]
    if lines:
        found.append(("Print invitations and forms for the post", reverse("reviews:review-post", args=arguments)))
    if any(_is_silent(line) for line in lines):
        found.append(("Ask again those who have not answered", reverse("reviews:review-chase", args=arguments)))
    if can(request, Permission.VIEW_VIEWS):
        found.append(("What people said", reverse("reviews:review-responses", args=arguments)))
    return found
