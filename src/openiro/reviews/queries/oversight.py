"""Reads of what happens between two reviews: checks, contacts, changes told of, updates, drift, the footprint."""

from openiro.reviews.queries.between import BetweenLine, BetweenWork, between_line, between_work, last_seen_of
from openiro.reviews.queries.changes import (
    ChangeLine,
    ChangeList,
    ContactLine,
    UnableToFindChange,
    Untold,
    change_line,
    change_of,
    changes_of,
    changes_untold,
    changes_waiting,
    contact_of,
    contacts_of,
)
from openiro.reviews.queries.drift import (
    BetweenCounts,
    Pattern,
    PatternLine,
    between_counts,
    pattern_between,
    permanence_overdue,
)
from openiro.reviews.queries.footprint import CheckLine as CheckMadeLine
from openiro.reviews.queries.footprint import FootLine, checks_made, footprint
from openiro.reviews.queries.updates import (
    UnableToFindUpdate,
    UpdateLine,
    update_of,
    updates_awaited,
    updates_of,
    updates_to_give,
)

__all__ = [
    "BetweenCounts",
    "BetweenLine",
    "BetweenWork",
    "ChangeLine",
    "ChangeList",
    "CheckMadeLine",
    "ContactLine",
    "FootLine",
    "Pattern",
    "PatternLine",
    "UnableToFindChange",
    "UnableToFindUpdate",
    "Untold",
    "UpdateLine",
    "between_counts",
    "between_line",
    "between_work",
    "change_line",
    "change_of",
    "changes_of",
    "changes_untold",
    "changes_waiting",
    "checks_made",
    "contact_of",
    "contacts_of",
    "footprint",
    "last_seen_of",
    "pattern_between",
    "permanence_overdue",
    "update_of",
    "updates_awaited",
    "updates_of",
    "updates_to_give",
]
