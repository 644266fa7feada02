"""What Word works out for itself in a paper: page numbers, numbers of captions, the table of contents."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from openiro.documents.layout import DEEPEST_IN_CONTENTS

FIRST_BOOKMARK = 7_000


def add_field(paragraph: Any, instruction: str, result: str) -> None:
    """A field at the end of the paragraph, showing `result` until Word works it out."""
    _mark(paragraph, "begin")
    _instruct(paragraph, instruction)
    _mark(paragraph, "separate")
    paragraph.add_run(result)
    _mark(paragraph, "end")


def add_bookmark(heading: Any, place: int) -> None:
    """A bookmark around a heading, which the contents lead to; `place` is the heading's number from 0."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(FIRST_BOOKMARK + place))
    start.set(qn("w:name"), _bookmark(place))
    heading.runs[0]._r.addprevious(start)
    heading._p.append(end)


def add_contents(document: Any, headings: list[tuple[str, int]]) -> None:
    """A table of contents of levels 1 and 2, filled with links; Word adds page numbers when it is updated.

    `headings` are the words and level of every heading in order, at least one of them at level 1 or 2.
    """
    lines: list[Any] = []
    for place, (words, level) in enumerate(headings):
        if level <= DEEPEST_IN_CONTENTS:
            line = document.add_paragraph(style=f"toc {level}")
            if not lines:
                _mark(line, "begin")
                _instruct(line, f'TOC \\o "1-{DEEPEST_IN_CONTENTS}" \\h \\z \\u')
                _mark(line, "separate")
            _link(line, words, _bookmark(place))
            lines.append(line)
    _mark(lines[-1], "end")


def _bookmark(place: int) -> str:
    return f"_Toc{FIRST_BOOKMARK + place}"


def _link(paragraph: Any, words: str, bookmark: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(words)
    paragraph._p.append(link)
    link.append(run._r)


def _mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _instruct(paragraph: Any, instruction: str) -> None:
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    paragraph.add_run()._r.append(text)
