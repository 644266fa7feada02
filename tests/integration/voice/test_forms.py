"""A form is saved as it is filled in, sent once, and what a child writes in it becomes the child's own statements."""

import pytest

from openiro.core.models import Event
from openiro.domain.consultation import UnableToOpenLink
from openiro.meetings.actions import make_guest_link
from openiro.meetings.queries import guest_link_of
from openiro.people.queries import UnableToPermit, service_account
from openiro.reporting.queries import forget_figures, measured
from openiro.voice.actions import enter_paper_form, save_form, send_form
from openiro.voice.models import ConsultationForm, Statement
from openiro.voice.queries import (
    UnableToAnswer,
    childs_wishes_for,
    form_of,
    forms_of,
    states_of_forms,
    wish_for,
)
from tests.factories.meetings import InviteeFactory
from tests.factories.people import PersonFactory, RoleHeldFactory
from tests.integration.meetings.conftest import NOW

TODAY = NOW.date()
ANSWERS = {
    "home": "good",
    "home_say": "I like the dog",
    "change": "I want to see Bo more",
    "there": ["mother", "school"],
    "not_there": ["father"],
    "not_there_who": "He shouts",
    "talk": "- my bike\n- Saturday club",
    "chair": "part",
    "advocate": "yes",
    "quote": "yes",
}


def by_guest():
    return {"by": service_account(), "at": NOW}


def test_what_is_typed_is_kept_and_comes_back(key, herself):
    save_form(key=key, answers={"home_say": "I like"}, **by_guest())
    save_form(key=key, answers={"home_say": "I like the dog", "home": "good"}, **by_guest())
    save_form(key=key, answers={"change": "More dogs"}, **by_guest())
    kept = form_of(herself, on=TODAY)
    assert kept.answers == {"home_say": "I like the dog", "home": "good", "change": "More dogs"}
    assert kept.sent_at is None
    assert guest_link_of(key, "form", NOW).invitee == herself.pk
    assert not Event.objects.filter(kind__startswith="voice").exists()


def test_sending_uses_the_link_up_and_counts_as_asked(key, herself, meeting):
    send_form(key=key, answers=ANSWERS, **by_guest())
    with pytest.raises(UnableToOpenLink):
        save_form(key=key, answers={"home": "bad"}, **by_guest())
    with pytest.raises(UnableToOpenLink):
        send_form(key=key, answers={}, **by_guest())
    herself.refresh_from_db()
    assert (herself.consulted_on, herself.consulted_how, herself.replied_on) == (TODAY, "online_form", TODAY)
    assert states_of_forms(meeting) == {herself.pk: True}
    assert ConsultationForm.objects.get().answers == ANSWERS


def test_the_childs_answers_become_statements_and_none_is_in_the_story(key, herself):
    send_form(key=key, answers=ANSWERS, **by_guest())
    said = {row.words: (row.topic, row.source, row.medium, row.may_be_quoted) for row in Statement.objects.all()}
    assert said == {
        "I like the dog": ("home", "child", "form", True),
        "I want to see Bo more": ("change", "child", "form", True),
        "- my bike\n- Saturday club": ("review", "child", "form", True),
    }
    event = Event.objects.get(kind="voice.form_sent")
    assert f'"invitee":{herself.pk}' in event.facts.replace(" ", "")
    for told in Event.objects.filter(kind__startswith="voice"):
        assert "dog" not in told.facts
        assert "Bo" not in told.facts
        assert "shouts" not in told.facts


def test_the_childs_wishes_feed_the_list_the_chair_and_the_agenda(key, meeting):
    assert childs_wishes_for(meeting) is None
    save_form(key=key, answers=ANSWERS, **by_guest())
    assert childs_wishes_for(meeting) is None
    send_form(key=key, answers={}, **by_guest())
    wishes = childs_wishes_for(meeting)
    assert wishes.agenda == ("my bike", "Saturday club")
    assert (wishes.chairs, wishes.wants_advocate, wishes.wants_visit) == ("part", True, None)
    assert [wish_for(wishes, role) for role in ("father", "mother", "carer")] == ["does_not_want", "wants", ""]
    assert wish_for(None, "father") == ""


def test_an_empty_form_is_not_sent_and_its_link_still_works(key, herself):
    with pytest.raises(UnableToAnswer, match="Nothing is filled in"):
        send_form(key=key, answers={"home_say": "  "}, **by_guest())
    assert guest_link_of(key, "form", NOW).invitee == herself.pk


