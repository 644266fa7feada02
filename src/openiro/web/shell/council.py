"""How the council calls itself and its service, and its colour."""

import re
from dataclasses import dataclass

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Council:
    """`colour` is written into a style sheet, so nothing but six hexadecimal digits is accepted."""

    name: str
    service: str
    colour: str

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.colour):
            raise ValueError(f"'{self.colour}' is no colour. Write it as # and six digits, such as #1f4e5f.")


DEFAULT = Council("Your council", "Independent Reviewing Service", "#1f4e5f")


def council() -> Council:
    """The council whose service this is."""
    return DEFAULT
