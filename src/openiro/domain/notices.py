"""What the service says by email: kinds of notice as data, and the check that none can carry a child's detail.

A place in a line is filled by a fact of the same name: `path` by the path of a page to sign in to, `on` and whatever
ends in `_on` by a day, anything else by a whole number. `{count decision|decisions}` is the number and its noun,
`{count:is|are}` the word alone. A line stands only where the facts fill all its places.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

GREATEST_NUMBER = 999_999
LONGEST_PATH = 300
_PLACE = re.compile(r"\{(\w+)(?:([ :])([^{}|]+)\|([^{}|]+))?\}")
_PATH = re.compile(r"/(?:[A-Za-z0-9_-]+/)*(?:[A-Za-z0-9_-]+)?(?:\?[a-z]+=[A-Za-z0-9_-]+)?(?:#[A-Za-z0-9_-]+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class NoticeKind:
    """One kind: its id, the subject of the email, its lines, and whether it may wait for the email of the day."""

    id: str
    subject: str
    lines: tuple[str, ...]
    can_wait: bool

    @property
    def places(self) -> frozenset[str]:
        """The facts that may fill its lines."""
        return frozenset(match[1] for line in (self.subject, *self.lines) for match in _PLACE.finditer(line))


def _kinds(table: str, *, can_wait: bool) -> dict[str, NoticeKind]:
    """A kind a paragraph: its id and subject, then its lines, set in."""
    heads = re.split(r"^(?=\w)", table.strip(), flags=re.MULTILINE)[1:]
    kinds = {}
    for head in heads:
        first, *lines = (line.strip() for line in head.strip().splitlines())
        id, _, subject = first.partition(": ")
        kinds[id] = NoticeKind(id, subject, tuple(lines), can_wait)
    return kinds


_AT_ONCE = """
decisions_to_answer: Decisions of a review wait for your answer
    {count decision|decisions} of a review held on {held_on} {count:waits|wait} for your answer.
    Answer by {due_on}.
    Read and answer: {path}
decision_objected: A manager objected to a decision of a review
    {count decision was|decisions were} objected to.
    Read what was said: {path}
decisions_answered: The manager answered the decisions of a review
    {count decision is|decisions are} answered.
    Read the answers: {path}
permanence_missing: A second review without a plan for permanence
    A review on {held_on} found no plan for permanence.
    What to do now: {path}
lateness_to_decide: A review is going to be late: your approval is asked for
    The last day in law is {due_on}. It can be held on {expected_on}.
    Decide: {path}
lateness_decided: Your request to hold a review late is decided
    Read the answer: {path}
lateness_approved: A review will be held late
    The last day in law is {due_on}. It is to be held on {expected_on}.
    Read why: {path}
early_review_asked: An early review is asked for
    It is needed by {needed_by_on}.
    Read why: {path}
review_booked: A review is booked
    It is to be held on {on}.
    Read more: {path}
review_moved: A review is moved
    It is now to be held on {on}.
    Read more: {path}
review_cancelled: A review is cancelled
    It was to be held on {on}.
    Read more: {path}
invitation: You are invited to a meeting
    The meeting is on {on}.
    Read more: {path}
reminder: Your answer before a meeting is still missing
    The meeting is on {on}.
    Read more: {path}
invitation_by_link: Please tell us what you think before a meeting
    The meeting is on {on}.
    Your own page to answer on: {path}
    The link works for {days day|days}. It is only for you: please do not pass it on.
reminder_by_link: We would still like to know what you think
    The meeting is on {on}.
    Your own page to answer on: {path}
    The link works for {days day|days}. It is only for you: please do not pass it on.
form_link: Please tell us what you think before a meeting
    The meeting is on {on}.
    Your own page to answer on: {path}
    The link works until {until_on}. It is only for you: please do not pass it on.
letter_link: A letter for you
    Your own page to read it on: {path}
    The link works until {until_on}. It is only for you: please do not pass it on.
