"""Accessible workbooks whose cells can never be formulas."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from openiro.documents.content import Column, Kind, Note, Paragraph, Section, Table
from openiro.documents.spreadsheet import UnableToMakeSpreadsheet, to_xlsx
from tests.unit.documents.papers import annual_report

DANGEROUS = [
    "=1+1",
    "+x",
    "-x",
    "@x",
    "=cmd|'/c calc'!A0",
    "{=1+1}",
    '=HYPERLINK("http://x.invalid","y")',
    "[look](http://x.invalid)",
    "http://x.invalid/",
    "internal:'Table 1'!A1",
    " =1+1",
    "$$note$$",
    "£",
    "–",
    "Київ",
    "0123",
    "it's",
]


def paper(*blocks):
    return replace(annual_report(), sections=(Section("s", "Section", blocks),))


def sheets(made: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(made))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(made: bytes, folder: str) -> dict[str, str]:
    with ZipFile(BytesIO(made)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.startswith(folder)}


@pytest.fixture(scope="module")
def report() -> bytes:
    return to_xlsx(annual_report())


def test_cover_contents_and_notes_come_before_one_sheet_for_each_table(report):
    names = ["Cover", "Contents", "Notes", "Key figures", *[f"Table {n}" for n in range(1, 7)]]
    assert list(sheets(report)) == names


def test_tables_bear_the_numbers_that_they_have_in_the_paper(report):
    assert sheets(report)["Table 2"][0][0] == "Table 2: Reviews held in time, by age of the child on the day"
    assert ["Table 2", "Table 2: Reviews held in time, by age of the child on the day"] in sheets(report)["Contents"]


def test_each_sheet_has_one_marked_table_with_a_heading_row(report):
    tables = parts(report, "xl/tables/")
    assert len(tables) == 9
    assert all('headerRowCount="0"' not in table for table in tables.values())


def test_numbers_are_numbers_rounded_as_they_are_printed(report):
    rows = sheets(report)["Table 2"]
    assert ["Age", "Reviews", "In time", "Share in time (per cent)", "Cost"] in rows
    assert ["Under 1", 96.0, 90.0, 93.8, 12400.0] in rows
    assert ["All children", 1247.0, 1180.0, 94.7, 107450.0] in rows


def test_what_is_not_known_is_marked_and_explained(report):
    rows = sheets(report)["Table 2"]
    assert ["5 to 9", 254.0, 243.0, 95.7, "[x]"] in rows
    assert ["[x] means not known.", "", "", "", ""] in rows


def test_a_table_without_rows_says_so(report):
    assert sheets(report)["Table 4"][-1] == ["None in this period", "[z]"]


def test_key_figures_carry_unit_and_definition(report):
    held = "Share of those reviews held by the day they were due."
    assert ["Held in time", 94.7, "per cent", held] in sheets(report)["Key figures"]


def test_definitions_stand_on_the_notes_sheet(report):
    assert sheets(report)["Notes"][-1][1] == "How this is counted"


def test_cells_never_become_formulas_or_links():
    rows = tuple((text, text, 1) for text in DANGEROUS)
    made = to_xlsx(paper(Table("t", "=1+1", (Column("=2+2"), Column("@y"), Column("N", Kind.COUNT)), rows)))
    read = sheets(made)["Table 1"]
    assert [row[:2] for row in read[-len(DANGEROUS) :]] == [[text, text] for text in DANGEROUS]
    assert ["=2+2", "@y", "N"] in read
    pages = parts(made, "xl/worksheets/sheet")
    assert not any("<f>" in page or "<f " in page for page in pages.values())
    links = re.findall(r'<hyperlink [^>]*ref="(\w+)"[^>]*>', "".join(pages.values()))
    assert links == ["A4"]


def test_words_around_a_table_never_become_links_or_formulas():
    table = Table("t", "[a](http://x.invalid)", (Column("A"),), ((1,),), notes=("=1+1", "$$x$$"), source="@x")
    made = to_xlsx(paper(table, Note("=3+3", (Paragraph.of("[b](http://x.invalid)"),))))
    assert "x.invalid" not in "".join(parts(made, "xl/worksheets/_rels/").values())
    read = sheets(made)
    assert [row[0] for row in read["Table 1"][1:3]] == ["=1+1", "$ $x$ $"]
    assert read["Notes"][-1][1:] == ["=3+3", "[b] (http://x.invalid)"]
    assert not any("<f>" in page for page in parts(made, "xl/worksheets/sheet").values())


def test_headings_that_differ_only_in_capitals_are_told_apart():
    columns = (Column("Age"), Column("AGE"), Column("Age"))
    read = sheets(to_xlsx(paper(Table("t", "T", columns, (("a", "b", "c"),)))))["Table 1"]
    assert read[-2:] == [["Age", "AGE (2)", "Age (3)"], ["a", "b", "c"]]


def test_a_text_longer_than_a_cell_holds_is_cut_and_says_so():
    read = sheets(to_xlsx(paper(Table("t", "T", (Column("A"),), (("long " * 20_000,),)))))["Table 1"]
    assert read[-1][0].endswith("[cut short: a cell holds no more]")
    assert 30_000 < len(read[-1][0]) < 32_767


@pytest.mark.parametrize("value", [None, "", "   ", float("nan")])
def test_a_row_of_nothing_known_is_still_a_row(value):
    table = Table("t", "T", (Column("A"), Column("N", Kind.COUNT)), ((value, value), ("x", 1)))
    assert sheets(to_xlsx(paper(table)))["Table 1"][-2:] == [["[x]", "[x]"], ["x", 1.0]]


def test_the_same_paper_gives_the_same_file(report):
    assert to_xlsx(annual_report()) == report


def test_the_file_says_what_it_is(report):
    facts = parts(report, "docProps/core.xml")["docProps/core.xml"]
    assert "<dc:title>Independent Reviewing Officers&apos; annual report</dc:title>" in facts.replace("'", "&apos;")
    assert "2026-06-12T00:00:00Z" in facts


def test_a_paper_without_figures_is_refused_in_words():
    with pytest.raises(UnableToMakeSpreadsheet, match="no tables or charts"):
        to_xlsx(paper(Paragraph.of("Only words.")))
