"""Tagged PDF that passes the typesetter's own PDF/UA-1 checks."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream

from openiro.documents import pdf
from openiro.documents.content import Chart, Column, KeyFigure, KeyFigures, Kind, Paragraph, Section, Table
from openiro.documents.pdf import UnableToMakePdf, to_pdf
from tests.pdf_ua import broken_rules_of_pdf_ua
from tests.unit.documents.papers import EMPTY, IN_TIME, PLACES, REASONS, annual_report


def paper(*blocks):
    return replace(annual_report(), sections=(Section("s", "Section", blocks),), contents=False)


def words(made: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    return re.sub(r"\s+", " ", text)


def nodes(made: bytes):
    """Every element of the tag tree, in reading order."""

    def walk(node):
        node = node.get_object()
        if not isinstance(node, dict):
            return
        if "/S" in node:
            yield node
        below = node.get("/K", [])
        below = below.get_object() if hasattr(below, "get_object") else below
        for child in below if isinstance(below, list) else [below]:
            if not isinstance(child, int):
                yield from walk(child)

    return list(walk(PdfReader(BytesIO(made)).trailer["/Root"]["/StructTreeRoot"]))


@pytest.fixture(scope="module")
def report() -> bytes:
    return to_pdf(annual_report())


def test_the_file_says_that_it_is_tagged_and_of_what_language_and_title(report):
    root = PdfReader(BytesIO(report)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert PdfReader(BytesIO(report)).metadata.title == "Independent Reviewing Officers' annual report"
    assert re.search(rb"<pdfuaid:part>1<", root["/Metadata"].get_object().get_data())


def test_a_checker_of_pdf_ua_finds_nothing_to_say(report):
    assert broken_rules_of_pdf_ua(report) == []


def test_the_checker_finds_what_is_wrong_with_a_file_without_tags(report):
    """A test of the test above."""
    writer = PdfWriter(clone_from=BytesIO(report))
    del writer.root_object["/StructTreeRoot"]
    torn = BytesIO()
    writer.write(torn)
    assert any("StructTreeRoot" in each for each in broken_rules_of_pdf_ua(torn.getvalue()))


def test_who_made_it_and_when_come_from_the_paper(report):
    facts = PdfReader(BytesIO(report)).metadata
    assert facts.author == "Quality and Review Service"
    assert facts.creation_date.date().isoformat() == "2026-06-12"


def test_headings_tables_and_pictures_are_tagged_as_what_they_are(report):
    kinds = [node["/S"] for node in nodes(report)]
    assert kinds.count("/Table") == 6
    assert kinds.count("/THead") == 6
    assert kinds.count("/H1") >= 4
    assert kinds.count("/H2") == 2
    assert kinds.count("/L") >= 1
    assert "/TOC" in kinds


def test_every_picture_has_words_for_those_who_cannot_see_it(report):
    spoken = [node["/Alt"] for node in nodes(report) if "/Alt" in node]
    assert {IN_TIME.alt, REASONS.alt, PLACES.alt} <= set(spoken)


def test_every_heading_cell_says_what_it_heads(report):
    heads = [node for node in nodes(report) if node["/S"] == "/TH"]
    assert len(heads) == 3 + 5 + 3 + 2 + 2 + 4
    assert all("/A" in head for head in heads)


def test_the_words_and_figures_can_be_read_out_and_searched(report):
    text = words(report)
    for phrase in (
        "The service held 1,247 reviews for 346 children",
        "Table 2: Reviews held in time, by age of the child on the day",
        "All children 1,247 1,180 94.7% £107,450",
        "Parent couldn't attend",
        "None in this period",
        "Page 2 of 4",
    ):
        assert phrase in text


def test_fonts_are_embedded(report):
    for page in PdfReader(BytesIO(report)).pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(below)


def test_a_machine_without_fonts_still_sets_the_paper(monkeypatch):
    bare = typst.Compiler(font_paths=pdf._font_folders(), ignore_system_fonts=True)
    monkeypatch.setattr(pdf, "_compiler", lambda: bare)
    made = to_pdf(annual_report())
    fonts = {
        font.get_object()["/BaseFont"]
        for page in PdfReader(BytesIO(made)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("DejaVuSans" in font for font in fonts)


def test_the_same_paper_gives_the_same_file(report):
    assert to_pdf(annual_report()) == report


def test_what_people_type_is_never_typesetting():
    hard = '#panic("x") = 1 $x$ *star* _low_ @ref <label> // gone? /* no */ \\ "q" £5'
    made = words(to_pdf(paper(Paragraph.of(hard), Table("t", "T", (Column("A"),), ((hard,),)))))
    assert made.count('#panic("x") = 1 $x$ *star* _low_ @ref <label> // gone? /* no */') == 2


def test_long_texts_and_long_tables_run_on_with_their_heading_row():
    rows = tuple((f"Reason {n} " + "and so on " * 12, n, None) for n in range(80))
    columns = (Column("Reason"), Column("Reviews", Kind.COUNT), Column("Share", Kind.PERCENT))
    made = to_pdf(paper(Table("t", "Reasons", columns, rows, total=True), EMPTY))
    pages = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
    assert len(pages) > 3
    assert all("Share" in page for page in pages[:3])
    assert "Reason 79" in " ".join(pages)


def test_a_paper_with_few_headings_begins_under_its_contents(report):
    first = PdfReader(BytesIO(report)).pages[0].extract_text()
    assert "Contents" in first
    assert "The service held 1,247 reviews" in re.sub(r"\s+", " ", first)
    many = tuple(Section(f"s{place}", f"Part {place}", (Paragraph.of("Words."),)) for place in range(12))
    pages = PdfReader(BytesIO(to_pdf(replace(annual_report(), sections=many)))).pages
    assert ["Words." in page.extract_text() for page in pages[:2]] == [False, True]


def test_a_chart_is_lower_where_it_would_leave_the_end_of_a_page_white(monkeypatch):
    """The annual reports of Medway and Buckinghamshire had a third of a page white before charts."""

    def page_of_chart(lines: int) -> int:
        made = to_pdf(paper(*[Paragraph.of(f"Line {place}") for place in range(lines)], IN_TIME))
        return next(at for at, page in enumerate(PdfReader(BytesIO(made)).pages, 1) if "Chart 1" in page.extract_text())

    lower = [page_of_chart(lines) for lines in range(16, 25)]
    monkeypatch.setattr(pdf, "can_give", lambda chart: 0.0)
    usual = [page_of_chart(lines) for lines in range(16, 25)]
    assert usual == sorted(usual)
    assert lower == sorted(lower)
    assert usual.count(1) < lower.count(1) < len(lower)


def test_a_word_too_long_for_its_cell_is_broken_and_stays_on_the_page():
    table = Table("t", "T", (Column("A"), Column("B")), (("x" * 300, "y" * 300),))
    right = []
    for page in PdfReader(BytesIO(to_pdf(paper(table)))).pages:
        page.extract_text(visitor_text=lambda text, _, place, *rest: right.append((place[4], text)))
    assert sum(text.count("x") for _, text in right) >= 300
    assert len([text for _, text in right if set(text.strip()) & {"x"}]) > 1


def test_a_table_of_one_column_and_one_row_and_a_deep_first_heading_are_allowed():
    one = Table("t", "One", (Column("Only"),), (("x",),))
    document = replace(annual_report(), sections=(Section("s", "Deep", (one,), level=3),))
    assert "Deep" in words(to_pdf(document))


def test_a_paper_with_no_sections_is_still_a_document():
    assert annual_report().council in words(to_pdf(replace(annual_report(), sections=())))


def test_a_refusal_of_the_typesetter_is_told_in_words(monkeypatch):
    monkeypatch.setattr(pdf, "_template", lambda: b"#image(bytes(sys.inputs.paper))")
    with pytest.raises(UnableToMakePdf, match="could not be made"):
        to_pdf(annual_report())


def test_a_chart_with_marks_of_markup_in_its_words_is_drawn():
    chart = Chart("c", PLACES.kind, "A & B <c>", 'alt & "words"', ("a<b", "c&d", "e"), PLACES.series)
    assert "Chart 1: A & B <c>" in words(to_pdf(paper(chart)))


def _fills(made: bytes, colour: tuple[int, int, int]) -> int:
    """How many areas of the last page are filled with a colour."""
    page = PdfReader(BytesIO(made)).pages[-1]
    found, now = 0, None
    for numbers, operator in ContentStream(page.get_contents(), None).operations:
        if operator in (b"scn", b"rg", b"sc"):
            now = tuple(round(float(each) * 255) for each in numbers)
        found += operator in (b"f", b"f*") and now == colour
    return found


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6])
def test_there_is_a_card_for_each_number_and_no_empty_one(number):
    """Of five numbers in two rows of three the sixth place stays white."""
    figures = tuple(KeyFigure(f"Number {place}", place, "reviews") for place in range(number))
    assert _fills(to_pdf(paper(KeyFigures(figures))), (0xF3, 0xF5, 0xF7)) == number


def test_what_stands_under_a_table_is_not_torn_from_it():
    """Harrow's caseloads had their note on one page and their source on the next."""
    table = Table("t", "T", (Column("A"), Column("B", Kind.COUNT)), (("x", 1),), ("A note.",), "the records " * 12)
    for lines in range(25, 33):
        made = to_pdf(paper(*[Paragraph.of(f"Line {place}") for place in range(lines)], table))
        pages = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
        assert sum("A note." in page and "Source: the records" in page for page in pages) == 1
