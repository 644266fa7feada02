"""The checks, plans, entitlements and needs of a child, on the child's page and on pages of their own."""

from datetime import date

import pytest
from django.urls import reverse

from openiro.children.models import CheckDone, EntitlementTold, Need, PermanencePlan, PermanenceStep
from tests.factories.allocation import AllocationFactory
from tests.factories.checks import NeedFactory, PermanencePlanFactory, PermanenceStepFactory
from tests.factories.children import ChildFactory, UnaccompaniedFactory
from tests.factories.people import PersonFactory
from tests.integration.challenge.conftest import council
from tests.integration.web_reviews.conftest import TODAY, browser, monday_morning, on_day, words

__all__ = ["council", "monday_morning"]


@pytest.fixture
def iro():
    return PersonFactory(iro=True)


@pytest.fixture
def child(iro):
    child = ChildFactory(given_name="Rose", family_name="Bell", in_care_since=date(2026, 6, 1))
    AllocationFactory(child=child, officer=iro)
    return child


@pytest.fixture
def page(iro):
    return browser(iro)


def address(name: str, child, *more) -> str:
    return reverse(f"children:{name}", args=[child.reference, *more])


def test_the_childs_page_says_how_each_check_stands(page, child):
    PermanencePlanFactory(child=child)
    NeedFactory(child=child, words="Speaks Polish at home")
    text = words(page.get(address("child", child)))
    assert "Long-term foster care until 18" in text
    assert "Agreed on 20 June 2026" in text
    assert "Health assessment" in text
    assert "Told of 0 of 5 entitlements; given 0 of 7 of the welcome pack" in text
    assert "Speaks Polish at home (not judged yet)" in text


def test_a_check_is_recorded_with_the_day_it_came_on_the_file(page, child):
    sent = on_day("done_on", date(2026, 11, 2)) | on_day("on_file_on", date(2026, 11, 9)) | {"score": "14"}
    response = page.post(address("check-record", child, "sdq"), sent, follow=True)
    row = CheckDone.objects.get()
    assert (row.done_on, row.on_file_on, row.score) == (date(2026, 11, 2), date(2026, 11, 9), 14)
    assert "Recorded: SDQ." in words(response)
    assert "On the file since 9 Nov 2026" in words(response)


def test_a_refusal_stands_on_the_form(page, child):
    sent = on_day("done_on", date(2026, 11, 9)) | on_day("on_file_on", date(2026, 11, 2))
    response = page.post(address("check-record", child, "health"), sent)
    assert "Nothing is on the file before it was done" in words(response)
    assert page.get(address("check-record", child, "tea")).status_code == 404


def test_a_plan_for_permanence_is_recorded_and_ended(page, child):
    sent = {"plan": "ADOPTION", "replaces": "on", **on_day("from_on", TODAY), **on_day("agreed_on", TODAY)}
    assert "Adoption" in words(page.post(address("permanence", child), sent, follow=True))
    plan = PermanencePlan.objects.get()
    ended = page.post(address("permanence-end", child, plan.pk), on_day("ended_on", TODAY), follow=True)
    assert "The plan is ended." in words(ended)
    assert page.get(address("permanence-end", child, 0)).status_code == 404


def test_the_child_is_told_and_what_was_told_before_that_day_stays(page, child):
    for told in ("information", "seen_alone"):
        page.post(address("entitlements", child), {"told": [told], **on_day("told_on", TODAY)})
    assert EntitlementTold.objects.filter(withdrawn_at=None).count() == 2
    nothing = page.post(address("entitlements", child), on_day("told_on", TODAY))
    assert "Select what the child was told or given" in words(nothing)


def test_a_need_is_recorded_and_judged(page, child):
    sent = {"kind": "communication", "words": "Uses Makaton", **on_day("from_on", TODAY)}
    page.post(address("need-add", child), sent)
    need = Need.objects.get()
    judged = page.post(address("need-judge", child, need.pk), {"is_met": "True"}, follow=True)
    assert "Uses Makaton" in words(judged)
    assert Need.objects.get().is_met is True


def test_the_health_lead_sees_all_checks_records_health_and_is_told_why_not_the_rest(child):
    lead = browser(PersonFactory(health_lead=True))
    lead.post(address("reason", child), {"reason": "Health reviews"})
    text = words(lead.get(address("checks", child)))
    assert "Record Health assessment" in text
    assert "Record Education plan" not in text
    assert "Record a plan" not in text
    for name, more in (("check-record", ("pep",)), ("permanence", ()), ("need-add", ())):
        refused = lead.post(address(name, child, *more), {}, follow=True)
        assert "You keep other checks of this child" in words(refused)


