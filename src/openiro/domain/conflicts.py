"""Who may be given a child as IRO, who may not and why, and who would be best.

Source: Care Planning, Placement and Case Review (England) Regulations 2010, reg 46; IRO Handbook.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openiro.domain.refusal import Refusal


class InvolvementKind(StrEnum):
    """How a worker is or was involved with a child's case."""

    SOCIAL_WORKER = "social_worker"
    PREPARED_CARE_PLAN = "prepared_care_plan"
    MANAGED_CASE = "managed_case"
    LINE_MANAGED = "line_managed"
    VISITING_REPRESENTATIVE = "visiting_representative"
    PERSONAL_ADVISER = "personal_adviser"
    CONTROLS_RESOURCES = "controls_resources"

    @property
    def in_words(self) -> str:
        """The involvement as it completes the sentence `This person …`."""
        return _IN_WORDS[self]


_IN_WORDS = {
    InvolvementKind.SOCIAL_WORKER: "is or was the child's social worker",
    InvolvementKind.PREPARED_CARE_PLAN: "helped to prepare the child's care plan",
    InvolvementKind.MANAGED_CASE: "managed the child's case",
    InvolvementKind.LINE_MANAGED: "line-managed someone responsible for the child's case",
    InvolvementKind.VISITING_REPRESENTATIVE: "is or was the authority's visiting representative",
    InvolvementKind.PERSONAL_ADVISER: "is or was the child's personal adviser",
    InvolvementKind.CONTROLS_RESOURCES: "controls resources allocated to the child's case",
}


class Weight(StrEnum):
    """Whether a finding forbids the allocation or is for a manager to weigh."""

    REFUSAL = "refusal"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """One thing found when an allocation is checked, in a sentence for the person who makes it."""

    weight: Weight
    code: str
    message: str


class UnableToAllocate(Refusal):
    """The law forbids this allocation; `findings` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        reasons = " ".join(finding.message for finding in findings)
        super().__init__(f"{reasons} Choose somebody else.")


@dataclass(frozen=True)
class CaseloadGuide:
    """How many children for one full-time equivalent are advised, both ends included."""

    low: int
    high: int

    def scaled(self, fte: float) -> tuple[float, float]:
        """The guide for that share of a full-time post: 0.6 of 50 to 70 is 30 to 42."""
        return self.low * fte, self.high * fte

    def is_inside(self, children: int, fte: float) -> bool:
        """Whether that many children at that full-time equivalent lie inside the guide, both ends included."""
        low, high = self.scaled(fte)
        return round(low, 6) <= children <= round(high, 6)


@dataclass(frozen=True)
class Candidate:
    """An officer to whom the child might be given, and what ties them to the child's case.

    `children` counts those allocated today, cover left out. `reviews_parent` and `reviews_own_child`: a parent of
    the child, or a child of the child, is looked after and is theirs. `reviews_sibling`: a brother or sister is.
    """

    officer: str
    fte: float
    children: int
    involvements: frozenset[InvolvementKind] = frozenset()
    reviews_parent: bool = False
    reviews_own_child: bool = False
    reviews_sibling: bool = False
    reviewed_before: bool = False


@dataclass(frozen=True)
class Ranked:
    """A candidate with what was found, and how many more children the guide leaves room for."""

    candidate: Candidate
    findings: tuple[Finding, ...]
    headroom: float

    @property
    def is_refused(self) -> bool:
        """Whether the law forbids giving them the child."""
        return any(finding.weight is Weight.REFUSAL for finding in self.findings)


def allocation_findings(
    candidate: Candidate, guide: CaseloadGuide, *, sibling_with_other: bool = False, had_other_before: bool = False
) -> tuple[Finding, ...]:
    """Everything to be said about giving the child to the candidate, refusals first.

    `sibling_with_other`: a brother or sister has another IRO; `had_other_before`: the child had another IRO who
    still works here. A parent's IRO and a caseload beyond the guide after the allocation are judged too.
    """
    return (*_refusals(candidate), *_advice(candidate, guide, sibling_with_other, had_other_before))


def check_can_allocate(candidate: Candidate) -> None:
    """Raises `UnableToAllocate` where the law forbids giving the child to the candidate (reg 46; Handbook)."""
    refusals = _refusals(candidate)
    if refusals:
        raise UnableToAllocate(refusals)


def can_allocate(candidate: Candidate) -> bool:
    """Whether the law allows giving the child to the candidate."""
    return not _refusals(candidate)


def rank_for_next_child(candidates: Iterable[Candidate], guide: CaseloadGuide) -> tuple[Ranked, ...]:
    """The candidates, best first: those whom the law allows, then a sibling's IRO, then the child's earlier IRO,
    then the most room left under the guide for their hours.
    """
    everyone = tuple(candidates)
    sibling = any(each.reviews_sibling for each in everyone)
    before = any(each.reviewed_before for each in everyone)
    ranked = (
        Ranked(
            each,
            allocation_findings(each, guide, sibling_with_other=sibling, had_other_before=before),
            round(guide.scaled(each.fte)[1] - each.children, 2),
        )
        for each in everyone
    )
    return tuple(sorted(ranked, key=_preference))


def _preference(ranked: Ranked) -> tuple[bool, bool, bool, float, str]:
    candidate = ranked.candidate
    return (
        ranked.is_refused,
        not candidate.reviews_sibling,
        not candidate.reviewed_before,
        -ranked.headroom,
        candidate.officer,
    )


def _refusals(candidate: Candidate) -> tuple[Finding, ...]:
    found = [
        Finding(Weight.REFUSAL, kind, f"This person {kind.in_words}, and may not be their IRO.")
        for kind in InvolvementKind
        if kind in candidate.involvements
    ]
    if candidate.reviews_parent or candidate.reviews_own_child:
        message = "This person is IRO to the child's own parent or child; the two must have different IROs."
        found.append(Finding(Weight.REFUSAL, "parent_and_child", message))
    return tuple(found)


def _advice(candidate: Candidate, guide: CaseloadGuide, sibling: bool, before: bool) -> tuple[Finding, ...]:
    found = []
    if sibling and not candidate.reviews_sibling:
        found.append(Finding(Weight.ADVICE, "sibling", "A brother or sister has another IRO."))
    if before and not candidate.reviewed_before:
        found.append(Finding(Weight.ADVICE, "continuity", "The child has had another IRO, who is still here."))
    most = guide.scaled(candidate.fte)[1]
    if candidate.children + 1 > round(most, 6):
        message = f"This would make {candidate.children + 1} children; the guide for their hours is {most:g}."
        found.append(Finding(Weight.ADVICE, "caseload", message))
    return tuple(found)
