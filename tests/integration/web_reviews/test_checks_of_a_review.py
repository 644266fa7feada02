"""The checks of a review on one page, answered with a few clicks."""

from datetime import date

import pytest
from django.urls import reverse

from openiro.children.models import CheckDone, EntitlementTold, PermanencePlan
from openiro.core.models import Notice
from openiro.reviews.actions import CheckAnswer, save_checks
from openiro.reviews.models import ReviewCheck
from tests.factories.allocation import AllocationFactory, InvolvementFactory
from tests.factories.children import ChildFactory
from tests.factories.people import PersonFactory, TeamFactory, team_manager
from tests.factories.reviews import ReviewFactory
from tests.integration.challenge.conftest import council
from tests.integration.web_reviews.conftest import NOW, TODAY, browser, on_day, value_of, words

__all__ = ["council"]


@pytest.fixture
def first(ada):
    child = ChildFactory(given_name="Rose", family_name="Bell", in_care_since=date(2026, 6, 1))
    AllocationFactory(child=child, officer=ada)
    return ReviewFactory(child=child, held_on=date(2026, 6, 26))


@pytest.fixture
def review(first):
    return ReviewFactory(child=first.child, held_on=TODAY, completed_on=None)


def page_of(review, name: str = "review-checks") -> str:
    return reverse(f"reviews:{name}", args=[review.child.reference, review.pk])


def send(client, review, **answers):
    shown = client.get(page_of(review))
    return client.post(page_of(review), {"seen": value_of(shown, "seen")} | answers)


def test_every_check_that_applies_stands_on_one_page_with_its_rule_and_nothing_chosen(iro, review):
    text = words(iro.get(page_of(review)))
    assert "Is the health assessment up to date?" in text
    assert "By the records: not up to date" in text
    assert "Was due by 29 June 2026" in text
    assert "First within 20 working days of becoming looked after (Care Planning" in text
    assert "Pathway plan" not in text
    assert "checked" not in text.replace("unchecked", "").replace("oi-checked", "")


def test_four_checks_due_are_answered_in_one_go(iro, review):
    answers = {"health__now": "yes", "health__file": "no", "pep__now": "no", "visits__now": "yes"}
    response = send(iro, review, **answers, care_plan__now="not_applicable")
    assert response.status_code == 302
    kept = {row.check_id: row.up_to_date for row in ReviewCheck.objects.exclude(check_id="pathway_plan")}
    assert kept == {"health": "yes", "pep": "no", "visits": "yes", "care_plan": "not_applicable"}
    shown = words(iro.get(page_of(review)))
    assert "Needed before the review is finished: Plan for permanence" in shown


def test_a_day_typed_here_is_the_childs_fact(iro, review):
    send(iro, review, health__now="yes", **on_day("health__on", date(2026, 11, 2)))
    assert CheckDone.objects.get().done_on == date(2026, 11, 2)
    assert "Last done on 2 November 2026, not on the file" in words(iro.get(page_of(review)))


def test_a_day_ahead_is_refused_beside_its_question_and_nothing_is_kept(iro, review):
    response = send(iro, review, health__now="yes", **on_day("health__on", date(2026, 12, 2)))
    assert "Health assessment: the day it was done must be today or in the past" in words(response)
    assert not ReviewCheck.objects.exists()


def test_the_last_reviews_answer_is_offered_in_words(iro, ada, first, review):
    save_checks(review=first, answers=(CheckAnswer("health", "yes", "no"),), by=ada, at=NOW)
    assert "At the review of 26 June 2026: yes; on the file: no" in words(iro.get(page_of(review)))


def test_what_the_child_was_told_is_ticked_and_unticked(iro, review):
    send(iro, review, told=["information", "seen_alone"], given=["pack_pledge"], understood="True")
    assert EntitlementTold.objects.filter(withdrawn_at=None, understood=True).count() == 3
    send(iro, review, told=["information"])
    assert [row.entitlement for row in EntitlementTold.objects.filter(withdrawn_at=None)] == ["information"]
    assert "Last on 23 November 2026, understood" in words(iro.get(page_of(review)))


