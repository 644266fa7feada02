"""A question that is asked only after a certain answer to another one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, init=False)
class When:
    """`only_if=When("held", "no")`: asked when the field `held` has that answer, or one of several.

    The answers are compared as they are after cleaning, so a `YesNoField` is met by `True` or `False`.
    For check boxes it is enough that one of the ticked ones is among the answers.
    """

    field: str
    answers: tuple[Any, ...]

    def __init__(self, field: str, *answers: Any) -> None:
        object.__setattr__(self, "field", field)
        object.__setattr__(self, "answers", answers)

    def is_met(self, cleaned: Mapping[str, Any]) -> bool:
        """Whether the answers given so far call for the question. An answer that is wrong or absent does not."""
        answer = cleaned.get(self.field)
        given = answer if isinstance(answer, list | tuple | set) else [answer]
        return any(value in self.answers for value in given)
