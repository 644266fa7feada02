"""The record and the letter as web page, Word and PDF: nothing in any of them that is kept from their reader."""

import re
import zipfile
from datetime import date
from io import BytesIO

import pypdf
import pytest

from openiro.documents.content import BulletList, Note, Paragraph, Table
from openiro.documents.pdf import to_pdf
from openiro.documents.review_papers import PaperHead, blocks_of_section, blocks_of_text, review_paper
from openiro.documents.web_page import to_html
from openiro.documents.word import to_docx
from openiro.domain.letter_text import letter_sections
from openiro.domain.record_facts import Section
from openiro.domain.record_text import record_sections
from openiro.domain.redaction import KeptBack, redacted
from tests.pdf_ua import broken_rules_of_pdf_ua
from tests.unit.domain.reviewed import policy, sam

HEAD = PaperHead("Record of the looked-after review", "Harrow", "Held on 3 May 2026", "Sam Smith", date(2026, 5, 9))
KEPT = (KeptBack("address", ("placement",), ("12 Acacia Road", "AB1 2CD")), KeptBack("carers", (), ("Jo Reed", "Reed")))
SECRETS = ("acacia", "ab12cd", "ab1 2cd", "reed")
NOTES = {
    "placement": "Sam lives at 12 Acacia Road, AB1 2CD, with Jo Reed.",
    "family_time": "Mum wrote to 12 ACACIA  ROAD and to ab12cd. Mrs Reed's dog came.",
}


def record(kept: tuple[KeptBack, ...] = ()):
    return review_paper(HEAD, redacted(record_sections(sam(notes=NOTES), policy()), kept))


def in_word(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as parts:
        return "\n".join(f"{name}\n{parts.read(name).decode('utf-8', 'replace')}" for name in parts.namelist())


def in_pdf(data: bytes) -> str:
    read = pypdf.PdfReader(BytesIO(data))
    pages = "\n".join(page.extract_text() for page in read.pages)
    streams = "\n".join(
        found.get_data().decode("latin-1")
        for found in (read.get_object(number) for number in range(1, len(read.xref[0]) + 1))
        if hasattr(found, "get_data")
    )
    return f"{pages}\n{read.metadata}\n{streams}\n{data.decode('latin-1')}"


WRITERS = {
    "web page": lambda paper: to_html(paper).decode(),
    "Word": lambda paper: in_word(to_docx(paper)),
    "PDF": lambda paper: in_pdf(to_pdf(paper)),
}


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_kept_back_is_nowhere_in_any_file(name):
    whole, copy = (WRITERS[name](record(kept)).casefold() for kept in ((), KEPT))
    plain = re.sub(r"\s+", " ", copy)
    assert "acacia" in whole
    assert "reed" in whole
    assert [secret for secret in SECRETS if secret in plain] == []
    assert "left out" in plain


def test_the_record_of_a_review_passes_the_checks_of_pdf_ua() -> None:
    assert broken_rules_of_pdf_ua(to_pdf(record())) == []


@pytest.mark.parametrize("name", ["Word", "PDF"])
def test_the_properties_of_a_file_name_nobody(name):
    if name == "Word":
        with zipfile.ZipFile(BytesIO(to_docx(record()))) as parts:
            properties = parts.read("docProps/core.xml").decode() + parts.read("docProps/app.xml").decode()
    else:
        properties = str(pypdf.PdfReader(BytesIO(to_pdf(record()))).metadata)
    assert "Record of the looked-after review" in properties
    assert "Sam" not in properties
    assert "Smith" not in properties


def test_the_decisions_stand_as_a_table_of_what_who_and_by_when():
    section = next(each for each in record_sections(sam(), policy()) if each.id == "decisions")
    (table,) = blocks_of_section(section)
    assert isinstance(table, Table)
    assert table.rows[0] == (
        "1",
        "Social worker to arrange weekly contact with Ben. Done when: Sam sees Ben weekly. The child asked for this.",
        "Social worker, Amina Khan",
        "1 June 2026",
    )
    assert table.rows[1] == ("2", "Life-story work to be started.", "Carer, Jo Reed", "")


def test_decisions_that_somebody_wrote_anew_stay_as_they_were_written():
    found = blocks_of_section(Section("decisions", "Decisions", "We talked.\n1. Book the dentist."))
    assert [block.text for block in found if isinstance(block, Paragraph)] == ["We talked.", "1. Book the dentist."]


def test_text_becomes_paragraphs_and_points():
    first, points, last = blocks_of_text("There:\n- Mum\n- Dad\n\n2. Bold number")
    assert isinstance(points, BulletList)
    assert [item.text for item in points.items] == ["Mum", "Dad"]
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert last.runs[0].bold
    assert last.runs[0].text == "2. "


def test_the_facts_have_labels():
    section = record_sections(sam(), policy())[0]
    (facts,) = blocks_of_section(section)
    assert isinstance(facts, BulletList)
    assert facts.items[1].runs[0].text == "Date of birth: "


def test_a_reader_is_told_what_kind_of_copy_it_is():
    head = PaperHead("Record", "Harrow", "", "", date(2026, 5, 9), remarks=("This is a draft.",))
    paper = review_paper(head, record_sections(sam(), policy()))
    assert isinstance(paper.sections[0].blocks[0], Note)
    assert "This is a draft." in to_html(paper).decode()


@pytest.mark.parametrize("name", WRITERS)
def test_the_letter_goes_into_every_kind_of_file(name):
    head = PaperHead("Your review", "Harrow", "Held on 3 May 2026", "", date(2026, 5, 9), is_table=False)
    told = WRITERS[name](review_paper(head, letter_sections(sam(), policy())))
    assert "Dear Sam" in told
    assert "You will see Ben each week" in re.sub(r"\s+", " ", told)


def test_what_somebody_typed_is_never_markup():
    section = Section("health", "<b>Health</b>", "<script>alert(1)</script> & #let x = 1")
    page = to_html(review_paper(HEAD, [section])).decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "#let x = 1" in in_pdf(to_pdf(review_paper(HEAD, [section])))
