"""How a number is shown to a reader: the one place where it is decided, for every kind of file and page."""

from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from openiro.documents.content import Kind, Value

NOT_KNOWN = "–"
PLACES = {Kind.COUNT: 0, Kind.PERCENT: 1, Kind.DECIMAL: 1, Kind.MONEY: 0}


def rounded(value: int | float, kind: Kind) -> Decimal:
    """`value` rounded half-up (away from zero) to the places of its kind: 1 for percent and decimal, else 0.

    Works on the shortest decimal that names the float, so 41.85 gives 41.9. `value` must be finite.
    """
    step = Decimal(1).scaleb(-PLACES.get(kind, 0))
    return Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)


def is_known(value: Value) -> bool:
    """Whether there is something to show: not None, not NaN or infinite, not blank text."""
    if value is None:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    return isfinite(value)


def shown(value: Value, kind: Kind) -> str:
    """A value as text: '1,234', '41.8%', '£1,500', '–' when it is not known; text stands as it is.

    A number in a text column is shown as it is written, without thousands (a year, a code).
    """
    if not is_known(value) or value is None:
        return NOT_KNOWN
    if isinstance(value, str) or kind is Kind.TEXT:
        return str(value)
    number = rounded(value, kind)
    sign = "−" if number < 0 else ""
    before = "£" if kind is Kind.MONEY else ""
    after = "%" if kind is Kind.PERCENT else ""
    return f"{sign}{before}{abs(number):,}{after}"
