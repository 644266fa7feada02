"""As for meetings; and the child, invited."""

import pytest

from openiro.meetings.actions import make_guest_link
from tests.factories.meetings import InviteeFactory
from tests.integration.meetings.conftest import NOW, _bank_holidays, child, iro, meeting, mother, review

__all__ = ["_bank_holidays", "child", "iro", "meeting", "mother", "review"]


@pytest.fixture
def herself(meeting):
    """The child as one of those invited."""
    return InviteeFactory(meeting=meeting, child=True)


@pytest.fixture
def key(herself, iro):
    return make_guest_link(invitee=herself, purpose="form", by=iro, at=NOW)
