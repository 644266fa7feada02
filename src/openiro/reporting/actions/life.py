"""A paper is remarked on, checked, signed off and frozen, published, presented, corrected by a version."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from openiro.core.actions import SERVICE_STREAM, record_event
from openiro.domain.papers import (
    FROZEN,
    Heard,
    PaperState,
    UnableToMovePaper,
    check_can_become,
    check_checker,
    check_correction,
    check_is_open,
    check_young_people_agreed,
    check_young_people_read_it,
)
from openiro.domain.permissions import Permission
from openiro.domain.report_policy import ReportKind, ReportSection
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, policy_in_force
from openiro.reporting.checking import missing_in
from openiro.reporting.freezing import count_ahead, frozen_parts
from openiro.reporting.models import FrozenPaper, Hearing, Narrative, Paper, Remark
from openiro.reporting.queries import (
    has_young_peoples_agreement,
    section_texts,
    sha256_of,
    versions_of_paper,
    writers_of,
)


@transaction.atomic
def make_remark(*, paper: Paper, section: str, text: str, by: User, at: datetime) -> Remark:
    """Say something of a section, for whoever writes it. Raises `UnableToMovePaper` for no words, or a frozen paper."""
    check_may(by, Permission.CHECK_REPORT, on=at.date())
    check_is_open(paper.state)
    if not text.strip() or section not in set(ReportSection):
        raise UnableToMovePaper("Write what you want to say of this section.")
    made = Remark.objects.create(paper=paper, section=section, text=text.strip(), made_at=at, made_by=by)
    _tell(paper, "remark_made", {"remark": made.pk, "section": section}, by, at)
    return made


@transaction.atomic
def resolve_remark(*, remark: Remark, by: User, at: datetime) -> None:
    """The remark is dealt with. Raises `UnableToMovePaper` where somebody said so before, or the paper is frozen."""
    check_may(by, Permission.CHECK_REPORT, on=at.date())
    check_is_open(remark.paper.state)
    if remark.resolved_at is not None:
        raise UnableToMovePaper("This remark is dealt with already.")
    remark.resolved_at, remark.resolved_by = at, by
    remark.save(update_fields=["resolved_at", "resolved_by"])
    _tell(remark.paper, "remark_resolved", {"remark": remark.pk}, by, at)


@transaction.atomic
def check_paper(*, paper: Paper, by: User, at: datetime) -> None:
    """Somebody who did not write it has read the paper and found it right.

    Raises `UnableToMovePaper` where it is no draft, where `by` wrote in it, and with all that is missing.
    """
    check_may(by, Permission.CHECK_REPORT, on=at.date())
    paper = _held(paper)
    check_can_become(paper.state, PaperState.CHECKED)
    missing = [f"{each.heading} ({each.words})" for each in missing_in(paper)]
    check_checker(by.code, writers_of(paper), missing)
    _move(paper, "checked", by, at)


def sign_off_paper(*, paper: Paper, body: str, on: date, by: User, at: datetime) -> None:
    """The body approved the paper on that day: it is frozen as it stands (see `FrozenPaper`).

    Its figures are counted before it is held, so that nobody waits for that; of records that somebody writes meanwhile
    they are counted again. Raises `UnableToMovePaper` where nobody checked it, its period is not over, or the approval
    lacks body or day.
    """
    check_may(by, Permission.SIGN_OFF_REPORT, on=at.date())
    check_can_become(paper.state, PaperState.SIGNED_OFF)
    if paper.to_on >= at.date():
        raise UnableToMovePaper("The period is not over: its figures still move. Sign the paper off when it is.")
    count_ahead(paper)
    _sign_off(paper, body, on, by, at)


@transaction.atomic
def _sign_off(paper: Paper, body: str, on: date, by: User, at: datetime) -> None:
    paper = _held(paper)
    check_can_become(paper.state, PaperState.SIGNED_OFF)
    _move(paper, "signed_off", by, at)
    _heard(paper, body, on, Heard.APPROVED, by=by, at=at)
    content, rows = frozen_parts(paper, at=at)
    FrozenPaper.objects.create(paper=paper, content=content, rows=rows, sha256=sha256_of(content, rows), frozen_at=at)


@transaction.atomic
def publish_paper(*, paper: Paper, by: User, at: datetime) -> None:
    """The paper is handed to the public.

    Raises `UnableToMovePaper` where it is not signed off, is out already, or is of a kind to which the policy has young
    people agree and no group of them did.
    """
    check_may(by, Permission.SIGN_OFF_REPORT, on=at.date())
    paper = _held(paper)
    check_can_become(paper.state, PaperState.PUBLISHED)
    asked = ReportKind(paper.kind) in policy_in_force(on=day_of(at)).report.young_people_agree
    check_young_people_agreed(is_asked=asked, has_agreed=has_young_peoples_agreement(paper))
    _move(paper, "published", by, at)


@transaction.atomic
def tell_young_people_agreed(*, paper: Paper, body: str, on: date, by: User, at: datetime) -> None:
    """A group of young people agreed to the paper on that day, as it was checked; a later text needs them again.

    Raises `UnableToMovePaper` where it is not checked or is out already, and without the group or for another day.
    """
    check_may(by, Permission.CHECK_REPORT, on=at.date())
    paper = _held(paper)
    check_young_people_read_it(paper.state, on, day_of(paper.checked_at) if paper.checked_at else None)
    _heard(paper, body, on, Heard.AGREED, by=by, at=at)


@transaction.atomic
def present_paper(*, paper: Paper, body: str, on: date, by: User, at: datetime) -> None:
    """The paper was presented to a body on that day. Raises `UnableToMovePaper` where it is not signed off."""
    check_may(by, Permission.CHECK_REPORT, on=at.date())
    if paper.state not in FROZEN:
        raise UnableToMovePaper("A paper is presented when it is signed off. Have it signed off first.")
    _heard(paper, body, on, Heard.PRESENTED, by=by, at=at)


@transaction.atomic
def correct_paper(*, paper: Paper, what_changes: str, by: User, at: datetime) -> Paper:
    """The next version of a paper that is signed off, with the words of the one before, which stays as it is.

    Raises `UnableToMovePaper` as `domain.papers.check_correction`.
    """
    check_may(by, Permission.WRITE_REPORT, on=at.date())
    paper = _held(paper)
    latest = versions_of_paper(paper)[0]
    check_correction(paper.state, what_changes, is_latest=latest.pk == paper.pk)
    days = {"from_on": paper.from_on, "to_on": paper.to_on}
    made = Paper.objects.create(
        kind=paper.kind,
        version=paper.version + 1,
        what_changes=what_changes.strip(),
        begun_at=at,
        begun_by=by,
        **days,
    )
    Narrative.objects.bulk_create(
        Narrative(paper=made, section=name, version=1, text=each.text, saved_at=at, saved_by=by)
        for name, each in section_texts(paper).items()
    )
    _tell(made, "paper_corrected", {"corrects": paper.pk, "version": made.version}, by, at)
    return made


def _held(paper: Paper) -> Paper:
    """The paper as it stands now, held until the end of the transaction."""
    return Paper.objects.select_for_update().get(pk=paper.pk)


def _move(paper: Paper, verb: str, by: User, at: datetime) -> None:
    setattr(paper, f"{verb}_at", at)
    setattr(paper, f"{verb}_by", by)
    paper.save(update_fields=[f"{verb}_at", f"{verb}_by"])
    _tell(paper, f"paper_{verb}", {}, by, at)


def _heard(paper: Paper, body: str, on: date, what: Heard, *, by: User, at: datetime) -> None:
    if not body.strip() or on > at.date():
        raise UnableToMovePaper("Say which body it was, and a day that is not ahead.")
    Hearing.objects.create(paper=paper, body=body.strip(), on=on, what=what, recorded_at=at, recorded_by=by)
    _tell(paper, f"paper_{what.replace(' ', '_')}", {"on": on}, by, at)


def _tell(paper: Paper, kind: str, facts: dict[str, Any], by: User, at: datetime) -> None:
    record_event(stream=SERVICE_STREAM, kind=f"reporting.{kind}", facts={"paper": paper.pk, **facts}, by=by, at=at)
