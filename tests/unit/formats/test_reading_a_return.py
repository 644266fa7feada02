"""A return is read whatever shape it comes in."""

import os
from datetime import date

import polars as pl
import pytest

from openiro.formats.problems import UnableToRead, as_problems
from openiro.formats.read import read_source
from openiro.formats.ssda903 import read_return
from tests.unit.formats.returns import CHILDREN, EPISODES, HEADINGS, REVIEWS, found, write_return, zipped


@pytest.fixture
def folder(tmp_path):
    return write_return(tmp_path / "return")


def test_a_clean_return_has_no_problem_and_every_row(folder):
    read = read_return(folder)
    assert read.year == 2018
    assert read.problems.is_empty()
    assert {name: (file.read, file.kept) for name, file in read.files.items()} == {
        "header": (2, 2),
        "episodes": (3, 3),
        "reviews": (2, 2),
    }
    first = read.files["episodes"].frame.row(0, named=True)
    assert (first["row"], first["decom"], first["dec"], first["rec"]) == (2, date(2017, 4, 10), date(2017, 9, 1), "X1")
    assert read.files["header"].frame["sex"].to_list() == ["M", "F"]


def test_a_zip_gives_what_its_folder_gives(folder, tmp_path):
    read = read_source(zipped(folder, tmp_path / "return.zip"))
    assert read.format == "903"
    assert read.files["episodes"].frame.equals(read_return(folder).files["episodes"].frame)


def test_file_names_in_any_case_with_what_councils_add(folder):
    for old, new in {
        "header": "SSDA903_2018_HEADER",
        "episodes": "Episodes 2017-18",
        "reviews": "903 reviews (1)",
    }.items():
        (folder / f"{old}.csv").rename(folder / f"{new}.CSV")
    read = read_return(folder)
    assert set(read.files) == {"header", "episodes", "reviews"}
    assert read.files["header"].file == "SSDA903_2018_HEADER.CSV"


def test_files_are_known_by_their_columns_when_the_name_tells_nothing(folder):
    for place, name in enumerate(("header", "episodes", "reviews")):
        (folder / f"{name}.csv").rename(folder / f"table{place}.csv")
    assert {name: file.read for name, file in read_return(folder).files.items()} == {
        "header": 2,
        "episodes": 3,
        "reviews": 2,
    }


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("cp1252", b"")], ids=["utf-8", "mark", "1252"]
)
def test_encodings(folder, encoding, mark):
    rows = [HEADINGS["header"], "Zoë–1,1,01/05/2010,WBRI,,,"]
    (folder / "header.csv").write_bytes(mark + "\r\n".join(rows).encode(encoding))
    assert read_return(folder, year=2018).files["header"].frame["child"].to_list() == ["Zoë–1"]


@pytest.mark.parametrize("written", ["01/05/2010", "2010-05-01", "1/5/2010", "2010-05-01 00:00:00", "01/05/2010 00:00"])
def test_ways_to_write_a_date(tmp_path, written):
    folder = write_return(tmp_path, header=[f"A1,1,{written},WBRI,,,", CHILDREN[1]])
    assert read_return(folder).files["header"].frame["dob"][0] == date(2010, 5, 1)


@pytest.mark.parametrize("written", ["31/02/2010", "2010/05/01", "01/05/10", "May 2010", "01/05/1066", "40299"])
def test_what_is_no_date(tmp_path, written):
    read = read_return(write_return(tmp_path, header=[f"A1,1,{written},WBRI,,,", CHILDREN[1]]))
    assert ("header.csv", 2, "DOB", "date_invalid") in found(read)
    assert read.files["header"].frame["child"].to_list() == ["A2"]


def test_columns_in_any_order_and_letter_case_and_codes_in_small_letters(tmp_path):
    folder = write_return(tmp_path)
    (folder / "reviews.csv").write_text("Review_Code,review,Dob,child\npn1,05/05/2017,01/05/2010,A1\n")
    read = read_return(folder)
    assert read.files["reviews"].frame.select("child", "review_code").rows() == [("A1", "PN1")]
    assert read.problems.is_empty()


def test_blank_lines_are_passed_over_and_still_count_for_the_row_number(tmp_path):
    folder = write_return(tmp_path)
    rows = [HEADINGS["reviews"], "", REVIEWS[0], ",,,", "   ", "A1,01/05/2010,31/02/2018,PN1"]
    (folder / "reviews.csv").write_text("\n".join(rows))
    read = read_return(folder)
    assert found(read) == [("reviews.csv", 6, "REVIEW", "date_invalid")]
    assert read.files["reviews"].read == 2


def test_blank_lines_above_the_headings_count_too(tmp_path):
    folder = write_return(tmp_path)
    (folder / "reviews.csv").write_text("\n\n" + "\n".join([HEADINGS["reviews"], "A1,01/05/2010,,PN1"]))
    assert found(read_return(folder)) == [("reviews.csv", 4, "REVIEW", "date_missing")]


def test_quoted_values_hold_commas_and_line_breaks_and_a_record_is_one_row(tmp_path):
    folder = write_return(tmp_path)
    rows = [HEADINGS["header"], '"A1","1","01/05/2010","WBRI","a,\nb",,', "", 'A2,2,"31/02/2014",BAFR,,,']
    (folder / "header.csv").write_text("\n".join(rows))
    read = read_return(folder)
    assert read.files["header"].frame["upn"].to_list() == ["a,\nb"]
    assert ("header.csv", 4, "DOB", "date_invalid") in found(read)


