"""The distribution list of a review: everybody around it, what each should get, and what each has got."""

from dataclasses import dataclass
from datetime import date

from openiro.core.queries import working_calendar
from openiro.domain.clocks import Clock
from openiro.domain.distribution import Entitled, Proposal, proposals
from openiro.domain.policy import Policy
from openiro.domain.records_policy import Withholding
from openiro.domain.working_days import UnableToCountWorkingDays, WorkingCalendar
from openiro.meetings.models import Invitee
from openiro.meetings.queries.distribution import SentLine, address_of, papers_sent
from openiro.people.queries import policy_in_force
from openiro.reviews.models import Decision, Review, ReviewDocument
from openiro.reviews.queries.record_content import name_of_invitee, people_around
from openiro.reviews.queries.rows import working_days_left

CARE_PLAN = "care_plan"
AFTER = ("after.decisions", "after.care_plan", "after.record", "after.distribution")


@dataclass(frozen=True)
class Recipient:
    """One line of the list. `key` tells it apart on a page. `version` 0: the paper is not finished.

    `may_leave_out`: the parts that may be kept from this person. `settled`: what went out of this version, or was
    withheld; `earlier`: of the version before it, where a correction followed.
    """

    key: str
    invitee: int | None
    person: int | None
    role: str
    name: str
    paper: str
    version: int
    proposal: Proposal
    has_email: bool
    signs_in: bool
    is_excluded: bool
    may_leave_out: tuple[Withholding, ...]
    settled: SentLine | None
    earlier: SentLine | None


@dataclass(frozen=True)
class Step:
    """One clock after the review: its id, the last day, the day it was done, and the working days left or late.

    `due_on` None: the review is not completed, from which the clock runs.
    """

    clock: str
    due_on: date | None
    done_on: date | None
    days_left: int | None


@dataclass(frozen=True)
class DistributionList:
    """Everybody and their papers, the clocks, and whether all entitled have theirs."""

    recipients: tuple[Recipient, ...]
    steps: tuple[Step, ...]
    distributed_on: date | None


def distribution_of(review: Review, *, on: date) -> DistributionList:
    """The distribution list of the review as it stands on `on`; at most six queries."""
    policy = policy_in_force(on=on)
    versions = finished_versions(review)
    sent = papers_sent(review.meeting_id)
    people = people_around(review)
    lines = [_recipient(each, people, review, policy, versions, sent) for each in proposed_for(review, people, policy)]
    managers = [_manager(row, policy, versions, sent) for row in _managers(review, people)]
    return DistributionList((*lines, *managers), steps_after(review, policy, on=on), review.distributed_on)


def finished_versions(review: Review) -> dict[str, int]:
    """The latest finished version of each paper; one query. The care plan has one where it is up to date."""
    rows = ReviewDocument.objects.filter(review=review, finished_at__isnull=False).order_by("version")
    found = dict(rows.values_list("kind", "version"))
    return found | ({CARE_PLAN: 1} if review.care_plan_updated_on else {})


def proposed_for(review: Review, people: list[Invitee], policy: Policy) -> list[Proposal]:
    """What is proposed for each of those around the review: of the child also a copy of the care plan."""
    found = list(proposals([_entitled(row) for row in people], policy.records))
    child = next((row.pk for row in people if row.role == "child"), None)
    if child is not None and review.care_plan_updated_on:
        found.insert(1, Proposal(child, CARE_PLAN, "by_hand"))
    return found


def steps_after(review: Review, policy: Policy, *, on: date) -> tuple[Step, ...]:
    """The clocks of 5, 10, 15 and 20 working days that run from the completion of the review; one query.

    Rules 3.01 to 3.05 of the project's table of rules.
    """
    calendar = working_calendar()
    done = (
        review.decisions_sent_on,
        review.care_plan_updated_on,
        review.record_finished_on,
        review.distributed_on,
    )
    steps = []
    for clock, done_on in zip(AFTER, done, strict=True):
        due = last_day_of(policy.clock(clock), review.completed_on, calendar)
        left = working_days_left(due, calendar, on) if done_on is None else None
        steps.append(Step(clock, due, done_on, left))
    return tuple(steps)


def last_day_of(clock: Clock, from_on: date | None, calendar: WorkingCalendar) -> date | None:
    """The last day of a clock that runs from `from_on`; None before that, or beyond the years of the calendar."""
    try:
        return None if from_on is None else clock.due_on(from_on, calendar)
    except UnableToCountWorkingDays:
        return None


def _entitled(row: Invitee) -> Entitled:
    return Entitled(
        number=row.pk,
        role=row.role,
        has_email=bool(address_of(row)),
        signs_in=row.person is not None,
        is_excluded=row.is_excluded,
        exclusion_reason=row.exclusion_reason,
        address_withheld=bool(row.relationship and row.relationship.address_withheld),
    )


def _recipient(
    proposal: Proposal,
    people: list[Invitee],
    review: Review,
    policy: Policy,
    versions: dict[str, int],
    sent: list[SentLine],
) -> Recipient:
    row = next(each for each in people if each.pk == proposal.number)
    version = versions.get(proposal.paper, 0)
    theirs = [line for line in sent if line.invitee == row.pk and line.paper == proposal.paper]
    may_leave_out = policy.records.may_be_kept_from(row.role) if proposal.paper == "record" else ()
    return Recipient(
        key=f"i{row.pk}-{proposal.paper}",
        invitee=row.pk,
        person=None,
        role=row.role,
        name=name_of_invitee(row, review),
        paper=proposal.paper,
        version=version,
        proposal=proposal,
        has_email=bool(address_of(row)),
        signs_in=row.person is not None,
        is_excluded=row.is_excluded,
        may_leave_out=may_leave_out,
        settled=next((line for line in theirs if line.version == version), None),
        earlier=next((line for line in reversed(theirs) if line.version < version), None),
    )


def _managers(review: Review, people: list[Invitee]) -> list[Decision]:
    """The managers who answer the decisions and are not around the meeting, each once; one query."""
    around = {row.person_id for row in people}
    rows = Decision.objects.filter(review=review, withdrawn_at=None, manager__isnull=False).select_related("manager")
    found = {row.manager_id: row for row in rows.order_by("number") if row.manager_id not in around}
    return list(found.values())


def _manager(row: Decision, policy: Policy, versions: dict[str, int], sent: list[SentLine]) -> Recipient:
    version = versions.get("record", 0)
    theirs = [line for line in sent if line.person == row.manager_id and line.paper == "record"]
    return Recipient(
        key=f"p{row.manager_id}-record",
        invitee=None,
        person=row.manager_id,
        role="team_manager",
        name=row.manager.name if row.manager else "",
        paper="record",
        version=version,
        proposal=Proposal(0, "record", "case_system"),
        has_email=True,
        signs_in=True,
        is_excluded=False,
        may_leave_out=(),
        settled=next((line for line in theirs if line.version == version), None),
        earlier=next((line for line in reversed(theirs) if line.version < version), None),
    )
