"""A list of codes as text, and each code with its meaning and the collection years it is valid in."""

from dataclasses import dataclass

FIRST_YEAR = 2016
LAST_YEAR = 2027
FIRST_RETURN = 1993


@dataclass(frozen=True)
class Code:
    """One code, valid in collection years `valid_from` to `valid_to`, both included (`None`: to this day)."""

    code: str
    meaning: str
    valid_from: int = FIRST_YEAR
    valid_to: int | None = None

    def is_valid_in(self, year: int) -> bool:
        """Whether the code may be used in collection year `year`."""
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)


def listed(text: str) -> tuple[Code, ...]:
    """Codes from lines of `code meaning`, with an optional `[from-to]` of collection years after the code."""
    return tuple(_code(line.strip()) for line in text.strip().splitlines())


def _code(line: str) -> Code:
    code, rest = line.split(" ", 1)
    if not rest.startswith("["):
        return Code(code, rest)
    years, meaning = rest[1:].split("] ", 1)
    first, _, last = years.partition("-")
    return Code(code, meaning, int(first or FIRST_YEAR), int(last) if last else None)
