"""Invitations to send, for business support; children to be heard before a review, for the participation officer."""

from datetime import date

import pytest

from openiro.meetings.models import Invitee
from openiro.people.queries import UnableToPermit
from openiro.reviews.queries import children_to_hear, invitations_to_send
from openiro.web.home.asking import hearing_group, invitations_section
from tests.factories.meetings import InviteeFactory
from tests.factories.people import PersonFactory, RoleHeldFactory
from tests.integration.meetings.conftest import NOW, _bank_holidays, child, iro, meeting, review

__all__ = ["_bank_holidays", "child", "iro", "meeting", "review"]
TODAY = NOW.date()


@pytest.fixture
def support():
    return PersonFactory(business_support=True)


@pytest.fixture
def officer():
    person = PersonFactory()
    RoleHeldFactory(user=person, role="participation_officer")
    return person


def test_a_review_waits_for_its_invitations_until_everybody_on_the_list_is_invited(support, review, meeting):
    found = invitations_to_send(support, on=TODAY)
    assert (found.total, found.shown[0].do_by, found.shown[0].days_left) == (1, date(2026, 11, 27), 5)
    mother = InviteeFactory(meeting=meeting, invited_on=None)
    assert invitations_to_send(support, on=TODAY).total == 1
    Invitee.objects.filter(pk=mother.pk).update(invited_on=TODAY)
    InviteeFactory(meeting=meeting, excluded=True)
    assert invitations_to_send(support, on=TODAY).total == 0


def test_business_support_sees_it_with_the_way_to_do_it(support, review):
    line = invitations_section(support, TODAY).lines[0]
    assert (line.chip, line.rule) == ("5 working days left", "by 27 November 2026")
    assert line.actions[0].href.endswith(f"/{review.pk}/people/")


def test_a_child_is_to_be_heard_until_heard(officer, review, meeting):
    group = hearing_group(officer, TODAY)
    assert [line.chip for line in group.sections[0].lines] == ["5 working days overdue"]
    InviteeFactory(meeting=meeting, child=True, consulted_on=TODAY)
    assert hearing_group(officer, TODAY).sections == ()


def test_a_review_far_off_or_cancelled_does_not_wait(support, review):
    review.planned_on = date(2027, 1, 2)
    review.save()
    assert invitations_to_send(support, on=TODAY).total == 0


def test_only_those_who_do_it_may_ask(support, officer, review):
    with pytest.raises(UnableToPermit):
        children_to_hear(support, on=TODAY)
    with pytest.raises(UnableToPermit):
        invitations_to_send(officer, on=TODAY)
