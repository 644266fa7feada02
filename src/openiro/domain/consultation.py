"""Who is asked what before a meeting, how long a private link works, and why it may have stopped.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, reg 36; Children Act 1989, section 22(4);
IRO Handbook: the child, the parents and whoever else matters are asked before the review.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from openiro.domain.codes_of_reviews import REVIEW_CODE_SETS
from openiro.domain.consultation_policy import CHILDS_TOPICS, AgendaItem
from openiro.domain.refusal import Refusal

YOUNGER_UNTIL = 9
CHILD, PARENT, CARER, ADVOCATE, PROFESSIONAL = (code.code for code in REVIEW_CODE_SETS["RESPONDENT"])
PARENTS = frozenset({"mother", "father"})
# What forms ask of reviews themselves, by the ids of questions: by choice, and in words; and whom they ask.
FEEDBACK_CHOICES = ("heard", "knows_iro", "with_worker", "with_carer")
FEEDBACK_WORDS = ("iro_say", "last_time")
FEEDBACK_RESPONDENTS = (CHILD, PARENT, CARER)
# Workers of the council bring their views by report, and an interpreter has none to give.
_NOT_ASKED = frozenset({"social_worker", "team_manager", "interpreter"})
_RESPONDENTS = {
    "child": CHILD,
    "mother": PARENT,
    "father": PARENT,
    "other_family": PARENT,
    "carer": CARER,
    "advocate": ADVOCATE,
    "independent_visitor": ADVOCATE,
}
LINK_ENDED = "This link does not work. It may have been used, or it may be too old. Ask for a new one."


class UnableToOpenLink(Refusal):
    """A private link does not open anything. Whatever is wrong with it, the words are the same."""

    def __init__(self) -> None:
        super().__init__(LINK_ENDED)


class Waits(StrEnum):
    """How far the asking of one person has come."""

    NOT_INVITED = "not invited yet"
    ASKED = "asked, no answer yet"
    STARTED = "started the form"
    ANSWERED = "answered"
    NOT_TO_BE_INVITED = "not to be invited"


def respondent_for(role: str) -> str:
    """The form that somebody of this INVITEE_ROLE is sent, a code of RESPONDENT; empty where none is."""
    return "" if role in _NOT_ASKED else _RESPONDENTS.get(role, PROFESSIONAL)


@dataclass(frozen=True)
class AgendaPoint:
    """One point of the agenda of a review in words, and the topics that stand under it."""

    text: str
    topics: tuple[str, ...] = ()


def agenda_for(
    items: Iterable[AgendaItem], topics: Sequence[str], *, reads_topics: bool, for_child: bool = False
) -> tuple[AgendaPoint, ...]:
    """The standard agenda with the child's own `topics` under their point, for those who may read them.

    Whoever may not reads that the child sets topics, and not which. Source: Harrow, quality assurance (a child sets
    the agenda); Buckinghamshire, appendix 4 (an agenda that suits children).
    """
    return tuple(
        AgendaPoint(
            each.child if for_child else each.title,
            tuple(topics) if each.id == CHILDS_TOPICS and reads_topics else (),
        )
        for each in items
    )


def link_ends_at(made_at: datetime, days: int) -> datetime:
    """The moment from which a private link made at `made_at` no longer works."""
    return made_at + timedelta(days=days)


def opens(
    *, expires_at: datetime, used_at: datetime | None, withdrawn_at: datetime | None, is_invited: bool, at: datetime
) -> bool:
    """Whether a private link still opens what it is for: not used, not withdrawn, not expired, its person invited."""
    return used_at is None and withdrawn_at is None and at < expires_at and is_invited


def standing(
    *, is_excluded: bool, invited_on: date | None, is_started: bool, is_answered: bool, attended: bool | None = None
) -> Waits:
    """How far the asking of one person has come; whoever was there has answered."""
    if is_answered or attended:
        return Waits.ANSWERED
    if is_excluded:
        return Waits.NOT_TO_BE_INVITED
    if is_started:
        return Waits.STARTED
    return Waits.NOT_INVITED if invited_on is None else Waits.ASKED
