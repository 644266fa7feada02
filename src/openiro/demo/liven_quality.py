"""Monitoring forms of a lively council: one answered, one waiting, one due; a meeting closed, another prepared."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from openiro.children.queries import child_by_code
from openiro.demo.child import ChildLaid
from openiro.demo.liven_ahead import Scene
from openiro.domain.monitoring import RATINGS, FormWords
from openiro.domain.quality_policy import QuestionKind
from openiro.people.queries import policy_in_force
from openiro.quality.actions import (
    Attended,
    LineNotes,
    close_meeting,
    prepare_meeting,
    reply_to_form,
    report_on_placement,
    resolve_issue,
    save_form,
    save_meeting,
    send_form,
)
from openiro.quality.queries import UnableToFindForm, issue_of, issues_of, meeting_kinds
from openiro.reviews.queries import review_of, reviews_of

if TYPE_CHECKING:
    from openiro.children.models import Child
    from openiro.quality.models import MonitoringForm

# Working days ago.
SENT, ANSWERED, RESOLVED, SENT_LATELY, MET = 10, 6, 3, 4, 5
HELD_BY_HAND = 2
AGENCY = "Child and adolescent mental health service"
LATE_NOTES = FormWords("amber", "Case notes of two visits were written three weeks late.", "recording")
FAR = FormWords("red", "The placement is an hour from school; the place there may be lost.", "placement")
WAITING = FormWords("amber", "The first appointment was put off twice.", "partner_agency", AGENCY)
GOOD = "The social worker kept every promise of the last review, and brought the child's own list to this one."
ANSWER = "The notes are written. I spoke about it in supervision, and look at two cases each month from now on."
CAME_OF_IT = "The notes are on the file; the visits were made in time."
SUMMARY = "One red about a placement far from school; recording is better than last month. Good practice in two cases."
VISITED = "Visited on Tuesday. The home is warm and steady. A taxi to school is agreed until one nearer is found."
NOTE = LineNotes("The team looks for a home nearer to school.", "Put it to the placement panel", "Team manager")


def liven_quality(scene: Scene, aside: Sequence[ChildLaid]) -> None:
    """Of the reviews held by hand the first two have forms; the rest are due theirs."""
    if len(aside) < HELD_BY_HAND:
        return
    first, second, *_ = [child_by_code(laid.code) for laid in aside]
    form = _send(scene, first, {"practice": LATE_NOTES, "placement": FAR}, SENT)
    manager, officer = scene.staff.by_role["team_manager"], scene.staff.by_role["iro"]
    reply_to_form(form=form, words=ANSWER, actions_complete=True, by=manager, at=scene.at(scene.ago(ANSWERED)))
    with suppress(UnableToFindForm):
        by, at = scene.staff.by_role["commissioner"], scene.at(scene.ago(RESOLVED))
        report_on_placement(form=form, words=VISITED, by=by, at=at)
    for line in issues_of(officer, first, on=scene.filling.on):
        if line.rating == "amber":
            issue = issue_of(officer, first, line.number, on=scene.filling.on)
            resolve_issue(issue=issue, outcome=CAME_OF_IT, by=officer, at=scene.at(scene.ago(RESOLVED)))
    _meet(scene)
    _send(scene, second, {"agencies": WAITING, "practice": LATE_NOTES}, SENT_LATELY)


def _send(scene: Scene, child: "Child", found: dict[str, FormWords], days: int) -> "MonitoringForm":
    """The form of the child's last review: green but for what was found."""
    officer, at = scene.staff.by_role["iro"], scene.at(scene.ago(days))
    held = [line.number for line in reviews_of(child, on=scene.filling.on).reviews if line.held_on]
    answers = {}
    for id, question in policy_in_force(on=at.date()).quality.questions.items():
        if question.kind is QuestionKind.GOOD:
            answers[id] = FormWords(words=GOOD)
        elif not question.taken_from:
            answers[id] = found.get(id, FormWords(RATINGS[0] if question.kind is QuestionKind.RATING else "yes"))
    form = save_form(review=review_of(child, held[0]), answers=answers, by=officer, at=at)
    send_form(form=form, by=officer, at=at)
    return form


def _meet(scene: Scene) -> None:
    """The first kind of meeting of the policy: one closed, one prepared for today."""
    kind = next(iter(meeting_kinds(on=scene.filling.on).values()), None)
    if kind is None:
        return
    manager, team = scene.staff.by_role["iro_manager"], scene.staff.teams[0] if kind.by_team else None
    day, at = scene.ago(MET), scene.at(scene.ago(MET))
    meeting = prepare_meeting(kind=kind.id, team=team, held_on=day, by=manager, at=at)
    there = [Attended(attended=True) for _ in kind.invited]
    save_meeting(meeting=meeting, notes={1: NOTE}, attendees=there, summary=SUMMARY, by=manager, at=at)
    close_meeting(meeting=meeting, by=manager, at=at)
    prepare_meeting(kind=kind.id, team=team, held_on=scene.filling.on, by=manager, at=scene.filling.at)