@pytest.mark.parametrize(
    "wrong", [{"home": "terrible"}, {"there": ["mayor"]}, {"home_say": "x" * 4001}, {"chair": "boss"}]
)
def test_an_answer_that_is_not_offered_is_refused(key, wrong):
    with pytest.raises(UnableToAnswer):
        save_form(key=key, answers=wrong, **by_guest())


def test_what_is_no_question_of_the_form_is_left_out(key, herself):
    save_form(key=key, answers={"home": "ok", "is_admin": "yes", "when": "Monday"}, **by_guest())
    assert form_of(herself, on=TODAY).answers == {"home": "ok", "when": "Monday"}


def test_a_parents_form_says_whether_they_come_and_makes_no_statement_of_the_child(mother, iro, meeting):
    key = make_guest_link(invitee=mother, purpose="form", by=iro, at=NOW)
    answers = {"coming": "by_video", "language": "Polish, please", "worries": "Her sleep"}
    send_form(key=key, answers=answers, **by_guest())
    mother.refresh_from_db()
    assert (mother.reply, mother.support_needed) == ("by_video", "Polish, please")
    assert not Statement.objects.exists()


def test_a_form_on_paper_is_typed_in_by_a_worker_and_ends_the_link(key, herself, meeting):
    officer = PersonFactory()
    RoleHeldFactory(user=officer, role="participation_officer")
    enter_paper_form(invitee=herself, answers=ANSWERS, how="participation_officer", on=TODAY, by=officer, at=NOW)
    kept = form_of(herself, on=TODAY)
    assert (kept.how, kept.entered_by) == ("participation_officer", officer.name)
    assert {row.source for row in Statement.objects.all()} == {"participation_officer"}
    with pytest.raises(UnableToOpenLink):
        guest_link_of(key, "form", NOW)
    with pytest.raises(UnableToAnswer, match="sent already"):
        enter_paper_form(invitee=herself, answers=ANSWERS, how="in_person", on=TODAY, by=officer, at=NOW)


def test_business_support_types_no_form_in(herself):
    with pytest.raises(UnableToPermit):
        enter_paper_form(
            invitee=herself, answers=ANSWERS, how="paper_form", on=TODAY, by=PersonFactory(business_support=True),
            at=NOW,
        )  # fmt: skip


def test_a_child_under_four_has_no_form_and_a_social_worker_neither(meeting, herself, child):
    worker = InviteeFactory(meeting=meeting, role="social_worker", name="Sam")
    assert form_of(worker, on=TODAY) is None
    child.born_on = TODAY.replace(year=2023)
    child.save()
    herself.refresh_from_db()
    assert form_of(herself, on=TODAY) is None


def test_a_form_keeps_the_questions_of_the_age_at_which_it_was_saved(key, herself, child):
    child.born_on = TODAY.replace(year=2016, day=21)  # ten tomorrow
    child.save()
    save_form(key=key, answers={"home_say": "The dog"}, **by_guest())
    herself.refresh_from_db()
    later = form_of(herself, on=TODAY.replace(year=2028))
    assert "What do you like there? What do you not like?" in {question.text for question in later.questions}


def test_forms_are_read_by_those_who_may_the_childs_by_the_participation_officer_too(key, mother, meeting, iro):
    send_form(key=key, answers=ANSWERS, **by_guest())
    hers = make_guest_link(invitee=mother, purpose="form", by=iro, at=NOW)
    save_form(key=hers, answers={"worries": "Her sleep"}, **by_guest())
    assert [form.respondent for form in forms_of(iro, meeting, on=TODAY)] == ["child"]
    send_form(key=hers, answers={}, **by_guest())
    officer = PersonFactory()
    RoleHeldFactory(user=officer, role="participation_officer")
    assert {form.respondent for form in forms_of(iro, meeting, on=TODAY)} == {"child", "parent"}
    assert {form.respondent for form in forms_of(officer, meeting, on=TODAY)} == {"child"}


def test_a_form_that_came_back_counts_as_answered_of_those_asked(key, herself, mother):
    month = {"from_on": TODAY.replace(day=1), "to_on": TODAY}
    send_form(key=key, answers=ANSWERS, **by_guest())
    forget_figures()
    found = {
        each.breakdown["respondent"]: (each.numerator, each.denominator)
        for each in measured(**month).result.figures
        if each.id == "voice.forms_answered" and each.denominator
    }
    assert found == {"child": (1, 1), "parent": (0, 1)}
