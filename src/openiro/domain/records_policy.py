"""What a council has settled about the record of a review and the letter to the child."""

from dataclasses import dataclass

from openiro.domain.policy_reader import Table


@dataclass(frozen=True)
class RecordsPolicy:
    """`letter_reading_age`: the age in years at which the letter to the child should be readable."""

    letter_reading_age: int


def read_records(table: Table) -> RecordsPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    settings = RecordsPolicy(
        letter_reading_age=table.whole("letter_reading_age", at_least=5),
    )
    table.finish()
    return settings
