"""How old a reader must be to follow a text, and what makes it hard."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

LONG_SENTENCE = 15
HARD_WORD = 3
MOST_HINTS = 12
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Mx|Dr|St|Prof|No|e\.g|i\.e|etc)\.", re.IGNORECASE)
_END = re.compile(r"[.!?]+[\"'”’)]*(?=\s|$)|\n")
_SOUNDED = re.compile(r"[aeiouy]+")
# Longer than their letters look: children of nine read these without trouble.
FAMILIAR = frozenset(
    re.findall(
        r"\w+",
        "family families everyone everything everybody anyone anything anybody together remember another favourite "
        "yesterday tomorrow birthday holiday holidays grandmother grandfather animal animals computer telephone video "
        "important different already january february september october november december",
    )
)


@dataclass(frozen=True)
class Reading:
    """What reading a text takes. `age` in years, None without a word; `long_sentences` in the order of the text;
    `hard_words` in small letters, each once, the first `MOST_HINTS` of them."""

    age: float | None
    words: int
    sentences: int
    long_sentences: tuple[str, ...]
    hard_words: tuple[str, ...]


def reading_age(text: str) -> float | None:
    """The age in years at which a reader follows `text`; None where there is no word in it.

    Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom, 'Derivation of new readability formulas', Naval
    Technical Training Command, Research Branch Report 8-75, 1975), plus 5, since a child in the first grade is 6:
    0.39 × words per sentence + 11.8 × syllables per word - 15.59 + 5, never less than 5. It says nothing of sense: a
    short text of short words can still be unclear.
    """
    return reading_of(text).age


def reading_of(text: str) -> Reading:
    """The reading age of `text` and what makes it hard: sentences of more than `LONG_SENTENCE` words, and words of
    `HARD_WORD` syllables or more that are neither names nor familiar. A line of a list counts as a sentence."""
    sentences = [each for each in _sentences(text) if _WORD.search(each)]
    words = [word for each in sentences for word in _WORD.findall(each)]
    if not words:
        return Reading(None, 0, 0, (), ())
    spoken = sum(map(syllables, words))
    age = 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59 + 5
    long = tuple(each for each in sentences if len(_WORD.findall(each)) > LONG_SENTENCE)
    return Reading(max(5.0, round(age, 1)), len(words), len(sentences), long[:MOST_HINTS], _hard(sentences))


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables `word` has, one at least: the vowels that sound in each of the parts at which British
    English hyphenates it. Hyphenation alone leaves a first or last vowel uncounted ('about', 'family')."""
    parts = _hyphenation().inserted(word.lower().replace("’", "'"), hyphen="-").split("-")
    return max(1, sum(_sounded(part, is_last=place == len(parts)) for place, part in enumerate(parts, 1)))


def _sounded(part: str, *, is_last: bool) -> int:
    """The vowels of one part that are heard: a last e is mute, but for that of 'table'; so is that of 'helped'."""
    groups = len(_SOUNDED.findall(part))
    if (re.search(r"[^aeiouy]e$", part) and not re.search(r"[^aeiouylr]le$", part)) or (
        is_last and (re.search(r"[^aeiouytd]ed$", part) or re.search(r"[^aeiouyscxzh]es$", part))
    ):
        groups -= 1
    return max(1, groups) if _SOUNDED.search(part) else 0


@lru_cache(maxsize=1)
def _hyphenation() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="en_GB")


def _sentences(text: str) -> list[str]:
    plain = _TITLE.sub(lambda found: found[1].replace(".", ""), text)
    return [each.strip(" \t-•") for each in _END.split(plain)]


def _hard(sentences: list[str]) -> tuple[str, ...]:
    """Words of several syllables that a sentence does not write as a name."""
    found: dict[str, None] = {}
    for sentence in sentences:
        for place, word in enumerate(_WORD.findall(sentence)):
            is_name = place > 0 and word[0].isupper()
            if not is_name and word.lower() not in FAMILIAR and syllables(word) >= HARD_WORD:
                found[word.lower()] = None
    return tuple(found)[:MOST_HINTS]
