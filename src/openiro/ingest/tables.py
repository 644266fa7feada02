"""The tables that a load may bring, as data: where they are kept, what identifies a row, and what a row holds."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from django.db import models

from openiro.children.models import Child, Episode, ReturnedRow, UnaccompaniedStatus
from openiro.formats.layouts import LAYOUTS
from openiro.reviews.models import Review

FILLED_FILES = ("header", "episodes", "reviews", "uasc")
TEXT, DAY, NUMBER, FLAG, SHARE = pl.String(), pl.Date(), pl.Int64(), pl.Boolean(), pl.Float64()


def canonical(values: object) -> str:
    """A JSON value as text that is the same for the same content."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


@dataclass(frozen=True)
class LoadedTable:
    """One table of the service that a load fills.

    `key`: column -> the path to it from the model; `values`: column (named as the field) -> type of its frame;
    `links`: foreign key column -> the (kind of parent, key columns) that it is found by. `blank_keeps`: an empty
    cell leaves what is stored, because the source speaks of part of a record only. `adds`: whether a row that is
    not stored yet is made. `rests_on_load`: whether its rows say which load and year they came from. `revives`: a
    withdrawn row that comes back is the same row again. `readers` turn a stored value into that of the frame.
    """

    name: str
    model: type[models.Model]
    key: dict[str, str]
    values: dict[str, pl.DataType]
    links: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    key_types: dict[str, pl.DataType] = field(default_factory=dict)
    conditions: dict[str, object] = field(default_factory=dict)
    blank_keeps: bool = False
    adds: bool = True
    rests_on_load: bool = True
    revives: bool = False
    readers: dict[str, Callable[[Any], object]] = field(default_factory=dict)

    @property
    def own_key(self) -> dict[str, str]:
        """The key columns that are fields of the row itself, not of its parent, with the name of the field."""
        return {column: path for column, path in self.key.items() if "__" not in path}


_CHILD_KEY = {"child": "child__code"}
_CHILD_LINK = {"child_id": ("child", ("child",))}

CHILDREN = LoadedTable(
    "children",
    Child,
    {"child": "code"},
    {"sex": TEXT, "born_on": DAY, "ethnicity": TEXT, "upn": TEXT, "is_mother": FLAG},
    revives=True,
)
EPISODES = LoadedTable(
    "episodes",
    Episode,
    {**_CHILD_KEY, "started_on": "started_on"},
    {
        "reason_started": TEXT,
        "legal_status": TEXT,
        "need": TEXT,
        "placement": TEXT,
        "provider": TEXT,
        "ended_on": DAY,
        "reason_ended": TEXT,
        "reason_place_change": TEXT,
        "home_postcode": TEXT,
        "placement_postcode": TEXT,
        "urn": TEXT,
    },
    _CHILD_LINK,
    {"started_on": DAY},
)
REVIEWS = LoadedTable(
    "reviews",
    Review,
    {**_CHILD_KEY, "held_on": "held_on"},
    {"participation_code": TEXT},
    _CHILD_LINK,
    {"held_on": DAY},
    {"held_on__isnull": False},
)
UNACCOMPANIED = LoadedTable("uasc", UnaccompaniedStatus, _CHILD_KEY, {"ended_on": DAY}, _CHILD_LINK)


def kept_as_it_came(file: str) -> LoadedTable:
    """The rows of one file of the return that no rule reads yet."""
    return LoadedTable(
        file,
        ReturnedRow,
        {**_CHILD_KEY, "table": "table", "key": "key"},
        {"values": TEXT},
        _CHILD_LINK,
        conditions={"table": file},
        readers={"values": canonical},
    )


KEPT_FILES = tuple(layout.name for layout in LAYOUTS if layout.name not in FILLED_FILES)
TABLES: dict[str, LoadedTable] = {
    table.name: table
    for table in (CHILDREN, EPISODES, REVIEWS, UNACCOMPANIED, *(kept_as_it_came(name) for name in KEPT_FILES))
}
