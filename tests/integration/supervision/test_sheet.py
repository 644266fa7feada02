"""The sheet of an officer is what the records say, and each number opens to its children."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openiro.people.queries import UnableToPermit
from openiro.supervision.actions import give_duty
from openiro.supervision.queries import UnableToFindOfficer, glance, sheet_of, staff_line
from tests.factories.checks import PermanencePlanFactory
from tests.factories.disputes import ConcernFactory, DisputeFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.factories.supervision import (
    DutyHeldFactory,
    LearningFactory,
    SupervisionActionFactory,
    SupervisionFactory,
)
from tests.integration.supervision.conftest import NOW, ON

FIRST, SECOND = date(2026, 2, 6), date(2026, 5, 5)
RECORDED = {"recorded_at": NOW}


def counts(sheet):
    return {topic: number for topic, number in sheet.counts.items() if number}


def test_a_caseload_in_order_puts_nothing_on_the_agenda_but_earlier_actions(ada, mona, child_of_ada):
    child = child_of_ada(FIRST, SECOND, date(2026, 11, 3))
    PermanencePlanFactory(child=child)
    LearningFactory.create_batch(2, person=ada, recorded_by=ada)
    sheet = sheet_of(mona, ada.code, on=ON)
    assert counts(sheet) == {"children": 1}
    assert sheet.agenda == ("actions",)


def test_a_review_held_after_its_last_day_is_shown_with_its_day_and_reason(ada, mona, child_of_ada):
    child = child_of_ada(FIRST, SECOND)
    late = ReviewFactory(child=child, held_on=date(2026, 11, 9), late_reason="reports_not_ready")
    line = sheet_of(mona, ada.code, on=ON).line("held_late")
    (found,) = line.children
    assert (line.count, line.of) == (1, 1)
    assert (found.reference, found.number, found.reason) == (child.reference, late.pk, "reports_not_ready")
    assert (found.on, found.due_on) == (date(2026, 11, 9), date(2026, 11, 5))


def test_a_review_held_late_before_the_months_of_the_sheet_is_not_on_it(ada, mona, child_of_ada):
    child_of_ada(FIRST, date(2026, 6, 30))
    assert sheet_of(mona, ada.code, on=ON).line("held_late").count == 0


def test_a_review_past_its_last_day_is_overdue(ada, mona, child_of_ada):
    child_of_ada(FIRST, date(2026, 5, 5))
    line = sheet_of(mona, ada.code, on=ON).line("overdue")
    assert [each.due_on for each in line.children] == [date(2026, 11, 5)]


@pytest.mark.parametrize(
    ("sent", "record", "out", "late"),
    [
        (date(2026, 9, 7), date(2026, 9, 21), date(2026, 9, 28), set()),
        (date(2026, 9, 8), date(2026, 9, 22), date(2026, 9, 29), {"decisions", "records", "letters"}),
        (date(2026, 9, 7), None, None, {"records", "letters"}),
    ],
)
def test_what_follows_a_review_is_late_after_5_15_and_20_working_days(ada, mona, child_of_ada, sent, record, out, late):
    """Completed on Friday 28 August 2026, before the bank holiday of 31 August."""
    child = child_of_ada()
    after = {"decisions_sent_on": sent, "record_finished_on": record, "distributed_on": out}
    ReviewFactory(child=child, held_on=date(2026, 8, 28), recorded_by=mona, **RECORDED, **after)
    sheet = sheet_of(mona, ada.code, on=ON)
    assert {topic for topic in ("decisions", "records", "letters") if sheet.line(topic).count} == late


def test_what_still_runs_is_not_late(ada, mona, child_of_ada):
    child = child_of_ada(FIRST, SECOND)
    ReviewFactory(child=child, held_on=date(2026, 11, 18), recorded_by=mona, **RECORDED)
    sheet = sheet_of(mona, ada.code, on=ON)
    assert [(sheet.line(topic).count, sheet.line(topic).of) for topic in ("decisions", "records")] == [(0, None)] * 2


def test_children_without_a_plan_for_permanence_by_the_second_review(ada, mona, child_of_ada):
    lacking = child_of_ada(FIRST, SECOND)
    PermanencePlanFactory(child=child_of_ada(FIRST, SECOND))
    child_of_ada(FIRST)
    line = sheet_of(mona, ada.code, on=ON).line("permanence")
    assert ([each.reference for each in line.children], line.of) == ([lacking.reference], 2)


def test_who_was_not_seen_before_a_review(ada, mona, child_of_ada):
    child = child_of_ada(FIRST)
    ReviewFactory(child=child, held_on=date(2026, 9, 8), recorded_by=mona, **RECORDED)
    other = child_of_ada(FIRST)
    seen = {"seen_before_on": date(2026, 9, 7), "recorded_by": mona}
    ReviewFactory(child=other, held_on=date(2026, 9, 8), **RECORDED, **seen)
    line = sheet_of(mona, ada.code, on=ON).line("not_seen")
    assert ([each.reference for each in line.children], line.of) == ([child.reference], 2)


def test_open_challenge_with_its_stage(ada, mona, child_of_ada):
    child = child_of_ada(FIRST, SECOND)
    dispute = DisputeFactory(about=child, raised_by=ada)
    ConcernFactory(child=child, raised_by=ada, person=PersonFactory(social_worker=True))
    sheet = sheet_of(mona, ada.code, on=ON)
    (found,) = sheet.line("disputes").children
    assert (found.number, found.reason) == (dispute.pk, "Informal")
    assert sheet.line("concerns").count == 1


def test_duties_lessen_the_guide_on_the_sheet(ada, mona):
    give_duty(person=ada, duty="champion_health", hours=Decimal("7.4"), from_on=ON, by=mona, at=NOW)
    officer = staff_line(mona, ada.code, on=ON)
    assert (officer.hours, officer.low, officer.high) == (7.4, 40, 56)


def test_actions_that_are_not_done_and_learning_that_is_missing_are_counted(ada, mona):
    held = SupervisionFactory(person=ada, recorded_by=mona)
    SupervisionActionFactory(supervision=held)
    SupervisionActionFactory(supervision=held, done_on=ON)
    LearningFactory(person=ada, recorded_by=ada)
    sheet = sheet_of(mona, ada.code, on=ON)
    assert (sheet.counts["actions"], sheet.counts["learning"]) == (1, 1)
    assert sheet.actions[0].is_late
    assert sheet.officer.supervision.due_on == date(2026, 12, 2)


def test_an_officer_reads_their_own_sheet_and_nobody_elses(ada, ben):
    assert sheet_of(ada, ada.code, on=ON).officer.name == "Ada Officer"
    with pytest.raises(UnableToFindOfficer):
        sheet_of(ada, ben.code, on=ON)
    with pytest.raises(UnableToPermit):
        sheet_of(PersonFactory(social_worker=True), ada.code, on=ON)


def test_at_a_glance_is_for_who_supervises_and_adds_up_the_sheets(ada, ben, mona, child_of_ada):
    child_of_ada(FIRST, SECOND)
    child_of_ada(FIRST)
    found = glance(mona, on=ON)
    assert [officer.name for officer, _ in found.officers] == ["Ada Officer", "Ben Officer"]
    assert found.total("overdue") == (2, 2)
    assert found.total("children") == (2, 0)
    with pytest.raises(UnableToPermit):
        glance(ada, on=ON)


def test_sheet_and_glance_ask_few_questions_however_many_children(ada, ben, mona, child_of_ada):
    DutyHeldFactory(person=ada)
    for _ in range(6):
        child_of_ada(FIRST, SECOND, date(2026, 11, 9))
    for ask in (lambda: sheet_of(mona, ada.code, on=ON), lambda: glance(mona, on=ON)):
        with CaptureQueriesContext(connection) as asked:
            ask()
        assert len(asked) <= 16, "\n".join(each["sql"][:150] for each in asked.captured_queries)
