"""A meeting about a child comes to be when somebody is first invited or recorded."""

from datetime import datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import Child
from openiro.core.actions import child_stream, record_event
from openiro.domain.permissions import Permission
from openiro.meetings.models import Meeting
from openiro.people.models import User
from openiro.people.queries import day_of


@transaction.atomic
def make_meeting(*, child: Child, kind: str, by: User, at: datetime) -> Meeting:
    """Make a meeting of that MEETING_KIND; whatever it belongs to points to it. Needs sight of the child's reviews."""
    check_may_for(by, Permission.VIEW_REVIEWS, child, on=day_of(at))
    meeting = Meeting.objects.create(child=child, kind=kind)
    facts = {"meeting": meeting.pk, "kind": kind}
    record_event(stream=child_stream(child.pk), kind="meetings.made", facts=facts, by=by, at=at)
    return meeting
