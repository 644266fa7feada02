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
    ],
)
def test_a_row_that_cannot_be_used_is_rejected(tmp_path, name, row, column, code):
    headings = {
        "staff": "officer,name,role,fte,started,ended",
        "allocations": "child,officer,role,from,to",
        "parents": "child,review,parent,attended,views,reason",
    }
    read = read_templates(filled(tmp_path, **{name: [headings[name], row]}))
    assert (2, column, code, "error") in found(read, "row", "column", "code", "severity")
    assert (read.files[name].read, read.files[name].rejected) == (1, 1)


def test_a_reason_is_left_out_where_views_were_obtained(tmp_path):
    rows = ["child,review,parent,attended,views,reason", "A1,05/05/2017,father,no,yes,declined"]
    read = read_templates(filled(tmp_path, parents=rows))
    assert found(read, "column", "code", "severity") == [("REASON", "reason_without_need", "warning")]
    assert read.files["parents"].frame["reason"].to_list() == [None]


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
