"""Liaison meetings and care planning groups: agendas from the records, notes, actions, summaries."""

from datetime import date

import pytest

from openiro.core.models import Notice
from openiro.domain.monitoring import UnableToMonitor
from openiro.domain.quality_policy import About
from openiro.escalations.actions import give_compliment
from openiro.people.queries import UnableToPermit
from openiro.quality.actions import Attended, LineNotes, close_meeting, prepare_meeting, save_meeting
from openiro.quality.queries import UnableToFindMeeting, meeting_of, meeting_page, meetings_listed
from tests.factories.decisions import DecisionFactory
from tests.factories.people import TeamFactory
from tests.integration.challenge.conftest import at
from tests.integration.decisions.conftest import NOW, TODAY

NEXT = date(2026, 12, 18)


def held(manager, team, **more):
    return prepare_meeting(**({"kind": "liaison", "team": team, "held_on": TODAY, "by": manager, "at": NOW} | more))


def lines(meeting, person, on=TODAY):
    return [(line.about, line.words) for line in meeting_page(meeting, person, on=on).lines]


def test_the_agenda_is_made_of_the_records_of_the_team(sent, manager, team, ada, review, before, tom):
    DecisionFactory(review=review, sent=True, due_on=date(2026, 11, 10), text="Find a school place", sent_by=ada)
    give_compliment(theme="tenacity", words="She never let go", team=team, by=ada, at=NOW)
    found = lines(held(manager, team), manager)
    assert [about for about, _ in found] == [
        About.ISSUES, About.ISSUES, About.DECISIONS, About.PERMANENCE, About.GOOD, About.GOOD,
    ]  # fmt: skip
    assert found[0][1] == "Too far from school"
    assert {"She never let go", "He walked her to her first day"} == {words for about, words in found[-2:]}
    assert lines(held(manager, TeamFactory(name="Elsewhere")), manager) == []


def test_each_line_has_notes_and_an_action_that_comes_back_until_it_is_done(sent, manager, team):
    meeting = held(manager, team)
    notes = {1: LineNotes("Moved next week", "Visit the home", "Mona Vale", date(2026, 12, 1))}
    there = [Attended("Mona Vale", True), Attended("Frank Oak", True)]
    save_meeting(meeting=meeting, notes=notes, attendees=there, summary="One red, one amber.", by=manager, at=NOW)
    page = meeting_page(meeting, manager, on=TODAY)
    assert (page.lines[0].note, page.lines[0].who) == ("Moved next week", "Mona Vale")
    assert [(each.role, each.attended) for each in page.attendees][1] == ("Fostering manager", True)
    close_meeting(meeting=meeting, by=manager, at=NOW)
    following = held(manager, team, held_on=NEXT, at=at(NEXT))
    first = meeting_page(following, manager, on=NEXT).lines[0]
    assert (first.about, first.words) == (About.ACTIONS, "Visit the home (Mona Vale)")
    done = {1: LineNotes(done=True)}
    save_meeting(meeting=following, notes=done, attendees=[], summary="Done", by=manager, at=at(NEXT))
    again = held(manager, team, held_on=date(2027, 1, 15), at=at(date(2027, 1, 15)))
    assert About.ACTIONS not in dict(lines(again, manager, date(2027, 1, 15)))


def test_the_summary_goes_to_heads_of_service_who_read_no_child_that_has_not_reached_them(
    sent, manager, team, head, mona
):
    meeting = held(manager, team)
    with pytest.raises(UnableToMonitor, match="summary"):
        close_meeting(meeting=meeting, by=manager, at=NOW)
    save_meeting(meeting=meeting, notes={}, attendees=[], summary="One red.", by=manager, at=NOW)
    assert meetings_listed(head, on=TODAY) == []
    close_meeting(meeting=meeting, by=manager, at=NOW)
    assert {each.person for each in Notice.objects.filter(kind="meeting_told")} == {head.code, mona.code}
    page = meeting_page(meeting_of(head, meeting.pk, on=TODAY), head, on=TODAY)
    assert page.lines == ()
    assert dict(page.counts)[About.ISSUES] == 2
    assert len(meeting_page(meeting, mona, on=TODAY).lines) == len(meeting_page(meeting, manager, on=TODAY).lines)
    with pytest.raises(UnableToMonitor, match="closed"):
        save_meeting(meeting=meeting, notes={}, attendees=[], summary="Other", by=manager, at=NOW)


def test_only_the_manager_of_the_service_holds_it_and_teams_read_their_own(sent, manager, team, ada, stranger, tom):
    for person in (ada, stranger, tom):
        with pytest.raises(UnableToPermit):
            held(person, team)
    meeting = held(manager, team)
    save_meeting(meeting=meeting, notes={}, attendees=[], summary="One red.", by=manager, at=NOW)
    close_meeting(meeting=meeting, by=manager, at=NOW)
    with pytest.raises(UnableToFindMeeting):
        meeting_of(stranger, meeting.pk, on=TODAY)
    with pytest.raises(UnableToPermit):
        meetings_listed(tom, on=TODAY)


def test_harrows_care_planning_group_is_the_same_thing_by_another_name(sent, manager, team, council):
    council("harrow")
    with pytest.raises(UnableToMonitor, match="from the list"):
        held(manager, team)
    with pytest.raises(UnableToMonitor, match="of the service"):
        held(manager, team, kind="care_planning")
    meeting = held(manager, None, kind="care_planning")
    assert meeting.name == "Child Care Planning Group"
    assert {About.PERMANENCE, About.ISSUES} <= set(dict(lines(meeting, manager)))
    with pytest.raises(UnableToMonitor, match="already"):
        held(manager, None, kind="care_planning")
