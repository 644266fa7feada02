"""A paper as a web page that stands alone: words, tables and pictures in one file, no script, prints well."""

from collections.abc import Callable, Iterable
from html import escape

from openiro.documents.charts import to_svg
from openiro.documents.content import (
    Block,
    BulletList,
    Chart,
    Document,
    Glossary,
    KeyFigures,
    Note,
    Paragraph,
    Table,
)
from openiro.documents.figures import shown
from openiro.documents.layout import blocks_of, caption_of, captions, clean, levels, shown_rows, small_print

STYLE = """
:root{color-scheme:light}
body{font:1rem/1.55 "Liberation Sans",Arial,Helvetica,sans-serif;color:#0b0c0c}
body{max-width:52rem;margin:0 auto;padding:1.5rem}
h1{font-size:2.1rem;line-height:1.15;margin:.2em 0}h2{font-size:1.5rem;margin:2.4em 0 .6em}h3{font-size:1.2rem}
.lead{font-size:1.15rem;color:#484949;margin-top:0}.contents li{margin:.25em 0}
.scroll{overflow-x:auto;margin:1.5em 0}table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:700;padding:.3em 0}
th,td{text-align:left;vertical-align:top;padding:.45em .8em .45em 0;border-bottom:1px solid #b1b4b6}
thead th{border-bottom:2px solid #0b0c0c}td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
tr.total td,tr.total th{font-weight:700;border-top:2px solid #0b0c0c}
figure{margin:1.5em 0}figcaption{font-weight:700}svg{max-width:100%;min-width:28rem;height:auto}
.small{font-size:.9rem;color:#484949}
.key{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:1rem;margin:1.5em 0;padding:0}
.key div{border-left:5px solid #1f4e5f;padding:.2em 1rem}.key dt{font-size:.95rem}
.key dd{margin:0}.key .value{font-size:2rem;font-weight:700;line-height:1.2}
.note{border-left:5px solid #b1b4b6;padding:.2em 1.2em;margin:1.5em 0}.note h3{margin:.3em 0;font-size:1rem}
.large{font-size:1.5rem;line-height:1.6}.large h1{font-size:2.4rem}.large h2{font-size:1.9rem}.large li{margin:.6em 0}
@media print{body{max-width:none;padding:0}h2{break-after:avoid}figure,table{break-inside:avoid}}
"""


def to_html(document: Document) -> bytes:
    """The paper as one UTF-8 web page; every value is escaped, charts are SVG with a text alternative."""
    paper = clean(document)
    body = [
        f"<h1>{escape(paper.title)}</h1>",
        f'<p class="lead">{escape(paper.council)}<br>{escape(paper.subtitle or paper.period)}</p>',
        _contents(paper),
        f"<main>{body_of(paper)}</main>",
    ]
    return (
        f'<!doctype html>\n<html lang="{escape(paper.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(paper.title)} – {escape(paper.council)}</title><style>{STYLE}</style></head>"
        f"<body{' class=large' if paper.is_large else ''}>{''.join(body)}</body></html>\n"
    ).encode()


def body_of(document: Document, *, top: int = 2) -> str:
    """The sections as HTML to stand inside a page; `top` is the heading level of the highest ones."""
    paper = clean(document)
    numbers = captions(paper)
    parts = []
    for section, level in zip(paper.sections, levels(paper), strict=True):
        tag = f"h{level + top - 1}"
        parts.append(f'<{tag} id="{escape(section.id)}">{escape(section.heading)}</{tag}>')
        parts.append(blocks_as_html(blocks_of(section), numbers))
    return "".join(parts)


def blocks_as_html(blocks: Iterable[Block], numbers: dict[str, int]) -> str:
    """Blocks as HTML, in order; `numbers` are those of tables and charts by id (see `layout.captions`)."""
    return "".join(_BLOCKS[type(block)](block, numbers) for block in blocks)


def _contents(paper: Document) -> str:
    if not paper.contents:
        return ""
    lines = (f'<li><a href="#{escape(s.id)}">{escape(s.heading)}</a></li>' for s in paper.sections)
    return f'<nav aria-label="Contents"><ul class="contents">{"".join(lines)}</ul></nav>'


def _words(paragraph: Paragraph) -> str:
    return "".join(f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in paragraph.runs)


def _paragraph(block: Paragraph, numbers: dict[str, int]) -> str:
    return f"<p>{_words(block)}</p>"


def _list(block: BulletList, numbers: dict[str, int]) -> str:
    return "<ul>" + "".join(f"<li>{_words(item)}</li>" for item in block.items) + "</ul>"


def _table(block: Table, numbers: dict[str, int]) -> str:
    caption = escape(caption_of(block, numbers))
    classes = [' class="number"' if column.is_number else "" for column in block.columns]
    head = "".join(
        f'<th scope="col"{kind}>{escape(column.heading)}</th>'
        for column, kind in zip(block.columns, classes, strict=True)
    )
    rows = shown_rows(block)
    body = "".join(_row(row, classes, is_total=block.total and place == len(rows)) for place, row in enumerate(rows, 1))
    small = "".join(f'<p class="small">{escape(line)}</p>' for line in small_print(block))
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{small}"
    )


def _row(row: list[str], classes: list[str], *, is_total: bool) -> str:
    first = f'<th scope="row"{classes[0]}>{escape(row[0])}</th>'
    rest = "".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row[1:], classes[1:], strict=True))
    return f"<tr{' class=total' if is_total else ''}>{first}{rest}</tr>"


def _chart(block: Chart, numbers: dict[str, int]) -> str:
    caption = escape(caption_of(block, numbers))
    picture = f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}">{to_svg(block)}</div>'
    return f"<figure><figcaption>{caption}</figcaption>{picture}</figure>"


def _key_figures(block: KeyFigures, numbers: dict[str, int]) -> str:
    cards = (
        f'<div><dt>{escape(each.label)}</dt><dd class="value">{escape(shown(each.value, each.kind))}</dd>'
        f'<dd class="small">{escape(each.definition)}</dd></div>'
        for each in block.figures
    )
    return f'<dl class="key">{"".join(cards)}</dl>'


def _note(block: Note, numbers: dict[str, int]) -> str:
    inside = "".join(f"<p>{_words(paragraph)}</p>" for paragraph in block.paragraphs)
    return f'<div class="note"><h3>{escape(block.title)}</h3>{inside}</div>'


def _glossary(block: Glossary, numbers: dict[str, int]) -> str:
    lines = (f"<dt>{escape(entry.term)}</dt><dd>{escape(entry.meaning)}</dd>" for entry in block.entries)
    return f"<dl>{''.join(lines)}</dl>"


_BLOCKS: dict[type, Callable[..., str]] = {
    Paragraph: _paragraph,
    BulletList: _list,
    Table: _table,
    Chart: _chart,
    KeyFigures: _key_figures,
    Note: _note,
    Glossary: _glossary,
}
