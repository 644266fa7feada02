"""What audits showed: by quarter, team, theme and officer; who has done how many of the programme."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from openiro.audits.models import Audit, AuditAnswer, AuditFinding
from openiro.audits.queries.populations import auditors_of
from openiro.domain.audits import OBSERVATION, quarter_of
from openiro.domain.permissions import Permission
from openiro.domain.shares import ratio
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, may, names_of, policy_in_force

FIRST_MONTH = 4


@dataclass(frozen=True)
class GradeCount:
    """Audits under one heading: how many, and how many of each grade, by its code."""

    name: str
    audits: int
    grades: dict[str, int]


@dataclass(frozen=True)
class ThemeResult:
    """A theme: how many questions were met, partly and not met, findings made and how many of them are closed."""

    theme: str
    met: int
    partly: int
    not_met: int
    findings: int
    closed: int

    @property
    def percent_met(self) -> float | None:
        """Questions met of those that apply, in percent; None where there are none."""
        total = self.met + self.partly + self.not_met
        return ratio(self.met, total)


@dataclass(frozen=True)
class Results:
    """What submitted audits of a kind showed in a period; `median_minutes` None where there are none."""

    audits: int
    median_minutes: int | None
    by_quarter: tuple[GradeCount, ...]
    by_team: tuple[GradeCount, ...]
    by_officer: tuple[GradeCount, ...]
    by_theme: tuple[ThemeResult, ...]


@dataclass(frozen=True)
class OfficerAudit:
    """An audit of an officer's work, for supervision: when, by whom, how it was graded, and the feedback."""

    number: int
    kind: str
    submitted_on: date
    quarter: str
    review_on: date | None
    auditor: str
    grade: str
    feedback: str
    told_on: date | None
    findings_open: int


@dataclass(frozen=True)
class ProgrammeLine:
    """What one auditor is to do in one month, and has done; `month` is its first day."""

    kind: str
    month: date
    auditor: str
    wanted: int
    given: int
    done: int


def results_of(user: User, *, from_on: date, to_on: date, kind: str, on: date) -> Results:
    """What audits of the kind submitted from `from_on` to `to_on` showed, both days included; four queries.

    Officers stand in it where their work was audited, quarter by quarter. Raises `UnableToPermit` without
    `audits.draw_sample`.
    """
    check_may(user, Permission.DRAW_SAMPLE, on=on)
    return _results([row for row in _submitted(kind) if from_on <= _done_on(row) <= to_on])


def results_of_service(*, from_on: date, to_on: date) -> list[tuple[str, Results]]:
    """What audits submitted in the period showed, by the title of each kind that was done, for a paper of the service.

    Both days are included; it names no child and no officer of a paper. Three queries for each kind of the policy.
    """
    kinds = policy_in_force(on=to_on).audits.kinds
    found = [(kind.title, [r for r in _submitted(kind.id) if from_on <= _done_on(r) <= to_on]) for kind in kinds]
    return [(title, _results(rows)) for title, rows in found if rows]


def _results(rows: list[Audit]) -> Results:
    seconds = [row.seconds for row in rows if row.seconds]
    return Results(
        audits=len(rows),
        median_minutes=round(median(seconds) / 60) if seconds else None,
        by_quarter=_grades(rows, lambda row: quarter_of(_done_on(row))),
        by_team=_grades(rows, lambda row: row.team),
        by_officer=_grades(
            [row for row in rows if row.officer],
            lambda row: f"{row.officer.name if row.officer else ''}, {quarter_of(_done_on(row))}",
        ),
        by_theme=_themes([row.pk for row in rows]),
    )


def record_audits_of(officer: User) -> tuple[OfficerAudit, ...]:
    """Audits of the records that this officer wrote, the latest first; two queries. The caller applies the scope."""
    return _of_officer(officer, "record")


def observations_of(officer: User) -> tuple[OfficerAudit, ...]:
    """Observations of this officer's chairing, the latest first; two queries. The caller applies the scope."""
    return _of_officer(officer, OBSERVATION)


