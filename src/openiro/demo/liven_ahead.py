"""Reviews that are booked in a lively council: people invited, forms answered, papers brought, days moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from openiro.allocation.queries import officers_of
from openiro.children.queries import child_by_code
from openiro.core.clock import LONDON
from openiro.core.queries import working_calendar
from openiro.demo.filling import Filling, Staff
from openiro.demo.review_words import CARER, CHILDREN, EARLY, LATE_APPROVED, PARENT, SAID
from openiro.domain.months import age_on
from openiro.domain.review_papers import PaperState
from openiro.domain.working_days import WorkingCalendar
from openiro.meetings.actions import Notes, PersonToInvite, make_guest_link
from openiro.meetings.queries import invitee_of, invitees_of, proposals_for
from openiro.people.queries import policy_in_force
from openiro.reviews.actions import (
    Arrangements,
    EarlyAsked,
    Moved,
    PaperFacts,
    Then,
    ask_for_early_review,
    decide_lateness,
    invite_to_review,
    record_papers,
    replan_review,
)
from openiro.reviews.queries import lateness_request_of, lateness_to_decide
from openiro.voice.actions import StatementPart, enter_paper_form, record_statements, send_form

if TYPE_CHECKING:
    from openiro.children.models import Child
    from openiro.people.models import User
    from openiro.reviews.models import Review

MORNING = time(10, 0)
INVITED_BEFORE, ANSWERED_BEFORE, BROUGHT_BEFORE = 12, 5, 4
# One review in so many is left to do: people to invite, a report that has not come.
LEFT_UNINVITED, LEFT_WITHOUT_REPORT = 8, 4
INVITED_WITHIN = timedelta(weeks=4)
ANSWERS = {"mother": PARENT, "father": PARENT, "carer": CARER}
NOTES = Notes(form_path="", page_path="")
LEFT_TO_DECIDE = 2
REASONS = ("child_asked", "iro_unavailable", "room")


@dataclass(frozen=True)
class Scene:
    """Who acts in a lively council, and the working days behind its last one."""

    filling: Filling
    staff: Staff
    calendar: WorkingCalendar

    @property
    def support(self) -> "User":
        """Whoever books, invites and sends."""
        return self.staff.by_role["business_support"]

    def at(self, day: date) -> datetime:
        """The morning of that day; where that lies ahead, the moment up to which the council is made."""
        return min(datetime.combine(day, MORNING, LONDON), self.filling.at)

    def ago(self, working_days: int) -> date:
        """The day so many working days ago."""
        return self.calendar.days_before(self.filling.on, working_days)


def scene_of(filling: Filling, staff: Staff) -> Scene:
    """The scene with the working days as they are known."""
    return Scene(filling, staff, working_calendar())


def work_on_reviews_ahead(scene: Scene, booked: Sequence["Review"]) -> None:
    """Most of the reviews ahead are well prepared; a few of each kind of work are left to do."""
    on = scene.filling.on
    soon = [review for review in booked if review.planned_on and review.planned_on <= on + INVITED_WITHIN]
    for index, review in enumerate(soon):
        if index % LEFT_UNINVITED != LEFT_UNINVITED - 1:
            invite_around(scene, review)
            if index % 2 == 0:
                answer_forms(scene, review, CHILDREN[index // 2 % len(CHILDREN)], online=index % 4 == 0)
        if index % LEFT_WITHOUT_REPORT:
            _bring(scene, review)
    _move(scene, booked)
    _decide_lateness(scene)


def invite_around(scene: Scene, review: "Review") -> None:
    """Everybody whom the policy invites, twelve working days before, by the business support."""
    day = scene.calendar.days_before(review.planned_on or scene.filling.on, INVITED_BEFORE)
    at = scene.at(day)
    roles = policy_in_force(on=scene.filling.on).consultation.invited
    around = proposals_for(review.child, (), roles=roles, on=scene.filling.on)
    people = tuple(
        PersonToInvite(each.role, relationship=each.relationship, person=each.person)
        for each in around
        if each.preselected
    )
    invite_to_review(review=review, people=people, then=Then.DONE, notes=NOTES, by=scene.support, at=at)


def answer_forms(scene: Scene, review: "Review", answers: Mapping[str, Any], *, online: bool) -> None:
    """The child and one grown-up answer: online by their private link, or to the participation officer and on paper."""
    day = scene.calendar.days_before(review.planned_on or scene.filling.on, ANSWERED_BEFORE)
    at, answered = scene.at(day), 0
    for line in invitees_of(review.meeting):
        words = answers if line.role == "child" else ANSWERS.get(line.role)
        too_young = line.role == "child" and age_on(review.child.born_on, at.date()) < _form_from(scene)
        if words is None or too_young or answered == 2:
            continue
        invitee = invitee_of(review.meeting, line.number)
        if online:
            key = make_guest_link(invitee=invitee, purpose="form", by=scene.support, at=at)
            send_form(key=key, answers=words, by=scene.filling.by, at=at)
        else:
            enter_paper_form(
                invitee=invitee,
                answers=words,
                how="participation_officer" if line.role == "child" else "paper_form",
                on=at.date(),
                by=scene.staff.by_role["participation_officer"],
                at=at,
            )
        answered += 1


def _form_from(scene: Scene) -> int:
    return policy_in_force(on=scene.filling.on).consultation.form_from_age


def _bring(scene: Scene, review: "Review") -> None:
    """The social worker's report and the care plan, where they are due by now."""
    day = scene.calendar.days_before(review.planned_on or scene.filling.on, BROUGHT_BEFORE)
    if day > scene.filling.on:
        return
    papers = [
        PaperFacts(kind, PaperState.CAME, received_on=day, shared_on=day)
        for kind in ("social_worker_report", "care_plan")
    ]
    record_papers(review=review, papers=papers, by=scene.support, at=scene.at(day))


