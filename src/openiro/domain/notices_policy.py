"""What a council has settled about notices by email."""

from dataclasses import dataclass

from openiro.domain.policy_reader import Table


@dataclass(frozen=True)
class NoticesPolicy:
    """`digest`: whether notices that can wait go out together, once a day."""

    digest: bool


def read_notices(table: Table) -> NoticesPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    settings = NoticesPolicy(
        digest=table.flag("digest"),
    )
    table.finish()
    return settings
