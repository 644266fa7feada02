"""Reviews held in a lively council in the last weeks: one written up and going out, one being written, one fresh."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.urls import reverse

from openiro.children.queries import child_by_code
from openiro.demo.child import ChildLaid
from openiro.demo.liven_ahead import (
    Scene,
    answer_forms,
    ask_early,
    invite_around,
    officers_by_child,
    say,
    work_on_reviews_ahead,
)
from openiro.demo.outcomes import DECISIONS
from openiro.demo.review_words import CHILDREN, DISPUTE, NOTES, OBJECTION, WANTED
from openiro.domain.months import age_on
from openiro.domain.review_papers import REPORT, PaperState
from openiro.escalations.actions import Challenge, answer_decisions, raise_dispute
from openiro.meetings.actions import AttendancePart, Sending
from openiro.meetings.queries import invitees_of
from openiro.reviews.actions import (
    Answer,
    Arrangements,
    CheckAnswer,
    DecisionWords,
    Judgement,
    PaperFacts,
    ParentPart,
    ParticipationRecord,
    Progress,
    ReviewRecord,
    distribute_papers,
    finish_document,
    plan_review,
    record_care_plan_updated,
    record_papers,
    record_review,
    report_progress,
    save_checks,
    save_decisions,
    save_notes,
    save_participation,
    send_decisions,
)
from openiro.reviews.queries import (
    decision_rules,
    decisions_of,
    decisions_owned,
    distribution_of,
    open_before,
    papers_of,
    review_checks,
)

if TYPE_CHECKING:
    from openiro.children.models import Child
    from openiro.reviews.models import Review

YOUNGEST = 8
A_WHILE = timedelta(days=14)
SET_ASIDE = 4
# Working days ago.
WRITTEN_UP, BEING_WRITTEN, FRESH = 14, 7, 2
BOOKED_BEFORE = 15
HOW_MANY = 4
WEEKS = (3, 4, 6, 8)
LEFT_OVERDUE = 4
LISTED = 200
FILLED = 0.85
NOT_DONE = "Put off twice; a day is agreed for January."
PAPERS = ("record", "letter")
LINK = "/guest/{paper}/{key}/"


def set_aside(scene: Scene, present: Sequence[ChildLaid]) -> list[ChildLaid]:
    """Children of the IRO and of the social worker who sign in whose reviews this module holds; not booked by others.

    Those who were reviewed the longest ago come first; nobody whose review is overdue.
    """
    on, before = scene.filling.on, scene.ago(WRITTEN_UP + BOOKED_BEFORE) - A_WHILE
    of_worker = [laid for laid in present[:: len(scene.staff.workers)] if laid.life.reviews and laid.life.pending]
    officers = officers_by_child({laid.code: child_by_code(laid.code).pk for laid in of_worker}, on)
    fitting = [
        laid
        for laid in of_worker
        if officers.get(laid.code) == scene.staff.by_role["iro"].code
        and laid.life.reviews[-1].held_on <= before
        and age_on(laid.life.born_on, on) >= YOUNGEST
        and not (laid.life.pending is None or laid.life.pending.held_on <= on or laid.life.pending.late)
    ]
    return sorted(fitting, key=lambda laid: (laid.life.reviews[-1].held_on, laid.code))[:SET_ASIDE]


def work_on_reviews(scene: Scene, booked: "Sequence[Review]", aside: Sequence[ChildLaid]) -> None:
    """Put the council in the middle of its work on reviews: those ahead, three that were held, what is owed."""
    random = Random(scene.filling.records.council.seed)  # noqa: S311  what was decided needs no secret
    work_on_reviews_ahead(scene, booked)
    for step, laid in zip((_write_up, _write, _hold_lately, ask_early), aside, strict=False):
        step(scene, child_by_code(laid.code), random)
    _report(scene)


def _hold(scene: Scene, child: "Child", held_on: date) -> "Review":
    """A review booked, prepared and held that day, in one meeting; people, papers and who took part are recorded."""
    officer = scene.staff.by_role["iro"]
    booked_at = scene.at(scene.calendar.days_before(held_on, BOOKED_BEFORE))
    arrangements = Arrangements(planned_on=held_on, place="At the placement", mode="in_person", chaired_by=officer)
    review = plan_review(child=child, arrangements=arrangements, by=scene.support, at=booked_at)
    invite_around(scene, review)
    answer_forms(scene, review, CHILDREN[0], online=True)
    _bring(scene, review, held_on)
    record = ReviewRecord(
        held_on=held_on,
        mode="in_person",
        participation_code="PN1",
        duration_minutes=60,
        chaired_by=officer,
        completed_on=held_on,
    )
    review = record_review(child=child, review=review, record=record, by=officer, at=scene.at(held_on))
    say(scene, review, held_on)
    _take_part(scene, review, held_on)
    return review


def _bring(scene: Scene, review: "Review", held_on: date) -> None:
    """Every paper came in time but the social worker's report, which came on the day before."""
    late, in_time = (scene.calendar.days_before(held_on, days) for days in (1, 5))
    papers = [
        PaperFacts(line.kind, PaperState.CAME, late if line.kind == REPORT else in_time, late)
        for line in papers_of(review, on=held_on).lines
    ]
    record_papers(review=review, papers=papers, by=scene.staff.workers[0], at=scene.at(held_on))


