"""The Standard Safeguarding Dataset and Annex A become what the 903 is, and say where something is wrong."""

from datetime import date, timedelta

import pytest

from openiro.formats.combine import combine
from openiro.formats.problems import UnableToRead
from openiro.formats.read import read_source
from tests.unit.formats.other_formats import SSD, write_distances, write_list_8, write_ssd
from tests.unit.formats.returns import found, write_return, zipped

EPISODE = ("child", "decom", "rne", "ls", "place", "dec", "rec", "reason_place_change")


def rows(read, name: str, *columns: str) -> list[tuple]:
    return read.files[name].frame.select(columns).rows()


def test_ssd_episodes_take_status_and_placement_and_are_cut_where_the_status_changes(tmp_path):
    read = read_source(write_ssd(tmp_path))
    assert (read.format, read.year) == ("ssd", 2018)
    assert rows(read, "episodes", *EPISODE) == [
        ("P1", date(2017, 4, 10), "S", "C1", "U4", date(2017, 9, 1), "X1", "CARPL"),
        ("P1", date(2017, 9, 1), "P", "C1", "K2", date(2017, 12, 1), "X1", None),
        ("P1", date(2017, 12, 1), "L", "C2", "K2", None, None, None),
        ("P2", date(2015, 1, 12), "S", "V2", "U6", date(2017, 10, 20), "E4A", None),
    ]


def test_of_ssd_episodes_that_overlap_the_one_that_holds_is_cut_and_the_earlier_again_when_it_ends(tmp_path):
    episodes = ["P1,C1,L1,2017-04-10,S,N1,,", "P1,C1,L2,2017-09-01,P,N1,2017-12-20,X1"]
    placements = ["L1,C1,2017-04-10,U4,PR1,,", "L2,C1,2017-09-01,K2,PR4,2017-12-20,"]
    read = read_source(write_ssd(tmp_path, ssd_cla_episodes=episodes, ssd_cla_placement=placements))
    assert rows(read, "episodes", "decom", "rne", "ls", "place", "dec", "rec") == [
        (date(2017, 4, 10), "S", "C1", "U4", date(2017, 12, 20), "X1"),
        (date(2017, 12, 20), "L", "C2", "U4", None, None),
        (date(2017, 9, 1), "P", "C1", "K2", date(2017, 12, 1), "X1"),
        (date(2017, 12, 1), "L", "C2", "K2", date(2017, 12, 20), "X1"),
    ]


def test_many_ssd_episodes_of_one_child_that_nobody_ended_are_one_row_each(tmp_path):
    days = [date(2014, 1, 1) + timedelta(days=number) for number in range(1500)]
    folder = write_ssd(
        tmp_path,
        ssd_cla_episodes=[f"P1,C1,L{day},{day},P,N1,," for day in days],
        ssd_cla_placement=[f"L{day},C1,{day},U4,PR1,," for day in days],
        ssd_legal_status=[f"P1,C2,{day}," for day in days],
    )
    assert rows(read_source(folder), "episodes", "decom") == [(day,) for day in days]


def test_ssd_reviews_are_those_held_with_the_code_that_begins_the_text(tmp_path):
    read = read_source(write_ssd(tmp_path), format="ssd")
    assert rows(read, "reviews", "child", "review", "review_code") == [
        ("P1", date(2017, 5, 5), "PN1"),
        ("P2", date(2017, 6, 14), "PN0"),
    ]
    assert rows(read, "uasc", "child", "duc") == [("P1", date(2018, 1, 31))]


def test_only_people_with_a_time_in_care_are_taken_in(tmp_path):
    read = read_source(write_ssd(tmp_path))
    assert rows(read, "header", "child", "sex", "dob") == [
        ("P1", "F", date(2010, 5, 1)),
        ("P2", "M", date(2014, 8, 15)),
    ]
    assert ("ssd_person.csv", 1, "", "never_in_care") in found(read)
    assert ("ssd_person.csv", 3, "pers_ethnicity", "code_unknown") in found(read)


def test_ssd_missing_tells_who_went_missing_and_who_was_away_with_the_days_of_both_ends(tmp_path):
    read = read_source(write_ssd(tmp_path))
    assert rows(read, "missing", "child", "missing", "mis_start", "mis_end") == [
        ("P1", "M", date(2017, 6, 3), date(2017, 6, 4)),
        ("P1", "A", date(2017, 11, 20), date(2017, 11, 20)),
        ("P2", "M", date(2017, 10, 20), None),
    ]
    assert not [problem for problem in found(read) if problem[0] == "ssd_missing.csv"]
    table = combine([read]).tables["missing"]
    assert table.sort("from_on").row(0) == ("P1", "M", date(2017, 6, 3), date(2017, 6, 4))
    assert "missing" in combine([read]).supplied


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("m", "M"),
        ("MISSING", "M"),
        ("M - Missing: whereabouts unknown", "M"),
        ("A", "A"),
        ("Absent", "A"),
        ("Away from placement", "A"),
        ("Unauthorised absence", "A"),
        ("Away from placement without authorisation", "A"),
    ],
)
def test_the_words_of_systems_for_a_missing_episode_become_the_codes_of_the_return(tmp_path, word, code):
    read = read_source(write_ssd(tmp_path, ssd_missing=[f"M1,P1,2017-06-03,{word},,,"]))
    assert rows(read, "missing", "missing") == [(code,)]


