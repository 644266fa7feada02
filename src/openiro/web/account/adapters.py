"""How the sign-in library behaves here: sign-up closed, no email, lock-out, people known by us and by nobody else."""

import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context, ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from openiro.core import clock
from openiro.people.actions import set_password
from openiro.web.account import words
from openiro.web.account.actions import record_way_in
from openiro.web.account.second_factor import is_last_needed
from openiro.web.account.secrets import decrypted, encrypted

LOCKED_FOR = 15 * 60


class AccountAdapter(DefaultAccountAdapter):
    """Nobody makes their own account; messages are ours; where a letter would be sent, an event is written."""

    error_messages = {**DefaultAccountAdapter.error_messages, **words.ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any,
                    message: str | None = None, **kwargs: Any) -> None:  # fmt: skip
        told = message or words.MESSAGES.get(message_template or "")
        if told:
            super().add_message(request, level, message=told)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """This version sends no email."""

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        if kind := words.EVENTS.get(template_prefix):
            record_way_in(person=user, kind=kind, by=user, at=clock.now())

    def set_password(self, user: Any, password: str) -> None:
        set_password(person=user, password=password, by=user, at=clock.now())

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if cache.get(_lock(self._get_login_attempts_cache_key(request, **credentials))):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The last wrong password that the limit allows locks the address, whether or not somebody has it."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        if not ratelimit.consume(request, action="login_failed", key=key, dry_run=True):
            cache.set(_lock(key), True, LOCKED_FOR)

    def unlock(self, request: HttpRequest, email: str) -> None:
        """Forget the wrong passwords given for an address, as after a new one was set."""
        key = self._get_login_attempts_cache_key(request, email=email)
        cache.delete(_lock(key))
        ratelimit.clear(request, action="login_failed", key=key)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return str(credentials.get("email", "")).strip().lower()

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Somebody who signed in a moment ago has just shown who they are."""
        request = context.request
        records = get_authentication_records(request, request.user)
        return not records or time.time() - records[-1]["at"] > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted; the last second factor that a person must have cannot be taken away."""

    error_messages = {**DefaultMFAAdapter.error_messages, **words.SECOND_FACTOR_ERRORS}

    def encrypt(self, text: str) -> str:
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(encrypted_text)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not is_last_needed(authenticator)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return words.PASSKEY_NAME

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}


class CouncilAdapter(DefaultSocialAccountAdapter):
    """People of the council's identity provider are those of ours who have the email that it vouches for.

    Nothing is kept of what the provider says: who may sign in, and as what, stands in our records alone.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        person = _person_of(sociallogin, self)
        if person is None:
            raise ImmediateHttpResponse(refused(request))
        sociallogin.user = person


def refused(request: HttpRequest) -> HttpResponse:
    """The provider knows them; we do not, or do not any more."""
    return render(request, "socialaccount/not_known.jinja", status=403)


def _person_of(sociallogin: Any, adapter: CouncilAdapter) -> Any:
    provider = sociallogin.account.get_provider(context.request)
    for address in sociallogin.email_addresses:
        if address.verified or adapter.is_email_verified(provider, address.email):
            people = get_user_model().objects.filter(email__iexact=address.email, is_active=True, is_service=False)
            return people.first()
    return None


def _lock(email: str) -> str:
    return f"locked:{hashlib.sha256(email.encode()).hexdigest()}"
