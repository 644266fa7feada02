"""Informal concerns: raised, talked about in a thread, closed with what changed, or made a formal dispute."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import check_may_for
from openiro.children.models import Child
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.core.queries import working_calendar
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.escalations.actions.raising import SERVICES, THEMES, Challenge, open_dispute
from openiro.escalations.models import Concern, ConcernMessage, Dispute
from openiro.people.models import User
from openiro.people.queries import day_of, policy_in_force, user_by_code
from openiro.reviews.models import Review
from openiro.reviews.queries import people_around, teams_of

CHANGED = "resolved"


class UnableToChangeConcern(Refusal):
    """A concern cannot be raised, answered or closed as asked."""


@transaction.atomic
def raise_concern(
    *,
    child: Child,
    theme: str,
    text: str,
    person_code: str = "",
    agency: str = "",
    review: Review | None = None,
    service: str = "looked_after",
    by: User,
    at: datetime,
) -> Concern:
    """Raise a concern informally with a worker or manager around the child, or with another agency (rule 5.20).

    Needs `escalations.raise_dispute` of the child. Raises `UnableToChangeConcern` without a known theme, words, or
    somebody to whom it is put.
    """
    on = day_of(at)
    check_may_for(by, Permission.RAISE_DISPUTE, child, on=on)
    if theme not in THEMES or service not in SERVICES:
        raise UnableToChangeConcern("Choose from the list what the concern is about.")
    concern = Concern.objects.create(
        child=child,
        review=review,
        service=service,
        theme=theme,
        team_id=teams_of([child.pk], on=on).get(child.pk),
        person=None if agency.strip() else _addressee(child, person_code, by, at),
        agency=agency.strip(),
        working_days=policy_in_force(on=on).challenge.concern_answered_within,
        raised_at=at,
        raised_by=by,
    )
    _say(concern, text, by, at)
    _record(concern, "escalations.concern_raised", {"theme": theme}, by, at)
    _tell(concern, "concern_raised", [concern.person], at)
    return concern


@transaction.atomic
def write_in_concern(*, concern: Concern, text: str, by: User, at: datetime) -> None:
    """A message in the thread; the first by anybody but whoever raised it is the answer. The other side is told.

    For whoever sees the concern. What an agency said is written by an officer. Raises `UnableToChangeConcern` without
    words or where the concern is closed.
    """
    check_may_for(by, Permission.VIEW_DISPUTES, concern.child, on=day_of(at))
    _hold(concern)
    _say(concern, text, by, at)
    if concern.answered_at is None and (by.pk != concern.raised_by_id or concern.person is None):
        concern.answered_at = at
        concern.save(update_fields=["answered_at"])
        _record(concern, "escalations.concern_answered", {}, by, at)
    both: tuple[User | None, ...] = (concern.person, concern.raised_by)
    others = {person.code: person for person in both if person is not None and person != by}
    _tell(concern, "concern_answered", [others[code] for code in sorted(others)], at)


@transaction.atomic
def close_concern(*, concern: Concern, outcome: str, changed_for_child: str, by: User, at: datetime) -> None:
    """Close a concern as resolved, with what changed for the child, or as withdrawn.

    Needs `escalations.raise_dispute` of the child: whoever answers does not close. Raises `UnableToChangeConcern`.
    """
    check_may_for(by, Permission.RAISE_DISPUTE, concern.child, on=day_of(at))
    _hold(concern)
    if outcome not in (CHANGED, "withdrawn"):
        raise UnableToChangeConcern("Choose how the concern ended from the list.")
    if outcome == CHANGED and not changed_for_child.strip():
        raise UnableToChangeConcern("Say what changed for the child: that is what the concern was for.")
    _close(concern, outcome, changed_for_child.strip(), None, by, at)


@transaction.atomic
def make_formal(
    *, concern: Concern, further_themes: Sequence[str] = (), wanted: str = "", by: User, at: datetime
) -> Dispute:
    """The concern becomes a formal dispute of its theme, in the words with which it was raised.

    Needs `escalations.raise_dispute` of the child. Raises as `raise_dispute`.
    """
    check_may_for(by, Permission.RAISE_DISPUTE, concern.child, on=day_of(at))
    challenge = Challenge(
        children=[concern.child],
        theme=concern.theme,
        further_themes=further_themes,
        summary=concern.messages.order_by("pk")[0].text,
        wanted=wanted,
        review=concern.review,
        formal=True,
        service=concern.service,
    )
    _hold(concern)
    dispute = open_dispute(challenge=challenge, answered_by="", by=by, at=at)
    _close(concern, "formal", "", dispute, by, at)
    return dispute


def _addressee(child: Child, code: str, by: User, at: datetime) -> User:
    """Somebody around the child; an officer puts a concern to nobody else."""
    on = day_of(at)
    around = people_around(child, policy_in_force(on=on).decisions.answered_by, on=on)
    if code == by.code or code not in {person.code for person in around.people}:
        raise UnableToChangeConcern("Choose from the list to whom you put it: a worker or a manager of the child.")
    return user_by_code(code)


def _hold(concern: Concern) -> None:
    kept = Concern.objects.select_for_update().get(pk=concern.pk)
    if kept.closed_on is not None:
        raise UnableToChangeConcern("This concern is closed: what was said stands. Raise a new one.")
    concern.answered_at = kept.answered_at


def _say(concern: Concern, text: str, by: User, at: datetime) -> None:
    if not text.strip():
        raise UnableToChangeConcern("Write your message.")
    ConcernMessage.objects.create(concern=concern, text=text.strip(), sent_at=at, sent_by=by)


def _close(concern: Concern, outcome: str, changed: str, dispute: Dispute | None, by: User, at: datetime) -> None:
    concern.closed_on, concern.closed_by = day_of(at), by
    concern.outcome, concern.changed_for_child, concern.dispute = outcome, changed, dispute
    concern.save(update_fields=["closed_on", "closed_by", "outcome", "changed_for_child", "dispute"])
    _record(concern, "escalations.concern_closed", {"concern_outcome": outcome}, by, at)


def _record(concern: Concern, kind: str, facts: dict[str, object], by: User, at: datetime) -> None:
    told = {"concern": concern.pk, **facts}
    record_event(stream=child_stream(concern.child_id), kind=kind, facts=told, by=by, at=at)


def _tell(concern: Concern, kind: str, people: Sequence[User | None], at: datetime) -> None:
    due_on = working_calendar().days_after(day_of(concern.raised_at), concern.working_days)
    path = reverse("challenge:concern", args=[concern.child.reference, concern.pk])
    last = concern.messages.order_by("-pk")[0].pk
    for person in filter(None, people):
        queue_notice(
            key=f"{kind}:{concern.pk}:{last}:{person.code}",
            kind=kind,
            person_code=person.code,
            facts={"due_on": due_on, "path": path},
            at=at,
        )