def _take_part(scene: Scene, review: "Review", held_on: date) -> None:
    lines = invitees_of(review.meeting)
    parents = [ParentPart("mother", True, True), ParentPart("father", False, False, "did_not_attend")]
    people = [
        AttendancePart(line.number, attended=True, attended_how="in_person", views=True, views_how="at_meeting")
        for line in lines
        if line.role not in ("mother", "father", "child")
    ]
    record = ParticipationRecord(
        participation_code="PN1",
        views_medium="spoken",
        child_chaired="part",
        seen_before_on=scene.calendar.days_before(held_on, 3),
        seen_alone="alone",
        advocate=False,
        parents=tuple(parents),
        people=tuple(people),
    )
    save_participation(review=review, record=record, by=scene.staff.by_role["iro"], at=scene.at(held_on))


def _check(scene: Scene, review: "Review", day: date, random: Random) -> None:
    """Every check that applies is answered; some things are not up to date, or not on the file."""
    answers = []
    for line in review_checks(review, on=day).lines:
        check, is_good = line.standing.check, random.random() < FILLED
        is_new = is_good and line.standing.is_up_to_date is False and check.id != "permanence"
        done_on = scene.calendar.days_before(day, random.randint(3, 20)) if is_new else None
        on_file = "" if not check.has_file else "yes" if is_good and random.random() < FILLED else "no"
        reason = "" if is_good else "assessments" if check.id == "permanence" else NOT_DONE
        answers.append(CheckAnswer(check.id, "yes" if is_good else "no", on_file, done_on, reason))
    save_checks(review=review, answers=tuple(answers), by=scene.staff.by_role["iro"], at=scene.at(day))


def _decide(scene: Scene, review: "Review", day: date, random: Random, many: int = HOW_MANY) -> None:
    """New decisions, and what came of those of the last review."""
    officer, worker = scene.staff.by_role["iro"], scene.staff.workers[0]
    age = age_on(review.child.born_on, day)
    fitting = [(owner, text) for owner, text, youngest, oldest in DECISIONS if youngest <= age <= oldest]
    decisions = [
        DecisionWords(
            text=text,
            owner_code=worker.code if owner == "social_worker" else "",
            owner_role="" if owner == "social_worker" else owner,
            due_on=day + timedelta(weeks=random.choice(WEEKS)),
            asked_by_child=place == 1,
            needs_resources=place == 2,
        )
        for place, (owner, text) in enumerate(random.sample(fitting, many))
    ]
    earlier = open_before(review, decision_rules(officer, on=day))
    judged = [Judgement(line.number, "implemented") for line in earlier]
    save_decisions(review=review, decisions=decisions, judged=judged, by=officer, at=scene.at(day))


