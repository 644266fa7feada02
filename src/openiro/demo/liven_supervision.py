"""The people of a lively council: supervised, with something agreed, duties, learning, sessions and meetings."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from openiro.demo.liven_ahead import Scene
from openiro.people.queries import PeopleFilter, officers_on, people_on, policy_in_force, user_by_code
from openiro.supervision.actions import (
    Agreed,
    Held,
    LearningFacts,
    MeetingFacts,
    SessionFacts,
    acknowledge_guidance,
    give_duty,
    keep_staff_record,
    plan_supervision,
    record_learning,
    record_service_meeting,
    record_session,
    record_supervision,
)
from openiro.supervision.queries import StaffFacts

if TYPE_CHECKING:
    from openiro.people.models import User

# Working days ago that each officer was supervised, in turn; 0: nobody has recorded it yet.
SUPERVISED = (12, 26, 18, 0, 30, 6)
RECORDS = (
    "Caseload is balanced. We went through the plans that drift, and what to ask of the teams.",
    "Two records were late because of leave; a day a week is kept free for writing.",
    "A good example of a letter to a child, to be shown at the team meeting.",
)
AGREED = ("Ask for the permanence plan before the next review", "Write the two records that are late")
DUTIES = ("champion_health", "champion_education", "champion_permanence", "champion_participation")
SUPPORT_DUTIES = ("diary_manager", "distribution", "invitations")
LEARNED = (
    ("course", "Listening to children who say little", "done", 40),
    ("webinar", "Exploitation: what a review should ask", "done", 90),
    ("post_qualifying", "Course for reviewing officers, 20 credits", "booked", -30),
)
MEETINGS = (
    ("team", "Neglect, and the graded care profile", "The safeguarding partnership", 8),
    ("agency", "Advocacy: who is offered it and who takes it up", "The advocacy service", 15),
    ("cafcass", "How guardians and officers exchange views on the final plan", "Cafcass", 35),
    ("legal", "Human rights in care planning", "The legal service", 12),
    ("team", "Ceasing to look after a child: what the guidance asks of officers", "The legal service", 42),
    ("briefing", "What social workers tell the reviewing officer of, and when", "", 21),
    ("away_day", "What research says of permanence", "", 60),
)
BRIEFED = {"Ceasing": "permanence_and_ceasing", "What social": "duty_to_tell"}
GENDERS, ETHNICITIES = ("F", "F", "F", "M", "F"), ("WBRI", "WBRI", "BCRB", "AIND", "WBRI")


def work_with_people(scene: Scene) -> None:
    """Put the service in the middle of looking after its own people."""
    on, manager = scene.filling.on, scene.staff.by_role["iro_manager"]
    officers = [user_by_code(line.code) for line in officers_on("iro", on=on)]
    officers.sort(key=lambda officer: officer.pk != scene.staff.by_role["iro"].pk)
    for place, officer in enumerate(officers):
        _supervise(scene, officer, SUPERVISED[place % len(SUPERVISED)], place, manager)
        _keep(scene, officer, place, manager)
    _support(scene, manager)
    _teach(scene, officers)
    for kind, topic, speaker, days in MEETINGS:
        if kind in policy_in_force(on=on).supervision.meetings:
            guidance = next((key for words, key in BRIEFED.items() if topic.startswith(words)), "")
            facts = MeetingFacts(kind, scene.ago(days), topic, speaker, attended=len(officers), guidance=guidance)
            record_service_meeting(facts=facts, by=manager, at=scene.filling.at)
    _acknowledge(scene)


def _acknowledge(scene: Scene) -> None:
    """Two of three social workers have read what they tell the officer of; whoever signs in has not yet."""
    settled = policy_in_force(on=scene.filling.on).supervision.guidance
    people = people_on(PeopleFilter(role="social_worker"), on=scene.filling.on)
    waiting = {scene.staff.by_role["social_worker"].code, *(each.code for each in people[::3])}
    for person in people:
        if person.code not in waiting and "duty_to_tell" in settled:
            acknowledge_guidance(guidance="duty_to_tell", by=user_by_code(person.code), at=scene.filling.at)


def _support(scene: Scene, manager: "User") -> None:
    """Whoever supports the officers has something of their own to do."""
    people = people_on(PeopleFilter(role="business_support"), on=scene.filling.on)
    for person, duty in zip(people, SUPPORT_DUTIES, strict=False):
        who, since = user_by_code(person.code), scene.ago(80)
        give_duty(person=who, duty=duty, hours=Decimal(20), from_on=since, by=manager, at=scene.filling.at)


def _supervise(scene: Scene, officer: "User", days: int, place: int, manager: "User") -> None:
    if not days:
        plan_supervision(person=officer, planned_on=scene.filling.on, by=manager, at=scene.filling.at)
        return
    held_on = scene.ago(days)
    agreed = tuple(Agreed(words, held_on + timedelta(days=14 * step)) for step, words in enumerate(AGREED, start=1))
    held = Held("planned", held_on, RECORDS[place % len(RECORDS)], {"children": 1, "actions": 0}, agreed)
    record_supervision(person=officer, held=held, by=manager, at=scene.filling.at)


def _keep(scene: Scene, officer: "User", place: int, manager: "User") -> None:
    on, at = scene.filling.on, scene.filling.at
    facts = StaffFacts(
        qualification="Social work degree",
        registration=f"SW{70_000 + place}",
        qualified_year=on.year - 10 - place,
        experience="Front-line social work with children looked after; team manager for two years.",
        started_on=scene.filling.since,
        gender=GENDERS[place % len(GENDERS)],
        ethnicity=ETHNICITIES[place % len(ETHNICITIES)],
    )
    keep_staff_record(person=officer, facts=facts, by=manager, at=at)
    for kind, title, standing, days in LEARNED[place % 2 :]:
        learned = LearningFacts(kind, standing, title, on - timedelta(days=days), Decimal(6))
        record_learning(person=officer, facts=learned, by=officer, at=at)
    if place < len(DUTIES):
        give_duty(person=officer, duty=DUTIES[place], hours=Decimal("1.5"), from_on=scene.ago(80), by=manager, at=at)


def _teach(scene: Scene, officers: "list[User]") -> None:
    """One session for foster carers and one for new staff."""
    for officer, audience, days in zip(officers, ("foster_carers", "new_staff"), (33, 70), strict=False):
        facts = SessionFacts(
            audience, "Getting the best from reviews", scene.ago(days), 12, Decimal("4.5"), "Clear, and about the child"
        )
        record_session(person=officer, facts=facts, by=officer, at=scene.filling.at)
