"""Finding what a page of supervision is about; what is not one's own to read is not there."""

from collections.abc import Callable
from typing import TypeVar

from django.http import Http404

from openiro.domain.permissions import Permission
from openiro.people.queries import may
from openiro.supervision.queries import UnableToFindDuty, UnableToFindOfficer, UnableToFindSupervision
from openiro.web.shell.request import Request

T = TypeVar("T")


def found(find: Callable[[], T]) -> T:
    """What is asked for; 404 where there is none, or none that this person may read."""
    try:
        return find()
    except (UnableToFindOfficer, UnableToFindSupervision, UnableToFindDuty) as refusal:
        raise Http404 from refusal


def supervises(request: Request) -> bool:
    """Whether this person supervises, and so reads of everybody."""
    return may(request.user, Permission.SUPERVISE, on=request.today)
