"""The agenda of a review: the council's standard one with the child's own topics, for all and for the child."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.domain.consultation import agenda_for
from openiro.domain.permissions import Permission
from openiro.people.queries import policy_in_force
from openiro.voice.queries import childs_wishes_for
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.people_words import arrangements_wished
from openiro.web.reviews.words import full_date, in_words, time_of_day
from openiro.web.shell.opening import GET, can, head
from openiro.web.shell.request import Request

FOR_CHILD = "child"


@review_page(Permission.VIEW_REVIEWS, "reviews:review-agenda", methods=GET)
def review_agenda(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """The agenda to print, as in force on the day of the review; what the child set, for who reads the child's views.

    `for=child` in the address: in the child's words.
    """
    on = review.held_on or review.planned_on or request.today
    reads = can(request, Permission.VIEW_VIEWS)
    wishes = childs_wishes_for(review.meeting) if reads else None
    for_child = request.GET.get("for") == FOR_CHILD
    here = [child.reference, review.pk]
    items = policy_in_force(on=on).consultation.agenda
    given = {
        "for_child": for_child,
        "facts": _facts(review),
        "points": agenda_for(items, wishes.agenda if wishes else (), reads_topics=reads, for_child=for_child),
        "reads": reads,
        "wished": arrangements_wished(wishes) if wishes and not for_child else [],
        "other": reverse("reviews:review-agenda", args=here) + ("" if for_child else f"?for={FOR_CHILD}"),
        "back": reverse("reviews:review", args=here),
    }
    return render(request, "reviews/agenda.jinja", head(request, child) | given)


def _facts(review: Any) -> list[tuple[str, str]]:
    day = " at ".join(filter(None, (full_date(review.held_on or review.planned_on), time_of_day(review.planned_time))))
    facts = [("When", day), ("Where", review.place), ("How", in_words("MODE", review.mode) if review.mode else "")]
    return [(name, text) for name, text in facts if text]
