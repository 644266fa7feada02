"""How a child took part in a review: what the codes PN0 to PN7 mean for figures, and whom each fits.

Source: guide to the SSDA903 collection; the ground rules of the project's measures. The codes and their meanings
are those of `openiro.domain.codes`, as are the modes of a review, parents' reasons and reasons for lateness.
"""

from datetime import date
from enum import StrEnum

from openiro.domain.codes import CODE_SETS, Code
from openiro.domain.months import age_on
from openiro.domain.refusal import Refusal

UNDER_4 = "PN0"
FROM_4 = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")
PARTICIPATED = frozenset({"PN1", "PN2", "PN3", "PN5", "PN6"})
ATTENDED = frozenset({"PN1", "PN2", "PN3", "PN4"})
FIRST_AGE_TO_COUNT = 4


class UnableToUseParticipationCode(Refusal):
    """A participation code does not exist, or does not fit the child's age."""


def counts_for_participation(born_on: date, held_on: date) -> bool:
    """Whether the child was 4 or over on the day held (4 on the fourth birthday itself)."""
    return age_on(born_on, held_on) >= FIRST_AGE_TO_COUNT


def codes_for(born_on: date, held_on: date) -> tuple[Code, ...]:
    """The codes that fit the child's age on the day held: PN0 under 4, PN1 to PN7 from the fourth birthday on."""
    older = counts_for_participation(born_on, held_on)
    return tuple(each for each in CODE_SETS["REVIEW_CODE"] if (each.code != UNDER_4) == older)


def check_participation_code(code: str, born_on: date, held_on: date) -> None:
    """Raises `UnableToUseParticipationCode` where the code does not fit the child's age on the day held."""
    allowed = [each.code for each in codes_for(born_on, held_on)]
    if code in allowed:
        return
    if code not in {each.code for each in CODE_SETS["REVIEW_CODE"]}:
        raise UnableToUseParticipationCode(f"{code!r} is not a participation code. Choose one of {', '.join(allowed)}.")
    age = age_on(born_on, held_on)
    raise UnableToUseParticipationCode(
        f"{code} does not fit a child aged {age} on the day of the review. Choose one of {', '.join(allowed)}."
    )


def participated(code: str | None) -> bool | None:
    """Whether the child's views were given (PN1, PN2, PN3, PN5, PN6); None for PN0, blank and anything else."""
    return code in PARTICIPATED if code in FROM_4 else None


def attended(code: str | None) -> bool | None:
    """Whether the child was there (PN1 to PN4); None for PN0, blank and anything else."""
    return code in ATTENDED if code in FROM_4 else None


class Given(StrEnum):
    """How a child's views were given at a review, or were not: the answer to the second question of the tree."""

    SPOKE = "spoke"
    ADVOCATE = "advocate"
    WITHOUT_WORDS = "without_words"
    OTHERWISE = "otherwise"
    NOT_GIVEN = "not_given"


# First: was the child there? Then: how were the child's views given? Each answer comes to one code.
TREE: dict[bool, dict[Given, str]] = {
    True: {Given.SPOKE: "PN1", Given.ADVOCATE: "PN2", Given.WITHOUT_WORDS: "PN3", Given.NOT_GIVEN: "PN4"},
    False: {Given.ADVOCATE: "PN5", Given.OTHERWISE: "PN6", Given.NOT_GIVEN: "PN7"},
}


def code_from(born_on: date, held_on: date, *, there: bool | None, given: Given | None) -> str:
    """The code that the answers about a child's part come to; empty while a question is open.

    PN0 for a child under 4 on the day held, whatever is answered. Raises `UnableToUseParticipationCode` where the
    second answer does not go with the first.
    """
    if not counts_for_participation(born_on, held_on):
        return UNDER_4
    if there is None or given is None:
        return ""
    if given not in TREE[there]:
        choice = ", ".join(each.replace("_", " ") for each in TREE[there])
        raise UnableToUseParticipationCode(
            f"A child who was {'' if there else 'not '}there cannot have given views so. Choose one of: {choice}."
        )
    return TREE[there][given]


def answers_of(code: str) -> tuple[bool | None, Given | None]:
    """The answers that a code comes from: there or not, and how views were given; None for PN0 and blank."""
    for there, ways in TREE.items():
        for given, each in ways.items():
            if each == code:
                return there, given
    return None, None
