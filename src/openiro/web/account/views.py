"""One's own account, setting a password by a link, and making such a link for somebody."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.domain.roles import role
from openiro.people.actions import set_password
from openiro.people.queries import UnableToFindPerson, roles_on, user_by_code
from openiro.web.account import links
from openiro.web.account.actions import allow_password_link, end_other_sessions
from openiro.web.account.council import council_name
from openiro.web.account.forms import MakeLinkForm, SetPasswordForm
from openiro.web.account.middleware import ENDED, GOING_TO
from openiro.web.account.second_factor import came_through_council, is_last_needed, second_factors_of
from openiro.web.account.sessions import sessions_of
from openiro.web.account.words import SECOND_FACTOR_ERRORS
from openiro.web.shell.access import form_page, public_page, signed_in_page
from openiro.web.shell.errors import ErrorPage, error_page
from openiro.web.shell.request import Request

TOO_MANY = ErrorPage(429, "Too many attempts", ("Wait a few minutes, then try again.",))


class SignInView(LoginView):
    """The page for signing in. Says why the last session ended, and offers the council's own accounts."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "ended": self.request.session.pop(ENDED, ""),
            "council_name": council_name(),
            "next": self.get_next_url() or "",
        }


sign_in = public_page(SignInView.as_view())


class RemovePasskeyView(RemoveWebAuthnView):
    """Takes a passkey away, unless it is the only second step that a person must have."""

    def form_valid(self, form: Any) -> HttpResponse:
        if is_last_needed(self.get_object()):
            messages.error(self.request, SECOND_FACTOR_ERRORS["cannot_delete_authenticator"])
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)


passkey_remove = public_page(RemovePasskeyView.as_view())


def too_many(request: Request) -> HttpResponse:
    """Said to whoever sends a form more often than people do; named in the root addresses."""
    return error_page(request, TOO_MANY)


@public_page
def not_offered(request: Request, *_: Any, **__: Any) -> HttpResponse:
    """An address that the library asks for and that this service does not offer, such as signing up."""
    raise Http404


@signed_in_page
def account(request: Request) -> HttpResponse:
    """Who I am here: roles, second step, sessions."""
    person = request.user
    today, now = request.today, request.now
    context = {
        "roles": [(held, role(held.role)) for held in roles_on(person, today)],
        "factors": second_factors_of(person.pk),
        "needs_second_factor": settings.OPENIRO_REQUIRE_SECOND_FACTOR,
        "through_council": came_through_council(request),
        "sessions": sessions_of(person.pk, this=request.session.session_key, now=now),
    }
    return render(request, "account/account.jinja", context)


@signed_in_page
@require_POST
def sessions_end(request: Request) -> HttpResponse:
    """End the person's other sessions, as after using somebody else's computer."""
    person = request.user
    now = request.now
    ended = end_other_sessions(keep=request.session.session_key, by=person, at=now)
    messages.success(request, "There was no other session." if not ended else "Your other sessions have ended.")
    return redirect("account:account")


@signed_in_page
def go_on(request: Request) -> HttpResponse:
    """From setting up the second step to the page that was asked for before it."""
    path = request.session.pop(GOING_TO, "")
    is_ours = url_has_allowed_host_and_scheme(path, None)
    return redirect(path if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL))


@public_page
@sensitive_post_parameters()
def password_set(request: Request, token: str, code: str) -> HttpResponse:
    """Set a first password, or a new one, by the link that was handed over."""
    person = links.person_of(code, token)
    if person is None:
        return render(request, "account/link_ended.jinja", status=410)
    form = SetPasswordForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        set_password(person=person, password=form.cleaned_data["password"], by=person, at=request.now)
        get_adapter(request).unlock(request, person.email or "")
        messages.success(request, "Your password is set. Sign in with it now.")
        return redirect("account_login")
    return render(request, "account/password_set_by_link.jinja", {"form": form, "owner": person})


@form_page(Permission.MANAGE_USERS)
def link_make(request: Request, code: str) -> HttpResponse:
    """Make a link to set a password, to be handed to a person whom one knows."""
    try:
        owner = user_by_code(code)
    except UnableToFindPerson:
        raise Http404 from None
    form = MakeLinkForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "owner": owner}
    if request.method == "POST" and form.is_valid():
        now = request.now
        reset, by = form.cleaned_data["reset_second_factor"], request.user
        try:
            allow_password_link(person=owner, reset_second_factor=reset, by=by, at=now)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            context |= {"link": links.link_for(owner, request), "ends_at": links.ends_at(now)}
    return render(request, "account/link_make.jinja", context)
