"""What is left out of one person's copy of a record: whole sections, and the words that give a kept part away.

Source: the IRO shares with each only what they are entitled to (rule 3.12 of the project's table of rules). What is
left out is gone from the text before any file is made of it, so that no format can hold it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openiro.domain.record_facts import Section
from openiro.domain.records_policy import Withholding

LEFT_OUT = "[left out]"
SECTION_LEFT_OUT = "This part is not in this copy."
SHORTEST = 2
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class KeptBack:
    """One part that is kept from somebody: `sections` go whole, `words` wherever they stand."""

    id: str
    sections: tuple[str, ...]
    words: tuple[str, ...]


def kept_back(parts: Iterable[Withholding], words: Mapping[str, Sequence[str]]) -> tuple[KeptBack, ...]:
    """The parts to be kept back, with the words that give each away (by id of the part)."""
    return tuple(KeptBack(each.id, each.sections, tuple(words.get(each.id, ()))) for each in parts)


def redacted(sections: Iterable[Section], kept: Iterable[KeptBack]) -> tuple[Section, ...]:
    """The sections as somebody may have them from whom `kept` is kept.

    Words are found whatever their case, and whatever stands between their letters and numbers: '12 Acacia Road' is
    also '12, ACACIA  ROAD', and 'AB1 2CD' is also 'AB12CD'.
    """
    kept = tuple(kept)
    whole = {id for each in kept for id in each.sections}
    pattern = _pattern(word for each in kept for word in each.words)
    return tuple(
        Section(each.id, _without(each.heading, pattern), SECTION_LEFT_OUT)
        if each.id in whole
        else Section(each.id, _without(each.heading, pattern), _without(each.text, pattern))
        for each in sections
    )


def names_to_keep_back(names: Iterable[str], *, child_name: str) -> tuple[str, ...]:
    """The names, and each word of them that the child's own name does not share: 'Jo Reed', 'Jo', 'Reed'."""
    own = {word.casefold() for word in _TOKEN.findall(child_name)}
    found: dict[str, None] = {}
    for name in names:
        parts = [word for word in _TOKEN.findall(name) if len(word) > SHORTEST - 1]
        for each in (name.strip(), *(word for word in parts if word.casefold() not in own)):
            if each and each.casefold() not in _TITLES:
                found[each] = None
    return tuple(found)


_TITLES = {"mr", "mrs", "ms", "mx", "miss", "dr", "and", "the"}


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    tokens = sorted({tuple(_TOKEN.findall(word)) for word in words}, key=lambda parts: -sum(map(len, parts)))
    spelled = [r"[\W_]*".join(map(re.escape, parts)) for parts in tokens if sum(map(len, parts)) >= SHORTEST]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(spelled)})(?:['’]s)?(?![^\W_])", re.IGNORECASE) if spelled else None


def _without(text: str, pattern: re.Pattern[str] | None) -> str:
    return pattern.sub(LEFT_OUT, text) if pattern else text
