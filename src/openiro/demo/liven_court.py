"""Children in court in a lively council: one delayed, one before the final hearing, one at the end, one begun."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from openiro.allocation.queries import officers_of
from openiro.children.queries import child_by_code
from openiro.demo.child import ChildLaid
from openiro.demo.liven_ahead import Scene, officers_by_child
from openiro.proceedings.actions import (
    CourtPeople,
    conclude,
    consider_revocation,
    give_view,
    list_hearing,
    note_delay,
    open_proceedings,
    settle_hearing,
    take_step,
)
from openiro.proceedings.queries import part_of

if TYPE_CHECKING:
    from openiro.children.models import Child
    from openiro.people.models import User
    from openiro.proceedings.models import ChildInCourt

INTERIM = "interim"
DELAYED, BEFORE_FINAL, ENDING, BEGUN = 30, 18, 27, 1
NOT_FILED = "The assessment of the grandparents is to be filed in three weeks."
NOT_APART = "I do not agree that contact with the brother be reduced. The plan should name four visits a year."
STILL_NEEDED = "Contact at home goes well. The order gives stability until school is settled."


def go_to_court(scene: Scene, present: Sequence[ChildLaid]) -> None:
    """Of the signed-in IRO's children four are in proceedings, under interim orders first; an order is weighed."""
    officers = officers_by_child({laid.code: child_by_code(laid.code).pk for laid in present}, scene.filling.on)
    own = [laid for laid in present if officers.get(laid.code) == scene.staff.by_role["iro"].code]
    own.sort(key=lambda laid: (INTERIM not in laid.life.status, laid.code))
    steps = (_delayed, _before_final, _ending, _begun, _weigh)
    for step, laid in zip(steps, own, strict=False):
        step(scene, child_by_code(laid.code))


def _apply(scene: Scene, child: "Child", weeks: int) -> "ChildInCourt":
    """An application so many weeks ago, with a guardian and a solicitor."""
    people = CourtPeople(
        guardian=str(scene.filling.new_name()), solicitor=str(scene.filling.new_name()), guardian_contact="01632 960001"
    )
    on = scene.filling.on - timedelta(weeks=weeks)
    by = scene.staff.by_role["iro_manager"]
    row = open_proceedings(children=[child], kind="care", applied_on=on, people=people, by=by, at=scene.at(on))
    return part_of(child, row.parts.get().pk)


def _step(scene: Scene, part: "ChildInCourt", step: str, on: date) -> None:
    take_step(part=part, step=step, done_on=on, by=_actor(scene, part.child, on), at=scene.at(on))


def _actor(scene: Scene, child: "Child", on: date) -> "User":
    """The signed-in IRO where the child was theirs that day, else the manager, who may act for any child."""
    line, officer = officers_of([child.pk], on=on).get(child.pk), scene.staff.by_role["iro"]
    return officer if line and line.officer_code == officer.code else scene.staff.by_role["iro_manager"]


def _delayed(scene: Scene, child: "Child") -> None:
    part, on = _apply(scene, child, DELAYED), scene.ago(15)
    _step(scene, part, "introduction", scene.calendar.days_after(part.proceedings.applied_on, 4))
    by, at = _actor(scene, child, on), scene.at(on)
    note_delay(part=part, cause="assessments", noted_on=on, words=NOT_FILED, by=by, at=at)


def _before_final(scene: Scene, child: "Child") -> None:
    part = _apply(scene, child, BEFORE_FINAL)
    _step(scene, part, "introduction", scene.calendar.days_after(part.proceedings.applied_on, 3))
    held = scene.ago(25)
    by, at = _actor(scene, child, held), scene.at(held)
    hearing = list_hearing(part=part, kind="issues_resolution", on=held, by=by, at=at)
    settle_hearing(part=part, hearing=hearing, outcome="held", consulted=True, by=by, at=at)
    final_on = scene.calendar.days_after(scene.filling.on, 13)
    list_hearing(part=part, kind="final", on=final_on, by=by, at=at)
    _step(scene, part, "discussion", scene.ago(9))


def _ending(scene: Scene, child: "Child") -> None:
    part = _apply(scene, child, ENDING)
    _step(scene, part, "introduction", scene.calendar.days_after(part.proceedings.applied_on, 12))
    ended, viewed = scene.ago(7), scene.ago(19)
    by = _actor(scene, child, viewed)
    hearing = list_hearing(part=part, kind="final", on=ended, by=by, at=scene.at(viewed))
    _step(scene, part, "discussion", scene.ago(28))
    words = {"view": "agrees_in_part", "consulted": "in_time", "words": NOT_APART}
    give_view(part=part, done_on=viewed, **words, by=by, at=scene.at(viewed))
    settle_hearing(part=part, hearing=hearing, outcome="held", consulted=True, by=by, at=scene.at(ended))
    conclude(parts=[part], ended_on=ended, final_order="care", by=by, at=scene.at(ended))


def _begun(scene: Scene, child: "Child") -> None:
    _apply(scene, child, BEGUN)


def _weigh(scene: Scene, child: "Child") -> None:
    """It was considered whether a care order is still needed."""
    on = scene.ago(10)
    consider_revocation(
        child=child,
        considered_on=on,
        conclusion="not_yet",
        again_on=on + timedelta(weeks=26),
        words=STILL_NEEDED,
        by=_actor(scene, child, on),
        at=scene.at(on),
    )
