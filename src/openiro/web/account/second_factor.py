"""Whether a person has a second factor, and whether they need one."""

from dataclasses import dataclass
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

KNOWN = "has_second_factor"
TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class SecondFactors:
    """What a person has set up: an authenticator app, how many passkeys, whether recovery codes."""

    app: bool
    passkeys: int
    recovery_codes: bool

    @property
    def any(self) -> bool:
        return self.app or self.passkeys > 0


def second_factors_of(person_number: int) -> SecondFactors:
    """What the person of that number has set up. One query."""
    held = list(Authenticator.objects.filter(user_id=person_number).order_by("pk").values_list("type", flat=True))
    return SecondFactors(
        app=Authenticator.Type.TOTP in held,
        passkeys=held.count(Authenticator.Type.WEBAUTHN),
        recovery_codes=Authenticator.Type.RECOVERY_CODES in held,
    )


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether the person signed in must set up a second factor before anything else.

    Those who came through the council's identity provider need none here: asking for it is the provider's work.
    """
    if not settings.OPENIRO_REQUIRE_SECOND_FACTOR or request.session.get(KNOWN):
        return False
    person: Any = request.user
    if came_through_council(request) or second_factors_of(person.pk).any:
        request.session[KNOWN] = True
        return False
    return True


def came_through_council(request: HttpRequest) -> bool:
    """Whether this session began at the council's identity provider."""
    person: Any = request.user
    return any(record.get("method") == "socialaccount" for record in get_authentication_records(request, person))


def is_last_needed(authenticator: Authenticator) -> bool:
    """Whether taking this one away would leave a person without the second factor that they must have."""
    if not settings.OPENIRO_REQUIRE_SECOND_FACTOR or authenticator.type not in TYPES:
        return False
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=TYPES).exclude(pk=authenticator.pk)
    return not others.exists()
