"""Rows of the template of decisions as the service keeps them: whose each is, and at which review it was judged."""

import polars as pl

from openiro.domain.codes import CODE_SETS
from openiro.formats.problems import ProblemLog, Severity
from openiro.formats.returns import ReadFile
from openiro.ingest.links import known

NOT_RECORDED = "Not recorded"
_ROLES = [code.code for code in CODE_SETS["DECISION_OWNER"]]


def prepared_decisions(frame: pl.DataFrame, staff: ReadFile | None, log: ProblemLog) -> pl.DataFrame:
    """The rows with `owner` (a person known here, or of the same load), `owner_role` or `owner_name`, with the review
    that judged each, and with a reason where the manager objected, which the template does not give."""
    reason = pl.when(pl.col("answer") == "objected").then(pl.lit(NOT_RECORDED))
    return _with_judging_review(_with_owner(frame, staff), log).with_columns(answer_reason=reason)


def _with_owner(frame: pl.DataFrame, staff: ReadFile | None) -> pl.DataFrame:
    people = known("officer", ("owner",)).get_column("owner")
    if staff is not None:
        people = pl.concat([people, staff.frame.get_column("officer").alias("owner")])
    written = pl.col("owner")
    as_role = written.str.to_lowercase().str.replace_all("[ -]+", "_")
    is_person, is_role = written.is_in(people.implode()), as_role.is_in(_ROLES)
    return frame.with_columns(
        owner=pl.when(is_person).then(written),
        owner_role=pl.when(~is_person & is_role).then(as_role),
        owner_name=pl.when(~is_person & ~is_role).then(written),
    )


def _with_judging_review(frame: pl.DataFrame, log: ProblemLog) -> pl.DataFrame:
    reviews = known("review", ("child", "judged")).rename({"link_id": "judged_at"})
    joined = frame.join(reviews, on=["child", "judged"], how="left", maintain_order="left")
    lost = joined.filter(pl.col("judged").is_not_null() & pl.col("judged_at").is_null())
    message = "The child has no review on the day of JUDGED. The day is left out."
    for file in lost["file"].unique():
        rows = lost.filter(pl.col("file") == file)
        log.add_rows(file, rows, "JUDGED", "review_unknown", Severity.WARNING, message)
    return joined
