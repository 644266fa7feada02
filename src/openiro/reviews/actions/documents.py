"""The record of a review and the letter to the child: noted, composed, edited, finished, corrected."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.domain.permissions import Permission
from openiro.domain.record_draft import UnableToWriteRecord, to_keep
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force
from openiro.reviews.models import Review, ReviewDocument, ReviewNote
from openiro.reviews.queries.documents import KINDS, Draft, draft_of
from openiro.reviews.queries.record_content import LETTER, RECORD, notes_of, record_material


@transaction.atomic
def save_notes(*, review: Review, notes: Mapping[str, str], by: User, at: datetime) -> None:
    """Save what is noted under headings (ids of the policy's list): it feeds the record and the letter.

    Headings that are not named stay as they are; an empty text takes a note back. Needs `reviews.record_review`.
    Raises `UnableToWriteRecord` for a heading that the council does not have.
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=on)
    policy = policy_in_force(on=on).records
    strange = [id for id in notes if policy.heading(id) is None]
    if strange:
        raise UnableToWriteRecord("The record has no such heading. Reload the page, and write under those it shows.")
    _hold(review)
    before = notes_of(review)
    texts = {id: text.replace("\r\n", "\n").strip() for id, text in notes.items()}
    changed = {id: text for id, text in texts.items() if before.get(id, "") != text}
    for id, text in changed.items():
        values = {"text": text, "saved_at": at, "saved_by": by}
        ReviewNote.objects.update_or_create(review=review, heading=id, defaults=values)
    if changed:
        facts = {"review": review.pk, "headings": sorted(changed)}
        _record(review, "reviews.notes_saved", facts, by=by, at=at)


@transaction.atomic
def compose_document(*, review: Review, kind: str, by: User, at: datetime) -> ReviewDocument:
    """Keep the record or letter (`kind`) as the entries give it now, what was edited by hand aside.

    Needs `reviews.record_review`. Raises `UnableToWriteRecord` where the latest version is finished.
    """
    return save_document(review=review, kind=kind, texts={}, by=by, at=at)


@transaction.atomic
def save_document(
    *,
    review: Review,
    kind: str,
    texts: Mapping[str, str],
    kept_back: Mapping[str, Sequence[str]] | None = None,
    by: User,
    at: datetime,
) -> ReviewDocument:
    """Save the sections of the record or letter (`kind`) as somebody edited them, by id; others follow the entries.

    `kept_back`: by part that may be kept from somebody, the words that give it away; None leaves them as they are.
    Needs `reviews.record_review`. Raises `UnableToWriteRecord` where the latest version is finished: it is corrected.
    """
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=day_of(at))
    _check_kind(kind)
    _hold(review)
    draft = draft_of(review, kind, on=day_of(at))
    if not draft.is_open:
        raise UnableToWriteRecord("It is finished, and stays as it is. Write a correction: it becomes a new version.")
    return _keep(review, draft, texts, kept_back, by=by, at=at)


