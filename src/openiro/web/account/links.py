"""Links to set a password: they work once, for three days, and for one person."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest
from django.urls import reverse

from openiro.people.queries import UnableToFindPerson, user_by_code

if TYPE_CHECKING:
    from openiro.people.models import User

_TOKENS = PasswordResetTokenGenerator()


def link_for(person: "User", request: HttpRequest) -> str:
    """The whole address to hand over. Setting a password or signing in uses it up."""
    path = reverse("account:password-set", kwargs={"token": _TOKENS.make_token(person), "code": person.code})
    return request.build_absolute_uri(path)


def ends_at(made_at: datetime) -> datetime:
    """When a link that was made at this moment stops working."""
    return made_at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def person_of(code: str, token: str) -> "User | None":
    """The person whose link it is; none where it was used, has expired, was altered, or they are kept out."""
    try:
        person = user_by_code(code)
    except UnableToFindPerson:
        return None
    return person if person.is_active and _TOKENS.check_token(person, token) else None
