"""A private link opens one thing for one person, until it is used or too old; whatever is wrong is said alike."""

from datetime import timedelta

import pytest

from openiro.allocation.queries import UnableToSeeChild
from openiro.core.models import Event
from openiro.domain.consultation import LINK_ENDED, UnableToOpenLink
from openiro.meetings.actions import (
    UnableToMakeLink,
    make_guest_link,
    note_link_opened,
    use_guest_link,
    withdraw_guest_links,
)
from openiro.meetings.models import GuestLink
from openiro.meetings.queries import guest_link_of
from openiro.people.queries import UnableToPermit, service_account
from tests.factories.meetings import InviteeFactory
from tests.factories.people import PersonFactory
from tests.integration.meetings.conftest import NOW

FORM = "form"


@pytest.fixture
def key(mother, iro):
    return make_guest_link(invitee=mother, purpose=FORM, by=iro, at=NOW)


def refused(key, purpose=FORM, at=NOW):
    with pytest.raises(UnableToOpenLink) as refusal:
        guest_link_of(key, purpose, at)
    return str(refusal.value) == LINK_ENDED


def test_it_opens_the_form_of_its_person_and_no_key_is_kept(key, mother, meeting):
    link = guest_link_of(key, FORM, NOW)
    assert (link.invitee, link.meeting, link.child, link.role) == (mother.pk, meeting.pk, meeting.child_id, "mother")
    kept = GuestLink.objects.get()
    assert key not in str(vars(kept))
    assert not Event.objects.filter(facts__contains=key).exists()
    assert len(key) >= 43


def test_it_works_for_as_many_days_as_policy_says_and_not_a_second_longer(key):
    last = NOW + timedelta(days=28)
    assert guest_link_of(key, FORM, last - timedelta(seconds=1))
    assert refused(key, at=last)


ALTERED = {
    "shorter": lambda key: key[:-1],
    "longer": lambda key: key + "A",
    "other letters": lambda key: key.swapcase(),
    "nothing": lambda key: "",
    "far too long": lambda key: "x" * 5000,
    "an attack": lambda key: "\x00' OR 1=1 --",
}


@pytest.mark.parametrize("altered", ALTERED.values(), ids=ALTERED)
def test_a_key_that_was_altered_opens_nothing(key, altered):
    assert refused(altered(key))


def test_a_link_to_one_thing_does_not_open_another(key, mother, iro):
    letter = make_guest_link(invitee=mother, purpose="letter", version=2, by=iro, at=NOW)
    assert refused(key, "letter")
    assert refused(letter, FORM)
    assert guest_link_of(letter, "letter", NOW).version == 2


def test_it_is_used_once(key, mother):
    use_guest_link(key=key, purpose=FORM, by=service_account(), at=NOW)
    assert refused(key)
    with pytest.raises(UnableToOpenLink):
        use_guest_link(key=key, purpose=FORM, by=service_account(), at=NOW)


def test_a_new_link_ends_the_one_before_and_leaves_those_of_others(key, mother, meeting, iro):
    father = InviteeFactory(meeting=meeting, father=True)
    his = make_guest_link(invitee=father, purpose=FORM, by=iro, at=NOW)
    again = make_guest_link(invitee=mother, purpose=FORM, by=iro, at=NOW)
    assert refused(key)
    assert guest_link_of(again, FORM, NOW).invitee == mother.pk
    assert guest_link_of(his, FORM, NOW).invitee == father.pk


def test_it_ends_when_withdrawn_or_when_its_person_is_no_longer_invited(key, mother, iro):
    mother.is_excluded, mother.exclusion_reason, mother.invited_on = True, "risk", None
    mother.save()
    assert refused(key)
    mother.is_excluded, mother.exclusion_reason = False, ""
    mother.save()
    assert withdraw_guest_links(invitee=mother, by=iro, at=NOW) == 1
    assert refused(key)


def test_the_first_opening_is_kept(key):
    for hours in (0, 1):
        note_link_opened(key=key, purpose=FORM, by=service_account(), at=NOW + timedelta(hours=hours))
    assert GuestLink.objects.get().opened_at == NOW


def test_nobody_who_must_not_be_invited_gets_one(meeting, iro):
    with pytest.raises(UnableToMakeLink, match="not invited"):
        make_guest_link(invitee=InviteeFactory(meeting=meeting, excluded=True), purpose=FORM, by=iro, at=NOW)


def test_an_unknown_purpose_is_refused(mother, iro):
    with pytest.raises(UnableToMakeLink, match="from the list"):
        make_guest_link(invitee=mother, purpose="everything", by=iro, at=NOW)


def test_only_those_who_may_invite_make_links(mother):
    with pytest.raises(UnableToSeeChild):
        make_guest_link(invitee=mother, purpose=FORM, by=PersonFactory(iro=True), at=NOW)
    with pytest.raises(UnableToPermit):
        make_guest_link(invitee=mother, purpose=FORM, by=PersonFactory(analyst=True), at=NOW)
