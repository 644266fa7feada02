"""Decisions of a review: written, judged at the next one, repeated, sent to the manager, carried out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.urls import reverse

from openiro.allocation.queries import UnableToSeeChild, check_may_for, children_visible_to, may_for
from openiro.children.models import CURRENT, Child
from openiro.core.actions import EventFacts, child_stream, record_event, record_events
from openiro.core.notices import queue_notice
from openiro.domain.codes import CODE_SETS
from openiro.domain.decisions import UnableToChangeDecision, check_outcome, check_ready_to_send
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force, user_by_code
from openiro.reviews.models import Decision, Review
from openiro.reviews.queries.decision_lists import owned_by
from openiro.reviews.queries.decisions import answer_rule, owner_in_words

OUTCOMES = tuple(each.code for each in CODE_SETS["DECISION_OUTCOME"])
REPEATED = "Repeated in the review after it."
CHANGED = "Somebody changed these decisions since you opened the page. Look at what stands there now."
# Out of the way of every place that a decision could have, while the order is changed.
ASIDE = 10_000


@dataclass(frozen=True)
class DecisionWords:
    """One decision as it is written. `number` is that of the one that it changes, None for a new one.

    The owner is a person (`owner_code`), or stands by a code of DECISION_OWNER and a name. `against_wishes`: why it
    differs from what the child wants, as explained to the child.
    """

    text: str = ""
    owner_code: str = ""
    owner_role: str = ""
    owner_name: str = ""
    due_on: date | None = None
    success: str = ""
    changes_plan: bool = False
    needs_resources: bool = False
    asked_by_child: bool = False
    against_wishes: str = ""
    number: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was written."""
        return replace(self, number=None) == DecisionWords()


@dataclass(frozen=True)
class Judgement:
    """What came of a decision of an earlier review: a code of DECISION_OUTCOME ('' not judged yet) and why.

    `repeat`: it is repeated in this review.
    """

    number: int
    outcome: str = ""
    reason: str = ""
    repeat: bool = False


@transaction.atomic
def save_decisions(
    *,
    review: Review,
    decisions: Sequence[DecisionWords],
    judged: Sequence[Judgement] = (),
    by: User,
    at: datetime,
) -> int:
    """Keep the decisions of a review as they stand on the page, however incomplete; answers how many there are.

    Those that were sent stay as they are; of the others, what is not in `decisions` or is left blank falls away, and
    the order is that given. `judged` says what came of earlier ones. Needs `reviews.record_review` of the child.
    Raises `UnableToChangeDecision` where one was sent or removed in the meantime, or an outcome lacks its reason.
    """
    _hold(review, by, at)
    _judge(review, judged, by, at)
    written = [each for each in decisions if not each.is_blank]
    rows = {row.pk: row for row in _unsent(review)}
    if {each.number for each in written if each.number is not None} - set(rows):
        raise UnableToChangeDecision(CHANGED)
    removed = [number for number in rows if number not in {each.number for each in written}]
    Decision.objects.filter(pk__in=removed).update(withdrawn_at=at)
    Decision.objects.filter(pk__in=set(rows) - set(removed)).update(number=F("number") + ASIDE)
    first = _next_place(review, CURRENT)
    kept = [_keep(review, rows.get(each.number or 0), each, place) for place, each in enumerate(written, start=first)]
    facts = {"review": review.pk, "decisions": [row.pk for row in kept], "removed": removed}
    record_event(stream=child_stream(review.child_id), kind="reviews.decisions_saved", facts=facts, by=by, at=at)
    _repeat(review, [each.number for each in judged if each.repeat], by, at)
    return Decision.objects.filter(CURRENT, review=review).count()


@transaction.atomic
def judge_outcomes(*, review: Review, judged: Sequence[Judgement], by: User, at: datetime) -> None:
    """Say at `review` what came of the decisions of earlier ones (CPPCR reg 36(1)). Needs `reviews.record_review`.

    Raises `UnableToChangeDecision` for an unknown outcome, or one but 'done' without its reason.
    """
    _hold(review, by, at)
    _judge(review, judged, by, at)


@transaction.atomic
def carry_forward(*, review: Review, numbers: Sequence[int], by: User, at: datetime) -> int:
    """Repeat open decisions of earlier reviews in this one, as they were written; answers how many are new here.

    One that nobody judged counts as not done. Needs `reviews.record_review` of the child.
    """
    _hold(review, by, at)
    return _repeat(review, numbers, by, at)


