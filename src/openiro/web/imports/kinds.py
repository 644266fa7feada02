"""The problems of one load by kind: what a person looks at before 2,000 lines."""

from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Count, Min


class WithProblems(Protocol):
    """A load, of which only the problems are wanted."""

    @property
    def problems(self) -> Any: ...


@dataclass(frozen=True)
class ProblemKind:
    """All problems of one kind in one column of one file. `example` is the sentence of one of them."""

    code: str
    severity: str
    file: str
    column: str
    owner: str
    number: int
    first_row: int
    example: str


def kinds_of(load: WithProblems) -> list[ProblemKind]:
    """The open problems of a load by kind, errors first, then the most frequent."""
    groups = (
        load.problems.filter(settled_at__isnull=True, is_superseded=False)
        .values("code", "severity", "file", "column", "owner")
        .order_by()
        .annotate(number=Count("pk"), first_row=Min("row"), example=Min("message"))
    )
    kinds = [ProblemKind(**group) for group in groups]
    return sorted(kinds, key=lambda kind: (kind.severity, -kind.number, kind.file, kind.code, kind.column))
