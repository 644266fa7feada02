"""Begin a paper, and save the words of a section."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.documents.narrative import marks_in
from openiro.domain.papers import PaperState, check_is_open
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.report_policy import ReportKind, ReportSection
from openiro.measures.catalogue import catalogue
from openiro.people.models import User
from openiro.people.queries import check_may
from openiro.reporting.models import Narrative, Paper


class UnableToWritePaper(Refusal):
    """A paper cannot be begun or its words cannot be saved; the message says why and what to do."""


@transaction.atomic
def begin_paper(*, kind: ReportKind, from_on: date, to_on: date, by: User, at: datetime) -> Paper:
    """The paper of that kind for the period `from_on` to `to_on` (both included), its latest version, begun where there
    is none yet.

    Raises `UnableToWritePaper` where the period ends before it begins, and a refusal without the permission.
    """
    check_may(by, Permission.WRITE_REPORT, on=at.date())
    if to_on < from_on:
        raise UnableToWritePaper("The period ends before it begins. Give the first day, then the last.")
    latest = Paper.objects.filter(kind=kind.value, from_on=from_on, to_on=to_on).order_by("version").last()
    if latest is not None:
        return latest
    paper = Paper.objects.create(kind=kind.value, from_on=from_on, to_on=to_on, begun_at=at, begun_by=by)
    facts = {"paper": paper.pk, "kind": kind.value, "from": from_on, "to": to_on}
    record_event(stream=SERVICE_STREAM, kind="reporting.paper_begun", facts=facts, by=by, at=at)
    return paper


@transaction.atomic
def save_narrative(*, paper: Paper, section: str, text: str, seen_version: int, by: User, at: datetime) -> Narrative:
    """Keep `text` as the next version of a section. `seen_version` is the version that the writer started from.

    Raises `UnableToWritePaper` where somebody else saved in between: neither's words are lost, and the writer is told
    to read theirs first; and where the text names a figure that there is not. `UnableToMovePaper` where the paper is
    frozen. A text that says the same is not kept twice; another one must be checked again.
    """
    check_may(by, Permission.WRITE_REPORT, on=at.date())
    check_is_open(paper.state)
    _check_marks(text)
    if section not in set(ReportSection):
        raise UnableToWritePaper("The paper has no such section. Choose one from its list.")
    rows = Narrative.objects.filter(paper=paper, section=section)
    latest = rows.aggregate(latest=Max("version"))["latest"] or 0
    if latest != seen_version:
        raise UnableToWritePaper(
            "Somebody else saved this section while you were writing. Their words stand above; bring yours together "
            "with them and save again."
        )
    last = rows.filter(version=latest).first()
    if last is not None and last.text == text:
        return last
    narrative = Narrative.objects.create(
        paper=paper, section=section, version=latest + 1, text=text, saved_at=at, saved_by=by
    )
    facts = {"paper": paper.pk, "section": section, "version": narrative.version}
    record_event(stream=SERVICE_STREAM, kind="reporting.narrative_saved", facts=facts, by=by, at=at)
    _must_be_checked_again(paper, by, at)
    return narrative


def _check_marks(text: str) -> None:
    known = {measure.id for measure in catalogue() if not measure.keys}
    unknown = [mark for mark in dict.fromkeys(marks_in(text)) if mark not in known]
    if unknown:
        raise UnableToWritePaper(
            f"There is no figure called {', '.join(unknown)}. Take its name from the list below the words."
        )


def _must_be_checked_again(paper: Paper, by: User, at: datetime) -> None:
    if paper.state is PaperState.CHECKED:
        paper.checked_at = paper.checked_by = None
        paper.save(update_fields=["checked_at", "checked_by"])
        record_event(stream=SERVICE_STREAM, kind="reporting.paper_reopened", facts={"paper": paper.pk}, by=by, at=at)
