"""What was entered of one review, gathered for its record and letter."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from openiro.children.models import CURRENT
from openiro.children.queries import full_name
from openiro.domain.checks_policy import CheckRule
from openiro.domain.codes import meaning_of
from openiro.domain.letter_text import letter_sections
from openiro.domain.months import age_on
from openiro.domain.policy import Policy
from openiro.domain.record_facts import (
    Checked,
    DecisionTaken,
    ParentsPart,
    PersonThere,
    RecordFacts,
    Said,
    Section,
)
from openiro.domain.record_text import record_sections
from openiro.meetings.models import Invitee
from openiro.people.queries import policy_in_force
from openiro.reviews.models import (
    Decision,
    ParentParticipation,
    Review,
    ReviewCheck,
    ReviewNote,
    ReviewTimetable,
)
from openiro.voice.models import Statement

RECORD, LETTER = "record", "letter"
# What the child says of the reviewing officer is feedback: it stands in the child's own letter, and is sent to nobody.
OF_THE_OFFICER = "iro"
NOT_APPLICABLE, PERMANENCE = "not_applicable", "permanence"
# Facts of the review that the record takes under the same name.
_AS_THEY_ARE = (
    *("completed_on", "mode", "place", "participation_code", "child_chaired", "seen_before_on", "seen_alone"),
    *("no_part_reason", "missing_at_time", "advocate", "care_plan_updated_on"),
    *("kept_away_on", "kept_away_why", "kept_away_instead"),
)


@dataclass(frozen=True)
class Material:
    """The facts of a review, and the policy by which its papers are composed."""

    facts: RecordFacts
    policy: Policy

    def composed(self, kind: str) -> tuple[Section, ...]:
        """The record or letter as the entries give it now."""
        compose = letter_sections if kind == LETTER else record_sections
        return compose(self.facts, self.policy.records)


def record_material(review: Review, *, on: date, policy: Policy | None = None) -> Material:
    """Everything that the papers of `review` rest on as it stands, under the policy of `on`; at most nine queries."""
    policy = policy or policy_in_force(on=on)
    return Material(_facts(review, policy), policy)


def notes_of(review: Review) -> dict[str, str]:
    """What is noted under each heading, by its id; one query."""
    return dict(ReviewNote.objects.filter(review=review).values_list("heading", "text"))


def people_around(review: Review) -> list[Invitee]:
    """Those who are invited to the review, or must not be, in the order in which they were added; one query."""
    if review.meeting_id is None:
        return []
    rows = Invitee.objects.filter(meeting=review.meeting_id, removed_at=None)
    return list(rows.select_related("relationship", "person").order_by("pk"))


def name_of_invitee(row: Invitee, review: Review) -> str:
    """Their name: their own, that of the worker or of the person around the child; the child's for the child."""
    if row.role == "child":
        return full_name(review.child)
    known = row.person.name if row.person else row.relationship.name if row.relationship else ""
    return row.name or known


def _facts(review: Review, policy: Policy) -> RecordFacts:
    child, day = review.child, review.held_on or review.planned_on
    name = full_name(child)
    next_on, next_by = _next(review)
    decisions = _decisions(review)
    return RecordFacts(
        council=policy.council,
        review_word=policy.words.review,
        name=name or child.code,
        given_name=child.given_name,
        born_on=child.born_on,
        age=age_on(child.born_on, day) if day else 0,
        held_on=review.held_on,
        chaired_by=review.chaired_by.name if review.chaired_by else "",
        **{name: getattr(review, name) for name in _AS_THEY_ARE},
        people=tuple(_person(row, review) for row in people_around(review)),
        parents=_parents(review),
        said=_said(review),
        notes=notes_of(review),
        checks=_checks(review, policy),
        last_decisions=tuple(_taken(row) for row in decisions if row.review_id != review.pk),
        decisions=tuple(_taken(row) for row in decisions if row.review_id == review.pk),
        next_on=next_on,
        next_by=next_by,
    )


