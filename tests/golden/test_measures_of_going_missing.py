"""Children who went missing from care, and those who were away without authorisation: answers worked by hand."""

from datetime import date

import pytest

from openiro.measures.compute import rows_behind
from tests.factories.calendars import england_and_wales
from tests.golden.small_councils import council, measured, told

ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])
# A all year; B left on the second day of it; C on the first; D came after it; E is in short breaks; F left in the year.
EPISODES = """
A 2017-01-03 S C2 U6
B 2017-01-03 S C2 U6 2018-04-02 E4A
C 2017-01-03 S C2 U6 2018-04-01 E4A
D 2019-04-01 S C2 U6
E 2017-01-03 S V4 U6
F 2017-01-03 S C2 U6 2018-07-01 E4A
G 2018-12-01 S V2 U6
"""
# A twice missing and once away; before and after the year nothing counts. F's second time is called neither.
TOLD = """
A M 2018-04-01 2018-04-03
A M 2018-11-01 -
A A 2018-06-01 2018-06-01
A M 2018-03-31 2018-04-05
B M 2019-04-01 -
C M 2018-04-01 2018-04-01
D M 2019-03-31 2019-04-02
E M 2018-05-01 2018-05-02
F A 2018-05-01 2018-05-03
F - 2018-06-01 2018-06-02
Z M 2018-06-01 2018-06-02
"""


@ENGINES
def test_children_who_went_missing_and_those_away_without_authorisation(engine: str) -> None:
    """Harrow, corporate parenting strategy 4.3: young people who go missing, for the panel."""
    result = measured(council(EPISODES, missing=TOLD), engine=engine)
    # Looked after at some time of the year: A, B, F, G. Z is nobody on record.
    assert told(result, "missing.children") == (1, 4, 0)
    assert told(result, "missing.away_children") == (2, 4, 0)
    assert told(result, "missing.episodes") == (2, None, 1)
    assert told(result, "missing.away_episodes") == (2, None, 1)


def test_where_no_file_tells_of_missing_nothing_is_counted_and_of_nobody_the_share_is_null() -> None:
    assert "missing.children" in measured(council(EPISODES)).all.not_available
    none = measured(council(EPISODES, supplied=frozenset({"missing"})))
    assert told(none, "missing.children") == (0, 4, 0)
    assert told(none, "missing.episodes") == (0, None, 0)
    nobody = measured(council("D 2019-04-01 S C2 U6", missing="D M 2019-04-02 -"))
    assert nobody.figure("missing.children").value is None


def test_the_rows_behind_name_who_went_missing_and_from_when_to_when() -> None:
    year = {"from_on": date(2018, 4, 1), "to_on": date(2019, 3, 31), "calendar": england_and_wales()}
    rows = rows_behind(council(EPISODES, missing=TOLD), "missing.episodes", **year).to_dicts()
    assert [(row["child"], row["started_on"], row["ended_on"]) for row in rows if row["counted_as"] == "numerator"] == [
        ("A", date(2018, 4, 1), date(2018, 4, 3)), ("A", date(2018, 11, 1), None),
    ]  # fmt: skip
