"""One review, and the steps that follow its record: adjourned, completed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.children.queries import episodes_of, timeline_of
from openiro.core.queries import working_calendar
from openiro.domain.permissions import Permission
from openiro.domain.review_status import ReviewState, reconvene_by
from openiro.govuk.dates import long_date
from openiro.reviews import actions
from openiro.reviews.queries import needed_early, part_facts_of, reviews_of, working_days_left
from openiro.voice.queries import childs_wishes_for
from openiro.web.reviews.beside import last_review
from openiro.web.reviews.challenging import challenge_ways
from openiro.web.reviews.forms import AdjournForm, CompleteForm
from openiro.web.reviews.opening import has_parts, review_page
from openiro.web.reviews.presenters import review_page_of
from openiro.web.reviews.task_list import tasks_of
from openiro.web.reviews.words import full_date, in_words
from openiro.web.shell.deadlines import left_until
from openiro.web.shell.opening import GET, can, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import sent

CHAIRS = {"all": "The child wants to chair", "part": "The child wants to chair a part"}


@review_page(Permission.VIEW_REVIEWS, "reviews:review", methods=GET)
def review(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """One review: the facts, how it stands in law, who took part, what comes next."""
    episodes = episodes_of([child.pk])[child.pk]
    known = reviews_of(child, on=request.today, periods=timeline_of(episodes, on=request.today).periods)
    line = next(each for each in known.reviews if each.number == review.pk)
    given: dict[str, Any] = {"review": review_page_of(request, child, line, review, known.timetable)}
    given["tags"] = _tags(request, child, review) if review.held_on is None else []
    given["more"] = _more(request, child, line)
    if can(request, Permission.BRING_PAPERS):
        given["pack_href"] = reverse("reviews:review-pack", args=[child.reference, review.pk])
    if has_parts(review):
        given["tasks"] = tasks_of(request, child, review, part_facts_of(review, episodes=episodes), known)
        given["last"] = last_review(request, child, review, known)
        if review.held_on and can(request, Permission.RECORD_REVIEW):
            given["finish_href"] = reverse("reviews:review-finish", args=[child.reference, review.pk])
    return render(request, "reviews/review.jinja", head(request, child) | given)


def _tags(request: Request, child: Any, review: Any) -> list[tuple[str, str]]:
    """What stands out before the review is held: why it is held early, and that the child wants to chair."""
    early = [
        (f"Early: {in_words('EARLY_REVIEW_TRIGGER', trigger).lower()}", "soon") for trigger, _ in needed_early(child)
    ]
    wishes = childs_wishes_for(review.meeting) if can(request, Permission.VIEW_VIEWS) else None
    chairs = CHAIRS.get(wishes.chairs) if wishes else None
    return [*early, *([(chairs, "info")] if chairs else [])]


def _more(request: Request, child: Any, line: Any) -> list[tuple[str, str]]:
    """The ways from a review to the dates around it, and to challenge; a day that is planned can be tried out."""
    dates = [("Dates of the child's reviews", reverse("reviews:dates", args=[child.reference]))]
    if line.held_on is None and line.planned_on is not None:
        dates.append(("What if it were held on another day", reverse("reviews:what-if", args=[child.reference])))
    if can(request, Permission.VIEW_RECORD) and line.held_on is not None:
        dates.append(("For the child's file", reverse("reviews:review-casefile", args=[child.reference, line.number])))
    return [*dates, *challenge_ways(request, child, review=line.number)]


@review_page(Permission.RECORD_REVIEW, "reviews:review-meetings", methods=GET)
def review_meetings(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """What is to be done about the meetings of the review: recorded, completed, or put right."""
    if review.held_on is None:
        return redirect("reviews:review-record", child.reference)
    if review.completed_on is None:
        return redirect("reviews:review-complete", child.reference, review.pk)
    if can(request, Permission.CORRECT_REVIEW):
        return redirect("reviews:review-correct", child.reference, review.pk)
    messages.info(request, "The meetings are recorded and the review is completed. A manager can put the record right.")
    return redirect("reviews:review", child.reference, review.pk)


@review_page(Permission.RECORD_REVIEW, "reviews:review-adjourn", to=ReviewState.ADJOURNED)
def review_adjourn(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """A review that was held is adjourned, once and for a reason."""
    form = AdjournForm(request.POST or None, today=request.today, initial={"adjourned_on": review.held_on})

    def adjourn() -> str:
        actions.adjourn_review(review=review, by=request.user, at=request.now, **form.cleaned_data)
        last_day = reconvene_by(form.cleaned_data["adjourned_on"], working_calendar())
        return f"The review is adjourned. It is to be completed by {full_date(last_day)}, 20 working days on."

    title = f"Adjourn the review of {long_date(review.held_on)}"
    return _step(request, child, review, form, adjourn, title=title, button="Adjourn this review")


@review_page(Permission.RECORD_REVIEW, "reviews:review-complete", to=ReviewState.COMPLETED)
def review_complete(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """A review that was held, or adjourned, is completed; with the meetings that followed."""
    last_day = reconvene_by(review.adjourned_on, working_calendar()) if review.adjourned_on else None
    form = CompleteForm(
        request.POST or None,
        today=request.today,
        earliest=review.adjourned_on or review.held_on,
        reconvene_by=last_day,
        initial={"completed_on": request.today, "late_reason": review.late_reason},
    )

    def complete() -> str:
        given = form.cleaned_data
        actions.complete_review(
            review=review,
            completed_on=given["completed_on"],
            meetings=form.meetings(review.mode),
            late_reason=(given["late_reason"] or "") if form.asks_late_reason else "",
            by=request.user,
            at=request.now,
        )
        return f"The review is completed on {long_date(given['completed_on'])}."

    title = f"Complete the review of {long_date(review.held_on)}"
    return _step(request, child, review, form, complete, title=title, button="Complete this review", last_day=last_day)


def _step(
    request: Request,
    child: Any,
    review: Any,
    form: Any,
    act: Any,
    *,
    title: str,
    button: str,
    last_day: Any = None,
) -> HttpResponseBase:
    """A page with one form; what the action says stands on the review's page, and its refusal on the form."""
    back = reverse("reviews:review", args=[child.reference, review.pk])
    done = sent(request, form, act, back)
    if done is not None:
        return done
    given = {"form": form, "title": title, "button": button, "back": back, "due": None}
    if last_day:
        days = working_days_left(last_day, working_calendar(), request.today)
        left = left_until(last_day, days, request.today)
        rule = f"20 working days after it was adjourned ({long_date(review.adjourned_on)})."
        given["due"] = {
            "day": full_date(last_day),
            "left": left.text,
            "tone": left.tone,
            "rule": rule,
        }
    return render(request, "reviews/step.jinja", head(request, child) | given)