def _move(scene: Scene, booked: Sequence["Review"]) -> None:
    """Three reviews are moved to an earlier day, each for a reason: they stand in the log."""
    far = [review for review in booked if review.planned_on and review.planned_on > scene.filling.on + INVITED_WITHIN]
    for review, reason in zip(far, REASONS, strict=False):
        arrangements = Arrangements(
            planned_on=scene.calendar.days_before(review.planned_on or scene.filling.on, 2),
            planned_time=review.planned_time,
            place=review.place,
            mode=review.mode,
            chaired_by=review.chaired_by,
        )
        replan_review(
            review=review, arrangements=arrangements, moved=Moved(reason), by=scene.support, at=scene.filling.at
        )


def _decide_lateness(scene: Scene) -> None:
    """The manager has decided about most of the reviews that will be late; the head of service sees those."""
    manager, at = scene.staff.by_role["iro_manager"], scene.filling.at
    for line in lateness_to_decide(manager, on=scene.filling.on).shown[LEFT_TO_DECIDE:]:
        request = lateness_request_of(child_by_code(line.code), line.number)
        decide_lateness(request=request, approve=True, words=LATE_APPROVED, by=manager, at=at)


def ask_early(scene: Scene, child: "Child", _: Random) -> None:
    """The child's social worker asks for an early review: the placement may break down."""
    asked = EarlyAsked(trigger="placement_at_risk", happened_on=scene.ago(2), words=EARLY)
    ask_for_early_review(child=child, asked=asked, by=scene.staff.workers[0], at=scene.at(scene.ago(1)))


def say(scene: Scene, review: "Review", day: date) -> None:
    """What the child told the participation officer, in the child's own words."""
    said = StatementPart(said_on=day, source="participation_officer", words=SAID, medium="spoken", topic="plan")
    by = scene.staff.by_role["participation_officer"]
    record_statements(child=review.child, statements=(said,), meeting=review.meeting, by=by, at=scene.at(day))


def officers_by_child(children: Mapping[str, int], on: date) -> dict[str, str]:
    """The staff number of the IRO of each child who has one; `children` are their numbers in the database by code."""
    found = officers_of(children.values(), on=on)
    return {code: found[number].officer_code for code, number in children.items() if number in found}
