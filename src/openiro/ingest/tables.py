"""The tables that a load may bring, as data: where they are kept, what identifies a row, and what a row holds."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import models

from openiro.allocation.models import Allocation
from openiro.children.models import (
    Child,
    EntitlementTold,
    Episode,
    PermanencePlan,
    ReturnedRow,
    UnaccompaniedStatus,
)
from openiro.children.queries import search_name
from openiro.formats.layouts import LAYOUTS
from openiro.people.models import Post, RoleHeld, Team, User
from openiro.people.queries import day_of
from openiro.reviews.models import Decision, ParentParticipation, Review, ReviewCheck

TOLD_ELSEWHERE = (
    *ReturnedRow.CHALLENGED_ELSEWHERE,
    *ReturnedRow.PROTECTED_ELSEWHERE,
    *ReturnedRow.TOLD_BY_OTHERS,
)
FILLED_FILES = ("header", "episodes", "reviews", "uasc")
Link = tuple[str, tuple[str, ...]]
TEXT, DAY, NUMBER, FLAG, SHARE = pl.String(), pl.Date(), pl.Int64(), pl.Boolean(), pl.Float64()


def canonical(values: object) -> str:
    """A JSON value as text that is the same for the same content."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


@dataclass(frozen=True)
class LoadedTable:
    """One table of the service that a load fills.

    `key`: column -> the path to it from the model; `values`: column (named as the field) -> type of its frame;
    `links`: foreign key column -> the (kind of parent, key columns) that it is found by. `blank_keeps`: an empty
    cell leaves what is stored, because the source speaks of part of a record only. `only_fills`: what is stored
    stands, and only blank cells are filled. `adds`: whether a row that is
    not stored yet is made. `rests_on_load`: whether its rows say which load and year they came from. `revives`: a
    withdrawn row that comes back is the same row again. `readers` turn a stored value into that of the frame.
    `paths`: a value that is another record's key -> the way to it, with a link under the same name. `constants` stand
    in every new row; `null_for_blank` are columns that hold no empty text; `private` values never go to an event;
    `derive` works out values from others once blanks are filled. `moments` are days to a load and moments to the
    record, which keeps the noon of the day. `typed_where`: a flag of the row that says that somebody put these values
    right here, whatever load the rest of the row came from.
    """

    name: str
    model: type[models.Model]
    key: dict[str, str]
    values: dict[str, pl.DataType]
    links: dict[str, Link] = field(default_factory=dict)
    key_types: dict[str, pl.DataType] = field(default_factory=dict)
    conditions: dict[str, object] = field(default_factory=dict)
    blank_keeps: bool = False
    only_fills: bool = False
    adds: bool = True
    rests_on_load: bool = True
    revives: bool = False
    readers: dict[str, Callable[[Any], object]] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    constants: dict[str, object] = field(default_factory=dict)
    null_for_blank: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    derive: Callable[[pl.DataFrame], pl.DataFrame] | None = None
    moments: frozenset[str] = frozenset()
    typed_where: str = ""

    @property
    def own_values(self) -> list[str]:
        """The values that are fields of the row itself."""
        return [name for name in self.values if name not in self.paths]

    @property
    def own_key(self) -> dict[str, str]:
        """The key columns that are fields of the row itself, not of its parent, with the name of the field."""
        return {column: path for column, path in self.key.items() if "__" not in path}


_CHILD_KEY = {"child": "child__code"}
_CHILD_LINK: dict[str, Link] = {"child_id": ("child", ("child",))}

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


def told_elsewhere(file: str) -> LoadedTable:
    """The rows of a template kept as they came, for measures. A row may tell of no child on record."""
    return LoadedTable(
        file,
        ReturnedRow,
        {"table": "table", "key": "key"},
        {"child": TEXT, "values": TEXT},
        _CHILD_LINK,
        conditions={"table": file},
        readers={"values": canonical, "child__code": _text_or_blank},
        paths={"child": "child__code"},
    )


def _text_or_blank(text: str | None) -> str:
    return text or ""


def _with_search_name(rows: pl.DataFrame) -> pl.DataFrame:
    names = rows.select("family_name", "given_name").iter_rows()
    return rows.with_columns(search_name=pl.Series([search_name(*pair) for pair in names], dtype=pl.String))


