"""How each published file is laid out: which columns tell it apart, where its figures stand, and who published it.

The Department for Education and the Office for National Statistics publish under the Open Government Licence. A figure
of a collection year is as at 31 March; an estimate of 30 June is that of the collection year in which the day lies, as
the Department's own rates have it (its rates of 2025 are over the mid-2024 estimate).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

COUNTRY, REGION, AUTHORITY, GROUP = "country", "region", "authority", "group"
LEVELS = {"NATIONAL": COUNTRY, "REGIONAL": REGION, "LOCAL AUTHORITY": AUTHORITY}
ENGLAND = "E92000001"
LONDON = "E12000007"
# Parts of a region that the Department prints as regions of their own.
WITHIN = {"E13000001": LONDON, "E13000002": LONDON}
# What stands in place of a number, and what it means.
SYMBOLS = {
    "c": "hidden by the publisher because it is small",
    "z": "not applicable",
    "x": "not available",
    ":": "not available",
    "..": "not available",
    "u": "too unreliable to publish",
    "k": "rounds to nothing",
    "low": "rounds to nothing",
    "-": "rounds to nothing",
}
_STANDARD = {
    COUNTRY: ("COUNTRY_CODE", "COUNTRY_NAME"),
    REGION: ("REGION_CODE", "REGION_NAME"),
    AUTHORITY: ("OLD_LA_CODE", "LA_NAME"),
}
_SHORT = dict.fromkeys((COUNTRY, REGION, AUTHORITY), ("CODE", "NAME"))
_CARE = "Department for Education, Children looked after in England including adoptions"
_NEED = "Department for Education, Characteristics of children in need"
_POPULATION = "Office for National Statistics, mid-year population estimates"


@dataclass(frozen=True)
class Series:
    """One series of figures in a file: its name here, its column, and what the other columns of its rows say."""

    indicator: str
    column: str
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """One published layout. `tells` are the columns that it is known by.

    `later`: years from the printed year to the collection year; `as_at` the month and day of a figure in its printed
    year. `level` and `codes` say where the area stands. `neighbours` are the columns of nearest neighbours, in order.
    """

    id: str
    title: str
    source: str
    tells: frozenset[str]
    series: tuple[Series, ...] = ()
    later: int = 0
    as_at: tuple[int, int] = (3, 31)
    level: str = "GEOGRAPHIC_LEVEL"
    codes: Mapping[str, tuple[str, str]] = field(default_factory=lambda: _STANDARD)
    neighbours: tuple[str, ...] = ()


def _rates(column: str, on_day: str, started: str, ceased: str) -> tuple[Series, ...]:
    return tuple(
        Series(indicator, "RATE_PER_10000", {column: words})
        for indicator, words in (("looked_after_rate", on_day), ("started_rate", started), ("ceased_rate", ceased))
    )


_STANDARD_COLUMNS = frozenset({"TIME_PERIOD", "GEOGRAPHIC_LEVEL", "COUNTRY_CODE", "REGION_CODE", "OLD_LA_CODE"})
LIST, REGIONS = "list", "regions"
LIST_COLUMNS = ("MEASURE", "CATEGORY", "WHO", "AS_AT", "VALUE", "SOURCE")
LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "care-rates",
        "Children looked after: numbers and rates per 10,000",
        _CARE,
        _STANDARD_COLUMNS | {"POPULATION_TYPE", "RATE_PER_10000"},
        _rates(
            "POPULATION_TYPE",
            "Children looked after on 31 March each year",
            "Children starting to be looked after each year",
            "Children ceasing to be looked after each year",
        ),
    ),
    Layout(
        "care-rates-short",
        "Children looked after: England and regions",
        _CARE,
        frozenset({"TIME_PERIOD", "LEVEL", "CODE", "NAME", "MEASURE", "RATE_PER_10000"}),
        _rates(
            "MEASURE",
            "looked_after_at_31_march",
            "starting_to_be_looked_after_in_year",
            "ceasing_to_be_looked_after_in_year",
        ),
        level="LEVEL",
        codes=_SHORT,
    ),
    Layout(
        "placement-stability",
        "Children looked after: stability of placements",
        _CARE,
        _STANDARD_COLUMNS | {"CLA_GROUP", "PLACEMENT_STABILITY", "CHILDREN_PERCENT"},
        (
            Series(
                "three_or_more_placements",
                "CHILDREN_PERCENT",
                {
                    "CLA_GROUP": "CLA on 31 March",
                    "PLACEMENT_STABILITY": "With 3 or more placements during the year",
                },
            ),
            Series(
                "same_carer_2_years",
                "CHILDREN_PERCENT",
                {
                    "CLA_GROUP": "Children looked after continuously for at least 2.5 years on 31 March aged under 16"
                    " years",
                    "PLACEMENT_STABILITY": "Living with the same carer for at least 2 years",
                },
            ),
        ),
    ),
    Layout(
        "second-plans",
        "Child protection plans: second or subsequent",
        _NEED,
        _STANDARD_COLUMNS | {"CPP_START", "CPP_SUBSEQUENT_PERCENT"},
        (Series("second_plans", "CPP_SUBSEQUENT_PERCENT"),),
    ),
    Layout(
        "plans-by-length",
        "Child protection plans at 31 March by how long they have lasted",
        _NEED,
        _STANDARD_COLUMNS | {"CPP_AT31", "2_YEARS_OR_MORE_PERCENT"},
        (Series("plans_open_2_years", "2_YEARS_OR_MORE_PERCENT"),),
    ),
    Layout(
        "plans-by-length-short",
        "Child protection plans at 31 March by length: England and regions",
        _NEED,
        frozenset({"TIME_PERIOD", "LEVEL", "CODE", "NAME", "CPP_AT_31_MARCH", "2_YEARS_PLUS_PCT"}),
        (Series("plans_open_2_years", "2_YEARS_PLUS_PCT"),),
        level="LEVEL",
        codes=_SHORT,
    ),
    Layout(
        "population",
        "People under 18, mid-year estimates",
        _POPULATION,
        _STANDARD_COLUMNS | {"AGE_GROUP", "POPULATION_ESTIMATE"},
        (Series("population_under_18", "POPULATION_ESTIMATE", {"AGE_GROUP": "Children aged 0 to 17 years"}),),
        later=1,
        as_at=(6, 30),
    ),
    Layout(
        "neighbours",
        "Statistical neighbours",
        "Department for Education, statistical neighbour model",
        frozenset({"OLD_LA_CODE", "LA_NAME", *(f"SN_{place}" for place in range(1, 11))}),
        neighbours=tuple(f"SN_{place}" for place in range(1, 11)),
    ),
    Layout(
        "neighbours-codes",
        "Statistical neighbours, codes only",
        "Department for Education, statistical neighbour model",
        frozenset({"OLD_LA_CODE", *(f"SN{place}" for place in range(1, 11))}),
        neighbours=tuple(f"SN{place}" for place in range(1, 11)),
    ),
    Layout(REGIONS, "Authorities and their regions", "", frozenset({"LOCAL_AUTHORITY", "REGION"})),
    Layout(LIST, "Figures copied from publications", "", frozenset(LIST_COLUMNS)),
)


def layout_named(name: str) -> Layout:
    """The layout of that id. Raises `KeyError`."""
    return {each.id: each for each in LAYOUTS}[name]
