"""A review is prepared with the child: their agenda, who helps them, what they said between, what others sent."""

from datetime import date

import pytest
from django.urls import reverse

from openiro.meetings.actions import make_guest_link
from openiro.people.queries import service_account
from openiro.reviews.models import ReviewPaper
from openiro.voice.actions import record_statements, send_form
from openiro.voice.actions.statements import StatementPart
from openiro.voice.models import ConsultationForm, Statement
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reviews.conftest import NOW, browser, on_day, words

BETWEEN = date(2026, 11, 20)


@pytest.fixture
def review(child, ada):
    """Rose's first review, planned for 1 December, to which she is invited."""
    planned = ReviewFactory(child=child, planned=True, planned_on=date(2026, 12, 1), chaired_by=ada)
    MeetingFactory(child=child, review=planned)
    return planned


@pytest.fixture
def herself(review):
    return InviteeFactory(child=True, meeting=review.meeting)


@pytest.fixture
def helper():
    return browser(PersonFactory(participation_officer=True, name="Pat Lowe"))


def page(name, review, *more):
    return reverse(f"reviews:{name}", args=[review.child.reference, review.pk, *more])


def sends(herself, ada, **answers):
    key = make_guest_link(invitee=herself, purpose="form", by=ada, at=NOW)
    return send_form(key=key, answers=answers, by=service_account(), at=NOW)


def test_the_child_sets_the_agenda_who_comes_and_where(iro, review, herself, ada):
    sends(
        herself,
        ada,
        talk="My gran\nThe school bus",
        there=["carer"],
        not_there=["school"],
        where="At home",
        chair="part",
    )
    shown = words(iro.get(page("review-agenda", review)))
    ordered = ["What the child wants to talk about", "My gran", "The school bus", "What is going well"]
    assert [shown.index(each) for each in ordered] == sorted(shown.index(each) for each in ordered)
    for wish in ("Carer", "School or designated teacher", "At home", "Part of it"):
        assert wish in shown
    theirs = words(iro.get(page("review-agenda", review), {"for": "child"}))
    assert "What you want to talk about" in theirs
    assert "My gran" in theirs
    assert "Rose" not in theirs.partition("<main")[2].partition("oi-agenda")[2].partition("</ol>")[0]


def test_business_support_prints_the_agenda_without_the_childs_words(cleo, review, herself, ada):
    sends(herself, ada, talk="My gran")
    shown = words(browser(cleo).get(page("review-agenda", review)))
    assert "What the child wants to talk about" in shown
    assert "My gran" not in shown


def test_the_agenda_goes_with_the_form_on_paper(iro, review, herself):
    assert "When we meet again" not in words(iro.get(page("review-people", review)))
    assert "How it went, and when we meet again" in words(iro.get(page("review-paper-form", review, herself.pk)))


def test_the_participation_officer_meets_the_child_and_fills_the_form_in_for_the_iro(helper, iro, review, herself):
    address = page("review-enter-form", review, herself.pk)
    assert '<option value="participation_officer" selected' in helper.get(address).content.decode()
    met = on_day("on", BETWEEN) | {"how": "participation_officer", "home_say": "I like my room", "helper": "advocate"}
    helper.post(address, met)
    form = ConsultationForm.objects.get(invitee=herself)
    assert (form.how, form.entered_by.name) == ("participation_officer", "Pat Lowe")
    herself.refresh_from_db()
    assert (herself.consulted_on, herself.supported_by) == (BETWEEN, "advocate")
    read = words(iro.get(page("review-responses", review)))
    assert "I like my room" in read
    assert "typed in by Pat Lowe" in read
    assert "An advocate" in read


def test_who_supports_the_child_in_being_heard_is_recorded(iro, review, herself):
    answer = iro.post(page("review-person", review, herself.pk), {"supported_by": "carer", "seen": ""})
    assert answer.status_code == 302
    herself.refresh_from_db()
    assert herself.supported_by == "carer"


class TestSaidBetweenReviews:
    @pytest.fixture
    def said(self, child, ada):
        part = StatementPart(said_on=BETWEEN, source="app", medium="app", words="I want my review at school")
        return record_statements(child=child, statements=(part,), by=ada, at=NOW)[0]

    def test_a_statement_from_an_app_is_brought_to_the_review_it_prepares(self, iro, review, said):
        shown = words(iro.get(page("review-responses", review)))
        assert "Said between the reviews" in shown
        assert "such as Mind of My Own (MOMO)" in shown
        iro.post(page("review-statement-link", review, said.pk))
        assert Statement.objects.get().meeting.review == review
        assert "Said between the reviews" not in words(iro.get(page("review-responses", review)))

    def test_it_belongs_to_one_review_only(self, iro, child, ada, review, said):
        held = ReviewFactory(child=child, held_on=date(2026, 11, 20), chaired_by=ada)
        said.meeting = MeetingFactory(child=child, review=held)
        said.save()
        answer = iro.post(page("review-statement-link", review, said.pk), follow=True)
        assert "That belongs to another review already" in words(answer)
        assert Statement.objects.get().meeting.review == held


def test_the_iro_sees_the_views_of_other_services_before_the_review(iro, ada, review):
    ReviewPaper.objects.create(
        review=review, kind="education_plan", received_on=BETWEEN, recorded_at=NOW, recorded_by=ada
    )
    InviteeFactory(meeting=review.meeting, role="virtual_school", name="Ms Orme", replied_on=BETWEEN)
    InviteeFactory(meeting=review.meeting, role="health", name="Dr Shah")
    shown = words(iro.get(page("review-pack", review)))
    assert "Education plan (PEP)" in shown
    assert "1 of 1 answered" in shown
    assert "0 of 1 answered" in shown
    assert page("review-responses", review) in shown


@pytest.mark.parametrize(
    ("shared_on", "told"),
    [
        (date(2026, 11, 23), "8 days before the review"),
        (date(2026, 12, 1), "Not in advance of the review"),
        (None, "Not shown yet"),
    ],
)
def test_the_report_is_shown_to_child_parents_and_others_in_advance(iro, ada, review, shared_on, told):
    ReviewPaper.objects.create(
        review=review,
        kind="social_worker_report",
        received_on=BETWEEN,
        shared_on=shared_on,
        recorded_at=NOW,
        recorded_by=ada,
    )
    assert told in words(iro.get(page("review-papers", review)))
