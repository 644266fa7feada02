"""What the records say to the questions of an audit, so that nobody types what is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from openiro.audits.models import Audit
from openiro.children.models import CURRENT
from openiro.core.queries import working_calendar
from openiro.domain.audits_policy import CHECK
from openiro.domain.checks import CheckState
from openiro.domain.decisions import smart_prompts
from openiro.escalations.models import Concern, Dispute
from openiro.people.queries import policy_in_force
from openiro.reviews.models import Decision, Review, ReviewDocument
from openiro.reviews.queries import ChildChecks, child_checks

SHOWN = 3


@dataclass(frozen=True)
class RecordFact:
    """What the records say to one question: in words, and the answer that follows (empty where a person judges)."""

    text: str
    answer: str = ""


def facts_for(audit: Audit, wanted: Iterable[str], *, on: date) -> dict[str, RecordFact]:
    """The facts of those names for the child and review of the audit as at `on`; one that is not held is left out.

    At most twelve queries; no checks are read where none is asked for.
    """
    names = set(wanted)
    checks = None
    if any(name.startswith(CHECK) or name == "permanence" for name in names):
        checks = child_checks(audit.child, on=on)
    found = {name: _fact(name, audit, checks, on) for name in sorted(names)}
    return {name: fact for name, fact in found.items() if fact is not None}


def _fact(name: str, audit: Audit, checks: ChildChecks | None, on: date) -> RecordFact | None:
    if checks is not None and name.startswith(CHECK):
        return _check(checks, name.removeprefix(CHECK))
    if checks is not None and name == "permanence":
        plan = checks.plan
        text = f"A plan is agreed since {_day(plan.agreed_on)}" if plan and plan.agreed_on else "No plan is agreed"
        return RecordFact(text, "" if plan else "no")
    reader = READERS.get(name)
    return reader(audit, on) if reader else None


def _check(checks: ChildChecks, id: str) -> RecordFact | None:
    line = next((each for each in checks.standings if each.check.id == id), None)
    if line is None:
        return RecordFact("Does not apply to this child", "not_applicable")
    done = f"last done on {_day(line.done.done_on)}" if line.done else "never done by the records"
    answer = {CheckState.UP_TO_DATE: "yes", CheckState.OVERDUE: "no"}.get(line.state, "")
    return RecordFact(f"{str(line.state).capitalize()}, {done}", answer)


def _last_review(audit: Audit, on: date) -> Review | None:
    if audit.review is not None:
        return audit.review
    held = Review.objects.filter(CURRENT, child=audit.child_id, held_on__lte=on)
    return held.order_by("-held_on").first()


def _seen(audit: Audit, on: date) -> RecordFact | None:
    review = _last_review(audit, on)
    if review is None or review.held_on is None:
        return None
    if review.seen_before_on is None:
        return RecordFact(f"Not recorded as seen before the review of {_day(review.held_on)}")
    return RecordFact(f"Seen on {_day(review.seen_before_on)}, before the review of {_day(review.held_on)}")


def _record_in_time(audit: Audit, on: date) -> RecordFact | None:
    review = audit.review
    if review is None or review.record_finished_on is None or review.held_on is None:
        return None
    clock = policy_in_force(on=on).clock("after.record")
    taken = working_calendar().days_between(review.completed_on or review.held_on, review.record_finished_on)
    text = f"Finished {taken} working days after the review; the limit is {clock.limit_in_words}"
    return RecordFact(text, "yes" if taken <= clock.limit else "no")


def _record_words(audit: Audit, on: date) -> RecordFact | None:
    rows = ReviewDocument.objects.filter(review=audit.review_id, kind="record", finished_at__isnull=False)
    document = rows.order_by("-version").first()
    if document is None:
        return None
    number = sum(len(str(section.get("text", "")).split()) for section in document.sections)
    return RecordFact(f"{number:,} words")


def _decisions(audit: Audit, on: date) -> list[Decision]:
    rows = Decision.objects.filter(CURRENT, review__child=audit.child_id, sent_at__isnull=False)
    return list((rows.filter(review=audit.review_id) if audit.review_id else rows).order_by("pk"))


def _decisions_late(audit: Audit, on: date) -> RecordFact | None:
    open_ones = [row for row in _decisions(audit, on) if not row.outcome and row.done_on is None]
    late = sum(row.due_on is not None and row.due_on < on for row in open_ones)
    return RecordFact(f"{len(open_ones)} open, {late} of them overdue", "no" if late else "")


def _decisions_vague(audit: Audit, on: date) -> RecordFact | None:
    rows, policy = _decisions(audit, on), policy_in_force(on=on).decisions
    if not rows:
        return None
    vague = sum(
        bool(
            smart_prompts(
                text=row.text,
                owner=row.owner_role or row.owner_name or ("known" if row.owner_id else ""),
                due_on=row.due_on,
                success=row.success,
                policy=policy,
                on=row.due_on or on,
            )
        )
        for row in rows
    )
    return RecordFact(f"{len(rows)} decisions, {vague} of them with something unclear", "" if vague else "yes")


def _challenge(audit: Audit, on: date) -> RecordFact | None:
    """What was challenged for the child, and what is recorded as changed by it."""
    disputes = Dispute.objects.filter(children=audit.child_id).values_list("changed_for_child", flat=True)
    concerns = Concern.objects.filter(child=audit.child_id).values_list("changed_for_child", flat=True)
    raised = [*disputes, *concerns]
    if not raised:
        return RecordFact("Nothing was challenged", "not_applicable")
    changed = [words for words in raised if words.strip()]
    said = " Recorded as changed: " + " / ".join(changed[:SHOWN]) if changed else " No change is recorded."
    return RecordFact(f"Challenged {len(raised)} times, {len(changed)} of them with a change for the child.{said}")


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "a day not known"


READERS: dict[str, Callable[[Audit, date], RecordFact | None]] = {
    "seen": _seen,
    "record_in_time": _record_in_time,
    "record_words": _record_words,
    "decisions_late": _decisions_late,
    "decisions_vague": _decisions_vague,
    "challenge": _challenge,
}
