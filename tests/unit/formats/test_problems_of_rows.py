"""What makes a row unusable is an error; all else is a warning that keeps the row."""

import polars as pl
import pytest

from openiro.formats.problems import ProblemLog, Severity, UnableToRead
from openiro.formats.ssda903 import read_return
from tests.unit.formats.returns import CHILDREN, EPISODES, REVIEWS, found, write_return


def read(tmp_path, **files):
    return read_return(write_return(tmp_path, **files), year=2018)


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"header": [*CHILDREN, ",1,01/05/2010,WBRI,,,"]}, ("header.csv", 4, "CHILD", "child_missing")),
        ({"header": [*CHILDREN, "A3,1,,WBRI,,,"]}, ("header.csv", 4, "DOB", "date_missing")),
        ({"header": [*CHILDREN, "A3,1,30/02/2010,WBRI,,,"]}, ("header.csv", 4, "DOB", "date_invalid")),
        ({"episodes": [*EPISODES, ",01/01/2018,S,C2,N1,U4,PR1,,,,,,"]}, ("episodes.csv", 5, "CHILD", "child_missing")),
        ({"episodes": [*EPISODES, "A2,,S,C2,N1,U4,PR1,,,,,,"]}, ("episodes.csv", 5, "DECOM", "date_missing")),
        ({"episodes": [*EPISODES, "A2,1/13/2017,S,C2,N1,U4,PR1,,,,,,"]}, ("episodes.csv", 5, "DECOM", "date_invalid")),
        (
            {"episodes": [*EPISODES, "A2,02/01/2018,S,C2,N1,U4,PR1,01/01/2018,E4A,,,,"]},
            ("episodes.csv", 5, "DEC", "ends_before_start"),
        ),
        ({"reviews": [*REVIEWS, "A1,01/05/2010,,PN1"]}, ("reviews.csv", 4, "REVIEW", "date_missing")),
        ({"reviews": [*REVIEWS, "A1,01/05/2010,99/99/2017,PN1"]}, ("reviews.csv", 4, "REVIEW", "date_invalid")),
        ({"reviews": [*REVIEWS, "A9,01/05/2010,01/06/2017,PN1"]}, ("reviews.csv", 4, "CHILD", "child_not_in_header")),
    ],
)
def test_an_error_rejects_its_row(tmp_path, files, problem):
    found_here = read(tmp_path, **files)
    assert found(found_here) == [problem]
    assert found_here.problems["severity"].to_list() == ["error"]
    file = found_here.files[problem[0].removesuffix(".csv")]
    assert (file.rejected, file.kept, file.frame.height) == (1, file.read - 1, file.read - 1)


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"episodes": [*EPISODES[:2], "A2,12/01/2015,S,XX,N2,U6,PR1,20/10/2017,E4A,,,,"]}, ("LS", "code_unknown")),
        ({"episodes": [*EPISODES[:2], "A2,12/01/2015,S,V2,N2,Z12,PR1,20/10/2017,E4A,,,,"]}, ("PLACE", "code_outdated")),
        ({"episodes": [*EPISODES[:2], "A2,12/01/2015,S,V2,,U6,PR1,20/10/2017,E4A,,,,"]}, ("CIN", "code_missing")),
        ({"episodes": [*EPISODES[:2], "A2,12/01/2015,S,V2,N2,U6,PR1,99/10/2017,E4A,,,,"]}, ("DEC", "date_invalid")),
        ({"episodes": [*EPISODES[:2], "A2,12/01/2015,S,V2,N2,U6,PR1,,E4A,,,,"]}, ("DEC", "reason_without_end")),
        ({"episodes": [*EPISODES[:2], "A2,12/01/2015,S,V2,N2,U6,PR1,20/10/2017,,,,,"]}, ("REC", "end_without_reason")),
        ({"episodes": [*EPISODES[:2], "A2,12/01/2015,S,J1,N2,U6,PR1,20/10/2017,E4A,,,,"]}, ("LS", "code_not_for_age")),
        ({"episodes": [*EPISODES, "A2,01/10/2017,S,V2,N2,U6,PR1,,,,,,"]}, ("DECOM", "overlap")),
        ({"episodes": [EPISODES[0].replace("01/09", "30/08"), *EPISODES[1:]]}, ("DECOM", "gap")),
        ({"episodes": [EPISODES[0], EPISODES[2]]}, ("REC", "gap")),
        ({"episodes": [*EPISODES, "A2,01/02/2018,P,V2,N2,U6,PR1,,,,,,"]}, ("DECOM", "gap")),
        ({"episodes": [EPISODES[0].replace(",S,", ",L,"), *EPISODES[1:]]}, ("RNE", "start_unknown")),
        ({"reviews": ["A2,15/08/2014,01/12/2017,PN0"]}, ("REVIEW", "review_outside_care")),
        ({"reviews": ["A2,15/08/2014,01/12/2016,PN0"]}, ("REVIEW", "review_outside_year")),
        ({"reviews": ["A2,15/08/2014,14/06/2017,PN1"]}, ("REVIEW_CODE", "code_not_for_age")),
        ({"reviews": ["A1,01/05/2010,05/05/2017,PN0"]}, ("REVIEW_CODE", "code_not_for_age")),
        ({"reviews": ["A1,01/05/2010,05/05/2017,"]}, ("REVIEW_CODE", "code_missing")),
        ({"reviews": ["A1,02/05/2010,05/05/2017,PN1"]}, ("DOB", "dob_differs")),
        ({"header": ["A1,M,01/05/2010,WBRI,,,", CHILDREN[1]]}, ("SEX", "code_outdated")),
        ({"header": [*CHILDREN, "=1+1,1,01/05/2010,WBRI,,,"]}, ("CHILD", "formula")),
        ({"missing": ["A1,01/05/2010,M,02/05/2017,01/05/2017"]}, ("MIS_END", "ends_before_start")),
    ],
)
def test_a_warning_keeps_its_row(tmp_path, files, problem):
    found_here = read(tmp_path, **files)
    assert found(found_here, "column", "code") == [problem]
    assert found_here.problems["severity"].to_list() == ["warning"]
    assert all(file.kept == file.read == file.frame.height for file in found_here.files.values())


