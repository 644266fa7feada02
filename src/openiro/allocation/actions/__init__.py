"""Writes of allocation: children given to officers, cover, and involvements with a child's case."""

from openiro.allocation.actions.allocations import (
    UnableToRecordAllocation,
    allocate,
    arrange_cover,
    end_allocation,
    end_with_care,
    record_child_told,
    record_pack_sent,
)
from openiro.allocation.actions.involvements import (
    UnableToRecordInvolvement,
    end_involvement,
    record_involvement,
)
from openiro.allocation.actions.reached import reach, settle

__all__ = [
    "UnableToRecordAllocation",
    "UnableToRecordInvolvement",
    "allocate",
    "arrange_cover",
    "end_allocation",
    "end_involvement",
    "end_with_care",
    "reach",
    "record_child_told",
    "record_involvement",
    "record_pack_sent",
    "settle",
]
