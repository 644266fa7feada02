"""Private links for people who do not sign in: made, opened, used, withdrawn."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.consultation import link_ends_at
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.meetings.models import GuestLink, Invitee
from openiro.meetings.queries.links import guest_link_row, hash_of_key
from openiro.people.models import User
from openiro.people.queries import day_of, may, policy_in_force

KEY_BYTES = 32
_NEEDED = {"form": Permission.INVITE}


class UnableToMakeLink(Refusal):
    """A private link cannot be made for this person or purpose."""


@transaction.atomic
def make_guest_link(*, invitee: Invitee, purpose: str, version: int | None = None, by: User, at: datetime) -> str:
    """Make a private link and answer its key, which is kept nowhere: it is shown or sent once.

    For one person and one purpose (a code of LINK_PURPOSE); an earlier link of the same stops working. It works for
    the days that policy gives. Needs `meetings.invite_people` of the child for a form, `reviews.distribute_record`
    for a letter or a draft to check. Raises `UnableToMakeLink` where the person is not, or must not be, invited.
    """
    on = day_of(at)
    child = invitee.meeting.child
    check_may_for(by, _NEEDED.get(purpose, Permission.DISTRIBUTE_RECORD), child, on=on)
    if purpose not in {code.code for code in CODE_SETS["LINK_PURPOSE"]}:
        raise UnableToMakeLink(f"{purpose!r} is not something that a private link is for. Choose one from the list.")
    if invitee.removed_at is not None or invitee.is_excluded:
        raise UnableToMakeLink("This person is not invited. Invite them first, or choose somebody else.")
    Invitee.objects.select_for_update().get(pk=invitee.pk)
    _live(invitee, purpose).update(withdrawn_at=at)
    key = secrets.token_urlsafe(KEY_BYTES)
    link = GuestLink.objects.create(
        meeting_id=invitee.meeting_id,
        invitee=invitee,
        purpose=purpose,
        version=version,
        key_hash=hash_of_key(key),
        made_at=at,
        made_by=by,
        expires_at=link_ends_at(at, policy_in_force(on=on).consultation.link_days),
    )
    _record(link, "meetings.link_made", by=by, at=at)
    return key


@transaction.atomic
def note_link_opened(*, key: str, purpose: str, by: User, at: datetime) -> None:
    """Keep when a private link was first opened; `by` is the service's own account. Raises `UnableToOpenLink`.

    It leaves no event: whatever scans a mailbox opens links too, so that this says nothing of the person.
    """
    link = guest_link_row(key, purpose, at)
    check_may_for(by, _NEEDED.get(purpose, Permission.DISTRIBUTE_RECORD), link.meeting.child, on=day_of(at))
    if link.opened_at is None:
        GuestLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=at)


@transaction.atomic
def use_guest_link(*, key: str, purpose: str, by: User, at: datetime) -> GuestLink:
    """Use a private link up: what it was for is done, in this transaction, and it opens nothing any more.

    `by` is the service's own account. Raises `UnableToOpenLink`, also for the second of two that come at once.
    """
    link = guest_link_row(key, purpose, at, holding=True)
    check_may_for(by, _NEEDED.get(purpose, Permission.DISTRIBUTE_RECORD), link.meeting.child, on=day_of(at))
    link.used_at = at
    link.save(update_fields=["used_at"])
    _record(link, "meetings.link_used", by=by, at=at)
    return link


@transaction.atomic
def withdraw_guest_links(*, invitee: Invitee, purpose: str = "", by: User, at: datetime) -> int:
    """The person's private links stop working, those of one purpose or all; answers how many did.

    Needs `meetings.invite_people` or `reviews.distribute_record` of the child, as making them does; whoever may
    record views may end a link to a form, which they type in themselves.
    """
    needed = Permission.INVITE if purpose in ("", "form") else Permission.DISTRIBUTE_RECORD
    if purpose == "form" and not may(by, needed, on=day_of(at)):
        needed = Permission.RECORD_VIEWS
    check_may_for(by, needed, invitee.meeting.child, on=day_of(at))
    links = list(_live(invitee, purpose))
    for link in links:
        link.withdrawn_at = at
        link.save(update_fields=["withdrawn_at"])
        _record(link, "meetings.link_withdrawn", by=by, at=at)
    return len(links)


def _live(invitee: Invitee, purpose: str) -> QuerySet[GuestLink]:
    links = GuestLink.objects.filter(invitee=invitee, used_at=None, withdrawn_at=None)
    return links.filter(purpose=purpose) if purpose else links


def _record(link: GuestLink, kind: str, *, by: User, at: datetime) -> None:
    facts = {"meeting": link.meeting_id, "invitee": link.invitee_id, "purpose": link.purpose, "link": link.pk}
    record_event(stream=child_stream(link.meeting.child_id), kind=kind, facts=facts, by=by, at=at)
