"""What published files say of a measure: England, the region, statistical neighbours, named authorities, over years."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from openiro.benchmarks.models import PublishedArea, PublishedNeighbour, PublishedValue
from openiro.benchmarks.queries.files import STANDS
from openiro.core.clock import LONDON
from openiro.core.remembered import remembered
from openiro.domain.comparing import COMPARED
from openiro.domain.policy import Policy
from openiro.domain.shares import ratio
from openiro.formats.open_statistics import number_of
from openiro.formats.open_statistics_layouts import AUTHORITY, ENGLAND, GROUP, REGION, WITHIN, layout_named
from openiro.measures.compute import measure_named
from openiro.people.queries import policy_in_force

POPULATION = "population_under_18"
NEIGHBOURS = "Statistical neighbours"


@dataclass(frozen=True)
class Comparator:
    """A published figure to hold a measure against.

    `who`: england, region, neighbours, authority, own (the council's own as published) or group; `name` is that in
    words. `value` is None where a symbol was printed; `printed` is what was (for an average, to 1 decimal). `year` is
    the collection year, `as_at` the day that the figure is of. `was`: what an earlier file printed for it, where that
    differs. `of`: of an average, how many authorities have a figure, and of how many. `differs`: see `Compared`.
    """

    who: str
    name: str
    category: str
    year: int
    as_at: date
    value: float | None
    printed: str
    unit: str
    source: str
    was: str = ""
    of: tuple[int, int] | None = None
    differs: str = ""

    @property
    def period(self) -> str:
        """The collection year in words: '2024/25'."""
        return f"{self.year - 1}/{self.year % 100:02}"


@dataclass(frozen=True)
class LeagueLine:
    """One authority of the region with its figure; `is_own` marks the council itself."""

    name: str
    value: float | None
    printed: str
    is_own: bool


@dataclass(frozen=True)
class _Published:
    """What is published of one measure, with the places that the council is held against."""

    measure: str
    policy: Policy
    areas: Mapping[str, PublishedArea]
    neighbours: tuple[str, ...]
    by_area: Mapping[tuple[str, str], Mapping[int, Comparator]]

    @cached_property
    def region(self) -> str:
        """The code of the council's region; empty where no file names it."""
        own = self.areas.get(self.policy.la_code)
        named = [each.code for each in self.areas.values() if (each.level, each.name) == (REGION, self.policy.region)]
        return named[0] if named else WITHIN.get(own.region, own.region) if own else ""

    @property
    def in_region(self) -> list[PublishedArea]:
        """The authorities of the council's region."""
        authorities = [each for each in self.areas.values() if each.level == AUTHORITY]
        return [each for each in authorities if self.region and WITHIN.get(each.region, each.region) == self.region]

    def held_against(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Who, in what words, and of which areas."""
        own = self.policy.comparators
        yield "england", "England", (ENGLAND,)
        if self.region:
            known = self.areas.get(self.region)
            yield "region", known.name if known else self.policy.region, (self.region,)
        yield "neighbours", NEIGHBOURS, self.neighbours
        yield from (("group", name, codes) for name, codes in own.groups.items())
        yield from (("authority", self._name(code), (code,)) for code in own.authorities)
        published = f"{self.policy.council} as published"
        yield "own", published, (self.policy.la_code,)
        of_council = {self.policy.council: published, self._name(self.policy.la_code): published}
        copied = [each for each in self.areas.values() if each.level == GROUP]
        yield from (("group", of_council.get(each.name, each.name), (each.code,)) for each in copied)

    def _name(self, code: str) -> str:
        return self.areas[code].name if code in self.areas else f"Authority {code}"

    def series(self, who: str, name: str, codes: Sequence[str], category: str) -> dict[int, Comparator]:
        """The figures of those areas by year: of one as printed, of several their average."""
        found = [self.by_area[code, category] for code in codes if (code, category) in self.by_area]
        is_one = len(codes) == 1 and who not in ("neighbours",)
        if is_one:
            return {year: replace(each, who=who, name=name) for area in found for year, each in area.items()}
        years = sorted({year for area in found for year in area})
        return {year: _average(who, name, [area[year] for area in found if year in area], len(codes)) for year in years}

    def told(self, category: str, to: date) -> dict[str, dict[int, Comparator]]:
        """The figures of a category as at `to` or before, by who in words, then by year; whoever has none is left out.

        What was copied under a name that a publisher's file has too fills the years that the file leaves out.
        """
        found: dict[str, dict[int, Comparator]] = {}
        for who, name, codes in self.held_against():
            years = {y: each for y, each in self.series(who, name, codes, category).items() if each.as_at <= to}
            if years:
                found[name] = years | found.get(name, {})
        return found

    @property
    def categories(self) -> list[str]:
        """The categories that anything is published for; empty stands for the whole."""
        return sorted({category for _, category in self.by_area})


def comparators_for(measure: str, to: date) -> tuple[Comparator, ...]:
    """The latest published figures that a measure as at `to` can be held against, each with its own day and source.

    England first, then the region, statistical neighbours (the average of those with a figure), the policy's groups and
    authorities, the council's own as published, and whatever else was copied from publications. Empty where nothing is
    published. Four queries.
    """
    found = _published(measure, to)
    return tuple(
        max(years.values(), key=lambda each: each.as_at)
        for category in found.categories
        for years in found.told(category, to).values()
    )


def published_series(measure: str, to: date) -> dict[str, dict[int, Comparator]]:
    """What is published of a whole measure up to `to`, by who in words and collection year. Queries as above."""
    return _published(measure, to).told("", to)


def published_by_category(measure: str, to: date) -> dict[str, dict[str, dict[int, Comparator]]]:
    """What is published of the categories of a measure up to `to`, by who in words, category and collection year.

    Only of those of whom more than one year is published. Queries as above.
    """
    found = _published(measure, to)
    told: dict[str, dict[str, dict[int, Comparator]]] = {}
    for category in filter(None, found.categories):
        for name, years in found.told(category, to).items():
            told.setdefault(name, {})[category] = years
    return {name: each for name, each in told.items() if len({year for years in each.values() for year in years}) > 1}


def league_for(measure: str, to: date) -> tuple[int, list[LeagueLine]]:
    """The latest year before `to` and the authorities of the council's region in it, the lowest first.

    Those without a number stand at the end. (0, []) where nothing is published of them. Queries as above.
    """
    found = _published(measure, to)
    figures = {each: found.by_area.get((each.code, ""), {}) for each in found.in_region}
    year = max((y for years in figures.values() for y, each in years.items() if each.as_at <= to), default=0)
    lines = [
        LeagueLine(area.name, years[year].value, years[year].printed, area.code == found.policy.la_code)
        for area, years in figures.items()
        if year in years
    ]
    return year, sorted(lines, key=lambda line: (line.value is None, line.value or 0, line.name))


def population_estimates(la_code: str) -> dict[int, int]:
    """People under 18 of an authority by collection year, from the latest file of the statistics office that stands.

    That of 30 June 2024 is under 2025: the Department's rates of 2025 are over it.
    """
    rows = PublishedValue.objects.filter(indicator=POPULATION, area=la_code, **STANDS).order_by("file__committed_at")
    numbers = {year: number_of(printed) for year, printed in rows.values_list("year", "printed")}
    return {year: int(number) for year, number in numbers.items() if number is not None}


def indicators_published() -> frozenset[str]:
    """The names under which anything stands published: of measures, and of series that one is held against."""
    return frozenset(PublishedValue.objects.filter(**STANDS).values_list("indicator", flat=True).distinct())


def _average(who: str, name: str, of: Sequence[Comparator], wanted: int) -> Comparator:
    """The plain average of authorities, each counting the same; those with a symbol are left out."""
    numbers = [each.value for each in of if each.value is not None]
    value = ratio(sum(numbers), len(numbers), 1)
    printed = "" if value is None else f"{value:g}"
    return replace(of[0], who=who, name=name, value=value, printed=printed, was="", of=(len(numbers), wanted))


def _published(measure: str, to: date) -> _Published:
    return remembered(f"published {measure} {to}", lambda: _read(measure, to))


def _read(measure: str, to: date) -> _Published:
    policy = policy_in_force(on=to)
    own = policy.comparators.neighbours
    areas = {area.code: area for area in PublishedArea.objects.order_by("level", "name")}
    neighbours = own or _of_model(policy.la_code)
    return _Published(measure, policy, areas, neighbours, _figures(measure))


def _of_model(la_code: str) -> tuple[str, ...]:
    rows = PublishedNeighbour.objects.filter(area=la_code, **STANDS).order_by("-file__committed_at", "place")
    found = list(rows.values_list("file", "neighbour"))
    return tuple(neighbour for file, neighbour in found if file == found[0][0])


def _figures(measure: str) -> dict[tuple[str, str], dict[int, Comparator]]:
    """Every published figure of a measure, by area and category, then by year; the latest file holds."""
    told = COMPARED.get(measure)
    unit = told.unit if told else _unit(measure)
    names = [measure, *([told.indicator] if told else [])]
    rows = PublishedValue.objects.filter(indicator__in=names, **STANDS).order_by("file__committed_at", "pk")
    columns = ("area", "category", "year", "as_at", "printed", "source", "file__layout", "file__committed_at")
    found: dict[tuple[str, str], dict[int, Comparator]] = {}
    for area, category, year, as_at, printed, source, layout, loaded in rows.values_list(*columns).iterator():
        on = loaded.astimezone(LONDON)
        words = f"{source or layout_named(layout).source}; loaded {on.day} {on:%B %Y}"
        before = found.setdefault((area, category), {}).get(year)
        was = before.printed if before and before.printed != printed else before.was if before else ""
        found[area, category][year] = Comparator(
            "", "", category, year, as_at, number_of(printed), printed, unit, words, was,
            differs=told.differs if told and not source else "",
        )  # fmt: skip
    return found


def _unit(measure: str) -> str:
    return measure_named(measure).unit
