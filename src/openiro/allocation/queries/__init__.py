"""Reads of allocation: which children a person sees, who reviews whom, caseloads, and whom to give the next child."""

from openiro.allocation.queries.candidates import CandidateLine, candidate_for, candidates_for
from openiro.allocation.queries.caseload import (
    CaseloadLine,
    CaseloadStanding,
    Unallocated,
    UnallocatedChild,
    caseloads_on,
    unallocated_on,
)
from openiro.allocation.queries.history import (
    AllocationLine,
    InvolvementLine,
    UnableToFindAllocation,
    allocation_of,
    allocations_of,
    current_allocation,
    involvement_of,
    involvements_of,
    officers_of,
    runs_on,
)
from openiro.allocation.queries.introductions import (
    Introduction,
    Introductions,
    introductions_to_make,
    packs_to_send,
)
from openiro.allocation.queries.scope import (
    SeenChild,
    UnableToSeeChild,
    check_may_for,
    children_visible_to,
    may_for,
    seen_child,
    sees_every_child,
    visible_child,
)

__all__ = [
    "AllocationLine",
    "CandidateLine",
    "CaseloadLine",
    "CaseloadStanding",
    "Introduction",
    "Introductions",
    "InvolvementLine",
    "SeenChild",
    "UnableToFindAllocation",
    "UnableToSeeChild",
    "Unallocated",
    "UnallocatedChild",
    "allocation_of",
    "allocations_of",
    "candidate_for",
    "candidates_for",
    "caseloads_on",
    "check_may_for",
    "children_visible_to",
    "current_allocation",
    "introductions_to_make",
    "involvement_of",
    "involvements_of",
    "may_for",
    "officers_of",
    "packs_to_send",
    "runs_on",
    "seen_child",
    "sees_every_child",
    "unallocated_on",
    "visible_child",
]
