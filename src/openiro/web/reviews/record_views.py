"""A review recorded in one pass: asked on one page, checked on the next, kept on the third."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from openiro.allocation.queries import officers_of
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.govuk.dates import date_and_time, long_date
from openiro.people.queries import OfficerLine, officers_on, user_by_code
from openiro.reviews import actions
from openiro.reviews.queries import UnableToFindReview, review_ahead, review_of, reviews_of
from openiro.web.reviews.answers import answers_of, verdict_of
from openiro.web.reviews.clock import review_clock
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.planning_views import reason_coded
from openiro.web.reviews.presenters import digest_of
from openiro.web.reviews.record_form import BOTH, NEITHER, THERE, VIEWS, About, CorrectForm, RecordForm
from openiro.web.shell.deadlines import left_until, rule_in_words
from openiro.web.shell.drafts import as_sent, draft_on, drop_draft_on, keep_what_is_sent
from openiro.web.shell.opening import called, child_form_page, head
from openiro.web.shell.request import Request

NOT_SENT = ("csrfmiddlewaretoken", "again", "confirmed")
CHANGED = "Somebody changed this record since you opened the page. Below stands what is recorded now: check it again."


@child_form_page(Permission.RECORD_REVIEW, "reviews:review-record")
def review_record(request: Request, child: Any) -> HttpResponseBase:
    """What happened at a review: asked, shown for checking, kept."""
    planned = _planned(request, child)
    if planned is not None and (planned.held_on or planned.cancelled_at):
        return _told_already(request, child, planned)
    form = _record_form(request, child, planned)
    if request.method == "POST" and form.is_valid() and "again" not in request.POST:
        if "confirmed" not in request.POST:
            return _check_page(request, child, form)
        if kept := _kept(request, child, planned, form):
            return _recorded(request, child, kept)
    elif "confirmed" in request.POST and (same := _recorded_on(request, child, form)):
        return _told_already(request, child, same)
    return _form_page(request, child, form, planned)


@review_page(Permission.CORRECT_REVIEW, "reviews:review-correct")
def review_correct(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """What was recorded of a review is put right, for a reason."""
    back = reverse("reviews:review", args=[child.reference, review.pk])
    if review.held_on is None:
        messages.error(request, "This review is not recorded yet. Record it, or change when it is to be held.")
        return redirect(back)
    line = next(each for each in reviews_of(child, on=request.today).reviews if each.number == review.pk)
    seen, about = digest_of(line), _about(request, child, instead_of=review)
    sent = request.POST or None
    if sent is not None and sent.get("seen") != seen:
        messages.error(request, CHANGED)
        sent = None
    form = CorrectForm(sent, about=about, initial=_as_recorded(line) | {"seen": seen})
    if form.is_bound and form.is_valid():
        how = {"record": form.record(chaired_by=_chair(form)), "reason": form.cleaned_data["reason"].strip()}
        try:
            actions.correct_review(review=review, by=request.user, at=request.now, **how)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "The record is put right. What stood before is kept in the history.")
            return redirect(back)
    given = {"form": form, "back": back, "title": f"Correct the review of {long_date(review.held_on)}"}
    return render(request, "reviews/correct.jinja", head(request, child) | given)


def _planned(request: Request, child: Any) -> Any:
    """The planned review that the form is about: that of the page as it was opened, else the one ahead."""
    number = request.POST.get("review", "")
    if request.method != "POST":
        return review_ahead(child)
    if not number.isdecimal() or len(number) > 18:
        return None
    try:
        return review_of(child, int(number))
    except UnableToFindReview as refusal:
        raise Http404 from refusal


def _record_form(request: Request, child: Any, planned: Any) -> RecordForm:
    about = _about(request, child)
    is_ahead = planned is not None and planned.planned_on > request.today
    officer = officers_of([child.pk], on=request.today).get(child.pk)
    initial = {
        "review": planned.pk if planned else "",
        "held_on": request.today if planned is None or is_ahead else planned.planned_on,
        "mode": planned.mode if planned else None,
        "late_reason": (planned.late_reason if planned else None) or reason_coded(child, about.clock.now),
        "chaired_by": officer.officer_code if officer else request.user.code,
    }
    planned_for = planned.planned_on if is_ahead else None
    if request.method != "POST" and (draft := draft_on(request)):
        form = RecordForm(as_sent(draft), about=about, initial=initial, planned_for=planned_for)
        form.draft = draft
        return form.without_faults()
    return RecordForm(request.POST or None, about=about, initial=initial, planned_for=planned_for)


def _about(request: Request, child: Any, instead_of: Any = None) -> About:
    officers = officers_on("iro", on=request.today)
    chair = instead_of.chaired_by if instead_of else None
    if chair and chair.code not in {officer.code for officer in officers}:
        officers = [*officers, OfficerLine(chair.pk, chair.code, chair.name, None)]
    return About(
        name=called(request, child),
        born_on=child.born_on,
        today=request.today,
        read_clock=lambda: review_clock(child, on=request.today).without(instead_of and instead_of.held_on),
        officers=officers,
        adjourned_on=instead_of.adjourned_on if instead_of else None,
    )


@transaction.atomic
def _keep(request: Request, child: Any, planned: Any, form: RecordForm) -> Any:
    """Record it, and adjourn it where it was: both or neither."""
    review = actions.record_review(
        child=child,
        review=planned if form.is_planned_one else None,
        record=form.record(chaired_by=_chair(form)),
        by=request.user,
        at=request.now,
    )
    if form.adjourned:
        reason = form.cleaned_data["adjournment_reason"].strip()
        how = {"review": review, "adjourned_on": form.adjourned, "reason": reason}
        actions.adjourn_review(**how, by=request.user, at=request.now)
    return review


def _kept(request: Request, child: Any, planned: Any, form: RecordForm) -> Any:
    """The review that was kept; None where the action refuses, which then stands on the form."""
    try:
        return _keep(request, child, planned, form)
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def _chair(form: Any) -> Any:
    code = form.cleaned_data["chaired_by"]
    return user_by_code(code) if code else None


def _recorded(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """On to the next part; to the review's own page where it is not completed, since what follows then stands there."""
    drop_draft_on(request)
    messages.success(request, f"The review of {long_date(review.held_on)} is recorded.")
    following = "reviews:review-participation" if review.completed_on else "reviews:review"
    return redirect(following, child.reference, review.pk)


