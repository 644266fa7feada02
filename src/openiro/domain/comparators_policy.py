"""With whom a council compares itself, beside England and its region."""

from collections.abc import Mapping
from dataclasses import dataclass

from openiro.domain.policy_reader import Table

CODE_LENGTH = 3


@dataclass(frozen=True)
class ComparatorsPolicy:
    """Authorities by their three-figure code of the Department for Education.

    `neighbours` take the place of the Department's model where there are any; `authorities` are shown one by one;
    `groups` are shown as one figure, the average of those in it.
    """

    neighbours: tuple[str, ...]
    authorities: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]


def read_comparators(table: Table) -> ComparatorsPolicy:
    """Read `[policy.comparators]`. Raises `UnableToReadPolicy` for what is no code of an authority."""
    groups = table.table("groups")
    policy = ComparatorsPolicy(
        neighbours=_codes(table, "neighbours"),
        authorities=_codes(table, "authorities"),
        groups={name: _codes(groups, name) for name in groups.names()},
    )
    table.finish()
    return policy


def _codes(table: Table, key: str) -> tuple[str, ...]:
    codes = table.texts(key)
    for code in codes:
        if not (code.isdecimal() and len(code) == CODE_LENGTH):
            raise table.refuse(key, f'{code!r} is not the code of an authority. Give three figures, as in "825".')
    return codes
