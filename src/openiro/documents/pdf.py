"""Papers as tagged PDF (PDF/UA-1): the paper goes to the typesetter as JSON, never as part of its source."""

import itertools
import json
import re
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from openiro.documents.charts import FAMILIES, WIDTH, begin_drawing, can_give, share_of_width, to_svg
from openiro.documents.content import (
    Block,
    BulletList,
    Chart,
    Document,
    Glossary,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Table,
)
from openiro.documents.figures import shown
from openiro.documents.layout import (
    DEEPEST_IN_CONTENTS,
    KEPT_WHOLE,
    blocks_of,
    caption_of,
    captions,
    clean,
    column_weights,
    has_contents,
    has_contents_of_a_page,
    levels,
    shown_rows,
    small_print,
    table_width,
)
from openiro.documents.page_filling import Given, Mark, filled
from openiro.domain.refusal import Refusal

LONGEST_WORD = 24
TEXT_WIDTH = 464.9  # points: 164 mm, between the margins of the template
POINTS_AN_INCH = TEXT_WIDTH / WIDTH  # of a chart as it is drawn
_typesetting = Lock()


class UnableToMakePdf(Refusal):
    """The typesetter refused the paper; the message carries its reason."""


def to_pdf(document: Document) -> bytes:
    """The paper as PDF 1.7 with tags, language, title and embedded fonts, held to PDF/UA-1 as it is made.

    Works without any font of the machine's own. The same paper gives the same bytes on the same machine.
    Raises UnableToMakePdf when the typesetter refuses.
    """
    import typst

    seconds = (document.metadata.made_on.toordinal() - 719_163) * 86_400
    paper, drawn = _paper(clean(document)), _charts_of(clean(document))
    try:
        with _typesetting:
            _fill_pages(paper, drawn)
            made: bytes = _compiler().compile(
                _template(),
                format="pdf",
                sys_inputs=_inputs(paper),
                pdf_standards=["ua-1"],
                timestamp=seconds,
            )
    except typst.TypstError as refusal:
        reason = " ".join([str(refusal), *getattr(refusal, "hints", [])])
        raise UnableToMakePdf(f"The PDF could not be made: {reason}. Try Word, and report this.") from refusal
    return made


def _inputs(paper: dict[str, Any], **more: str) -> dict[str, str]:
    return {"paper": json.dumps(paper, ensure_ascii=False), **more}


def _charts_of(document: Document) -> dict[int, Chart]:
    """The charts by the place of their block in the whole paper, from 0."""
    blocks = (block for section in document.sections for block in blocks_of(section))
    return {place: block for place, block in enumerate(blocks) if isinstance(block, Chart)}


def _fill_pages(paper: dict[str, Any], charts: dict[int, Chart]) -> None:
    """Draw lower what closes a gap at the end of a page by it."""
    import typst

    parts = {part["place"]: part for section in paper["parts"] for part in section["blocks"]}
    usual = {place: TEXT_WIDTH * share_of_width(chart) for place, chart in charts.items()}

    def places(given: Given) -> list[Mark]:
        for place, height in usual.items():
            parts[place]["height"] = height - given[place] if place in given else None
        asked = _inputs(paper, places="asked")
        try:
            found = typst.query(_template(), "<places>", field="value", one=True, sys_inputs=asked, font_paths=_fonts())
        except RuntimeError:  # the typesetter says why when the paper itself is made
            return []
        return [Mark(*each) for each in json.loads(found)]

    most = {place: can_give(chart) * POINTS_AN_INCH for place, chart in charts.items()}
    given = filled(places, most) if charts else {}
    lower = {place: points / POINTS_AN_INCH for place, points in given.items()}
    begin_drawing([(charts[place], less) for place, less in lower.items()], "svg")
    for place, chart in charts.items():
        parts[place]["height"] = None
        if place in lower:
            parts[place]["svg"] = to_svg(chart, less=lower[place])


@cache
def _compiler() -> Any:
    import typst

    return typst.Compiler(font_paths=_fonts())


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(font_paths=_font_folders())


@cache
def _template() -> bytes:
    return files("openiro.documents").joinpath("paper.typ").read_bytes()


def _font_folders() -> list[str]:
    """The drawing library's own fonts, so that a machine without any still sets the paper in a sans-serif."""
    spec = find_spec("matplotlib")
    folders = [Path(place) / "mpl-data/fonts/ttf" for place in (spec and spec.submodule_search_locations) or []]
    return [str(folder) for folder in folders if folder.is_dir()]


def _paper(document: Document) -> dict[str, Any]:
    language, _, region = document.language.partition("-")
    numbers, made = captions(document), document.metadata.made_on
    count = itertools.count()
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "council": document.council,
        "period": document.period,
        "language": language,
        "region": region or None,
        "author": document.metadata.author or document.council,
        "description": document.metadata.subject or document.subtitle or document.title,
        "keywords": list(document.metadata.keywords),
        "made": [made.year, made.month, made.day],
        "fonts": list(FAMILIES),
        "contents": has_contents(document),
        "page_of_contents": has_contents_of_a_page(document),
        "deepest": DEEPEST_IN_CONTENTS,
        "parts": [
            {
                "level": level,
                "heading": section.heading,
                "blocks": [_block(block, numbers) | {"place": next(count)} for block in blocks_of(section)],
            }
            for level, section in zip(levels(document), document.sections, strict=True)
        ],
    }


def _runs(paragraph: Paragraph) -> list[dict[str, Any]]:
    return [{"text": run.text, "bold": run.bold} for run in paragraph.runs]


def _block(block: Block, numbers: dict[str, int]) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "runs": _runs(block)}
        case BulletList():
            return {"kind": "list", "items": [_runs(item) for item in block.items]}
        case Table():
            return _table(block, caption_of(block, numbers))
        case Chart():
            caption = caption_of(block, numbers)
            return {"kind": "chart", "caption": caption, "alt": block.alt, "svg": to_svg(block), "height": None}
        case KeyFigures():
            return {"kind": "figures", "figures": [_figure(figure) for figure in block.figures]}
        case Note():
            return {"kind": "note", "title": block.title, "paragraphs": [_runs(p) for p in block.paragraphs]}
        case Glossary():
            entries = [{"term": entry.term, "meaning": entry.meaning} for entry in block.entries]
            return {"kind": "glossary", "entries": entries}


def _table(table: Table, caption: str) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": caption,
        "headings": [_breakable(column.heading) for column in table.columns],
        "numbers": [column.is_number for column in table.columns],
        "widths": column_weights(table),
        "width": table_width(table),
        "rows": [[_breakable(value) for value in row] for row in shown_rows(table)],
        "total": table.total and bool(table.rows),
        "whole": len(table.rows) <= KEPT_WHOLE,
        "small": small_print(table),
    }


def _breakable(text: str) -> str:
    """Text whose very long words (an address, a file's name) may be broken, so that they stay in their cell."""
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", "\\1\u200b", text)


def _figure(figure: KeyFigure) -> dict[str, str]:
    value = shown(figure.value, figure.kind)
    return {"label": figure.label, "value": value, "definition": figure.definition}
