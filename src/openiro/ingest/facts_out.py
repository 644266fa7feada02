"""What is on record of the children who go into a return that is handed out, as it stood at the end of a day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from openiro.allocation.models import Allocation, Involvement
from openiro.allocation.queries import children_visible_to, sees_every_child
from openiro.children.models import (
    CURRENT,
    CarePeriod,
    CheckDone,
    Child,
    PermanencePlan,
    ReturnedRow,
    UnaccompaniedStatus,
)
from openiro.children.queries import chunks, episodes_of
from openiro.domain import care
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.months import add_months
from openiro.domain.permissions import Permission
from openiro.formats.annex_a_out import MONTHS_BACK
from openiro.people.models import User
from openiro.people.queries import check_may, day_of
from openiro.reviews.models import OfficerContact, Review

PRESENT = frozenset({"PN1", "PN2", "PN3", "PN4"})


@dataclass
class ChildFacts:
    """A child with care periods, reviews held, days of contact with the IRO, days of checks by id, and the rest.

    All of it as it stood at the end of the day: what came later is left out.
    """

    child: Child
    periods: tuple[care.CarePeriod, ...]
    reviews: list[Review] = field(default_factory=list)
    contacts: list[date] = field(default_factory=list)
    checked: dict[str, date] = field(default_factory=dict)
    permanence: str = ""
    alone_until: list[date | None] = field(default_factory=list)
    officers: list[tuple[date, date | None, str]] = field(default_factory=list)
    worker: str = ""
    team: str = ""
    told: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def iro_contact_on(self) -> date | None:
        """The last day of contact between the child and the IRO: a visit, call or message that reached the child, being
        seen before a review, or a review at which the child was present."""
        seen = [each.seen_before_on for each in self.reviews if each.seen_before_on]
        present = [each.held_on for each in self.reviews if each.held_on and each.participation_code in PRESENT]
        return max([*self.contacts, *seen, *present], default=None)

    def officer_on(self, day: date) -> str:
        """The code of the IRO whom the child had on `day`; empty where none is on record."""
        return next((code for start, end, code in self.officers if start <= day and (end is None or day <= end)), "")


def since(on: date) -> date:
    """The day from which the lists hold children whose care or plan has ended."""
    return add_months(on, -MONTHS_BACK)


def children_out(user: User, *, on: date, at: datetime, from_on: date) -> Iterator[ChildFacts]:
    """The children in care at some time from `from_on` to `on`, by number, whom `user` may see, as at the end of `on`.

    Needs `ingest.view_loads`. Raises `UnableToPermit`.
    """
    today = day_of(at)
    check_may(user, Permission.VIEW_LOADS, on=today)
    periods = CarePeriod.objects.filter(Q(ended_on=None) | Q(ended_on__gte=from_on), started_on__lte=on)
    seen = children_visible_to(user, on=today).filter(Exists(periods.filter(child=OuterRef("pk"))))
    numbers = list(seen.order_by("code").values_list("pk", flat=True))
    for portion in chunks(numbers):
        yield from _facts(portion, on)


def rows_of_protection(user: User, table: str, *, at: datetime) -> QuerySet[ReturnedRow]:
    """The conferences or plans on record, of children looked after or not; none for who does not see every child."""
    rows = ReturnedRow.objects.filter(CURRENT, table=table).exclude(child__withdrawn_at__isnull=False)
    return rows if sees_every_child(user, on=day_of(at)) else rows.none()


def _facts(numbers: Sequence[int], on: date) -> Iterator[ChildFacts]:
    """The facts of these children; one query for each kind."""
    children, episodes = Child.objects.in_bulk(numbers), episodes_of(numbers)
    found = {
        number: ChildFacts(children[number], care.care_periods(care.seen_at(episodes[number], on)))
        for number in numbers
    }
    of_these = Q(child_id__in=numbers)
    _add_reviews_and_contacts(found, of_these, on)
    _add_checks_and_plans(found, of_these, on)
    for row in ReturnedRow.objects.filter(CURRENT, of_these, table__in=("missing", "placement_distances")):
        found[row.child_id].told[row.table].append(row.values)  # type: ignore[index]
    _add_workers(found, of_these, on)
    yield from found.values()


def _add_reviews_and_contacts(found: dict[int, ChildFacts], of_these: Q, on: date) -> None:
    held = Review.objects.filter(CURRENT, of_these, held_on__lte=on).select_related("chaired_by")
    for review in held.order_by("held_on"):
        found[review.child_id].reviews.append(review)
    contacts = OfficerContact.objects.filter(of_these, with_whom="child", standing="done", on__lte=on)
    for number, day in contacts.values_list("child_id", "on"):
        found[number].contacts.append(day)


def _add_checks_and_plans(found: dict[int, ChildFacts], of_these: Q, on: date) -> None:
    checks = CheckDone.objects.filter(CURRENT, of_these, done_on__lte=on).order_by("done_on")
    for number, check, day in checks.values_list("child_id", "check_id", "done_on"):
        found[number].checked[check] = day
    plans = PermanencePlan.objects.filter(CURRENT, Q(ended_on=None) | Q(ended_on__gt=on), of_these, from_on__lte=on)
    for number, plan in plans.order_by("from_on", "pk").values_list("child_id", "plan"):
        found[number].permanence = plan
    alone = UnaccompaniedStatus.objects.filter(CURRENT, of_these)
    for number, ended_on in alone.values_list("child_id", "ended_on"):
        found[number].alone_until.append(ended_on)


def _add_workers(found: dict[int, ChildFacts], of_these: Q, on: date) -> None:
    runs = Q(to_on=None) | Q(to_on__gte=on)
    rows = Involvement.objects.filter(CURRENT, of_these, runs, from_on__lte=on, kind=InvolvementKind.SOCIAL_WORKER)
    for row in rows.select_related("worker", "team").order_by("from_on", "pk"):
        found[row.child_id].worker = row.worker.name
        found[row.child_id].team = row.team.name if row.team else ""
    held = Allocation.objects.filter(CURRENT, of_these, role="iro", is_cover=False, from_on__lte=on).order_by(
        "-from_on"
    )
    for number, start, end, code in held.values_list("child_id", "from_on", "to_on", "officer__code"):
        found[number].officers.append((start, end, code))


def latest_worker_of(codes: Sequence[str], *, on: date) -> dict[str, tuple[str, str]]:
    """Team and social worker on `on` of these children, by the council's number; who has none is left out."""
    runs = Q(to_on=None) | Q(to_on__gte=on)
    rows = Involvement.objects.filter(CURRENT, runs, from_on__lte=on, kind=InvolvementKind.SOCIAL_WORKER)
    named = rows.filter(child__code__in=codes).order_by("from_on", "pk")
    return {
        code: (team or "", worker)
        for code, team, worker in named.values_list("child__code", "team__name", "worker__name")
    }
