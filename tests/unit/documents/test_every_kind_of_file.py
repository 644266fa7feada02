"""What every kind of file must bear: the odd papers that real councils make."""

from dataclasses import replace

import pytest

from openiro.documents.content import (
    BulletList,
    Column,
    Glossary,
    KeyFigure,
    KeyFigures,
    Kind,
    Note,
    Paragraph,
    Run,
    Section,
    Table,
)
from openiro.documents.pdf import to_pdf
from openiro.documents.spreadsheet import to_xlsx
from openiro.documents.word import to_docx
from tests.pdf_ua import broken_rules_of_pdf_ua
from tests.unit.documents.papers import EMPTY, annual_report

MANY = KeyFigures(tuple(KeyFigure(f"Figure {n}", n * 1000, "What it counts.", Kind.MONEY) for n in range(6)))
WIDE = Table(
    "wide",
    "Reviews by month",
    (Column("Team"), *(Column(f"Month {n}", Kind.COUNT) for n in range(1, 13))),
    (("North", *range(12)), ("South", *[None] * 12)),
)
STRANGE = {
    "nothing said": (Paragraph(()), Note("Only a title", ()), Glossary(()), BulletList((Paragraph(()),))),
    "blank words": (Paragraph.of(""), Paragraph((Run("", bold=True),)), BulletList.of(" ")),
    "one key figure, not known": (KeyFigures((KeyFigure("Reviews", None, ""),)),),
    "six key figures": (MANY,),
    "thirteen columns": (WIDE,),
    "lines inside a cell": (Table("two", "Two\nlines", (Column("A\nB"),), (("one\ntwo\ttabbed",),)),),
    "a word too long for its cell": (Table("long", "T", (Column("A" * 90), Column("B")), (("x" * 300, "y" * 300),)),),
    "Welsh, Urdu and signs": (Paragraph.of("Plant â'u llais · بچے · 子ども · 👶 · ½ · €"),),
    "nothing at all": (),
}


@pytest.mark.parametrize("blocks", STRANGE.values(), ids=STRANGE.keys())
@pytest.mark.parametrize(("write", "begins"), [(to_pdf, b"%PDF"), (to_docx, b"PK"), (to_xlsx, b"PK")])
def test_odd_papers_are_written_all_the_same(write, begins, blocks):
    sections = (Section("odd", "Odd", blocks), Section("end", "End", (EMPTY,)))
    document = replace(annual_report(), sections=sections, council="", period="", subtitle="")
    made = write(document)
    assert made.startswith(begins)
    if write is to_pdf:
        assert broken_rules_of_pdf_ua(made) == []


@pytest.mark.parametrize("write", [to_pdf, to_docx, to_xlsx])
def test_a_paper_in_welsh_can_be_written(write):
    assert len(write(replace(annual_report(), language="cy"))) > 10_000