def test_a_missing_plan_is_put_before_the_iro_and_raised_with_one_button(iro, review):
    team = TeamFactory()
    InvolvementFactory(child=review.child, worker=PersonFactory(social_worker=True), team=team)
    manager = team_manager(team)
    assert "This is the second review, and no agreed plan for permanence stands" in words(iro.get(page_of(review)))
    raised = iro.post(page_of(review, "review-permanence"), {"reason": "proceedings"}, follow=True)
    assert "It is raised. The team manager gets a notice now." in words(raised)
    assert "Raised with the team manager on 23 November 2026 by Ada Fern: in proceedings." in words(raised)
    assert "Raise it now" not in words(raised)
    assert Notice.objects.get().person == manager.code


def test_without_a_reason_it_is_not_raised_and_without_a_manager_the_iro_is_told(iro, review):
    refused = iro.post(page_of(review, "review-permanence"), {}, follow=True)
    assert "Say why there is no plan yet" in words(refused)
    raised = iro.post(page_of(review, "review-permanence"), {"reason": "other"}, follow=True)
    assert "No team manager is recorded for the child" in words(raised)


def test_a_plan_agreed_at_the_review_is_chosen_here_and_ends_the_alarm(iro, review):
    send(iro, review, permanence__now="yes", plan="LTFOST18")
    assert PermanencePlan.objects.get().agreed_on == TODAY
    assert "no agreed plan for permanence stands" not in words(iro.get(page_of(review)))


def test_somebody_who_was_quicker_is_shown_and_nothing_is_overwritten(iro, ada, review):
    shown = iro.get(page_of(review))
    save_checks(review=review, answers=(CheckAnswer("health", "no"),), by=ada, at=NOW)
    late = iro.post(page_of(review), {"seen": value_of(shown, "seen"), "health__now": "yes"})
    assert "Somebody changed this part" in words(late)
    assert 'Is the health assessment up to date?</dt> <dd class="govuk-summary-list__value"><span' in words(late)
    assert 'class="oi-changed__now">No</span>' in words(late)
    assert ReviewCheck.objects.get(check_id="health").up_to_date == "no"


def test_save_and_go_on_leads_onwards(iro, review):
    response = send(iro, review, **{"continue": "1"})
    assert response.status_code == 302
    assert response.url != page_of(review)


def test_those_who_do_not_record_reviews_do_not_open_it(review):
    for person in (PersonFactory(business_support=True), PersonFactory(health_lead=True)):
        assert browser(person).get(page_of(review)).status_code == 403


def test_harrow_asks_for_headings_of_health_and_for_matching_with_the_sdq_as_evidence(iro, review, council):
    council("harrow")
    CheckDone.objects.create(child=review.child, check_id="sdq", done_on=date(2026, 9, 1), score=18)
    text = words(iro.get(page_of(review)))
    assert "Were the child's assessed needs set against what the placement offers, and do they match?" in text
    assert "SDQ: last done on 1 September 2026, score 18" in text
    assert "Was the child told about the placement before moving there, and listened to?" in text
    assert "Were the eyes tested, and is what followed in place?" in text
    assert "Is the child of a healthy weight, with a balanced diet and regular exercise?" in text
    assert "Was harmful use considered, and help offered where there is any?" in text
    assert "sexual health" not in text
    answers = {"matching__now": "no", "matching__why": "Two flights of stairs", "eye_test__now": "yes"}
    assert send(iro, review, **answers).status_code == 302
    kept = ReviewCheck.objects.get(check_id="matching")
    assert (kept.up_to_date, kept.reason) == ("no", "Two flights of stairs")


def test_other_councils_do_not_ask_for_matching(iro, review):
    assert "what the placement offers" not in words(iro.get(page_of(review)))
