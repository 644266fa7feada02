"""The tables that readers give and measures take: the same columns whatever the source."""

import polars as pl

_TABLES: dict[str, dict[str, pl.DataType]] = {
    "children": {
        "child": pl.String(),
        "sex": pl.String(),
        "born_on": pl.Date(),
        "ethnicity": pl.String(),
        "disabled": pl.Boolean(),
    },
    "episodes": {
        "child": pl.String(),
        "started_on": pl.Date(),
        "reason_started": pl.String(),
        "legal_status": pl.String(),
        "need": pl.String(),
        "placement": pl.String(),
        "provider": pl.String(),
        "ended_on": pl.Date(),
        "reason_ended": pl.String(),
        "reason_place_change": pl.String(),
        "home_postcode": pl.String(),
        "placement_postcode": pl.String(),
        "urn": pl.String(),
    },
    "reviews": {
        "child": pl.String(),
        "held_on": pl.Date(),
        "code": pl.String(),
        "mode": pl.String(),
        "duration_minutes": pl.Int64(),
        "adjourned_on": pl.Date(),
        "completed_on": pl.Date(),
        "late_reason": pl.String(),
        "decisions_sent_on": pl.Date(),
        "record_finished_on": pl.Date(),
        "distributed_on": pl.Date(),
        "care_plan_updated_on": pl.Date(),
        "child_chaired": pl.String(),
        "seen_before_on": pl.Date(),
        "advocate": pl.Boolean(),
    },
    "uasc": {"child": pl.String(), "ended_on": pl.Date()},
    "parents": {
        "child": pl.String(),
        "held_on": pl.Date(),
        "parent": pl.String(),
        "attended": pl.Boolean(),
        "views": pl.Boolean(),
        "reason": pl.String(),
    },
    "decisions": {
        "child": pl.String(),
        "held_on": pl.Date(),
        "number": pl.Int64(),
        "sent_on": pl.Date(),
        "answered_on": pl.Date(),
        "answer": pl.String(),
        "due_on": pl.Date(),
        "outcome": pl.String(),
        "judged_on": pl.Date(),
    },
    "checks": {
        "child": pl.String(),
        "held_on": pl.Date(),
        "check": pl.String(),
        "up_to_date": pl.String(),
        "on_file": pl.String(),
    },
    "permanence": {
        "child": pl.String(),
        "plan": pl.String(),
        "from_on": pl.Date(),
        "agreed_on": pl.Date(),
        "ended_on": pl.Date(),
    },
    "entitlements": {"child": pl.String(), "entitlement": pl.String(), "told_on": pl.Date()},
    "statements": {"child": pl.String(), "said_on": pl.Date(), "source": pl.String(), "topic": pl.String()},
    "allocations": {
        "child": pl.String(),
        "officer": pl.String(),
        "role": pl.String(),
        "from_on": pl.Date(),
        "to_on": pl.Date(),
    },
    "posts": {
        "officer": pl.String(),
        "role": pl.String(),
        "fte": pl.Float64(),
        "from_on": pl.Date(),
        "to_on": pl.Date(),
        "permanent": pl.Boolean(),
    },
}

TABLE_SCHEMAS: dict[str, pl.Schema] = {name: pl.Schema(columns) for name, columns in _TABLES.items()}

TABLE_KEYS: dict[str, tuple[str, ...]] = {
    "children": ("child",),
    "episodes": ("child", "started_on"),
    "reviews": ("child", "held_on"),
    "uasc": ("child",),
    "parents": ("child", "held_on", "parent"),
    "decisions": ("child", "held_on", "number"),
    "checks": ("child", "held_on", "check"),
    "permanence": ("child", "plan", "from_on"),
    "entitlements": ("child", "entitlement", "told_on"),
    "statements": ("child", "said_on", "source", "topic"),
    "allocations": ("child", "role", "from_on"),
    "posts": ("officer", "role", "from_on"),
}


def empty_table(name: str) -> pl.DataFrame:
    """A table without rows. Raises `KeyError` for a name that is none of `TABLE_SCHEMAS`."""
    return pl.DataFrame(schema=TABLE_SCHEMAS[name])
