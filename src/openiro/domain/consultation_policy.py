"""What a council has settled about asking people before a review."""

from dataclasses import dataclass

from openiro.domain.policy_reader import Table


@dataclass(frozen=True)
class ConsultationPolicy:
    """`link_days`: how many days a private link to a form works."""

    link_days: int


def read_consultation(table: Table) -> ConsultationPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    settings = ConsultationPolicy(
        link_days=table.whole("link_days", at_least=1),
    )
    table.finish()
    return settings
