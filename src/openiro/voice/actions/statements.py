"""The child's views in the child's own words, and what was done about them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from openiro.allocation.queries import check_may_for
from openiro.children.models import Child
from openiro.core.actions import child_stream, record_event
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.meetings.models import Meeting
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.voice.models import Statement

OF_ANOTHER = "That meeting is about another child. Open the child's own review."
_LISTS = {"source": "VIEW_SOURCE", "medium": "VIEW_MEDIUM", "topic": "VIEW_TOPIC"}


class UnableToRecordViews(Refusal):
    """What a child said cannot be recorded, answered or taken back as asked."""


@dataclass(frozen=True)
class StatementPart:
    """What the child said, to be recorded. `is_observation`: seen of a child who cannot say it in words.

    `source`, `medium` and `topic` are codes of VIEW_SOURCE, VIEW_MEDIUM and VIEW_TOPIC. `may_be_quoted` None: the
    child was not asked.
    """

    said_on: date
    source: str
    words: str
    medium: str = ""
    topic: str = ""
    is_observation: bool = False
    may_be_quoted: bool | None = None


@transaction.atomic
def record_statements(
    *, child: Child, statements: tuple[StatementPart, ...], meeting: Meeting | None = None, by: User, at: datetime
) -> tuple[Statement, ...]:
    """Record what the child said, word for word, or what was observed; several at once, for a meeting or none.

    Needs `voice.record_views` of the child. Raises `UnableToRecordViews` for no words, a day ahead, a code that is
    not in its list, or a meeting of another child.
    """
    check_may_for(by, Permission.RECORD_VIEWS, child, on=day_of(at))
    if meeting is not None and meeting.child_id != child.pk:
        raise UnableToRecordViews(OF_ANOTHER)
    for part in statements:
        _check(part, day_of(at))
    rows = tuple(_kept(child, meeting, part, by, at) for part in statements)
    if rows:
        facts = {
            "meeting": meeting.pk if meeting else None,
            "statements": [row.pk for row in rows],
            "sources": sorted({row.source for row in rows}),
            "topics": sorted({row.topic for row in rows if row.topic}),
        }
        record_event(stream=child_stream(child.pk), kind="voice.views_recorded", facts=facts, by=by, at=at)
    return rows


@transaction.atomic
def bring_to_meeting(*, statement: Statement, meeting: Meeting, by: User, at: datetime) -> None:
    """What the child said between reviews, as through an app, is brought to the review for which it was said.

    Needs `voice.record_views` of the child. Raises `UnableToRecordViews` for a meeting of another child, and for what
    belongs to a meeting already.
    """
    check_may_for(by, Permission.RECORD_VIEWS, statement.child, on=day_of(at))
    statement = Statement.objects.select_for_update(of=("self",)).select_related("child").get(pk=statement.pk)
    if meeting.child_id != statement.child_id:
        raise UnableToRecordViews(OF_ANOTHER)
    if statement.meeting_id not in (None, meeting.pk):
        raise UnableToRecordViews("That belongs to another review already. Open that review to read it.")
    if statement.meeting_id is None:
        statement.meeting = meeting
        statement.save(update_fields=["meeting"])
        facts = {"statement": statement.pk, "meeting": meeting.pk}
        record_event(stream=child_stream(statement.child_id), kind="voice.views_brought", facts=facts, by=by, at=at)


@transaction.atomic
def respond_to_statement(*, statement: Statement, response: str, on: date, by: User, at: datetime) -> None:
    """Record what was done about what the child said, or why not, as told to the child on that day.

    'You said, we did'. Needs `voice.record_views` of the child. Raises `UnableToRecordViews` without words or for a
    day ahead or before it was said.
    """
    check_may_for(by, Permission.RECORD_VIEWS, statement.child, on=day_of(at))
    if not response.strip():
        raise UnableToRecordViews("Say what was done about it, or why it was not done.")
    if not statement.said_on <= on <= day_of(at):
        raise UnableToRecordViews("The child is told after saying it, and not ahead of time. Check the day.")
    statement.response, statement.responded_on = response.strip(), on
    statement.save(update_fields=["response", "responded_on"])
    facts = {"statement": statement.pk, "responded_on": on}
    record_event(stream=child_stream(statement.child_id), kind="voice.child_told", facts=facts, by=by, at=at)


@transaction.atomic
def withdraw_statement(*, statement: Statement, by: User, at: datetime) -> None:
    """Take back a statement that was recorded in error: it stays in the table and is shown nowhere.

    Needs `voice.record_views` of the child.
    """
    check_may_for(by, Permission.RECORD_VIEWS, statement.child, on=day_of(at))
    statement.withdrawn_at = at
    statement.save(update_fields=["withdrawn_at"])
    facts = {"statement": statement.pk}
    record_event(stream=child_stream(statement.child_id), kind="voice.views_withdrawn", facts=facts, by=by, at=at)


def _kept(child: Child, meeting: Meeting | None, part: StatementPart, by: User, at: datetime) -> Statement:
    return Statement.objects.create(
        child=child,
        meeting=meeting,
        said_on=part.said_on,
        source=part.source,
        medium=part.medium,
        topic=part.topic,
        words=part.words.strip(),
        is_observation=part.is_observation,
        may_be_quoted=part.may_be_quoted,
        kept_at=at,
        recorded_by=by,
    )


def _check(part: StatementPart, on: date) -> None:
    if not part.words.strip():
        raise UnableToRecordViews("Write what the child said, in the child's own words, or what you saw.")
    if part.said_on > on:
        raise UnableToRecordViews("That day is ahead. Give the day on which the child said it.")
    for name, of in _LISTS.items():
        code = getattr(part, name)
        if (code or name == "source") and code not in {each.code for each in CODE_SETS[of]}:
            raise UnableToRecordViews("Choose from the lists who brought it, how, and what it is about.")