def test_an_impossible_end_leaves_the_episode_open(tmp_path):
    rows = [*EPISODES[:2], "A2,12/01/2015,S,V2,N2,U6,PR1,99/10/2017,E4A,,,,"]
    assert read(tmp_path, episodes=rows).files["episodes"].frame["dec"][2] is None


def test_a_child_whose_header_row_is_unusable_is_in_no_header(tmp_path):
    read_here = read(tmp_path, header=[CHILDREN[0], "A2,2,,BAFR,,,"])
    assert found(read_here) == [
        ("episodes.csv", 4, "CHILD", "child_not_in_header"),
        ("header.csv", 3, "DOB", "date_missing"),
        ("reviews.csv", 3, "CHILD", "child_not_in_header"),
    ]


def test_a_child_is_of_an_age_on_the_birthday_itself(tmp_path):
    assert read(tmp_path, header=["A1,1,05/05/2013,WBRI,,,", CHILDREN[1]], reviews=["A1,05/05/2013,05/05/2017,PN1"]) \
        .problems.is_empty()  # fmt: skip


def test_an_identical_row_counts_once_and_of_different_ones_the_lower_holds(tmp_path):
    rows = [REVIEWS[0], REVIEWS[0], "A1,01/05/2010,05/05/2017,PN7", REVIEWS[1]]
    read_here = read(tmp_path, reviews=rows)
    assert found(read_here, "row", "code", "severity") == [
        (2, "repeated_row", "warning"),
        (3, "conflicting_row", "warning"),
    ]
    reviews = read_here.files["reviews"]
    assert reviews.frame.select("child", "review_code").rows() == [("A1", "PN7"), ("A2", "PN0")]
    assert (reviews.read, reviews.rejected, reviews.repeated, reviews.kept) == (4, 0, 2, 2)


def test_messages_name_no_child_and_the_child_is_told_apart(tmp_path):
    read_here = read(tmp_path, reviews=["A2,15/08/2014,01/12/2017,PN1"])
    assert set(read_here.problems["child"]) == {"A2"}
    assert not any("A2" in message or "2014" in message for message in read_here.problems["message"])


def test_a_review_on_the_first_or_last_day_of_care_is_in_care(tmp_path):
    reviews = ["A2,15/08/2014,20/10/2017,PN0", "A1,01/05/2010,10/04/2017,PN1"]
    assert read(tmp_path, reviews=reviews).problems.is_empty()


def test_more_problems_than_anybody_could_work_through_refuse_the_load():
    log, rows = ProblemLog(most=5), pl.DataFrame({"row": [2, 3, 4]})
    log.add_rows("reviews.csv", rows, "REVIEW", "date_invalid", Severity.ERROR, "It is not a date.")
    with pytest.raises(UnableToRead, match=r"reviews\.csv: It has more than 5 problems, .* in DOB \(dob_differs\)"):
        log.add_rows("reviews.csv", rows, "DOB", "dob_differs", Severity.WARNING, "It differs.")


@pytest.mark.parametrize(("born", "problems"), [("11/04/1999", []), ("10/04/1999", [("episodes.csv", 2, "DECOM")])])
def test_nobody_comes_into_care_on_or_after_the_eighteenth_birthday(tmp_path, born, problems):
    child, stay = f"A1,1,{born},WBRI,,,", "A1,10/04/2017,S,C2,N1,U4,PR1,,,,,,"
    done = read(tmp_path, header=[child], episodes=[stay], reviews=[])
    assert found(done, "file", "row", "column") == problems
    assert done.files["episodes"].frame.height == 1
