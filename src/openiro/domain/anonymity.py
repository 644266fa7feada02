"""What in a text gives somebody away that is to be published: names, dates, places, numbers of children.

Source: IRO Handbook, chapter 7 (an annual report is public); the data protection principle that no more is told than is
needed. A check by a machine finds what is written plainly; somebody reads every example all the same.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b|\b(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_PLACE = re.compile(
    r"\b[A-Z][\w'\u2019]+\s+(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Way|Court|House|School|Academy|College|Nursery|"
    r"Hospital|Surgery)\b"
)
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
SHORTEST = 2


@dataclass(frozen=True)
class Trace:
    """Something that gives somebody away: what it is, and in which sentence of the text, from 1."""

    what: str
    sentence: int

    @property
    def in_words(self) -> str:
        """'a name in sentence 2': it repeats nothing of the text."""
        return f"{self.what} in sentence {self.sentence}"


def traces(text: str, *, names: Collection[str], numbers: Collection[str] = ()) -> list[Trace]:
    """What in `text` gives somebody away, each kind once a sentence, in order.

    `names`: words of names on record, and `numbers` the council's numbers of children, both casefolded. A name is found
    where it is written as one: with a capital, not as the first word of its sentence unless another name follows.
    """
    found = []
    sentences = [each.strip() for each in _SENTENCE.findall(text) if each.strip()]
    for place, sentence in enumerate(sentences, 1):
        found += [Trace(what, place) for what in _kinds(sentence, names, numbers)]
    return found


def _kinds(sentence: str, names: Collection[str], numbers: Collection[str]) -> Iterator[str]:
    if _is_named(sentence, names):
        yield "a name"
    if _DATE.search(sentence):
        yield "a date"
    if _POSTCODE.search(sentence) or _PLACE.search(sentence):
        yield "a place"
    if any(token.casefold() in numbers for token in re.findall(r"\w+", sentence)):
        yield "the number of a child"


def _is_named(sentence: str, names: Collection[str]) -> bool:
    without_dates = _DATE.sub(" ", sentence)
    words = [re.sub(r"['\u2019]s$", "", word) for word in _WORD.findall(without_dates)]
    named = [word[:1].isupper() and len(word) >= SHORTEST and word.casefold() in names for word in words]
    return any(named[1:]) or (len(named) > 1 and named[0] and words[1][:1].isupper())
