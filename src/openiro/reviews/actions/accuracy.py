"""The draft of a record is sent to those whom it concerns, and what they say comes back to the IRO."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.core.queries import working_calendar
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.record_draft import UnableToWriteRecord
from openiro.domain.refusal import Refusal
from openiro.meetings.actions import make_guest_link, use_guest_link
from openiro.meetings.models import Invitee
from openiro.meetings.queries.distribution import address_of
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force
from openiro.reviews.actions.documents import compose_document
from openiro.reviews.models import DraftComment, Review, ReviewDocument
from openiro.reviews.queries.record_content import RECORD

LONGEST = 5_000


class UnableToCheckDraft(Refusal):
    """The draft cannot be sent to be checked, answered or settled so; the message says what to do."""


@transaction.atomic
def ask_for_accuracy(
    *, review: Review, people: Mapping[int, Collection[str]], link_path: str, by: User, at: datetime
) -> date:
    """Send the draft of the record to be checked, and answer by which day: policy's working days from today.

    `people` are the numbers of those invited, each with the ids of the parts that are left out of their draft. Each
    with an address gets a notice with a private link (`link_path` holds `{key}`). Needs `reviews.record_review`.
    Raises `UnableToCheckDraft` for somebody who is not invited, or has no address; `UnableToWriteRecord` where the
    record is finished.
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=on)
    rows = _invited(review, people)
    document = compose_document(review=review, kind=RECORD, by=by, at=at)
    policy = policy_in_force(on=on).records
    last_day = working_calendar().days_after(on, policy.accuracy_days)
    for row in rows:
        allowed = {part.id for part in policy.may_be_kept_from(row.role)}
        left_out = ",".join(sorted(allowed & set(people[row.pk])))
        values = {"left_out": left_out, "asked_at": at, "asked_by": by, "answer_by": last_day}
        DraftComment.objects.update_or_create(document=document, invitee=row, defaults=values)
        key = make_guest_link(invitee=row, purpose="accuracy", version=document.version, by=by, at=at)
        told = {"path": link_path.replace("{key}", key), "due_on": last_day.isoformat()}
        notice = f"accuracy:{document.pk}:{row.pk}:{at.isoformat()}"
        queue_notice(key=notice, kind="draft_to_check", address=address_of(row), facts=told, at=at)
    facts = {"review": review.pk, "version": document.version, "invitees": [row.pk for row in rows]}
    record_event(stream=child_stream(review.child_id), kind="reviews.draft_sent", facts=facts, by=by, at=at)
    return last_day


@transaction.atomic
def answer_draft(*, key: str, words: str, by: User, at: datetime) -> None:
    """Keep what somebody says of the draft that their private link opens; empty words: it is accurate. Once.

    `by` is the service's own account. Raises `UnableToOpenLink`, and `UnableToCheckDraft` where the record was
    finished in the meantime or the words are too many.
    """
    if len(words) > LONGEST:
        raise UnableToCheckDraft(f"That is too long. Use {LONGEST:,} characters or fewer.")
    link = use_guest_link(key=key, purpose="accuracy", by=by, at=at)
    rows = DraftComment.objects.select_for_update(of=("self",)).select_related("document__review")
    row = rows.filter(
        invitee=link.invitee_id, document__finished_at=None, document__version=link.version or 1, answered_at=None
    ).first()
    if row is None:
        raise UnableToCheckDraft("The record is finished already. Tell the reviewing officer what is wrong with it.")
    row.words, row.answered_at = words.replace("\r\n", "\n").strip(), at
    row.save(update_fields=["words", "answered_at"])
    facts = {"review": row.document.review_id, "comment": row.pk, "has_words": bool(row.words)}
    stream = child_stream(row.document.review.child_id)
    record_event(stream=stream, kind="reviews.draft_answered", facts=facts, by=by, at=at)


@transaction.atomic
def settle_comments(*, review: Review, outcomes: Mapping[int, str], by: User, at: datetime) -> None:
    """Say what came of comments, by their number: a code of COMMENT_OUTCOME. Needs `reviews.record_review`.

    Raises `UnableToCheckDraft` for one that is not of this review, has no words yet, or for an unknown outcome.
    """
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=day_of(at))
    known = {each.code for each in CODE_SETS["COMMENT_OUTCOME"]}
    rows = DraftComment.objects.select_for_update(of=("self",)).filter(document__review=review)
    found = {row.pk: row for row in rows}
    for number, outcome in outcomes.items():
        row = found.get(number)
        if row is None or row.answered_at is None or outcome not in known:
            raise UnableToCheckDraft("That comment is not among those that wait. Look at the list again.")
        if row.outcome == outcome:
            continue
        row.outcome, row.settled_at, row.settled_by = outcome, at, by
        row.save(update_fields=["outcome", "settled_at", "settled_by"])
        facts = {"review": review.pk, "comment": row.pk, "outcome": outcome}
        record_event(stream=child_stream(review.child_id), kind="reviews.comment_settled", facts=facts, by=by, at=at)


def _invited(review: Review, people: Collection[int]) -> list[Invitee]:
    if not people:
        raise UnableToCheckDraft("Choose at least one person to check the draft.")
    if ReviewDocument.objects.filter(review=review, kind=RECORD, finished_at__isnull=False).exists():
        raise UnableToWriteRecord("The record is finished. Correct it where something is wrong.")
    rows = Invitee.objects.filter(meeting=review.meeting_id, pk__in=list(people), removed_at=None, is_excluded=False)
    found = list(rows.select_related("person", "relationship", "meeting__child").order_by("pk"))
    if len(found) < len(people) or not all(address_of(row) for row in found):
        raise UnableToCheckDraft("A draft goes by email to people who are invited. Choose those with an address.")
    return found
