"""What the child wants of a meeting, from the child's own form: who is there and who is not, topics, chairing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from openiro.core.prepared import first, prepared
from openiro.meetings.models import Meeting
from openiro.voice.models import ConsultationForm


@dataclass(frozen=True)
class ChildsWishes:
    """What the child wants of a meeting. `wants` and `does_not_want` are codes of INVITEE_ROLE, or `other`.

    `chairs` is a code of CHILD_CHAIRED, empty where the child did not say. `agenda` are the child's own topics, a line
    each. `wants_advocate`, `wants_visit` None: not said. `said_on`: the day the form was sent.
    """

    said_on: date
    wants: tuple[str, ...]
    does_not_want: tuple[str, ...]
    why_not: str
    where: str
    when: str
    agenda: tuple[str, ...]
    not_to_be_raised: str
    seating: str
    chairs: str
    wants_advocate: bool | None
    wants_visit: bool | None
    needs: str


def childs_wishes_for(meeting: Meeting | None) -> ChildsWishes | None:
    """What the child's sent form says of this meeting; None where there is none. One query.

    Holds what the child wrote: pages show the words only to those who may read the child's views.
    """
    if meeting is None:
        return None
    row = first(_sent_by_child(meeting.pk))
    return _wishes(row.answers, row.sent_at.date()) if row is not None and row.sent_at is not None else None


@prepared
def _sent_by_child(meeting: int) -> QuerySet[ConsultationForm]:
    rows = ConsultationForm.objects.filter(meeting=meeting, respondent="child", sent_at__isnull=False)
    return rows.filter(invitee__removed_at__isnull=True).order_by("pk")


def wish_for(wishes: ChildsWishes | None, role: str) -> str:
    """What the child's form says of somebody of that role, a code of CHILD_WISH; empty where it says nothing."""
    if wishes is None:
        return ""
    if role in wishes.does_not_want:
        return "does_not_want"
    return "wants" if role in wishes.wants else ""


def _wishes(answers: Mapping[str, Any], said_on: date) -> ChildsWishes:
    def text(id: str) -> str:
        return str(answers.get(id) or "")

    talk = [line.strip(" -*\u2022") for line in text("talk").splitlines()]
    return ChildsWishes(
        said_on=said_on,
        wants=tuple(answers.get("there") or ()),
        does_not_want=tuple(answers.get("not_there") or ()),
        why_not=text("not_there_who"),
        where=text("where"),
        when=text("when"),
        agenda=tuple(line for line in talk if line),
        not_to_be_raised=text("not_talk"),
        seating=text("seat"),
        chairs={"no": "none"}.get(text("chair"), text("chair")),
        wants_advocate=_yes(text("advocate")),
        wants_visit=_yes(text("visit")),
        needs=text("language"),
    )


def _yes(answer: str) -> bool | None:
    return answer == "yes" if answer else None
