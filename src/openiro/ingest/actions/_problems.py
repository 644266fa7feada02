"""Writes the problems of a load as a work list: who can put each right, and which a later load has overtaken."""

import polars as pl
from django.db.models import F, QuerySet

from openiro.ingest.actions._bulk import insert_frame
from openiro.ingest.models import Load, LoadProblem

DATA_ANALYST, BUSINESS_SUPPORT, SOCIAL_WORKER = "data_analyst", "business_support", "social_worker"

# Who can put a problem right, by the file that it is in; what is wrong with the file itself is the analyst's.
_OWNER_OF_FILE = {
    "episodes": SOCIAL_WORKER,
    "placed_for_adoption": SOCIAL_WORKER,
    "missing": SOCIAL_WORKER,
    "oc2": SOCIAL_WORKER,
    "oc3": SOCIAL_WORKER,
    "reviews": BUSINESS_SUPPORT,
    "parents": BUSINESS_SUPPORT,
    "review_details": BUSINESS_SUPPORT,
    "decisions": BUSINESS_SUPPORT,
    "checks": BUSINESS_SUPPORT,
    "permanence": SOCIAL_WORKER,
    "entitlements": BUSINESS_SUPPORT,
}
_OF_THE_FILE = frozenset(
    {
        "column_missing",
        "conflict",
        "conflicting_row",
        "control_characters",
        "extra_column",
        "extra_value",
        "file_ignored",
        "key_too_long",
        "repeated_row",
        "reviews_missing",
        "too_long",
    }
)


def keep_problems(load: Load, problems: pl.DataFrame) -> None:
    """Store the problems of a load, each with the role that can put it right."""
    if problems.is_empty():
        return
    stem = pl.col("file").str.to_lowercase().str.replace(r"\.[a-z]+$", "")
    owner = pl.when(pl.col("code").is_in(list(_OF_THE_FILE))).then(pl.lit(DATA_ANALYST))
    rows = problems.select(
        pl.lit(load.number).alias("load_id"),
        pl.col("file").str.slice(0, 120),
        pl.col("row").fill_null(1),
        pl.col("column").fill_null("").str.slice(0, 40),
        pl.col("code").str.slice(0, 60),
        "severity",
        pl.col("message").str.slice(0, 400).str.replace_all("\x00", "", literal=True),
        pl.col("child").fill_null("").str.slice(0, 30).alias("child_code"),
        owner.otherwise(stem.replace_strict(_OWNER_OF_FILE, default=DATA_ANALYST)).alias("owner"),
        pl.lit(False).alias("is_superseded"),
    )
    insert_frame(LoadProblem, rows)


def supersede_earlier(load: Load) -> None:
    """Let the problems of `load` stand in place of those of earlier loads of the same return.

    A problem that was settled before and is found again stays settled.
    """
    earlier = _same_return(load)
    settled = earlier.filter(settled_at__isnull=False).order_by("settled_at")
    for problem in settled.select_related("settled_by").iterator(chunk_size=2000):
        load.problems.filter(
            file=problem.file,
            column=problem.column,
            code=problem.code,
            child_code=problem.child_code,
            message=problem.message,
            settled_at__isnull=True,
        ).update(settled_at=problem.settled_at, settled_by=problem.settled_by)
    earlier.filter(is_superseded=False).update(is_superseded=True)


def restore_earlier(load: Load) -> None:
    """Bring back the problems of the load that stood before `load`, which was undone."""
    previous = (
        Load.objects.filter(
            format=load.format,
            collection_year=load.collection_year,
            number__lt=load.number,
            committed_at__isnull=False,
            undone_at__isnull=True,
        )
        .order_by(F("committed_at").desc())
        .first()
    )
    if previous is not None:
        previous.problems.update(is_superseded=False)


def _same_return(load: Load) -> QuerySet[LoadProblem]:
    return LoadProblem.objects.filter(
        load__format=load.format, load__collection_year=load.collection_year, load__number__lt=load.number
    )
