"""Papers as tagged PDF (PDF/UA-1): the paper goes to the typesetter as JSON, never as part of its source."""

import json
import re
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from openiro.documents.charts import FAMILIES, to_svg
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
    blocks_of,
    caption_of,
    captions,
    clean,
    column_weights,
    levels,
    shown_rows,
    small_print,
    table_width,
)
from openiro.domain.refusal import Refusal

LONGEST_WORD = 24
_typesetting = Lock()


class UnableToMakePdf(Refusal):
    """The typesetter refused the paper; the message carries its reason."""


def to_pdf(document: Document) -> bytes:
    """The paper as PDF 1.7 with tags, language, title and embedded fonts, held to PDF/UA-1 as it is made.

    Works without any font of the machine's own. The same paper gives the same bytes on the same machine.
    Raises UnableToMakePdf when the typesetter refuses.
    """
    import typst

    data = json.dumps(_paper(clean(document)), ensure_ascii=False)
    seconds = (document.metadata.made_on.toordinal() - 719_163) * 86_400
    try:
        with _typesetting:
            made: bytes = _compiler().compile(
                _template(),
                format="pdf",
                sys_inputs={"paper": data},
                pdf_standards=["ua-1"],
                timestamp=seconds,
            )
    except typst.TypstError as refusal:
        reason = " ".join([str(refusal), *getattr(refusal, "hints", [])])
        raise UnableToMakePdf(f"The PDF could not be made: {reason}. Try Word, and report this.") from refusal
    return made


@cache
def _compiler() -> Any:
    import typst

    return typst.Compiler(font_paths=_font_folders())


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
        "contents": document.contents and bool(document.sections),
        "parts": [
            {
                "level": level,
                "heading": section.heading,
                "blocks": [_block(block, numbers) for block in blocks_of(section)],
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
            return {"kind": "chart", "caption": caption, "alt": block.alt, "svg": to_svg(block)}
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
        "small": small_print(table),
    }


def _breakable(text: str) -> str:
    """Text whose very long words (an address, a file's name) may be broken, so that they stay in their cell."""
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", "\\1\u200b", text)


def _figure(figure: KeyFigure) -> dict[str, str]:
    value = shown(figure.value, figure.kind)
    return {"label": figure.label, "value": value, "definition": figure.definition}
