"""What stands between signing in and any page: the session still lasts, and the person is ready to work."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from openiro.people.queries import roles_on
from openiro.web.account.second_factor import lacks_second_factor
from openiro.web.account.sessions import note_use, why_ended
from openiro.web.shell.access import PUBLIC, access_of
from openiro.web.shell.drafts import keep_what_was_sent

GetResponse = Callable[[HttpRequest], HttpResponseBase]
ENDED = "why_ended"
GOING_TO = "going_to"


class SessionLimitsMiddleware:
    """Ends a session after 30 minutes without use and after 12 hours; the next sign-in leads to the same page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = request.now  # type: ignore[attr-defined]
            if ended := why_ended(request.session, now):
                going_to = _page_to_come_back_to(request)
                keep_what_was_sent(request)
                logout(request)
                request.session[ENDED] = ended.value
                return redirect_to_login(going_to, settings.LOGIN_URL)
            note_use(request.session, now)
        return self.get_response(request)


class ReadinessMiddleware:
    """Leads a person without a needed second factor to set it up, and tells one whose roles have ended.

    What needs no sign-in stays open to them, as do the pages of signing in and out and of their own account.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_: object) -> HttpResponse | None:
        """Answer in place of the page where the person is not ready for it."""
        if access_of(view) == PUBLIC or not request.user.is_authenticated:
            return None
        if lacks_second_factor(request):
            request.session[GOING_TO] = _page_to_come_back_to(request)
            return redirect("mfa_index")
        is_own_account = request.resolver_match is not None and request.resolver_match.namespace == "account"
        person: Any = request.user
        if is_own_account or roles_on(person, request.today):  # type: ignore[attr-defined]
            return None
        return render(request, "account/no_role.jinja", status=403)


def _page_to_come_back_to(request: HttpRequest) -> str:
    """The page itself; of a form that was sent, the page that it was sent from. Never the one for signing out."""
    path = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        from_page = urlsplit(request.headers.get("Referer", ""))
        is_ours = url_has_allowed_host_and_scheme(from_page.geturl(), {request.get_host()})
        path = from_page._replace(scheme="", netloc="").geturl() if is_ours and from_page.path else "/"
    return "/" if path.startswith(reverse("account_logout")) else path