def _send(scene: Scene, review: "Review", day: date) -> None:
    manager = scene.staff.by_role["team_manager"]
    send_decisions(review=review, manager=manager, by=scene.staff.by_role["iro"], at=scene.at(day))


def _write_up(scene: Scene, child: "Child", random: Random) -> None:
    """Written up and finished; the manager objected to one decision; half of the copies are out."""
    officer = scene.staff.by_role["iro"]
    held_on, answered_on = scene.ago(WRITTEN_UP), scene.ago(WRITTEN_UP - 4)
    review = _hold(scene, child, held_on)
    _check(scene, review, held_on, random)
    _decide(scene, review, held_on, random)
    _send(scene, review, scene.ago(WRITTEN_UP - 1))
    lines = decisions_of(review, decision_rules(officer, on=answered_on))
    answers = [Answer(line.number, "agreed") for line in lines[1:]]
    answers.append(Answer(lines[0].number, "objected", OBJECTION))
    answer_decisions(answers=answers, by=scene.staff.by_role["team_manager"], at=scene.at(answered_on))
    finished_on = scene.ago(WRITTEN_UP - 10)
    save_notes(review=review, notes=NOTES, by=officer, at=scene.at(held_on))
    record_care_plan_updated(
        review=review, updated_on=scene.ago(WRITTEN_UP - 8), by=scene.staff.workers[0], at=scene.at(finished_on)
    )
    for kind in PAPERS:
        finish_document(review=review, kind=kind, by=officer, at=scene.at(finished_on))
    _distribute(scene, review)


def _distribute(scene: Scene, review: "Review") -> None:
    """The child and the workers have theirs; the family's are still to go."""
    day = scene.ago(2)
    page = reverse("reviews:review", args=[review.child.reference, review.pk])
    sendings = [
        Sending(
            paper=line.paper,
            version=line.version,
            invitee=line.invitee,
            person=line.person,
            how="by_hand" if line.role == "child" else "case_system",
        )
        for line in distribution_of(review, on=day).recipients
        if line.version and line.paper in PAPERS and not line.is_excluded and (line.role == "child" or line.signs_in)
    ]
    distribute_papers(
        review=review, sendings=sendings, link_path=LINK, page_path=page, by=scene.support, at=scene.at(day)
    )


def _write(scene: Scene, child: "Child", random: Random) -> None:
    """Decisions sent and not answered yet; the record is in work; a dispute about drift waits for the team manager."""
    officer, held_on = scene.staff.by_role["iro"], scene.ago(BEING_WRITTEN)
    review = _hold(scene, child, held_on)
    _check(scene, review, held_on, random)
    _decide(scene, review, held_on, random)
    _send(scene, review, scene.ago(BEING_WRITTEN - 3))
    begun = dict(list(NOTES.items())[:4])
    save_notes(review=review, notes=begun, by=officer, at=scene.at(held_on))
    drift = Challenge(children=[child], theme="drift", summary=DISPUTE, wanted=WANTED, review=review, formal=True)
    raise_dispute(challenge=drift, by=officer, at=scene.at(scene.ago(1)))


def _hold_lately(scene: Scene, child: "Child", random: Random) -> None:
    """Held two days ago: decisions are written down and not sent."""
    held_on = scene.ago(FRESH)
    review = _hold(scene, child, held_on)
    _decide(scene, review, held_on, random, many=3)


def _report(scene: Scene) -> None:
    """The social worker has said of most overdue decisions that they are done."""
    worker = scene.staff.workers[0]
    owed = decisions_owned(worker, on=scene.filling.on, size=LISTED).lines
    done = [line for line in owed if line.is_overdue][LEFT_OVERDUE:]
    reports = [Progress(line.number, done_on=line.due_on) for line in done]
    report_progress(reports=reports, by=worker, at=scene.filling.at)
