"""A request as pages get it: the person who is signed in, and the present, read once."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

from openiro.domain.permissions import Scope

if TYPE_CHECKING:
    from openiro.people.models import User


class Request(HttpRequest):
    """A request that has passed the middleware and whose page needs somebody signed in.

    `child_scopes`, on a page about one child: the person's scopes that hold the child. `review_crumb`, on a page about
    one review: what the review is called, and the address of its own page.
    """

    user: "User"
    now: datetime
    today: date
    child_scopes: frozenset[Scope]
    review_crumb: tuple[str, str]
