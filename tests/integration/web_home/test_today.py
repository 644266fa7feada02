"""Today: what each person must do, in the order of the clock, and nothing of what is not theirs."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from openiro.core.models import Event
from openiro.core.queries import working_calendar
from openiro.domain.roles import ROLES
from openiro.escalations.actions import raise_concern, write_in_concern
from openiro.ingest.models import Load, LoadProblem
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory, RelationshipFactory
from tests.factories.people import PersonFactory, PostFactory, RoleHeldFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_home.conftest import TODAY, section, words

pytestmark = pytest.mark.django_db
# One question for each kind of thing that may wait, however much of it does.
MOST, MOST_OF_MANAGER = 21, 19
HOME = "/"


def test_an_officer_sees_the_week_in_the_order_of_the_clock(browser, iro, children):
    page = browser(iro).get(HOME)
    anchors = ("overdue", "to-finish", "this-week", "booked-late", "not-booked", "new")
    places = [words(page).index(f'id="{anchor}"') for anchor in anchors]
    assert places == sorted(places)
    for anchor, name in zip(
        anchors, ("Overdue", "Adjourned", "This-week", "Booked-late", "Unbooked", "New"), strict=True
    ):
        assert f"{name} X" in section(page, anchor), anchor
    assert "Nobodys" not in words(page)


def test_each_line_says_the_days_left_and_by_which_rule(browser, iro, children):
    page = browser(iro).get(HOME)
    unbooked = section(page, "not-booked")
    assert "6 working days left" in unbooked
    assert "due 1 Dec 2026: first review, within 20 working days" in unbooked
    assert "complete it by 4 Dec 2026" in section(page, "to-finish")
    assert "Thursday 26 November. No time, no place yet" in section(page, "this-week")


def test_each_line_is_one_click_from_done(browser, iro, children):
    page = browser(iro).get(HOME)
    late = children["Booked-late"]
    number = late.reviews.get().pk
    assert reverse("reviews:review-plan", args=[children["Unbooked"].reference]) in section(page, "not-booked")
    assert reverse("reviews:review-replan", args=[late.reference, number]) in section(page, "booked-late")
    adjourned = children["Adjourned"]
    complete = reverse("reviews:review-complete", args=[adjourned.reference, adjourned.reviews.get().pk])
    assert complete in section(page, "to-finish")


def test_a_day_with_nothing_to_do_says_so(browser, iro):
    assert "Nothing is due today" in words(browser(iro).get(HOME))


def test_a_date_that_passed_on_friday_is_overdue_on_saturday(browser, iro, time_machine):
    child = ChildFactory(in_care_since=date(2026, 10, 23))
    AllocationFactory(child=child, officer=iro, from_on=date(2020, 1, 1))
    due_on = child.timetable.next_due_on
    assert (due_on.weekday(), due_on) == (4, working_calendar().days_after(date(2026, 10, 23), 20))
    time_machine.move_to(f"{date(2026, 11, due_on.day + 1).isoformat()}T09:00:00+00:00")
    text = section(browser(iro).get(HOME), "overdue")
    assert "Overdue</strong>" in text
    assert "Last day today" not in text


def test_a_review_whose_day_passed_is_asked_for_once(browser, iro):
    child = ChildFactory(in_care_since=date(2026, 9, 1), given_name="Past", family_name="X")
    AllocationFactory(child=child, officer=iro)
    ReviewFactory(child=child, planned=True, planned_on=date(2026, 11, 20))
    page = browser(iro).get(HOME)
    assert reverse("reviews:review-record", args=[child.reference]) in section(page, "to-finish")
    assert section(page, "overdue") == ""


def test_the_pack_and_telling_the_child_are_recorded_by_one_click(browser, iro, children):
    child = children["New"]
    allocation = child.allocations.get()
    client = browser(iro)
    page = client.get(HOME)
    for name, field in (("caseload:pack-sent", "pack_sent_on"), ("caseload:child-told", "child_told_on")):
        href = reverse(name, args=[child.reference, allocation.pk])
        assert href in section(page, "new")
        assert client.get(href).status_code == 405
        assert client.post(href)["Location"] == HOME
        allocation.refresh_from_db()
        assert getattr(allocation, field) == TODAY
    assert section(client.get(HOME), "new") == ""
    assert set(Event.objects.values_list("kind", flat=True)) >= {"allocation.pack_sent", "allocation.child_told"}


def test_a_button_of_a_child_outside_ones_scope_does_not_exist(browser, iro, children):
    allocation = children["New"].allocations.get()
    href = reverse("caseload:pack-sent", args=[children["New"].reference, allocation.pk])
    assert browser(iro=True).post(href).status_code == 404
    assert browser(social_worker=True).post(href).status_code == 403
    other = reverse("caseload:pack-sent", args=[children["New"].reference, 999_999])
    assert "not among the child" in words(browser(iro).post(other, follow=True))


def test_a_button_goes_back_to_a_page_of_ours_only(browser, iro, children):
    allocation = children["New"].allocations.get()
    href = reverse("caseload:pack-sent", args=[children["New"].reference, allocation.pk])
    client = browser(iro)
    assert client.post(href, {"back": "/caseload/"})["Location"] == "/caseload/"
    assert client.post(href, {"back": "//elsewhere.example"})["Location"] == HOME


def test_the_manager_sees_who_has_nobody_what_is_late_and_what_will_be(browser, children):
    RoleHeldFactory(user=PersonFactory(name="Idle Example", full_time=True))
    page = browser(manager=True).get(HOME)
    nobody = section(page, "unallocated")
    assert "Nobodys X" in nobody
    assert "3 working days left" in nobody
    assert reverse("caseload:allocate", args=[children["Nobodys"].reference]) in nobody
    assert "1 review overdue" in section(page, "overdue")
    assert "Ruth Example" in section(page, "overdue")
    assert "Unbooked X" in section(page, "at-risk")
    assert "Booked for 10 December 2026, too late" in section(page, "at-risk")
    assert "0 children, below the guide" in section(page, "caseloads")


def test_long_lists_show_ten_and_lead_to_the_rest(browser, iro):
    for child in ChildFactory.create_batch(12, in_care_since=date(2026, 11, 3)):
        AllocationFactory(child=child, officer=iro)
    page = section(browser(manager=True).get(HOME), "at-risk")
    assert page.count("Book it") == 10
    assert "2 more" in page
    assert "status=review+at+risk+of+being+late" in page


def test_business_support_books_completes_and_sends(browser, children):
    page = browser(business_support=True).get(HOME)
    assert "Unbooked X" in section(page, "to-book")
    assert "This-week X" in section(page, "to-confirm")
    assert "New X" in section(page, "new")
    assert "Child told today" not in words(page)


def test_the_analyst_sees_problems_by_owner_and_no_child(browser, children):
    load = Load.objects.create(
        format="903", file_name="year.zip", sha256="0" * 64, checked_at="2026-11-20T10:00Z",
        checked_by=PersonFactory(), committed_at="2026-11-20T10:05Z", committed_by=PersonFactory(), counts={},
    )  # fmt: skip
    LoadProblem.objects.create(load=load, file="header.csv", row=2, severity="error", code="x", owner="social_worker")
    page = browser(analyst=True).get(HOME)
    assert "1 row left out" in section(page, "problems")
    assert "Social worker" in section(page, "problems")
    assert "Unbooked" not in words(page)


def test_a_social_worker_sees_the_next_reviews_of_their_own_children(browser, children):
    client = browser(social_worker=True)
    InvolvementFactory(child=children["This-week"], worker=client.person)
    page = section(client.get(HOME), "next-reviews")
    assert "This-week X" in page
    assert "Booked for Thursday 26 November. IRO: Ruth Example" in page
    assert "Unbooked" not in page


def test_several_roles_stand_one_below_the_other(browser, iro, children):
    RoleHeldFactory(user=iro, role="iro_manager")
    page = words(browser(iro).get(HOME))
    assert page.index("Your reviews</h2>") < page.index("The service</h2>")


@pytest.mark.parametrize("role", list(ROLES))
def test_everybody_has_a_first_page(browser, role):
    person = PersonFactory()
    RoleHeldFactory(user=person, role=role)
    page = browser(person).get(HOME)
    assert page.status_code == 200
    assert "Saturday" not in words(page)
    assert "Monday 23 November 2026" in words(page)


def test_those_without_a_list_are_told_what_they_may_open(browser):
    page = words(browser(panel_member=True).get(HOME))
    assert "What you can open" in page
    assert reverse("people:policy") in page
    assert "Unbooked" not in page


def test_a_concern_waits_in_the_day_of_both_until_it_is_answered(browser, iro):
    child = ChildFactory(in_care_since=date(2026, 11, 3), given_name="Wren", family_name="Teal")
    AllocationFactory(child=child, officer=iro)
    worker = browser(social_worker=True)
    InvolvementFactory(child=child, worker=worker.person)
    at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    to = {"theme": "drift", "text": "When does school start?", "person_code": worker.person.code}
    concern = raise_concern(child=child, **to, by=iro, at=at)
    assert "Concerns to answer" in words(worker.get(HOME))
    assert "Concerns without an answer" in words(browser(iro).get(HOME))
    assert "school start" not in words(worker.get(HOME))
    write_in_concern(concern=concern, text="On Monday.", by=worker.person, at=at)
    assert "Concerns to answer" not in words(worker.get(HOME))
    assert "Concerns without an answer" not in words(browser(iro).get(HOME))


def test_nobody_sees_it_without_signing_in(client):
    assert "/account/" in client.get(HOME)["Location"]


@pytest.mark.parametrize("trait", ["iro", "manager", "business_support", "analyst", "social_worker"])
def test_the_page_asks_the_same_few_questions_of_any_council(browser, trait, django_assert_max_num_queries):
    client = browser(**{trait: True})
    officers = [PersonFactory(iro=True, full_time=True) for _ in range(3)]
    for place, child in enumerate(ChildFactory.create_batch(24, in_care_since=date(2026, 11, 3 + 1))):
        officer = client.person if trait == "iro" else officers[place % 3]
        AllocationFactory(child=child, officer=officer, from_on=date(2026, 11, 10))
        InvolvementFactory(child=child, worker=client.person)
        if place % 2:
            ReviewFactory(child=child, planned=True, planned_on=date(2026, 11, 26 + place % 3))
    RelationshipFactory(child=child, sibling=True, related_child=ChildFactory())
    PostFactory(user=officers[0], role="conference_chair")
    client.get(HOME)
    with django_assert_max_num_queries(MOST_OF_MANAGER if trait == "manager" else MOST):
        assert client.get(HOME).status_code == 200
