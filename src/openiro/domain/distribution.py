"""Who is to get which paper of a review, and what is proposed where somebody should not.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, regs 34 and 38 (the child, the parents,
whoever else's views matter); the rest is practice and the council's policy.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from openiro.domain.records_policy import ChildCopy, RecordsPolicy

LETTER, RECORD = "letter", "record"
_REASON_OF_EXCLUSION = {
    "child_asked": "child_asked",
    "risk": "risk",
    "court_order": "court_order",
    "whereabouts_unknown": "whereabouts_unknown",
    "not_in_interest": "not_entitled",
}
_GETS_NOTHING = frozenset({"died"})


@dataclass(frozen=True)
class Entitled:
    """Somebody around a meeting as distribution sees them. `signs_in`: reads the record in the service."""

    number: int
    role: str
    has_email: bool
    signs_in: bool = False
    is_excluded: bool = False
    exclusion_reason: str = ""
    address_withheld: bool = False


@dataclass(frozen=True)
class Proposal:
    """What is proposed for one person and paper: `how` it is sent, or the reason for withholding it (codes of
    HOW_SENT and WITHHELD_REASON). `left_out`: ids of parts that should be left out of their copy."""

    number: int
    paper: str
    how: str = ""
    withheld_reason: str = ""
    left_out: tuple[str, ...] = ()


def proposals(people: Iterable[Entitled], policy: RecordsPolicy) -> tuple[Proposal, ...]:
    """For each, the letter (the child) or the record (everybody else), sent or withheld; nothing for who has died.

    An address that must not be learnt takes every part with it that may be kept from that role.
    """
    return tuple(
        _for(each, policy) for each in people if not (each.is_excluded and each.exclusion_reason in _GETS_NOTHING)
    )


def is_complete(wanted: Iterable[tuple[int, str]], settled: Iterable[tuple[int, str]]) -> bool:
    """Whether each (person, paper) of `wanted` has been sent or withheld: then it is distributed (20 working days)."""
    wanted = set(wanted)
    return bool(wanted) and wanted <= set(settled)


def _for(each: Entitled, policy: RecordsPolicy) -> Proposal:
    if each.role == "child":
        by_hand = policy.child_copy_by is ChildCopy.SOCIAL_WORKER
        return Proposal(each.number, LETTER, "by_hand" if by_hand else _how(each))
    if each.is_excluded and each.exclusion_reason in _REASON_OF_EXCLUSION:
        return Proposal(each.number, RECORD, withheld_reason=_REASON_OF_EXCLUSION[each.exclusion_reason])
    if each.role not in policy.record_goes_to:
        return Proposal(each.number, RECORD, withheld_reason="not_entitled")
    left_out = tuple(part.id for part in policy.may_be_kept_from(each.role)) if each.address_withheld else ()
    return Proposal(each.number, RECORD, _how(each), left_out=left_out)


def _how(each: Entitled) -> str:
    return "case_system" if each.signs_in else "link" if each.has_email else "post"
