"""How often a private link may be opened: by each address, by each key, and how often with a key that is wrong.

Counted in the cache, as wrong passwords are. Keys are counted by their hash.
"""

from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openiro.core.limits import count_one, counted_so_far

MINUTE, QUARTER = 60, 15 * 60
MOST_OF_A_KEY, MOST_OF_AN_ADDRESS, MOST_WRONG = 60, 240, 20


def is_too_often(request: HttpRequest, key: str) -> bool:
    """Count one opening, and say whether there are too many of this key or from this address."""
    address = _address(request)
    counted = (count_one("guests:key", key, MINUTE), count_one("guests:address", address, MINUTE))
    wrong = counted_so_far("guests:wrong", address, QUARTER)
    return counted[0] > MOST_OF_A_KEY or counted[1] > MOST_OF_AN_ADDRESS or wrong >= MOST_WRONG


def count_wrong(request: HttpRequest) -> None:
    """Count one key that opened nothing, against the address that it came from."""
    count_one("guests:wrong", _address(request), QUARTER)


def too_often(request: HttpRequest) -> HttpResponse:
    """Said to everybody alike, whatever the key."""
    return render(request, "guests/too-often.jinja", status=HTTPStatus.TOO_MANY_REQUESTS)


def _address(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))
