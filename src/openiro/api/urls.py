"""Addresses of the API, and the document that describes them. The key, not a sign-in, says who asks."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from openiro.api.keys import ApiKey
from openiro.api.problems import MEDIA_TYPE, answer_problems, problem
from openiro.api.reads import router

PREFIX = "/api/v1/"
PUBLIC = "public"  # to the pages' own middleware: nobody signs in here


class Api(NinjaAPI):
    """The API, whose document says in which form problems come."""

    def get_openapi_schema(self, **options: Any) -> Any:
        document = super().get_openapi_schema(**{"path_prefix": PREFIX, **options})
        for operations in document["paths"].values():
            for operation in operations.values():
                _as_problems(operation["responses"])
        return document


def _as_problems(responses: dict[Any, Any]) -> None:
    for status, response in responses.items():
        if int(status) >= HTTPStatus.BAD_REQUEST:
            response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}


api = Api(
    title="OpenIRO",
    version="1",
    description="Figures and records of the reviewing service, to be read by the council's own programs.",
    auth=ApiKey(),
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", router)
answer_problems(api)


def _read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    def read(request: HttpRequest, **named: Any) -> HttpResponseBase:
        return view(request, **named) if request.method == "GET" else problem(HTTPStatus.METHOD_NOT_ALLOWED)

    read.access = PUBLIC  # type: ignore[attr-defined]
    return csrf_exempt(read)


def _nothing_here(request: HttpRequest, rest: str) -> HttpResponseBase:
    return problem(HTTPStatus.NOT_FOUND)


_SERVED: list[Any] = [each for each in api.urls[0] if getattr(each, "name", "") != "api-root"]
app_name = "api"
urlpatterns = [
    *(path(str(each.pattern), _read_only(each.callback), name=each.name) for each in _SERVED),
    path("<path:rest>", _read_only(_nothing_here), name="nothing-there"),
]