def programme_of(user: User, *, on: date) -> list[ProgrammeLine]:
    """The months of the year of `on` from April until its month: who was to audit how many, and has; three queries.

    The manager sees everybody, an auditor their own lines. Raises `UnableToPermit` without `audits.view_audits`.
    """
    check_may(user, Permission.VIEW_AUDITS, on=on)
    policy, months = policy_in_force(on=on).audits, _months(on)
    sees_all = may(user, Permission.DRAW_SAMPLE, on=on)
    counts = _counts(months[0])
    lines = []
    for part in policy.programme:
        kind = policy.kind(part.kind)
        people = auditors_of(kind, on=on) if kind else []
        for code in people if sees_all else [each for each in people if each == user.code]:
            for month in (month for month in months if month.month in part.months):
                given, done = counts[part.kind, code, month]
                lines.append(ProgrammeLine(kind.title if kind else "", month, code, part.each, given, done))
    names = names_of({line.auditor for line in lines})
    return [_named(line, names) for line in sorted(lines, key=lambda line: (line.month, line.auditor), reverse=True)]


def _named(line: ProgrammeLine, names: dict[str, str]) -> ProgrammeLine:
    who = names.get(line.auditor, line.auditor)
    return ProgrammeLine(line.kind, line.month, who, line.wanted, line.given, line.done)


def _months(on: date) -> list[date]:
    year = on.year if on.month >= FIRST_MONTH else on.year - 1
    twelve = [date(year + (number > 12), (number - 1) % 12 + 1, 1) for number in range(FIRST_MONTH, FIRST_MONTH + 12)]
    return [month for month in twelve if month <= on]


def _counts(since: date) -> "defaultdict[tuple[str, str, date], tuple[int, int]]":
    """Given out and submitted by kind, auditor and the month of the last day, from `since` on."""
    found: defaultdict[tuple[str, str, date], tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = Audit.objects.filter(due_on__gte=since).values_list("kind", "auditor__code", "due_on", "submitted_at")
    for kind, code, due_on, submitted in rows:
        key = (kind, code, due_on.replace(day=1))
        given, done = found[key]
        found[key] = (given + 1, done + (submitted is not None))
    return found


def _submitted(kind: str) -> list[Audit]:
    rows = Audit.objects.filter(kind=kind, submitted_at__isnull=False)
    return list(rows.select_related("officer", "auditor", "review").order_by("submitted_at", "pk"))


def _done_on(row: Audit) -> date:
    """The day on which it was submitted; one that is not counts on its last day."""
    return day_of(row.submitted_at) if row.submitted_at else row.due_on


def _of_officer(officer: User, kind: str) -> tuple[OfficerAudit, ...]:
    rows = [row for row in _submitted(kind) if row.officer_id == officer.pk]
    open_ones = Counter(
        AuditFinding.objects.filter(audit__in=rows, closed_at__isnull=True).values_list("audit_id", flat=True)
    )
    return tuple(
        OfficerAudit(
            number=row.pk,
            kind=row.kind,
            submitted_on=_done_on(row),
            quarter=quarter_of(_done_on(row)),
            review_on=(row.review.held_on or row.review.planned_on) if row.review else None,
            auditor=row.auditor.name,
            grade=row.grade,
            feedback=row.feedback,
            told_on=row.told_on,
            findings_open=open_ones[row.pk],
        )
        for row in reversed(rows)
    )


def _grades(rows: Iterable[Audit], name: Callable[[Audit], str]) -> tuple[GradeCount, ...]:
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        groups[name(row)][row.grade] += 1
    return tuple(GradeCount(called, sum(count.values()), dict(count)) for called, count in sorted(groups.items()))


def _themes(audits: list[int]) -> tuple[ThemeResult, ...]:
    answers: dict[str, Counter[str]] = defaultdict(Counter)
    for theme, answer in AuditAnswer.objects.filter(audit__in=audits).values_list("theme", "answer"):
        answers[theme][answer] += 1
    findings: dict[str, Counter[bool]] = defaultdict(Counter)
    for theme, closed in AuditFinding.objects.filter(audit__in=audits).values_list("theme", "closed_at"):
        findings[theme][closed is not None] += 1
    return tuple(
        ThemeResult(
            theme,
            answers[theme]["yes"],
            answers[theme]["partly"],
            answers[theme]["no"],
            sum(findings[theme].values()),
            findings[theme][True],
        )
        for theme in sorted((set(answers) | set(findings)) - {""})
    )
