"""Steps to permanence, and what children left care for: answers worked by hand, on every engine."""

import pytest

from tests.golden.small_councils import council, counts, measured, told

# A to D leave in the period: adopted, home as planned, special guardianship, and dead; E stays with parents, under a
# care order, F with parents by agreement.
EPISODES = """
A 2018-04-09 S C2 U6 ended_on=2018-10-01 reason_ended=E11
B 2018-04-09 S C2 U6 ended_on=2018-10-01 reason_ended=E4A
C 2018-04-09 S C2 U6 ended_on=2018-10-01 reason_ended=E45
D 2018-04-09 S C2 U6 ended_on=2018-10-01 reason_ended=E2
E 2018-04-09 S C2 P1
F 2018-04-09 S V2 P1
"""
STEPS = """
A panel 2018-06-01 2018-06-01
A adoption_placed 2018-07-02 2018-07-03 - placement
B home_returned - 2018-10-01
E home_assessment 2018-12-03 - - assessments
E home_revocation 2019-03-31
F panel 2018-05-01 - 2018-05-02
F sgo_applied 2019-03-01 2019-04-01
F family_finding 2018-01-15 2018-04-02
"""
ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])


@ENGINES
def test_steps_are_counted_when_they_are_taken_and_late_until_then(engine: str):
    result = measured(council(EPISODES, permanence_steps=STEPS), engine=engine)
    taken = {"panel": 1, "adoption_placed": 1, "home_returned": 1, "family_finding": 1}
    assert counts(result, "permanence.steps_taken") == taken
    # Planned for the period: A's two, E's two, F's application; of these A's panel alone was held by its day.
    assert told(result, "permanence.steps_in_time") == (1, 5, 0)
    # At 31 March E's assessment and F's application are past their day; what is planned for that day is not.
    assert counts(result, "permanence.steps_late") == {"assessments": 1, "no_cause": 1}


@ENGINES
def test_children_leave_for_a_home_or_for_something_else(engine: str):
    result = measured(council(EPISODES), engine=engine)
    found = {"adopted": 1, "home_planned": 1, "special_guardianship": 1, "other": 1}
    assert counts(result, "permanence.outcomes") == found
    assert told(result, "permanence.outcomes", route="adopted") == (1, 4, 0)
    assert told(result, "permanence.with_parents") == (1, 2, 0)


def test_steps_are_not_told_where_nobody_keeps_them():
    assert "permanence.steps_taken" in measured(council(EPISODES)).all.not_available
