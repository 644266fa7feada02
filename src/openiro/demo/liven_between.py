"""What happens between reviews: changes told of before and after, a care planning meeting, words through an app."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from openiro.demo.liven_ahead import Scene
from openiro.domain.changes import CARE_PLANNING
from openiro.domain.oversight import EXPLOITATION
from openiro.people.queries import user_by_code
from openiro.reviews.actions import ChangeTold, ContactFacts, dispose_of_change, notify_change, record_contact
from openiro.reviews.queries.papers import social_workers_of
from openiro.voice.actions import StatementPart, record_statements

if TYPE_CHECKING:
    from openiro.people.models import User
    from openiro.reviews.models import Review

AHEAD, SINCE = timedelta(days=17), timedelta(days=3)
TRANSITION = "A move to supported lodgings near the college is planned for next month."
AGENCIES = "College, health and housing are to plan the move together before it is made."
ENDED = "The respite carer has stopped. I should have told you first."
MEETING = "Asked for in the week before the move, with college, health and housing."
CONCERN = "They came for the second half, and said which park they would rather stay away from."
EXTENDED = "The aunt's approval runs out before the panel meets. We ask for eight weeks more."
APP = "Can my review be at my nan's? And can we talk about football, not just school?"


def happen_between(scene: Scene, booked: Sequence["Review"]) -> None:
    """Of children with a review ahead: of one the officer is told in time, of one too late; one writes in an
    app, and one comes to a meeting about exploitation."""
    officer = scene.staff.by_role["iro"]
    theirs = [review for review in booked if review.chaired_by_id == officer.pk]
    for review, step in zip(theirs[1:], STEPS, strict=False):
        step(scene, review, officer)


def _in_time(scene: Scene, review: "Review", officer: "User") -> None:
    """Told before it is done: the officer asks the agencies to meet."""
    child, day = review.child, scene.ago(2)
    told = ChangeTold("transition", scene.filling.on + AHEAD, TRANSITION)
    change = notify_change(child=child, told=told, by=_worker(scene, review), at=scene.at(day))
    at = scene.at(scene.ago(1))
    dispose_of_change(change=change, disposition=CARE_PLANNING, words=AGENCIES, by=officer, at=at)
    contact = ContactFacts(CARE_PLANNING, "agencies", "offered", scene.filling.on + AHEAD / 2, words=MEETING)
    record_contact(child=child, contact=contact, by=officer, at=at)


def _too_late(scene: Scene, review: "Review", _: "User") -> None:
    """Told after it was done, without a review before: it waits for the officer."""
    told = ChangeTold("placement_to_end", scene.filling.on - SINCE, ENDED)
    notify_change(child=review.child, told=told, by=_worker(scene, review), at=scene.filling.at)


def _through_an_app(scene: Scene, review: "Review", officer: "User") -> None:
    """What the child wrote in an app of their choice, for the review that comes."""
    said = StatementPart(said_on=scene.ago(1), source="app", words=APP, medium="app", topic="review")
    record_statements(child=review.child, statements=(said,), by=officer, at=scene.at(scene.ago(1)))


def _about_exploitation(scene: Scene, review: "Review", officer: "User") -> None:
    """The young person was asked to the meeting about the risk to them, and came."""
    contact = ContactFacts(EXPLOITATION, "child", "done", scene.ago(6), words=CONCERN)
    record_contact(child=review.child, contact=contact, by=officer, at=scene.at(scene.ago(5)))


def _done_as_told(scene: Scene, review: "Review", _: "User") -> None:
    """The officer heard of it a week before it was done."""
    told = ChangeTold("approval_extended", scene.ago(2), EXTENDED)
    notify_change(child=review.child, told=told, by=_worker(scene, review), at=scene.at(scene.ago(7)))


STEPS = (_in_time, _too_late, _through_an_app, _about_exploitation, _done_as_told)


def _worker(scene: Scene, review: "Review") -> "User":
    found = social_workers_of([review.child_id], on=scene.filling.on)
    return user_by_code(found[review.child_id].code)