def _recorded_on(request: Request, child: Any, form: RecordForm) -> Any:
    """The review of the day that was sent, where it is recorded already: sent twice, or by two people."""
    day = form.fields["held_on"].widget.value_from_datadict(request.POST, {}, "held_on")
    lines = reviews_of(child, on=request.today).reviews
    same = [line for line in lines if line.held_on and _parts(line.held_on) == _parts(day)]
    return review_of(child, same[0].number) if same else None


def _parts(day: Any) -> tuple[str, str, str]:
    return (str(day.day).lstrip("0"), str(day.month).lstrip("0"), str(day.year))


def _told_already(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """Somebody was quicker, or the button was pressed twice: nothing is recorded a second time."""
    if review.cancelled_at:
        messages.error(request, "This review was cancelled in the meantime. Nothing was recorded.")
    else:
        who = "You" if review.recorded_by == request.user else str(getattr(review.recorded_by, "name", "A load"))
        when = f" on {date_and_time(review.recorded_at)}" if review.recorded_at else ""
        messages.warning(request, f"{who} recorded this review{when}. Nothing was recorded a second time.")
    return redirect("reviews:review", child.reference, review.pk)


def _check_page(request: Request, child: Any, form: RecordForm) -> HttpResponseBase:
    keep_what_is_sent(request)
    given = {
        "answers": answers_of(form),
        "verdict": verdict_of(form),
        "sent": [(name, value) for name, value in request.POST.items() if name not in NOT_SENT],
    }
    return render(request, "reviews/record-check.jinja", head(request, child) | given)


def _form_page(request: Request, child: Any, form: RecordForm, planned: Any) -> HttpResponseBase:
    due = form.about.clock.now
    given = {
        "form": form,
        "draft": form.draft,
        "planned_on": planned.planned_on if planned else None,
        "due_on": due.due_on,
        "left": left_until(due.due_on, due.working_days_left, request.today),
        "rule": rule_in_words(due.due),
    }
    return render(request, "reviews/record.jinja", head(request, child) | given)


def _as_recorded(line: Any) -> dict[str, Any]:
    """What stands in the record, as the answers of the form."""
    code = line.participation_code
    answers: dict[str, Any] = {
        "held_on": line.held_on,
        "mode": line.mode,
        "duration_minutes": line.duration_minutes,
        "chaired_by": line.chaired_by_code,
        "late_reason": line.late_reason,
        "completion": line.completed_on,
        "attended": {"1": True, "2": True, "3": True, "4": True}.get(code[-1:], False if code else None),
        "there_how": code,
        "absent_how": code,
    }
    for part in line.parents:
        kinds = {(True, True): BOTH, (True, False): THERE, (False, True): VIEWS, (False, False): NEITHER}
        answers[f"{part.parent}_part"] = kinds[part.attended, part.views]
        answers[f"{part.parent}_reason"] = part.reason
    return answers
