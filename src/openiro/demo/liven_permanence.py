"""Steps to permanence of a lively council: some taken, some ahead, a few past their day."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from openiro.children.actions import record_check_done, record_permanence_plan, record_permanence_step
from openiro.children.queries import child_by_code
from openiro.demo.generate import ChildLaid
from openiro.demo.liven_ahead import Scene, officers_by_child
from openiro.domain.permanence import StepDays
from openiro.reviews.queries.turning import turning_18

if TYPE_CHECKING:
    from openiro.children.models import Child

# Of each plan the step that was taken and the one that is ahead; of every third child the latter is past its day.
# Of long-term foster care agreed, all but every third is matched, so long after it was agreed.
NOT_MATCHED_EVERY, MATCHED_AFTER = 3, timedelta(weeks=10)
STEPS = {
    "LTFOST18": ("family_finding", "panel"),
    "LTRELFR": ("sgo_assessment", "sgo_applied"),
    "RETURN6M": ("home_assessment", "home_support"),
    "RETURNEV": ("home_assessment", "home_support"),
    "ADOPTION": ("adoption_placement_order", "adoption_placed"),
    "RESPLMT": ("life_story", "panel"),
    "SUPPLIV": ("life_story", "staying_put_agreed"),
}
CHILDREN, LATE_EVERY = 60, 3
TAKEN_BEFORE, LATE_BY, AHEAD_BY = timedelta(weeks=6), timedelta(weeks=2), timedelta(weeks=5)


def take_steps(scene: Scene, present: Sequence[ChildLaid]) -> None:
    """Children in care who have a plan, those of the signed-in IRO first, take a step and have another planned."""
    settled = TAKEN_BEFORE * 2
    since = [laid for laid in present if laid.life.started_on + settled < scene.filling.on]
    planned = [laid for laid in since if laid.life.plans and laid.life.plans[-1].plan in STEPS]
    officers = officers_by_child({laid.code: child_by_code(laid.code).pk for laid in planned}, scene.filling.on)
    planned.sort(key=lambda laid: officers.get(laid.code) != scene.staff.by_role["iro"].code)
    for place, laid in enumerate(planned[:CHILDREN]):
        taken, ahead = STEPS[laid.life.plans[-1].plan]
        _take(scene, child_by_code(laid.code), taken, ahead, is_late=place % LATE_EVERY == 0)


def match_families(scene: Scene, present: Sequence[ChildLaid]) -> None:
    """Children in long-term foster care are matched with their family, some not yet."""
    place = 0
    for laid in present:
        plan = laid.life.plans[-1] if laid.life.plans else None
        if plan is None or plan.plan != "LTFOST18" or plan.agreed_on is None or plan.ended_on is not None:
            continue
        matched_on = plan.agreed_on + MATCHED_AFTER
        place += 1
        if place % NOT_MATCHED_EVERY and matched_on <= scene.filling.on:
            who: dict[str, Any] = {"by": scene.staff.by_role["iro_manager"], "at": scene.filling.at}
            days: dict[str, Any] = {"from_on": plan.from_on, "agreed_on": plan.agreed_on, "matched_on": matched_on}
            record_permanence_plan(child=child_by_code(laid.code), plan=plan.plan, **days, **who)


def make_ready_for_18(scene: Scene) -> None:
    """Of those who turn 18 within a year every second has a health passport, and every third agreed to stay put."""
    on, at, roles = scene.filling.on, scene.filling.at, scene.staff.by_role
    manager, lead = roles["iro_manager"], roles["health_lead"]
    for place, line in enumerate(turning_18(manager, on=on, months=12, size=CHILDREN).lines):
        child = child_by_code(line.child.code)
        if place % 2:
            day = on - timedelta(days=30 + place)
            record_check_done(child=child, check_id="health_passport", done_on=day, on_file_on=day, by=lead, at=at)
        if line.is_fostered and place % 3 == 0:
            day = on - TAKEN_BEFORE
            record_permanence_step(child=child, step="staying_put_agreed", days=StepDays(day, day), by=manager, at=at)


def _take(scene: Scene, child: "Child", taken: str, ahead: str, *, is_late: bool) -> None:
    on = scene.filling.on
    who: dict[str, Any] = {"child": child, "by": scene.staff.by_role["iro_manager"], "at": scene.filling.at}
    record_permanence_step(step=taken, days=StepDays(on - TAKEN_BEFORE, on - TAKEN_BEFORE), **who)
    if is_late:
        record_permanence_step(step=ahead, days=StepDays(on - LATE_BY), delay_reason="assessments", **who)
    else:
        record_permanence_step(step=ahead, days=StepDays(on + AHEAD_BY), **who)
