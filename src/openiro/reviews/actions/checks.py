"""The checks of a review: answered all at once, and a missing plan for permanence raised at once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import check_may_for
from openiro.children.actions import record_check_done, record_permanence_plan, tell_entitlements
from openiro.children.models import CURRENT
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.domain.checks_policy import Check
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force
from openiro.reviews.actions._not_asked import keep_not_asked
from openiro.reviews.models import Review, ReviewCheck
from openiro.reviews.queries import (
    ESCALATED,
    ChildChecks,
    day_of_review,
    review_checks,
    team_managers_of,
)

YES = "yes"
PERMANENCE = "permanence"
LONGEST_REASON = 400


class UnableToSaveChecks(Refusal):
    """What was answered of a check cannot be so, or there is nothing to raise."""


@dataclass(frozen=True)
class CheckAnswer:
    """One answer: `up_to_date` and `on_file` are codes of CHECK_ANSWER, empty while nobody has said.

    `done_on`: when it was last done, where that is new; it is recorded for the child. `reason`: why not, in words; of
    the plan for permanence a code of PERMANENCE_DELAY.
    """

    check_id: str
    up_to_date: str = ""
    on_file: str = ""
    done_on: date | None = None
    reason: str = ""


@transaction.atomic
def save_checks(
    *,
    review: Review,
    answers: tuple[CheckAnswer, ...],
    told: tuple[str, ...] | None = None,
    understood: bool | None = None,
    plan: str = "",
    by: User,
    at: datetime,
) -> None:
    """Save the answers of a review's checks as they stand, however incomplete, all at once.

    `told`: of what the child was told on the day of the review, these and nothing else; None leaves it. `plan`: the
    plan for permanence that was agreed at the review (PERMANENCE), where that is new. A day on which a thing was done
    becomes a fact of the child; so does that it is on the file. What is not asked of the child at a review that was
    held is kept as not applicable. Needs `reviews.record_review` of the child. Raises
    `UnableToSaveChecks` for a check that is not asked of the child, or a code that is not in its list; and as
    `record_check_done`, `tell_entitlements` and `record_permanence_plan`.
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=on)
    row = Review.objects.select_for_update().get(pk=review.pk)
    if row.cancelled_at is not None:
        raise UnableToSaveChecks("This review was cancelled. Nothing can be checked at it.")
    known = review_checks(review, on=on).child
    changed = _keep_all(review, answers, known, by=by, at=at)
    asked = {each.check.id for each in known.standings}
    not_asked = keep_not_asked(row, asked, policy_in_force(on=on).checks.checks)
    day = day_of_review(review, on=on)
    if told is not None:
        tell_entitlements(child=review.child, entitlements=told, told_on=day, understood=understood, by=by, at=at)
    if plan and (known.plan is None or known.plan.plan != plan):
        _agree(review, plan, day, by=by, at=at)
    if changed or not_asked:
        facts = {"review": review.pk, "answers": changed, "not_asked": not_asked}
        record_event(stream=child_stream(review.child_id), kind="reviews.checks_saved", facts=facts, by=by, at=at)


