"""The views of measures that a person keeps."""

from dataclasses import dataclass

from openiro.benchmarks.models import SavedView
from openiro.people.models import User


@dataclass(frozen=True)
class ViewLine:
    """One view: its number, name, measure, and the end of its address."""

    number: int
    name: str
    measure: str
    query: str


def views_of(user: User) -> list[ViewLine]:
    """The views that `user` keeps, by name."""
    rows = SavedView.objects.filter(person=user).order_by("name")
    return [ViewLine(row.pk, row.name, row.measure, row.query) for row in rows]


def view_of(user: User, number: int) -> ViewLine | None:
    """One of the views that `user` keeps; None where it is none of theirs."""
    return next((each for each in views_of(user) if each.number == number), None)
