"""The first weeks in care as business support, the health lead and a social worker see and record them on the pages."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from tests.clock import standing_still
from tests.factories.allocation import InvolvementFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory
from tests.integration.challenge.conftest import council
from tests.integration.web_decisions.conftest import browser, words

__all__ = ["council"]

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 2)

pytestmark = pytest.mark.django_db

today = standing_still(NOW)


@pytest.fixture
def child():
    """A young person of fifteen who came into care on Monday 2 November."""
    return ChildFactory(teenager=True, in_care_since=MONDAY, given_name="Rose", family_name="Hill")


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def to(name, child, *more):
    return reverse(f"arrivals:{name}", args=[child.reference, *more])


def known(person, child):
    """A browser in which the person has said why they open the child's record."""
    opened = browser(person)
    opened.post(reverse("children:reason", args=[child.reference]), {"reason": "Health"})
    return opened


def test_business_support_finds_who_is_late_and_records_paperwork_sent_and_received(child):
    support = browser(PersonFactory(business_support=True))
    listed = words(support.get(reverse("arrivals:list")))
    assert "Rose Hill" in listed
    assert "Health team told: 13 working days overdue and 3 more" in listed
    papers = day("done_on", date(2026, 11, 5)) | day("received_on", date(2026, 11, 6))
    said = words(support.post(to("step", child, "health_papers"), papers, follow=True))
    assert "The step is recorded." in said
    assert "Done on 6 Nov 2026" in said
    assert support.get(to("step", child, "health_seen")).status_code == 200
    page = support.get(to("child", child)).content.decode()
    assert to("step", child, "health_booked") in page
    assert to("step", child, "health_seen") + '"' not in page


def test_a_booking_names_the_pathway_and_a_delay_its_reason(child):
    worker = PersonFactory(social_worker=True)
    InvolvementFactory(child=child, worker=worker)
    opened = browser(worker)
    form = words(opened.get(to("step", child, "health_booked")))
    assert "Clinic for initial health assessments" in form
    assert "neonatal" not in form
    booked = day("done_on", date(2026, 11, 20)) | day("appointment_on", date(2026, 11, 27))
    assert "Choose where it is" in words(opened.post(to("step", child, "health_booked"), booked))
    said = words(opened.post(to("step", child, "health_booked"), booked | {"pathway": "elsewhere"}, follow=True))
    assert "for 27 Nov 2026: Health team where the child is placed" in said
    closed = {"reason": "out_of_area_closed", **day("noted_on", date(2026, 11, 20))}
    said = words(opened.post(to("delay", child, "health_booked"), closed, follow=True))
    assert "Out of area: books closed to children of other authorities, 20 Nov 2026" in said
    listed = words(browser(PersonFactory(manager=True)).get(reverse("arrivals:list")))
    assert "Out of area: books closed to children of other authorities Children 1" in listed


def test_in_buckinghamshire_who_refuses_is_offered_a_care_entry_health_assessment(child, council):
    council("buckinghamshire")
    health = known(PersonFactory(health_lead=True), child)
    assert "The young person refuses" in words(health.get(to("child", child)))
    said = words(health.post(to("step", child, "refused"), day("done_on", date(2026, 11, 16)), follow=True))
    assert "Refused the initial health assessment on 16 November 2026." in said
    assert "CEHA signed off by the designated doctor" in said
    assert "Initial health assessment done" in said
    assert "Not asked any more" in said
    for step in ("other_offered", "other_done", "other_signed"):
        assert health.post(to("step", child, step), day("done_on", NOW.date())).status_code == 302
    assert "The young person refuses" not in words(health.get(to("child", child)))


def test_a_refusal_and_a_step_that_were_recorded_by_mistake_are_taken_back(child):
    support = browser(PersonFactory(business_support=True))
    assert "recorded by mistake" not in words(support.get(to("step", child, "refused")))
    for step in ("refused", "health_told"):
        support.post(to("step", child, step), day("done_on", date(2026, 11, 16)))
        assert "This was recorded by mistake: take it back" in words(support.get(to("step", child, step)))
    assert "Change the refusal" in words(support.get(to("child", child)))
    for step in ("refused", "health_told"):
        sent = day("done_on", date(2026, 11, 16)) | {"mistake": "on"}
        said = words(support.post(to("step", child, step), sent, follow=True))
        assert "What was recorded by mistake is taken back." in said
    assert "The young person refuses" in said
    assert "Done on" not in said
    story = words(
        known(PersonFactory(manager=True), child).get(reverse("children:child-history", args=[child.reference]))
    )
    assert "A step after coming into care was taken back, as recorded by mistake, of 16 November 2026" in story


def test_the_virtual_school_sees_when_it_was_told_and_nothing_of_health(child):
    school = known(PersonFactory(virtual_school_lead=True), child)
    said = words(school.get(to("child", child)))
    assert "Virtual school told" in said
    assert "assessment" not in said
    school.post(to("step", child, "school_told"), day("done_on", date(2026, 11, 6)))
    late = words(school.get(reverse("arrivals:list"), {"standing": "was-late"}))
    assert "Virtual school told: 3 working days late" in late
    assert "Rose Hill" in late
    back = school.get(to("step", child, "health_papers"), follow=True)
    assert "You keep other steps" in words(back)


def test_from_the_childs_page_to_the_steps_and_nothing_outside_care(child):
    support = browser(PersonFactory(business_support=True))
    assert to("child", child) in support.get(reverse("children:child", args=[child.reference])).content.decode()
    assert reverse("arrivals:list") in support.get(reverse("children:child-list")).content.decode()
    gone = ChildFactory(in_care_since=date(2026, 9, 1), in_care_since__ended_on=date(2026, 11, 10))
    assert "not looked after today" in words(support.get(to("child", gone)))
    assert support.get(to("step", child, "weather")).status_code == 404
    assert support.get(to("delay", child, "refused")).status_code == 404
