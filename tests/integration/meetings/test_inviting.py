"""Who is invited and who must not be: everybody at once, and told by notices that name no child."""

from datetime import date, timedelta

import pytest

from openiro.core.models import Event, Notice
from openiro.domain.consultation import UnableToOpenLink
from openiro.meetings.actions import (
    Notes,
    PersonToInvite,
    UnableToInvite,
    chase_answers,
    exclude,
    invite_people,
    make_guest_link,
    mark_invited,
    remove_invitee,
    send_invitations,
    update_invitee,
)
from openiro.meetings.models import Invitee
from openiro.meetings.queries import guest_link_of, invitees_of, proposals_for
from openiro.people.queries import UnableToPermit
from tests.factories.allocation import InvolvementFactory
from tests.factories.children import RelationshipFactory
from tests.factories.people import PersonFactory, TeamFactory, team_manager
from tests.integration.meetings.conftest import NOW

TODAY = NOW.date()
ROLES = ("child", "mother", "father", "other_family", "carer", "social_worker", "team_manager", "advocate")
PATHS = {"notes": Notes("/with-you/form/{key}/", "/reviews/", date(2026, 12, 11))}


@pytest.fixture
def family(child):
    """Mother with email, father in another language, carer, brother, a grandmother of long ago; worker and manager."""
    team = TeamFactory()
    worker = PersonFactory(social_worker=True, name="Sam Reed")
    InvolvementFactory(child=child, worker=worker, team=team)
    manager = team_manager(team)
    return {
        "mother": RelationshipFactory(child=child, name="Marigold Bell", email="marigold@example.org"),
        "father": RelationshipFactory(child=child, kind="father", name="Tadeusz Bell", language="Polish"),
        "carer": RelationshipFactory(child=child, kind="carer", name="Carrie Holm"),
        "brother": RelationshipFactory(child=child, sibling=True, name="Bo Bell"),
        "gone": RelationshipFactory(child=child, kind="other_family", name="Nan", to_on=date(2025, 1, 1)),
        "worker": worker,
        "manager": manager,
    }


def proposed(child, meeting):
    return proposals_for(child, invitees_of(meeting), roles=ROLES, on=TODAY)


def as_people(proposals):
    return tuple(
        PersonToInvite(each.role, relationship=each.relationship, person=each.person, email=each.email,
                       language=each.language)
        for each in proposals
        if each.preselected
    )  # fmt: skip


def test_everybody_around_the_child_is_proposed_and_those_of_policy_are_chosen(child, meeting, family):
    found = proposed(child, meeting)
    chosen = {each.role: each.name for each in found if each.preselected}
    assert chosen.keys() == {"child", "mother", "father", "carer", "social_worker", "team_manager"}
    assert (chosen["mother"], chosen["social_worker"]) == ("Marigold Bell", "Sam Reed")
    assert [each.name for each in found if not each.preselected] == ["Bo Bell"]
    assert next(each for each in found if each.role == "father").language == "Polish"


def test_six_are_invited_in_one_save_and_told_in_one_step(child, meeting, family, iro):
    invite_people(meeting=meeting, people=as_people(proposed(child, meeting)), by=iro, at=NOW)
    assert len(invitees_of(meeting)) == 6
    assert {each.name for each in proposed(child, meeting)} == {"Bo Bell"}
    sent = send_invitations(meeting=meeting, **PATHS, by=iro, at=NOW)
    assert (sent.by_email, sent.otherwise) == (3, 3)
    how = {line.role: line.invited_how for line in invitees_of(meeting)}
    assert how == {"child": "post", "mother": "link", "father": "post", "carer": "post", "social_worker": "email",
                   "team_manager": "email"}  # fmt: skip
    assert {line.invited_on for line in invitees_of(meeting)} == {TODAY}
    assert Event.objects.filter(kind="meetings.invited").count() == 1


def test_notices_name_nobody_and_the_link_in_them_opens_the_mothers_form(child, meeting, family, iro):
    invite_people(meeting=meeting, people=as_people(proposed(child, meeting)), by=iro, at=NOW)
    send_invitations(meeting=meeting, **PATHS, by=iro, at=NOW)
    for notice in Notice.objects.all():
        told = f"{notice.key} {notice.kind} {notice.facts}"
        for name in (child.given_name, child.family_name, child.code, "Marigold", "Bell", "Sam"):
            assert name not in told
    mothers = Notice.objects.get(address="marigold@example.org")
    key = mothers.facts["path"].split("/")[3]
    assert guest_link_of(key, "form", NOW).role == "mother"
    assert not Event.objects.filter(facts__contains=key).exists()


def test_sending_again_tells_only_those_who_were_added_since(child, meeting, family, iro):
    invite_people(meeting=meeting, people=as_people(proposed(child, meeting)), by=iro, at=NOW)
    send_invitations(meeting=meeting, **PATHS, by=iro, at=NOW)
    again = send_invitations(meeting=meeting, **PATHS, by=iro, at=NOW)
    assert (again.by_email, again.otherwise) == (0, 0)
    invite_people(
        meeting=meeting, people=(PersonToInvite("school", name="Ms Hall", email="h@example.org"),), by=iro, at=NOW
    )
    assert send_invitations(meeting=meeting, **PATHS, by=iro, at=NOW).by_email == 1


