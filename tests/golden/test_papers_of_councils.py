"""Each council's papers hold the sections and figures of its own, and every file of every paper can be read by all."""

import itertools
import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from openiro.documents.content import Chart, Document, Table
from openiro.documents.pdf import to_pdf
from openiro.documents.spreadsheet import to_xlsx
from openiro.documents.word import to_docx
from openiro.domain.report_policy import ReportKind
from tests.golden.papers_of_councils import (
    COUNCILS,
    is_of_the_year,
    is_shown,
    paper_of,
    plans_of,
    printed_figures,
    printed_sections,
)
from tests.golden.printed_figures import REPRODUCED
from tests.pdf_ua import broken_rules_of_pdf_ua

# Annual reports differ from council to council, so all five are written. Of another kind, the two are written that
# hold its tables between them: those of the other twins differ from them in numbers, and in little else.
TOLD_MOST = {
    ReportKind.QUARTERLY: ("central-bedfordshire", "medway"),
    ReportKind.MONTHLY: ("buckinghamshire", "harrow"),
    ReportKind.WEEKLY: ("buckinghamshire", "harrow"),
    ReportKind.PANEL: ("harrow", "medway"),
    ReportKind.CASE_TRACKING: ("central-bedfordshire", "harrow"),
    ReportKind.COMPLAINTS: ("buckinghamshire", "nottingham"),
    ReportKind.TRIANGULATION: ("buckinghamshire", "harrow"),
    ReportKind.DISRUPTIONS: ("central-bedfordshire", "harrow"),
    ReportKind.EVALUATION: ("buckinghamshire", "medway"),
    ReportKind.ENGAGEMENT: ("harrow", "medway"),
    ReportKind.NEWSLETTER: ("buckinghamshire", "medway"),
}
PAPERS = [(each, kind) for kind in ReportKind for each in (COUNCILS if kind is ReportKind.ANNUAL else TOLD_MOST[kind])]
# What no section of figures holds: the words of print stand in for it, or a page of the service does.
WITHOUT_A_SECTION = {"Approved by; document owner"}


@pytest.mark.parametrize("section", printed_sections(), ids=lambda each: f"{each.council}: {each.printed}")
def test_a_section_of_print_stands_in_ours_with_every_figure_of_its_year(section) -> None:
    held = {each.id for each in paper_of(section.council, ReportKind.ANNUAL).sections}
    assert [each for each in section.ours if each not in plans_of(section.council)] == []
    assert held & set(section.ours) or section.shown, "it stands in the paper, or the table says where it is"
    assert section.ours or section.printed in WITHOUT_A_SECTION
    missing = [each.name for each in section.figures if not is_shown(each, section.ours)]
    assert missing == []


@pytest.mark.parametrize(
    ("council", "title"),
    [
        ("medway", "Paper to the Overview and Scrutiny Committee"),
        ("central-bedfordshire", "Paper to the Corporate Parenting Board"),
        ("nottingham", "Paper to the corporate parenting panel"),
    ],
)
def test_the_paper_of_a_panel_is_headed_by_what_the_council_calls_it(council, title) -> None:
    """Medway's paper to its committee was headed as one to a panel that Medway has not."""
    assert paper_of(council, ReportKind.PANEL).title == title


def test_every_printed_figure_stands_in_one_section_of_print() -> None:
    in_sections = [each.line for section in printed_sections() for each in section.figures]
    assert sorted(in_sections) == [each.line for each in printed_figures() if each.standing == REPRODUCED]
    assert sum(is_of_the_year(each) for section in printed_sections() for each in section.figures) > 190


@pytest.fixture(scope="module", params=PAPERS, ids=lambda each: "-".join(each))
def paper(request) -> Document:
    """Each paper in turn, with every check of it: it is made once."""
    return paper_of(*request.param)


def test_no_table_stands_twice_in_a_paper(paper) -> None:
    tables = [
        (each.caption, each.rows) for section in paper.sections for each in section.blocks if isinstance(each, Table)
    ]
    assert [caption for caption, rows in tables if tables.count((caption, rows)) > 1] == []


def test_word_has_no_empty_heading_no_picture_without_words_and_no_table_without_heading_row(paper) -> None:
    made = docx.Document(BytesIO(to_docx(paper)))
    headings = [each.text for each in made.paragraphs if each.style.name.startswith("Heading")]
    assert headings
    assert all(text.strip() for text in headings)
    assert _has_something_below_each_heading(made)
    assert all(each._inline.docPr.get("descr", "").strip() for each in made.inline_shapes)
    rows = [table.rows[0]._tr for table in made.tables]
    assert rows
    assert all(row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None for row in rows)
    assert all(cell.text.strip() for table in made.tables for cell in table.rows[0].cells)


def _has_something_below_each_heading(made) -> bool:
    """No heading of the first rank is followed at once by another, or by the end."""
    blocks = list(made.iter_inner_content())
    are_headings = [getattr(each.style, "name", "") == "Heading 1" for each in blocks]
    return not are_headings[-1] and not any(map(all, itertools.pairwise(are_headings)))


def test_pdf_passes_the_checks_of_pdf_ua_and_every_picture_speaks(paper) -> None:
    made = to_pdf(paper)
    assert broken_rules_of_pdf_ua(made) == []
    root = PdfReader(BytesIO(made)).trailer["/Root"]
    assert re.search(rb"<pdfuaid:part>1<", root["/Metadata"].get_object().get_data())
    tags = list(_tags(root["/StructTreeRoot"]))
    pictures = [block.alt for section in paper.sections for block in section.blocks if isinstance(block, Chart)]
    assert set(pictures) <= {str(tag["/Alt"]) for tag in tags if "/Alt" in tag}
    tables = [tag for tag in tags if tag.get("/S") == "/Table"]
    assert len(tables) == sum(tag.get("/S") == "/THead" for tag in tags)
    assert len(tables) >= sum(isinstance(block, Table) for section in paper.sections for block in section.blocks)


def _tags(node):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from _tags(found)


def test_no_cell_of_a_spreadsheet_is_a_formula_or_a_link_out(paper) -> None:
    with ZipFile(BytesIO(to_xlsx(paper))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        tables = [name for name in book.namelist() if name.startswith("xl/tables/")]
        assert not any("externalLink" in name for name in book.namelist())
    assert "".join(sheets).count("<c ") > (30 if len(paper.sections) > 1 else 0)
    assert [re.findall("<f[ >]", sheet) for sheet in sheets if re.search("<f[ >]", sheet)] == []
    assert len(tables) >= len(sheets) - 3
