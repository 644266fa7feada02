"""The addresses of the API in words, read from its own OpenAPI document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openiro.api.urls import api


@dataclass(frozen=True)
class DescribedAddress:
    """An address: what it tells, what may be asked of it, and the fields of one answer."""

    path: str
    what: str
    asked: list[tuple[str, str, str]]
    answered: list[tuple[str, str]]


def described_addresses() -> Iterator[DescribedAddress]:
    """Every address, in the order of the document."""
    document = api.get_openapi_schema()
    schemas = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        told = operations["get"]
        asked = [
            (f"`{each['name']}`", "yes" if each.get("required") else "", _what(each)) for each in told["parameters"]
        ]
        answer = told["responses"][200]["content"]["application/json"]["schema"]
        yield DescribedAddress(path, told["description"], asked, list(_fields(answer, schemas, "")))


def _what(parameter: dict[str, Any]) -> str:
    return str(parameter["schema"].get("description", parameter.get("description", "")))


def _fields(schema: dict[str, Any], schemas: dict[str, Any], before: str) -> Iterator[tuple[str, str]]:
    """The fields of a schema; those of the rows of a list follow it."""
    for name, field in schemas[schema["$ref"].rpartition("/")[2]]["properties"].items():
        yield f"`{before}{name}`", _type_of(field)
        if "$ref" in field.get("items", {}):
            yield from _fields(field["items"], schemas, f"{name}[].")


def _type_of(field: dict[str, Any]) -> str:
    kinds = field.get("anyOf", [field])
    return " or ".join(str(each.get("format", each.get("type", ""))) for each in kinds)
