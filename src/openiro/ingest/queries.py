"""Reads of loads: the list, one load with its problems, and the work list of open problems by who can settle them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from openiro.children.models import Child
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.ingest.incoming import content_hash
from openiro.ingest.keeping import kept_path
from openiro.ingest.models import Load, LoadProblem
from openiro.ingest.preview import Preview, preview_load
from openiro.people.models import User
from openiro.people.queries import check_may, day_of

PAGE = 50
LINES_AT_ONCE = 2000
_STANDING = Q(load__committed_at__isnull=False, load__undone_at__isnull=True)
_OPEN = Q(settled_at__isnull=True, is_superseded=False)


class UnableToFindLoad(Refusal):
    """There is no such load or problem."""


@dataclass(frozen=True)
class CountLine:
    """Rows of one file of a load."""

    source: str
    read: int
    new: int
    changed: int
    same: int
    conflict: int
    rejected: int


@dataclass(frozen=True)
class LoadLine:
    """One load as a list shows it. `open_problems`: those that nobody settled and no later load overtook."""

    number: int
    format: str
    collection_year: int | None
    file_name: str
    state: str
    checked_at: datetime
    checked_by: str
    decided_at: datetime | None
    decided_by: str
    counts: tuple[CountLine, ...]
    open_problems: int


@dataclass(frozen=True)
class ProblemLine:
    """One problem of a load."""

    number: int
    load_number: int
    file: str
    row: int
    column: str
    code: str
    severity: str
    message: str
    child_code: str
    owner: str
    settled_at: datetime | None
    settled_by: str


@dataclass(frozen=True)
class ProblemPage:
    """One page of problems: `number` counts from 1, `total` is that of all pages."""

    lines: tuple[ProblemLine, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True)
class ProblemKind:
    """The open problems of one kind in one column of one file. `example` is the sentence of one of them."""

    code: str
    severity: str
    file: str
    column: str
    owner: str
    number: int
    first_row: int
    example: str


@dataclass(frozen=True)
class OwnerCount:
    """How many problems wait for one role."""

    owner: str
    errors: int
    warnings: int


@dataclass(frozen=True)
class Filter:
    """Which problems to show; an empty text shows all."""

    owner: str = ""
    severity: str = ""
    file: str = ""
    code: str = ""
    with_settled: bool = False

    def narrowed(self, problems: QuerySet[LoadProblem]) -> QuerySet[LoadProblem]:
        """The problems that the filter lets through."""
        given = {"owner": self.owner, "severity": self.severity, "file": self.file, "code": self.code}
        problems = problems.filter(**{name: value for name, value in given.items() if value})
        return problems if self.with_settled else problems.filter(_OPEN)


def loads_list(user: User, *, at: datetime, limit: int = 100) -> list[LoadLine]:
    """The latest loads, newest first, `limit` at the most. Needs `ingest.view_loads`; raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_LOADS, on=day_of(at))
    return [_line(load) for load in _counted().order_by("-number")[:limit]]


def load_line(user: User, number: int, *, at: datetime) -> LoadLine:
    """One load. Needs `ingest.view_loads`; raises `UnableToPermit`, `UnableToFindLoad`."""
    check_may(user, Permission.VIEW_LOADS, on=day_of(at))
    load = _counted().filter(number=number).first()
    if load is None:
        raise UnableToFindLoad(f"There is no load {number}.")
    return _line(load)


def load_by_number(number: int) -> Load:
    """A load, to be handed to an action. Raises `UnableToFindLoad`."""
    load = Load.objects.filter(number=number).first()
    if load is None:
        raise UnableToFindLoad(f"There is no load {number}.")
    return load


def problem_by_number(number: int) -> LoadProblem:
    """A problem, to be handed to an action. Raises `UnableToFindLoad`."""
    problem = LoadProblem.objects.filter(pk=number).first()
    if problem is None:
        raise UnableToFindLoad(f"There is no problem {number}.")
    return problem


def problems_page(
    user: User, load_number: int, *, at: datetime, filter: Filter = Filter(), page: int = 1
) -> ProblemPage:
    """The problems of one load by file and row, `PAGE` to a page. Needs `ingest.view_loads`."""
    check_may(user, Permission.VIEW_LOADS, on=day_of(at))
    problems = LoadProblem.objects.filter(load_id=load_number)
    return _page(filter.narrowed(problems).order_by("file", "row", "pk"), page)


def open_problems_page(user: User, *, at: datetime, filter: Filter = Filter(), page: int = 1) -> ProblemPage:
    """The work list: open problems of the loads that stand, newest load first. Needs `ingest.view_loads`."""
    check_may(user, Permission.VIEW_LOADS, on=day_of(at))
    problems = filter.narrowed(LoadProblem.objects.filter(_STANDING))
    return _page(problems.order_by("-load_id", "file", "row", "pk"), page)


def open_problems_by_owner(user: User, *, at: datetime) -> list[OwnerCount]:
    """How many open problems wait for each role. Needs `ingest.view_loads`."""
    check_may(user, Permission.VIEW_LOADS, on=day_of(at))
    rows = (
        LoadProblem.objects.filter(_STANDING & _OPEN)
        .values("owner")
        .order_by("owner")
        .annotate(errors=Count("pk", filter=Q(severity="error")), warnings=Count("pk", filter=Q(severity="warning")))
    )
    return [OwnerCount(row["owner"], row["errors"], row["warnings"]) for row in rows]


