"""What somebody is typing, kept for them alone until they send it: no event tells of it, and no log holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openiro.core.models import Draft
from openiro.domain.refusal import Refusal

LARGEST_DRAFT = 400_000
MOST_DRAFTS = 200
LONGEST_PAGE = 120
Answers = Mapping[str, list[str]]


class UnableToKeepDraft(Refusal):
    """What was typed is too much to keep while it is typed."""


@dataclass(frozen=True)
class DraftLine:
    """What a person typed on a page, by the names of its questions, and when it was kept."""

    answers: dict[str, list[str]]
    saved_at: datetime


def keep_draft(*, page: str, answers: Answers, by: Any, at: datetime) -> None:
    """Keep what `by` has typed on the page, in place of what was kept of it before.

    Raises `UnableToKeepDraft` where it is too long, or where the person has hundreds of drafts already.
    """
    size = sum(len(name) + sum(map(len, values)) for name, values in answers.items())
    if size > LARGEST_DRAFT or len(page) > LONGEST_PAGE:
        raise UnableToKeepDraft("This is too long to keep while you type. Save it with the button.")
    if Draft.objects.filter(person=by.code).exclude(page=page).count() >= MOST_DRAFTS:
        raise UnableToKeepDraft("You have too many pages that are not saved. Save or drop some of them.")
    kept = {_as_text(name): [_as_text(value) for value in values] for name, values in answers.items()}
    Draft.objects.bulk_create(
        [Draft(person=by.code, page=page, answers=kept, saved_at=at)],
        update_conflicts=True,
        unique_fields=["person", "page"],
        update_fields=["answers", "saved_at"],
    )


def _as_text(value: str) -> str:
    """Without the one character that a database of text cannot hold."""
    return value.replace("\x00", "")


def drop_draft(*, page: str, by: Any, at: datetime) -> None:
    """Forget what `by` typed on the page: it was saved, or is not wanted."""
    Draft.objects.filter(person=by.code, page=page).delete()


def clear_drafts(*, before: datetime) -> int:
    """Forget what was last typed before that moment and never saved; answers how many."""
    return Draft.objects.filter(saved_at__lt=before).delete()[0]
