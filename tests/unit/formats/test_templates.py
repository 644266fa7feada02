"""Our own templates: written empty with their dictionary, read back row by row."""

import csv
from datetime import date, datetime

import pytest
import xlsxwriter

from openiro.formats.problems import UnableToRead
from openiro.formats.read import read_source
from openiro.formats.template_layouts import TEMPLATES
from openiro.formats.templates import UnableToWriteTemplates, read_templates, write_templates
from tests.unit.formats.returns import found


def filled(folder, **files):
    folder.mkdir(exist_ok=True)
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines))
    return folder


def test_what_is_written_can_be_read_back_and_every_column_is_explained(tmp_path):
    write_templates(tmp_path / "new")
    read = read_source(tmp_path / "new")
    assert read.format == "templates"
    assert read.problems.is_empty()
    assert set(read.files) == {layout.name for layout in TEMPLATES}
    with (tmp_path / "new" / "data_dictionary.csv").open(newline="") as stream:
        explained = [(row["file"], row["column"]) for row in csv.DictReader(stream) if row["meaning"]]
    assert explained == [(layout.file_name, column.field) for layout in TEMPLATES for column in layout.columns]
    assert "whereabouts_unknown" in (tmp_path / "new" / "READ_ME.txt").read_text()


def test_nothing_that_somebody_filled_in_is_written_over(tmp_path):
    write_templates(tmp_path)
    with pytest.raises(UnableToWriteTemplates, match="is there already"):
        write_templates(tmp_path)


def test_a_place_that_cannot_be_written_to(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UnableToWriteTemplates, match="Name a folder"):
        write_templates(tmp_path / "file")


def test_rows_are_read_with_their_types(tmp_path):
    read = read_templates(
        filled(
            tmp_path,
            staff=["officer,name,email,role,team,fte,started,ended,permanent", "7,Kim Lake,,IRO,,0.8,01/04/2016,,Yes"],
            parents=["child,review,parent,attended,views,reason", "A1,05/05/2017,mother,no,no,Did not attend"],
        )
    )
    assert read.problems.is_empty()
    staff = read.files["staff"].frame.row(0, named=True)
    assert (staff["role"], staff["fte"], staff["started"], staff["permanent"]) == ("iro", 0.8, date(2016, 4, 1), True)
    assert read.files["parents"].frame["reason"].to_list() == ["did_not_attend"]


@pytest.mark.parametrize(
    ("name", "row", "column", "code"),
    [
        ("staff", "7,Kim,iro,1.5,01/04/2016,", "FTE", "number_invalid"),
        ("staff", "7,Kim,iro,0,01/04/2016,", "FTE", "number_invalid"),
        ("staff", "7,Kim,wizard,1,01/04/2016,", "ROLE", "code_unknown"),
        ("staff", "7,Kim,iro,1,01/04/2016,31/03/2016", "ENDED", "ends_before_start"),
        ("staff", "7,Kim,iro,1,,", "STARTED", "date_missing"),
        ("staff", ",Kim,iro,1,01/04/2016,", "OFFICER", "value_missing"),
        ("allocations", ",7,iro,01/04/2016,", "CHILD", "child_missing"),
        ("parents", "A1,05/05/2017,mother,perhaps,no,", "ATTENDED", "flag_invalid"),
        ("decisions", "A1,05/05/2017,0", "NUMBER", "number_invalid"),
        ("decisions", "A1,05/05/2017,first", "NUMBER", "number_invalid"),
        ("decisions", "A1,,1", "REVIEW", "date_missing"),
        ("checks", "A1,05/05/2017,", "CHECK", "value_missing"),
        ("permanence", "A1,FOREVER,05/05/2017,", "PLAN", "code_unknown"),
        ("permanence", "A1,ADOPTION,05/05/2017,04/05/2017", "ENDED", "ends_before_start"),
        ("entitlements", "A1,information,", "TOLD", "date_missing"),
        ("placement_distances", "A1,,5", "FROM", "date_missing"),
        ("care_leavers", "A1,05/05/2017,04/05/2017", "TO", "ends_before_start"),
        ("care_leaver_entitlements", "A1,leaving_home,promised,05/05/2017", "WHAT", "code_unknown"),
        ("care_leaver_entitlements", "A1,leaving_home,told,", "ON", "date_missing"),
        ("chairing_observations", "A1,,7", "REVIEW", "date_missing"),
        ("disruption_meetings", "A1,,05/05/2017", "ENDED", "date_missing"),
        ("carer_reviews", ",05/05/2017,", "CARER", "value_missing"),
        ("carer_reviews", "F1,,05/05/2017", "DUE", "date_missing"),
        ("statements", "S1,A1,,app", "SAID", "date_missing"),
        ("statements", "S1,,05/05/2017,app", "CHILD", "child_missing"),
        ("key_stage_4", "A1,17", "YEAR", "number_invalid"),
        ("key_stage_4", "A1,2016/17", "YEAR", "number_invalid"),
    ],
)
def test_a_row_that_cannot_be_used_is_rejected(tmp_path, name, row, column, code):
    headings = {
        "staff": "officer,name,role,fte,started,ended",
        "allocations": "child,officer,role,from,to",
        "parents": "child,review,parent,attended,views,reason",
        "decisions": "child,review,number",
        "checks": "child,review,check",
        "permanence": "child,plan,from,ended",
        "entitlements": "child,entitlement,told",
        "placement_distances": "child,from,miles",
        "care_leavers": "child,from,to",
        "care_leaver_entitlements": "child,entitlement,what,on",
        "chairing_observations": "child,review,officer",
        "disruption_meetings": "child,ended,held",
        "carer_reviews": "carer,due,held",
        "statements": "statement,child,said,source",
        "key_stage_4": "child,year",
    }
    read = read_templates(filled(tmp_path, **{name: [headings[name], row]}))
    assert (2, column, code, "error") in found(read, "row", "column", "code", "severity")
    assert (read.files[name].read, read.files[name].rejected) == (1, 1)


