"""Papers as Word documents that a council can go on working in: real styles, headings, captions and fields."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Emu, Pt

from openiro.documents.charts import to_png
from openiro.documents.content import (
    Block,
    BulletList,
    Chart,
    Column,
    Document,
    Glossary,
    KeyFigures,
    Kind,
    Note,
    Paragraph,
    Table,
)
from openiro.documents.figures import shown
from openiro.documents.layout import (
    blocks_of,
    captions,
    clean,
    column_weights,
    label_of,
    levels,
    shown_rows,
    small_print,
    table_width,
)
from openiro.documents.word_fields import add_bookmark, add_contents, add_field
from openiro.documents.word_styles import NOTES, TABLE_STYLE, prepare
from openiro.domain.refusal import Refusal

KEPT_WHOLE, ROWS_AT_AN_END = 16, 3


class UnableToUseTemplate(Refusal):
    """The council's Word template cannot be opened; the message says what to do."""


def to_docx(document: Document, base: bytes | None = None) -> bytes:
    """The paper as .docx. `base` is a council's own .docx, whose cover, header, footer and styles are kept.

    Styles are found by Word's names (Title, Heading 1, Caption, List Bullet, …) and by ours ('Report Table',
    'Report Note', …); what is missing is added. The same paper and base give the same bytes. Raises
    UnableToUseTemplate when the base is not a Word document.
    """
    return _Writer(clean(document), _opened(base), is_ours=base is None).written()


def _opened(base: bytes | None) -> Any:
    try:
        return docx.Document(BytesIO(base) if base is not None else None)
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as reason:
        raise UnableToUseTemplate(
            "The council's Word template could not be opened. Open it in Word, save it as .docx and upload it again."
        ) from reason


