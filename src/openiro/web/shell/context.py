"""What every page's template is given."""

from functools import partial
from typing import Any

from django.http import HttpRequest

from openiro.people.queries import may
from openiro.web.shell.council import council_on
from openiro.web.shell.navigation import address, links_for

SIGN_OUT, ACCOUNT = "account_logout", "account:account"


def shell(request: HttpRequest) -> dict[str, Any]:
    """The council's name and colour, the navigation of the person signed in, the day, and the page's nonce."""
    today = request.today  # type: ignore[attr-defined]
    match = request.resolver_match
    user: Any = getattr(request, "user", None)
    person: Any = user if user is not None and user.is_authenticated else None
    is_permitted = partial(may, person, on=today)
    return {
        "council": council_on(today),
        "navigation": links_for(is_permitted, match.view_name if match else "") if person else [],
        "person": person,
        "account_url": address(ACCOUNT) if person else "",
        "sign_out_url": address(SIGN_OUT) if person else "",
        "today": today,
        "now": request.now,  # type: ignore[attr-defined]
        "csp_nonce": nonce_of(request),
    }


def nonce_of(request: HttpRequest) -> str:
    """The number that lets this page's own style and script run; making it text is what sends it."""
    return str(getattr(request, "csp_nonce", ""))
