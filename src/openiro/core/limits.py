"""How often something was done in a while: counted in the cache, by a hash of who or what it is counted of."""

import hashlib
import time

from django.core.cache import cache


def count_one(what: str, whose: str, seconds: int) -> int:
    """Count one more, and answer how many that makes in the running stretch of so many seconds."""
    name = _name(what, whose, seconds)
    number = int(cache.get(name, 0)) + 1
    cache.set(name, number, seconds)
    return number


def counted_so_far(what: str, whose: str, seconds: int) -> int:
    """How many were counted in the running stretch of so many seconds."""
    return int(cache.get(_name(what, whose, seconds), 0))


def _name(what: str, whose: str, seconds: int) -> str:
    hashed = hashlib.sha256(whose.encode()).hexdigest()
    return f"{what}:{hashed}:{int(time.time() // seconds)}"
