"""Papers of what children said at events, of the panel's meetings, and of what the council promised."""

from datetime import UTC, date, datetime

import pytest

from openiro.children.models import ReturnedRow
from openiro.core.actions import refresh_bank_holidays
from openiro.documents.content import Table
from openiro.domain.report_policy import ReportKind, Span, period_of
from openiro.reporting.papers import paper_of_kind
from openiro.reporting.queries import forget_figures
from openiro.supervision.models import MeetingPresence
from tests.factories.children import ChildFactory, refresh
from tests.factories.people import PersonFactory
from tests.factories.plans import ActionFactory, PlanFactory
from tests.factories.reviews import ReviewFactory
from tests.factories.supervision import GroupMemberFactory, MeetingPointFactory, ServiceMeetingFactory
from tests.integration.challenge.conftest import council

__all__ = ["council"]
YEAR = {"from_on": date(2026, 4, 1), "to_on": date(2027, 3, 31)}
MADE = date(2027, 4, 5)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def calendar():
    refresh_bank_holidays(on=MADE)
    forget_figures()


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


def rows(paper, table):
    found = {block.id: block for section in paper.sections for block in section.blocks if isinstance(block, Table)}
    return found[table].rows if table in found else ()


def event(kind, on, by, *, words="", answer="", outcome="", young_people=None, came=()):
    told = {"young_people": young_people, "recorded_at": datetime(2027, 4, 1, 9, tzinfo=UTC)}
    meeting = ServiceMeetingFactory(kind=kind, on=on, recorded_by=by, **told)
    for member in came:
        MeetingPresence.objects.create(meeting=meeting, member=member)
    if words:
        MeetingPointFactory(meeting=meeting, words=words, answer=answer, outcome=outcome, recorded_by=by)


def test_twice_a_year_the_panel_reads_what_children_said_and_what_came_of_it(manager):
    """Harrow, strategy section 4: engagement and feedback reports twice a year."""
    half = period_of(Span.HALF_YEAR, date(2026, 11, 5))
    councillor = GroupMemberFactory(recorded_by=manager)
    said = {"words": "Reviews are too long", "answer": "Reports come first", "outcome": "Under an hour now"}
    event("activity_day", date(2026, 11, 5), manager, young_people=12, came=[councillor], **said)
    event("recruitment", date(2026, 10, 6), manager, young_people=3)
    event("recruitment", date(2026, 12, 8), manager, young_people=2)
    event("corporate_parenting", date(2026, 10, 15), manager, words="Annual report", answer="Noted")
    event("team", date(2026, 10, 20), manager, words="Leave")
    event("care_leavers", date(2026, 9, 30), manager, words="Too early for this paper")
    paper = paper_of_kind(ReportKind.ENGAGEMENT, from_on=half[0], to_on=half[1], made_on=MADE)
    assert rows(paper, "events-held") == (
        ("Activity day with children", 1, 12, 1, 1),
        ("Recruitment panel with young people", 2, 5, None, None),
        ("Corporate parenting panel", 1, None, 0, 1),
    )
    assert rows(paper, "said-and-done") == (
        (
            "Activity day with children, 5 November 2026",
            "Reviews are too long",
            "Reports come first",
            "Under an hour now",
        ),
    )
    assert [row[1] for row in rows(paper, "agenda-of-members")] == ["Annual report"]
    assert "Councillor Okafor" not in repr(paper)


def test_what_children_said_in_a_month_is_for_the_newsletter_and_nothing_of_it_in_what_hides_small_numbers(manager):
    """Harrow, strategy 6.2: a monthly newsletter of the child's voice."""
    event("children_in_care_council", date(2026, 11, 5), manager, words="We want to meet outside", young_people=7)
    days = {"from_on": date(2026, 11, 1), "to_on": date(2026, 11, 30), "made_on": MADE}
    assert rows(paper_of_kind(ReportKind.NEWSLETTER, **days), "said-and-done")[0][1] == "We want to meet outside"
    hidden = paper_of_kind(ReportKind.NEWSLETTER, **days, public=True)
    assert "meet outside" not in repr(hidden)
    assert rows(hidden, "events-held") == ()


