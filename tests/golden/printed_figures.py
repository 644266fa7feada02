"""The figures that five councils printed, what became of each, and how a figure of a measure is read against it.

`figures_classified.csv` holds every row of the project's table of printed figures (`line` is its line there):
reproduced now, with the measure, the period and how it is read; or the reason why not yet.
"""

import csv
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from openiro.measures.compute import compute
from openiro.measures.figures import Figure, Result
from openiro.measures.tables import Tables
from openiro.policies import load_policy
from tests.factories.calendars import england_and_wales
from tests.factories.twins import figures_of

REPRODUCED = "reproduced"
FIRST_DAY_OF_RETURNS = "2015-04-01"
CLASSIFIED = Path(__file__).with_name("figures_classified.csv")


@dataclass(frozen=True)
class Printed:
    """One printed figure."""

    line: int
    council: str
    name: str
    source_place: str
    standing: str
    measure: str
    breakdown: str
    from_on: str
    to_on: str
    read: str
    expected: str
    why: str


@cache
def printed_figures() -> tuple[Printed, ...]:
    """Every printed figure, in the order of the table."""
    with CLASSIFIED.open(encoding="utf-8", newline="") as file:
        return tuple(
            Printed(
                line=int(row["line"]),
                council=row["council"],
                name=row["printed_measure"],
                source_place=row["source_place"],
                standing=row["standing"],
                measure=row["measure"],
                breakdown=row["breakdown"],
                from_on=row["from"],
                to_on=row["to"],
                read=row["read"],
                expected=row["expected"],
                why=row["why"],
            )
            for row in csv.DictReader(file)
        )


def count_by_standing() -> Counter[str]:
    """How many rows stand how."""
    return Counter(figure.standing for figure in printed_figures())


@cache
def entitlements_of(council: str, on: str) -> dict[str, tuple[int, int]]:
    """What children are told of, with the ages at which they are, from the council's policy."""
    return load_policy(council, date.fromisoformat(on)).checks.ages_of_entitlements


def counted(printed: Printed) -> str:
    """What the measures count for a printed figure, in the way in which it is read; compare with `expected`."""
    return counted_in(figures_of(printed.council, printed.from_on, printed.to_on), printed)


def counted_in(result: Result, printed: Printed) -> str:
    """The same, from an answer that is already there."""
    found = [figure for measure in printed.measure.split("|") for figure in _matching(result, measure, printed)]
    return _READERS[printed.read](found, printed.expected)


def wrong_figures(council: str, tables: Tables, population: Mapping[int, int]) -> list[tuple[int, str, str, str]]:
    """Figures of years that returns can tell of which `tables` count otherwise: line, name, found, printed."""
    by_period: dict[tuple[str, str], list[Printed]] = {}
    for printed in printed_figures():
        if (printed.standing, printed.council) == (REPRODUCED, council) and printed.to_on >= FIRST_DAY_OF_RETURNS:
            by_period.setdefault((printed.from_on, printed.to_on), []).append(printed)
    wrong = []
    for (from_on, to_on), of_period in by_period.items():
        result = compute(
            tables,
            from_on=date.fromisoformat(from_on),
            to_on=date.fromisoformat(to_on),
            calendar=england_and_wales(),
            only=[measure for printed in of_period for measure in printed.measure.split("|")],
            population=population,
            entitlements=entitlements_of(council, to_on),
        )
        found = [(printed, counted_in(result, printed)) for printed in of_period]
        wrong += [(each.line, each.name, told, each.expected) for each, told in found if told != each.expected]
    return sorted(wrong)


def _matching(result: Result, measure: str, printed: Printed) -> Sequence[Figure]:
    wanted = dict(part.split("=", 1) for part in printed.breakdown.split(";") if part)
    found = [
        figure
        for figure in result.figures
        if figure.id == measure
        and all(values == "*" or figure.breakdown.get(key) in values.split("|") for key, values in wanted.items())
        and (wanted or not figure.breakdown)
    ]
    assert found, f"The answer holds no {measure} {printed.breakdown}."
    return found


def _numerator(found: Sequence[Figure]) -> Decimal:
    return sum((Decimal(str(figure.numerator)) for figure in found), Decimal(0))


def _denominator(found: Sequence[Figure]) -> Decimal:
    return Decimal(str(found[0].denominator))


def _share(found: Sequence[Figure]) -> Decimal:
    if len(found) == 1:
        return Decimal(str(found[0].value))
    return _numerator(found) * 100 / _denominator(found)


def _rounded(number: Decimal, places: int = 0) -> str:
    return f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _range(found: Sequence[Figure]) -> str:
    values = [Decimal(_rounded(Decimal(str(figure.value)))) for figure in found]
    return f"{min(values)}-{max(values)}"


_READERS = {
    "numerator": lambda found, _: _plain(_numerator(found)),
    "denominator": lambda found, _: _plain(_denominator(found)),
    "fraction": lambda found, _: f"{_plain(_numerator(found))}/{_plain(_denominator(found))}",
    "missed": lambda found, _: _plain(_denominator(found) - _numerator(found)),
    "value 0": lambda found, _: _rounded(_share(found)),
    "value 1": lambda found, _: _rounded(_share(found), 1),
    "tenths": lambda found, _: _rounded(_share(found) / 10),
    "rest 0": lambda found, _: _rounded(100 - _share(found)),
    "rest under": lambda found, limit: limit if 100 - _share(found) < Decimal(limit) else _plain(100 - _share(found)),
    "under": lambda found, limit: limit if _share(found) < Decimal(limit) else _plain(_share(found)),
    "over": lambda found, limit: limit if _share(found) > Decimal(limit) else _plain(_share(found)),
    "each 0": lambda found, _: "|".join(sorted({_rounded(_share([one])) for one in found})),
    "range": lambda found, _: _range(found),
}


def main() -> None:
    """Say how many printed figures are reproduced, and how many are not and why."""
    standings = count_by_standing()
    sys.stdout.write(f"{standings[REPRODUCED]} of {sum(standings.values())} printed figures are reproduced.\n")
    for standing, count in standings.most_common():
        if standing != REPRODUCED:
            sys.stdout.write(f"{count:>4}  {standing}\n")


if __name__ == "__main__":
    main()
