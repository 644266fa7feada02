"""The groups of a lively council, the events that they came to with what was raised, and documents approved."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

from openiro.actionplans.actions import ActionPart, add_action
from openiro.actionplans.queries import plan_of, plans_listed
from openiro.demo.liven_ahead import Scene
from openiro.domain.supervision import year_of
from openiro.people.queries import officers_on, policy_in_force
from openiro.supervision.actions import (
    Came,
    MeetingFacts,
    Point,
    add_member,
    approve_document,
    record_point,
    record_service_meeting,
    tell_who_came,
)

if TYPE_CHECKING:
    from openiro.people.models import User
    from openiro.supervision.models import GroupMember

MEMBERS = (
    ("corporate_parenting", "Councillor J. Okafor", "chair"),
    ("corporate_parenting", "Councillor M. Lindqvist", "councillor"),
    ("corporate_parenting", "Councillor R. Haddad", "councillor"),
    ("corporate_parenting", "Councillor P. Tanner", "councillor"),
    ("corporate_parenting", "Speaks for the children in care council", "young_people"),
    ("participation", "The participation officer", "participation"),
)


class Event(NamedTuple):
    """An event: its kind, days ago (less than 0: ahead), what it was about, who led it, how many came and how many of
    them were young, how many of the members came, and what was raised, with the answer and what came of it."""

    kind: str
    days: int
    topic: str
    lead: str = "An officer and a young person"
    attended: int | None = None
    young: int | None = None
    members: int = 0
    raised: tuple[Point, ...] = ()


PRIORITIES = "What we want the council to do this year"
PAGE = "Each officer writes a page about themselves for the children, with a picture"
SHORTER = Point(
    "Reviews are too long, and too many people are there.",
    "Reports are gathered before the meeting, so that it can be about what matters to the young person.",
    "Young people chose who comes to their own review, and most meetings take under an hour.",
)
SAID_WHERE = Point("Nobody asks where we want to meet.", "Officers ask three weeks before, and write down the answer.")
EVENTS = (
    Event("activity_day", 150, "What makes a good reviewing officer, what makes a good review?", attended=19, young=12,
          members=2, raised=(SHORTER, SAID_WHERE)),
    Event("children_in_care_council", 66, PRIORITIES, attended=10, young=7, members=2,
          raised=(Point("We want to know our reviewing officer's face before we meet.",
                        "Each officer writes a page about themselves, with a picture."),)),
    Event("team", 63, "What children told us this year", "The participation officer", 6, None, 1),
    Event("children_in_care_council", 31, "The new agenda of reviews", attended=9, young=6, members=1),
    Event("designing", 45, "The booklet that every child gets when they enter care", attended=7, young=5, members=1),
    Event("recruitment", 24, "Team manager: young people on the panel", attended=6, young=3),
    Event("care_leavers", 38, "What a good first home looks like", attended=14, young=11, members=1,
          raised=(Point("The allowance comes too late to buy a bed.", "It is paid two weeks before moving in."),)),
    Event("celebration", 52, "Achievements of the year, hosted by young people", attended=120, young=64, members=4),
    Event("safeguarding_partnership", 19, "What children told us between April and September", attended=11, young=1),
    Event("member_training", 80, "Corporate parenting: induction and what the law asks", "The service", 5, 0, 3),
    Event("corporate_parenting", 35, "Annual report of the service; placements", "The chair", 9, 1, 4,
          (Point("The annual report of the service", "Members ask how far children live from home.",
                 "A table of distance stands in the next paper."),)),
    Event("consultation", -40, "Timetable of consultation: how do you want to be asked before a review?"),
    Event("corporate_parenting", -55, "Panel: half-yearly report of what children told us", "The chair"),
)  # fmt: skip


def bring_people_together(scene: Scene) -> None:
    """Members belong to the groups; events were held, some of them are ahead, and something was raised."""
    on, at, manager = scene.filling.on, scene.filling.at, scene.staff.by_role["iro_manager"]
    settled = policy_in_force(on=on).supervision
    since = year_of(on) - timedelta(days=200)
    members = [
        add_member(group=group, name=name, part=part, from_on=since, by=manager, at=at)
        for group, name, part in MEMBERS
        if group in settled.groups
    ]
    officers = [line.code for line in officers_on("iro", on=on)]
    for event in EVENTS:
        if event.kind in settled.meetings:
            invited = [each for each in members if each.group in settled.meetings[event.kind].invites]
            _hold(scene, event, invited[: event.members], officers[:2], manager)
    _approve(scene, manager)


def _approve(scene: Scene, manager: "User") -> None:
    """One document is due again, one soon, and the others were approved this year."""
    documents = policy_in_force(on=scene.filling.on).supervision.documents
    for place, (key, each) in enumerate(documents.items()):
        days = {0: each.months * 31, 1: each.months * 30 - 20}.get(place, 60 + 20 * place)
        on = scene.filling.on - timedelta(days=days)
        agreed = on - timedelta(days=7) if each.young_people else None
        words = f"Version of {on.year}"
        approve_document(
            document=key, approved_on=on, young_people_on=agreed, words=words, by=manager, at=scene.filling.at
        )


def _hold(scene: Scene, event: Event, came: "list[GroupMember]", officers: list[str], manager: "User") -> None:
    on: date = scene.filling.on - timedelta(days=event.days)
    facts = MeetingFacts(event.kind, on, event.topic, lead=event.lead)
    meeting = record_service_meeting(facts=facts, by=manager, at=scene.filling.at)
    if event.attended is not None:
        told = Came([each.pk for each in came], officers, event.attended, event.young)
        tell_who_came(meeting=meeting, came=told, by=manager, at=scene.filling.at)
    for point in event.raised:
        record_point(meeting=meeting, point=point, by=manager, at=scene.filling.at)
    if event.topic == PRIORITIES:
        path = reverse("supervision:meeting", args=[meeting.pk])
        part = ActionPart("Children's voice", PAGE, "children_in_care_council", "ongoing", manager, source_path=path)
        now = next(plan for plan in plans_listed(manager, on=scene.filling.on) if plan.kind == "annual")
        plan = plan_of(manager, now.number, on=scene.filling.on)
        add_action(plan=plan, part=part, by=manager, at=scene.filling.at)
