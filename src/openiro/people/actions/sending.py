"""Emptying the outbox: one email at a time, claimed before it leaves, settled by what the carrier answered."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db import transaction

from openiro.core import outbox
from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.core.outbox import Outgoing
from openiro.core.transport import InDoubt, Letter, NotTaken, Refused, Transport
from openiro.domain.notices import lines_of, subject_of
from openiro.domain.permissions import Permission
from openiro.domain.policy import Policy
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, policy_in_force

NOBODY = "There is no such person any more. Send it to somebody else by hand."
LEFT = "They have left the service. Tell whoever took over."
NO_EMAIL = "They have no email address. Add one to their account, then send it again."


class Sent(StrEnum):
    """What became of one email."""

    SENT = "sent"
    FAILED = "failed"
    NOT_TAKEN = "not taken"
    IN_DOUBT = "in doubt"
    TAKEN_BY_ANOTHER = "in another's hands"


def send_next_notice(*, transport: Transport, digest_before: datetime, by: User, at: datetime) -> Sent | None:
    """Send the next email that is due: a notice by itself, else what waits together for one person.

    Of what can wait, only what was made before `digest_before` goes. None where nothing is due. It is claimed in a
    transaction of its own first: a process that dies in between leaves it in doubt, and nothing goes twice.
    """
    policy = policy_in_force(on=day_of(at))
    notices = outbox.next_at_once(at=at, kinds_at_once=policy.notices.at_once, has_digest=policy.notices.digest)
    if not notices and policy.notices.digest:
        notices = outbox.next_digest(at=at, made_before=digest_before, kinds_at_once=policy.notices.at_once)
    if not notices:
        return None
    reference = secrets.token_hex(16)
    numbers = outbox.claim_notices([notice.number for notice in notices], reference=reference, at=at)
    notices = [notice for notice in notices if notice.number in numbers]
    if not notices:
        return Sent.TAKEN_BY_ANOTHER
    to, fault = _address_of(notices[0])
    if fault:
        outbox.settle_failed(numbers, fault=fault, at=at)
        return Sent.FAILED
    return _sent(transport, _letter(notices, to, reference, policy), numbers, at)


def _sent(transport: Transport, letter: Letter, numbers: list[int], at: datetime) -> Sent:
    try:
        transport.send(letter)
    except NotTaken as fault:
        outbox.settle_not_taken(numbers, fault=str(fault), at=at)
        return Sent.NOT_TAKEN
    except Refused as fault:
        outbox.settle_failed(numbers, fault=str(fault), at=at)
        return Sent.FAILED
    except InDoubt:
        return Sent.IN_DOUBT
    outbox.settle_sent(numbers, at=at)
    return Sent.SENT


def settle_doubts(*, transport: Transport, by: User, at: datetime) -> int:
    """Ask the carrier for what is in doubt, where it can say; answers how many letters are settled."""
    settled = 0
    for reference, numbers in outbox.in_doubt(at=at).items():
        taken = transport.was_taken(reference) if reference else None
        if taken:
            outbox.settle_sent(numbers, at=at)
        elif taken is False:
            outbox.settle_never_left(numbers)
        settled += taken is not None
    return settled


@transaction.atomic
def send_notice_again(*, number: int, by: User, at: datetime) -> bool:
    """Let a notice that was not sent, or may not have been, go once more; answers whether there was such a one.

    Needs `core.send_notices`; raises `UnableToPermit`.
    """
    check_may(by, Permission.SEND_NOTICES, on=day_of(at))
    if not outbox.release_notice(number, at=at):
        return False
    record_event(stream=SERVICE_STREAM, kind="core.notice_sent_again", facts={"notice": number}, by=by, at=at)
    return True


def _address_of(notice: Outgoing) -> tuple[str, str]:
    """Where it goes, or the fault that keeps it here."""
    if notice.address:
        return notice.address, ""
    person = User.objects.filter(code=notice.person_code, is_service=False).first()
    if person is None:
        return "", NOBODY
    if not person.is_active:
        return "", LEFT
    return (person.email, "") if person.email else ("", NO_EMAIL)


def _letter(notices: Sequence[Outgoing], to: str, reference: str, policy: Policy) -> Letter:
    """The email: one notice by itself, or several under the headings of their kinds."""
    first = notices[0]
    if len(notices) == 1:
        subject, body = subject_of(first.kind, first.facts), _lines(first)
    else:
        subject = f"{len(notices)} matters wait for you in the {policy.words.service}"
        body = []
        for place, notice in enumerate(notices):
            if not place or notice.kind != notices[place - 1].kind:
                body += ["", subject_of(notice.kind, notice.facts)]
            body += ["", *_lines(notice)]
    end = f"The {policy.words.service} of {policy.council}."
    if first.address:
        end += " If this email is not for you, please delete it."
    else:
        end += " This email says nothing about any child: sign in to read more."
    return Letter(to, subject, "\n".join([*body, "", end]).strip() + "\n", reference)


def _lines(notice: Outgoing) -> list[str]:
    return lines_of(notice.kind, notice.facts, base_url=settings.OPENIRO_URL)
