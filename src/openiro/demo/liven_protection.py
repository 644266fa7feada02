"""Two children in care for whom a chair holds conferences: one complete, of one the parents' part is still missing."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from openiro.allocation.actions import allocate
from openiro.demo.liven_ahead import Scene
from openiro.domain.conferences import INITIAL, REVIEW, ConferenceFacts
from openiro.meetings.actions import record_conference

if TYPE_CHECKING:
    from openiro.reviews.models import Review

CHAIR = "conference_chair"
FIRST, STRATEGY, SHOWN = timedelta(days=80), timedelta(days=95), timedelta(days=83)
LATEST = 4


def hold_conferences(scene: Scene, booked: Sequence["Review"]) -> None:
    """Of the first children with a review ahead who have another officer than the one who signs in."""
    chair, manager = scene.staff.by_role[CHAIR], scene.staff.by_role["iro_manager"]
    today, at = scene.filling.on, scene.filling.at
    children = [each.child for each in booked if each.chaired_by_id != scene.staff.by_role["iro"].pk]
    for place, child in enumerate(children[:2]):
        allocate(child=child, officer=chair, role=CHAIR, from_on=today - STRATEGY, by=manager, at=at)
        first = ConferenceFacts(INITIAL, today - FIRST, today - STRATEGY, today - SHOWN, parents_understood=True)
        record_conference(child=child, conference=first, by=chair, at=at)
        if place:
            record_conference(child=child, conference=ConferenceFacts(REVIEW, scene.ago(LATEST)), by=chair, at=at)
