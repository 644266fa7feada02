"""A paper made easy to read: a line for each sentence, in large print."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openiro.documents.content import Block, Document, Paragraph, Run

# The end of a sentence: not after a title, and before a capital, a figure or a mark of speech.
_BETWEEN = re.compile(r"(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<=[.!?])\s+(?=[“\"A-Z0-9])")


def easy_to_read(document: Document) -> Document:
    """The same words, a line for each sentence, in large print: what easy-read guidance asks of the layout.

    The words are the letter's own, which are plain already; nothing is added and nothing left out. A point of a list
    stays whole: what the child said, or what was decided and whether it is done.
    """
    sections = tuple(
        replace(section, blocks=tuple(line for block in section.blocks for line in _lines(block)))
        for section in document.sections
    )
    return replace(document, sections=sections, is_large=True)


def _lines(block: Block) -> Iterator[Block]:
    if isinstance(block, Paragraph):
        yield from _sentences(block)
    else:
        yield block


def _sentences(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph for each sentence; a number in bold stays with the first."""
    runs = paragraph.runs
    lead: tuple[Run, ...] = runs[:1] if len(runs) > 1 and runs[0].bold else ()
    rest = runs[len(lead) :]
    if any(run.bold for run in rest):
        yield paragraph
        return
    for place, sentence in enumerate(_BETWEEN.split("".join(run.text for run in rest))):
        yield Paragraph((*(lead if place == 0 else ()), Run(sentence)))