def test_those_who_record_no_checks_see_none(child):
    support = browser(PersonFactory(business_support=True))
    assert support.get(address("checks", child)).status_code == 403
    assert "Checks and plans" not in words(support.get(address("child", child)))


def test_a_step_to_permanence_is_planned_then_delayed_then_done(page, child):
    planned = {"step": "adoption_placed"} | on_day("planned_on", date(2026, 11, 16))
    assert "Past its day" in words(page.post(address("step-add", child), planned, follow=True))
    step = PermanenceStep.objects.get()
    late = {"delay_reason": "family_finding"} | on_day("planned_on", date(2026, 11, 16))
    assert "Delayed: family finding" in words(page.post(address("step-change", child, step.pk), late, follow=True))
    drift = words(page.get(reverse("oversight:drift")))
    assert all(each in drift for each in ("Rose Bell", "Adoption: placed with the family", "16 Nov 2026"))
    taken = on_day("planned_on", date(2026, 11, 16)) | on_day("taken_on", date(2026, 11, 18))
    assert "Done, 18 Nov 2026" in words(page.post(address("step-change", child, step.pk), taken, follow=True))
    assert "Adoption: placed" not in words(page.get(reverse("oversight:drift")))
    assert page.get(address("step-change", child, step.pk)).status_code == 404
    assert "Step to permanence: Adoption: placed with the family" in words(page.get(address("child-history", child)))


def test_a_step_is_not_pursued_and_may_be_planned_anew(page, child):
    step = PermanenceStepFactory(child=child)
    given_up = {"given_up": "on"} | on_day("planned_on", step.planned_on)
    text = words(page.post(address("step-change", child, step.pk), given_up, follow=True))
    assert "Not pursued any more" in text
    page.post(address("step-add", child), {"step": "panel"} | on_day("planned_on", date(2026, 12, 16)))
    assert PermanenceStep.objects.filter(step="panel").count() == 2
    without_a_day = words(page.post(address("step-add", child), {"step": "panel"}))
    assert "Give the day for which it is planned, or the day on which it was done." in without_a_day


def test_a_family_group_conference_was_held_on_a_day_and_the_familys_plan_is_on_the_file(page, child, council):
    council("buckinghamshire")
    assert "Family group conference" in words(page.get(address("checks", child)))
    sent = on_day("done_on", date(2026, 11, 2)) | on_day("on_file_on", date(2026, 11, 9))
    told = words(page.post(address("check-record", child, "family_group_conference"), sent, follow=True))
    assert "Recorded: Family group conference." in told
    assert "On the file since 9 Nov 2026" in told


def test_of_a_child_who_came_alone_the_parents_abroad_are_asked_for_and_their_consent(page, child, council):
    council("central-bedfordshire")
    assert "Parents abroad" not in words(page.get(address("checks", child)))
    UnaccompaniedFactory(child=child)
    text = words(page.get(address("checks", child)))
    assert "Parents abroad" in text
    assert "Consent to being looked after" in text


def test_contact_is_arranged_followed_and_judged_and_a_new_arrangement_takes_its_place(page, child):
    """Contact with parents, brothers and sisters and wider family: arranged, and whether it happens."""
    arranged = {"kind": "family_time", "words": "Grandmother every second Sunday; the adopted brother by letter"}
    page.post(address("need-add", child), arranged | on_day("from_on", TODAY))
    need = Need.objects.get()
    assert f"{arranged['words']} (not judged yet)" in words(page.get(address("child", child)))
    page.post(address("need-judge", child, need.pk), {"is_met": "False"})
    listed = words(page.get(address("checks", child)))
    assert "Time with parents, brothers and sisters, and wider family" in listed
    assert "not met" in listed.lower()
    page.post(address("need-judge", child, need.pk), {"is_met": "True"} | on_day("ended_on", TODAY))
    assert arranged["words"] not in words(page.get(address("child", child)))
    story = words(page.get(address("child-history", child)))
    assert "A need was recorded: Time with parents, brothers and sisters, and wider family" in story
    assert "Grandmother" not in story


def test_why_a_child_lives_out_of_the_area_and_what_it_means_is_read_by_those_who_read_words(page, child):
    """Buckinghamshire: the reason for each child placed away, and its effect on school, contact and travel."""
    why = "No carer nearer takes three siblings; school by taxi, 50 minutes; grandmother visits monthly"
    page.post(address("need-add", child), {"kind": "away", "words": why} | on_day("from_on", TODAY))
    listed = words(page.get(address("checks", child)))
    assert "Living away from home: why there, and what it means for school, health and family time" in listed
    assert why in listed
    support = browser(PersonFactory(business_support=True))
    assert "by taxi" not in words(support.get(address("child", child)))
