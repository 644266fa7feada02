"""Samples for audits: drawn so that anybody can draw the same again, and shared out so that nobody audits own work."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openiro.domain.refusal import Refusal

GREATEST_SEED = 999_999


class UnableToDrawSample(Refusal):
    """No sample can be drawn as asked."""


@dataclass(frozen=True)
class Case:
    """Something that may be audited, by its reference. `not_by`: the codes of those whose own work it is.

    `only_by`: the one person whose task it is, where the kind of audit belongs to daily work.
    """

    reference: str
    not_by: frozenset[str] = frozenset()
    only_by: str = ""


def drawn(references: Iterable[str], *, size: int, seed: int) -> tuple[str, ...]:
    """`size` of the references, or all where there are fewer: the same for the same seed, in whatever order they come.

    Each reference has a place by chance that depends on the seed and on itself alone; the first places are drawn. So
    what is not drawn can leave the population without changing the sample. Raises `UnableToDrawSample` for a size
    below 1 or a seed that is not from 0 to `GREATEST_SEED`.
    """
    if size < 1:
        raise UnableToDrawSample("Say how many to draw: 1 or more.")
    if not 0 <= seed <= GREATEST_SEED:
        raise UnableToDrawSample(f"Give a seed from 0 to {GREATEST_SEED:,}, or leave it empty.")
    return tuple(sorted(set(references), key=lambda each: (_place(seed, each), each))[:size])


def shared_out(cases: Sequence[Case], auditors: Iterable[str], *, seed: int) -> dict[str, str]:
    """Who audits each case, by its reference: whoever may and has the fewest so far, chance deciding between equals.

    Raises `UnableToDrawSample` where a case is left that nobody may audit.
    """
    people, given, loads = sorted(set(auditors)), {}, Counter[str]()
    for case in cases:
        may = [each for each in people if each not in case.not_by]
        if case.only_by:
            may = [case.only_by] if case.only_by not in case.not_by else []
        if not may:
            raise UnableToDrawSample("Nobody is left to audit one of them: everybody who audits has worked on it.")
        fewest = min(may, key=lambda each: (loads[each], _place(seed, case.reference + each), each))
        given[case.reference] = fewest
        loads[fewest] += 1
    return given


def _place(seed: int, text: str) -> str:
    return hashlib.sha256(f"{seed}:{text}".encode()).hexdigest()
