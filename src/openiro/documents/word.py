"""Papers as Word documents that a council can go on working in: real styles, headings, captions and fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
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
    KEPT_WHOLE,
    blocks_of,
    captions,
    clean,
    column_weights,
    has_contents,
    has_contents_of_a_page,
    label_of,
    levels,
    shown_rows,
    small_print,
    table_width,
)
from openiro.documents.word_fields import add_bookmark, add_contents, add_field
from openiro.documents.word_styles import NOTES, TABLE_STYLE, prepare
from openiro.domain.refusal import Refusal

ROWS_AT_AN_END = 3
SHORT_NOTE = 700  # characters: six lines or so, which stand on one page
RIGHT, LARGE = '<w:jc w:val="right"/>', 18  # LARGE: points


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
        self.style_ids: dict[str, str] = {}
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
            add_bookmark(self._add(section.heading, f"Heading {level}"), place)
            for block in blocks_of(section):
                self._block(block)
        output = BytesIO()
        self.word.save(output)
        return _with_fixed_times(output)

    def _add(self, text: str = "", style: str | None = None) -> Any:
        """A paragraph at the end."""
        line = self.word.add_paragraph(text)
        if style is not None:
            line._p.style = self._style_id(style)
        return line

    def _style_id(self, name: str) -> str:
        """The id of a style: given its name, the library would seek it anew each time."""
        if name not in self.style_ids:
            self.style_ids[name] = self.word.styles[name].style_id
        return self.style_ids[name]

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
                self._add(text, style)
        if has_contents(paper):
            self._add("Contents", "TOC Heading")
            add_contents(self.word, [(s.heading, n) for s, n in zip(paper.sections, levels(paper), strict=True)])
        if has_contents_of_a_page(paper):
            self.word.add_page_break()

    def _block(self, block: Block) -> None:
        self.writers[type(block)](block)

    def _paragraph(self, block: Paragraph, style: str | None = None) -> Any:
        line = self._add(style=style)
        for run in block.runs:
            line.add_run(run.text).bold = run.bold or None
        return line

    def _list(self, block: BulletList) -> None:
        for item in block.items:
            self._paragraph(item, "List Bullet")

    def _note(self, block: Note) -> None:
        title, body = NOTES
        lines = [self._add(block.title, title), *(self._paragraph(each, body) for each in block.paragraphs)]
        if sum(len(run.text) for each in block.paragraphs for run in each.runs) <= SHORT_NOTE:
            for line in lines:
                line.paragraph_format.keep_together = True
                line.paragraph_format.keep_with_next = line is not lines[-1]
        lines[-1].paragraph_format.space_after = Pt(14)

    def _glossary(self, block: Glossary) -> None:
        for entry in block.entries:
            line = self._add()
            line.add_run(entry.term).bold = True
            line.add_run(f"  {entry.meaning}")

    def _caption(self, block: Table | Chart, title: str) -> None:
        line = self._add(style="Caption")
        line.add_run(f"{label_of(block)} ")
        add_field(line, f"SEQ {label_of(block)} \\* ARABIC", str(self.numbers[block.id]))
        line.add_run(f": {title}")

    def _chart(self, block: Chart) -> None:
        self._caption(block, block.title)
        line = self._add(style="Report Picture")
        picture = line.add_run().add_picture(BytesIO(to_png(block)), width=min(Cm(16.2), self._text_width()))
        picture._inline.docPr.set("descr", block.alt)

    def _table(self, block: Table) -> None:
        self._caption(block, block.caption)
        widths = [share * table_width(block) for share in column_weights(block)]
        self._grid(block.columns, shown_rows(block), widths, block.total and bool(block.rows), block.caption)
        *lines, last = [self._add(line, "Report Notes") for line in small_print(block) or [""]]
        for line in lines:
            line.paragraph_format.keep_with_next = True
        last.paragraph_format.space_after = Pt(12)

    def _key_figures(self, block: KeyFigures) -> None:
        """Figures and what they count, as a table with headings: boxes would be read out of order."""
        columns = (Column("Figure"), Column("Value", Kind.COUNT), Column("What it counts"))
        rows = [[f.label, shown(f.value, f.kind), f.definition] for f in block.figures]
        self._grid(columns, rows, [0.37, 0.17, 0.46], False, "Key figures", large=1)
        self._add(style="Report Notes")

    def _grid(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        total: bool,
        name: str,
        large: int | None = None,
    ) -> None:
        """A table; `large` is the column whose figures are set large."""
        grid = self.word.add_table(0, len(columns))
        grid._tbl.tblStyle_val = self._style_id(TABLE_STYLE)
        grid.autofit = False
        _describe(grid, name, total)
        sizes = [Emu(int(self._text_width() * width)) for width in widths]
        for size, column in zip(sizes, grid.columns, strict=True):
            column.width = size
        style = self._style_id("Report Cell")
        cells = [
            _Cells(style, size.twips, column.is_number, is_large=place == large)
            for place, (size, column) in enumerate(zip(sizes, columns, strict=True))
        ]
        last = len(rows)
        written = [_row(cells, [each.heading for each in columns], keeps=_keeps(0, last), bold=True, is_heading=True)]
        for place, row in enumerate(rows, 1):
            written.append(_row(cells, row, keeps=_keeps(place, last), bold=total and place == last))
        grid._tbl.extend(parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(written)}</w:tbl>"))


@dataclass(frozen=True)
class _Cells:
    """What the cells of a column share: the id of their style, their width, and how their text stands."""

    style: str
    twips: int
    is_number: bool
    is_large: bool

    def cell(self, value: str, *, keeps: bool, bold: bool, is_heading: bool) -> str:
        """One cell as XML: written through objects, the cells of a paper take ten times as long."""
        large = self.is_large and not is_heading
        font = "<w:b/>" * (bold or large) + f'<w:sz w:val="{2 * LARGE}"/>' * large
        return (
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{self.twips}"/></w:tcPr><w:p><w:pPr>'
            f'<w:pStyle w:val="{self.style}"/>{"<w:keepNext/>" * keeps}{RIGHT * self.is_number}</w:pPr>'
            f"<w:r>{f'<w:rPr>{font}</w:rPr>' * bool(font)}{_text(value)}</w:r></w:p></w:tc>"
        )


def _text(value: str) -> str:
    """The text of a run as XML, its lines one under the other."""
    return "<w:br/>".join(_line(line) for line in value.split("\n"))


def _line(text: str) -> str:
    kept = ' xml:space="preserve"' * (text != text.strip())
    return f"<w:t{kept}>{escape(text)}</w:t>" * bool(text)


def _row(cells: Sequence[_Cells], values: Sequence[str], *, keeps: bool, bold: bool, is_heading: bool = False) -> str:
    written = (
        each.cell(value, keeps=keeps, bold=bold, is_heading=is_heading)
        for each, value in zip(cells, values, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * is_heading}</w:trPr>{''.join(written)}</w:tr>"


def _keeps(place: int, rows: int) -> bool:
    """Whether row `place` (0: the heading) stays with what follows: all of a short table, and the ends of a long one,
    whose last row stays with the small print."""
    return rows <= KEPT_WHOLE or place < ROWS_AT_AN_END or place > rows - ROWS_AT_AN_END


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
