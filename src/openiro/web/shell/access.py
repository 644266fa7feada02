"""Who may open a page. A page that does not say so cannot be opened at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from openiro.allocation.queries import UnableToSeeChild
from openiro.domain.permissions import Permission
from openiro.people.queries import may

View = Callable[..., HttpResponseBase]
SIGNED_IN = "signed in"
PUBLIC = "public"
THIRD_PARTY = ("allauth.", "django.")


def page(permission: Permission, *, methods: tuple[str, ...] = ("GET", "HEAD")) -> Callable[[View], View]:
    """A page for people whose roles of the day allow `permission`; 403 for anybody else who is signed in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def allowed(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
            if not may(request.user, permission, on=request.today):  # type: ignore[attr-defined,arg-type]
                raise PermissionDenied
            return view(request, *arguments, **named)

        return _marked(require_http_methods(methods)(allowed), permission)

    return decorate


def form_page(permission: Permission) -> Callable[[View], View]:
    """A page with a form: shown by GET, sent by POST."""
    return page(permission, methods=("GET", "HEAD", "POST"))


def signed_in_page(view: View) -> View:
    """A page for everyone who is signed in, such as their own account."""
    return _marked(view, SIGNED_IN)


def public_page(view: View) -> View:
    """A page that needs no sign-in and shows nothing about anybody."""
    return _marked(view, PUBLIC)


def _marked(view: View, access: str) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def access_of(view: View) -> str | None:
    """What a view asks of whoever opens it: a permission, `SIGNED_IN`, `PUBLIC`, or nothing said."""
    if getattr(view, "__module__", "").startswith(THIRD_PARTY):
        return PUBLIC
    return getattr(view, "access", None)


class AccessMiddleware:
    """Sends people who are not signed in to sign in; turns a record outside one's scope into one that is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: object) -> HttpResponseBase | None:
        """Refuse a view that does not say who may open it; ask for sign-in where it is needed."""
        access = access_of(view)
        if access is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} does not say who may open it.")
        if access != PUBLIC and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Outside one's scope a record does not exist."""
        if isinstance(exception, UnableToSeeChild):
            raise Http404 from exception
