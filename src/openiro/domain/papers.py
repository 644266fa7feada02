"""The life of a paper: written, checked by somebody else, signed off and so frozen, published; corrected by a version.

Source: IRO Handbook, chapter 7 (an annual report that the corporate parenting board receives and the public may read).
That somebody checks who did not write it is practice: nothing in law says so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openiro.domain.refusal import Refusal


class UnableToMovePaper(Refusal):
    """What was asked for does not follow from the state that a paper is in, or is not this person's to do."""


class PaperState(StrEnum):
    """The states of a paper, in the words that people read."""

    DRAFT = "draft"
    CHECKED = "checked"
    SIGNED_OFF = "signed off"
    PUBLISHED = "published"


class Heard(StrEnum):
    """What a body did with a paper, in the words that people read."""

    APPROVED = "approved"
    AGREED = "agreed by young people"
    PRESENTED = "presented"


TRANSITIONS: dict[PaperState, frozenset[PaperState]] = {
    PaperState.DRAFT: frozenset({PaperState.CHECKED}),
    PaperState.CHECKED: frozenset({PaperState.DRAFT, PaperState.SIGNED_OFF}),
    PaperState.SIGNED_OFF: frozenset({PaperState.PUBLISHED}),
    PaperState.PUBLISHED: frozenset(),
}
FROZEN = frozenset({PaperState.SIGNED_OFF, PaperState.PUBLISHED})
_FIRST = {
    PaperState.CHECKED: "A paper is checked while it is a draft.",
    PaperState.SIGNED_OFF: "A paper is signed off when somebody has checked it. Have it checked first.",
    PaperState.PUBLISHED: "A paper is published when it is signed off. Have it signed off first.",
    PaperState.DRAFT: "What is signed off is not changed. Begin a corrected version.",
}


@dataclass(frozen=True)
class PaperFacts:
    """What was done with a paper, from which its state is read."""

    is_checked: bool = False
    is_signed_off: bool = False
    is_published: bool = False


def paper_state(facts: PaperFacts) -> PaperState:
    """The state of the paper."""
    if facts.is_published:
        return PaperState.PUBLISHED
    if facts.is_signed_off:
        return PaperState.SIGNED_OFF
    return PaperState.CHECKED if facts.is_checked else PaperState.DRAFT


def check_can_become(now: PaperState, state: PaperState) -> None:
    """Raises `UnableToMovePaper` where a paper may not go from `now` to `state`."""
    if state not in TRANSITIONS[now]:
        raise UnableToMovePaper(_FIRST[state])


def check_is_open(now: PaperState) -> None:
    """Raises `UnableToMovePaper` where the paper is frozen: nobody writes in it, and nobody comments on it."""
    if now in FROZEN:
        raise UnableToMovePaper(_FIRST[PaperState.DRAFT])


def check_checker(person: str, writers: Collection[str], missing: Collection[str]) -> None:
    """Raises `UnableToMovePaper` where `person` (a code) is one of its `writers`, or something is `missing`.

    Source: practice (the independent check before approval); nothing in law.
    """
    if person in writers:
        raise UnableToMovePaper("You wrote in this paper. Somebody who did not must check it.")
    if missing:
        raise UnableToMovePaper(f"The paper can be checked when nothing is missing: {'; '.join(missing)}.")


def check_young_people_read_it(now: PaperState, on: date, checked_on: date | None) -> None:
    """Raises `UnableToMovePaper` where young people cannot have agreed to the paper on `on`, as it was checked: before
    somebody checked it, or when it is out already."""
    if now is PaperState.PUBLISHED:
        raise UnableToMovePaper("This paper is published already. Begin a corrected version, and show them that one.")
    if now is PaperState.DRAFT or checked_on is None:
        raise UnableToMovePaper("Young people agree to a paper as it was checked. Have it checked first.")
    if on < checked_on:
        raise UnableToMovePaper(
            "That was before the paper was checked. Show them the paper as it is, and give that day."
        )


def check_young_people_agreed(*, is_asked: bool, has_agreed: bool) -> None:
    """Raises `UnableToMovePaper` where a paper for children would go out that no group of young people agreed to.

    Source: Harrow, corporate parenting strategy, 6.2 (young people in the editorial team); which kinds: the policy.
    """
    if is_asked and not has_agreed:
        raise UnableToMovePaper(
            "No group of young people has agreed to this paper as it was checked. Show it to them, record under "
            "'Say who agreed' which group it was and on which day, and publish it then."
        )


def check_correction(now: PaperState, what_changes: str, *, is_latest: bool) -> None:
    """Raises `UnableToMovePaper` where a corrected version may not be begun: only of the latest version, when it is
    signed off, and with words for what changes."""
    if now not in FROZEN:
        raise UnableToMovePaper("This paper is not signed off yet. Change it as it stands.")
    if not is_latest:
        raise UnableToMovePaper("A later version of this paper is begun already. Open that one.")
    if not what_changes.strip():
        raise UnableToMovePaper("Say what the corrected version changes, and why.")
