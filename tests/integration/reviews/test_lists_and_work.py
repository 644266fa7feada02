"""The list of children, the diary, and the work of the day, for those whose work it is."""

from datetime import date, time

import pytest

from openiro.domain.timetable import TimetableStatus
from openiro.people.queries import UnableToPermit
from openiro.reviews.queries import (
    ChildFilters,
    DiaryKind,
    ListOrder,
    ListStatus,
    OfficerDue,
    all_lines,
    children_list,
    demand,
    diary,
    manager_work,
    next_reviews,
    officer_work,
    support_work,
)
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory

TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return PersonFactory(manager=True)


@pytest.fixture
def iro():
    return PersonFactory(iro=True, name="Iro One")


@pytest.fixture
def children(iro):
    """Four children in care by how their review stands, and one who left; all but one with the same IRO."""
    left = {"in_care_since__ended_on": date(2026, 8, 1), "in_care_since__reason_ended": "E4A"}
    found = {
        "overdue": ChildFactory(in_care_since=date(2026, 9, 1), family_name="Ash", search_name="ash ann"),
        "soon": ChildFactory(in_care_since=date(2026, 11, 3), family_name="Birch", search_name="birch bo"),
        "late": ChildFactory(in_care_since=date(2026, 11, 10), family_name="Cedar", search_name="cedar cy"),
        "held": ChildFactory(in_care_since=date(2026, 6, 1), in_care_since__legal_status="C2", nhs_number="9434765919"),
        "left": ChildFactory(in_care_since=date(2026, 6, 1), **left),
    }
    ReviewFactory(child=found["late"], planned=True, planned_on=date(2026, 12, 10))
    ReviewFactory(child=found["held"], held_on=date(2026, 6, 26))
    ReviewFactory(child=found["held"], held_on=date(2026, 9, 25))
    for name, child in found.items():
        if name != "held":
            AllocationFactory(child=child, officer=iro)
    return found