def test_a_reason_is_left_out_where_views_were_obtained(tmp_path):
    rows = ["child,review,parent,attended,views,reason", "A1,05/05/2017,father,no,yes,declined"]
    read = read_templates(filled(tmp_path, parents=rows))
    assert found(read, "column", "code", "severity") == [("REASON", "reason_without_need", "warning")]
    assert read.files["parents"].frame["reason"].to_list() == [None]


def test_details_made_before_the_newer_columns_are_read_without_a_remark(tmp_path):
    old = ["child,review,mode,minutes,adjourned,adjournment_reason,completed,late_reason", "A1,05/05/2017,video,45,,,,"]
    read = read_templates(filled(tmp_path, review_details=old))
    assert read.problems.is_empty()
    row = read.files["review_details"].frame.row(0, named=True)
    assert (row["mode"], row["decisions_sent"], row["advocate"]) == ("video", None, None)


def test_what_a_review_led_to_is_read_with_its_types(tmp_path):
    read = read_templates(
        filled(
            tmp_path,
            review_details=[
                "child,review,mode,decisions_sent,seen_before,chaired_by_child,advocate",
                "A1,05/05/2017,video,09/05/2017,01/05/2017,Part,yes",
            ],
            decisions=[
                "child,review,number,text,owner,due,sent,answer,answered,outcome,judged",
                "A1,05/05/2017,1,Update it.,carer,01/06/2017,09/05/2017,Agreed,12/05/2017,Not implemented,01/11/2017",
            ],
            checks=["child,review,check,up_to_date,on_file", "A1,05/05/2017,Pathway plan,yes,Not applicable"],
            permanence=["child,plan,from,agreed,ended", "A1,ltfost18,01/05/2017,,"],
            entitlements=["child,entitlement,told", "A1,pack_review,02/05/2017"],
        )
    )
    assert [row for row in found(read, "column", "code") if row[1] != "column_missing"] == []
    frames = {name: file.frame.row(0, named=True) for name, file in read.files.items()}
    details, decision, check = frames["review_details"], frames["decisions"], frames["checks"]
    assert (details["seen_before"], details["chaired_by_child"], details["advocate"]) == (
        date(2017, 5, 1),
        "part",
        True,
    )
    assert (decision["number"], decision["answer"], decision["outcome"]) == (1, "agreed", "not_implemented")
    assert decision["judged"] == date(2017, 11, 1)
    assert (check["check"], check["up_to_date"], check["on_file"]) == ("pathway_plan", "yes", "not_applicable")
    assert (frames["permanence"]["plan"], frames["permanence"]["agreed"]) == ("LTFOST18", None)
    assert frames["entitlements"]["entitlement"] == "pack_review"


@pytest.mark.parametrize(
    ("name", "heading", "row", "column"),
    [
        ("review_details", "child,review,mode,adjourned", "A1,05/05/2017,video,04/05/2017", "ADJOURNED"),
        ("review_details", "child,review,mode,completed", "A1,05/05/2017,video,04/05/2017", "COMPLETED"),
        ("review_details", "child,review,mode,decisions_sent", "A1,05/05/2017,video,04/05/2017", "DECISIONS_SENT"),
        ("review_details", "child,review,mode,distributed", "A1,05/05/2017,video,04/05/2017", "DISTRIBUTED"),
        ("review_details", "child,review,mode,seen_before", "A1,05/05/2017,video,06/05/2017", "SEEN_BEFORE"),
        ("decisions", "child,review,number,sent", "A1,05/05/2017,1,04/05/2017", "SENT"),
        ("decisions", "child,review,number,answer,answered", "A1,05/05/2017,1,agreed,", "ANSWER"),
        ("decisions", "child,review,number,answer,answered", "A1,05/05/2017,1,,09/05/2017", "ANSWERED"),
        ("decisions", "child,review,number,outcome,judged", "A1,05/05/2017,1,,09/11/2017", "JUDGED"),
    ],
)
def test_a_cell_that_the_rest_of_its_row_contradicts_is_left_out(tmp_path, name, heading, row, column):
    read = read_templates(filled(tmp_path, **{name: [heading, row]}))
    assert (column, "date_order", "warning") in found(read, "column", "code", "severity")
    assert read.files[name].frame[column.lower()].to_list() == [None]


