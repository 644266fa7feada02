"""Writes the reviews file of the SSDA903 return from reviews on record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from openiro.formats.layouts import LAYOUT_OF

HEADINGS = tuple(column.name for column in LAYOUT_OF["reviews"].columns)


@dataclass(frozen=True)
class ReviewHeld:
    """A review on record: the child's identifier and date of birth, the day, and the code of participation."""

    child: str
    born_on: date
    held_on: date
    code: str


def review_rows(reviews: Iterable[ReviewHeld]) -> Iterator[tuple[str, ...]]:
    """The headings of reviews.csv, then a row for each review, days as dd/mm/yyyy. Source: guide to the SSDA903."""
    yield HEADINGS
    for each in reviews:
        yield (each.child, f"{each.born_on:%d/%m/%Y}", f"{each.held_on:%d/%m/%Y}", each.code)
