"""What cannot be understood at all is refused in a sentence, with little memory and no traceback."""

import io
import zipfile

import pytest

from openiro.formats.limits import Limits
from openiro.formats.problems import UnableToRead
from openiro.formats.read import read_source
from openiro.formats.source import open_source
from openiro.formats.ssda903 import read_return
from tests.unit.formats.returns import HEADINGS, write_return, zipped

SMALL = Limits(file_bytes=20_000, total_bytes=30_000, line_bytes=1_000, files=20, ratio=20, ratio_from_bytes=5_000)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\r\n,,,\n", "empty"),
        (b"\xff\xfeC\0H\0", "not a text file"),
        (b"CHILD,DOB\0,REVIEW,REVIEW_CODE\n", "not a text file"),
        (b"CHILD,DOB,REVIEW_CODE\nA1,01/05/2010,PN1\n", "lacks the column REVIEW"),
        (b"CHILD;DOB;REVIEW;REVIEW_CODE\nA1;x;x;PN1\n", "not separated by commas"),
        (b"CHILD\tDOB\tREVIEW\tREVIEW_CODE\n", "not separated by commas"),
        (b"CHILD,CHILD,DOB,REVIEW,REVIEW_CODE\n", "more than one column CHILD"),
        (b'CHILD,DOB,REVIEW,REVIEW_CODE\n"A1,01/05/2010,05/05/2017,PN1\nA2,x,y,PN0\n', "row 2 is never closed"),
        (b"CHILD,DOB,REVIEW,REVIEW_CODE\nA\x81\x8d,\n", "neither UTF-8 nor Windows-1252"),
        (b"CHILD,DOB,REVIEW,REVIEW_CODE\n" + b"x" * 70_000, "line of more than 64 kB"),
    ],
)
def test_a_file_that_is_no_table_of_the_return(tmp_path, content, words):
    folder = write_return(tmp_path)
    (folder / "reviews.csv").write_bytes(content)
    with pytest.raises(UnableToRead, match=words) as refusal:
        read_return(folder)
    assert refusal.value.file == "reviews.csv"


def test_a_folder_without_a_header_is_no_return(tmp_path):
    folder = write_return(tmp_path)
    (folder / "header.csv").unlink()
    with pytest.raises(UnableToRead, match="no file of it is the header"):
        read_return(folder)


def test_two_files_of_one_kind(tmp_path):
    folder = write_return(tmp_path)
    (folder / "old_reviews.csv").write_text(HEADINGS["reviews"])
    with pytest.raises(UnableToRead, match=r"second file of the kind reviews\.csv"):
        read_return(folder)


def test_what_is_not_there(tmp_path):
    with pytest.raises(UnableToRead, match="no such file or folder"):
        read_source(tmp_path / "nowhere")


def test_a_line_is_refused_long_before_it_is_read_whole(tmp_path):
    folder = write_return(tmp_path)
    (folder / "reviews.csv").write_bytes(HEADINGS["reviews"].encode() + b"\n" + b"y" * 1_001)
    with pytest.raises(UnableToRead, match="line of more than"):
        read_return(folder, limits=SMALL)
    (folder / "reviews.csv").write_bytes(HEADINGS["reviews"].encode() + b"\n" + b"y" * 900 + b"\n" + b"y" * 900)
    assert read_return(folder, limits=SMALL).files["reviews"].rejected == 2


def test_files_and_folders_that_are_too_large(tmp_path):
    folder = write_return(tmp_path / "a")
    (folder / "reviews.csv").write_bytes(b"x,\n" * 7_000)
    with pytest.raises(UnableToRead, match="larger than"):
        read_return(folder, limits=SMALL)
    (folder / "reviews.csv").write_bytes(b"x,\n" * 5_000)
    (folder / "episodes.csv").write_bytes(b"x,\n" * 6_000)
    with pytest.raises(UnableToRead, match="larger than"):
        read_return(folder, limits=SMALL)


def test_too_many_files(tmp_path):
    for number in range(21):
        (tmp_path / f"{number}.csv").touch()
    with pytest.raises(UnableToRead, match="21 files"):
        read_return(tmp_path, limits=SMALL)


