"""Reads values out of a policy's tables, and says by name which one is wrong and what it should be."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from openiro.domain.refusal import Refusal

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


class UnableToReadPolicy(Refusal):
    """A policy lacks a key, has one that is not known, or a value that cannot be."""


@dataclass
class Table:
    """One table of a policy, with its name, and the keys that have been asked for."""

    values: Mapping[str, Any]
    name: str = ""
    asked: set[str] = field(default_factory=set)

    def text(self, key: str) -> str:
        """The text under `key`; blank where the policy leaves it so."""
        return self._of(key, str, "text in quotation marks")

    def whole(self, key: str, *, at_least: int = 0) -> int:
        """The whole number under `key`, `at_least` or more."""
        number = self._of(key, int, "a whole number")
        return self._checked(key, number, number >= at_least, f"a whole number from {at_least}")

    def flag(self, key: str) -> bool:
        """The yes or no under `key`."""
        return self._of(key, bool, "true or false")

    def day(self, key: str) -> date:
        """The day under `key`."""
        wanted = "a day, as in 2026-04-01"
        day = self._of(key, date, wanted)
        return self._checked(key, day, type(day) is date, wanted)

    def choice(self, key: str, kind: type[E]) -> E:
        """The value of `kind` under `key`."""
        words = [str(each.value) for each in kind]
        return self._converted(key, kind, f"one of {', '.join(words)}")

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under `key`."""
        values = self._of(key, list, "a list of texts")
        return tuple(self._checked(key, each, isinstance(each, str), "a list of texts") for each in values)

    def table(self, key: str) -> "Table":
        """The table under `key`."""
        return Table(self._of(key, dict, "a table"), self._path(key))

    def tables(self, key: str) -> "tuple[Table, ...]":
        """The list of tables under `key`."""
        values = self._of(key, list, "a list of tables")
        rows = [self._checked(key, each, isinstance(each, dict), "a list of tables") for each in values]
        return tuple(Table(row, f"{self._path(key)}[{place}]") for place, row in enumerate(rows, 1))

    def names(self) -> Iterable[str]:
        """Every key of the table, each of which its reader knows."""
        self.asked.update(self.values)
        return self.values

    def number(self, key: str) -> float:
        """The number under `key`, whole or not."""
        value = self.values.get(key)
        self.asked.add(key)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(self._checked(key, value, is_number, "a number") or 0)

    def finish(self) -> None:
        """Raises `UnableToReadPolicy` where the table holds a key that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                raise UnableToReadPolicy(f"{self._path(key)} is not a setting. Use one of: {known}.")

    def refuse(self, key: str, problem: str) -> UnableToReadPolicy:
        """The refusal of what stands under `key`, to be raised."""
        return UnableToReadPolicy(f"{self._path(key)}: {problem}")

    def _of(self, key: str, kind: type[T], wanted: str) -> T:
        self.asked.add(key)
        if key not in self.values:
            raise self.refuse(key, f"is missing. Give {wanted}.")
        value = self.values[key]
        fits = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        checked: T = self._checked(key, value, fits, wanted)
        return checked

    def _converted(self, key: str, convert: Callable[[str], T], wanted: str) -> T:
        value = self._of(key, str, wanted)
        try:
            return convert(value)
        except ValueError:
            raise self.refuse(key, f"{value!r} cannot be read. Give {wanted}.") from None

    def _checked(self, key: str, value: T, fits: bool, wanted: str) -> T:
        if not fits:
            raise self.refuse(key, f"{value!r} cannot be read. Give {wanted}.")
        return value

    def _path(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key
