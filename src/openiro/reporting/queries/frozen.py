"""Reads of papers as they were signed off."""

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from openiro.documents.content import Document
from openiro.documents.keeping import document_of
from openiro.domain.papers import FROZEN
from openiro.reporting.models import FrozenPaper, Paper


def frozen_document(paper: Paper, *, public: bool) -> Document | None:
    """The paper as it was signed off, small numbers hidden where it is `public`; None for one that is not frozen."""
    kept = FrozenPaper.objects.filter(paper=paper).first() if paper.state in FROZEN else None
    return document_of(unpacked(kept.content)["public" if public else "whole"]) if kept else None


def frozen_figures(paper: Paper) -> list[dict[str, Any]]:
    """The figures of a frozen paper, as `Figure.to_json` gave them; none for one that is not frozen."""
    kept = FrozenPaper.objects.filter(paper=paper).first()
    figures: list[dict[str, Any]] = unpacked(kept.content)["figures"] if kept else []
    return figures


def frozen_rows(paper: Paper, measure: str) -> pl.DataFrame | None:
    """The records behind a measure as they were when the paper was signed off; None where none are kept."""
    kept = FrozenPaper.objects.filter(paper=paper).first()
    found = unpacked(kept.rows).get(measure) if kept else None
    if found is None:
        return None
    frame = pl.DataFrame(found, infer_schema_length=None)
    days = [name for name in frame.columns if (name == "on" or name.endswith("_on")) and frame[name].dtype == pl.String]
    return frame.with_columns(pl.col(days).str.to_date(strict=False))


def published_of(from_on: date, to_on: date) -> list[list[dict[str, Any]]]:
    """What papers that were handed to the public told of a period, both days included: of each its figures with what
    was hidden in them. One query, and one for each paper not asked for before."""
    rows = FrozenPaper.objects.filter(paper__published_at__isnull=False).order_by("pk").values_list("pk", "sha256")
    told = (_told_in(number, digest).get(f"{from_on}/{to_on}") for number, digest in rows)
    return [figures for figures in told if figures]


@lru_cache(maxsize=64)
def _told_in(number: int, digest: str) -> dict[str, list[dict[str, Any]]]:
    """What a frozen paper told, by period; a paper frozen before this was kept tells nothing."""
    kept = FrozenPaper.objects.filter(pk=number, sha256=digest).values_list("content", flat=True).first()
    return unpacked(kept).get("told", {}) if kept else {}


def faults_in_frozen_papers() -> Iterator[str]:
    """What is wrong with the papers that were signed off, a plain sentence each: altered or lost ones."""
    for paper in Paper.objects.filter(signed_off_at__isnull=False).order_by("pk"):
        kept = FrozenPaper.objects.filter(paper=paper).first()
        if kept is None:
            yield f"What was signed off as paper {paper.pk} is lost."
        elif sha256_of(kept.content, kept.rows) != kept.sha256:
            yield f"What was signed off as paper {paper.pk} was altered."


def packed(value: Any) -> str:
    """A value as JSON, compressed, in base 64; days as they are written in files."""
    text = json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode(), 6)).decode()


def unpacked(text: str) -> Any:
    """What `packed` made, as it was."""
    return json.loads(zlib.decompress(b64decode(text)))


def sha256_of(*parts: str) -> str:
    """The hash of the parts, in order."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