def test_times_missing_from_home_before_or_after_care_are_left_out_and_counted_once(tmp_path):
    own = SSD["ssd_missing"][1]
    from_home = ["M4,P1,2017-04-09,M,,,", "M5,P2,2017-10-21,M,,,", "M6,P3,2017-06-01,M,,,"]
    read = read_source(write_ssd(tmp_path, ssd_missing=[*own, *from_home]))
    assert rows(read, "missing", "child") == [("P1",), ("P1",), ("P2",)]
    told = read.problems.filter(file="ssd_missing.csv").select("row", "code", "severity", "message").rows()
    assert [each[:3] for each in told] == [(1, "not_in_care_then", "warning")]
    assert told[0][3].startswith("3 rows ")


def test_problems_of_ssd_missing_name_its_own_rows_and_headings(tmp_path):
    wrong = [
        "M1,P1,2017-06-03,M,2017-06-01,,",
        "M2,P1,soon,M,,,",
        "M3,P1,2017-07-01,elsewhere,never,,",
        "M4,P1,2017-08-01,,,,",
        "M5,,2017-08-01,M,,,",
        "M6,P9,2017-08-01,M,,,",
        "M7,P1,2017-07-01,A,2017-07-02,,",
    ]
    read = read_source(write_ssd(tmp_path, ssd_missing=wrong))
    told = read.problems.filter(file="ssd_missing.csv").sort("row", "column")
    assert told.select("row", "column", "code", "severity").rows() == [
        (2, "miss_missing_episode_end_date", "ends_before_start", "warning"),
        (3, "miss_missing_episode_start_date", "date_invalid", "warning"),
        (4, "", "conflicting_row", "warning"),
        (4, "miss_missing_episode_end_date", "date_invalid", "warning"),
        (4, "miss_missing_episode_type", "code_unknown", "warning"),
        (5, "miss_missing_episode_type", "code_missing", "warning"),
        (6, "miss_person_id", "child_missing", "error"),
        (7, "miss_person_id", "child_not_in_header", "error"),
    ]
    assert read.files["missing"].rejected == 2


def test_a_dataset_without_ssd_missing_tells_of_nobody_missing(tmp_path):
    read = read_source(write_ssd(tmp_path, ssd_missing=None))
    assert "missing" not in read.files
    assert "missing" not in combine([read]).supplied


def test_errors_of_the_ssd_name_its_own_files_rows_and_headings(tmp_path):
    people, reviews = SSD["ssd_person"][1], SSD["ssd_cla_reviews"][1]
    read = read_source(
        write_ssd(
            tmp_path,
            ssd_person=[*people[:1], "P2,31/02/2014,M,WBRI,"],
            ssd_cla_reviews=[*reviews, "C9,2017-06-01,2017-06-01,N,PN1", "C1,2017-06-01,soon,N,PN1"],
        )
    )
    errors = read.problems.filter(severity="error").select("file", "row", "column", "code").rows()
    assert errors == [
        ("ssd_cla_episodes.csv", 4, "clae_person_id", "child_not_in_header"),
        ("ssd_cla_reviews.csv", 5, "clar_cla_id", "child_not_in_header"),
        ("ssd_cla_reviews.csv", 6, "clar_cla_id", "child_missing"),
        ("ssd_cla_reviews.csv", 7, "clar_cla_review_date", "date_invalid"),
        ("ssd_missing.csv", 4, "miss_person_id", "child_not_in_header"),
        ("ssd_person.csv", 3, "pers_dob", "date_invalid"),
    ]
    assert read.files["reviews"].rejected == 3


def test_a_dataset_without_its_statuses_says_so_once(tmp_path):
    read = read_source(write_ssd(tmp_path, ssd_legal_status=None))
    assert ("ssd_cla_episodes.csv", 1, "", "file_missing") in found(read)
    assert {ls for (ls,) in rows(read, "episodes", "ls")} == {None}


def test_a_zip_of_the_dataset_is_the_same(tmp_path):
    folder = write_ssd(tmp_path / "tables")
    read = read_source(zipped(folder, tmp_path / "tables.zip"))
    assert rows(read, "episodes", *EPISODE) == rows(read_source(folder), "episodes", *EPISODE)


