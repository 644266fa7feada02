"""Reads for papers and measures: the records of the service as the tables that measures are computed over."""

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any

import polars as pl
from django.db.models import FloatField, Min, QuerySet
from django.db.models.functions import Cast

from openiro.allocation.models import Allocation
from openiro.audits.models import Audit
from openiro.children.models import (
    CURRENT,
    Child,
    EntitlementTold,
    Episode,
    PermanencePlan,
    PermanenceStep,
    ReturnedRow,
    UnaccompaniedStatus,
)
from openiro.core.clock import LONDON
from openiro.core.queries import setting
from openiro.domain.audits import OBSERVATION
from openiro.domain.consultation import respondent_for
from openiro.escalations.queries import challenge_rows, kept_elsewhere, referral_rows, rows_elsewhere
from openiro.formats.combine import FLAGS, columns_in_template
from openiro.measures.tables import TABLE_SCHEMAS, Tables
from openiro.meetings.models import Invitee
from openiro.people.models import Post
from openiro.proceedings.models import ChildInCourt
from openiro.reviews.models import Decision, ParentParticipation, Review, ReviewCheck
from openiro.reviews.queries.rules import COVERAGE_SETTING
from openiro.voice.models import Statement
from openiro.voice.queries import feedback_given

FIRST_DAY_OF_ALL = date(1990, 4, 1)
COUNTED_AS_TOLD = (*ReturnedRow.PROTECTED_ELSEWHERE, *ReturnedRow.TOLD_BY_OTHERS)
_REVIEW = ("review__child__code", "review__held_on")


def measure_tables(*, authority: str = "") -> Tables:
    """Every record that stands, as the tables of `measures`; withdrawn rows are left out.

    Not for a page: reads whole tables. `coverage_from` is the first day of the earliest collection year loaded; with
    no load it is the first day of the earliest episode, because what was typed here is fully known.
    """
    return Tables.of(authority, coverage_from(), {name: _frame(name, rows) for name, rows in _sources().items()})


def coverage_from() -> date:
    """The first day from which care periods are fully known (see `measure_tables`)."""
    kept = setting(COVERAGE_SETTING)
    if kept:
        return date.fromisoformat(kept)
    first: date | None = Episode.objects.filter(CURRENT).aggregate(first=Min("started_on"))["first"]
    return first or FIRST_DAY_OF_ALL


def _sources() -> dict[str, Iterable[tuple[Any, ...]]]:
    """For each table its rows, in the order of its columns."""
    episode = list(TABLE_SCHEMAS["episodes"])[1:]
    review = ["participation_code" if name == "code" else name for name in list(TABLE_SCHEMAS["reviews"])[1:]]
    child = {"child__withdrawn_at__isnull": True}
    done_here = {"statements": _statements(), "chairing_observations": _observations()}
    posts = Post.objects.annotate(share=Cast("fte", FloatField()))
    return {
        "children": _rows(Child.objects.filter(CURRENT), "code", "sex", "born_on", "ethnicity", "disabled"),
        "episodes": _rows(Episode.objects.filter(CURRENT, **child), "child__code", *episode),
        "reviews": _rows(Review.objects.filter(CURRENT, held_on__isnull=False, **child), "child__code", *review),
        "uasc": _rows(UnaccompaniedStatus.objects.filter(CURRENT, **child), "child__code", "ended_on"),
        "parents": _rows(_of_reviews(ParentParticipation), *_REVIEW, "parent", "attended", "views", "reason"),
        "decisions": _decisions(),
        "checks": _rows(_of_reviews(ReviewCheck), *_REVIEW, "check_id", "up_to_date", "on_file"),
        "permanence": _rows(
            PermanencePlan.objects.filter(CURRENT, **child), "child__code", "plan", "from_on", "agreed_on", "ended_on"
        ),
        "entitlements": _rows(
            EntitlementTold.objects.filter(CURRENT, **child), "child__code", "entitlement", "told_on"
        ),
        "allocations": _rows(_allocations(), "child__code", "officer__code", "role", "from_on", "to_on"),
        **_kept_here(child),
        "health": _health(),
        "leaver_outcomes": _leaver_outcomes(),
        "missing": _missing(),
        **challenge_rows(),
        **{name: chain(done_here.get(name, ()), rows_elsewhere(kept_elsewhere(name))) for name in COUNTED_AS_TOLD},
        "posts": _rows(posts, "user__code", "role", "share", "from_on", "to_on", "permanent"),
    }