_OFFICER_LINK: Link = ("officer", ("officer",))
PEOPLE = LoadedTable(
    "people",
    User,
    {"officer": "code"},
    {"name": TEXT, "email": TEXT},
    blank_keeps=True,
    rests_on_load=False,
    readers={"email": lambda email: email or ""},
    constants={"password": "!"},
    null_for_blank=frozenset({"email"}),
)
TEAMS = LoadedTable("teams", Team, {"team": "name"}, {}, rests_on_load=False)
ROLES_HELD = LoadedTable(
    "roles_held",
    RoleHeld,
    {"officer": "user__code", "role": "role", "from_on": "from_on"},
    {"to_on": DAY},
    {"user_id": _OFFICER_LINK, "team_id": ("team", ("team",))},
    {"from_on": DAY},
    rests_on_load=False,
)
POSTS = LoadedTable(
    "posts",
    Post,
    {"officer": "user__code", "role": "role", "from_on": "from_on"},
    {"fte": SHARE, "to_on": DAY, "permanent": FLAG},
    {"user_id": _OFFICER_LINK},
    {"from_on": DAY},
    rests_on_load=False,
    readers={"fte": float},
)
ALLOCATIONS = LoadedTable(
    "allocations",
    Allocation,
    {**_CHILD_KEY, "role": "role", "from_on": "from_on"},
    {"officer": TEXT, "to_on": DAY},
    {**_CHILD_LINK, "officer_id": _OFFICER_LINK},
    {"from_on": DAY},
    {"is_cover": False},
    paths={"officer": "officer__code"},
)
_REVIEW_KEY = {"child": "review__child__code", "held_on": "review__held_on"}
_REVIEW_LINK: dict[str, Link] = {"review_id": ("review", ("child", "held_on"))}
_REVIEW_STANDS: dict[str, object] = {"review__withdrawn_at__isnull": True}
PARENTS = LoadedTable(
    "parents",
    ParentParticipation,
    {**_REVIEW_KEY, "parent": "parent"},
    {"attended": FLAG, "views": FLAG, "reason": TEXT},
    _REVIEW_LINK,
    {"held_on": DAY},
    _REVIEW_STANDS,
)


def _day_or_none(moment: datetime | None) -> date | None:
    return None if moment is None else day_of(moment)


DECISIONS = LoadedTable(
    "decisions",
    Decision,
    {**_REVIEW_KEY, "number": "number"},
    {
        "text": TEXT,
        "owner": TEXT,
        "owner_role": TEXT,
        "owner_name": TEXT,
        "due_on": DAY,
        "sent_at": DAY,
        "answer": TEXT,
        "answer_reason": TEXT,
        "answered_on": DAY,
        "outcome": TEXT,
        "judged_at_review_id": NUMBER,
    },
    {**_REVIEW_LINK, "owner_id": ("officer", ("owner",))},
    {"held_on": DAY, "number": NUMBER},
    _REVIEW_STANDS,
    readers={"sent_at": _day_or_none, "owner__code": _text_or_blank},
    paths={"owner": "owner__code"},
    # The number of the judging review is ours and tells nobody anything.
    private=frozenset({"text", "owner_name", "answer_reason", "judged_at_review_id"}),
    moments=frozenset({"sent_at"}),
)
CHECKS = LoadedTable(
    "checks",
    ReviewCheck,
    {**_REVIEW_KEY, "check": "check_id"},
    {"up_to_date": TEXT, "on_file": TEXT},
    _REVIEW_LINK,
    {"held_on": DAY},
    _REVIEW_STANDS,
)
PERMANENCE = LoadedTable(
    "permanence",
    PermanencePlan,
    {**_CHILD_KEY, "plan": "plan", "from_on": "from_on"},
    {"agreed_on": DAY, "ended_on": DAY},
    _CHILD_LINK,
    {"from_on": DAY},
)
ENTITLEMENTS = LoadedTable(
    "entitlements",
    EntitlementTold,
    {**_CHILD_KEY, "entitlement": "entitlement", "told_on": "told_on"},
    {},
    _CHILD_LINK,
    {"told_on": DAY},
)
NAMES = LoadedTable(
    "names",
    Child,
    {"child": "code"},
    {"given_name": TEXT, "family_name": TEXT, "nhs_number": TEXT, "disabled": FLAG, "search_name": TEXT},
    blank_keeps=True,
    adds=False,
    private=frozenset({"given_name", "family_name", "nhs_number", "search_name"}),
    derive=_with_search_name,
    typed_where="names_typed",
)
REVIEW_DETAILS = LoadedTable(
    "review_details",
    Review,
    {**_CHILD_KEY, "held_on": "held_on"},
    {
        "mode": TEXT,
        "duration_minutes": NUMBER,
        "adjourned_on": DAY,
        "adjournment_reason": TEXT,
        "completed_on": DAY,
        "late_reason": TEXT,
        "decisions_sent_on": DAY,
        "record_finished_on": DAY,
        "distributed_on": DAY,
        "care_plan_updated_on": DAY,
        "child_chaired": TEXT,
        "seen_before_on": DAY,
        "advocate": FLAG,
        "no_part_reason": TEXT,
    },
    key_types={"held_on": DAY},
    conditions={"held_on__isnull": False},
    blank_keeps=True,
    adds=False,
    private=frozenset({"adjournment_reason"}),
)
STAFF = (PEOPLE, TEAMS, ROLES_HELD, POSTS)

KEPT_FILES = tuple(layout.name for layout in LAYOUTS if layout.name not in FILLED_FILES)
TABLES: dict[str, LoadedTable] = {
    table.name: table
    for table in (
        *(CHILDREN, EPISODES, REVIEWS, UNACCOMPANIED),
        *(kept_as_it_came(name) for name in KEPT_FILES),
        *(told_elsewhere(name) for name in TOLD_ELSEWHERE),
        *STAFF,
        *(ALLOCATIONS, PARENTS, NAMES, REVIEW_DETAILS, DECISIONS, CHECKS, PERMANENCE, ENTITLEMENTS),
    )
}