draft_to_check: A record waits for you to check it
    Please say by {due_on} whether it is right.
    Read it: {path}
record_sent: The record of a review is ready
    The review was held on {held_on}.
    Read it: {path}
change_told: You are told of a change
    It is of {on}.
    Read it and say what follows: {path}
dispute_raised: A dispute waits for your answer
    Answer by {due_on}.
    Read and answer: {path}
dispute_moved: A dispute has moved on
    The next answer is due by {due_on}.
    Read more: {path}
dispute_answered: A dispute is answered
    Read the answer: {path}
dispute_due: The answer to a dispute is due
    Answer by {due_on}.
    Read and answer: {path}
dispute_late: The answer to a dispute is overdue
    It was due on {due_on}.
    Read and answer: {path}
form_sent: A monitoring form waits for your answer
    Answer by {due_on}.
    Read and answer: {path}
form_answered: A monitoring form is answered
    Read the answer: {path}
placement_reported: A report on the quality of a placement is there
    Read it: {path}
issue_formal: Something on a monitoring form became a formal dispute
    Read more: {path}
concern_raised: A concern waits for your answer
    Answer by {due_on}.
    Read and answer: {path}
concern_answered: There is a new message about a concern
    Read it: {path}
finding_made: A finding of an audit waits for you
    Say by {due_on} what was done.
    Read and answer: {path}
finding_returned: A finding of an audit is not settled yet
    Read why: {path}
"""

_CAN_WAIT = """
plan_action_due: An action of a plan is due
    It, or word of it, is due by {due_on}.
    Tell how far it has come: {path}
plan_action_late: An action of a plan is late
    It, or word of it, was due by {due_on}.
    Tell how far it has come: {path}
document_due: A policy or statement is due to be approved again
    It is due by {due_on}.
    See which, and who approves it: {path}
paper_due: A report for a board is due
    It must reach the board by {due_on}. The board meets on {on}.
    Begin it, or go on with it: {path}
complaint_recorded: A complaint about a child of yours is recorded
    It was received on {on}.
    Read it: {path}
audits_drawn: Audits wait for you
    {count audit|audits} {count:is|are} due by {due_on}.
    See yours: {path}
audit_submitted: An audit of your work is done
    Read the feedback: {path}
finding_answered: A finding of yours is answered
    Read it, and close it where it is settled: {path}
compliment_given: Good practice of yours or your team's is recorded
    Read it: {path}
form_copied: A monitoring form speaks of what you look after
    Read it: {path}
form_due: Monitoring forms of reviews are due
    {count form|forms} {count:is|are} due by {due_on} or overdue.
    See them: {path}
meeting_told: The summary of a meeting about quality is ready
    The meeting was held on {held_on}.
    Read it: {path}
report_due: A report for a review is due
    {count report|reports} for a review on {on} {count:is|are} due by {due_on}.
    Bring it: {path}
report_late: A report for a review is late
    {count report|reports} for a review on {on} {count:was|were} due on {due_on}, {days working day|working days} ago.
    Bring it: {path}
form_returned: Somebody said what they think before a review
    The review is on {on}.
    Read it: {path}
consultation_to_start: It is time to ask people before reviews
    {count review|reviews}: the last day to ask people has come, and somebody is not asked yet.
    Ask them: {path}
children_to_allocate: Children in care have no reviewing officer yet
    {count child has|children have} no reviewing officer. One is named within 5 working days.
    See them: {path}
child_entered_care: A child entered care
    It began on {on}.
    See what is due: {path}
child_moved: A child in care moved
    It was on {on}. School, doctor and dentist may have to change with it.
    See what is due: {path}
arrival_step_late: A step after a child came into care is late
    It was due by {due_on}.
    See which: {path}
child_allocated: A child is allocated to you
    The first day is {from_on}.
    See whom: {path}
record_due: The record of a review is to be written
    The review was held on {held_on}. The record is due by {due_on}.
    Write it: {path}
distribution_due: The record of a review is to be sent
    It is due with everybody by {due_on}.
    Send it: {path}
