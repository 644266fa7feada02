"""A manager's answers to decisions, and the disputes that objections open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openiro.escalations.actions.raising import Challenge, open_dispute
from openiro.people.models import User
from openiro.reviews import actions as reviews
from openiro.reviews.actions import Answer

OBJECTION = "decision_objected_to"


@dataclass(frozen=True)
class Answered:
    """How many decisions were agreed, and the numbers of the disputes that objections opened."""

    agreed: int
    disputes: tuple[int, ...]


@transaction.atomic
def answer_decisions(*, answers: Sequence[Answer], by: User, at: datetime) -> Answered:
    """Keep a manager's answers; each objection opens a dispute, first settled informally with the child's officer.

    All of it or none (rule 3.08). Needs and raises as `reviews.actions.answer_decisions`.
    """
    objected = reviews.answer_decisions(answers=answers, by=by, at=at)
    disputes = [
        open_dispute(
            challenge=Challenge(
                children=[row.review.child],
                theme=OBJECTION,
                summary=row.answer_reason,
                review=row.review,
                decision=row,
            ),
            answered_by="iro",
            by=by,
            at=at,
        ).pk
        for row in objected
    ]
    return Answered(len(answers) - len(objected), tuple(disputes))
