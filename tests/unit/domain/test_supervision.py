"""Supervision: when it is due, what its agenda holds, what a duty takes from a caseload and to whom it is barred."""

from datetime import date
from typing import Any

import pytest

from openiro.domain.conflicts import CaseloadGuide
from openiro.domain.policy_reader import Table, UnableToReadPolicy
from openiro.domain.supervision import (
    SupervisionDue,
    SupervisionStanding,
    UnableToSupervise,
    agenda,
    check_duty,
    check_not_oneself,
    fte_for_reviews,
    guide_beside_duties,
    supervision_due,
    year_of,
)
from openiro.domain.supervision_policy import read_supervision
from openiro.policies import load_policy

ON = date(2026, 11, 20)
GUIDE = CaseloadGuide(50, 70)


@pytest.mark.parametrize(
    ("last", "due", "standing"),
    [
        (date(2026, 11, 3), date(2026, 12, 3), SupervisionStanding.IN_TIME),
        (date(2026, 10, 27), date(2026, 11, 27), SupervisionStanding.SOON),
        (date(2026, 10, 20), date(2026, 11, 20), SupervisionStanding.SOON),
        (date(2026, 10, 19), date(2026, 11, 19), SupervisionStanding.LATE),
        (date(2026, 10, 31), date(2026, 11, 30), SupervisionStanding.IN_TIME),
    ],
)
def test_monthly_supervision_is_due_a_month_after_the_last_and_late_the_day_after(last, due, standing):
    assert supervision_due(last, 1, ON) == SupervisionDue(due, standing)


def test_where_none_is_recorded_there_is_no_day_to_be_late_for():
    assert supervision_due(None, 1, ON) == SupervisionDue(None, SupervisionStanding.NONE_YET)


def test_the_agenda_holds_what_is_not_nought_and_earlier_actions_always():
    assert agenda({"children": 58, "held_late": 2, "records": 0, "permanence": 1}) == (
        "held_late",
        "permanence",
        "actions",
    )


def test_hours_for_duties_lessen_the_guide_by_their_share_of_a_full_week():
    assert guide_beside_duties(GUIDE, 0.6, 3.7, 37) == (25, 35)
    assert fte_for_reviews(1.0, 0, 37) == 1.0
    assert fte_for_reviews(0.2, 37, 37) == 0


def test_who_reviews_children_holds_no_duty_that_controls_resources():
    duties = load_policy("default", ON).supervision.duties
    with pytest.raises(UnableToSupervise, match="controls resources"):
        check_duty(duties["resource_panel"], reviews_children=True)
    check_duty(duties["resource_panel"], reviews_children=False)
    check_duty(duties["champion_health"], reviews_children=True)
    with pytest.raises(UnableToSupervise, match="from the list"):
        check_duty(None, reviews_children=False)


def test_nobody_records_their_own_supervision():
    with pytest.raises(UnableToSupervise, match="your own"):
        check_not_oneself("P-1", "P-1")
    check_not_oneself("P-1", "P-2")


@pytest.mark.parametrize(("on", "began"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026)])
def test_the_year_of_sessions_begins_on_1_april(on, began):
    assert year_of(on) == date(began, 4, 1)


def test_what_the_councils_papers_say_of_their_people():
    assert load_policy("buckinghamshire", ON).supervision.sessions_each_year == {"foster_carers": 2}
    assert load_policy("central-bedfordshire", ON).supervision.meetings["system_users"].title.startswith("Mosaic")
    assert "team_link" in load_policy("harrow", ON).supervision.duties
    assert load_policy("nottingham", ON).supervision.sessions_each_year == {}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"sessions_each_year": {"cats": 2}}, "cats"),
        ({"standards": {"x": {"words": "y", "topic": "no such"}}}, "no such"),
        ({"duties": {"x": {"title": "y", "hours": 3}}}, "hours"),
        ({"months_between": 0}, "months_between"),
    ],
)
def test_a_setting_that_is_wrong_is_named(changed, named):
    settings: dict[str, Any] = {
        "months_between": 1,
        "appraisal_months": 12,
        "sheet_months": 3,
        "learning_each_year": 2,
        "full_time_hours": 37,
        "sessions_each_year": {},
        "duties": {},
        "meetings": {},
        "standards": {},
        "guidance": {},
        "groups": {},
        "documents": {},
        "remind_before": 42,
    }
    with pytest.raises(UnableToReadPolicy, match=named):
        read_supervision(Table(settings | changed, "policy.supervision"))
