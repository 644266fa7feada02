"""The words of the field that a paper explains where it uses them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from openiro.documents.content import Glossary, GlossaryEntry, Section

TERMS = {
    "Advocate": "Somebody independent who helps a child to say what they want.",
    "Care plan": "The written plan for a child who is looked after, required by law.",
    "Full-time equivalent": "Posts counted by their hours: two people who each work half of the week are one.",
    "IRO": "Independent reviewing officer: chairs a child's reviews and watches over the care plan.",
    "Looked after": "In the care of the council, by order of a court or by agreement, under the Children Act 1989.",
    "Median": "The middle value: half of the others are lower and half are higher.",
    "PEP": "Personal education plan: part of the care plan of a child of school age.",
    "Pathway plan": "The plan for a young person's move from care to adult life.",
    "Permanence": "A home that is meant to last until the child is grown up.",
    "PN1 to PN7": "Codes of the national return for how a child of 4 or over took part in a review: PN1 to PN4 in it, "
    "PN5 and PN6 by what was passed on, PN7 not at all.",
    "REC": "Code of the national return for why an episode of care ended; X1 means that the next began the same day.",
    "RNE": "Code of the national return for why an episode of care began: S means that the child started to be looked "
    "after, P, T, B and U that the placement changed, L that only the legal status did.",
    "SDQ": "Strengths and difficulties questionnaire, about a child's feelings and behaviour.",
    "Special guardianship": "An order by which somebody other than a parent brings a child up.",
    "T0 to T4": "Codes of the national return for a short stay elsewhere, such as in hospital or on holiday.",
    "Unaccompanied": "Said of a child who came to this country to seek asylum without a parent.",
    "V3": "With V4 the code of the national return for a series of short breaks, which are counted apart.",
    "Working days": "Days other than Saturdays, Sundays and bank holidays.",
}


def glossary_of(sections: Iterable[Section]) -> tuple[Section, ...]:
    """A glossary of the terms that the sections use, as a section; none where they use none."""
    words = " ".join(_words(tuple(sections)))
    entries = tuple(GlossaryEntry(term, meaning) for term, meaning in TERMS.items() if _is_used(term, words))
    return (Section("glossary", "Glossary", (Glossary(entries),)),) if entries else ()


def _words(part: object) -> Iterator[str]:
    """Every text inside a part of a paper."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _words(item)
    elif is_dataclass(part):
        for each in fields(part):
            yield from _words(getattr(part, each.name))


def _is_used(term: str, words: str) -> bool:
    """An abbreviation is used in capitals only; other terms anywhere in a sentence."""
    return re.search(rf"\b{term}s?\b", words, 0 if term.isupper() else re.IGNORECASE) is not None