def _person(row: Invitee, review: Review) -> PersonThere:
    return PersonThere(
        role=row.role,
        name=name_of_invitee(row, review),
        attended=row.attended,
        attended_how=row.attended_how,
        apologies=row.apologies,
        views=row.views,
        views_how=row.views_how,
        views_reason=row.views_reason,
        is_excluded=row.is_excluded,
    )


def _parents(review: Review) -> tuple[ParentsPart, ...]:
    rows = ParentParticipation.objects.filter(CURRENT, review=review).order_by("-parent")
    return tuple(ParentsPart(row.parent, row.attended, row.views, row.reason) for row in rows)


def _said(review: Review) -> tuple[Said, ...]:
    if review.meeting_id is None:
        return ()
    rows = Statement.objects.filter(CURRENT, meeting=review.meeting_id).order_by("said_on", "pk")
    return tuple(
        Said(
            row.words,
            row.source,
            row.topic,
            row.is_observation,
            row.response,
            in_record=row.may_be_quoted is not False and row.topic != OF_THE_OFFICER,
        )
        for row in rows
    )


def _checks(review: Review, policy: Policy) -> tuple[Checked, ...]:
    """What was answered, in the order of the policy; what does not apply is named only where somebody said why."""
    listed = list(policy.checks.checks)
    rows = ReviewCheck.objects.filter(CURRENT, review=review).order_by("pk")
    told = [row for row in rows if row.reason or {row.up_to_date, row.on_file} - {"", NOT_APPLICABLE}]
    told.sort(key=lambda row: listed.index(row.check_id) if row.check_id in listed else len(listed))
    return tuple(_checked(row, policy) for row in told)


def _checked(row: ReviewCheck, policy: Policy) -> Checked:
    check = policy.checks.checks.get(row.check_id)
    return Checked(
        title=title_of_check(row.check_id, policy),
        up_to_date=row.up_to_date,
        on_file=row.on_file,
        done_on=row.done_on,
        reason=_reason(row),
        is_asked=check is not None and check.rule is CheckRule.EACH_REVIEW,
    )


def _reason(row: ReviewCheck) -> str:
    """Why not, in words; of the plan for permanence it is kept as a code."""
    return meaning_of("PERMANENCE_DELAY", row.reason) if row.check_id == PERMANENCE and row.reason else row.reason


def title_of_check(id: str, policy: Policy) -> str:
    """A check by its id, as the policy calls it; one that the policy has no more, by the words of its id."""
    known = policy.checks.checks.get(id)
    return known.title if known else id.replace("_", " ").capitalize()


def _decisions(review: Review) -> list[Decision]:
    """Those of this review, and of earlier ones those judged at this one or still open; one query."""
    earlier = Q(review__child=review.child_id, review__held_on__lt=review.held_on or date.max, outcome="")
    ours = Q(review=review) | Q(judged_at_review=review) | (earlier & ~Q(review=review))
    rows = Decision.objects.filter(CURRENT, ours, review__withdrawn_at=None)
    return list(rows.select_related("owner").order_by("review__held_on", "number"))


def _taken(row: Decision) -> DecisionTaken:
    return DecisionTaken(
        number=row.number,
        text=row.text,
        owner_role=row.owner_role,
        owner_name=row.owner.name if row.owner else row.owner_name,
        due_on=row.due_on,
        success=row.success,
        asked_by_child=row.asked_by_child,
        answer=row.answer,
        outcome=row.outcome,
        outcome_reason=row.outcome_reason,
    )


def _next(review: Review) -> tuple[date | None, date | None]:
    """The day for which the next review is booked, and its last legal day; one query."""
    ahead = Review.objects.filter(
        CURRENT, child=OuterRef("child_id"), held_on=None, cancelled_at=None, planned_on__isnull=False
    ).exclude(pk=review.pk)
    row = (
        ReviewTimetable.objects.filter(child=review.child_id)
        .annotate(booked=Subquery(ahead.values("planned_on")[:1]))
        .values_list("booked", "next_due_on")
        .first()
    )
    return row or (None, None)
