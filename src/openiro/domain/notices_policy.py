"""What a council has settled about notices by email."""

from dataclasses import dataclass

from openiro.domain.notices import NOTICE_KINDS
from openiro.domain.policy_reader import Table


@dataclass(frozen=True)
class NoticesPolicy:
    """`digest`: whether notices that can wait go out together, once a day.

    `hour`: the hour of the day (0 to 23, in London) up to which the email of a day gathers. `at_once`: kinds that go
    by themselves at once, although they could wait.
    """

    digest: bool
    hour: int
    at_once: tuple[str, ...]


def read_notices(table: Table) -> NoticesPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    settings = NoticesPolicy(
        digest=table.flag("digest"),
        hour=table.whole("hour"),
        at_once=table.texts("at_once"),
    )
    table.finish()
    if settings.hour > 23:
        raise table.refuse("hour", f"{settings.hour} is no hour of a day. Give a whole number from 0 to 23.")
    if unknown := [kind for kind in settings.at_once if kind not in NOTICE_KINDS]:
        raise table.refuse("at_once", f"{unknown[0]!r} is no kind of notice. Use one of: {', '.join(NOTICE_KINDS)}.")
    return settings