def test_a_zip_that_unpacks_to_very_much(tmp_path):
    folder = write_return(tmp_path / "a")
    (folder / "reviews.csv").write_bytes(b"a,\n" * 6_000)
    with pytest.raises(UnableToRead, match="larger than"):
        read_return(zipped(folder, tmp_path / "bomb.zip"), limits=SMALL)


def test_a_zip_with_a_path_that_leads_out(tmp_path):
    with zipfile.ZipFile(tmp_path / "return.zip", "w") as archive:
        archive.writestr("../header.csv", HEADINGS["header"])
    with pytest.raises(UnableToRead, match="leads out of the zip"):
        read_return(tmp_path / "return.zip")


def test_a_damaged_zip(tmp_path):
    path = zipped(write_return(tmp_path / "a"), tmp_path / "return.zip")
    data = bytearray(path.read_bytes())
    data[60:90] = b"\xaa" * 30
    path.write_bytes(data)
    with pytest.raises(UnableToRead, match=r"damaged|cannot be opened"):
        read_return(path)


def test_what_a_zip_holds_beside_the_return_is_passed_over(tmp_path):
    with zipfile.ZipFile(tmp_path / "return.zip", "w") as archive:
        archive.writestr("__MACOSX/header.csv", "x")
        archive.writestr(".hidden", "x")
        archive.writestr("folder/", "")
        archive.writestr("folder\\header.csv", "x")
    assert [file.name for file in open_source(tmp_path / "return.zip")] == ["header.csv"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<other/>", "does not begin with EXPSSDA903"),
        ("<EXPSSDA903><CHILD>", "not well-formed"),
        ("not xml", "not well-formed XML, at line 1"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><EXPSSDA903>&a;</EXPSSDA903>', "document type or entities"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><EXPSSDA903/>', "document type or entities"),
        ("<EXPSSDA903>" + "<a>" * 20 + "</a>" * 20 + "</EXPSSDA903>", "too deep"),
        ("<EXPSSDA903><CHILD><HEADER><CHILDID>" + "1" * 70_000, "value of more than"),
    ],
)
def test_xml_that_is_no_return(tmp_path, content, words):
    (tmp_path / "return.xml").write_text(content)
    with pytest.raises(UnableToRead, match=words):
        read_return(tmp_path / "return.xml")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nonsense", b"text"])
def test_a_workbook_that_is_none(tmp_path, content):
    (tmp_path / "filled in.xlsx").write_bytes(content)
    with pytest.raises(UnableToRead, match="cannot be opened as a workbook"):
        read_source(tmp_path / "filled in.xlsx")


def test_a_workbook_that_claims_more_cells_than_there_can_be(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", '<c r="A1"><v>1</v></c><c s="1" r="XFD1048576"><v>1</v></c>')
    (tmp_path / "filled in.xlsx").write_bytes(stream.getvalue())
    with pytest.raises(UnableToRead, match="claims 1,048,576 rows by 16,384 columns"):
        read_source(tmp_path / "filled in.xlsx")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<CHILD/>" * 3_000, "more than 2,000 records"),
        (
            b"<CHILD><HEADER>" + b"<AREVIEW><REVIEW/></AREVIEW>" * 3_000 + b"</HEADER></CHILD>",
            "more than 2,000 records",
        ),
        (b"".join(b"<a%d/>" % number for number in range(2_000)), "more elements"),
        (b"<CHILD " + b" ".join(b'a%d=""' % number for number in range(2_000)) + b"/>", "more elements"),
        (b"<CHILD>" + b"<A/>" * 4_000 + b"</CHILD>", "more elements"),
        (b'<CHILD a="' + b"9" * 70_000 + b'"/>', "more than 64 kB"),
        (b"<CHILD " + b" ".join(b'a%d=""' % number for number in range(9_000)) + b"/>", "more than 64 kB"),
    ],
)
def test_an_xml_return_made_to_fill_the_memory(tmp_path, body, words):
    path = tmp_path / "return.xml"
    path.write_bytes(b"<EXPSSDA903>" + body + b"</EXPSSDA903>")
    with pytest.raises(UnableToRead, match=words):
        read_return(path, year=2018, limits=Limits(lines=2_000, elements=10_000 if b"REVIEW" in body else 3_500))
