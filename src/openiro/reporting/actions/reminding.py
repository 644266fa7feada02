"""Whoever writes papers is reminded of those that a board is to be given."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from openiro.core.notices import queue_notice
from openiro.core.queries import working_calendar
from openiro.domain.boards import papers_due
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import check_may, day_of, officers_on, policy_in_force

WRITER = "iro_manager"


@transaction.atomic
def remind_of_papers(*, by: User, at: datetime) -> int:
    """Each manager of the service is told once of every paper that must reach a board soon; how many anew.

    Soon is as many working days ahead as the policy says (`report.remind_before`; 0: nobody is told). Needs
    `reports.write_report`. Raises `UnableToPermit`, and as `domain.boards.papers_due`.
    """
    on = day_of(at)
    check_may(by, Permission.WRITE_REPORT, on=on)
    policy, calendar = policy_in_force(on=on).report, working_calendar()
    if not policy.remind_before:
        return 0
    last = calendar.days_after(on, policy.remind_before)
    soon = [each for each in papers_due(policy.boards, on, calendar) if on <= each.due_on <= last]
    return sum(
        queue_notice(
            key=f"paper_due:{each.paper}:{each.meets_on}:{manager.code}",
            kind="paper_due",
            person_code=manager.code,
            facts={
                "due_on": each.due_on,
                "on": each.meets_on,
                "path": reverse("reports:report-begin", args=[each.paper]),
            },
            at=at,
        )
        for each in soon
        for manager in officers_on(WRITER, on=on)
    )
