"""A request as pages get it: the person who is signed in, and the present, read once."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from openiro.people.models import User


class Request(HttpRequest):
    """A request that has passed the middleware and whose page needs somebody signed in."""

    user: "User"  # type: ignore[assignment]
    now: datetime
    today: date
