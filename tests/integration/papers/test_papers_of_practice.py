"""Papers of what is kept beside the measures: forms by quarter, audits, tracking, complaints, plans of a year."""

from datetime import UTC, date, datetime

import pytest

from openiro.core.actions import refresh_bank_holidays
from openiro.documents.content import Chart, Document, Table
from openiro.domain.report_policy import ReportKind, Span, period_of
from openiro.quality.models import FormAnswer
from openiro.reporting.papers import paper_of_kind
from openiro.reporting.queries import forget_figures
from openiro.supervision.models import StaffRecord
from tests.factories.audits import AuditFactory, AuditFindingFactory
from tests.factories.checks import PermanencePlanFactory
from tests.factories.children import ChildFactory, refresh
from tests.factories.disputes import ComplaintFactory, DisputeFactory
from tests.factories.oversight import ChangeNotifiedFactory, OfficerContactFactory
from tests.factories.people import PersonFactory, PostFactory
from tests.factories.plans import ActionFactory, PlanFactory
from tests.factories.quality import IssueFactory, MonitoringFormFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.challenge.conftest import council

__all__ = ["council"]
YEAR = {"from_on": date(2026, 4, 1), "to_on": date(2027, 3, 31)}
OCTOBER = {"from_on": date(2026, 10, 1), "to_on": date(2026, 11, 30)}
MADE = date(2027, 4, 5)
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def iro():
    refresh_bank_holidays(on=MADE)
    forget_figures()
    return PersonFactory(iro=True, name="Ada Fern")


@pytest.fixture
def child(iro):
    """A child reviewed in July and in October, each time with a monitoring form."""
    child = ChildFactory(given_name="Rose", family_name="Bell", in_care_since=date(2026, 1, 12))
    for held_on, pep in ((date(2026, 7, 3), "no"), (date(2026, 10, 5), "yes")):
        review = ReviewFactory(child=child, held_on=held_on, recorded_at=AT, recorded_by=iro)
        form = MonitoringFormFactory(review=review, saved_by=iro)
        FormAnswer.objects.create(form=form, question="pep", answer=pep, is_taken=True)
    IssueFactory(form=form)
    refresh(child)
    return child


def blocks(paper: Document, kind: type) -> dict:
    return {block.id: block for section in paper.sections for block in section.blocks if isinstance(block, kind)}


def rows(paper: Document, table: str) -> tuple:
    return blocks(paper, Table)[table].rows


def test_results_of_monitoring_forms_stand_by_quarter_in_the_paper_of_a_council_that_analyses_them(child, council):
    """Harrow: charts of monitoring forms, and a quarterly analysis for the management team."""
    council("harrow")
    quarter = paper_of_kind(
        ReportKind.QUARTERLY, **{**YEAR, "from_on": date(2026, 7, 1), "to_on": date(2026, 12, 31)}, made_on=MADE
    )
    chart = blocks(quarter, Chart)["forms-answered"]
    assert chart.categories == ("Personal education plan",)
    assert [(each.name, each.values) for each in chart.series] == [
        ("July to September 2026", (0.0,)),
        ("October to December 2026", (100.0,)),
    ]
    assert blocks(quarter, Chart)["forms-rated"].series[0].values == (0.0,)
    assert ("Reviews with a form", 2) in rows(quarter, "forms-sent")
    assert "Bell" not in repr(quarter)
    hidden = paper_of_kind(ReportKind.QUARTERLY, **YEAR, made_on=MADE, public=True)
    assert "forms-answered" not in blocks(hidden, Chart)


