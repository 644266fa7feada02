"""The papers of a review: what came and when, to whom it was shown, and the chasing of what did not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, queue_notice, record_event
from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.review_papers import REPORT, PaperState
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, may_see_free_text
from openiro.reviews.models import Review, ReviewPaper
from openiro.reviews.queries.papers import AwaitedReport, reports_awaited, social_workers_of

LONGEST_NOTE = 400
DAYS_AHEAD = 5
MOST_A_DAY = 20_000


class UnableToRecordPapers(Refusal):
    """The papers of a review cannot be recorded as asked."""


@dataclass(frozen=True)
class PaperFacts:
    """One paper: its kind, whether it came (None: nobody has said), when, and when child and parents were shown it.

    `not_shown_to`: those of SHOWN_PAPER who were not.
    """

    kind: str
    state: PaperState | None
    received_on: date | None = None
    shared_on: date | None = None
    note: str = ""
    not_shown_to: tuple[str, ...] = ()


@transaction.atomic
def record_papers(*, review: Review, papers: Sequence[PaperFacts], by: User, at: datetime) -> int:
    """Record what is known of these papers; those not named stay as they are. Answers how many were changed.

    Needs `reviews.bring_papers` of the child. The note stays as it is where `by` may not read what people write.
    Raises `UnableToRecordPapers` for a day that lies ahead, or one of showing it before it came.
    """
    on = day_of(at)
    check_may_for(by, Permission.BRING_PAPERS, review.child, on=on)
    Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    for paper in papers:
        _check(paper, on)
    standing = {row.kind: row for row in ReviewPaper.objects.filter(review=review)}
    sees_notes = may_see_free_text(by, on=on)
    changed = [
        paper.kind for paper in papers if _keep(review, paper, standing.get(paper.kind), by, at, sees_notes=sees_notes)
    ]
    if changed:
        facts = {"review": review.pk, "papers": [_told(paper) for paper in papers if paper.kind in changed]}
        record_event(stream=child_stream(review.child_id), kind="reviews.papers_recorded", facts=facts, by=by, at=at)
    return len(changed)


def _check(paper: PaperFacts, on: date) -> None:
    if paper.kind not in {code.code for code in CODE_SETS["PAPER_KIND"]}:
        raise UnableToRecordPapers("That paper is not in the list. Choose one from it.")
    called = meaning_of("PAPER_KIND", paper.kind)
    if paper.state is PaperState.CAME and paper.received_on is None:
        raise UnableToRecordPapers(f"{called}: say on which day it came.")
    for day in filter(None, (paper.received_on, paper.shared_on)):
        if day > on:
            raise UnableToRecordPapers(f"{called}: a day that lies ahead cannot be recorded yet. Check the day.")
    if paper.received_on and paper.shared_on and paper.shared_on < paper.received_on:
        raise UnableToRecordPapers(f"{called}: it cannot be shown before it came. Check the days.")
    if set(paper.not_shown_to) - {code.code for code in CODE_SETS["SHOWN_PAPER"]}:
        raise UnableToRecordPapers(f"{called}: choose from the list who was not shown it.")
    if len(paper.note) > LONGEST_NOTE:
        raise UnableToRecordPapers(f"{called}: write {LONGEST_NOTE} characters or fewer.")


def _keep(
    review: Review, paper: PaperFacts, row: ReviewPaper | None, by: User, at: datetime, *, sees_notes: bool
) -> bool:
    """Keep one paper; answers whether anything changed. A row says that somebody has said something."""
    if paper.state is None:
        return bool(row and row.delete()[0])
    came = paper.state is PaperState.CAME
    facts: dict[str, object] = {
        "received_on": paper.received_on if came else None,
        "shared_on": paper.shared_on if came else None,
        "not_shown_to": ",".join(paper.not_shown_to) if came else "",
        "not_needed": paper.state is PaperState.NOT_NEEDED,
    }
    if sees_notes:
        facts["note"] = paper.note.strip()
    if row is not None and all(getattr(row, name) == value for name, value in facts.items()):
        return False
    written = facts | {"recorded_at": at, "recorded_by": by}
    ReviewPaper.objects.update_or_create(review=review, kind=paper.kind, defaults=written)
    return True


def _told(paper: PaperFacts) -> dict[str, object]:
    days = {"received_on": paper.received_on, "shared_on": paper.shared_on}
    missed = {"not_shown_to": list(paper.not_shown_to)} if paper.not_shown_to else {}
    return {"kind": paper.kind, "state": paper.state} | missed | {name: day for name, day in days.items() if day}


@transaction.atomic
def chase_report(*, review: Review, by: User, at: datetime) -> bool:
    """Ask the child's social worker for the report, once a day; answers whether they were asked now.

    Needs `reviews.bring_papers` of the child. Raises `UnableToRecordPapers` where it came, or nobody can be asked.
    """
    on = day_of(at)
    check_may_for(by, Permission.BRING_PAPERS, review.child, on=on)
    Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    row = ReviewPaper.objects.filter(review=review, kind=REPORT).first()
    if row and (row.received_on or row.not_needed):
        raise UnableToRecordPapers("The report has come, or is not needed. There is nobody to ask.")
    if row and row.chased_on == on:
        return False
    worker = social_workers_of([review.child_id], on=on).get(review.child_id)
    if worker is None:
        raise UnableToRecordPapers("No social worker is recorded for this child. Record who it is, then ask them.")
    change = {"chased_on": on, "recorded_at": at, "recorded_by": by}
    ReviewPaper.objects.update_or_create(review=review, kind=REPORT, defaults=change)
    facts = {"review": review.pk, "kind": REPORT, "person": worker.code}
    record_event(stream=child_stream(review.child_id), kind="reviews.report_chased", facts=facts, by=by, at=at)
    for awaited in reports_awaited(by, on=on, ahead=MOST_A_DAY, review=review):
        _tell(awaited, f"report_chased:{review.pk}:{on.isoformat()}", at=at, digest=False)
    return True


@transaction.atomic
def remind_of_reports(*, by: User, at: datetime) -> int:
    """Tell social workers of reports due within 5 working days, once, and of late ones once a week.

    For the work of the day; needs `reviews.bring_papers`. Answers how many notices are new.
    """
    on = day_of(at)
    check_may(by, Permission.BRING_PAPERS, on=on)
    year, week, _ = on.isocalendar()
    return sum(
        _tell(each, f"report_late:{each.review_number}:{year}-{week}" if each.days_late else _due_key(each), at=at)
        for each in _with_worker(reports_awaited(by, on=on, ahead=DAYS_AHEAD, limit=MOST_A_DAY))
    )


def _due_key(each: AwaitedReport) -> str:
    return f"report_due:{each.review_number}:{each.due_on.isoformat()}"


def _with_worker(found: Iterable[AwaitedReport]) -> list[AwaitedReport]:
    return [each for each in found if each.worker_code]


def _tell(each: AwaitedReport, key: str, *, at: datetime, digest: bool = True) -> bool:
    path = reverse("reviews:review-papers", args=[each.reference, each.review_number])
    facts = {"count": 1, "on": each.review_on, "due_on": each.due_on, "path": path}
    kind = "report_late" if each.days_late else "report_due"
    late = {"days": each.days_late} if each.days_late else {}
    return queue_notice(key=key, kind=kind, person_code=each.worker_code, facts=facts | late, digest=digest, at=at)
