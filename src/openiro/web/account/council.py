"""Signing in at the council's identity provider (OpenID Connect, authorisation code with PKCE)."""

from collections.abc import Callable
from typing import Any

import structlog
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from requests import RequestException

from openiro.web.shell.access import public_page

log = structlog.get_logger("openiro.requests")
_ANSWERS_WE_CANNOT_READ = (OAuth2Error, RequestException, ValueError, KeyError, TypeError)


class CouncilProvider(OpenIDConnectOAuth2Adapter):
    """Reads the provider's answer: the signature of the token is checked, and both its halves are about one person."""

    told_of: str | None = None

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("The provider sent no id_token.")
        return super().complete_login(request, app, token, **kwargs)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        data: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if self.told_of is not None and self.told_of != data["sub"]:
            raise OAuth2Error("The provider's two answers are about different people.")
        return data

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        data: dict[str, Any] = super()._fetch_user_info(access_token)
        self.told_of = str(data["sub"])
        return data


@public_page
def council_login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Lead to the provider."""
    return _with_provider(request, provider_id, OAuth2LoginView.adapter_view)


@public_page
def council_callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take the provider's answer."""
    return _with_provider(request, provider_id, OAuth2CallbackView.adapter_view)


def council_name() -> str:
    """What the council calls its accounts; empty where it has no provider."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


def _with_provider(
    request: HttpRequest, provider_id: str, view_of: Callable[..., Callable[..., HttpResponseBase]]
) -> HttpResponseBase:
    try:
        return view_of(CouncilProvider(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except _ANSWERS_WE_CANNOT_READ as fault:
        log.error("identity_provider_failed", kind=type(fault).__name__)
        return unreachable(request)


def unreachable(request: HttpRequest) -> HttpResponse:
    """The provider does not answer, or answers what we cannot read."""
    return render(request, "socialaccount/unreachable.jinja", {"council_name": council_name()}, status=503)
