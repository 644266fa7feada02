"""Giving a child to an officer on a page: best first, why not to others, what the clock says, and what is kept."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from openiro.core.models import AccessLogEntry
from openiro.web.caseload import allocation_views
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory, RelationshipFactory
from tests.factories.people import PersonFactory
from tests.integration.web_caseload.conftest import TODAY, on, words

pytestmark = pytest.mark.django_db


def allocate_page(child) -> str:
    return reverse("caseload:allocate", args=[child.reference])


def sent(officer, day="2026-11-23", **more) -> dict[str, str]:
    return {"officer": officer.code, "reason": "", **on("from_on", day), **more}


def test_the_page_says_what_the_clock_says(manager, child, iro):
    page = words(manager.get(allocate_page(child)))
    assert "No IRO yet: 2 working days left" in page
    assert "allocate by 25 November 2026. IRO appointed: within 5 working days (IRO Handbook)" in page
    entry = AccessLogEntry.objects.get()
    assert (entry.page, entry.reason) == ("caseload:allocate", "To say who reviews the child")


def test_the_child_is_given_on_day_3_of_5(manager, child, iro):
    told = words(manager.post(allocate_page(child), sent(iro), follow=True))
    assert "Ruth Example reviews this child from 23 November 2026. Allocated on day 3 of 5." in told
    assert child.allocations.get().officer == iro
    assert "Welcome pack: not yet" in told


def test_a_late_allocation_says_so(manager, iro):
    child = ChildFactory(in_care_since=date(2026, 11, 11))
    told = words(manager.post(allocate_page(child), sent(iro), follow=True))
    assert "Allocated on day 8, after the limit of 5 working days." in told


def test_a_handover_says_nothing_of_the_clock(manager, child, iro):
    AllocationFactory(child=child, officer=PersonFactory(iro=True, name="Before Example"), from_on=date(2026, 11, 19))
    told = words(manager.post(allocate_page(child), sent(iro, reason="Handover"), follow=True))
    assert "Ruth Example reviews this child from 23 November 2026." in told
    assert "Allocated on day" not in told
    assert child.allocations.order_by("from_on").first().to_on == date(2026, 11, 22)


def test_the_best_stand_first_with_their_reasons(manager, child, iro):
    sister = ChildFactory(in_care_since=date(2026, 6, 1))
    hers = PersonFactory(iro=True, part_time=True, name="Sisters Example")
    RelationshipFactory(child=child, sibling=True, related_child=sister)
    AllocationFactory(child=sister, officer=hers)
    page = words(manager.get(allocate_page(child)))
    assert page.index("Sisters Example") < page.index("Ruth Example")
    assert "Reviews a brother or sister of the child already. 1 child, 0.6 FTE. Room for 41 more." in page
    assert "0 children, 1 FTE. Room for 70 more. A brother or sister has another IRO." in page


def test_those_whom_the_law_forbids_are_shown_and_cannot_be_chosen(manager, child, iro):
    barred = PersonFactory(iro=True, name="Barred Example")
    InvolvementFactory(child=child, worker=barred, prepared_the_plan=True)
    page = words(manager.get(allocate_page(child)))
    assert "helped to prepare the child's care plan, and may not be their IRO." in page
    assert f'value="{barred.code}"' not in page
    refused = words(manager.post(allocate_page(child), sent(barred)))
    assert "Select who will review this child" in refused
    assert not child.allocations.exists()


def test_a_conflict_that_arises_while_the_page_is_open_is_refused_in_words(manager, child, iro, monkeypatch):
    InvolvementFactory(child=child, worker=iro, prepared_the_plan=True)
    before = allocation_views.candidates_for(manager.person, child, on=TODAY)
    seen = [replace(line, is_refused=False, findings=()) for line in before]
    monkeypatch.setattr(allocation_views, "candidates_for", lambda *_, **__: seen)
    page = words(manager.post(allocate_page(child), sent(iro)))
    assert "There is a problem" in page
    assert "and may not be their IRO. Choose somebody else." in page
    assert not child.allocations.exists()


def test_beyond_the_first_few_there_is_a_list(manager, child):
    officers = [PersonFactory(iro=True, full_time=True, name=f"Officer {number}") for number in range(9)]
    last = officers[-1]
    page = words(manager.get(allocate_page(child)))
    assert "Somebody else" in page
    told = manager.post(
        allocate_page(child), sent(last) | {"officer": "somebody-else", "other": last.code}, follow=True
    )
    assert "Officer 8 reviews this child" in words(told)
    assert "Select which IRO" in words(
        manager.post(allocate_page(ChildFactory(in_care_since=TODAY)), sent(last) | {"officer": "somebody-else"})
    )


def test_where_nobody_can_be_chosen_the_page_says_so(manager, child):
    assert "There is nobody to whom this child may be given" in words(manager.get(allocate_page(child)))


def test_cover_is_arranged_and_shown(manager, child, iro):
    AllocationFactory(child=child, officer=PersonFactory(iro=True, name="Own Example"))
    page = reverse("caseload:cover", args=[child.reference])
    assert "The IRO stays the child's IRO." in words(manager.get(page))
    days = on("from_on", "2026-11-23") | on("to_on", "2026-11-27")
    wrong = days | on("to_on", "2026-11-20")
    assert "a last day that is not before it" in words(
        manager.post(page, {"officer": iro.code, "reason": "Leave", **wrong})
    )
    told = words(manager.post(page, {"officer": iro.code, "reason": "Leave", **days}, follow=True))
    assert "Ruth Example covers from 23 November 2026 to 27 November 2026." in told
    assert "Covers. 23 November 2026 to 27 November 2026" in told


def test_an_allocation_ends_for_a_reason(manager, child, iro):
    row = AllocationFactory(child=child, officer=iro, from_on=date(2026, 11, 19))
    page = reverse("caseload:allocation-end", args=[child.reference, row.pk])
    assert "The child has no IRO until you allocate another." in words(manager.get(page))
    assert "Say why it ends" in words(manager.post(page, {"reason": "", **on("to_on", "2026-11-23")}))
    told = words(manager.post(page, {"reason": "Left the service", **on("to_on", "2026-11-23")}, follow=True))
    assert "Ruth Example has the child until 23 November 2026." in told
    missing = reverse("caseload:allocation-end", args=[child.reference, 999_999])
    assert "not among the child" in words(manager.get(missing, follow=True))


@pytest.mark.parametrize("name", ["caseload:allocate", "caseload:cover"])
def test_only_the_manager_gives_children_away(browser, child, iro, name):
    AllocationFactory(child=child, officer=iro)
    page = reverse(name, args=[child.reference])
    for client in (browser(iro), browser(business_support=True), browser(social_worker=True)):
        assert client.get(page).status_code == 403
        assert client.post(page, sent(iro)).status_code == 403


def test_a_child_who_is_not_there_is_not_found(manager):
    page = reverse("caseload:allocate", args=["00000000-0000-4000-8000-000000000000"])
    assert manager.get(page).status_code == 404


def test_the_page_asks_few_questions(manager, child, iro, django_assert_max_num_queries):
    for _ in range(8):
        AllocationFactory(child=ChildFactory(in_care_since=TODAY), officer=PersonFactory(iro=True, full_time=True))
    manager.get(allocate_page(child))
    with django_assert_max_num_queries(30):
        assert manager.get(allocate_page(child)).status_code == 200
