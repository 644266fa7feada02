"""What every page's template is given."""

from typing import Any

from django.http import HttpRequest

from openiro.web.shell.council import council
from openiro.web.shell.navigation import links_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """The council's name and colour, the navigation of the person signed in, the day, and the page's nonce."""
    match = request.resolver_match
    view_name = match.view_name if match else ""
    user = getattr(request, "user", None)
    is_signed_in = bool(user and user.is_authenticated)
    return {
        "council": council(),
        "navigation": links_for(_permissions(request), view_name) if is_signed_in else [],
        "person": user if is_signed_in else None,
        "today": getattr(request, "today", None),
        "now": getattr(request, "now", None),
        "csp_nonce": nonce_of(request),
    }


def nonce_of(request: HttpRequest) -> str:
    """The number that lets this page's own style and script run; making it text is what sends it."""
    return str(getattr(request, "csp_nonce", ""))


def _permissions(request: HttpRequest) -> frozenset[str]:
    return frozenset(getattr(request, "permissions", ()))