def _kept_here(child: dict[str, bool]) -> dict[str, Iterable[tuple[Any, ...]]]:
    """What no file tells: steps to permanence, children in court, and what disputes asked of others."""
    steps, parts = PermanenceStep.objects.filter(**child), ChildInCourt.objects.filter(**child)
    days = ("planned_on", "taken_on", "given_up_on")
    return {
        "permanence_steps": _rows(steps, "child__code", "step", *days, "delay_reason"),
        "proceedings": _rows(parts, "child__code", "proceedings__kind", "proceedings__applied_on", "ended_on"),
        "referrals": referral_rows(),
        "consultations": _consultations(),
        "feedback": feedback_given(),
    }


def _of_reviews(model: type[Any]) -> QuerySet[Any]:
    """The rows of `model` that stand and belong to a review that was held and stands, of a child who does."""
    return _of_reviews_with(model.objects.filter(CURRENT))


def _of_reviews_with(rows: QuerySet[Any]) -> QuerySet[Any]:
    stands = {"review__withdrawn_at__isnull": True, "review__child__withdrawn_at__isnull": True}
    return rows.filter(review__held_on__isnull=False, **stands)


def _decisions() -> Iterable[tuple[Any, ...]]:
    """Decisions, with the day in England on which each went to its manager and the day of the review that judged it."""
    others = ("answered_on", "answer", "due_on", "outcome", "judged_at_review__held_on")
    for child, held_on, number, sent_at, *rest in _rows(_of_reviews(Decision), *_REVIEW, "number", "sent_at", *others):
        yield (child, held_on, number, sent_at and sent_at.astimezone(LONDON).date(), *rest)


def _health() -> Iterable[tuple[Any, ...]]:
    """The health facts of each year's return."""
    columns = list(columns_in_template("health").values())[2:]
    for child, year, values in _rows(kept_elsewhere("oc2"), "child__code", "key", "values"):
        yield (child, int(year), *(FLAGS.get(values.get(column)) for column in columns))


def _leaver_outcomes() -> Iterable[tuple[Any, ...]]:
    """What each year's return says of young people who left care."""
    columns = list(columns_in_template("leaver_outcomes").values())[2:]
    for child, year, values in _rows(kept_elsewhere("oc3"), "child__code", "key", "values"):
        yield (child, int(year), *(values.get(column) for column in columns))


def _missing() -> Iterable[tuple[Any, ...]]:
    """The times that the return says a child was missing, or away without authorisation."""
    kind, *days = list(columns_in_template("missing").values())[1:]
    for child, values in _rows(kept_elsewhere("missing"), "child__code", "values"):
        told = (values.get(day) for day in days)
        yield (child, values.get(kind), *(date.fromisoformat(day) if day else None for day in told))


def _consultations() -> Iterable[tuple[Any, ...]]:
    """Those who were asked for their views before a review, with the day on which their form came back."""
    asked = Invitee.objects.filter(
        invited_on__isnull=False, removed_at__isnull=True, meeting__review__child__withdrawn_at__isnull=True
    )
    columns = ("meeting__review__child__code", "role", "invited_on", "consultation_form__sent_at")
    for child, role, invited_on, sent_at in _rows(asked, *columns):
        if respondent := respondent_for(role):
            yield (child, respondent, invited_on, sent_at and sent_at.astimezone(LONDON).date())


def _statements() -> Iterable[tuple[Any, ...]]:
    """Statements of children's views, under a number that no file gives."""
    rows = Statement.objects.filter(CURRENT, child__withdrawn_at__isnull=True)
    for number, *rest in _rows(rows, "pk", "child__code", "said_on", "source", "topic"):
        yield (f"#{number}", *rest)


def _observations() -> Iterable[tuple[Any, ...]]:
    """Reviews that were held and at which somebody observed the chair and has handed the observation in."""
    rows = _of_reviews_with(Audit.objects.filter(kind=OBSERVATION, submitted_at__isnull=False))
    latest = {(child, day): officer for child, day, officer in _rows(rows, *_REVIEW, "officer__code")}
    return ((*review, officer) for review, officer in latest.items())


def _allocations() -> QuerySet[Allocation]:
    """The allocations themselves; cover for an officer is none."""
    return Allocation.objects.filter(CURRENT, is_cover=False, child__withdrawn_at__isnull=True)


def _rows(records: QuerySet[Any], *columns: str) -> Iterable[tuple[Any, ...]]:
    return records.order_by("pk").values_list(*columns).iterator(chunk_size=10_000)


def _frame(name: str, rows: Iterable[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows as a frame; an empty text is not known."""
    frame = pl.DataFrame(list(rows), schema=TABLE_SCHEMAS[name], orient="row")
    return frame.with_columns(pl.col(pl.String).replace("", None))
