"""What a measure is: a definition in words, and the marks of a frame of facts that it sums."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openiro.domain.shares import Number
from openiro.measures.period import Period

if TYPE_CHECKING:
    from openiro.measures.facts import Facts


@dataclass(frozen=True)
class Key:
    """One breakdown key: its `name` in the answer, the `column` that holds it, and every category of its list.

    `of_facts` names a property of `Facts` that lists the categories which the council itself has settled.
    """

    name: str
    column: str
    categories: Callable[[Period], tuple[str, ...]]
    of_facts: str | None = None

    def listed(self, facts: "Facts") -> tuple[str, ...]:
        """Every category of the list, in order."""
        own: tuple[str, ...] = getattr(facts, self.of_facts) if self.of_facts else ()
        return (*self.categories(facts.period), *own)


@dataclass(frozen=True)
class Part:
    """One figure of a measure that is worked out rather than summed."""

    breakdown: dict[str, str]
    numerator: Number
    denominator: Number | None
    value: Number | None
    unknown: int = 0


@dataclass(frozen=True)
class Measure:
    """One definition, the same for the page, the report, the command line and every engine.

    `facts` is the frame (a property of `Facts`); `numerator`, `denominator` and `unknown` are columns of 1 and 0 in
    it. Without a denominator it is a count. `whole` says that each category is held against the denominator of all.
    `needs` are tables that the source must supply, `needs_column` a (table, column) that must hold something. `parts`
    works out figures that are no plain sums. `times`: 100 for a percentage. `shows` are facts that the rows behind it
    show under another name than that of their column. `kept_as`, a (table, column, value): which rows of a table tell
    since when what it counts is kept, where the table holds other things too.
    """

    id: str
    title: str
    unit: str
    definition: str
    source: str
    facts: str
    numerator: str
    denominator: str | None = None
    unknown: str | None = None
    keys: tuple[Key, ...] = ()
    whole: bool = False
    times: Number = 100
    needs: frozenset[str] = frozenset()
    needs_column: tuple[str, str] | None = None
    parts: Callable[["Facts"], Iterable[Part]] | None = None
    shows: Mapping[str, str] = field(default_factory=dict)
    kept_as: tuple[str, str, str] | None = None

    @property
    def marks(self) -> tuple[str, ...]:
        """The columns that it sums."""
        return tuple(name for name in (self.numerator, self.denominator, self.unknown) if name is not None)
