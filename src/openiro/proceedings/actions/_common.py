"""What the writes about proceedings share."""

from datetime import date, datetime

from openiro.allocation.queries import check_may_for
from openiro.core.actions import EventFacts, child_stream, record_event, record_events
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.proceedings import UnableToRecordCourt
from openiro.people.models import User
from openiro.people.queries import day_of
from openiro.proceedings.models import ChildInCourt, Proceedings


def check_code(field: str, code: str, *, ask: str) -> None:
    """Raises `UnableToRecordCourt` with `ask` where the code is not on its list."""
    if code not in {each.code for each in CODE_SETS[field]}:
        raise UnableToRecordCourt(ask)


def hold(part: ChildInCourt, by: User, at: datetime, permission: Permission = Permission.RECORD_COURT) -> date:
    """Nobody else changes the proceedings until this is done; answers the day. Needs `permission` of the child."""
    on = day_of(at)
    check_may_for(by, permission, part.child, on=on)
    Proceedings.objects.select_for_update().get(pk=part.proceedings_id)
    part.refresh_from_db(fields=["ended_on", "final_order"])
    return on


def check_runs(part: ChildInCourt) -> None:
    """Raises `UnableToRecordCourt` where the proceedings have ended for the child."""
    if part.ended_on is not None:
        raise UnableToRecordCourt("These proceedings have ended for the child. Record a new application.")


def record_for_all(proceedings: Proceedings, kind: str, facts: dict[str, object], by: User, at: datetime) -> None:
    """One event in the story of each child whom the proceedings are about."""
    told = {"proceedings": proceedings.pk, **facts}
    numbers = proceedings.parts.order_by("pk").values_list("child_id", flat=True)
    record_events((EventFacts(child_stream(number), f"proceedings.{kind}", told) for number in numbers), by=by, at=at)


def record_for_one(part: ChildInCourt, kind: str, facts: dict[str, object], by: User, at: datetime) -> None:
    """One event in the story of the child."""
    told = {"proceedings": part.proceedings_id, **facts}
    record_event(stream=child_stream(part.child_id), kind=f"proceedings.{kind}", facts=told, by=by, at=at)