decisions_due: Decisions of reviews are due
    {count decision|decisions} of reviews {count:is|are} due by {due_on}.
    See yours: {path}
decisions_overdue: Decisions of reviews are overdue
    {count decision|decisions} of reviews {count:is|are} overdue.
    See yours: {path}
decisions_unanswered: Decisions of a review are still not answered
    {count decision|decisions} {count:was|were} to be answered by {due_on}.
    Answer: {path}
decisions_deemed_agreed: Decisions of a review count as agreed
    {count decision was|decisions were} not answered by {due_on} and {count:counts|count} as agreed.
    Read them: {path}
update_asked: An update between two reviews is asked for
    It is due by {due_on}.
    Give it: {path}
update_late: An update between two reviews is late
    It was due by {due_on}.
    Give it: {path}
update_given: An update between two reviews is given
    Read it: {path}
change_disposed: What you told of is dealt with
    It was of {on}.
    Read more: {path}
reviews_to_book: Reviews are to be booked
    {count review|reviews} {count:has|have} no day yet.
    See them: {path}
reviews_at_risk: Reviews may be late
    {count review|reviews} may miss the last day in law.
    See them: {path}
"""

NOTICE_KINDS: dict[str, NoticeKind] = _kinds(_AT_ONCE, can_wait=False) | _kinds(_CAN_WAIT, can_wait=True)


def notice_kind(id: str) -> NoticeKind:
    """The kind of that id. Raises `ValueError` for one that is not in the table: add a line there first."""
    if id not in NOTICE_KINDS:
        raise ValueError(f"There is no kind of notice {id!r}.")
    return NOTICE_KINDS[id]


def check_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they are kept: whole numbers, days as ISO text, paths. Raises `ValueError` for anything else.

    So no name and nothing that somebody wrote can reach an email. The message names the place, never what was in it.
    """
    return {place: _checked(place, value) for place, value in facts.items()}


def _checked(place: str, value: Any) -> Any:
    if place == "path":
        if isinstance(value, str) and len(value) <= LONGEST_PATH and _PATH.fullmatch(value):
            return value
        raise ValueError("A notice's 'path' is the path of a page of this service.")
    if place == "on" or place.endswith("_on"):
        day = value.isoformat() if type(value) is date else value
        if isinstance(day, str) and _DAY.fullmatch(day):
            return date.fromisoformat(day).isoformat()
        raise ValueError(f"A notice's '{place}' is a day.")
    if type(value) is int and 0 <= value <= GREATEST_NUMBER:
        return value
    raise ValueError(f"A notice's '{place}' is a whole number: a notice holds no words.")


def subject_of(kind: str, facts: Mapping[str, Any]) -> str:
    """The subject of an email of this kind. Raises `ValueError`."""
    return _filled(notice_kind(kind).subject, facts, "") or notice_kind(kind).subject


def lines_of(kind: str, facts: Mapping[str, Any], *, base_url: str) -> list[str]:
    """The lines of an email of this kind, those whose places the facts fill; paths follow `base_url`."""
    filled = (_filled(line, facts, base_url) for line in notice_kind(kind).lines)
    return [line for line in filled if line]


def _filled(line: str, facts: Mapping[str, Any], base_url: str) -> str:
    """The line with its places filled; empty where a fact is missing."""
    checked = check_facts(facts)
    if any(match[1] not in checked for match in _PLACE.finditer(line)):
        return ""
    return _PLACE.sub(lambda match: _in_words(match, checked, base_url), line)


def _in_words(match: re.Match[str], facts: Mapping[str, Any], base_url: str) -> str:
    place, kind, one, many = match.groups()
    value = facts[place]
    if place == "path":
        return base_url.rstrip("/") + str(value)
    if isinstance(value, str):
        day = date.fromisoformat(value)
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    if one is None:
        return str(value)
    word = one if value == 1 else many
    return word if kind == ":" else f"{value} {word}"