def test_every_second_month_audits_forms_and_challenge_are_set_side_by_side(child, iro):
    """Central Bedfordshire, action plan: triangulated, and reported bi-monthly."""
    assert period_of(Span.TWO_MONTHS, date(2026, 11, 20)) == (OCTOBER["from_on"], OCTOBER["to_on"])
    manager = PersonFactory(manager=True)
    done = {"submitted_at": AT, "submitted_by": manager, "grade": "good", "auditor": manager}
    audit = AuditFactory(kind="journey", child=child, **done)
    AuditFindingFactory(audit=audit, theme="decisions", owner=iro, found_by=manager)
    DisputeFactory(raised_by=iro, about=child, formal_from_on=date(2026, 11, 2))
    forget_figures()
    paper = paper_of_kind(ReportKind.TRIANGULATION, **OCTOBER, made_on=MADE)
    together = {row[0]: row[1:] for row in rows(paper, "themes-together")}
    assert together["Placement"] == (1, 0, 0)
    assert together["Care planning"] == (0, 1, 0)
    assert ("Audit of a child's journey", 1, 0, 1, 0, 0) in rows(paper, "audits-by-grade")
    assert ("Audit of a child's journey: Decisions", 0, 0, 0, 1, 0) in rows(paper, "audits-by-theme")
    assert "Ada Fern" not in repr(paper)


def test_the_report_on_case_tracking_tells_which_plans_stand_and_are_matched(child):
    """Harrow: a case tracking annual report among the panel's references."""
    PermanencePlanFactory(child=child, matched_on=date(2026, 9, 1))
    PermanencePlanFactory(child=ChildFactory(in_care_since=date(2026, 1, 12)), agreed_on=None)
    paper = paper_of_kind(ReportKind.CASE_TRACKING, **YEAR, made_on=MADE)
    assert paper.title == "Annual report on case tracking"
    assert rows(paper, "plans-standing") == (("Long-term foster care until 18", 2, 1, 1),)
    assert "plans-standing" not in blocks(
        paper_of_kind(ReportKind.CASE_TRACKING, **YEAR, made_on=MADE, public=True), Table
    )


def test_the_team_is_listed_with_post_and_time_for_managers_alone(iro, council):
    """Buckinghamshire: the team as an appendix of the annual report, with who works part time."""
    council("buckinghamshire")
    PostFactory(user=iro, role="iro", fte="0.4", from_on=date(2026, 4, 1))
    PersonFactory(iro=True, name="Bo Elm")
    listed = rows(paper_of_kind(ReportKind.ANNUAL, **YEAR, made_on=MADE), "team")
    assert listed == (
        ("Ada Fern", "Independent reviewing officer", "Part time, 0.4 of full time"),
        ("Bo Elm", "Independent reviewing officer", ""),
    )
    assert "Ada Fern" not in repr(paper_of_kind(ReportKind.ANNUAL, **YEAR, made_on=MADE, public=True))


def test_officers_stand_beside_the_children_by_gender_for_managers_alone(iro, child):
    """Harrow, Central Bedfordshire, Buckinghamshire: the profile of the service against that of the children."""
    for _ in range(6):
        StaffRecord.objects.create(person=PersonFactory(iro=True), gender="F", ethnicity="WBRI")
    forget_figures()
    paper = paper_of_kind(ReportKind.ANNUAL, **YEAR, made_on=MADE)
    by_gender = {row[0]: row[1:] for row in rows(paper, "officers-by-gender")}
    # One officer said nothing: neither that nor what would give it away is told.
    assert by_gender["Not said"][0] == "a few"
    assert {row[0]: row[2] for row in rows(paper, "officers-by-ethnic-group")}["White"] == 1
    hidden = blocks(paper_of_kind(ReportKind.ANNUAL, **YEAR, made_on=MADE, public=True), Table)
    assert "officers-by-gender" not in hidden
    StaffRecord.objects.update(gender="", ethnicity="")
    forget_figures()
    nobody_said = blocks(paper_of_kind(ReportKind.ANNUAL, **YEAR, made_on=MADE), Table)
    assert not nobody_said.keys() & {"officers-by-gender", "officers-by-ethnic-group"}


def test_the_report_on_complaints_is_for_the_panel_and_hides_what_is_small(iro):
    """Harrow: the complaints annual report among the panel's references."""
    ComplaintFactory(recorded_by=iro, received_on=date(2026, 11, 2), theme="contact", words="Nobody asked Rose Bell")
    forget_figures()
    paper = paper_of_kind(ReportKind.COMPLAINTS, **YEAR, made_on=MADE)
    assert rows(paper, "complaints-by-outcome") == (("Still open", 1),)
    assert "Rose" not in repr(paper)
    seen = blocks(paper_of_kind(ReportKind.COMPLAINTS, **YEAR, made_on=MADE, public=True), Table)
    assert set(seen) == {"complaints-received"}


