"""Which codes of the return may be used on a day."""

from collections.abc import Mapping
from datetime import date

from openiro.domain.codes import LAST_YEAR, codes_valid
from openiro.domain.refusal import Refusal

_NAMES = {
    "LS": "legal status",
    "PLACE": "placement",
    "CIN": "category of need",
    "PLACE_PROVIDER": "provider",
    "REC": "reason care ended",
    "RNE": "reason the episode began",
    "REASON_PLACE_CHANGE": "reason for the move",
}
_REQUIRED = frozenset({"LS", "PLACE", "CIN", "REC", "RNE"})
APRIL = 4


class UnableToUseCode(Refusal):
    """A code of the return is missing, or is not valid on the day."""


def collection_year(day: date) -> int:
    """The collection year that holds `day`: 2018 for 1 April 2017 to 31 March 2018."""
    return day.year + (day.month >= APRIL)


def check_codes(codes: Mapping[str, str], on: date) -> None:
    """Raises `UnableToUseCode` for a code that is missing, or not valid in the collection year of `on`."""
    year = min(collection_year(on), LAST_YEAR)
    for field, code in codes.items():
        if not code and field in _REQUIRED:
            raise UnableToUseCode(f"The {_NAMES[field]} is missing. Choose one from the list.")
        if code and code not in codes_valid(field, year):
            raise UnableToUseCode(
                f"{code} is not a code of {_NAMES[field]} on {on:%d/%m/%Y}. Choose one from the list."
            )
