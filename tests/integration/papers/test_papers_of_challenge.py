"""The weekly paper lists each open dispute with its clock and names no child; the annual one counts those closed."""

from datetime import date

import pytest

from openiro.core.actions import refresh_bank_holidays
from openiro.documents.content import Chart, Document, Table
from openiro.domain.report_policy import ReportKind
from openiro.escalations.models import ClockStop, Dispute
from openiro.reporting.papers import paper_of_kind
from openiro.reporting.queries import forget_figures
from tests.factories.children import ChildFactory
from tests.factories.disputes import DisputeFactory, ReferralFactory
from tests.factories.people import PersonFactory

WEEK = {"from_on": date(2026, 11, 16), "to_on": date(2026, 11, 22)}
YEAR = {"from_on": date(2026, 4, 1), "to_on": date(2027, 3, 31)}
MADE = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute() -> Dispute:
    refresh_bank_holidays(on=MADE)
    iro = PersonFactory(iro=True)
    child = ChildFactory(given_name="Rose", family_name="Bell", in_care_since=date(2026, 6, 1))
    row: Dispute = DisputeFactory(raised_by=iro, about=child, formal_from_on=date(2026, 11, 2))
    stopped = {"began_on": date(2026, 11, 9), "ended_on": date(2026, 11, 11), "began_by": iro, "ended_by": iro}
    ClockStop.objects.create(dispute=row, reason="holiday", **stopped)
    ReferralFactory(dispute=row, asked_by=iro)
    forget_figures()
    return row


def tables(paper: Document) -> dict[str, Table]:
    return {block.id: block for section in paper.sections for block in section.blocks if isinstance(block, Table)}


def test_the_weekly_paper_lists_disputes_open_with_their_clock(dispute):
    paper = paper_of_kind(ReportKind.WEEKLY, **WEEK, made_on=MADE)
    (line,) = tables(paper)["disputes-open-list"].rows
    # 15 working days by Sunday 22 November are 14, less the two on which it stood still: 12, so that 8 are left.
    assert line == (f"#{dispute.pk}", "Not recorded", "Stage 1", "2 November 2026", 12, 8)
    assert "Bell" not in repr(paper)
    assert "disputes-open-list" not in tables(paper_of_kind(ReportKind.WEEKLY, **WEEK, made_on=MADE, public=True))


def test_the_annual_report_has_what_was_closed_by_quarter_and_what_was_asked_of_others(dispute):
    dispute.closed_on, dispute.closed_by, dispute.outcome = date(2026, 11, 20), dispute.raised_by, "agreed"
    dispute.save()
    forget_figures()
    paper = paper_of_kind(ReportKind.ANNUAL, **YEAR, made_on=MADE)
    assert ("Referral to Cafcass", 1) in tables(paper)["disputes-referred"].rows
    charts = [block for section in paper.sections for block in section.blocks if isinstance(block, Chart)]
    (closed,) = [each for each in charts if each.id == "disputes-closed-by-quarter-chart"]
    assert closed.categories == ("2026/27 Q1", "2026/27 Q2", "2026/27 Q3", "2026/27 Q4")
    assert [(series.name, series.values) for series in closed.series] == [("Stage 1", (0, 0, 1, 0))]
