"""What a service in the middle of its work has besides its return: families, workers, reviews ahead, cover, papers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.db import transaction

from openiro.allocation.actions import arrange_cover, record_involvement
from openiro.allocation.queries import officers_of
from openiro.children.queries import child_by_code
from openiro.core.queries import working_calendar
from openiro.demo.child import ChildLaid
from openiro.demo.families import give_families, join_families
from openiro.demo.filling import Filling, Staff
from openiro.demo.liven_ahead import scene_of
from openiro.demo.liven_arrivals import come_into_care
from openiro.demo.liven_audits import liven_audits
from openiro.demo.liven_between import happen_between
from openiro.demo.liven_court import go_to_court
from openiro.demo.liven_events import bring_people_together
from openiro.demo.liven_permanence import make_ready_for_18, match_families, take_steps
from openiro.demo.liven_plans import make_plans
from openiro.demo.liven_protection import hold_conferences
from openiro.demo.liven_quality import liven_quality
from openiro.demo.liven_reviews import set_aside, work_on_reviews
from openiro.demo.liven_supervision import work_with_people
from openiro.demo.lives import DAY
from openiro.domain.conflicts import InvolvementKind
from openiro.domain.months import age_on
from openiro.domain.refusal import Refusal
from openiro.people.queries import user_by_code
from openiro.reviews.actions import (
    Arrangements,
    MeetingPart,
    ReviewRecord,
    adjourn_review,
    plan_review,
    record_review,
)
from openiro.reviews.queries import kept_timetables, reviews_of

if TYPE_CHECKING:
    from openiro.children.models import Child
    from openiro.people.models import User
    from openiro.reviews.models import Review

WEEKS_PLANNED = 8
LEFT_UNPLANNED = 5
NOT_LONG_SINCE = timedelta(days=60)
COVERED = 3
PLACES = ("At the placement", "At school", "Civic centre, room 2", "By video", "Family centre")
TIMES = (time(9, 30), time(11, 0), time(13, 30), time(15, 45))


def workers_of(laid: Sequence[ChildLaid], workers: Sequence[str]) -> dict[str, str]:
    """Which social worker, by staff number, has the case of which child: in turn."""
    return {child.code: workers[index % len(workers)] for index, child in enumerate(laid)}


def give_workers(filling: Filling, staff: Staff, laid: Sequence[ChildLaid]) -> None:
    """A social worker with the case of each child, in a team: the one who owns the decisions of the templates."""
    owners = workers_of(laid, [worker.code for worker in staff.workers])
    by_code = {worker.code: worker for worker in staff.workers}
    for index, child in enumerate(laid):
        record_involvement(
            child=child_by_code(child.code),
            worker=by_code[owners[child.code]],
            kind=InvolvementKind.SOCIAL_WORKER,
            from_on=child.life.started_on,
            team=staff.teams[index % len(staff.workers) % len(staff.teams)],
            by=filling.by,
            at=filling.at,
        )


def liven(filling: Filling, staff: Staff) -> None:
    """Everything that makes the pages of a working day show something."""
    present = [child for child in filling.records.children if child.life.ended_on is None]
    join_families(filling, present)
    give_families(filling, present)
    scene = scene_of(filling, staff)
    aside = set_aside(scene, present)
    others = [child for child in present if child not in aside]
    booked = _plan_ahead(filling, staff, others)
    for step in (
        lambda: _hold_two_by_hand(filling, others),
        lambda: _cover(filling, staff, present),
        lambda: work_on_reviews(scene, booked, aside),
        lambda: happen_between(scene, booked),
        lambda: hold_conferences(scene, booked),
        lambda: make_plans(filling, staff, present),
        lambda: work_with_people(scene),
        lambda: bring_people_together(scene),
        lambda: liven_quality(scene, aside),
        lambda: liven_audits(scene),
        lambda: go_to_court(scene, present),
        lambda: come_into_care(scene, present),
        lambda: take_steps(scene, present),
        lambda: match_families(scene, present),
        lambda: make_ready_for_18(scene),
    ):
        _where_it_can_be(step)


def _where_it_can_be(step: Callable[[], None]) -> None:
    """Lives are drawn anew for every day: what a rule refuses for the child that was drawn is left out whole."""
    with suppress(Refusal), transaction.atomic():
        step()


def _officer(child: "Child", on: date) -> "User | None":
    line = officers_of([child.pk], on=on).get(child.pk)
    return user_by_code(line.officer_code) if line else None


def _plan_ahead(filling: Filling, staff: Staff, present: Sequence[ChildLaid]) -> "list[Review]":
    """Most reviews of the next weeks have a day; some have not; an overdue one is booked, with its reason."""
    random = Random(filling.records.council.seed)  # noqa: S311  which review is booked when needs no secret
    children = {laid.code: child_by_code(laid.code) for laid in present}
    timetables = kept_timetables([child.pk for child in children.values()])
    last = filling.on + timedelta(weeks=WEEKS_PLANNED)
    by, booked = staff.by_role["business_support"], []
    for index, child in enumerate(children.values()):
        due = timetables[child.pk][0] if child.pk in timetables else None
        officer = _officer(child, filling.on)
        if due is not None and due <= last and officer is not None and index % LEFT_UNPLANNED:
            arrangements = _arrangements(filling.on, due, officer, random)
            booked.append(plan_review(child=child, arrangements=arrangements, by=by, at=filling.at))
    return sorted(booked, key=lambda review: (review.planned_on, review.pk))


def _arrangements(on: date, due: date, officer: "User", random: Random) -> Arrangements:
    calendar = working_calendar()
    first = calendar.days_after(on, 1)
    planned_on = max(first, due - timedelta(days=random.randint(0, 9)))
    while planned_on > first and not calendar.is_working_day(planned_on):
        planned_on -= DAY
    return Arrangements(
        planned_on=planned_on,
        planned_time=random.choice(TIMES),
        place=random.choice(PLACES),
        mode=random.choice(("in_person", "in_person", "hybrid", "video")),
        chaired_by=officer,
        late_reason="reports_not_ready" if planned_on > due else "",
    )


def _hold_two_by_hand(filling: Filling, present: Sequence[ChildLaid]) -> None:
    """One review as a series of two meetings, as the young person chose; one adjourned, still to be completed."""
    calendar = working_calendar()
    first, second = calendar.days_before(filling.on, 6), calendar.days_before(filling.on, 1)
    free = _free_for_review(filling, present, before=first - NOT_LONG_SINCE)
    child = next(free)
    series = ReviewRecord(
        held_on=first,
        mode="in_person",
        participation_code="PN1",
        duration_minutes=45,
        chaired_by=_officer(child, filling.on),
        completed_on=second,
        meetings=(MeetingPart(second, "video", 30),),
    )
    record_review(child=child, record=series, by=filling.by, at=filling.at)
    child = next(free)
    record = ReviewRecord(
        held_on=first, mode="in_person", participation_code="PN6", chaired_by=_officer(child, filling.on)
    )
    review = record_review(child=child, record=record, by=filling.by, at=filling.at)
    why = "The social worker's report came on the morning of the review."
    adjourn_review(review=review, adjourned_on=first, reason=why, by=filling.by, at=filling.at)


def _free_for_review(filling: Filling, present: Sequence[ChildLaid], *, before: date) -> Iterator["Child"]:
    """Young people with an officer, last reviewed before that day, not overdue, and with no review planned."""
    for laid in present:
        life = laid.life
        if not life.reviews or life.reviews[-1].held_on > before or age_on(life.born_on, filling.on) < 13:
            continue
        child = child_by_code(laid.code)
        booked = reviews_of(child, on=filling.on).ahead is not None
        overdue = life.pending is None or life.pending.held_on <= filling.on or life.pending.late
        if not booked and not overdue and _officer(child, filling.on) is not None:
            yield child


def _cover(filling: Filling, staff: Staff, present: Sequence[ChildLaid]) -> None:
    """The first officer stands in for a colleague for two weeks."""
    stand_in, left = staff.by_role["iro"], COVERED
    for laid in present:
        child = child_by_code(laid.code)
        officer = _officer(child, filling.on)
        if left and not laid.life.family and officer is not None and officer.pk != stand_in.pk:
            arrange_cover(
                child=child,
                officer=stand_in,
                from_on=filling.on - 2 * DAY,
                to_on=filling.on + 12 * DAY,
                reason="Leave",
                by=filling.by,
                at=filling.at,
            )
            left -= 1