@transaction.atomic
def finish_document(*, review: Review, kind: str, by: User, at: datetime) -> ReviewDocument:
    """Finish the record or letter: from now on it does not change.

    With the first finished record `record_finished_on` is set: 15 working days from completion are in time. Needs
    `reviews.record_review`. Raises `UnableToWriteRecord`, naming everything that is missing at once (reg 38 of the
    Care Planning, Placement and Case Review (England) Regulations 2010).
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=on)
    _check_kind(kind)
    _hold(review)
    draft = draft_of(review, kind, on=on)
    if not draft.is_open:
        raise UnableToWriteRecord("It is finished already. Write a correction where something is wrong.")
    _check_can_finish(draft)
    row = _keep(review, draft, {}, None, by=by, at=at)
    row.finished_at, row.finished_by = at, by
    row.save(update_fields=["finished_at", "finished_by"])
    if kind == RECORD and review.record_finished_on is None:
        review.record_finished_on = on
        review.save(update_fields=["record_finished_on"])
    facts = {"review": review.pk, "paper": kind, "version": row.version, "template": row.template}
    _record(review, "reviews.paper_finished", facts, by=by, at=at)
    return row


@transaction.atomic
def correct_document(*, review: Review, kind: str, reason: str, by: User, at: datetime) -> ReviewDocument:
    """Begin a new version of a finished record or letter, which says what it puts right; the old one stays.

    Needs `reviews.record_review`. Raises `UnableToWriteRecord` without a reason, before anything is finished, or
    where a correction is in work already.
    """
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=day_of(at))
    _check_kind(kind)
    _hold(review)
    last = ReviewDocument.objects.filter(review=review, kind=kind).order_by("-version").first()
    if last is None or last.finished_at is None:
        raise UnableToWriteRecord("It is not finished yet. Change it as it stands.")
    if not reason.strip():
        raise UnableToWriteRecord("Say what was wrong: the new version tells its readers.")
    row = ReviewDocument.objects.create(
        review=review,
        kind=kind,
        version=last.version + 1,
        template=last.template,
        sections=_as_corrected(review, last, on=day_of(at)),
        kept_back=last.kept_back,
        correction=reason.strip(),
        made_at=at,
        made_by=by,
    )
    facts = {"review": review.pk, "paper": kind, "version": row.version}
    _record(review, "reviews.paper_to_correct", facts, by=by, at=at)
    return row


@transaction.atomic
def record_care_plan_updated(*, review: Review, updated_on: date, by: User, at: datetime) -> None:
    """Record the day on which the care plan was brought up to date after the review: within 10 working days.

    Needs `reviews.bring_papers` of the child. Raises `UnableToWriteRecord` for a day ahead, or before the review.
    """
    on = day_of(at)
    check_may_for(by, Permission.BRING_PAPERS, review.child, on=on)
    _hold(review)
    if review.held_on is None or not review.held_on <= updated_on <= on:
        raise UnableToWriteRecord(
            "The care plan is updated on the day of the review or after it, and not ahead of time."
        )
    review.care_plan_updated_on = updated_on
    review.save(update_fields=["care_plan_updated_on"])
    facts = {"review": review.pk, "updated_on": updated_on}
    _record(review, "reviews.care_plan_updated", facts, by=by, at=at)


def _keep(
    review: Review,
    draft: Draft,
    texts: Mapping[str, str],
    kept_back: Mapping[str, Sequence[str]] | None,
    *,
    by: User,
    at: datetime,
) -> ReviewDocument:
    policy = draft.material.policy.records
    row = ReviewDocument.objects.filter(review=review, kind=draft.kind, finished_at=None).first()
    if row is None:
        row = ReviewDocument(
            review=review, kind=draft.kind, version=draft.version, template=policy.template, made_at=at, made_by=by
        )
    row.sections = to_keep(draft.sections, texts)
    if kept_back is not None:
        row.kept_back = {part.id: list(kept_back[part.id]) for part in policy.withhold if kept_back.get(part.id)}
    row.changed_at, row.changed_by = at, by
    row.save()
    facts = {"review": review.pk, "paper": draft.kind, "version": row.version, "sections": sorted(texts)}
    _record(review, "reviews.paper_saved", facts, by=by, at=at)
    return row


def _as_corrected(review: Review, last: ReviewDocument, *, on: date) -> list[dict[str, str]]:
    """The finished sections as they are; where the entries say something else by now, the finished text holds."""
    composed = {each.id: each.text for each in record_material(review, on=on).composed(last.kind)}
    return [{**each, "composed": composed.get(each["id"], "")} for each in last.sections]


def _check_can_finish(draft: Draft) -> None:
    if draft.kind == LETTER:
        missing = ["the day on which it was held"] if draft.material.facts.held_on is None else []
    else:
        missing = list(draft.lacks.values())
    if missing:
        raise UnableToWriteRecord(f"Before it can be finished, enter {_and(missing)}.")
    if not any(each.text.strip() for each in draft.sections):
        raise UnableToWriteRecord("It is empty. Write something before you finish it.")


def _and(things: Sequence[str]) -> str:
    *others, last = things
    return f"{', '.join(others)} and {last}" if others else last


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise UnableToWriteRecord(f"{kind!r} is neither record nor letter.")


def _hold(review: Review) -> None:
    """Nobody else writes this review's papers until this is done."""
    Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    review.refresh_from_db(fields=["held_on", "record_finished_on", "distributed_on", "care_plan_updated_on"])


def _record(review: Review, kind: str, facts: Mapping[str, object], *, by: User, at: datetime) -> None:
    record_event(stream=child_stream(review.child_id), kind=kind, facts=facts, by=by, at=at)
