"""What the file of care leavers says of them: answers worked by hand, on every engine."""

from datetime import date

import pytest

from openiro.measures.compute import rows_behind
from openiro.measures.telling import tell
from tests.factories.calendars import england_and_wales
from tests.golden.small_councils import council, measured, told

ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])
# H died; I is told of in the year before alone; of G nothing is known.
TOLD = """
A 2019 YES F1 K1
B 2019 YES P5 B2
C 2019 YES G6 U1
D 2019 REFU G4 0
E 2019 NO 0 0
F 2019 RHOM P2 -
G 2019 - - -
H 2019 DIED F1 K1
I 2018 YES G5 Y1
A 2018 YES G5 Y2
"""


@ENGINES
def test_care_leavers_by_what_they_do_where_they_live_and_whether_the_council_is_in_touch(engine: str) -> None:
    """Harrow, corporate parenting strategy 4.2 and 4.3: NEET, a good home, and care leavers who are parents."""
    result = measured(council("", leaver_outcomes=TOLD), engine=engine)
    assert told(result, "care_leavers.in_touch") == (3, 6, 1)
    assert told(result, "care_leavers.in_eet") == (3, 5, 2)
    assert told(result, "care_leavers.not_in_eet") == (2, 5, 2)
    assert told(result, "care_leavers.parenting") == (1, 5, 2)
    assert told(result, "care_leavers.suitable_home") == (2, 3, 4)


def test_the_file_is_that_of_the_latest_31_march_and_without_one_nothing_is_told() -> None:
    tables = council("", leaver_outcomes=TOLD)
    before = measured(tables, to_on=date(2019, 3, 30))
    assert told(before, "care_leavers.not_in_eet") == (2, 2, 0)
    assert told(before, "care_leavers.suitable_home") == (1, 2, 0)
    assert "care_leavers.in_eet" in measured(council("")).all.not_available
    assert measured(council("", leaver_outcomes="E 2019 NO 0 0")).figure("care_leavers.in_eet").value is None


def test_the_rows_behind_name_who_is_not_in_education_employment_or_training() -> None:
    year = {"from_on": date(2018, 4, 1), "to_on": date(2019, 3, 31), "calendar": england_and_wales()}
    rows = rows_behind(council("", leaver_outcomes=TOLD), "care_leavers.not_in_eet", **year).to_dicts()
    assert {row["child"]: row["counted_as"] for row in rows} == {
        "A": "denominator", "B": "denominator", "C": "numerator", "D": "numerator", "E": "unknown", "F": "denominator",
        "G": "unknown",
    }  # fmt: skip


def test_a_small_number_is_hidden_in_whichever_measure_would_give_it_away() -> None:
    many = "".join(f"A{number} 2019 YES F1 K1\n" for number in range(20))
    few = "".join(f"B{number} 2019 YES G5 K1\n" for number in range(3))
    shown = {each.id: each for each in tell(measured(council("", leaver_outcomes=many + few)).all, hide_up_to=5)}
    assert shown["care_leavers.not_in_eet"].numerator != 3
    in_eet = shown["care_leavers.in_eet"]
    assert (in_eet.numerator, in_eet.denominator) != (20, 23)
