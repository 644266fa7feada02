"""What a council has settled about the decisions of reviews."""

from dataclasses import dataclass

from openiro.domain.policy_reader import Table


@dataclass(frozen=True)
class DecisionsPolicy:
    """`stands_out_after`: for how many reviews a decision has been open when it stands out."""

    stands_out_after: int


def read_decisions(table: Table) -> DecisionsPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    settings = DecisionsPolicy(
        stands_out_after=table.whole("stands_out_after", at_least=1),
    )
    table.finish()
    return settings
