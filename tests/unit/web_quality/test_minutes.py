"""The Word file of a meeting about quality."""

from dataclasses import replace
from datetime import date

from openiro.documents.content import Paragraph, Table
from openiro.domain.quality_policy import About
from openiro.quality.queries import MeetingPage
from openiro.web.quality.minutes import NOTHING, minutes

HELD = date(2026, 11, 27)
MEETING = MeetingPage(1, "Quality liaison meeting", "Court Team", HELD, "", False, (), (), ())


def agenda(page: MeetingPage):
    sections = {each.id: each.blocks for each in minutes(page, council="Westmarch", made_on=HELD).sections}
    return sections["agenda"]


def test_a_meeting_of_which_nothing_was_open_says_so_in_words():
    """Its file held a table that said 'None in this period': a meeting has no period."""
    (said,) = agenda(MEETING)
    assert isinstance(said, Paragraph)
    assert said.text == NOTHING


def test_the_agenda_counts_its_lines_by_what_they_are_about():
    (table,) = agenda(replace(MEETING, counts=((About.ISSUES, 2),)))
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == [2]
