"""Who asks: the key in the header, and how often. Whatever is wrong with a key, the answer is the same."""

from datetime import date, datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from ninja.errors import Throttled
from ninja.security import HttpBearer

from openiro.core.limits import count_one, counted_so_far
from openiro.people.actions import note_key_used
from openiro.people.queries import ApiCaller, caller_of_key

MINUTE, QUARTER = 60, 15 * 60
MOST_OF_A_KEY, MOST_WRONG = 120, 20
WRONG, USED = "api:wrong", "api:key"


class Request(HttpRequest):
    """A request after the middleware and the key: who asks, on which day, at which moment."""

    auth: ApiCaller
    today: date
    now: datetime


class ApiKey(HttpBearer):
    """A key that an administrator made; sent as `Authorization: Bearer KEY`."""

    def authenticate(self, request: Any, token: str) -> ApiCaller | None:
        """Who reads by the key. Raises `Throttled` for a key used, or an address guessing, too often."""
        address = str(get_adapter().get_client_ip(request))
        if counted_so_far(WRONG, address, QUARTER) >= MOST_WRONG:
            raise Throttled(QUARTER)
        caller = caller_of_key(token, on=request.today)
        if caller is None:
            count_one(WRONG, address, QUARTER)
            return None
        if count_one(USED, str(caller.number), MINUTE) > MOST_OF_A_KEY:
            raise Throttled(MINUTE)
        if caller.last_used_on != request.today:
            note_key_used(number=caller.number, by=caller.user, at=request.now)
        return caller
