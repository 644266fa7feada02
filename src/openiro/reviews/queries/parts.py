"""What the records hold of a review, as far as its parts ask: one question to the database."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from openiro.children.models import CURRENT
from openiro.core.prepared import prepared
from openiro.domain.care import Episode
from openiro.domain.participation import counts_for_participation
from openiro.domain.review_papers import REPORT
from openiro.domain.review_parts import ReviewPartFacts
from openiro.meetings.models import Distribution, Invitee
from openiro.people.queries import day_of
from openiro.reviews.models import (
    Decision,
    ParentParticipation,
    Review,
    ReviewCheck,
    ReviewDocument,
    ReviewNote,
    ReviewPaper,
)
from openiro.reviews.queries.child_checks import needed_checks
from openiro.reviews.queries.work import NO_PLACE_NEEDED

PARENTS = ("mother", "father")
_KEPT_IN_REVIEW = (
    *("planned_on", "held_on", "completed_on", "decisions_sent_on"),
    *("record_finished_on", "distributed_on"),
)


_NOT_WHOLE = Q(text="") | Q(due_on__isnull=True) | Q(owner__isnull=True, owner_role="", owner_name="")
# A report that was asked for has not come. Once the review was held, it did not come in time, and that is known.
_KNOWN = Q(received_on__isnull=False) | Q(not_needed=True) | Q(review__held_on__isnull=False)
_ASKED = Q(invited_on__isnull=False) | Q(role="child")


def part_facts_of(review: Review, *, episodes: Sequence[Episode] | None = None) -> ReviewPartFacts:
    """The facts of one review from which its parts are judged; three queries, two where the child's `episodes` are at
    hand.

    Of its checks those count that policy wants answered before it is finished.
    """
    day = review.held_on or review.planned_on
    needed = needed_checks(review.child, on=day, episodes=episodes) if day else frozenset()
    [found] = _counted(review.pk, needed=needed)
    is_counted = day is not None and counts_for_participation(review.child.born_on, day)
    return ReviewPartFacts(
        arrangements_missing=_arrangements_missing(review),
        invitees=found.invitees,
        invited=found.invited,
        child_consulted=bool(found.child_asked),
        **{name: getattr(review, name) for name in _KEPT_IN_REVIEW},
        papers=found.papers_in,
        papers_expected=found.papers_in,
        has_code=bool(review.participation_code),
        attendance_unknown=found.unknown,
        parents_silent=tuple(each for each in PARENTS if not getattr(found, each)),
        seen_known=bool(review.seen_before_on or review.seen_alone),
        absence_explained=review.kept_away_on is None or bool(review.kept_away_why and review.kept_away_instead),
        chaired_known=bool(review.child_chaired) or not is_counted,
        checks_due=len(needed),
        checks_answered=found.checks_answered,
        decisions=found.made,
        decisions_not_whole=found.not_whole,
        decisions_to_judge=found.to_judge,
        answers=found.answers,
        record_begun=found.record_begun,
        letter_begun=found.letter_begun,
        letter_finished_on=day_of(found.letter_finished_at) if found.letter_finished_at else None,
        sent=found.sent,
        to_send=max(found.invited - found.sent - found.withheld, 0),
    )


def facts_to_finish(review: Review, *, has_manager: bool, no_decisions: bool = False) -> ReviewPartFacts:
    """The same for finishing: it must be known who answers the decisions (`has_manager`), or that there are none."""
    facts = part_facts_of(review)
    return replace(
        facts,
        no_checks=not facts.checks_due,
        no_decisions=no_decisions,
        manager_known=has_manager or review.decisions_sent_on is not None,
    )


@prepared
def _counted(review: int, *, needed: frozenset[str]) -> QuerySet[Any]:
    """The review of that number with its counts."""
    invitees = Invitee.objects.filter(meeting__review=OuterRef("pk"), removed_at__isnull=True, is_excluded=False)
    decisions = Decision.objects.filter(CURRENT, review=OuterRef("pk"))
    papers = Distribution.objects.filter(meeting__review=OuterRef("pk"), paper="record")
    documents = ReviewDocument.objects.filter(review=OuterRef("pk"))
    notes = ReviewNote.objects.filter(review=OuterRef("pk")).exclude(text="")
    letters = documents.filter(kind="letter", finished_at__isnull=False).order_by("-version")
    return Review.objects.filter(pk=review).annotate(
        invitees=_number(invitees),
        invited=_number(invitees.filter(_ASKED)),
        child_asked=Exists(invitees.filter(role="child", consulted_on__isnull=False)),
        unknown=_number(invitees.filter(_ASKED, attended__isnull=True)),
        papers_in=_number(ReviewPaper.objects.filter(_KNOWN, review=OuterRef("pk"), kind=REPORT)),
        checks_answered=_number(_answered(needed)),
        made=_number(decisions),
        not_whole=_number(decisions.filter(_NOT_WHOLE)),
        to_judge=_number(_to_judge()),
        answers=_number(decisions.exclude(answer="")),
        record_begun=Exists(documents.filter(kind="record")) | Exists(notes),
        letter_begun=Exists(documents.filter(kind="letter")),
        letter_finished_at=Subquery(letters.values("finished_at")[:1]),
        sent=_number(papers.filter(sent_at__isnull=False)),
        withheld=_number(papers.exclude(withheld_reason="")),
        **{each: Exists(_part_of(each)) for each in PARENTS},
    )


def _to_judge() -> QuerySet[Decision]:
    """Decisions of earlier reviews of which nobody has said what came of them, nor repeated them here."""
    earlier = Decision.objects.filter(
        CURRENT,
        review__child=OuterRef("child"),
        review__held_on__lt=Coalesce(OuterRef("held_on"), OuterRef("planned_on")),
        answer__in=("agreed", "deemed", ""),
        outcome="",
    )
    return earlier.exclude(repeated__review=OuterRef(OuterRef("pk")))


def _answered(needed: frozenset[str]) -> QuerySet[ReviewCheck]:
    return ReviewCheck.objects.filter(CURRENT, review=OuterRef("pk"), check_id__in=needed).exclude(up_to_date="")


def _part_of(parent: str) -> QuerySet[ParentParticipation]:
    return ParentParticipation.objects.filter(CURRENT, review=OuterRef("pk"), parent=parent)


def _number(rows: QuerySet[Any]) -> Coalesce:
    """How many rows there are, for each review."""
    counted = rows.order_by().annotate(one=Case(When(pk__isnull=False, then=1), output_field=IntegerField()))
    return Coalesce(
        Subquery(counted.values("one").annotate(number=Count("pk")).values("number"), output_field=IntegerField()), 0
    )


def _arrangements_missing(review: Review) -> tuple[str, ...]:
    if review.held_on is not None:
        return ()
    needs_place = review.mode not in NO_PLACE_NEEDED
    facts = {"time": review.planned_time, "manner": review.mode, "place": review.place or not needs_place}
    return tuple(name for name, value in facts.items() if not value)
