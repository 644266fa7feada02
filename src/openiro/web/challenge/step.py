"""The dispute that a page of challenge is about."""

from typing import Any

from django.http import Http404

from openiro.escalations.queries import UnableToFindDispute, dispute_of
from openiro.web.shell.request import Request


def found_dispute(request: Request, child: Any, number: int) -> Any:
    """The dispute, to be handed to an action; not there for whoever may not see it."""
    try:
        return dispute_of(request.user, child, number, on=request.today)
    except UnableToFindDispute as refusal:
        raise Http404 from refusal
