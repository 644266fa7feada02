"""Children who came into care lately in a lively council: who was told, papers, bookings, delays, refusals."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from openiro.arrivals.actions import note_delay, take_step
from openiro.children.queries import child_by_code
from openiro.demo.child import ChildLaid
from openiro.demo.liven_ahead import Scene
from openiro.domain.arrivals import REFUSED, Taken
from openiro.domain.codes import SHORT_BREAK_STATUSES
from openiro.people.queries import policy_in_force

if TYPE_CHECKING:
    from openiro.children.models import Child

# One child in so many: told late, papers received late, placed out of area, refusing, not seen; who refuses is so old.
LATE_TOLD, LATE_PAPERS, OUT_OF_AREA, REFUSING, NOT_SEEN, REFUSE_FROM = 4, 3, 5, 3, 7, 13
TOLD, TOLD_LATE, SENT, RECEIVED, RECEIVED_LATE, BOOKED, BOOKED_LATE = 1, 7, 3, 4, 9, 8, 14
APPOINTMENT, REFUSED_AFTER, OFFERED, OTHER_DONE, SIGNED, REPORTED = 6, 10, 13, 21, 24, 19


def come_into_care(scene: Scene, present: Sequence[ChildLaid]) -> None:
    """Each child who came into care within the weeks that are followed has steps taken, most of them in time."""
    since = scene.filling.on - timedelta(weeks=policy_in_force(on=scene.filling.on).arrivals.weeks)
    lately = [laid for laid in present if laid.life.started_on > since and not _is_short(laid)]
    for place, laid in enumerate(sorted(lately, key=lambda each: each.code)):
        _Arrival(scene, child_by_code(laid.code), laid.life.started_on).go_through(
            place, may_refuse=laid.is_of(REFUSE_FROM, scene.filling.on)
        )


def _is_short(laid: ChildLaid) -> bool:
    return laid.episodes[-1].legal_status in SHORT_BREAK_STATUSES


class _Arrival:
    """One child's first weeks, told in working days after the first."""

    def __init__(self, scene: Scene, child: "Child", started_on: date) -> None:
        self.scene, self.child, self.started_on = scene, child, started_on

    def go_through(self, place: int, *, may_refuse: bool) -> None:
        """What was done by today; nothing that lies ahead."""
        is_far = place % OUT_OF_AREA == OUT_OF_AREA - 1
        self._take("health_told", TOLD)
        self._take("school_told", TOLD if place % LATE_TOLD else TOLD_LATE)
        self._papers("health_papers", SENT, RECEIVED if place % LATE_PAPERS else RECEIVED_LATE)
        if may_refuse and place % REFUSING == 0:
            self._refuse()
            return
        if is_far:
            self._delay("health_booked", "out_of_area_closed", BOOKED)
        booked = BOOKED_LATE if is_far else BOOKED
        self._take("health_booked", booked, APPOINTMENT, "elsewhere" if is_far else "clinic")
        if place % NOT_SEEN == 0:
            self._delay("health_seen", "not_brought", booked + APPOINTMENT)
            return
        self._see(booked + APPOINTMENT)
        reported = max(REPORTED, booked + APPOINTMENT + 1)
        self._papers("health_report", reported - 1, reported)

    def _refuse(self) -> None:
        self._take(REFUSED, REFUSED_AFTER)
        for step, days in (("other_offered", OFFERED), ("other_done", OTHER_DONE), ("other_signed", SIGNED)):
            self._take(step, days)

    def _see(self, days: int) -> None:
        on = self._day(days)
        if on <= self.scene.filling.on:
            by = self.scene.staff.by_role["health_lead"]
            take_step(child=self.child, step="health_seen", taken=Taken(on), by=by, at=self.scene.at(on))

    def _papers(self, step: str, sent: int, received: int) -> None:
        received_on = self._day(received)
        for taken in (Taken(self._day(sent)), Taken(self._day(sent), received_on)):
            self._keep(step, taken, taken.received_on or taken.done_on)

    def _take(self, step: str, days: int, appointment: int | None = None, pathway: str = "") -> None:
        on = self._day(days)
        appointment_on = None if appointment is None else self._day(days + appointment)
        self._keep(step, Taken(on, None, appointment_on, pathway), on)

    def _keep(self, step: str, taken: Taken, on: date) -> None:
        if on <= self.scene.filling.on:
            take_step(child=self.child, step=step, taken=taken, by=self.scene.support, at=self.scene.at(on))

    def _delay(self, step: str, reason: str, days: int) -> None:
        on = self._day(days)
        if on <= self.scene.filling.on:
            at = self.scene.at(on)
            note_delay(child=self.child, step=step, reason=reason, noted_on=on, by=self.scene.support, at=at)

    def _day(self, days: int) -> date:
        return self.scene.calendar.days_after(self.started_on, days)
