"""How a child took part in a review: what the codes PN0 to PN7 mean for figures, and whom each fits.

Source: guide to the SSDA903 collection; the ground rules of the project's measures. The codes and their meanings
are those of `openiro.domain.codes`, as are the modes of a review, parents' reasons and reasons for lateness.
"""

from datetime import date

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
