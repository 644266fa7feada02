"""Writes of loads: check, commit, discard, undo, and the settling of problems."""

from openiro.ingest.actions._undoing import UnableToUndo
from openiro.ingest.actions.handing_out import UnableToHandOut, hand_out_annex_a, hand_out_reviews, hand_out_ssd
from openiro.ingest.actions.loads import (
    UnableToLoad,
    check_load,
    commit_load,
    discard_forgotten,
    discard_load,
    load_at_once,
    settle_problem,
    undo_load,
)

__all__ = [
    "UnableToHandOut",
    "UnableToLoad",
    "UnableToUndo",
    "check_load",
    "commit_load",
    "discard_forgotten",
    "discard_load",
    "hand_out_annex_a",
    "hand_out_reviews",
    "hand_out_ssd",
    "load_at_once",
    "settle_problem",
    "undo_load",
]
