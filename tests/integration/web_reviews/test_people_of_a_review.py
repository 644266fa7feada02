"""Everybody around Rose is invited on one page; details, links, answers and what was done about them beside it."""

import re

import pytest
from django.urls import reverse

from openiro.core.models import Notice
from openiro.meetings.actions import make_guest_link
from openiro.meetings.models import GuestLink, Invitee
from openiro.people.queries import service_account
from openiro.voice.actions import send_form
from openiro.voice.models import Statement
from tests.factories.allocation import InvolvementFactory
from tests.factories.children import RelationshipFactory
from tests.factories.meetings import InviteeFactory, MeetingFactory
from tests.factories.people import PersonFactory, RoleHeldFactory, TeamFactory, team_manager
from tests.factories.reviews import ReviewFactory
from tests.integration.web_reviews.conftest import NOW, browser, on_day, words


@pytest.fixture
def review(child, ada):
    """Rose's first review, planned for 1 December."""
    return ReviewFactory(child=child, planned=True, planned_on=NOW.date().replace(month=12, day=1), chaired_by=ada)


@pytest.fixture
def family(child):
    team = TeamFactory()
    InvolvementFactory(child=child, worker=PersonFactory(social_worker=True, name="Sam Reed"), team=team)
    team_manager(team)
    return {
        "mother": RelationshipFactory(child=child, name="Marigold Bell", email="marigold@example.org"),
        "father": RelationshipFactory(child=child, kind="father", name="Tad Bell"),
        "carer": RelationshipFactory(child=child, kind="carer", name="Carrie Holm"),
    }


def page(name, review, *more):
    return reverse(f"reviews:{name}", args=[review.child.reference, review.pk, *more])


