"""The outbox from the side of whoever empties it: what waits, what is in hand, what was not sent.

A notice waits until it is claimed; the claim stands before anything leaves. Then it is sent, failed, or waits again
because it was certainly not taken. One that was claimed and heard of no more is in doubt: it may have gone, and is
never sent again by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from openiro.core.models import Notice

WAITING = {"sent_at": None, "failed_at": None, "held_at": None}
LONGEST_FAULT = 200
MINUTES_IN_HAND = 10
RETRIES = (timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))


@dataclass(frozen=True)
class OutgoingLine:
    """A notice as a list shows it: its kind, its days, who it is for, and why it has not gone."""

    number: int
    kind: str
    person_code: str
    is_outside: bool
    made_at: datetime
    tries: int
    fault: str
    is_in_doubt: bool


@dataclass(frozen=True)
class Outgoing:
    """One notice that waits, as the sender needs it."""

    number: int
    kind: str
    person_code: str
    address: str
    facts: dict[str, Any]


def next_at_once(*, at: datetime, kinds_at_once: Iterable[str], has_digest: bool) -> list[Outgoing]:
    """The oldest notice that is to go by itself now, alone in the list; empty where none waits."""
    alone = Q(digest=False) | Q(kind__in=list(kinds_at_once)) if has_digest else Q()
    return _outgoing(_due(at).filter(alone).order_by("pk")[:1])


def next_digest(*, at: datetime, made_before: datetime, kinds_at_once: Iterable[str]) -> list[Outgoing]:
    """What goes together to the next person whose notices of the day wait; empty where nobody's do."""
    rows = _due(at).filter(digest=True, made_at__lt=made_before).exclude(kind__in=list(kinds_at_once))
    first = rows.order_by("pk").first()
    if first is None:
        return []
    return _outgoing(rows.filter(person=first.person, address=first.address).order_by("kind", "pk"))


def _due(at: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(Q(not_before=None) | Q(not_before__lte=at), **WAITING)


def _outgoing(rows: QuerySet[Notice]) -> list[Outgoing]:
    return [Outgoing(row.pk, row.kind, row.person, row.address, row.facts) for row in rows]


def in_doubt(*, at: datetime) -> dict[str, list[int]]:
    """What was claimed long enough ago and heard of no more: the numbers under the reference of each letter."""
    found: dict[str, list[int]] = {}
    rows = Notice.objects.filter(_doubtful(at)).order_by("pk").values_list("provider_reference", "pk")
    for reference, number in rows:
        found.setdefault(reference, []).append(number)
    return found


def number_waiting() -> int:
    """How many notices wait to be sent."""
    return Notice.objects.filter(**WAITING).count()


def number_not_sent(*, at: datetime) -> int:
    """How many notices failed or are in doubt."""
    return Notice.objects.filter(_stuck(at)).count()


def notices_not_sent(*, at: datetime, start: int = 0, size: int = 50) -> list[OutgoingLine]:
    """Those that failed or are in doubt, newest first: `size` of them after the first `start`."""
    return [_line(row) for row in Notice.objects.filter(_stuck(at)).order_by("-pk")[start : start + size]]


def notice_not_sent(number: int, *, at: datetime) -> OutgoingLine | None:
    """The notice of that number, where it failed or is in doubt; else None."""
    row = Notice.objects.filter(_stuck(at), pk=number).first()
    return _line(row) if row else None


def _line(row: Notice) -> OutgoingLine:
    failed = row.failed_at is not None
    return OutgoingLine(
        row.pk, row.kind, row.person, bool(row.address), row.made_at, row.tries, row.fault, is_in_doubt=not failed
    )


def _doubtful(at: datetime) -> Q:
    return Q(held_at__lte=at - timedelta(minutes=MINUTES_IN_HAND), sent_at=None, failed_at=None)


def _stuck(at: datetime) -> Q:
    return _doubtful(at) | Q(failed_at__isnull=False)


def claim_notices(numbers: Iterable[int], *, reference: str, at: datetime) -> list[int]:
    """Take waiting notices in hand, so that nobody else sends them; answers those that were still there to take.

    Runs in a transaction of its own, which stands before anything is sent: refuses inside another.
    """
    wanted = list(numbers)
    with transaction.atomic(durable=True):
        waiting = Notice.objects.select_for_update().filter(pk__in=wanted, **WAITING).order_by("pk")
        taken = list(waiting.values_list("pk", flat=True))
        change = {"held_at": at, "tries": F("tries") + 1, "provider_reference": reference, "fault": ""}
        Notice.objects.filter(pk__in=taken).update(**change)
    return taken


def settle_sent(numbers: Iterable[int], *, at: datetime) -> None:
    """They were taken for certain. What stood in a notice to somebody outside, such as their link, is forgotten."""
    rows = Notice.objects.filter(pk__in=list(numbers), sent_at__isnull=True, failed_at__isnull=True)
    rows.filter(person="").update(facts={})
    rows.update(sent_at=at, fault="")


def settle_failed(numbers: Iterable[int], *, fault: str, at: datetime) -> None:
    """They were not taken, and will not be until somebody puts right what is wrong."""
    rows = Notice.objects.filter(pk__in=list(numbers), sent_at__isnull=True)
    rows.update(failed_at=at, held_at=None, fault=fault[:LONGEST_FAULT])


def settle_not_taken(numbers: Iterable[int], *, fault: str, at: datetime) -> None:
    """They were not taken for certain: they wait a while longer each time, and are given up after the last."""
    for row in Notice.objects.filter(pk__in=list(numbers), sent_at__isnull=True, failed_at__isnull=True):
        if row.tries > len(RETRIES):
            settle_failed([row.pk], fault=f"{fault} Tried {row.tries} times.", at=at)
        else:
            row.held_at, row.fault = None, fault[:LONGEST_FAULT]
            row.not_before = at + RETRIES[row.tries - 1]
            row.save(update_fields=["held_at", "fault", "not_before"])


def settle_never_left(numbers: Iterable[int]) -> None:
    """The carrier does not have them: they wait again as before."""
    rows = Notice.objects.filter(pk__in=list(numbers), sent_at__isnull=True, failed_at__isnull=True)
    rows.update(held_at=None)


def hold_waiting_notices(*, at: datetime) -> int:
    """Whatever waits is in doubt: after a backup was put back, it may have gone since. Answers how many."""
    return Notice.objects.filter(**WAITING).update(held_at=at - timedelta(minutes=MINUTES_IN_HAND))


def forget_private_links(*, made_before: datetime) -> int:
    """Empty what failed or is in doubt to somebody outside and was made before then; answers how many.

    The link in it has ended by now, and its key stands nowhere else. Such a notice is not sent once more.
    """
    stuck = Q(failed_at__isnull=False) | Q(held_at__isnull=False)
    rows = Notice.objects.filter(stuck, person="", sent_at=None, made_at__lt=made_before).exclude(facts={})
    return rows.update(facts={})


def release_notice(number: int, *, at: datetime) -> bool:
    """Let one that failed or is in doubt be sent once more; answers whether there was such a one."""
    fresh = {"failed_at": None, "held_at": None, "tries": 0, "not_before": None, "fault": "", "digest": False}
    rows = Notice.objects.filter(_stuck(at), pk=number).exclude(person="", facts={})
    return bool(rows.update(**fresh))
