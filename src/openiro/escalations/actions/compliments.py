"""Good practice: told to whose it is and to their managers."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import check_may_for
from openiro.children.models import Child
from openiro.core.actions import SERVICE_STREAM, child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.domain.codes import CODE_SETS
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.escalations.models import Compliment
from openiro.people.models import Team, User
from openiro.people.queries import check_may, day_of, managers_of_team

THEMES = tuple(each.code for each in CODE_SETS["COMPLIMENT_THEME"])


class UnableToCompliment(Refusal):
    """A compliment lacks whose it is, what it is about, or the words."""


@transaction.atomic
def give_compliment(
    *,
    theme: str,
    words: str,
    worker: User | None = None,
    team: Team | None = None,
    child: Child | None = None,
    by: User,
    at: datetime,
) -> Compliment:
    """Tell of good practice by a worker, a team, or both; they and the managers of the team are told (rule 5.28).

    Needs `escalations.raise_dispute`, of the child where one is named. Raises `UnableToCompliment`.
    """
    on = day_of(at)
    if child is None:
        check_may(by, Permission.RAISE_DISPUTE, on=on)
    else:
        check_may_for(by, Permission.RAISE_DISPUTE, child, on=on)
    if worker is None and team is None:
        raise UnableToCompliment("Choose whose good practice it is: a worker, a team, or both.")
    if theme not in THEMES:
        raise UnableToCompliment("Choose from the list what was good.")
    if not words.strip():
        raise UnableToCompliment("Say what was good, so that others can learn from it.")
    row = Compliment.objects.create(
        worker=worker, team=team, child=child, theme=theme, words=words.strip(), given_at=at, given_by=by
    )
    stream = SERVICE_STREAM if child is None else child_stream(child.pk)
    facts = {"compliment": row.pk, "praise": theme}
    record_event(stream=stream, kind="escalations.compliment_given", facts=facts, by=by, at=at)
    _tell(row, at)
    return row


def _tell(row: Compliment, at: datetime) -> None:
    managers = managers_of_team(row.team, on=day_of(at)) if row.team is not None else []
    codes = {person.code for person in (row.worker, *managers) if person is not None} - {row.given_by.code}
    for code in sorted(codes):
        queue_notice(
            key=f"compliment_given:{row.pk}:{code}",
            kind="compliment_given",
            person_code=code,
            facts={"path": reverse("challenge:compliments")},
            at=at,
        )