def test_nobody_gains_a_grade_who_sat_nothing_and_words_that_are_no_answer_are_left_out(tmp_path):
    rows = ["child,year,ehcp,sat,grade_1,maths_4", "A1,2017,perhaps,no,yes,no", "A2,2017,no,,yes,yes"]
    read = read_templates(filled(tmp_path, key_stage_4=rows))
    remarks = [row for row in found(read, "row", "column", "code", "severity") if row[2] != "column_missing"]
    assert sorted(remarks) == [(2, "EHCP", "flag_invalid", "warning"), (2, "GRADE_1", "conflicting_cells", "warning")]
    frame = read.files["key_stage_4"].frame
    assert frame["ehcp"].to_list() == [None, False]
    assert frame["grade_1"].to_list() == [None, True]


def test_miles_that_cannot_be_are_left_out_and_those_not_known_stand(tmp_path):
    rows = ["child,from,miles,out_of_area", "A1,01/05/2017,-3,no", "A2,01/05/2017,999.9,yes", "A3,01/05/2017,far,"]
    read = read_templates(filled(tmp_path, placement_distances=rows))
    assert sorted(found(read, "row", "column", "code", "severity")) == [
        (2, "MILES", "number_invalid", "warning"),
        (4, "MILES", "number_invalid", "warning"),
    ]
    assert read.files["placement_distances"].frame["miles"].to_list() == [None, 999.9, None]


def test_a_source_of_no_list_stands_and_a_meeting_before_the_end_is_left_out(tmp_path):
    read = read_templates(
        filled(
            tmp_path,
            statements=["statement,child,said,source,topic", "S1,A1,05/05/2017,pigeon,Good news"],
            disruption_meetings=["child,ended,held", "A1,05/05/2017,04/05/2017"],
        )
    )
    assert sorted(found(read, "file", "column", "code", "severity")) == [
        ("disruption_meetings.csv", "HELD", "date_order", "warning"),
        ("statements.csv", "SOURCE", "code_unknown", "warning"),
    ]
    assert read.files["statements"].frame.select("source", "topic").row(0) == ("pigeon", "good_news")
    assert read.files["disruption_meetings"].frame["held"].to_list() == [None]


def test_answers_outside_the_lists_are_remarked_on_and_left_out(tmp_path):
    read = read_templates(
        filled(
            tmp_path,
            checks=["child,review,check,up_to_date,on_file", "A1,05/05/2017,health,nearly,yes"],
            decisions=["child,review,number,answer,answered", "A1,05/05/2017,1,perhaps,09/05/2017"],
        )
    )
    remarks = found(read, "file", "column", "code")
    assert ("checks.csv", "UP_TO_DATE", "code_unknown") in remarks
    assert ("decisions.csv", "ANSWER", "code_unknown") in remarks
    check, decision = (read.files[name].frame.row(0, named=True) for name in ("checks", "decisions"))
    assert (check["up_to_date"], check["on_file"]) == (None, "yes")
    assert (decision["answer"], decision["answered"]) == (None, None)


def test_a_word_that_is_not_in_the_list_is_remarked_on(tmp_path):
    read = read_templates(filled(tmp_path, review_details=["child,review,mode", "A1,05/05/2017,carrier pigeon"]))
    assert found(read, "column", "code", "severity")[-1] == ("MODE", "code_unknown", "warning")


def test_a_workbook_with_a_sheet_for_each_template(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "filled in.xlsx") as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet = workbook.add_worksheet("Staff")
        sheet.write_row(0, 0, ["officer", "name", "role", "fte", "started", "permanent"])
        sheet.write_row(1, 0, [7, "Kim Lake", "iro", 0.5])
        sheet.write_datetime(1, 4, datetime(2016, 4, 1), day)
        sheet.write_boolean(1, 5, True)
        sheet = workbook.add_worksheet("allocations")
        sheet.write_row(1, 0, ["child", "officer", "role", "from", "to"])
        sheet.write_row(2, 0, ["A1", 7, "iro", "31/02/2017"])
        workbook.add_worksheet("empty")
    read = read_source(tmp_path / "filled in.xlsx")
    assert read.format == "templates"
    assert read.files["staff"].frame.select("officer", "fte", "started", "permanent").rows() == [
        ("7", 0.5, date(2016, 4, 1), True)
    ]
    assert [row for row in found(read, "row", "column", "code") if row[2] == "date_invalid"] == [
        (3, "FROM", "date_invalid")
    ]


def test_a_folder_without_any_template(tmp_path):
    with pytest.raises(UnableToRead, match="No template is in it"):
        read_templates(tmp_path)
