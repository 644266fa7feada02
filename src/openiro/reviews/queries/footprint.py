"""What the IRO did for a child, as the records keep it: reviews held, checks, contacts, what followed changes."""

from dataclasses import dataclass
from datetime import date

from openiro.allocation.queries import check_may_for
from openiro.children.models import CURRENT, Child
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, may_see_free_text
from openiro.reviews.models import ChangeNotified, OfficerContact, OversightCheck, Review

REVIEW, CHECK, CONTACT, CHANGE = "review", "check", "contact", "change"


@dataclass(frozen=True)
class FootLine:
    """One thing that was done. `kind`: REVIEW, CHECK, CONTACT or CHANGE; `codes` say what, as its kind has them.

    Review: the participation code. Check: kind and outcome. Contact: kind, with whom, standing. Change: event and
    disposition. `words` are empty for who reads no free text.
    """

    on: date
    kind: str
    codes: tuple[str, ...]
    who: str
    words: str = ""


@dataclass(frozen=True)
class CheckLine:
    """A look at the child's plan between two reviews."""

    kind: str
    due_on: date | None
    done_on: date
    outcome: str
    words: str
    done_by: str


def checks_made(user: User, child: Child, *, on: date) -> list[CheckLine]:
    """The looks at the child's plan between reviews, latest first; of a child whom `user` has opened.

    One query. Raises `UnableToPermit` without `reviews.view_oversight`.
    """
    check_may(user, Permission.VIEW_OVERSIGHT, on=on)
    words = may_see_free_text(user, on=on)
    rows = OversightCheck.objects.filter(child=child).select_related("done_by").order_by("-done_on", "-pk")
    return [
        CheckLine(row.kind, row.due_on, row.done_on, row.outcome, row.words if words else "", row.done_by.name)
        for row in rows
    ]


def footprint(user: User, child: Child, *, on: date) -> list[FootLine]:
    """Everything of these kinds that was done for the child until `on`, latest first; four queries.

    Raises `UnableToPermit` and `UnableToSeeChild` without `reviews.view_oversight` of the child.
    """
    check_may_for(user, Permission.VIEW_OVERSIGHT, child, on=on)
    lines = [*_reviews(child), *_checks(child), *_contacts(child), *_changes(child)]
    words = may_see_free_text(user, on=on)
    shown = [line if words else FootLine(line.on, line.kind, line.codes, line.who) for line in lines if line.on <= on]
    return sorted(shown, key=lambda line: line.on, reverse=True)


def _reviews(child: Child) -> list[FootLine]:
    rows = Review.objects.filter(CURRENT, child=child, held_on__isnull=False).select_related("chaired_by")
    return [
        FootLine(row.held_on, REVIEW, (row.participation_code,), row.chaired_by.name if row.chaired_by else "")
        for row in rows
        if row.held_on
    ]


def _checks(child: Child) -> list[FootLine]:
    rows = OversightCheck.objects.filter(child=child).select_related("done_by")
    return [FootLine(row.done_on, CHECK, (row.kind, row.outcome), row.done_by.name, row.words) for row in rows]


def _contacts(child: Child) -> list[FootLine]:
    rows = OfficerContact.objects.filter(child=child).select_related("officer")
    return [
        FootLine(row.on, CONTACT, (row.kind, row.with_whom, row.standing), row.officer.name, row.words) for row in rows
    ]


def _changes(child: Child) -> list[FootLine]:
    rows = ChangeNotified.objects.filter(child=child, disposed_at__isnull=False).select_related("disposed_by")
    return [
        FootLine(
            day_of(row.disposed_at),
            CHANGE,
            (row.event, row.disposition),
            row.disposed_by.name,
            row.disposition_words,
        )
        for row in rows
        if row.disposed_at and row.disposed_by
    ]
