"""The styles a Word paper stands on: a council's own where its template has them, ours where it has not."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from docx.shared import Pt, RGBColor

BRAND = "12436D"
QUIET = "505A5F"
RULE = "B1B4B6"
TINT = "F3F5F7"
FACE = "Arial"
TABLE_STYLE = "Report Table"

# name: size, bold, colour, space before, space after, kept with what follows, the style it rests on
PARAGRAPHS: dict[str, tuple[float, bool, str | None, int, int, bool, str]] = {
    "Title": (27, True, BRAND, 0, 6, True, "Normal"),
    "Subtitle": (15, False, None, 0, 4, True, "Normal"),
    "Report Council": (12, True, QUIET, 0, 6, True, "Normal"),
    "Report Period": (12, False, QUIET, 0, 18, False, "Normal"),
    "Heading 1": (18, True, BRAND, 24, 9, True, "Normal"),
    "Heading 2": (14, True, BRAND, 18, 6, True, "Normal"),
    "Heading 3": (12, True, BRAND, 14, 4, True, "Normal"),
    "TOC Heading": (18, True, BRAND, 12, 9, True, "Normal"),
    "toc 1": (11, True, None, 6, 2, False, "Normal"),
    "toc 2": (11, False, None, 0, 2, False, "Normal"),
    "Caption": (10.5, True, None, 16, 6, True, "Normal"),
    "Report Cell": (10, False, None, 3, 3, False, "Normal"),
    "Report Notes": (9, False, QUIET, 3, 0, False, "Normal"),
    "Report Picture": (11, False, None, 0, 8, False, "Normal"),
    "Report Note Title": (10.5, True, None, 12, 4, True, "Normal"),
    "Report Note": (10.5, False, None, 0, 4, False, "Normal"),
    "List Bullet": (11, False, None, 0, 5, False, "Normal"),
    "Header": (9, False, QUIET, 0, 0, False, "Normal"),
    "Footer": (9, False, QUIET, 0, 0, False, "Normal"),
}
TIGHT = ("Report Cell", "Report Picture", "Report Notes")
NOTES = ("Report Note Title", "Report Note")


def prepare(document: Any, is_ours: bool) -> None:
    """Make sure that every style a paper uses is there.

    With a council's template (`is_ours` false) only what is missing is added and nothing of theirs is changed.
    """
    if is_ours:
        _dress(document.styles["Normal"], 11, False, None)
        spacing = document.styles["Normal"].paragraph_format
        spacing.space_after, spacing.line_spacing = Pt(8), 1.2
    present = {style.name for style in document.styles}
    for name in PARAGRAPHS:
        if is_ours or name not in present:
            _make(document, name, present, is_ours)
    if TABLE_STYLE not in present:
        document.styles.element.append(parse_xml(_table_style()))


def _make(document: Any, name: str, present: set[str], is_ours: bool) -> None:
    size, bold, colour, before, after, keeps, base = PARAGRAPHS[name]
    is_new = name not in present
    if is_new:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not name.startswith("Report"))
    style = document.styles[name]
    style.base_style = document.styles[base] if base in present else None
    if is_new:
        style.quick_style = True
    _dress(style, size, bold, colour, with_face=is_ours)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.keep_with_next = Pt(before), Pt(after), keeps
    if name in TIGHT and is_new:
        layout.line_spacing = 1.0
    _particulars(document, style, name, is_new)


def _particulars(document: Any, style: Any, name: str, is_new: bool) -> None:
    properties = style.element.get_or_add_pPr()
    if not is_new:
        for unwanted in [*properties.findall(qn("w:pBdr")), *properties.findall(qn("w:contextualSpacing"))]:
            properties.remove(unwanted)
    elif name.startswith("Heading "):
        level = int(name[-1]) - 1
        properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level}"/>'))
    elif name == "List Bullet":
        _bullet(document, properties)
    elif name in NOTES:
        _set_apart(style, properties)
    elif name == "toc 2":
        style.paragraph_format.left_indent = Pt(14)


def _dress(style: Any, size: float, bold: bool, colour: str | None, with_face: bool = True) -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(size), bold or None, None
    for spread in style.element.rPr.findall(qn("w:spacing")):  # a subtitle of the library's own stands letter by letter
        style.element.rPr.remove(spread)
    if colour:
        font.color.rgb = RGBColor.from_string(colour)
    elif font.color is not None and font.color.rgb is not None:
        font.color.rgb = RGBColor(0, 0, 0)
    if not with_face:
        return
    font.name = FACE
    faces = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        faces.set(qn(f"w:{script}"), FACE)


def _set_apart(style: Any, properties: Any) -> None:
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Pt(10)
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="24" w:space="8" w:color="{RULE}"/></w:pBdr>')
    )
    spacing.addprevious(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{TINT}"/>'))


def _bullet(document: Any, properties: Any) -> None:
    """Point the style at a list of dots, making the numbering part where a template has none."""
    part = document.part
    if not any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in part.rels.values()):
        blank = f"<w:numbering {nsdecls('w')}/>".encode()
        place = PackURI("/word/numbering.xml")
        made = NumberingPart.load(place, CONTENT_TYPE.WML_NUMBERING, blank, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    numbering = part.numbering_part.element
    taken = [int(a.get(qn("w:abstractNumId"))) for a in numbering.findall(qn("w:abstractNum"))]
    number = max(taken, default=0) + 1
    dots = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    first.addprevious(dots) if first is not None else numbering.append(dots)
    listed = numbering.add_num(number).numId
    properties.find(qn("w:spacing")).addprevious(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{listed}"/></w:numPr>')
    )


def _table_style() -> str:
    """Light rules across, none down; the heading row and a last row of totals stand out."""

    def _line(side: str, size: int, colour: str) -> str:
        return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'

    def _part(name: str, borders: str, fill: str = "") -> str:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        return (
            f'<w:tblStylePr w:type="{name}"><w:rPr><w:b/></w:rPr>'
            f"<w:tcPr><w:tcBorders>{borders}</w:tcBorders>{shade}</w:tcPr></w:tblStylePr>"
        )

    lines = _line("top", 10, BRAND) + _line("bottom", 6, BRAND) + _line("insideH", 4, RULE)
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>"
        '<w:left w:w="90" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        + _part("firstRow", _line("bottom", 6, BRAND))
        + _part("lastRow", "", TINT)
        + "</w:style>"
    )
