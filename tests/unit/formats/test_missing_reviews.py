"""A stretch without reviews, as after a change of system, is remarked on with its months."""

from openiro.formats.ssda903 import read_return
from tests.unit.formats.returns import write_return

CHILDREN = 72
MONTHS = [(month, 2017) for month in range(4, 13)] + [(month, 2018) for month in range(1, 4)]


def remarks(tmp_path, *, without=(), legal_status="C2", last_start="31/03/2018"):
    codes = [f"A{number}" for number in range(CHILDREN)]
    months = [each for each in MONTHS if each not in without]
    episodes = [f"{code},10/04/2015,S,{legal_status},N1,U4,PR1,,,,,," for code in codes]
    read = read_return(
        write_return(
            tmp_path / "return",
            header=[f"{code},1,01/05/2010,WBRI,,," for code in [*codes, "B1"]],
            episodes=[*episodes, f"B1,{last_start},S,C2,N1,U4,PR1,,,,,,"],
            reviews=[
                f"A{(number + place * 12) % CHILDREN},01/05/2010,12/{month:02}/{year},PN1"
                for place, (month, year) in enumerate(months)
                for number in range(12)
            ],
        ),
        year=2018,
    )
    return read.problems.filter(code="reviews_missing").select("file", "row", "column", "severity", "message").rows()


def test_a_whole_return_has_nothing_remarked(tmp_path):
    assert remarks(tmp_path) == []


def test_months_without_reviews_are_named_once_with_what_the_law_asks_for(tmp_path):
    ((file, row, column, severity, message),) = remarks(tmp_path, without=((10, 2017), (11, 2017)))
    assert (file, row, column, severity) == ("reviews.csv", 1, "REVIEW", "warning")
    assert "in October 2017, November 2017: 0, where the law asks for 24 at the least" in message


def test_months_of_which_the_return_does_not_tell_yet_are_no_gap(tmp_path):
    rest = ((1, 2018), (2, 2018), (3, 2018))
    assert remarks(tmp_path, without=rest, last_start="20/01/2018") == []


def test_short_breaks_are_not_reviewed_by_that_clock(tmp_path):
    assert remarks(tmp_path, without=((10, 2017),), legal_status="V3") == []
