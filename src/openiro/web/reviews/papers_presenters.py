"""The papers of a review as tables and boxes of a page."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse

from openiro.domain.clocks import CLOCKS
from openiro.domain.codes import meaning_of
from openiro.domain.review_papers import CLOCK, REPORT, PaperState
from openiro.govuk.dates import long_date, medium_date
from openiro.meetings.queries import AttachmentLine, InviteeLine
from openiro.reviews.queries import AwaitedReport, LatePapers, PaperLine, ReviewPapers
from openiro.web.reviews.words import full_date
from openiro.web.shell.deadlines import counted, left_until
from openiro.web.shell.navigation import addresses
from openiro.web.shell.tables import Cell, Column, Table

# Each service with its roles (INVITEE_ROLE) and its papers (PAPER_KIND).
SERVICES = (
    ("Health", ("health",), ("health_plan", "sdq")),
    ("Virtual school and school", ("virtual_school", "school"), ("education_plan", "school_report")),
    (
        "Placement",
        ("carer", "supervising_social_worker", "residential_worker"),
        ("placement_quality", "carer_report", "placement_plan"),
    ),
    ("Youth justice", ("youth_justice",), ()),
)
NO_TEAM = "No team recorded"


def due_box(papers: ReviewPapers, today: date) -> dict[str, str] | None:
    """The last day for papers, as the box of a clock; None while no day is set for the review."""
    due_on = papers.due_on
    if due_on is None:
        return None
    left = left_until(due_on, papers.days_left, today)
    clock = CLOCKS[CLOCK]
    rule = f"{clock.title}: {clock.limit_in_words} the review."
    return {"day": full_date(due_on), "left": left.text, "tone": left.tone, "rule": rule, "source": clock.source}


def state_cell(line: PaperLine) -> Cell | str:
    """How a paper stands: came in time or late, missing, not needed, or nobody has said."""
    standing = line.standing
    if line.state is PaperState.NOT_NEEDED:
        return Cell("Not needed", tone="quiet")
    if line.state is PaperState.CAME:
        late = standing.days_late if standing else 0
        text = f"Came {counted(late, 'working day', 'working days')} late" if late else "Came"
        return Cell(text, hint=long_date(line.received_on), tone="soon" if late else "good")
    if standing and standing.days_late:
        return Cell(f"{counted(standing.days_late, 'working day', 'working days')} late", tone="late")
    return Cell("Not here yet", tone="info") if line.state else "Nobody has said"


def shared_cell(line: PaperLine, review_on: date | None) -> Cell | str:
    """When the child, the parents and the others were shown a paper, whether that was before, and who was not."""
    missed = ", ".join(meaning_of("SHOWN_PAPER", code) for code in line.not_shown_to)
    if line.shared_on is None:
        is_open = line.state is PaperState.CAME and line.kind == REPORT
        return Cell("Not shown yet", hint=missed, tone="soon") if is_open or missed else "Not recorded"
    if review_on is None:
        return Cell(long_date(line.shared_on), hint=missed and f"Not to {missed}", tone="soon" if missed else "")
    days = (review_on - line.shared_on).days
    hint = f"{counted(days, 'day', 'days')} before the review" if days > 0 else "Not in advance of the review"
    hint += f". Not to {missed}" if missed else ""
    return Cell(long_date(line.shared_on), hint=hint, tone="" if days > 0 and not missed else "soon")


def agencies_table(papers: Sequence[PaperLine], people: Sequence[InviteeLine]) -> Table:
    """What the IRO has in advance of each other service: its papers, and who of it has answered."""
    rows: list[list[Cell | str]] = []
    for title, roles, kinds in SERVICES:
        expected = [line for line in papers if line.kind in kinds]
        came = [meaning_of("PAPER_KIND", line.kind) for line in expected if line.received_on]
        asked = [line for line in people if line.role in roles and not line.is_excluded]
        if not expected and not asked:
            continue
        answered = [line for line in asked if line.answered]
        view = f"{len(answered)} of {len(asked)} answered" if asked else "Nobody is asked"
        rows.append(
            [
                title,
                "; ".join(came) or (Cell("None came yet", tone="soon") if expected else "None expected"),
                Cell(view, tone="good" if asked and len(answered) == len(asked) else "quiet"),
            ]
        )
    columns = (Column("Service"), Column("Papers that came"), Column("Its view"))
    return Table("Views of other services", columns, rows, caption_hidden=True)


def standings_table(
    lines: Sequence[PaperLine], *, review_on: date | None = None, caption_hidden: bool = False
) -> Table:
    """How every expected paper stands."""
    return Table(
        caption="How the papers stand",
        caption_hidden=caption_hidden,
        columns=(
            Column("Paper"),
            Column("State"),
            Column("Shown to child and others"),
            Column("Last asked for"),
        ),
        rows=[
            [
                meaning_of("PAPER_KIND", line.kind),
                state_cell(line),
                shared_cell(line, review_on),
                long_date(line.chased_on) or "Not asked",
            ]
            for line in lines
        ],
    )


def documents(lines: Sequence[AttachmentLine], child: Any, review: Any) -> list[dict[str, str]]:
    """The documents of a review; links for those who may read them."""
    return [
        {
            "title": line.title or meaning_of("ATTACHMENT_KIND", line.kind),
            "hint": f"{meaning_of('ATTACHMENT_KIND', line.kind)}, {_size(line.size)}, attached by {line.attached_by} "
            f"on {long_date(line.attached_at)}",
            "href": _document(line, child, review, "review-attachment") if line.may_read else "",
            "withdraw_href": _document(line, child, review, "attachment-withdraw"),
        }
        for line in lines
    ]


def _document(line: AttachmentLine, child: Any, review: Any, page: str) -> str:
    return reverse(f"reviews:{page}", args=[child.reference, review.pk, line.number])


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(size // 1024, 1)} KB"


def late_table(found: LatePapers) -> list[dict[str, Any]]:
    """Late reports, a table for each team with how many it has in all, and the way to ask for each."""
    ways = [addresses(f"reviews:{name}", UUID, int) for name in ("review-papers", "report-chase")]
    return [
        {"team": team or NO_TEAM, "count": found.by_team[team], "rows": [_late_row(line, *ways) for line in lines]}
        for team, lines in groupby(found.lines, key=lambda line: line.team)
    ]


def _late_row(line: AwaitedReport, page: Callable[..., str], chase: Callable[..., str]) -> dict[str, Any]:
    return {
        "text": line.name or line.code,
        "href": page(line.reference, line.review_number),
        "chase_href": chase(line.reference, line.review_number),
        "hint": f"Review on {medium_date(line.review_on)}, report due by {medium_date(line.due_on)}",
        "late": f"{counted(line.days_late, 'working day', 'working days')} late",
        "worker": line.worker or "No social worker recorded",
        "chased": f"asked on {medium_date(line.chased_on)}" if line.chased_on else "not asked yet",
        "may_chase": bool(line.worker_code),
    }
