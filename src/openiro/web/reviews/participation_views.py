"""Who took part in a review, on one page."""

from typing import Any

from django.http import HttpResponseBase

from openiro.domain.permissions import Permission
from openiro.meetings.queries import invitees_of
from openiro.people.queries import may_see_names
from openiro.reviews import actions
from openiro.reviews.queries import day_of_review, parents_of
from openiro.voice.queries import statements_of
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.part_page import part_page
from openiro.web.reviews.participation_form import OWN_WORDS, THERE_FIELDS, ParticipationForm, facts_of, people_of
from openiro.web.reviews.parts import PART
from openiro.web.shell.request import Request

ALONE = ("seen_before_on", "seen_alone")
HOW = ("views_medium", "advocate", "missing_at_time")


@review_page(Permission.RECORD_REVIEW, "reviews:review-participation")
def review_participation(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """The child's part, the child's own words, and the part of the parents and of everybody who was invited."""
    people = people_of(invitees_of(review.meeting), names=may_see_names(request.user, on=request.today))
    said = statements_of(child, meeting=review.meeting) if review.meeting else ()

    def form_of(sent: Any, initial: dict[str, Any]) -> ParticipationForm:
        day = day_of_review(review, on=request.today)
        return ParticipationForm(sent, initial=initial, review=review, day=day, people=people, today=request.today)

    def save(form: ParticipationForm) -> str:
        actions.save_participation(review=review, record=form.record(), by=request.user, at=request.now)
        return "Who took part is saved."

    return part_page(
        request,
        child,
        review,
        PART["participation"],
        form_of=form_of,
        facts=facts_of(review, people, parents_of(review), len(said)),
        save=save,
        template="reviews/participation.jinja",
        given={"said": said, "people": people, "sections": (THERE_FIELDS, HOW, ALONE), "own_words": OWN_WORDS},
    )