class _Writer:
    def __init__(self, paper: Document, word: Any, is_ours: bool) -> None:
        self.paper, self.word, self.is_ours = paper, word, is_ours
        self.numbers = captions(paper)
        self.writers: dict[type, Callable[[Any], None]] = {
            Paragraph: self._paragraph,
            BulletList: self._list,
            Table: self._table,
            Chart: self._chart,
            KeyFigures: self._key_figures,
            Note: self._note,
            Glossary: self._glossary,
        }

    def written(self) -> bytes:
        """The finished file."""
        prepare(self.word, self.is_ours)
        self._set_up()
        self._front()
        for place, (level, section) in enumerate(zip(levels(self.paper), self.paper.sections, strict=True)):
            add_bookmark(self.word.add_paragraph(section.heading, f"Heading {level}"), place)
            for block in blocks_of(section):
                self._block(block)
        output = BytesIO()
        self.word.save(output)
        return _with_fixed_times(output)

    def _set_up(self) -> None:
        self._properties()
        self._language()
        if self.is_ours:
            page = self.word.sections[0]
            page.page_width, page.page_height = Cm(21), Cm(29.7)
            page.left_margin = page.right_margin = Cm(2.3)
            page.top_margin = page.bottom_margin = Cm(2.4)
            _as_today(self.word.settings.element)
        self._footer()

    def _properties(self) -> None:
        known, facts = self.word.core_properties, self.paper.metadata
        known.title, known.subject, known.language = self.paper.title, facts.subject, self.paper.language
        known.author = known.last_modified_by = facts.author or self.paper.council
        known.keywords, known.comments, known.revision = ", ".join(facts.keywords), "", 1
        known.created = known.modified = datetime.combine(facts.made_on, time(), UTC)

    def _language(self) -> None:
        styles = self.word.styles.element
        for spoken in styles.iter(qn("w:lang")):
            spoken.set(qn("w:val"), self.paper.language)
        normal = self.word.styles["Normal"].element.get_or_add_rPr()
        if normal.find(qn("w:lang")) is None:
            normal.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{self.paper.language}"/>'))

    def _footer(self) -> None:
        """Page x of y, unless the council's template numbers its pages already."""
        page = self.word.sections[-1]
        if "PAGE" in "".join(page.footer._element.itertext()):
            return
        is_free = len(page.footer.paragraphs) == 1 and not page.footer.paragraphs[0].text
        line = page.footer.paragraphs[0] if is_free else page.footer.add_paragraph()
        line.style = "Footer"
        stops = line.paragraph_format.tab_stops
        for stop in line.style.paragraph_format.tab_stops:
            stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
        stops.add_tab_stop(self._text_width(), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{self.paper.council}: {self.paper.title}\tPage ")
        add_field(line, "PAGE", "1")
        line.add_run(" of ")
        add_field(line, "NUMPAGES", "1")

    def _text_width(self) -> Emu:
        page = self.word.sections[-1]
        return Emu(page.page_width - page.left_margin - page.right_margin)

    def _front(self) -> None:
        paper = self.paper
        for text, style in (
            (paper.council, "Report Council"),
            (paper.title, "Title"),
            (paper.subtitle, "Subtitle"),
            (paper.period, "Report Period"),
        ):
            if text:
                self.word.add_paragraph(text, style)
        if paper.contents and paper.sections:
            self.word.add_paragraph("Contents", "TOC Heading")
            add_contents(self.word, [(s.heading, n) for s, n in zip(paper.sections, levels(paper), strict=True)])
            self.word.add_page_break()

    def _block(self, block: Block) -> None:
        self.writers[type(block)](block)

    def _paragraph(self, block: Paragraph, style: str | None = None) -> None:
        line = self.word.add_paragraph(style=style)
        for run in block.runs:
            line.add_run(run.text).bold = run.bold or None

    def _list(self, block: BulletList) -> None:
        for item in block.items:
            self._paragraph(item, "List Bullet")

    def _note(self, block: Note) -> None:
        title, body = NOTES
        self.word.add_paragraph(block.title, title)
        for paragraph in block.paragraphs:
            self._paragraph(paragraph, body)
        self.word.paragraphs[-1].paragraph_format.space_after = Pt(14)

    def _glossary(self, block: Glossary) -> None:
        for entry in block.entries:
            line = self.word.add_paragraph()
            line.add_run(entry.term).bold = True
            line.add_run(f"  {entry.meaning}")

    def _caption(self, block: Table | Chart, title: str) -> None:
        line = self.word.add_paragraph(style="Caption")
        line.add_run(f"{label_of(block)} ")
        add_field(line, f"SEQ {label_of(block)} \\* ARABIC", str(self.numbers[block.id]))
        line.add_run(f": {title}")

    def _chart(self, block: Chart) -> None:
        self._caption(block, block.title)
        line = self.word.add_paragraph(style="Report Picture")
        picture = line.add_run().add_picture(BytesIO(to_png(block)), width=min(Cm(16.2), self._text_width()))
        picture._inline.docPr.set("descr", block.alt)

    def _table(self, block: Table) -> None:
        self._caption(block, block.caption)
        widths = [share * table_width(block) for share in column_weights(block)]
        self._grid(block.columns, shown_rows(block), widths, block.total and bool(block.rows), block.caption)
        *lines, last = [self.word.add_paragraph(line, "Report Notes") for line in small_print(block) or [""]]
        for line in lines:
            line.paragraph_format.keep_with_next = True
        last.paragraph_format.space_after = Pt(12)

    def _key_figures(self, block: KeyFigures) -> None:
        """Figures and what they count, as a table with headings: boxes would be read out of order."""
        columns = (Column("Figure"), Column("Value", Kind.COUNT), Column("What it counts"))
        rows = [[f.label, shown(f.value, f.kind), f.definition] for f in block.figures]
        grid = self._grid(columns, rows, [0.37, 0.17, 0.46], False, "Key figures")
        for row in list(grid.rows)[1:]:
            run = row.cells[1].paragraphs[0].runs[0]
            run.bold, run.font.size = True, Pt(18)
        self.word.add_paragraph(style="Report Notes")

    def _grid(
        self, columns: tuple[Column, ...], rows: list[list[str]], widths: list[float], total: bool, name: str
    ) -> Any:
        grid = self.word.add_table(len(rows) + 1, len(columns), TABLE_STYLE)
        grid.autofit = False
        _describe(grid, name, total)
        style = self.word.styles["Report Cell"].style_id  # by id: by name would be sought anew in each cell
        sizes = [Emu(int(self._text_width() * width)) for width in widths]
        for size, column in zip(sizes, grid.columns, strict=True):
            column.width = size
        for place, (row, values) in enumerate(zip(grid.rows, [[c.heading for c in columns], *rows], strict=True)):
            _mark_row(row, is_heading=place == 0)
            for cell, size, column, value in zip(row.cells, sizes, columns, values, strict=True):
                cell.width = size
                run = _fill(cell, style, value, column, keeps=_keeps(place, len(rows)))
                run.bold = True if place == 0 or (total and place == len(rows)) else None
        return grid


def _keeps(place: int, rows: int) -> bool:
    """Whether row `place` (0: the heading) stays with what follows: all of a short table, and the ends of a long one,
    whose last row stays with the small print."""
    return rows <= KEPT_WHOLE or place < ROWS_AT_AN_END or place > rows - ROWS_AT_AN_END


def _fill(cell: Any, style: str, value: str, column: Column, keeps: bool) -> Any:
    line = cell.paragraphs[0]
    line._p.style = style
    run = line.add_run(value)
    if column.is_number:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if keeps:
        line.paragraph_format.keep_with_next = True
    return run


def _mark_row(row: Any, is_heading: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if is_heading:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _describe(grid: Any, name: str, total: bool) -> None:
    properties = grid._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    properties.append(
        parse_xml(
            f'<w:tblLook {nsdecls("w")} w:val="{"0660" if total else "0620"}" w:firstRow="1" '
            f'w:lastRow="{int(total)}" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
    )
    caption = parse_xml(f"<w:tblCaption {nsdecls('w')}/>")
    caption.set(qn("w:val"), name)
    properties.append(caption)


def _as_today(settings: Any) -> None:
    """Say that the file is of the present Word, so that it does not open in compatibility mode."""
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _with_fixed_times(made: BytesIO) -> bytes:
    output = BytesIO()
    with ZipFile(made) as parts, ZipFile(output, "w", ZIP_DEFLATED) as fixed:
        for part in parts.infolist():
            fixed.writestr(ZipInfo(part.filename), parts.read(part), ZIP_DEFLATED)
    return output.getvalue()
