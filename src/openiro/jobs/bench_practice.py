"""What the reviews of the invented county hold beyond the returns: workers, bookings, people, papers, decisions.

As many as a busy service has at any time: two open decisions a child, a booking and six people for most reviews that
fall due in ten weeks, and the checks of the last review; challenge and oversight stand in a module of their own. Rows
are put into their tables without actions: the county is looked at here, not lived in.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import transaction

from openiro.core.bulk import insert_objects
from openiro.jobs import bench_oversight
from openiro.jobs.bench_county import (
    CHILDREN_A_OFFICER,
    CHILDREN_A_TEAM,
    CHILDREN_A_WORKER,
    OFFICER_OF,
    TEAM_MANAGER_OF,
    WORKER_OF,
    team_of,
)

WEEKS_BOOKED, DAYS_BEFORE = 10, 6
INVITED = ("child", "mother", "father", "carer", "social_worker", "school")
CHECKED = ("health", "dental", "pep", "care_plan")
TEXTS = ("Update the care plan with what was agreed.", "Ask the school for extra lessons and say when they begin.")


@dataclass(frozen=True)
class _Numbers:
    """What stands in the county already: who has which number, and the children in care with their next and last."""

    at: datetime

    @cached_property
    def people(self) -> dict[str, int]:
        return dict(_rows("people.User", "code", "pk"))

    @cached_property
    def teams(self) -> dict[str, int]:
        return dict(_rows("people.Team", "name", "pk"))

    @cached_property
    def children(self) -> list[tuple[int, date | None, date | None]]:
        return list(_rows("reviews.ReviewTimetable", "pk", "next_due_on", "last_held_on"))

    @cached_property
    def held(self) -> list[int]:
        """The last review of each child who had one."""
        last = {(child, held_on) for child, _, held_on in self.children if held_on}
        found = _rows("reviews.Review", "pk", "child_id", "held_on")
        return [number for number, child, held_on in found if (child, held_on) in last]

    def worker(self, place: int) -> int:
        """The social worker of the child in that place."""
        return self.people[WORKER_OF.format(place // CHILDREN_A_WORKER)]

    def team_manager(self, place: int) -> int:
        """The manager who answers for the child in that place."""
        return self.people[TEAM_MANAGER_OF.format(place // CHILDREN_A_TEAM)]

    def officer(self, place: int) -> int:
        """Who reviews the child in that place."""
        return self.people[OFFICER_OF.format(place // CHILDREN_A_OFFICER)]

    @property
    def officers(self) -> list[int]:
        """Everybody who reviews."""
        return sorted({self.officer(place) for place in range(len(self.children))})

    def team_of(self, place: int) -> str:
        """The name of the team of the child in that place."""
        return team_of(place // CHILDREN_A_WORKER)

    def numbers(self, label: str) -> Iterable[tuple[Any, ...]]:
        """The numbers of the rows of a table, in the order in which they were put in."""
        return _rows(label, "pk")


def write_practice(at: datetime) -> None:
    """Fill the tables of practice of the county that was loaded, as on the morning `at`."""
    known = _Numbers(at)
    with transaction.atomic():
        for label, columns, rows in (*TABLES, *bench_oversight.TABLES):
            insert_objects(apps.get_model(label), columns.split(), rows(known))


def _rows(label: str, *columns: str) -> Iterable[tuple[Any, ...]]:
    return apps.get_model(label)._default_manager.order_by("pk").values_list(*columns).iterator(chunk_size=5000)


def _involvements(known: _Numbers) -> Iterator[tuple[Any, ...]]:
    first = known.at.date() - timedelta(days=200)
    for place, (child, _, _) in enumerate(known.children):
        team = known.teams[team_of(place // CHILDREN_A_WORKER)]
        yield child, known.worker(place), "social_worker", team, first


def _meetings(known: _Numbers) -> Iterator[tuple[Any, ...]]:
    for child, _ in _to_book(known):
        yield child, "review"


def _booked(known: _Numbers) -> Iterator[tuple[Any, ...]]:
    meetings = {child: number for number, child in _rows("meetings.Meeting", "pk", "child_id")}
    for child, due_on in _to_book(known):
        yield child, due_on - timedelta(days=DAYS_BEFORE), meetings[child], "The usual place", "in_person"


def _to_book(known: _Numbers) -> Iterator[tuple[int, date]]:
    """Three of four children whose review falls due within the weeks that are booked."""
    first, last = known.at.date() + timedelta(days=DAYS_BEFORE), known.at.date() + timedelta(weeks=WEEKS_BOOKED)
    for place, (child, due_on, _) in enumerate(known.children):
        if due_on and first <= due_on <= last and place % 4:
            yield child, due_on


def _invitees(known: _Numbers) -> Iterator[tuple[Any, ...]]:
    for place, (number,) in enumerate(_rows("meetings.Meeting", "pk")):
        invited = known.at.date() - timedelta(days=3) if place % 2 else None
        for role in INVITED:
            yield number, role, f"The {role}", invited


def _papers(known: _Numbers) -> Iterator[tuple[Any, ...]]:
    someone = known.worker(0)
    planned = apps.get_model("reviews.Review")._default_manager.filter(held_on=None).order_by("pk")
    for place, number in enumerate(planned.values_list("pk", flat=True)):
        received = known.at.date() if place % 3 == 0 else None
        yield number, "social_worker_report", received, known.at, someone


def _checks(known: _Numbers) -> Iterator[tuple[Any, ...]]:
    there = set(_rows("reviews.ReviewCheck", "review_id", "check_id"))
    for place, number in enumerate(known.held):
        for check in CHECKED:
            if (number, check) not in there:
                yield number, check, "yes" if place % 3 else "no", "yes"


def _decisions(known: _Numbers) -> Iterator[tuple[Any, ...]]:
    """Two of the last review of each child: one in five waits for the manager, one in fifty is objected to."""
    today, at = known.at.date(), known.at
    for place, number in enumerate(known.held):
        for step, text in enumerate(TEXTS):
            place_of_all = place * len(TEXTS) + step
            answer, reason = ("", "") if place_of_all % 5 == 0 else ("agreed", "")
            if place_of_all % 50 == 1:
                answer, reason = "objected", "There is no money for it this year."
            sent_at = at - timedelta(days=2 + place_of_all % 30) if answer else at - timedelta(days=place_of_all % 4)
            due_on = today + timedelta(days=place_of_all % 90 - 30)
            manager, owner = known.team_manager(place), known.worker(place)
            answered = sent_at.date() if answer else None
            yield (
                number,
                2 + step,
                text,
                owner,
                due_on,
                manager,
                sent_at,
                answer,
                reason,
                answered,
                manager if answer else None,
            )


Rows = Callable[[_Numbers], Iterable[tuple[Any, ...]]]
# In the order in which they rest on each other.
TABLES: tuple[tuple[str, str, Rows], ...] = (
    ("allocation.Involvement", "child_id worker_id kind team_id from_on", _involvements),
    ("meetings.Meeting", "child_id kind", _meetings),
    ("reviews.Review", "child_id planned_on meeting_id place mode", _booked),
    ("meetings.Invitee", "meeting_id role name invited_on", _invitees),
    ("reviews.ReviewPaper", "review_id kind received_on recorded_at recorded_by_id", _papers),
    ("reviews.ReviewCheck", "review_id check_id up_to_date on_file", _checks),
    (
        "reviews.Decision",
        "review_id number text owner_id due_on manager_id sent_at answer answer_reason answered_on answered_by_id",
        _decisions,
    ),
)