def test_whoever_must_not_be_invited_is_not_told_and_their_link_ends(meeting, mother, iro):
    key = make_guest_link(invitee=mother, purpose="form", by=iro, at=NOW)
    with pytest.raises(UnableToInvite, match="Choose why"):
        exclude(invitee=mother, reason="", by=iro, at=NOW)
    exclude(invitee=mother, reason="court_order", note="Section 34", by=iro, at=NOW)
    line = invitees_of(meeting)[0]
    assert (line.is_excluded, line.exclusion_reason, line.invited_on) == (True, "court_order", None)
    with pytest.raises(UnableToOpenLink):
        guest_link_of(key, "form", NOW)
    assert send_invitations(meeting=meeting, **PATHS, by=iro, at=NOW).otherwise == 0
    facts = Event.objects.get(kind="meetings.person_changed").facts
    assert "court_order" in facts
    assert "Section 34" not in facts


def test_two_who_add_the_same_person_add_them_once(child, meeting, family, iro):
    people = as_people(proposed(child, meeting))
    for _ in range(2):
        invite_people(meeting=meeting, people=people, by=iro, at=NOW)
    assert Invitee.objects.filter(meeting=meeting).count() == 6


def test_somebody_who_must_not_come_may_be_on_the_list_from_the_first_save(child, meeting, family, iro):
    father = PersonToInvite("father", relationship=family["father"].pk, exclusion_reason="risk")
    invite_people(meeting=meeting, people=(father,), by=iro, at=NOW)
    assert invitees_of(meeting)[0].is_excluded


def test_a_name_is_needed_and_codes_come_from_the_lists(meeting, iro):
    with pytest.raises(UnableToInvite, match="Give the name"):
        invite_people(meeting=meeting, people=(PersonToInvite("school"),), by=iro, at=NOW)
    with pytest.raises(UnableToInvite, match="not in the list"):
        invite_people(meeting=meeting, people=(PersonToInvite("wizard", name="Merlin"),), by=iro, at=NOW)
    with pytest.raises(UnableToInvite, match="Give the name"):
        invite_people(meeting=meeting, people=(PersonToInvite("mother", relationship=0),), by=iro, at=NOW)


def test_asking_replying_and_interpreting_are_recorded_of_one_person(mother, iro):
    changes = {
        "consulted_on": TODAY,
        "consulted_how": "telephone",
        "replied_on": TODAY,
        "reply": "by_video",
        "language": "Somali",
        "interpreter_booked_on": TODAY + timedelta(days=5),
        "support_needed": "A quiet room",
    }
    update_invitee(invitee=mother, changes=changes, by=iro, at=NOW)
    mother.refresh_from_db()
    assert {name: getattr(mother, name) for name in changes} == changes
    facts = Event.objects.get(kind="meetings.person_changed").facts
    assert "telephone" in facts
    assert "Somali" not in facts
    assert "quiet" not in facts


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"consulted_on": TODAY + timedelta(days=1)}, "ahead"),
        ({"reply": "maybe"}, "not in the list"),
        ({"attended": True}, "not something that is kept"),
    ],
)
def test_what_cannot_be_is_refused(mother, iro, changes, said):
    with pytest.raises(UnableToInvite, match=said):
        update_invitee(invitee=mother, changes=changes, by=iro, at=NOW)


def test_those_who_are_silent_are_asked_again_once_a_day(meeting, mother, iro):
    mother.email = "marigold@example.org"
    mother.save()
    key = make_guest_link(invitee=mother, purpose="form", by=iro, at=NOW)
    first = chase_answers(meeting=meeting, **PATHS, by=iro, at=NOW)
    assert (first.by_email, first.otherwise) == (1, 0)
    assert chase_answers(meeting=meeting, **PATHS, by=iro, at=NOW).by_email == 0
    with pytest.raises(UnableToOpenLink):
        guest_link_of(key, "form", NOW)
    assert Notice.objects.get().kind == "reminder_by_link"
    update_invitee(invitee=mother, changes={"replied_on": TODAY, "reply": "coming"}, by=iro, at=NOW)
    assert chase_answers(meeting=meeting, **PATHS, by=iro, at=NOW + timedelta(days=1)).by_email == 0


def test_others_may_be_marked_as_invited_by_hand(meeting, mother, iro):
    mother.invited_on = None
    mother.save()
    assert mark_invited(meeting=meeting, how="by_hand", by=iro, at=NOW) == 1
    line = invitees_of(meeting)[0]
    assert (line.invited_on, line.invited_how) == (TODAY, "by_hand")


def test_somebody_is_taken_off_the_list_but_not_once_they_took_part(meeting, mother, iro):
    remove_invitee(invitee=mother, by=iro, at=NOW)
    assert invitees_of(meeting) == ()
    with pytest.raises(UnableToInvite, match="off the list"):
        update_invitee(invitee=mother, changes={"reply": "coming"}, by=iro, at=NOW)


def test_who_took_part_stays(mother, iro):
    mother.attended = True
    mother.save()
    with pytest.raises(UnableToInvite, match="took part"):
        remove_invitee(invitee=mother, by=iro, at=NOW)


def test_business_support_invites_and_a_social_worker_does_not(meeting, mother):
    update_invitee(invitee=mother, changes={"reply": "coming"}, by=PersonFactory(business_support=True), at=NOW)
    with pytest.raises(UnableToPermit):
        update_invitee(invitee=mother, changes={"reply": ""}, by=PersonFactory(social_worker=True), at=NOW)