@pytest.mark.parametrize(("format", "words"), [("ssd", "ssd_person.csv is not in it"), ("annex-a", "no list 8")])
def test_what_is_not_the_format_is_refused_whole(tmp_path, format, words):
    with pytest.raises(UnableToRead, match=words):
        read_source(write_return(tmp_path), format=format)


def test_a_needed_heading_missing_refuses_list_8(tmp_path):
    path = write_list_8(tmp_path / "List 8.csv", renamed={"Child's Legal Status": "Order"})
    with pytest.raises(UnableToRead, match="lacks the column Child's Legal Status"):
        read_source(path)


def test_annex_a_tells_the_status_and_placement_of_now_and_leaves_what_was_before_blank(tmp_path):
    read = read_source(write_list_8(tmp_path / "Annex A List 8.csv"))
    assert (read.format, read.year) == ("annex-a", 2018)
    assert rows(read, "episodes", *EPISODE[:-1]) == [
        ("A1", date(2017, 4, 10), "S", None, None, date(2017, 6, 1), "X1"),
        ("A1", date(2017, 6, 1), "B", "C2", "K2", None, None),
    ]
    assert rows(read, "reviews", "child", "review", "review_code") == [("A1", date(2017, 10, 5), None)]
    assert found(read) == [("Annex A List 8.csv", 1, "", "snapshot")]


def test_headings_of_annex_a_may_vary(tmp_path):
    path = write_list_8(tmp_path / "cla.csv", renamed={"Gender": "Sex", "Age of Child (Years)": "AGE"})
    read = read_source(path)
    assert (read.format, rows(read, "header", "child", "sex")) == ("annex-a", [("A1", "F")])


def test_words_for_several_codes_and_unknown_ones_keep_the_row(tmp_path):
    path = write_list_8(
        tmp_path / "List 8.csv",
        {"Placement Type": "a) Foster Placement", "Ethnicity": "zz"},
        {"Child Unique ID": "A2", "Date of Birth": "never"},
    )
    read = read_source(path)
    assert ("List 8.csv", 2, "Placement Type", "code_unclear") in found(read)
    assert ("List 8.csv", 2, "Ethnicity", "code_unknown") in found(read)
    assert ("List 8.csv", 3, "Date of Birth", "date_invalid") in found(read)
    assert rows(read, "header", "child") == [("A1",)]


def test_annex_a_beside_a_return_fills_and_replaces_nothing(tmp_path):
    returned = read_source(write_return(tmp_path / "return"))
    listed = read_source(
        write_list_8(
            tmp_path / "List 8.csv",
            {"Date of Latest Statutory Review": "05/05/2017", "Start date of current legal status": "10/04/2017"},
        )
    )
    tables = combine([returned, listed]).tables
    assert ("A1", date(2017, 5, 5), "PN1") in tables["reviews"].select("child", "held_on", "code").rows()
    alone = combine([returned]).tables["children"]
    assert tables["children"].sort("child").equals(alone.sort("child"))


def test_ssd_placements_tell_the_miles_from_home_and_not_whose_area_it_is(tmp_path):
    folder = write_distances(
        tmp_path,
        "L1,C1,,2017-04-10 00:00:00,U4,2017-09-01,12.5",
        "L2,,P1,01/09/2017,K2,,999.9",
        "L3,C2,P2,2015-01-12,U6,,",
        "L4,,P3,2016-01-12,U6,,3",
    )
    read = read_source(folder)
    assert rows(read, "placement_distances", "child", "from", "miles", "out_of_area") == [
        ("P1", date(2017, 4, 10), 12.5, None),
        ("P1", date(2017, 9, 1), 999.9, None),
    ]
    combined = combine([read])
    assert combined.tables["placement_distances"].height == 2
    assert "placement_distances" in combined.supplied


def test_a_distance_that_is_no_number_of_miles_is_left_out_with_a_warning_at_its_row(tmp_path):
    folder = write_distances(
        tmp_path, "L1,C1,,2017-04-10,U4,2017-09-01,far", "L2,C1,,2017-09-01,K2,,-1", "L3,C2,,2015-01-12,U6,,NaN"
    )
    read = read_source(folder)
    assert "placement_distances" not in read.files
    assert "placement_distances" not in combine([read]).supplied
    told = read.problems.filter(code="number_invalid").select("file", "row", "column", "severity").rows()
    place = ("ssd_cla_placement.csv", "clap_cla_placement_distance", "warning")
    assert told == [(place[0], row, *place[1:]) for row in (2, 3, 4)]


def test_a_dataset_without_distances_tells_of_none(tmp_path):
    assert "placement_distances" not in read_source(write_ssd(tmp_path)).files