def test_figures_and_actions_stand_against_each_priority_of_the_strategy(manager, council):
    """Harrow, strategy section 6: priorities against which measures are reported; the pledge with its owners."""
    council("harrow")
    child = ChildFactory(in_care_since=date(2026, 1, 12), born_on=date(2014, 5, 1))
    ReviewFactory(child=child, held_on=date(2026, 7, 3), participation_code="PN1")
    refresh(child)
    forget_figures()
    plan = PlanFactory()
    ActionFactory(plan=plan, serves="strategy.participation", state="achieved", lead_words="Participation service")
    ActionFactory(plan=plan, serves="strategy.participation", lead_words="Participation service")
    panel = paper_of_kind(ReportKind.PANEL, **YEAR, made_on=MADE)
    told = {row[0]: row[1:] for row in rows(panel, "promises-strategy")}
    figures, lead, done = told["Improve the involvement and participation of young people in decisions"]
    assert "Reviews in which the child participated: 100.0%" in figures
    assert (lead, done) == ("Participation service", "Actions: 1 achieved, 1 in progress")
    assert told["Identity: valued and respected, individual needs understood and met"] == ("", "", "")
    assert len(rows(panel, "promises-principles")) == 7


def test_the_panel_is_shown_who_went_missing_and_who_was_away_apart():
    """Harrow, corporate parenting strategy 4.3: management information, young people who go missing among it."""
    child = ChildFactory(in_care_since=date(2026, 1, 12))
    ChildFactory(in_care_since=date(2026, 1, 12))
    for kind, day in (("M", "2026-05-01"), ("M", "2026-06-01"), ("A", "2026-07-01"), ("M", "2026-03-31")):
        values = {"missing": kind, "mis_start": day, "mis_end": day}
        ReturnedRow.objects.create(child=child, table="missing", key=day, values=values)
    forget_figures()
    shown = rows(paper_of_kind(ReportKind.PANEL, **YEAR, made_on=MADE), "going-missing")
    assert [row[:3] for row in shown] == [
        ("Children who went missing", 1, 2),
        ("Times that a child was missing", 2, None),
        ("Children away without authorisation", 1, 2),
        ("Times that a child was away without authorisation", 1, None),
    ]
    hidden = rows(paper_of_kind(ReportKind.PANEL, **YEAR, made_on=MADE, public=True), "going-missing")
    assert hidden[0][1] != 1


def test_the_panel_is_shown_what_care_leavers_do_and_where_they_live():
    """Harrow, corporate parenting strategy 4.2 and 4.3: NEET, and a good standard of accommodation."""
    for activity, home in (("F1", "K1"), ("G6", "U2")):
        values = {"in_touch": "YES", "activ": activity, "accom": home}
        ReturnedRow.objects.create(child=ChildFactory(), table="oc3", key="2027", values=values)
    forget_figures()
    shown = rows(paper_of_kind(ReportKind.PANEL, **YEAR, made_on=MADE), "leavers")
    assert [row[:3] for row in shown] == [
        ("In education, employment or training", 1, 2),
        ("Not in education, employment or training", 1, 2),
        ("Of these: because of pregnancy or parenting", 1, 2),
        ("In touch with the council", 2, 2),
        ("In suitable accommodation", 1, 2),
    ]


def test_the_panel_is_shown_the_demand_for_placements_by_need_and_provider():
    """Harrow, corporate parenting strategy 6.4; Central Bedfordshire, section 10: the sufficiency strategy."""
    for need, provider in (("N1", "PR1"), ("N1", "PR4"), ("N2", "PR4"), ("N9", "PR4")):
        child = ChildFactory(in_care_since=date(2026, 1, 12))
        child.episodes.update(need=need, provider=provider)
        refresh(child)
    forget_figures()
    shown = rows(paper_of_kind(ReportKind.PANEL, **YEAR, made_on=MADE), "demand-for-placements")
    assert shown == (
        ("Abuse or neglect", 1, 1, 2),
        ("Child's disability", 0, 1, 1),
        ("N9", 0, 1, 1),
        ("All", 1, 3, 4),
    )
