"""How rows of a load find the records that they belong to: by the council's own numbers, never by ours."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from django.db import models

from openiro.children.models import Child
from openiro.people.models import Team, User
from openiro.reviews.models import Review

_SOURCES: dict[str, tuple[type[models.Model], dict[str, Any], dict[str, pl.DataType]]] = {
    "child": (Child, {"withdrawn_at__isnull": True}, {"code": pl.String()}),
    "review": (
        Review,
        {"withdrawn_at__isnull": True, "held_on__isnull": False},
        {"child__code": pl.String(), "held_on": pl.Date()},
    ),
    "officer": (User, {}, {"code": pl.String()}),
    "team": (Team, {}, {"name": pl.String()}),
}


def known(kind: str, columns: tuple[str, ...]) -> pl.DataFrame:
    """Every record of one kind (child, review, officer, team): its key, named by `columns`, and its `link_id`."""
    model, conditions, paths = _SOURCES[kind]
    rows = model._default_manager.filter(**conditions).order_by().values_list("pk", *paths)
    schema: dict[str, pl.DataType] = {"link_id": pl.Int64(), **dict(zip(columns, paths.values(), strict=True))}
    return pl.DataFrame(list(rows.iterator(chunk_size=5000)), schema=schema, orient="row")


def linked(frame: pl.DataFrame, links: Mapping[str, tuple[str, tuple[str, ...]]]) -> pl.DataFrame:
    """The rows with each foreign key column of `links` filled in; null where the record is not known."""
    for column, (kind, key) in links.items():
        found = known(kind, key).rename({"link_id": column})
        frame = frame.join(found, on=list(key), how="left", maintain_order="left")
    return frame


def identified(kind: str, key: object) -> int:
    """The primary key of the one record of a kind with that key (a staff number, a name of a team)."""
    model, conditions, paths = _SOURCES[kind]
    (path,) = paths
    return int(model._default_manager.filter(**conditions).values_list("pk", flat=True).get(**{path: key}))
