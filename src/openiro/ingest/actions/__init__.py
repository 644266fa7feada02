"""Writes of loads: check, commit, discard, undo, and the settling of problems."""

from openiro.ingest.actions._undoing import UnableToUndo
from openiro.ingest.actions.loads import (
    UnableToLoad,
    check_load,
    commit_load,
    discard_forgotten,
    discard_load,
    hand_out_reviews,
    load_at_once,
    settle_problem,
    undo_load,
)

__all__ = [
    "UnableToLoad",
    "UnableToUndo",
    "check_load",
    "commit_load",
    "discard_forgotten",
    "discard_load",
    "hand_out_reviews",
    "load_at_once",
    "settle_problem",
    "undo_load",
]
