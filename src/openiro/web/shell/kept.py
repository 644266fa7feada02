"""What a page of the whole service counts: kept until the next thing is done anywhere, and then counted anew.

Nothing is written without an event, so what was read after the latest event holds until there is another. What was
done in a transaction that had begun before is seen after `AT_MOST` seconds. Figures and papers, which may not lag, ask
how many events there are besides (`reporting.queries.measured`): exact, and dearer the more there are.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches
from django.db import connection

from openiro.core.queries import latest_event
from openiro.web.shell.request import Request

AT_MOST = 30
T = TypeVar("T")


def kept(request: Request, name: str, ask: Callable[[], T], *about: object) -> T:
    """The answer to `ask` for this person on this day, asked again only where an event has been recorded since.

    `name` and `about` say what is asked. Inside a transaction nothing is kept: what stands there may never be.
    The answer lies in the memory of this process and nowhere else.
    """
    if connection.in_atomic_block:
        return ask()
    asked, memory = repr((name, request.user.pk, request.today, *about)), caches["kept"]
    key = sha256(asked.encode()).hexdigest()
    mark = latest_event()
    found: tuple[object, T] | None = memory.get(key)
    if found is not None and found[0] == mark:
        return found[1]
    answer = ask()
    memory.set(key, (mark, answer), AT_MOST)
    return answer
