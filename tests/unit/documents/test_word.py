"""Word documents that a council can go on working in."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from lxml import etree

from openiro.documents.content import Column, Kind, Note, Paragraph, Section, Table
from openiro.documents.word import UnableToUseTemplate, to_docx
from tests.unit.documents.papers import BY_AGE, IN_TIME, PLACES, REASONS, annual_report


def opened(made: bytes):
    return docx.Document(BytesIO(made))


def paper(*blocks):
    return replace(annual_report(), sections=(Section("s", "Section", blocks),))


@pytest.fixture(scope="module")
def report() -> bytes:
    return to_docx(annual_report())


def template(*styles_to_drop: str) -> bytes:
    """A council's own document: a cover, a footer with its page number, and a Heading 1 of its own."""
    own = docx.Document()
    own.add_paragraph("Westmarch Council cover page")
    own.styles["Heading 1"].font.size = docx.shared.Pt(31)
    for name in styles_to_drop:
        own.styles[name].element.getparent().remove(own.styles[name].element)
    output = BytesIO()
    own.save(output)
    return output.getvalue()


def test_headings_are_real_and_none_is_empty(report):
    headings = [(p.style.name, p.text) for p in opened(report).paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Summary"),
        ("Heading 1", "Reviews"),
        ("Heading 2", "Timeliness"),
        ("Heading 2", "Late reviews"),
        ("Heading 1", "The children"),
        ("Heading 1", "Words used"),
    ]


def test_a_paper_with_few_headings_begins_under_its_contents(report):
    def breaks(made: bytes):
        return [b for b in opened(made).element.iter(qn("w:br")) if b.get(qn("w:type")) == "page"]

    assert not breaks(report)
    many = tuple(Section(f"s{place}", f"Part {place}") for place in range(12))
    assert len(breaks(to_docx(replace(annual_report(), sections=many)))) == 1


@pytest.mark.parametrize(("words", "stands_on_one_page"), [("Short.", True), ("Long. " * 200, False)])
def test_a_short_note_is_not_torn_apart_by_the_end_of_a_page(words, stands_on_one_page):
    made = opened(to_docx(paper(Note("To know", (Paragraph.of(words), Paragraph.of("And this."))))))
    _, first, last = [each for each in made.paragraphs if each.style.name in ("Report Note Title", "Report Note")]
    assert bool(first.paragraph_format.keep_with_next) is stands_on_one_page
    assert not last.paragraph_format.keep_with_next


def test_the_front_names_council_title_and_period(report):
    front = [(p.style.name, p.text) for p in opened(report).paragraphs[:4]]
    assert front == [
        ("Report Council", "Westmarch Council"),
        ("Title", "Independent Reviewing Officers' annual report"),
        ("Subtitle", "Report to the Corporate Parenting Board"),
        ("Report Period", "1 April 2025 to 31 March 2026"),
    ]


def test_no_letters_are_spread_apart(report):
    """The subtitle of the library's own template stood letter by letter."""
    styles = opened(report).styles
    fronts = [styles[name].element.rPr for name in ("Title", "Subtitle")]
    assert [properties.find(qn("w:spacing")) for properties in fronts] == [None, None]


def test_every_table_has_a_caption_and_a_heading_row_that_repeats(report):
    tables = opened(report).tables
    assert len(tables) == 7
    for table in tables:
        assert table.style.name == "Report Table"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).strip()
        assert all(cell.text.strip() for cell in table.rows[0].cells)


def test_captions_count_by_fields_in_the_caption_style(report):
    captions = [p for p in opened(report).paragraphs if p.style.name == "Caption"]
    assert captions[0].text == f"Chart 1: {IN_TIME.title}"
    assert captions[2].text == f"Table 2: {BY_AGE.caption}"
    assert all(re.search(r"SEQ (Table|Chart)", etree.tostring(p._p).decode()) for p in captions)


def test_every_picture_has_words_for_those_who_cannot_see_it(report):
    words = [shape._inline.docPr.get("descr") for shape in opened(report).inline_shapes]
    assert words == [IN_TIME.alt, REASONS.alt, PLACES.alt]


def test_numbers_stand_to_the_right_and_text_to_the_left(report):
    table = opened(report).tables[2]
    row = [cell.paragraphs[0] for cell in table.rows[3].cells]
    assert [p.text for p in row] == ["5 to 9", "254", "243", "95.7%", "–"]
    assert [p.alignment for p in row] == [None, *[docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT] * 4]