@transaction.atomic
def send_decisions(*, review: Review, manager: User, by: User, at: datetime) -> int:
    """Send what is written to the manager who answers, and tell each owner; answers how many went out.

    Needs `reviews.record_review` of the child. Raises `UnableToChangeDecision` where the review was not held, nothing
    is left to send, a decision lacks who, what or by when, or the manager may not answer for this child.
    """
    _hold(review, by, at)
    if review.held_on is None:
        raise UnableToChangeDecision("The review is not recorded as held yet. Record its meeting, then send.")
    rows = _unsent(review)
    if not rows:
        raise UnableToChangeDecision("There is no decision left to send. Write one first.")
    check_ready_to_send((row.number, row.text, owner_in_words(row), row.due_on) for row in rows)
    if not may_for(manager, Permission.ANSWER_DECISION, review.child, on=day_of(at)):
        raise UnableToChangeDecision(f"{manager.name} does not answer for this child. Choose somebody who does.")
    sent = {"manager": manager, "sent_at": at, "sent_by": by, **Decision.AS_TYPED}
    Decision.objects.filter(pk__in=[row.pk for row in rows]).update(**sent)
    if review.decisions_sent_on is None:
        review.decisions_sent_on = day_of(at)
        review.save(update_fields=["decisions_sent_on"])
    facts = {"review": review.pk, "manager": manager.code, "decisions": [row.pk for row in rows]}
    record_event(stream=child_stream(review.child_id), kind="reviews.decisions_sent", facts=facts, by=by, at=at)
    _tell(review, rows, manager, at)
    return len(rows)


@dataclass(frozen=True)
class Progress:
    """What the owner of a decision says of it. `done_on` None: not done yet."""

    number: int
    words: str = ""
    done_on: date | None = None


@transaction.atomic
def report_progress(*, reports: Sequence[Progress], by: User, at: datetime) -> int:
    """The owner says how far decisions are; answers how many changed. Needs `reviews.report_progress` of each child.

    Raises `UnableToSeeChild` where one is not theirs to report on, `UnableToChangeDecision` where it has been judged,
    or was done on a day ahead.
    """
    on = day_of(at)
    wanted = {each.number: each for each in reports}
    visible = children_visible_to(by, on=on, permission=Permission.REPORT_PROGRESS)
    rows = Decision.objects.filter(CURRENT, owned_by(by, on=on), pk__in=wanted, sent_at__isnull=False)
    found = list(rows.filter(review__child__in=visible).select_for_update(of=("self",)).select_related("review"))
    if len(found) != len(wanted):
        raise UnableToSeeChild("One of these decisions is not yours to report on. Open the list again.")
    changed = [row for row in found if (row.progress, row.done_on) != _reported(wanted[row.pk])]
    for row in changed:
        _report(row, wanted[row.pk], on)
    record_events((_progress_told(row) for row in changed), by=by, at=at)
    return len(changed)


def _report(row: Decision, told: Progress, on: date) -> None:
    if row.outcome:
        raise UnableToChangeDecision("A review has judged this decision already. Tell the reviewing officer instead.")
    if told.done_on and told.done_on > on:
        raise UnableToChangeDecision("That day lies ahead. Give the day on which it was done.")
    row.progress, row.done_on = _reported(told)
    row.save(update_fields=["progress", "done_on"])


def _reported(told: Progress) -> tuple[str, date | None]:
    return (told.words.strip(), told.done_on)


def _progress_told(row: Decision) -> EventFacts:
    facts = {"review": row.review_id, "decision": row.pk, "done_on": row.done_on}
    return EventFacts(child_stream(row.review.child_id), "reviews.progress_reported", facts)


def _hold(review: Review, by: User, at: datetime) -> None:
    """Whether `by` may write here; then nobody else changes the child's reviews until this is done."""
    check_may_for(by, Permission.RECORD_REVIEW, review.child, on=day_of(at))
    Child.objects.select_for_update().get(pk=review.child_id)
    review.refresh_from_db()
    if review.cancelled_at is not None or review.withdrawn_at is not None:
        raise UnableToChangeDecision("This review was cancelled, and decides nothing. Open the child's next review.")


def _unsent(review: Review) -> list[Decision]:
    rows = Decision.objects.filter(CURRENT, review=review, sent_at__isnull=True)
    return list(rows.select_related("owner").order_by("number"))


