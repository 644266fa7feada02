"""Everything challenged for one child, and what is raised anew: a concern, a formal dispute."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.disputes import UnableToChangeDispute
from openiro.domain.permissions import Permission
from openiro.escalations import actions
from openiro.escalations.queries import (
    children_to_dispute,
    complaints_listed,
    compliments_listed,
    concerns_about,
    disputes_about,
    elsewhere_about,
    people_to_ask,
    siblings_to_dispute,
)
from openiro.people.queries import policy_in_force, role_codes_on
from openiro.reviews.queries import UnableToFindReview, decisions_numbered, review_of
from openiro.web.challenge.complaint_tables import complaint_table
from openiro.web.challenge.elsewhere_table import elsewhere_table, told_table
from openiro.web.challenge.forms import ConcernForm, RaiseForm
from openiro.web.challenge.praise import compliment_table
from openiro.web.challenge.presenters import concern_table, dispute_table
from openiro.web.shell.opening import FORM, GET, can, child_page, head
from openiro.web.shell.request import Request
from openiro.web.shell.step import form_step

CHAIRS = {"conference_chair"}


@child_page(Permission.VIEW_DISPUTES, "challenge:child", methods=GET)
def of_child(request: Request, child: Any) -> HttpResponseBase:
    """Everything that was ever challenged for this child, and the compliments."""
    on = request.today
    disputes, concerns = disputes_about(request.user, child, on=on), concerns_about(request.user, child, on=on)
    compliments = compliments_listed(request.user, on=on, child=child)
    may_raise = can(request, Permission.RAISE_DISPUTE)
    steps = (
        ("Raise a concern", "challenge:concern-raise"),
        ("Raise a formal dispute", "challenge:raise"),
        ("Record good practice", "challenge:compliment"),
        ("Record a complaint", "challenge:complaint-for-child"),
    )
    complaints = []
    if can(request, Permission.HANDLE_COMPLAINTS):
        found = complaints_listed(request.user, on=on, standing="all", child=child)
        complaints = [complaint_table(found.lines, "Complaints", "No complaint was ever recorded.")]
    stages = {str(place): stage.name for place, stage in enumerate(policy_in_force(on=on).stages, start=1)}
    elsewhere = elsewhere_about(request.user, child, on=on)
    told = (elsewhere_table(elsewhere.disputes, stages), told_table(elsewhere.told))
    given = {
        "tables": [
            dispute_table(disputes, on=on, caption="Disputes", empty="No dispute was ever raised."),
            concern_table(concerns, on=on, caption="Concerns", empty="No concern was ever raised."),
            compliment_table(compliments.lines, empty="No good practice is recorded."),
            *complaints,
            *(table for table in told if table),
        ],
        "steps": [(text, reverse(name, args=[child.reference])) for text, name in steps] if may_raise else [],
    }
    return render(request, "challenge/child.jinja", head(request, child) | given)


@child_page(Permission.RAISE_DISPUTE, "challenge:raise", methods=FORM)
def raise_it(request: Request, child: Any) -> HttpResponseBase:
    """A formal dispute about the child, and brothers and sisters; of a review or a decision where one is named."""
    on = request.today
    stages = enumerate(policy_in_force(on=on).stages, start=1)
    siblings = siblings_to_dispute(request.user, child, on=on)
    form = RaiseForm(
        request.POST or None,
        stages=[(place, f"{stage.name}: {stage.title}, {stage.working_days} working days") for place, stage in stages],
        siblings=[(each.code, each.name) for each in siblings],
        initial={"place": 1, "service": _service(request), "theme": request.GET.get("theme", "")},
    )

    def act() -> tuple[str, str]:
        dispute = actions.raise_dispute(challenge=_challenge(request, child, form), by=request.user, at=request.now)
        onward = reverse("challenge:dispute", args=[child.reference, dispute.pk])
        return "The dispute is raised, and whoever answers is told. The 20 working days run from today.", onward

    return form_step(
        request, child, form, act, title="Raise a formal dispute", button="Raise this dispute", back=_back(child)
    )


@child_page(Permission.RAISE_DISPUTE, "challenge:concern-raise", methods=FORM)
def concern_it(request: Request, child: Any) -> HttpResponseBase:
    """An informal concern, as easy as a message."""
    people = people_to_ask(request.user, child, on=request.today)
    options = [(person.code, f"{person.name}, {person.role.replace('_', ' ')}") for person in people]
    form = ConcernForm(request.POST or None, people=options, initial={"theme": request.GET.get("theme", "")})

    def act() -> tuple[str, str]:
        concern = actions.raise_concern(
            child=child,
            review=_review(request, child),
            service=_service(request),
            by=request.user,
            at=request.now,
            **form.cleaned_data,
        )
        onward = reverse("challenge:concern", args=[child.reference, concern.pk])
        return "Your concern is sent.", onward

    return form_step(request, child, form, act, title="Raise a concern", button="Send", back=_back(child))


def _challenge(request: Request, child: Any, form: RaiseForm) -> actions.Challenge:
    given = form.cleaned_data
    review, decision = _review(request, child), _decision(request, child)
    return actions.Challenge(
        children=children_to_dispute(request.user, child, given.get("siblings") or [], on=request.today),
        theme=given["theme"],
        further_themes=given["further_themes"],
        summary=given["summary"],
        wanted=given["wanted"],
        review=review or (decision.review if decision else None),
        decision=decision,
        formal=True,
        place=given["place"],
        bypass_reason=given["bypass_reason"],
        against_wishes=given["against_wishes"],
        service=given["service"],
    )


def _service(request: Request) -> str:
    """Child protection for a person who is a chair of conferences and no reviewing officer."""
    codes = set(role_codes_on(request.user, request.today))
    return "child_protection" if codes & CHAIRS and "iro" not in codes else "looked_after"


def _review(request: Request, child: Any) -> Any:
    number = request.GET.get("review", "")
    if not number:
        return None
    try:
        return review_of(child, int(number) if number.isdecimal() else 0)
    except UnableToFindReview as refusal:
        raise Http404 from refusal


def _decision(request: Request, child: Any) -> Any:
    number = request.GET.get("decision", "")
    if not number:
        return None
    found = decisions_numbered([int(number)]) if number.isdecimal() else []
    rows = [row for row in found if row.review.child_id == child.pk]
    if not rows:
        raise UnableToChangeDispute(
            "That decision is not among the child's. Go back to the review and choose it again."
        )
    return rows[0]


def _back(child: Any) -> str:
    return reverse("challenge:child", args=[child.reference])
