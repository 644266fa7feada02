"""Contacts of the IRO about a child: visits offered, accepted, declined and done; calls and messages."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import Child
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import codes_ever
from openiro.domain.oversight import UnableToOversee, check_told_there
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.reviews.models import OfficerContact

DONE, DECLINED = "done", "declined"
CHILD = "child"
LISTS = {"kind": "CONTACT_KIND", "with_whom": "CONTACT_WITH", "standing": "CONTACT_STANDING"}
ASKED = {
    "kind": "Choose what kind of contact it was.",
    "with_whom": "Choose whom it was with.",
    "standing": "Choose whether it was offered, accepted, declined or done.",
}


@dataclass(frozen=True)
class ContactFacts:
    """One contact: codes of CONTACT_KIND, CONTACT_WITH and CONTACT_STANDING, the day, and what is to be kept of it.

    `alone`: whether the child was seen alone, of contacts with the child. `minutes` with travel.
    """

    kind: str
    with_whom: str
    standing: str
    on: date
    alone: bool | None = None
    minutes: int | None = None
    words: str = ""


@transaction.atomic
def record_contact(*, child: Child, contact: ContactFacts, by: User, at: datetime) -> OfficerContact:
    """Record a contact of the IRO about the child. Needs `reviews.oversee_between_reviews` of the child.

    Raises `UnableToOversee` for a code that is not on its list, for a contact done or declined on a day ahead, and for
    a meeting about exploitation to which the young person was not asked, without the reason.
    """
    on = day_of(at)
    check_may_for(by, Permission.OVERSEE, child, on=on)
    _check(contact, on)
    row = OfficerContact.objects.create(
        child=child, officer=by, recorded_at=at, recorded_by=by, **_values(contact, contact.words)
    )
    _record(row, "reviews.contact_recorded", by, at)
    return row


@transaction.atomic
def settle_contact(*, row: OfficerContact, contact: ContactFacts, by: User, at: datetime) -> None:
    """Say what became of a contact that was offered: accepted, declined, or done on a day. Needs the same.

    Raises `UnableToOversee` as recording does, and where it is settled already.
    """
    on = day_of(at)
    check_may_for(by, Permission.OVERSEE, row.child, on=on)
    row = OfficerContact.objects.select_for_update(of=("self",)).select_related("child").get(pk=row.pk)
    if row.standing in (DONE, DECLINED):
        raise UnableToOversee("Somebody has said already what became of it. Record a new contact.")
    _check(contact, on)
    for name, value in _values(contact, "\n".join(filter(None, [row.words, contact.words.strip()]))).items():
        setattr(row, name, value)
    row.recorded_at, row.recorded_by, row.officer = at, by, by
    row.save()
    _record(row, "reviews.contact_settled", by, at)


def _check(contact: ContactFacts, on: date) -> None:
    for name, field in LISTS.items():
        if getattr(contact, name) not in codes_ever(field):
            raise UnableToOversee(ASKED[name])
    check_told_there(contact.kind, contact.with_whom, contact.words)
    if contact.standing in (DONE, DECLINED) and contact.on > on:
        raise UnableToOversee("That day lies ahead. Choose 'Offered' or 'Offered and accepted' for what is to come.")


def _values(contact: ContactFacts, words: str) -> dict[str, object]:
    """What is kept; whether the child was seen alone only where the child was seen."""
    is_seen = contact.with_whom == CHILD and contact.standing == DONE
    return {
        "kind": contact.kind,
        "with_whom": contact.with_whom,
        "standing": contact.standing,
        "on": contact.on,
        "alone": contact.alone if is_seen else None,
        "minutes": contact.minutes,
        "words": words.strip(),
    }


def _record(row: OfficerContact, kind: str, by: User, at: datetime) -> None:
    facts = {"contact": row.pk, "contact_kind": row.kind, "with_whom": row.with_whom, "on": row.on}
    facts |= {"standing": row.standing, "alone": row.alone, "minutes": row.minutes}
    record_event(stream=child_stream(row.child_id), kind=kind, facts=facts, by=by, at=at)
