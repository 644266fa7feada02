"""Shares and averages, rounded in one way wherever they are shown: half-up to 1 decimal.

Source: measures.md of the specification; practice of the Department for Education's published tables.
"""

from decimal import ROUND_HALF_UP, Decimal

Number = int | float


def ratio(numerator: Number, denominator: Number, times: Number = 100) -> float | None:
    """`numerator` × `times` / `denominator`, rounded half-up to 1 decimal; None where the denominator is 0.

    Percent unless `times` says otherwise: 1 for an average, 10,000 for a rate of so many people.
    """
    if denominator == 0:
        return None
    return rounded(Decimal(str(numerator)) * Decimal(str(times)) / Decimal(str(denominator)))


def rounded(number: Decimal | Number) -> float:
    """The number rounded half-up to 1 decimal: 0.05 is 0.1, 96.25 is 96.3."""
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    return float(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def percent_in_words(part: Number, whole: Number) -> str:
    """A share as it is read: '94.7%'; '–' where there is no whole."""
    share = ratio(part, whole)
    return "–" if share is None else f"{share:.1f}%"
