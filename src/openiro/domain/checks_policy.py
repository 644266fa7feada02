"""What a review checks in the council, and by which rule each thing is up to date."""

from dataclasses import dataclass

from openiro.domain.policy_reader import Table


@dataclass(frozen=True)
class ChecksPolicy:
    """`tell_from_age`: the age in years from which a child is told of entitlements."""

    tell_from_age: int


def read_checks(table: Table) -> ChecksPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    settings = ChecksPolicy(
        tell_from_age=table.whole("tell_from_age"),
    )
    table.finish()
    return settings
