"""Long lists: which page of it, in which order. The address holds both, so that a list can be sent to a colleague."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.http import QueryDict

AROUND, ENDLESS = 1, 10**9
ONLY = "page"
Row = TypeVar("Row")
Page = TypeVar("Page", bound="Found")


@dataclass(frozen=True)
class PageLink:
    """A page's number and address; neither for the dots where numbers are left out."""

    number: int | None = None
    href: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Pager:
    """One page of a list of `total` rows. Pages count from 1; `size` rows a page.

    Where a page has several lists, `key` says whose pages these are: in the address, and as its place on the page.
    """

    query: QueryDict
    total: int
    size: int = 50
    key: str = ONLY

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def number(self) -> int:
        """The page that is asked for, brought inside the pages that there are."""
        asked = self.query.get(self.key, "")
        return min(max(int(asked), 1), self.last) if asked.isdecimal() and len(asked) < 10 else 1

    @property
    def start(self) -> int:
        """Rows before this page: `rows[pager.start : pager.stop]`."""
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        return min(self.start + self.size, self.total)

    def cut(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of this page."""
        return rows[self.start : self.stop]

    @property
    def place(self) -> str:
        """Where the list stands on a page that has several; empty where it is the only one."""
        return "" if self.key == ONLY else self.key

    @property
    def previous(self) -> str:
        return self._href(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        return self._href(self.number + 1) if self.number < self.last else ""

    @property
    def links(self) -> list[PageLink]:
        """The first, the last and those around this one: at most seven, however long the list."""
        wanted = {1, self.last, *range(self.number - AROUND, self.number + AROUND + 1)}
        links, before = [], 0
        for number in sorted(wanted & set(range(1, self.last + 1))):
            if number > before + 1:
                links.append(PageLink())
            links.append(PageLink(number, self._href(number), number == self.number))
            before = number
        return links

    def _href(self, number: int) -> str:
        found = with_query(self.query, **{self.key: str(number) if number > 1 else ""})
        return f"{found}#{self.place}" if self.place else found


class Found(Protocol):
    """A page that was read: how many rows there are in all stands with it."""

    @property
    def total(self) -> int: ...


def page_of(query: QueryDict, read: Callable[[int], Page], *, size: int) -> tuple[Page, Pager]:
    """The page of a list that is asked for, and its pager. `read` is given how many rows stand before the page.

    Where there is no such page any more, the last one: read once more.
    """
    asked = Pager(query, ENDLESS, size)
    found = read(asked.start)
    pager = Pager(query, found.total, size)
    return (found if pager.number == asked.number else read(pager.start)), pager


@dataclass(frozen=True)
class Sorting:
    """The order that is asked for: `?sort=due` or, from the end, `?sort=-due`; `default` when it is neither."""

    query: QueryDict
    keys: tuple[str, ...]
    default: str

    @property
    def asked(self) -> str:
        given = self.query.get("sort", "")
        return given if given.removeprefix("-") in self.keys else self.default

    @property
    def key(self) -> str:
        return self.asked.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.asked.startswith("-")

    def href(self, key: str) -> str:
        """The address of the list in order of `key`; the other way round when it is in that order now."""
        turned = f"-{key}" if key == self.key and not self.descending else key
        return with_query(self.query, sort=turned, page="")

    def aria(self, key: str) -> str:
        """'ascending', 'descending' or 'none', for `aria-sort`."""
        if key != self.key:
            return "none"
        return "descending" if self.descending else "ascending"


def with_query(query: QueryDict, **changes: str) -> str:
    """The query text with some values changed; an empty one is taken out. '?' when nothing is left."""
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value:
            changed[name] = value
    return f"?{changed.urlencode()}"