@transaction.atomic
def escalate_missing_permanence_plan(*, review: Review, reason: str, by: User, at: datetime) -> int:
    """Raise at once that no plan for permanence stands at the second review, or a later one, and why.

    `reason` is a code of PERMANENCE_DELAY; it is kept with the check. Each manager of the child's teams gets a notice;
    answers how many. Source: Buckinghamshire, section 6; Harrow, quality assurance. Needs `reviews.record_review` of
    the child. Raises `UnableToSaveChecks` where a plan stands, it is the first review, or it was raised already.
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=on)
    Review.objects.select_for_update().get(pk=review.pk)
    known = review_checks(review, on=on)
    if not known.lacks_plan:
        raise UnableToSaveChecks("A plan for permanence stands, or it is the first review: there is nothing to raise.")
    if known.escalation is not None:
        raise UnableToSaveChecks(f"It was raised on {day_of(known.escalation.at):%d/%m/%Y} already.")
    _check_code("PERMANENCE_DELAY", reason, "why there is no plan yet")
    rows = ReviewCheck.objects.filter(CURRENT)
    rows.update_or_create(review=review, check_id=PERMANENCE, defaults={"reason": reason})
    managers = _tell_managers(review, at=at)
    facts = {"review": review.pk, "reason": reason, "place": known.place, "told": list(managers)}
    record_event(stream=child_stream(review.child_id), kind=ESCALATED, facts=facts, by=by, at=at)
    return len(managers)


def _keep_all(
    review: Review, answers: tuple[CheckAnswer, ...], known: ChildChecks, *, by: User, at: datetime
) -> dict[str, object]:
    """Keep every answer, with what it says of the child; what has changed, by check."""
    asked = {each.check.id: each.check for each in known.standings}
    changed: dict[str, object] = {}
    for answer in answers:
        if answer.check_id not in asked:
            raise UnableToSaveChecks("One of these checks is not asked of the child any more. Load the page again.")
        _check(answer, asked[answer.check_id])
        _keep_fact(review, answer, known, by=by, at=at)
        if (facts := _keep(review, answer, known)) is not None:
            changed[answer.check_id] = facts
    return changed


def _tell_managers(review: Review, *, at: datetime) -> tuple[str, ...]:
    """Each manager of the child's teams gets a notice, once; answers who."""
    on = day_of(at)
    managers = team_managers_of(review.child, on=on)
    path = reverse("reviews:review", args=[review.child.reference, review.pk])
    for code in managers:
        queue_notice(
            key=f"permanence_missing:{review.pk}:{code}",
            kind="permanence_missing",
            person_code=code,
            facts={"held_on": day_of_review(review, on=on).isoformat(), "path": path},
            at=at,
        )
    return managers


def _check(answer: CheckAnswer, check: Check) -> None:
    for code in filter(None, (answer.up_to_date, answer.on_file)):
        _check_code("CHECK_ANSWER", code, "yes, no or does not apply")
    if answer.on_file and not check.has_file:
        raise UnableToSaveChecks(f"{check.title}: nothing of it is put on the child's file.")
    if check.id == PERMANENCE and answer.reason:
        _check_code("PERMANENCE_DELAY", answer.reason, "why there is no plan yet")
    if len(answer.reason) > LONGEST_REASON:
        raise UnableToSaveChecks(f"{check.title}: say why in {LONGEST_REASON} characters at the most.")


def _check_code(field: str, code: str, what: str) -> None:
    if code not in {each.code for each in CODE_SETS[field]}:
        raise UnableToSaveChecks(f"Say {what}: choose one from the list.")


def _keep_fact(review: Review, answer: CheckAnswer, known: ChildChecks, *, by: User, at: datetime) -> None:
    """What the answer says of the child beyond this review: when it was done, and that it is on the file."""
    last = next(each.done for each in known.standings if each.check.id == answer.check_id)
    done_on = answer.done_on or (last.done_on if last else None)
    is_on_file = answer.on_file == YES
    is_filed = is_on_file and last is not None and last.on_file_on is None and answer.done_on is None
    if done_on is not None and (answer.done_on is not None or is_filed):
        filed_on = day_of_review(review, on=day_of(at)) if is_on_file else None
        filed_on = max(filed_on, done_on) if filed_on else None
        record_check_done(
            child=review.child, check_id=answer.check_id, done_on=done_on, on_file_on=filed_on, by=by, at=at
        )


def _keep(review: Review, answer: CheckAnswer, known: ChildChecks) -> dict[str, object] | None:
    """Keep the answer; what it now says, where that has changed. What was written is not told."""
    last = next(each.done for each in known.standings if each.check.id == answer.check_id)
    values = {
        "up_to_date": answer.up_to_date,
        "on_file": answer.on_file,
        "done_on": answer.done_on or (last.done_on if last else None),
        "reason": answer.reason.strip(),
    }
    row = ReviewCheck.objects.filter(CURRENT, review=review, check_id=answer.check_id).first()
    if row is None and not (answer.up_to_date or answer.on_file or values["reason"] or answer.done_on):
        return None
    row = row or ReviewCheck(review=review, check_id=answer.check_id)
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return None
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return {name: value for name, value in values.items() if name != "reason"}


def _agree(review: Review, plan: str, day: date, *, by: User, at: datetime) -> None:
    record_permanence_plan(child=review.child, plan=plan, from_on=day, agreed_on=day, replaces=True, by=by, at=at)