def listed(person, children, **filters):
    names = {child.pk: name for name, child in children.items()}
    page = children_list(person, ChildFilters(**filters), on=TODAY)
    assert page.total == len(page.lines)
    return [names[line.number] for line in page.lines]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["overdue", "soon", "late", "held"]),
        ({"status": ListStatus.OVERDUE}, ["overdue"]),
        ({"status": ListStatus.DUE_SOON}, ["soon", "late"]),
        ({"status": ListStatus.DUE_SOON, "within_days": 9}, ["soon"]),
        ({"status": ListStatus.NOT_BOOKED}, ["overdue", "soon", "held"]),
        ({"status": ListStatus.BOOKED_LATE}, ["late"]),
        ({"status": ListStatus.NO_DUE_DATE}, []),
        ({"status": ListStatus.UNALLOCATED}, ["held"]),
        ({"status": ListStatus.LEFT}, ["left"]),
        ({"status": ListStatus.EVERYONE, "order": ListOrder.CODE}, ["overdue", "soon", "late", "held", "left"]),
        ({"legal_status": "C2"}, ["held"]),
        ({"placement": "U6"}, ["overdue", "soon", "late", "held"]),
        ({"placement": "K1"}, []),
        ({"text": "BIRCH b"}, ["soon"]),
        ({"text": "943 476 5919"}, ["held"]),
        ({"text": "nobody"}, []),
        ({"order": ListOrder.IN_CARE_SINCE}, ["held", "overdue", "soon", "late"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(manager, children, filters, expected):
    assert listed(manager, children, **filters) == expected


def test_the_list_by_name_code_and_officer(manager, iro, children):
    assert listed(manager, children, order=ListOrder.NAME)[:3] == ["overdue", "soon", "late"]
    assert listed(manager, children, officer_code=iro.code) == ["overdue", "soon", "late"]
    assert listed(manager, children, text=children["soon"].code.lower()) == ["soon"]


def test_a_line_says_how_the_next_review_stands(manager, children):
    lines = {line.number: line for line in all_lines(manager, ChildFilters(), on=TODAY)}
    soon = lines[children["soon"].pk]
    assert (soon.due.due_on, soon.due.statute_rule, soon.working_days_left) == (date(2026, 12, 1), "1.03", 6)
    assert (soon.status, soon.officer, soon.legal_status) == (TimetableStatus.DUE_SOON, "Iro One", "V2")
    assert lines[children["late"].pk].status is TimetableStatus.BOOKED_LATE
    assert lines[children["overdue"].pk].working_days_left < 0
    held = lines[children["held"].pk]
    assert (held.status, held.last_held_on, held.reviews_held) == (TimetableStatus.IN_TIME, date(2026, 9, 25), 2)


def test_the_list_holds_only_whom_one_sees(iro, children):
    assert listed(iro, children) == ["overdue", "soon", "late"]
    assert listed(PersonFactory(lado=True), children) == []


def test_an_analyst_sees_numbers_and_finds_nobody_by_name(children):
    analyst = PersonFactory(analyst=True)
    assert {line.name for line in children_list(analyst, ChildFilters(), on=TODAY).lines} == {""}
    assert listed(analyst, children, text="birch") == []


def test_pages_and_queries_of_the_list_do_not_grow(manager, iro, django_assert_max_num_queries):
    for child in ChildFactory.create_batch(25, in_care_since=date(2026, 11, 3)):
        AllocationFactory(child=child, officer=iro)
    with django_assert_max_num_queries(12):
        last = children_list(manager, ChildFilters(page=99), on=TODAY, size=10)
    assert (last.total, last.page, last.pages, len(last.lines)) == (25, 3, 3, 5)


def test_the_diary_shows_reviews_and_last_days(manager, iro, children, django_assert_max_num_queries):
    ReviewFactory(child=children["soon"], planned=True, planned_on=date(2026, 11, 27))
    ReviewFactory(child=children["held"], adjourned=True, held_on=date(2026, 11, 9))
    with django_assert_max_num_queries(10):
        entries = diary(manager, TODAY, date(2026, 12, 31), on=TODAY)
    assert [(entry.on, entry.kind, entry.is_late) for entry in entries] == [
        (date(2026, 11, 27), DiaryKind.PLANNED, False),
        (date(2026, 12, 7), DiaryKind.RECONVENE, False),
        (date(2026, 12, 8), DiaryKind.LAST_DAY, False),
        (date(2026, 12, 10), DiaryKind.PLANNED, True),
    ]
    mine = diary(manager, TODAY, date(2026, 12, 31), on=TODAY, officer_code=iro.code)
    assert len(mine) == 3
    assert len(diary(iro, TODAY, date(2026, 12, 31), on=TODAY)) == 3
    assert diary(manager, TODAY, TODAY, on=TODAY) == []


def test_what_the_coming_weeks_ask_of_officers(manager, iro, children):
    weeks = demand(manager, on=TODAY)
    assert (len(weeks), weeks[0].monday) == (26, date(2026, 11, 23))
    assert [week.total for week in demand(manager, on=TODAY, weeks=3, officer_code=iro.code)] == [1, 1, 1]
    assert sum(week.total for week in demand(manager, on=TODAY, officer_code=iro.code)) == 3
    assert [week.total for week in weeks[:3]] == [1, 1, 1]
    assert (sum(week.total for week in weeks), sum(week.without_officer for week in weeks)) == (4, 1)
    with pytest.raises(UnableToPermit):
        demand(PersonFactory(social_worker=True), on=TODAY)


def test_an_officer_sees_the_work_of_the_day(iro, children, django_assert_max_num_queries):
    ReviewFactory(child=children["soon"], planned=True, planned_on=date(2026, 11, 27), place="Home")
    ReviewFactory(child=children["overdue"], planned=True, planned_on=date(2026, 11, 20))
    ReviewFactory(child=children["held"], not_completed=True, recorded_by=iro, held_on=date(2026, 11, 16))
    with django_assert_max_num_queries(7):
        work = officer_work(iro, on=TODAY)
    assert [(week.line.number, week.missing) for week in work.this_week] == [(children["soon"].pk, ("time",))]
    assert [line.number for line in work.overdue] == [children["overdue"].pk]
    assert [line.number for line in work.due_soon] == [children["soon"].pk]
    assert [line.number for line in work.booked_late] == [children["late"].pk]
    assert [each.line.number for each in work.to_finish] == [children["overdue"].pk]
    assert work.no_due_date == ()


def test_the_list_of_an_officer_without_work_is_empty(iro):
    work = officer_work(iro, on=TODAY)
    assert not any((work.this_week, work.overdue, work.due_soon, work.booked_late, work.to_finish, work.no_due_date))


def test_the_manager_sees_what_is_at_risk(manager, iro, children, django_assert_max_num_queries):
    ReviewFactory(child=children["held"], adjourned=True, recorded_by=iro, held_on=date(2026, 11, 9))
    with django_assert_max_num_queries(13):
        work = manager_work(manager, on=TODAY, limit=2)
    assert work.by_officer == (OfficerDue(iro.code, "Iro One", overdue=1, due_soon=2, no_due_date=0),)
    assert (work.overdue, work.at_risk.total, work.no_due_date) == (1, 2, 0)
    assert [line.number for line in work.at_risk.shown] == [children["soon"].pk, children["late"].pk]
    assert listed(manager, children, status=ListStatus.AT_RISK) == ["soon", "late"]
    assert manager_work(manager, on=TODAY, limit=1).at_risk.total == 2
    assert work.unallocated.total == 1
    assert [(each.line.number, each.do_by) for each in work.to_finish.shown] == [
        (children["held"].pk, date(2026, 12, 7))
    ]
    with pytest.raises(UnableToPermit):
        manager_work(iro, on=TODAY)


def test_business_support_sees_what_to_book_and_to_confirm(children, django_assert_max_num_queries):
    support = PersonFactory(business_support=True)
    ReviewFactory(child=children["soon"], planned=True, planned_on=date(2026, 11, 27), place="Home")
    with django_assert_max_num_queries(7):
        work = support_work(support, on=TODAY)
    assert [line.number for line in work.to_book.shown] == [children["overdue"].pk]
    assert (work.to_book.total, work.to_confirm_total) == (1, 1)
    assert [week.line.number for week in work.to_confirm] == [children["soon"].pk]
    with pytest.raises(UnableToPermit):
        support_work(PersonFactory(lado=True), on=TODAY)


def test_a_booking_by_video_needs_no_place(children):
    support = PersonFactory(business_support=True)
    ReviewFactory(
        child=children["soon"], planned=True, planned_on=date(2026, 11, 27), planned_time=time(10), mode="video"
    )
    assert support_work(support, on=TODAY).to_confirm_total == 0


def test_others_see_the_next_reviews_of_their_own_children(children, django_assert_max_num_queries):
    worker = PersonFactory(social_worker=True)
    InvolvementFactory(child=children["soon"], worker=worker)
    with django_assert_max_num_queries(6):
        found = next_reviews(worker, on=TODAY)
    assert (found.total, [line.number for line in found.shown]) == (1, [children["soon"].pk])
    with pytest.raises(UnableToPermit):
        next_reviews(PersonFactory(lado=True), on=TODAY)
