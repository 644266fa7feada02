"""The people of a review listed, and invited or reminded: the list, the invitations and their notices in one step."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from openiro.domain.refusal import Refusal
from openiro.meetings.actions import (
    Notes,
    PersonToInvite,
    Sent,
    chase_answers,
    invite_people,
    mark_invited,
    send_invitations,
)
from openiro.people.models import User
from openiro.reviews.actions.meetings import meeting_of
from openiro.reviews.models import Review

BY_HAND = "by_hand"


class UnableToInviteToReview(Refusal):
    """Nobody can be invited to, or reminded of, this review any more."""


class Then(StrEnum):
    """What follows once the list is kept: nothing yet, invitations sent, or invited already by other means."""

    LATER = "later"
    SEND = "send"
    DONE = "done"


@transaction.atomic
def invite_to_review(
    *,
    review: Review,
    people: tuple[PersonToInvite, ...],
    removed: tuple[int, ...] = (),
    then: Then = Then.LATER,
    notes: Notes,
    by: User,
    at: datetime,
) -> Sent | None:
    """Keep the list of those invited to a review, and invite them where `then` says so; None where nobody was.

    Needs `meetings.invite_people` of the child. Raises `UnableToInvite`, and `UnableToInviteToReview` where
    invitations are to go out to a review that was cancelled or held.
    """
    meeting = meeting_of(review=review, by=by, at=at)
    invite_people(meeting=meeting, people=people, removed=removed, by=by, at=at)
    if then is Then.SEND:
        _check_ahead(review)
        return send_invitations(meeting=meeting, notes=_on_its_day(notes, review), by=by, at=at)
    if then is Then.DONE:
        return Sent(0, mark_invited(meeting=meeting, how=BY_HAND, by=by, at=at))
    return None


@transaction.atomic
def remind_of_review(*, review: Review, notes: Notes, by: User, at: datetime) -> Sent:
    """Ask again everybody who was invited to a review and has not answered; once a day at the most.

    Needs `meetings.invite_people` of the child. Raises `UnableToInviteToReview` where it was cancelled or held.
    """
    meeting = meeting_of(review=review, by=by, at=at)
    _check_ahead(review)
    return chase_answers(meeting=meeting, notes=_on_its_day(notes, review), by=by, at=at)


def _on_its_day(notes: Notes, review: Review) -> Notes:
    return replace(notes, meets_on=review.planned_on)


def _check_ahead(review: Review) -> None:
    if review.held_on is not None or review.cancelled_at is not None:
        raise UnableToInviteToReview("This review is not ahead any more, so that nobody is invited to it.")
