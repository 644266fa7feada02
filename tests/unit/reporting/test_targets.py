"""Targets beside what was reached, as tables of papers show them."""

from datetime import date
from types import SimpleNamespace

from openiro.domain.comparing import Better, Target
from openiro.measures.publication import ToldFigure
from openiro.policies import load_policy
from openiro.reporting.blocks import figures_table, key_figures

IN_2019, IN_2020 = date(2019, 11, 30), date(2020, 11, 30)


def told(measure, value, numerator, denominator=None, unit="percent"):
    return ToldFigure(measure, {}, numerator, denominator, value, 0, unit, occurs=True)


def findings(*figures, target):
    by_id = {each.id: each for each in figures}
    return SimpleNamespace(figure=by_id.get, year_before=lambda measure: None, notes=lambda measure: [], target=target)


def medway(day):
    return lambda measure: load_policy("medway", day).target(measure, on=day)


PARTICIPATION = told("participation.reviews", 85.0, 850, 1000)
ON_TIME = told("reviews.on_time", 90.0, 458, 509)


def test_what_was_reached_stands_beside_the_target_of_its_days():
    """Medway 3.1: 85% against 90%; 4.2.1: 99%; 8.2: from the year that follows 95%."""
    rows = (("participation.reviews", "Took part"), ("reviews.on_time", "In time"))
    for day, wanted in ((IN_2019, 90), (IN_2020, 95)):
        (table,) = figures_table(findings(PARTICIPATION, ON_TIME, target=medway(day)), "t", "Performance", rows)
        assert [column.heading for column in table.columns] == ["Measure", "Number", "Of", "Per cent", "Target"]
        assert [row[3:] for row in table.rows] == [(85.0, wanted), (90.0, 99)]
    (shown, *_) = key_figures(findings(PARTICIPATION, target=medway(IN_2019)), rows[:1])
    assert "target 90%, not met" in shown.figures[0].definition


def test_a_target_that_is_a_number_is_not_printed_as_a_percentage():
    overdue = told("reviews.overdue", 5, 5, unit="reviews")
    target = Target("reviews.overdue", 3, better=Better.LOW)
    (table,) = figures_table(
        findings(overdue, target=lambda measure: target), "t", "Late", (("reviews.overdue", "Late"),)
    )
    shown = dict(zip((column.heading for column in table.columns), table.rows[0], strict=True))
    assert shown == {"Measure": "Late", "Number": 5, "Target": "3 or less"}