def as_shown(client, address) -> dict[str, str]:
    """What stands in the form, as a browser would send it back untouched."""
    html = client.get(address).content.decode()
    sent = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and (' type="radio"' not in tag or " checked" in tag):
            sent[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def test_six_are_invited_by_one_save_of_what_is_proposed(iro, review, family):
    address = page("review-people", review)
    shown = words(iro.get(address))
    for each in ("Mother, Marigold Bell", "Father, Tad Bell", "Carer, Carrie Holm", "Social worker, Sam Reed"):
        assert each in shown
    answer = iro.post(address, as_shown(iro, address) | {"then": "send"})
    assert answer.status_code == 302
    people = Invitee.objects.filter(meeting__review=review)
    assert people.count() == 6
    assert not people.filter(invited_on=None).exists()
    assert Notice.objects.filter(kind="invitation_by_link", address="marigold@example.org").count() == 1
    assert "3 people are invited by email. 3 invitations are to be printed." in words(iro.get(answer["Location"]))


def test_one_must_not_be_invited_and_somebody_else_is_added(iro, review, family):
    address = page("review-people", review)
    father = f"r{family['father'].pk}"
    sent = as_shown(iro, address) | {f"{father}-invite": "not", "new1-name": "Ms Hall", "new1-role": "school"}
    refused = iro.post(address, sent)
    assert "Select why Father, Tad Bell must not be invited" in words(refused)
    assert not Invitee.objects.exists()
    iro.post(address, sent | {f"{father}-reason": "court_order"})
    assert Invitee.objects.get(role="father").exclusion_reason == "court_order"
    assert Invitee.objects.get(role="school").name == "Ms Hall"
    assert "Not to be invited: a court order" in words(iro.get(address))


def test_what_stands_is_not_lost_when_it_is_saved_again_and_somebody_is_taken_off(iro, review, family):
    address = page("review-people", review)
    mother = f"r{family['mother'].pk}"
    iro.post(address, as_shown(iro, address) | {f"{mother}-language": "Polish", f"{mother}-wish": "wants"})
    before = list(Invitee.objects.order_by("pk").values())
    iro.post(address, as_shown(iro, address))
    assert list(Invitee.objects.order_by("pk").values()) == before
    iro.post(address, as_shown(iro, address) | {f"{mother}-invite": "no"})
    assert Invitee.objects.get(role="mother").removed_at is not None


def test_the_second_of_two_sees_what_the_first_changed(iro, cleo, review, family):
    address = page("review-people", review)
    iro.post(address, as_shown(iro, address))
    old = as_shown(iro, address)
    mother = f"r{family['mother'].pk}"
    browser(cleo).post(address, old | {f"{mother}-how": "post"})
    answer = iro.post(address, old | {f"{mother}-language": "Polish"})
    assert answer.status_code == 200
    assert "Mother, Marigold Bell: Invited how" in words(answer)
    assert Invitee.objects.get(role="mother").language == ""


def test_the_childs_wishes_are_beside_the_list(iro, cleo, review, family):
    meeting = MeetingFactory(child=review.child, review=review)
    herself = InviteeFactory(meeting=meeting, child=True)
    key = make_guest_link(invitee=herself, purpose="form", by=service_account(), at=NOW)
    answers = {"not_there": ["father"], "talk": "my bike", "chair": "part"}
    send_form(key=key, answers=answers, by=service_account(), at=NOW)
    shown = words(iro.get(page("review-people", review)))
    assert "The child says: not there" in shown
    assert "my bike" in shown
    assert "Part of it" in shown
    support = words(browser(cleo).get(page("review-people", review)))
    assert "The child says: not there" in support
    assert "my bike" not in support


@pytest.fixture
def mother(review):
    return InviteeFactory(meeting=MeetingFactory(child=review.child, review=review), name="Marigold Bell")


def test_details_of_one_person_are_kept(iro, review, mother):
    address = page("review-person", review, mother.pk)
    days = on_day("replied_on", NOW.date()) | on_day("invited_on", NOW.date())
    sent = {"reply": "coming", "support_needed": "A lift", "language": "Polish", **days}
    assert iro.post(address, sent).status_code == 302
    mother.refresh_from_db()
    assert (mother.reply, mother.support_needed, mother.replied_on) == ("coming", "A lift", NOW.date())
    assert "is coming" in words(iro.get(page("review-people", review)))
    assert iro.get(page("review-person", review, mother.pk + 1)).status_code == 404


def test_business_support_changes_a_person_and_leaves_what_they_cannot_read(cleo, review, mother):
    mother.child_worries = "Shouting"
    mother.save()
    support = browser(cleo)
    assert "Shouting" not in words(support.get(page("review-person", review, mother.pk)))
    support.post(page("review-person", review, mother.pk), {"reply": "not_coming"})
    mother.refresh_from_db()
    assert (mother.reply, mother.child_worries) == ("not_coming", "Shouting")


def test_a_private_link_is_made_by_a_button_and_shown_once(iro, review, mother):
    address = page("review-person-link", review, mother.pk)
    assert "with-you" not in words(iro.get(address))
    assert not GuestLink.objects.exists()
    key = re.search(r"/with-you/form/([\w-]+)/", words(iro.post(address)))[1]
    assert iro.get(reverse("guests:start", args=[key])).status_code == 200


def test_a_form_is_printed_without_a_name(iro, review, mother, child):
    shown = words(iro.get(page("review-paper-form", review, mother.pk)))
    assert "What worries you, and what should change?" in shown
    main = shown[shown.index("<main") : shown.index("</main>")]
    for name in ("Rose", "Bell", "Marigold", child.code):
        assert name not in main


def test_those_without_email_stand_on_the_list_for_the_post(iro, review, mother):
    assert "Marigold Bell" in words(iro.get(page("review-post", review)))
    mother.invited_how = "link"
    mother.save()
    assert "Everybody on the list is invited by email" in words(iro.get(page("review-post", review)))


def test_the_silent_are_asked_again(iro, review, mother):
    mother.email = "marigold@example.org"
    mother.save()
    assert "Marigold Bell" in words(iro.get(page("review-chase", review)))
    assert "1 person is asked again" in words(iro.post(page("review-chase", review), follow=True))
    assert Notice.objects.get().kind == "reminder_by_link"


def test_somebody_is_taken_off_the_list(iro, review, mother):
    assert iro.post(page("review-person-remove", review, mother.pk)).status_code == 302
    mother.refresh_from_db()
    assert mother.removed_at is not None


def test_the_participation_officer_types_in_the_childs_answers_and_not_a_parents(review, mother):
    officer = PersonFactory()
    RoleHeldFactory(user=officer, role="participation_officer")
    herself = InviteeFactory(meeting=mother.meeting, child=True)
    client = browser(officer)
    sent = {"how": "participation_officer", "home_say": "I like it", **on_day("on", NOW.date())}
    answer = client.post(page("review-enter-form", review, herself.pk), sent, follow=True)
    assert "I like it" in words(answer)
    assert "1 of 2 who were asked have answered (50.0%)" in words(answer)
    assert client.get(page("review-enter-form", review, mother.pk)).status_code == 404


def test_the_childs_words_are_added_answered_and_taken_back(iro, review):
    sent = {"words": "I want my own room", "source": "child", "medium": "app", "topic": "home", "may_be_quoted": "no"}
    iro.post(page("review-statement", review), sent | on_day("said_on", NOW.date()))
    row = Statement.objects.get()
    assert (row.words, row.may_be_quoted, row.is_observation) == ("I want my own room", False, False)
    address = page("review-statement-answer", review, row.pk)
    iro.post(address, {"response": "From Monday", **on_day("on", NOW.date())})
    shown = words(iro.get(page("review-responses", review)))
    assert "From Monday (told on 23 November 2026)" in shown
    iro.post(address, {"withdraw": "1"})
    assert "I want my own room" not in words(iro.get(page("review-responses", review)))


def test_a_social_worker_reads_the_childs_words_and_nobodys_form(iro, review, child, mother):
    worker = PersonFactory(social_worker=True)
    InvolvementFactory(child=child, worker=worker)
    key = make_guest_link(invitee=mother, purpose="form", by=service_account(), at=NOW)
    send_form(key=key, answers={"worries": "The worker is late"}, by=service_account(), at=NOW)
    assert "The worker is late" in words(iro.get(page("review-responses", review)))
    assert "The worker is late" not in words(browser(worker).get(page("review-responses", review)))
