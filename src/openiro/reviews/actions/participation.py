"""Who took part in a review and how: the child, the parents, everybody who was invited; saved all at once."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import CURRENT
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.participation import ATTENDED, PARTICIPATED, UNDER_4, check_participation_code
from openiro.domain.permissions import Permission
from openiro.meetings.actions import AttendancePart
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.reviews.actions._parents import keep_attendance, keep_parents
from openiro.reviews.actions.meetings import meeting_of
from openiro.reviews.models import ParentParticipation, Review
from openiro.reviews.queries import ParentPart, UnableToRecordReview, check_parents, day_of_review
from openiro.voice.actions import StatementPart, record_statements

MISSING = "missing"
_LISTS = {
    "child_chaired": ("CHILD_CHAIRED", "whether the child chaired it"),
    "seen_alone": ("SEEN_ALONE", "whether the child was seen alone"),
    "views_medium": ("VIEW_MEDIUM", "how the views were given"),
    "no_part_reason": ("NO_PART_REASON", "why the child took no part"),
}
FIELDS = (
    *("participation_code", "views_medium", "child_chaired", "seen_before_on", "seen_alone", "no_part_reason"),
    *("missing_at_time", "advocate", "kept_away_on", "kept_away_why", "kept_away_instead"),
)
WORDS = frozenset({"kept_away_why", "kept_away_instead"})


@dataclass(frozen=True)
class ParticipationRecord:
    """Who took part and how, as far as it is known; empty and None while nobody has said.

    `participation_code` is PN0 to PN7; the other codes are of VIEW_MEDIUM, CHILD_CHAIRED, SEEN_ALONE and
    NO_PART_REASON. `kept_away_on`: when it was decided with the social worker that being there was not in the child's
    best interests (IRO Handbook, chapter 3), with why and what was arranged instead. `parents`: one of whom nothing
    is said is left as it stands. `people` are those invited. `said`: what the child said, in the child's own words, to
    be added.
    """

    participation_code: str = ""
    views_medium: str = ""
    child_chaired: str = ""
    seen_before_on: date | None = None
    seen_alone: str = ""
    no_part_reason: str = ""
    missing_at_time: bool = False
    advocate: bool | None = None
    kept_away_on: date | None = None
    kept_away_why: str = ""
    kept_away_instead: str = ""
    parents: tuple[ParentPart, ...] = ()
    people: tuple[AttendancePart, ...] = ()
    said: tuple[StatementPart, ...] = ()


@transaction.atomic
def save_participation(*, review: Review, record: ParticipationRecord, by: User, at: datetime) -> None:
    """Save who took part in a review and how, however incomplete, all at once.

    Mother and father have one answer each: what `parents` say of them also stands in their row among those invited. A
    reason for taking no part is kept only where the child's views were not given. Needs `reviews.record_review` of the
    child, and `voice.record_views` for what the child said. Raises `UnableToUseParticipationCode` for a code that does
    not fit the child's age, `UnableToRecordReview` for a code that is not in its list, a day ahead, or a cancelled
    review; and as `record_attendance` and `record_statements`.
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=on)
    row = Review.objects.select_for_update(of=("self",)).select_related("child", "meeting").get(pk=review.pk)
    if row.cancelled_at is not None:
        raise UnableToRecordReview("This review was cancelled. Nobody can have taken part in it.")
    record = _consistent(record)
    _check(row, record, on)
    before = {name: getattr(row, name) for name in FIELDS}
    for name in FIELDS:
        setattr(row, name, getattr(record, name))
    changed = {name: getattr(row, name) for name in FIELDS if getattr(row, name) != before[name]}
    if changed:
        row.save(update_fields=changed)
    parents = _new_parents(row, record.parents)
    keep_parents(row, record.parents)
    keep_attendance(row, record.parents, {part.invitee: part for part in record.people}, by=by, at=at)
    if record.said:
        meeting = meeting_of(review=row, by=by, at=at)
        record_statements(child=row.child, statements=record.said, meeting=meeting, by=by, at=at)
    if changed or parents:
        told = {name: value for name, value in changed.items() if name not in WORDS}
        facts = {"review": row.pk, **told, "parents": parents}
        record_event(stream=child_stream(row.child_id), kind="reviews.participation_saved", facts=facts, by=by, at=at)


def _consistent(record: ParticipationRecord) -> ParticipationRecord:
    """Without what the other answers make void; a child who was missing at the time was missing."""
    takes_part = record.participation_code in PARTICIPATED
    reason = "" if takes_part or record.participation_code == UNDER_4 else record.no_part_reason
    kept = replace(record, no_part_reason=reason, missing_at_time=record.missing_at_time or reason == MISSING)
    was_there = record.participation_code in ATTENDED
    return replace(kept, kept_away_on=None, kept_away_why="", kept_away_instead="") if was_there else kept


def _check(row: Review, record: ParticipationRecord, on: date) -> None:
    if record.participation_code:
        check_participation_code(record.participation_code, row.child.born_on, day_of_review(row, on=on))
    for name, (field, what) in _LISTS.items():
        code = getattr(record, name)
        if code and code not in {each.code for each in CODE_SETS[field]}:
            raise UnableToRecordReview(f"Say {what}: choose one from the list.")
    if record.kept_away_on is not None and record.kept_away_on > on:
        raise UnableToRecordReview("The day on which attendance was decided lies ahead. Correct it.")
    if record.seen_before_on is not None and record.seen_before_on > day_of_review(row, on=on):
        raise UnableToRecordReview("The child was seen before the review: give its day or an earlier one.")
    check_parents(record.parents)


def _new_parents(row: Review, parts: tuple[ParentPart, ...]) -> list[dict[str, object]]:
    """The parents' parts that differ from what stands."""
    stands = {
        part.parent: (part.attended, part.views, part.reason)
        for part in ParentParticipation.objects.filter(CURRENT, review=row)
    }
    return [
        {"parent": part.parent, "attended": part.attended, "views": part.views, "reason": part.reason}
        for part in parts
        if stands.get(part.parent) != (part.attended, part.views, part.reason)
    ]
