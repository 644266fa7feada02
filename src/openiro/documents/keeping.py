"""A paper as plain JSON and back, so that it comes out in years as it was, whatever the records say by then."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from openiro.documents import content
from openiro.documents.content import Document

TYPE = "type"
_KINDS: dict[str, Any] = {
    name: each
    for name, each in vars(content).items()
    if isinstance(each, type) and (is_dataclass(each) or issubclass(each, Enum))
}


def as_plain(value: Any) -> Any:
    """The paper, or any part of it, as numbers, text, lists and objects that say what they are."""
    if isinstance(value, Enum):
        return {TYPE: type(value).__name__, "value": value.value}
    if isinstance(value, date):
        return {TYPE: "date", "value": value.isoformat()}
    if is_dataclass(value):
        return {TYPE: type(value).__name__} | {each.name: as_plain(getattr(value, each.name)) for each in fields(value)}
    return [as_plain(each) for each in value] if isinstance(value, tuple | list) else value


def from_plain(plain: Any) -> Any:
    """What `as_plain` made, built again. What a later version of the software no longer knows is left out."""
    if isinstance(plain, list):
        return tuple(map(from_plain, plain))
    if not isinstance(plain, dict):
        return plain
    if plain[TYPE] == "date":
        return date.fromisoformat(plain["value"])
    made = _KINDS[plain[TYPE]]
    if issubclass(made, Enum):
        return made(plain["value"])
    return made(**{each.name: from_plain(plain[each.name]) for each in fields(made) if each.name in plain})


def document_of(plain: Any) -> Document:
    """The whole paper from its JSON. Raises `KeyError` where it holds a kind of block that is not known."""
    found: Document = from_plain(plain)
    return found
