"""Narrative that a person typed in a page, as blocks of a paper."""

import re
from collections.abc import Callable

from openiro.documents.content import Block, BulletList, Paragraph, Run

_POINT = re.compile(r"\s*[-*•]\s+(?=\S)")
_MARK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_BOLD = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*")


def blocks_from(text: str) -> tuple[Block, ...]:
    """Paragraphs and lists from plain text; blank text gives no blocks.

    A blank line ends a paragraph; a line that begins with '-', '*' or '•' and a space is a point of a list;
    two stars on both sides make words **bold**. Everything else is shown as typed.
    """
    blocks: list[Block] = []
    for passage in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        words: list[str] = []
        points: list[Paragraph] = []
        for line in passage.splitlines():
            if mark := _POINT.match(line):
                blocks += _paragraph(words)
                words = []
                points.append(_runs(line[mark.end() :].rstrip()))
            else:
                blocks += _list(points)
                points = []
                words.append(line.strip())
        blocks += [*_paragraph(words), *_list(points)]
    return tuple(blocks)


def marks_in(text: str) -> list[str]:
    """The figures that a text names, such as `reviews.on_time` of `{{reviews.on_time}}`, in the order of the text."""
    return _MARK.findall(text)


def filled(text: str, value_of: Callable[[str], str]) -> str:
    """The text with the words that `value_of` gives for each mark in its place."""
    return _MARK.sub(lambda found: value_of(found[1]), text)


def _paragraph(words: list[str]) -> list[Block]:
    return [_runs(" ".join(words))] if words else []


def _list(points: list[Paragraph]) -> list[Block]:
    return [BulletList(tuple(points))] if points else []


def _runs(text: str) -> Paragraph:
    parts = _BOLD.split(text)
    return Paragraph(tuple(Run(part, bold=place % 2 == 1) for place, part in enumerate(parts) if part))