def test_the_row_of_totals_is_marked_only_where_there_is_one(report):
    marks = [t._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:lastRow")) for t in opened(report).tables]
    assert marks == ["0", "0", "1", "0", "0", "0", "0"]


def test_headings_and_totals_of_tables_are_bold_and_other_rows_are_not(report):
    rows = opened(report).tables[2].rows
    weights = [row.cells[0].paragraphs[0].runs[0].bold for row in rows]
    assert weights == [True, None, None, None, None, None, True]


def test_the_file_does_not_open_in_compatibility_mode(report):
    settings = opened(report).settings.element.iter(qn("w:compatSetting"))
    modes = [s.get(qn("w:val")) for s in settings if s.get(qn("w:name")) == "compatibilityMode"]
    assert modes == ["15"]


def test_the_contents_lead_to_headings_that_exist(report):
    body = opened(report).element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(anchors) == 6
    assert anchors == marks
    assert 'TOC \\o "1-2"' in "".join(text.text for text in body.iter(qn("w:instrText")))


def test_fields_are_opened_and_closed_in_pairs(report):
    kinds = [mark.get(qn("w:fldCharType")) for mark in opened(report).element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 10


def test_pages_are_numbered_in_the_footer(report):
    footer = opened(report).sections[-1].footer
    assert re.findall(r"\b(PAGE|NUMPAGES)\b", "".join(footer._element.itertext())) == ["PAGE", "NUMPAGES"]


def test_the_file_says_what_it_is_in_british_english(report):
    known = opened(report).core_properties
    assert (known.title, known.language) == (annual_report().title, "en-GB")
    assert (known.author, known.created.isoformat()) == ("Quality and Review Service", "2026-06-12T00:00:00+00:00")
    spoken = {lang.get(qn("w:val")) for lang in opened(report).styles.element.iter(qn("w:lang"))}
    assert spoken == {"en-GB"}


def test_bold_words_stay_bold(report):
    runs = [(run.text, run.bold) for p in opened(report).paragraphs for run in p.runs if "1,247" in run.text]
    assert runs == [("1,247 reviews", True)]


def test_the_same_paper_gives_the_same_file(report):
    assert to_docx(annual_report()) == report


def test_no_two_parts_of_the_page_share_an_id(report):
    ids = [mark.get("id") for mark in opened(report).element.body.iter(qn("wp:docPr"))]
    assert len(ids) == len(set(ids)) == 3


def test_a_councils_own_document_keeps_its_cover_and_its_styles():
    made = opened(to_docx(annual_report(), template()))
    assert made.paragraphs[0].text == "Westmarch Council cover page"
    assert made.styles["Heading 1"].font.size == docx.shared.Pt(31)
    assert made.tables[0].style.name == "Report Table"


def test_styles_that_a_template_lacks_are_made():
    dropped = ("Heading 2", "List Bullet", "Caption", "Title", "TOC Heading")
    made = opened(to_docx(annual_report(), template(*dropped)))
    assert {p.style.name for p in made.paragraphs} >= {"Heading 2", "List Bullet", "Caption", "Title"}
    heading = made.styles["Heading 2"].element
    assert heading.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"
    assert heading.get(qn("w:customStyle")) is None
    assert made.styles["List Bullet"].element.pPr.numPr.numId.val > 0


def test_a_list_has_dots_even_where_the_template_knows_no_lists():
    with ZipFile(BytesIO(template("List Bullet"))) as parts:
        kept = {name: parts.read(name) for name in parts.namelist() if "numbering" not in name}
    kept["word/_rels/document.xml.rels"] = re.sub(
        rb'<Relationship [^>]*numbering\.xml"[^>]*/>', b"", kept["word/_rels/document.xml.rels"]
    )
    kept["[Content_Types].xml"] = re.sub(rb'<Override [^>]*numbering\.xml"[^>]*/>', b"", kept["[Content_Types].xml"])
    bare = BytesIO()
    with ZipFile(bare, "w") as parts:
        for name, data in kept.items():
            parts.writestr(name, data)
    made = opened(to_docx(annual_report(), bare.getvalue()))
    number = made.styles["List Bullet"].element.pPr.numPr.numId.val
    listed = made.part.numbering_part.element.num_having_numId(number)
    assert listed.abstractNumId.val == 1


def test_a_template_that_numbers_its_pages_keeps_its_footer():
    own = opened(to_docx(annual_report()))
    own.sections[-1].footer.paragraphs[0].runs[0].text = "Ours "
    output = BytesIO()
    own.save(output)
    footer = opened(to_docx(annual_report(), output.getvalue())).sections[-1].footer
    assert len(footer.paragraphs) == 1
    assert footer.paragraphs[0].text.startswith("Ours ")


def test_a_style_of_the_same_name_and_another_sort_does_not_stop_the_paper():
    own = docx.Document()
    own.styles.add_style("Report Cell", WD_STYLE_TYPE.PARAGRAPH).font.size = docx.shared.Pt(7)
    output = BytesIO()
    own.save(output)
    assert opened(to_docx(annual_report(), output.getvalue())).styles["Report Cell"].font.size == docx.shared.Pt(7)


@pytest.mark.parametrize("wrong", [b"", b"plain text", b"PK\x03\x04 broken"])
def test_a_template_that_is_not_word_is_refused_with_advice(wrong):
    with pytest.raises(UnableToUseTemplate, match=r"save it as \.docx"):
        to_docx(annual_report(), wrong)


def test_a_zip_that_is_not_a_document_is_refused():
    other = BytesIO()
    with ZipFile(other, "w") as parts:
        parts.writestr("notes.txt", "hello")
    with pytest.raises(UnableToUseTemplate):
        to_docx(annual_report(), other.getvalue())


def test_what_people_type_reaches_the_page_as_typed():
    hard = "=1+1 & <b>£5</b> 'quoted' “so” \x07— 100% $x$ #set *star* _low_"
    made = opened(to_docx(paper(Paragraph.of(hard), Table("t", hard, (Column("A"),), ((hard,), (None,))))))
    assert hard.replace("\x07", "") in [p.text for p in made.paragraphs]
    assert [row.cells[0].text for row in made.tables[0].rows] == ["A", hard.replace("\x07", ""), "–"]


def test_a_long_table_is_written_quickly_enough_and_whole():
    rows = tuple((f"Child {n}", n) for n in range(600))
    made = opened(to_docx(paper(Table("t", "Long", (Column("Child"), Column("N", Kind.COUNT)), rows))))
    assert len(made.tables[0].rows) == 601


def test_a_paper_with_no_sections_is_still_a_document():
    made = opened(to_docx(replace(annual_report(), sections=())))
    assert made.paragraphs[1].text == annual_report().title