def open_problem_lines(user: User, *, at: datetime, filter: Filter = Filter()) -> Iterator[ProblemLine]:
    """The whole work list, line by line, for a file; one query, whatever its length. Needs `ingest.view_loads`."""
    check_may(user, Permission.VIEW_LOADS, on=day_of(at))
    problems = filter.narrowed(LoadProblem.objects.filter(_STANDING)).order_by("-load_id", "file", "row", "pk")
    return (_problem_line(row) for row in problems.select_related("settled_by").iterator(chunk_size=LINES_AT_ONCE))


def problem_kinds(user: User, load_number: int, *, at: datetime) -> list[ProblemKind]:
    """The open problems of a load by kind, errors first, then the most frequent. Needs `ingest.view_loads`."""
    check_may(user, Permission.VIEW_LOADS, on=day_of(at))
    groups = (
        LoadProblem.objects.filter(_OPEN, load_id=load_number)
        .values("code", "severity", "file", "column", "owner")
        .order_by()
        .annotate(number=Count("pk"), first_row=Min("row"), example=Min("message"))
    )
    kinds = [ProblemKind(**group) for group in groups]
    return sorted(kinds, key=lambda kind: (kind.severity, -kind.number, kind.file, kind.code, kind.column))


def what_would_change(user: User, number: int, *, at: datetime) -> Preview:
    """What a load that waits for its decision would do, against what is stored now. Needs `ingest.view_loads`.

    Raises `UnableToPermit`, `UnableToFindLoad` also where its files are gone, and `UnableToRead`.
    """
    check_may(user, Permission.VIEW_LOADS, on=day_of(at))
    load = load_by_number(number)
    path = kept_path(load.kept_as)
    if not load.kept_as or not path.exists():
        raise UnableToFindLoad(f"The file of load {number} is no longer here. Upload it again.")
    return preview_load(path=path, format=load.format, year=load.collection_year)


def files_of(load_number: int) -> list[str]:
    """The files of one load that have problems, by name: the choices of a filter."""
    names = LoadProblem.objects.filter(load_id=load_number).order_by("file").values_list("file", flat=True)
    return list(names.distinct())


def problems_of(load: Load) -> list[dict[str, Any]]:
    """Every problem of a load by file and row, in the shape that the command line prints."""
    columns = ("file", "row", "column", "code", "severity", "message")
    return list(load.problems.order_by("file", "row", "pk").values(*columns))


def stale_loads(*, before: datetime) -> list[Load]:
    """Loads that were checked before a moment and never decided, oldest first, to be handed to an action."""
    waiting = Load.objects.filter(committed_at__isnull=True, discarded_at__isnull=True, checked_at__lt=before)
    return list(waiting.order_by("number"))


def _counted() -> QuerySet[Load]:
    open_problems = Count("problems", filter=Q(problems__settled_at__isnull=True, problems__is_superseded=False))
    people = ("checked_by", "committed_by", "discarded_by", "undone_by")
    return Load.objects.select_related(*people).annotate(open_problems=open_problems)


def _line(load: Load) -> LoadLine:
    decisions = (
        (load.undone_at, load.undone_by),
        (load.discarded_at, load.discarded_by),
        (load.committed_at, load.committed_by),
    )
    decided_at, decided_by = next(((at, by) for at, by in decisions if at), (None, None))
    return LoadLine(
        number=load.number,
        format=load.format,
        collection_year=load.collection_year,
        file_name=load.file_name,
        state=load.state,
        checked_at=load.checked_at,
        checked_by=load.checked_by.name,
        decided_at=decided_at,
        decided_by=decided_by.name if decided_by else "",
        counts=tuple(CountLine(source, **{"conflict": 0, **found}) for source, found in load.counts.items()),
        open_problems=load.open_problems,  # type: ignore[attr-defined]
    )


def _page(problems: QuerySet[LoadProblem], number: int) -> ProblemPage:
    total = problems.count()
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 1), pages)
    rows = problems.select_related("settled_by")[(number - 1) * PAGE : number * PAGE]
    return ProblemPage(tuple(_problem_line(row) for row in rows), number, pages, total)


def _problem_line(row: LoadProblem) -> ProblemLine:
    return ProblemLine(
        number=row.pk,
        load_number=row.load_id,
        file=row.file,
        row=row.row,
        column=row.column,
        code=row.code,
        severity=row.severity,
        message=row.message,
        child_code=row.child_code,
        owner=row.owner,
        settled_at=row.settled_at,
        settled_by=row.settled_by.name if row.settled_by else "",
    )


def child_numbers() -> list[int]:
    """The primary keys of all children, for the refreshers of caches; no list for a person."""
    return list(Child.objects.order_by("pk").values_list("pk", flat=True))


def faults_in_kept_files() -> Iterator[str]:
    """Uploaded files that wait for a decision and are missing or not as they were uploaded, a sentence each."""
    for number, kept_as, sha256 in (
        Load.objects.exclude(kept_as="").order_by("number").values_list("number", "kept_as", "sha256")
    ):
        path = kept_path(kept_as)
        if not path.exists():
            yield f"The uploaded file of load {number} is missing. Discard the load, and upload the file again."
        elif content_hash(path) != sha256:
            yield f"The uploaded file of load {number} was altered. Discard the load, and upload the file again."
