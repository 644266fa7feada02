"""The ways from a review, or one of its decisions, to challenge."""

from typing import Any

from django.urls import reverse

from openiro.domain.permissions import Permission
from openiro.web.shell.opening import can
from openiro.web.shell.request import Request

CONCERN, DISPUTE = "Raise a concern", "Start a dispute"


def challenge_ways(request: Request, child: Any, **about: int) -> list[tuple[str, str]]:
    """To a concern and to a formal dispute that know what they are about; none for who may not raise them."""
    if not can(request, Permission.RAISE_DISPUTE):
        return []
    query = "&".join(f"{name}={number}" for name, number in about.items())
    ways = ((CONCERN, "challenge:concern-raise"), (DISPUTE, "challenge:raise"))
    return [(text, f"{reverse(name, args=[child.reference])}?{query}") for text, name in ways]
