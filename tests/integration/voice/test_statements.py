"""What a child said is kept in the child's own words, and what was done about it beside it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from openiro.core.models import Event
from openiro.people.queries import UnableToPermit
from openiro.voice.actions import (
    StatementPart,
    UnableToRecordViews,
    record_statements,
    respond_to_statement,
    withdraw_statement,
)
from openiro.voice.queries import UnableToFindStatement, statement_of, statements_counted, statements_of
from tests.factories.children import ChildFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.people import PersonFactory
from tests.integration.meetings.conftest import NOW

TODAY = NOW.date()
SAID = StatementPart(said_on=TODAY, source="child", words="I want my own room", medium="app", topic="home")


def test_several_are_recorded_at_once_with_who_brought_them(child, meeting, iro):
    seen = StatementPart(TODAY, "carer", "Smiles when Bo comes", medium="observed", is_observation=True)
    record_statements(child=child, statements=(SAID, seen), meeting=meeting, by=iro, at=NOW)
    lines = statements_of(child, meeting=meeting)
    assert [(line.words, line.source, line.is_observation, line.may_be_quoted) for line in lines] == [
        ("Smiles when Bo comes", "carer", True, None),
        ("I want my own room", "child", False, None),
    ]
    counted = statements_counted(child, from_on=TODAY, to_on=TODAY)
    assert counted == {("child", "home"): 1, ("carer", ""): 1}
    assert "room" not in Event.objects.get(kind="voice.views_recorded").facts


def test_the_child_is_told_what_was_done(child, iro):
    (row,) = record_statements(child=child, statements=(SAID,), by=iro, at=NOW)
    respond_to_statement(statement=row, response="You have it from Monday", on=TODAY, by=iro, at=NOW)
    line = statements_of(child)[0]
    assert (line.response, line.responded_on) == ("You have it from Monday", TODAY)
    assert "Monday" not in Event.objects.get(kind="voice.child_told").facts
    for words, day in (("", TODAY), ("Done", TODAY + timedelta(days=1)), ("Done", TODAY - timedelta(days=1))):
        with pytest.raises(UnableToRecordViews):
            respond_to_statement(statement=row, response=words, on=day, by=iro, at=NOW)


def test_one_taken_back_is_shown_nowhere(child, iro):
    (row,) = record_statements(child=child, statements=(SAID,), by=iro, at=NOW)
    withdraw_statement(statement=row, by=iro, at=NOW)
    assert statements_of(child) == ()
    with pytest.raises(UnableToFindStatement):
        statement_of(child, row.pk)


@pytest.mark.parametrize(
    "wrong",
    [{"words": " "}, {"said_on": TODAY + timedelta(days=1)}, {"source": ""}, {"topic": "moon"}, {"medium": "owl"}],
)
def test_what_cannot_be_is_refused(child, iro, wrong):
    with pytest.raises(UnableToRecordViews):
        record_statements(child=child, statements=(replace(SAID, **wrong),), by=iro, at=NOW)


def test_a_meeting_of_another_child_and_roles_without_it_are_refused(child, iro):
    other = MeetingFactory(child=ChildFactory())
    with pytest.raises(UnableToRecordViews, match="another child"):
        record_statements(child=child, statements=(SAID,), meeting=other, by=iro, at=NOW)
    with pytest.raises(UnableToPermit):
        record_statements(child=child, statements=(SAID,), by=PersonFactory(business_support=True), at=NOW)
