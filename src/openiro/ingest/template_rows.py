"""Our templates as rows of the service's tables; what names a child, a review or an officer not known is rejected."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from openiro.children.models import CURRENT, ReturnedRow
from openiro.formats.problems import ProblemLog, Severity
from openiro.formats.returns import ReadFile
from openiro.formats.template_layouts import TEMPLATE_OF
from openiro.ingest.decision_rows import NOT_RECORDED, prepared_decisions
from openiro.ingest.incoming import IncomingTable
from openiro.ingest.links import known
from openiro.ingest.returns import as_it_came
from openiro.ingest.tables import (
    ALLOCATIONS,
    CHECKS,
    DECISIONS,
    ENTITLEMENTS,
    NAMES,
    PARENTS,
    PEOPLE,
    PERMANENCE,
    POSTS,
    REVIEW_DETAILS,
    ROLES_HELD,
    TABLES,
    TEAMS,
    TOLD_ELSEWHERE,
    LoadedTable,
    canonical,
)

# Template -> its tables in the order of writing (the last one's rows are counted), and column -> cell of the template.
_FILLED: dict[str, tuple[tuple[LoadedTable, dict[str, str]], ...]] = {
    "staff": (
        (PEOPLE, {"officer": "officer", "name": "name", "email": "email"}),
        (TEAMS, {"team": "team"}),
        (ROLES_HELD, {"officer": "officer", "role": "role", "team": "team", "from_on": "started", "to_on": "ended"}),
        (
            POSTS,
            {
                "officer": "officer",
                "role": "role",
                "fte": "fte",
                "from_on": "started",
                "to_on": "ended",
                "permanent": "permanent",
            },
        ),
    ),
    "allocations": (
        (ALLOCATIONS, {"child": "child", "officer": "officer", "role": "role", "from_on": "from", "to_on": "to"}),
    ),
    "parents": (
        (
            PARENTS,
            {
                "child": "child",
                "held_on": "review",
                "parent": "parent",
                "attended": "attended",
                "views": "views",
                "reason": "reason",
            },
        ),
    ),
    "names": (
        (
            NAMES,
            {
                "child": "child",
                "given_name": "given_name",
                "family_name": "family_name",
                "nhs_number": "nhs_number",
                "disabled": "disabled",
            },
        ),
    ),
    "review_details": (
        (
            REVIEW_DETAILS,
            {
                "child": "child",
                "held_on": "review",
                "mode": "mode",
                "duration_minutes": "minutes",
                "adjourned_on": "adjourned",
                "adjournment_reason": "adjournment_reason",
                "completed_on": "completed",
                "late_reason": "late_reason",
                "decisions_sent_on": "decisions_sent",
                "record_finished_on": "record_finished",
                "distributed_on": "distributed",
                "care_plan_updated_on": "care_plan_updated",
                "child_chaired": "chaired_by_child",
                "seen_before_on": "seen_before",
                "advocate": "advocate",
                "no_part_reason": "no_part_reason",
            },
        ),
    ),
    "decisions": (
        (
            DECISIONS,
            {
                "child": "child",
                "held_on": "review",
                "number": "number",
                "text": "text",
                "owner": "owner",
                "owner_role": "owner_role",
                "owner_name": "owner_name",
                "due_on": "due",
                "sent_at": "sent",
                "answer": "answer",
                "answer_reason": "answer_reason",
                "answered_on": "answered",
                "outcome": "outcome",
                "judged_at_review_id": "judged_at",
            },
        ),
    ),
    "checks": (
        (
            CHECKS,
            {"child": "child", "held_on": "review", "check": "check", "up_to_date": "up_to_date", "on_file": "on_file"},
        ),
    ),
    "permanence": (
        (PERMANENCE, {"child": "child", "plan": "plan", "from_on": "from", "agreed_on": "agreed", "ended_on": "ended"}),
    ),
    "entitlements": ((ENTITLEMENTS, {"child": "child", "entitlement": "entitlement", "told_on": "told"}),),
    **{
        name: ((TABLES[name], {"table": "table", "key": "key", "child": "known_child", "values": "values"}),)
        for name in TOLD_ELSEWHERE
    },
}
# What a row must find: (kind of record, columns of the template, code of the problem, sentence).
_Find = tuple[str, tuple[str, ...], str, str]
_CHILD: _Find = ("child", ("child",), "child_unknown", "The child is not in the service. Load the return first.")
_REVIEW: _Find = (
    "review",
    ("child", "review"),
    "review_unknown",
    "The child has no review on that day. Load it first.",
)
_OFFICER: _Find = (
    "officer",
    ("officer",),
    "officer_unknown",
    "The officer is not in the service. Add them to staff.csv.",
)
_MUST_FIND: dict[str, tuple[_Find, ...]] = {
    "allocations": (_CHILD, _OFFICER),
    "parents": (_REVIEW,),
    "names": (_CHILD,),
    "review_details": (_REVIEW,),
    "decisions": (_REVIEW,),
    "checks": (_REVIEW,),
    "permanence": (_CHILD,),
    "entitlements": (_CHILD,),
}


def template_tables(files: Mapping[str, ReadFile], log: ProblemLog) -> list[IncomingTable]:
    """The tables of a set of templates, in the order in which they are written."""
    made: list[IncomingTable] = []
    for name, parts in _FILLED.items():
        if name in files:
            made += _tables_of(name, files, parts, log)
    return made


def _tables_of(
    name: str, files: Mapping[str, ReadFile], parts: Iterable[tuple[LoadedTable, dict[str, str]]], log: ProblemLog
) -> list[IncomingTable]:
    file = files[name]
    frame = _prepared(name, files, _that_find(name, files, log), log)
    rejected = file.rejected + file.frame.height - frame.height
    *first, last = [(table, _rows(table, columns, frame)) for table, columns in parts]
    return [
        *(IncomingTable(table, name, rows, 0, 0, is_counted=False) for table, rows in first),
        IncomingTable(last[0], name, last[1], file.read, rejected),
    ]


def _that_find(name: str, files: Mapping[str, ReadFile], log: ProblemLog) -> pl.DataFrame:
    """The rows whose child, review or officer is known, or comes with the same load."""
    frame = files[name].frame
    for kind, columns, code, sentence in _MUST_FIND.get(name, ()):
        found = known(kind, columns).select(columns)
        if kind == "officer" and "staff" in files:
            found = pl.concat([found, files["staff"].frame.select(columns)])
        lost = frame.join(found, on=list(columns), how="anti", maintain_order="left")
        log.add_rows(files[name].file, lost, columns[-1].upper(), code, Severity.ERROR, sentence)
        frame = frame.join(found, on=list(columns), how="semi", maintain_order="left")
    return frame


def _prepared(name: str, files: Mapping[str, ReadFile], frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    if name in TOLD_ELSEWHERE:
        return _with_known_child(name, files, frame, log)
    prepare = _PREPARING.get(name)
    if name == "decisions":
        return prepared_decisions(frame, files.get("staff"), log)
    return prepare(frame, log) if prepare else frame


def beside_what_is_known(table: IncomingTable) -> IncomingTable:
    """Rows of a source that tells of part of a record only: what it does not say stays as it was loaded."""
    rows = ReturnedRow.objects.filter(CURRENT, table=table.table.name)
    known_rows = rows.values_list(*table.table.key.values(), "values").iterator(chunk_size=10_000)
    stored = {tuple(key): values for *key, values in known_rows}
    told = table.rows.select(*table.table.key, "values").iter_rows()
    whole = [canonical(_beside(stored.get(tuple(key), {}), json.loads(values))) for *key, values in told]
    return replace(table, rows=table.rows.with_columns(pl.Series("values", whole, dtype=pl.String)))


def _beside(known: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """What is known with what is told over it; a plan told without another category is still under its first."""
    first_alone = "initial_category" in told and "category" not in told
    return {name: value for name, value in known.items() if not (first_alone and name == "category")} | told


def _with_known_child(name: str, files: Mapping[str, ReadFile], frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """The rows as they came, with the child in the service or of the same load; a row counts without one too.

    Nothing is said of it where nobody needs to be on record.
    """
    if "child" not in frame.columns:
        frame = frame.with_columns(child=pl.lit(None, pl.String))
    rows = as_it_came(name, frame, key=TEMPLATE_OF[name].key, left_out=("row", "file"))
    children = known("child", ("child",)).get_column("child")
    if "header" in files:
        children = children.append(files["header"].frame["child"])
    is_known = pl.col("child").is_in(children.implode())
    message = "The child is not in the service. The row counts, but is shown with no child."
    for file in () if name in ReturnedRow.OF_ANYBODY else rows["file"].unique():
        lost = rows.filter(~is_known & (pl.col("file") == file))
        log.add_rows(file, lost, "CHILD", "child_unknown", Severity.WARNING, message)
    return rows.with_columns(known_child=pl.when(is_known).then("child"))


def _with_needed_reasons(frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    return frame.with_columns(reason=pl.when(~pl.col("views")).then("reason"))


def _one_open_at_a_time(frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """An officer without a last day gives way to nobody: of two for one child and role the file must end one."""
    key = ["child", "role", "from"]
    stored = _open_allocations().join(frame, on=key, how="anti")
    goes_on = frame.filter(pl.col("to").is_null())
    everyone = pl.concat([goes_on.select(key), stored.select(key)])
    latest = everyone.group_by("child", "role").agg(latest=pl.col("from").max(), count=pl.len())
    judged = frame.join(latest, on=["child", "role"], how="left", maintain_order="left")
    clashes = pl.col("to").is_null() & (pl.col("count") > 1) & (pl.col("from") < pl.col("latest"))
    held = stored.select("child", "role", is_held=pl.lit(True)).unique()
    judged = judged.join(held, on=["child", "role"], how="left", maintain_order="left")
    clashes = clashes | (pl.col("to").is_null() & pl.col("is_held").fill_null(False))
    message = "Another officer has the child in this role without a last day. Give TO to the earlier one."
    for file in frame["file"].unique():
        log.add_rows(
            file, judged.filter(clashes & (pl.col("file") == file)), "TO", "two_officers", Severity.ERROR, message
        )
    return judged.filter(~clashes.fill_null(False)).select(frame.columns)


def _open_allocations() -> pl.DataFrame:
    rows = ALLOCATIONS.model._default_manager.filter(to_on__isnull=True, is_cover=False, withdrawn_at__isnull=True)
    schema = {"child": pl.String(), "role": pl.String(), "from": pl.Date()}
    return pl.DataFrame(
        list(rows.order_by().values_list("child__code", "role", "from_on")), schema=schema, orient="row"
    )


def _with_a_reason(frame: pl.DataFrame, _: ProblemLog) -> pl.DataFrame:
    """A review is adjourned for a reason: 'not recorded' where none is given."""
    is_adjourned = pl.col("adjourned").is_not_null()
    reason = pl.when(is_adjourned).then(pl.col("adjournment_reason").fill_null(NOT_RECORDED))
    return frame.with_columns(adjournment_reason=reason)


def _with_own_email(frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    """An address is one person's: where it is another's already, the person is kept without it."""
    people = PEOPLE.model._default_manager.exclude(email=None).order_by("pk").values_list("code", "email")
    stored = pl.DataFrame(list(people), schema={"owner": pl.String, "address": pl.String}, orient="row")
    both = pl.concat(
        [stored, frame.filter(pl.col("email").is_not_null()).select(owner="officer", address="email")]
    ).with_columns(pl.col("address").str.to_lowercase())
    owners = both.unique("address", keep="first", maintain_order=True)
    judged = frame.with_columns(address=pl.col("email").str.to_lowercase()).join(
        owners, on="address", how="left", maintain_order="left"
    )
    taken = (pl.col("owner") != pl.col("officer")).fill_null(False)
    message = "The email address is another person's. It is left out."
    for file in frame["file"].unique():
        rows = judged.filter(taken & (pl.col("file") == file))
        log.add_rows(file, rows, "EMAIL", "email_taken", Severity.WARNING, message)
    return judged.with_columns(email=pl.when(~taken).then("email")).select(frame.columns)


def _rows(table: LoadedTable, columns: Mapping[str, str], frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of one table, one for each key; those that lack a part which the record cannot be without are left."""
    kinds = {**table.key_types, **table.values}
    cells = {column: pl.col(cell).cast(kinds.get(column, pl.String())) for column, cell in columns.items()}
    missing = {name: pl.lit(None, kind).alias(name) for name, kind in table.values.items() if name not in columns}
    rows = frame.select("row", "file", **cells, **missing)
    if table is POSTS:
        rows = rows.filter(pl.col("fte").is_not_null()).with_columns(pl.col("fte").round(2))
    key = list(table.key)
    return rows.drop_nulls(key).unique(key, keep="last", maintain_order=True)


_PREPARING: Mapping[str, Callable[[pl.DataFrame, ProblemLog], pl.DataFrame]] = {
    "staff": _with_own_email,
    "allocations": _one_open_at_a_time,
    "parents": _with_needed_reasons,
    "review_details": _with_a_reason,
}
