"""Child protection conferences: held on a day, what the parents were shown before it, and what they understood."""

from datetime import datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import CURRENT, Child, ReturnedRow
from openiro.core.actions import child_stream, record_event
from openiro.domain.conferences import ConferenceFacts, check_conference
from openiro.domain.permissions import Permission
from openiro.meetings.queries.conferences import TABLE, values_of
from openiro.people.models import User
from openiro.people.queries import day_of


@transaction.atomic
def record_conference(*, child: Child, conference: ConferenceFacts, by: User, at: datetime) -> None:
    """Record a conference about the child, or bring the one of that kind and day up to date, a loaded one too.

    Needs `meetings.record_conference` of the child. Raises `UnableToRecordConference`.
    """
    on = day_of(at)
    check_may_for(by, Permission.RECORD_CONFERENCE, child, on=on)
    check_conference(conference, on)
    Child.objects.select_for_update().get(pk=child.pk)
    key = f"{child.code} {conference.kind} {conference.held_on}"
    row = ReturnedRow.objects.filter(CURRENT, table=TABLE, key=key).first() or ReturnedRow(table=TABLE, key=key)
    row.child, row.values = child, values_of(child.code, conference)
    row.save()
    shown, understood = conference.report_shown_on, conference.parents_understood
    facts = {"conference": conference.kind, "held_on": conference.held_on}
    facts |= {name: value for name, value in {"shown_on": shown, "understood": understood}.items() if value is not None}
    record_event(stream=child_stream(child.pk), kind="meetings.conference_recorded", facts=facts, by=by, at=at)
