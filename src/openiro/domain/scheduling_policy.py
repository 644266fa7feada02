"""What a council has settled about when and where reviews are held."""

from dataclasses import dataclass

from openiro.domain.policy_reader import Table


@dataclass(frozen=True)
class SchedulingPolicy:
    """`weeks_to_book`: how many weeks before its last legal day a review should be booked."""

    weeks_to_book: int


def read_scheduling(table: Table) -> SchedulingPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    settings = SchedulingPolicy(
        weeks_to_book=table.whole("weeks_to_book", at_least=1),
    )
    table.finish()
    return settings
