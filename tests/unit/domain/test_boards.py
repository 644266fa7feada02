"""Boards meet in their months; a paper reaches them some working days before."""

from datetime import date

import pytest

from openiro.domain.boards import Board, papers_due, read_boards
from openiro.domain.policy_reader import Table, UnableToReadPolicy
from tests.factories.calendars import england_and_wales

ENGLAND = england_and_wales()
PANEL = Board("Panel", "panel", (1, 4), 15, 7)
PAPERS = {"panel": "Panel paper"}


def test_a_paper_is_due_seven_working_days_before_the_board_meets():
    (due,) = papers_due([PANEL], date(2026, 11, 27), ENGLAND, months=3)
    assert (due.meets_on, due.due_on) == (date(2027, 1, 15), date(2027, 1, 6))


def test_a_board_of_the_31st_meets_on_the_last_day_of_a_shorter_month():
    board = Board("Managers", "monthly", (2,), 31, 0)
    (due,) = papers_due([board], date(2027, 1, 1), ENGLAND)
    assert due.meets_on == due.due_on == date(2027, 2, 28)


def test_what_is_due_first_stands_first_and_what_has_met_is_gone():
    later = Board("Scrutiny", "panel", (1,), 20, 0)
    found = papers_due([later, PANEL], date(2027, 1, 15), ENGLAND, months=3)
    assert [each.board for each in found] == ["Panel", "Scrutiny", "Panel"]


def test_what_other_services_bring_to_a_board_stands_beside_our_paper():
    asked = {"name": "Panel", "paper": "panel", "months": ["1"], "day": 15, "working_days_before": 7}
    (board,) = read_boards([Table(asked | {"others": ["Virtual school"]}, "policy.report.boards")], PAPERS)
    (due,) = papers_due([board], date(2026, 11, 27), ENGLAND)
    assert due.others == ("Virtual school",)


@pytest.mark.parametrize(
    ("change", "problem"),
    [({"months": ["13"]}, "'1' to '12'"), ({"paper": "diary"}, "not a kind of paper"), ({"day": 32}, "1 to 31")],
)
def test_a_board_that_cannot_be_is_refused(change, problem):
    asked = {"name": "Panel", "paper": "panel", "months": ["1"], "day": 15, "working_days_before": 7} | change
    with pytest.raises(UnableToReadPolicy, match=problem):
        read_boards([Table(asked, "policy.report.boards")], PAPERS)
