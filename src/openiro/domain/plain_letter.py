"""Turning what workers write about a child into what is said to the child: second person, and the council's words."""

import re
from collections.abc import Mapping
from functools import lru_cache

# Third person to second, for the verbs that notes of reviews use after the child's name.
_IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go", "isn't": "aren't"} | {
    "wasn't": "weren't",
    "hasn't": "haven't",
    "doesn't": "don't",
}
_REGULAR = (
    "asks attends believes belongs calls comes copes eats enjoys experiences feels finds gets gives hates hears helps "
    "hopes keeps knows learns likes lives looks loves makes meets misses moves needs plays prefers reads receives "
    "remains reports requires says seems sees settles shares shows sleeps speaks spends starts stays struggles takes "
    "talks tells thinks trusts understands uses values visits wants wishes works worries writes"
)
_VERBS = _IRREGULAR | {verb: verb[:-1] for verb in _REGULAR.split()} | {"worries": "worry"}
_THE_CHILD = r"[Tt]he (?:child|young person)"
_DETERMINERS = r"(?:the|your|a|an|his|her|their|this|that)\s+"
_AFTER_MODAL = re.compile(r"\b(?:to|will|can|could|should|must|may|please|you|we|i)\s+$", re.IGNORECASE)
_START = re.compile(r"((?:^|[.!?]\s+|\n)(?:[-•“\"']\s*|\d+\.\s+)?)([a-z])")


def to_the_child(text: str, *, given_name: str, name: str, words: Mapping[str, str]) -> str:
    """`text` as it is said to the child: their name, 'the child' and 'the young person' become 'you' and 'your', and
    each of the council's `words` what the child reads.

    Only what is certain is turned: 'he', 'she' and 'they' may be somebody else (see `may_be_about_the_child`), and
    another person of the same given name stays. `name` is the child's whole name.
    """
    spoken = _second_person(text, given_name, name)
    return _sentence_starts(_in_plain_words(spoken, words))


def in_plain_words(text: str, words: Mapping[str, str]) -> str:
    """`text` with each of the council's `words` put for what workers say; longest first, a capital kept."""
    return _sentence_starts(_in_plain_words(text, words))


def may_be_about_the_child(text: str) -> tuple[str, ...]:
    """The sentences of `text` that say 'he', 'she', 'his', 'her' or 'him': they may mean the child, who is 'you'."""
    sentences = re.split(r"(?<=[.!?])\s+|\n", text)
    return tuple(each.strip() for each in sentences if re.search(r"\b(?:he|she|his|hers?|him)\b", each, re.IGNORECASE))


def _second_person(text: str, given_name: str, name: str) -> str:
    subject = _subject(given_name, name)
    text = re.sub(rf"{subject}(?:['’]s?)(?!\w)", "your", text)
    verbs = "|".join(sorted(_VERBS, key=len, reverse=True))
    text = re.sub(rf"{subject}(\s+(?:also|always|often|still|really|now)\s+|\s+)({verbs})\b", _you_do, text)
    return re.sub(rf"{subject}(?!\w)", "you", text)


def _you_do(found: re.Match[str]) -> str:
    return f"you{found[1]}{_VERBS[found[2]]}"


def _subject(given_name: str, name: str) -> str:
    """The child as notes name them; no day of a month ('3 May'), and nobody else of the same given name."""
    if not given_name.strip():
        return rf"\b{_THE_CHILD}"
    family = name.removeprefix(given_name).strip()
    whole = rf"(?:\s+{re.escape(family)})?" if family else ""
    first = rf"(?<!\d\s){re.escape(given_name)}{whole}(?!\s+\d)(?!\s+[A-Z][a-z])"
    return rf"\b(?:{first}|{_THE_CHILD})"


def _in_plain_words(text: str, words: Mapping[str, str]) -> str:
    if not words:
        return text
    pattern = _pattern(tuple(words))

    def plain(found: re.Match[str]) -> str:
        said = words[re.sub(r"\s+", " ", found["word"]).casefold()]
        before, after = text[: found.start("word")], text[found.end() :]
        if found["word"].casefold() == "contact" and _AFTER_MODAL.search(before) and not after.startswith(" with"):
            return found[0]
        lead = _lead(found["article"] or "", said)
        first = found[0][0]
        return said[0].upper() + said[1:] if first.isupper() and not lead else f"{lead}{said}"

    return pattern.sub(plain, text)


def _lead(article: str, said: str) -> str:
    """What stays of 'in the' before a word: nothing before 'where you live', 'in' before 'your plan'."""
    if said.startswith("where "):
        return ""
    place = re.match(r"(?:in|at)\s+", article, re.IGNORECASE)
    return (place[0] if place else "") if said.startswith(("your ", "a ")) else article


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<article>(?:(?:in|at)\s+)?{_DETERMINERS})?(?P<word>{either})(?![\w-])", re.IGNORECASE
    )


def _sentence_starts(text: str) -> str:
    """A capital where a sentence, a line or a point of a list begins."""
    return _START.sub(lambda found: found[1] + found[2].upper(), text)
