"""What a council has settled about the decisions of reviews."""

from dataclasses import dataclass

from openiro.domain.policy_reader import Table
from openiro.domain.roles import ROLES


@dataclass(frozen=True)
class DecisionsPolicy:
    """`stands_out_after`: for how many reviews a decision has been open when it stands out.

    `remind_after`: working days after which the manager who has not answered is reminded; 0: never.
    `owner_reminded_before`: working days before its due date on which the owner is reminded. `answered_by`: the role
    that answers. `settle_within`: working days for settling an objection, or a concern, before it becomes formal.
    `longest_text`: words beyond which a decision is called long. `resources_need_answer`:
    a decision that needs money or a service is final only once a manager has considered it: silence does not agree it.
    `vague`: phrases that say neither what nor by when.
    """

    stands_out_after: int
    remind_after: int
    owner_reminded_before: int
    answered_by: str
    settle_within: int
    longest_text: int
    resources_need_answer: bool
    vague: tuple[str, ...]


def read_decisions(table: Table) -> DecisionsPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    settings = DecisionsPolicy(
        stands_out_after=table.whole("stands_out_after", at_least=1),
        remind_after=table.whole("remind_after"),
        owner_reminded_before=table.whole("owner_reminded_before"),
        answered_by=_role(table, "answered_by"),
        settle_within=table.whole("settle_within", at_least=1),
        longest_text=table.whole("longest_text", at_least=1),
        resources_need_answer=table.flag("resources_need_answer"),
        vague=tuple(phrase.casefold() for phrase in table.texts("vague")),
    )
    table.finish()
    return settings


def _role(table: Table, key: str) -> str:
    code = table.text(key)
    if code not in ROLES:
        raise table.refuse(key, f"{code!r} is not a role. Use one of: {', '.join(ROLES)}.")
    return code
