"""How often a private link may be opened: by each address, by each key, and how often with a key that is wrong.

Counted in the cache, as wrong passwords are. Keys are counted by their hash.
"""

import hashlib
import time
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from openiro.web.shell.errors import ErrorPage, error_page

MINUTE, QUARTER = 60, 15 * 60
MOST_OF_A_KEY, MOST_OF_AN_ADDRESS, MOST_WRONG = 60, 240, 20
TOO_OFTEN = ErrorPage(
    HTTPStatus.TOO_MANY_REQUESTS,
    "Please wait a little",
    ("This page was opened very often.", "What you saved is safe. Wait 15 minutes, then try again."),
)


def is_too_often(request: HttpRequest, key: str) -> bool:
    """Count one opening, and say whether there are too many of this key or from this address."""
    address = _address(request)
    counted = (_count("key", key, MINUTE), _count("address", address, MINUTE))
    return counted[0] > MOST_OF_A_KEY or counted[1] > MOST_OF_AN_ADDRESS or _wrong_so_far(address) >= MOST_WRONG


def count_wrong(request: HttpRequest) -> None:
    """Count one key that opened nothing, against the address that it came from."""
    _count("wrong", _address(request), QUARTER)


def too_often() -> HttpResponse:
    """Said to everybody alike, whatever the key."""
    return error_page(None, TOO_OFTEN)


def _address(request: HttpRequest) -> str:
    return str(get_adapter().get_client_ip(request))


def _wrong_so_far(address: str) -> int:
    return int(cache.get(_name("wrong", address, QUARTER), 0))


def _count(what: str, whose: str, seconds: int) -> int:
    name = _name(what, whose, seconds)
    number = int(cache.get(name, 0)) + 1
    cache.set(name, number, seconds)
    return number


def _name(what: str, whose: str, seconds: int) -> str:
    hashed = hashlib.sha256(whose.encode()).hexdigest()
    return f"guests:{what}:{hashed}:{int(time.time() // seconds)}"
