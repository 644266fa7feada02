"""The outbox: a notice is kept in the transaction of what it tells of, and sent by a separate step."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.urls import Resolver404, resolve

from openiro.core.models import Notice
from openiro.domain.notices import check_facts, notice_kind

_committed: ContextVar[list[bool] | None] = ContextVar("committed", default=None)


@contextmanager
def noting_queued_notices() -> Iterator[list[bool]]:
    """While it lasts, the list gains an entry whenever a notice is queued and its transaction stands."""
    noted: list[bool] = []
    token = _committed.set(noted)
    try:
        yield noted
    finally:
        _committed.reset(token)


def _tell_who_listens() -> None:
    noted = _committed.get()
    if noted is not None:
        noted.append(True)


def queue_notice(
    *,
    key: str,
    kind: str,
    person_code: str = "",
    address: str = "",
    facts: Mapping[str, Any],
    digest: bool = False,
    not_before: datetime | None = None,
    at: datetime,
) -> bool:
    """Put a notice into the outbox, once for each `key`; answers whether it is new.

    It goes to a person of the service or to the address of somebody outside. `facts` are numbers, days and the path
    of a page; `digest` lets it wait for the email of the day, where its kind can. Refuses outside the transaction of
    what it tells of, so that neither lands without the other. Raises `ValueError` for an unknown kind, for words
    among the facts, and for a notice to nobody.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A notice is kept in the same transaction as what it tells of.")
    if bool(person_code) == bool(address):
        raise ValueError("A notice goes to a person of the service or to an address, and to one of them.")
    transaction.on_commit(_tell_who_listens)
    _, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": notice_kind(kind).id,
            "person": person_code,
            "address": address,
            "facts": _checked(facts),
            "digest": digest and notice_kind(kind).can_wait,
            "made_at": at,
            "not_before": not_before,
        },
    )
    return is_new


def _checked(facts: Mapping[str, Any]) -> dict[str, Any]:
    checked = check_facts(facts)
    if "path" in checked:
        try:
            resolve(checked["path"].partition("?")[0].partition("#")[0])
        except Resolver404:
            raise ValueError("A notice's 'path' is the path of a page of this service.") from None
    return checked