def test_the_work_programme_of_the_next_year_stands_in_the_annual_report_with_roles_for_names(iro):
    """Harrow and Central Bedfordshire: the work programme with the report; Medway: an evaluation in words."""
    now, days = PlanFactory(), {"from_on": date(2027, 4, 1), "to_on": date(2028, 3, 31)}
    ahead = PlanFactory(label="Work programme 2027/28", **days)
    ActionFactory(plan=now, state="achieved", words="Meet each team")
    of_officer = {"lead": iro, "lead_words": "", "timescale": "ongoing", "due_on": None}
    ActionFactory(plan=ahead, words="Go through every plan", measure="reviews.on_time", target=98, **of_officer)
    for public in (False, True):
        paper = paper_of_kind(ReportKind.ANNUAL, **YEAR, made_on=MADE, public=public)
        (line,) = rows(paper, f"plan-{ahead.pk}")
        aim = "Reviews held in time: 98"
        assert line == ("Reviews on time", "Go through every plan", "Independent reviewing officer", "Ongoing", aim)
        assert rows(paper, f"progress-{now.pk}") == (("Meet each team", "Achieved"),), "a column of nothing is left out"
        assert "Ada Fern" not in repr(paper)
    evaluation = paper_of_kind(ReportKind.EVALUATION, **YEAR, made_on=MADE)
    assert f"progress-{now.pk}" in blocks(evaluation, Table)


def test_the_paper_tells_of_which_changes_the_iro_was_told_first_and_of_meetings_about_exploitation(child, iro):
    """Central Bedfordshire, Buckinghamshire: changes of plans; Nottingham: young people in meetings about the risk."""
    ChangeNotifiedFactory(child=child, event="plan_change", happened_on=date(2026, 10, 6), told_by=iro)
    OfficerContactFactory(child=child, kind="exploitation", standing="declined", officer=iro, recorded_by=iro)
    paper = paper_of_kind(ReportKind.ANNUAL, **YEAR, made_on=MADE)
    assert rows(paper, "told-before") == (("A change of the care plan is proposed", 1, 0, 1, 0, 0),)
    assert rows(paper, "exploitation-meetings") == (("Asked, and did not want to come", 1),)
    shown = blocks(paper_of_kind(ReportKind.ANNUAL, **YEAR, made_on=MADE, public=True), Table)
    assert not {"told-before", "exploitation-meetings"} & set(shown)


def test_the_year_after_an_app_is_held_against_the_year_before_it(council):
    """Buckinghamshire: the impact of the app of January 2017 is assessed in the annual report of the next year."""
    council("buckinghamshire")
    forget_figures()
    child = ChildFactory(in_care_since=date(2015, 5, 4), born_on=date(2004, 5, 1))
    codes = (("PN7", date(2016, 6, 1)), ("PN1", date(2016, 11, 1)), ("PN1", date(2017, 5, 2)))
    for code, held_on in codes:
        ReviewFactory(child=child, held_on=held_on, participation_code=code)
    refresh(child)
    next_year = {"from_on": date(2017, 4, 1), "to_on": date(2018, 3, 31)}
    paper = paper_of_kind(ReportKind.ANNUAL, **next_year, made_on=date(2018, 4, 9))
    table = blocks(paper, Table)["new-way-1"]
    assert table.caption == "Before and after: MOMO app, from 1 January 2017"
    assert table.rows == (
        ("Reviews in which the child took part", 50.0, 100.0),
        ("Reviews that the child attended", 50.0, 100.0),
    )
    later = {"from_on": date(2019, 4, 1), "to_on": date(2020, 3, 31)}
    assert "new-way-1" not in blocks(paper_of_kind(ReportKind.ANNUAL, **later, made_on=date(2020, 4, 9)), Table)
