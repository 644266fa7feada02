"""Events with children and members of the council: planned, held, who came, what was raised and what came of it."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from docx import Document

from openiro.actionplans.models import Action
from openiro.core.models import Event
from openiro.domain.supervision import UnableToSupervise
from openiro.people.queries import UnableToPermit, policy_in_force
from openiro.supervision.actions import (
    Came,
    MeetingFacts,
    Point,
    add_member,
    answer_point,
    end_membership,
    record_point,
    record_service_meeting,
    tell_who_came,
)
from openiro.supervision.queries import gathering_of, gatherings_of_service, groups_listed, meetings_logged
from tests.factories.people import PersonFactory
from tests.factories.plans import PlanFactory
from tests.factories.supervision import ServiceMeetingFactory
from tests.integration.supervision.conftest import NOW, ON
from tests.integration.web_decisions.conftest import browser, words

JOINED = date(2026, 4, 13)
PANEL = "corporate_parenting"


@pytest.fixture
def okafor(mona):
    return add_member(group=PANEL, name="Councillor Okafor", part="chair", from_on=JOINED, by=mona, at=NOW)


@pytest.fixture
def tanner(mona):
    return add_member(group=PANEL, name="Councillor Tanner", part="councillor", from_on=JOINED, by=mona, at=NOW)


def held(kind, on, by, *came, officers=(), **numbers):
    meeting = record_service_meeting(facts=MeetingFacts(kind, on, "What we want"), by=by, at=NOW)
    told = Came([member.pk for member in came], officers, **numbers)
    tell_who_came(meeting=meeting, came=told, by=by, at=NOW)
    return meeting


def members(user):
    return {line.name: line for group in groups_listed(user, on=ON) for line in group.members}


def test_the_take_up_of_invitations_by_councillors_shows_in_their_group(ada, okafor, tanner):
    held("children_in_care_council", date(2026, 3, 31), ada)
    held("children_in_care_council", date(2026, 5, 5), ada, okafor)
    held("activity_day", date(2026, 7, 6), ada)
    held(PANEL, date(2026, 7, 15), ada, okafor, tanner)
    assert members(ada)["Councillor Okafor"].came == {"members": (1, 1), "children": (1, 2), "service": (0, 0)}
    assert members(ada)["Councillor Tanner"].came["children"] == (0, 2)


def test_a_member_is_trained_when_they_join_and_every_year(ada, mona, okafor, tanner):
    assert members(ada)["Councillor Okafor"].training_due_on == JOINED
    held("member_training", date(2026, 5, 11), ada, okafor)
    found = members(ada)
    assert (found["Councillor Okafor"].trained_on, found["Councillor Okafor"].training_due_on) == (
        date(2026, 5, 11),
        date(2027, 5, 11),
    )
    assert found["Councillor Tanner"].trained_on is None
    end_membership(member=tanner, to_on=date(2026, 11, 1), by=mona, at=NOW)
    assert members(ada)["Councillor Tanner"].training_due_on is None
    with time_machine.travel(NOW, tick=False):
        page = words(browser(mona).get(reverse("supervision:groups")))
    assert "Last training 11 May 2026 due 11 May 2027" in page
    assert "until 1 November 2026" in page or "until 1 Nov 2026" in page


def test_an_event_with_children_says_which_officers_and_how_many_young_people_came(ada, ben, okafor, tanner):
    meeting = held("activity_day", ON, ada, okafor, officers=[ada.code], attended=14, young_people=9)
    found = gathering_of(meeting)
    assert found.came == ("Councillor Okafor", "Ada Officer")
    assert found.missed == ("Councillor Tanner",)
    (line,) = meetings_logged(ada, on=ON).lines
    assert (line.attended, line.young_people) == (14, 9)


def test_the_participation_officer_comes_to_team_meetings_twice_a_year(ada, mona):
    officer = add_member(
        group="participation", name="The participation officer", part="participation", from_on=JOINED, by=mona, at=NOW
    )
    held("team", date(2026, 5, 5), ada, officer)
    held("team", date(2026, 10, 6), ada, officer)
    held("team", date(2026, 11, 3), ada)
    assert members(ada)["The participation officer"].came["service"] == (2, 3)
    assert members(ada)["The participation officer"].training_due_on is None
    (kind,) = gatherings_of_service(from_on=date(2026, 4, 1), to_on=ON).kinds
    assert (kind.title, kind.held, kind.came, kind.invited) == ("Team meeting", 3, 2, 3)


def test_an_event_ahead_is_planned_with_who_leads_it_and_counts_once_it_was_held(ada):
    ahead = date(2027, 1, 11)
    facts = MeetingFacts("consultation", ahead, "How do you want to be asked?", lead="Ada and a young person")
    meeting = record_service_meeting(facts=facts, by=ada, at=NOW)
    log = meetings_logged(ada, on=ON)
    assert [(line.lead, line.is_ahead) for line in log.lines] == [("Ada and a young person", True)]
    assert {count.key: count.held for count in log.counts}["consultation"] == 0
    assert gatherings_of_service(from_on=ON, to_on=date(2027, 3, 31)).kinds == ()
    later = datetime(2027, 1, 12, 9, tzinfo=UTC)
    tell_who_came(meeting=meeting, came=Came(attended=8, young_people=6), by=ada, at=later)
    (kind,) = gatherings_of_service(from_on=ON, to_on=date(2027, 3, 31)).kinds
    assert (kind.held, kind.young_people) == (1, 6)
    with pytest.raises(UnableToSupervise, match="once it was held"):
        tell_who_came(meeting=meeting, came=Came(attended=3), by=ada, at=NOW)
    with pytest.raises(UnableToSupervise, match="once the meeting was held"):
        record_service_meeting(facts=MeetingFacts("team", ahead, "x", attended=3), by=ada, at=NOW)


def test_what_children_raised_is_answered_and_becomes_an_action_of_the_plan(mona):
    meeting = ServiceMeetingFactory(kind="children_in_care_council", topic="Our priorities", recorded_by=mona)
    plan, client = PlanFactory(), browser(mona)
    with time_machine.travel(NOW, tick=False):
        page = reverse("supervision:meeting", args=[meeting.pk])
        client.post(reverse("supervision:point-new", args=[meeting.pk]), {"words": "Reviews are too long"})
        assert "Reviews are too long" in words(client.get(page))
        assert "Not answered yet" in words(client.get(page))
        point = meeting.points.get()
        said = {"words": "Reviews are too long", "answer": "Reports come first", "outcome": "Under an hour now"}
        client.post(reverse("supervision:point", args=[meeting.pk, point.pk]), said)
        given = {"plan": str(plan.pk), "priority": "Voice", "words": "Shorten reviews", "lead_words": "The service"}
        given |= {"timescale": "ongoing", "source": "children_in_care_council"}
        client.post(f"{reverse('plans:action-new')}?source=children_in_care_council&at={page}", given)
        shown = words(client.get(page))
    assert Action.objects.get().source_path == page
    assert "Shorten reviews" in shown
    assert "Reports come first" in shown
    assert "Under an hour now" in shown


def test_the_words_for_the_councils_website_say_how_children_have_a_say_and_what_came_of_it(ada):
    """Buckinghamshire, appendix 4: information on consultation and feedback, and how to have a say."""
    said = held("children_in_care_council", date(2026, 5, 5), ada)
    record_point(meeting=said, point=Point("Reviews are too long", "Reports come first", "Shorter"), by=ada, at=NOW)
    record_point(meeting=said, point=Point("Nobody has answered this"), by=ada, at=NOW)
    facts = MeetingFacts("activity_day", date(2027, 2, 15), "Games, and what you think of reviews")
    record_service_meeting(facts=facts, by=ada, at=NOW)
    with time_machine.travel(NOW, tick=False):
        made = Document(BytesIO(browser(ada).get(reverse("supervision:have-a-say")).content))
    text = " ".join(each.text for each in made.paragraphs)
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert "15 February 2027: Activity day with children. Games" in text
    assert "an advocate works for you" in text
    assert "Read every word before it is published" in text + " ".join(cells)
    assert "Shorter" in cells
    assert "Nobody has answered this" not in cells


def test_a_panel_has_its_agenda_and_a_paper_tells_what_came_of_it_by_kind(ada):
    meeting = held(PANEL, ON, ada, attended=8, young_people=1)
    point = record_point(meeting=meeting, point=Point("Annual report"), by=ada, at=NOW)
    answer_point(row=point, point=Point("Annual report", "Distance is asked for", "In the next paper"), by=ada, at=NOW)
    found = gatherings_of_service(from_on=date(2026, 4, 1), to_on=ON)
    (raised,) = found.raised
    assert (raised.kind, raised.meant_for, raised.outcome) == (
        "Corporate parenting panel",
        "members",
        "In the next paper",
    )
    assert [(kind.held, kind.young_people) for kind in found.kinds] == [(1, 1)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"group": "cabinet"}, "Choose the group"),
        ({"part": "mayor"}, "which part"),
        ({"name": " "}, "Name no child"),
        ({"name": "Councillor Okafor"}, "already"),
    ],
)
def test_a_member_who_cannot_be_is_refused(mona, okafor, given, said):
    facts = {"group": PANEL, "name": "Councillor Haddad", "part": "councillor", "from_on": JOINED}
    with pytest.raises(UnableToSupervise, match=said):
        add_member(**facts | given, by=mona, at=NOW)


def test_who_came_is_refused_where_it_cannot_be(ada, mona, okafor):
    meeting = ServiceMeetingFactory(kind="team", recorded_by=mona)
    with pytest.raises(UnableToSupervise, match="Choose from the list"):
        tell_who_came(meeting=meeting, came=Came([okafor.pk]), by=ada, at=NOW)
    with pytest.raises(UnableToSupervise, match="More young people"):
        tell_who_came(meeting=meeting, came=Came(attended=2, young_people=3), by=ada, at=NOW)
    with pytest.raises(UnableToPermit):
        tell_who_came(meeting=meeting, came=Came(), by=PersonFactory(panel_member=True), at=NOW)
    with pytest.raises(UnableToPermit):
        add_member(group=PANEL, name="Councillor Haddad", part="councillor", from_on=JOINED, by=ada, at=NOW)


def test_no_event_tells_who_came_by_name_or_what_was_raised(ada, okafor):
    meeting = held(PANEL, ON, ada, okafor)
    record_point(meeting=meeting, point=Point("A secret matter"), by=ada, at=NOW)
    told = " ".join(Event.objects.values_list("facts", flat=True))
    assert "Okafor" not in told
    assert "secret" not in told


def test_the_children_in_care_council_stands_as_a_younger_and_an_older_group_without_names(mona):
    """Harrow, corporate parenting strategy 6.2: from 11 to 25, in two groups, each month, with councillors invited."""
    ages = {group.title: group.ages for group in groups_listed(mona, on=ON) if group.ages}
    assert ages == {
        "Children in care council, younger group": (11, 15),
        "Children in care council, older group": (16, 25),
    }
    add_member(
        group="children_in_care_older",
        name="Speaks for care leavers",
        part="young_people",
        from_on=JOINED,
        by=mona,
        at=NOW,
    )
    page = words(browser(mona).get(reverse("supervision:groups")))
    assert "For young people of 16 to 25." in page
    council = policy_in_force(on=ON).supervision.meetings["children_in_care_council"]
    assert (council.each_year, "children_in_care_older" in council.invites, PANEL in council.invites) == (
        12,
        True,
        True,
    )