def test_trailing_commas_are_no_fault_and_an_extra_column_or_value_is_remarked_on(tmp_path):
    folder = write_return(tmp_path)
    rows = [HEADINGS["reviews"] + ",NOTES,,", REVIEWS[0] + ",x,,", REVIEWS[1] + ",,,,y"]
    (folder / "reviews.csv").write_text("\n".join(rows))
    assert found(read_return(folder), "row", "column", "code") == [
        (1, "NOTES", "extra_column"),
    ]
    (folder / "reviews.csv").write_text("\n".join([HEADINGS["reviews"], REVIEWS[0] + ",x"]))
    assert found(read_return(folder), "row", "code") == [(2, "extra_value")]


def test_a_column_that_is_not_needed_may_be_missing(tmp_path):
    folder = write_return(tmp_path)
    (folder / "header.csv").write_text("CHILD,SEX,DOB,ETHNIC\n" + "\n".join(row[:-3] for row in CHILDREN))
    read = read_return(folder)
    assert {(row[2], row[3]) for row in found(read)} == {
        ("UPN", "column_missing"),
        ("MOTHER", "column_missing"),
        ("MC_DOB", "column_missing"),
    }


def test_a_file_that_is_none_of_the_return_is_left_out(tmp_path):
    folder = write_return(tmp_path)
    (folder / "notes.csv").write_text("WHO,WHAT\nx,y\n")
    (folder / "read me.pdf").write_bytes(b"%PDF\0")
    assert found(read_return(folder)) == [("notes.csv", 1, "", "file_ignored")]


def test_the_year_is_that_of_the_latest_decom_or_the_stated_one_and_never_that_of_a_name(tmp_path):
    folder = write_return(tmp_path / "returns 2021")
    assert read_return(folder).year == 2018
    assert read_return(folder, year=2019).year == 2019
    on_the_last_day = write_return(tmp_path / "a", episodes=["A1,31/03/2018,S,C2,N1,U4,PR1,,,,,,"], reviews=[])
    on_the_first_day = write_return(tmp_path / "b", episodes=["A1,01/04/2018,S,C2,N1,U4,PR1,,,,,,"], reviews=[])
    assert (read_return(on_the_last_day).year, read_return(on_the_first_day).year) == (2018, 2019)


@pytest.mark.parametrize(("stated", "episodes"), [(1992, EPISODES), (2031, EPISODES), (None, [])])
def test_a_year_that_is_not_known_is_refused(tmp_path, stated, episodes):
    with pytest.raises(UnableToRead, match="State the collection year"):
        read_return(write_return(tmp_path, episodes=episodes), year=stated)


def test_a_return_of_before_the_first_guide_is_read_by_the_codes_of_that_guide(tmp_path):
    folder = write_return(tmp_path, episodes=["A1,01/04/2009,S,C2,N1,H5,PR1,,,,,,", "A1,01/05/2009,P,C2,N1,Z11,,,,,,,"])
    read = read_return(folder, year=2010)
    assert read.year == 2010
    assert ("episodes.csv", 3, "PLACE", "code_outdated") in found(read)
    assert ("episodes.csv", 2, "PLACE", "code_outdated") not in found(read)


def test_problems_are_values_too(tmp_path):
    read = read_return(write_return(tmp_path, header=["A1,1,01/05/2010,WBRI,,,", ",1,01/05/2010,WBRI,,,"]))
    first = next(problem for problem in as_problems(read.problems) if problem.code == "child_missing")
    assert (first.file, first.row, first.severity, first.child) == ("header.csv", 3, "error", None)
    assert read.problems.schema["row"] == pl.Int64


@pytest.mark.parametrize("heading_end", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize("row_end", [b"\n", b"\r", b"\r\n"])
def test_line_ends_of_any_kind_even_mixed_each_end_a_row(tmp_path, heading_end, row_end):
    folder = write_return(tmp_path)
    rows = row_end.join([CHILDREN[0].encode(), CHILDREN[1].replace("BAFR", "XXXX").encode()])
    (folder / "header.csv").write_bytes(HEADINGS["header"].encode() + heading_end + rows + b"\n")
    read = read_return(folder)
    assert read.files["header"].frame["child"].to_list() == ["A1", "A2"]
    assert found(read) == [("header.csv", 3, "ETHNIC", "code_unknown")]


@pytest.mark.parametrize(
    "written", ["5/5/-2017", "05/05/+2017", "5/ 5/2017", "05/05/2017x", "05/05/20170", "٠٥/05/2017"]
)
def test_what_is_no_date_is_none_whatever_the_other_rows_say(tmp_path, written):
    folder = write_return(tmp_path, reviews=[f"A1,01/05/2010,{written},PN1"])
    read = read_return(folder)
    assert read.files["reviews"].rejected == 1
    assert found(read) == [("reviews.csv", 2, "REVIEW", "date_invalid")]


def test_two_extra_columns_of_one_name_are_remarked_on_and_a_row_is_read(tmp_path):
    folder = write_return(tmp_path)
    lines = [f"{HEADINGS['reviews']},NOTE,note", *(f"{row},x,y" for row in REVIEWS)]
    (folder / "reviews.csv").write_text("\n".join(lines))
    read = read_return(folder)
    assert found(read) == [("reviews.csv", 1, "NOTE", "extra_column")] * 2
    assert read.files["reviews"].frame.height == 2


def test_a_file_whose_name_is_no_text_is_named_all_the_same(tmp_path):
    folder = write_return(tmp_path)
    (folder / os.fsdecode(b"notes\xff.csv")).write_text("a,b\n")
    assert found(read_return(folder)) == [("notes?.csv", 1, "", "file_ignored")]