def _next_place(review: Review, which: Any) -> int:
    """The first free place after what stays where it is."""
    rows = Decision.objects.filter(which, review=review, number__lt=ASIDE)
    return int(rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _keep(review: Review, row: Decision | None, words: DecisionWords, place: int) -> Decision:
    kept = row or Decision(review=review)
    kept.number = place
    kept.text = words.text.strip()
    kept.owner = user_by_code(words.owner_code) if words.owner_code else None
    kept.owner_role, kept.owner_name = words.owner_role, words.owner_name.strip()
    kept.due_on, kept.success = words.due_on, words.success.strip()
    kept.changes_plan, kept.asked_by_child = words.changes_plan, words.asked_by_child
    kept.needs_resources = words.needs_resources
    kept.against_wishes = words.against_wishes.strip()
    kept.save()
    return kept


def _earlier(review: Review, numbers: Sequence[int]) -> dict[int, Decision]:
    """Decisions of the child's other reviews that were sent; raises where one of the numbers is none of them."""
    rows = Decision.objects.filter(CURRENT, review__child=review.child_id, pk__in=numbers, sent_at__isnull=False)
    found = {row.pk: row for row in rows.exclude(review=review).select_related("owner")}
    if set(numbers) - set(found):
        raise UnableToChangeDecision(CHANGED)
    return found


def _judge(review: Review, judged: Sequence[Judgement], by: User, at: datetime) -> None:
    """Keep what came of earlier decisions; one whose outcome is taken back is open again."""
    rows = _earlier(review, [each.number for each in judged])
    told = []
    for each in judged:
        row, outcome, reason = rows[each.number], each.outcome, each.reason.strip()
        if each.repeat and not outcome:
            outcome, reason = "not_implemented", reason or REPEATED
        if (row.outcome, row.outcome_reason) == (outcome, reason) or (
            row.outcome and row.judged_at_review_id != review.pk
        ):
            continue
        if outcome:
            check_outcome(outcome, reason, OUTCOMES)
        row.outcome, row.outcome_reason = outcome, reason if outcome else ""
        row.judged_at_review = review if outcome else None
        row.save(update_fields=["outcome", "outcome_reason", "judged_at_review"])
        told.append({"decision": row.pk, "outcome": outcome})
    if told:
        facts = {"review": review.pk, "judged": told}
        record_event(stream=child_stream(review.child_id), kind="reviews.decisions_judged", facts=facts, by=by, at=at)


def _repeat(review: Review, numbers: Sequence[int], by: User, at: datetime) -> int:
    """Each of these as a decision of this review, unless it is one already; a day that is past is left open."""
    there = set(Decision.objects.filter(CURRENT, review=review).values_list("carried_from_id", flat=True))
    rows = _earlier(review, [number for number in numbers if number not in there])
    _judge(review, [Judgement(number, repeat=True) for number, row in rows.items() if not row.outcome], by, at)
    first, made = _next_place(review, CURRENT), []
    for place, row in enumerate(rows.values(), start=first):
        new = Decision(review=review, number=place, carried_from=row)
        for field in ("text", "heading", "owner", "owner_role", "owner_name", "success", "asked_by_child"):
            setattr(new, field, getattr(row, field))
        new.changes_plan, new.needs_resources = row.changes_plan, row.needs_resources
        new.against_wishes = row.against_wishes
        new.due_on = row.due_on if row.due_on and row.due_on > day_of(at) else None
        new.save()
        made.append({"decision": new.pk, "repeats": row.pk})
    if made:
        facts = {"review": review.pk, "repeated": made}
        kind = "reviews.decisions_repeated"
        record_event(stream=child_stream(review.child_id), kind=kind, facts=facts, by=by, at=at)
    return len(made)


def _tell(review: Review, rows: list[Decision], manager: User, at: datetime) -> None:
    """One notice to the manager, and one to each owner: counts, days and the way to sign in."""
    due_on = answer_rule(policy_in_force(on=day_of(at))).due_on(day_of(at))
    which = f"{review.pk}:{rows[0].pk}"
    queue_notice(
        key=f"decisions_to_answer:{which}",
        kind="decisions_to_answer",
        person_code=manager.code,
        facts={
            "count": len(rows),
            "held_on": review.held_on,
            "due_on": due_on,
            "path": reverse("decisions:answer"),
        },
        at=at,
    )
    owners: dict[str, list[Decision]] = {}
    for row in rows:
        if row.owner and row.owner != manager:
            owners.setdefault(row.owner.code, []).append(row)
    for code, theirs in owners.items():
        first = min(row.due_on for row in theirs if row.due_on)
        queue_notice(
            key=f"decisions_due:{which}:{code}",
            kind="decisions_due",
            person_code=code,
            facts={"count": len(theirs), "due_on": first, "path": reverse("decisions:mine")},
            digest=True,
            at=at,
        )
