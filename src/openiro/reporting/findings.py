"""The figures of a paper, asked for by name, and what a reader is told beside each."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from openiro.benchmarks.queries import Comparator, LeagueLine
from openiro.documents.content import Kind, Value
from openiro.documents.figures import shown
from openiro.domain.codes import meaning_of
from openiro.domain.comparing import Better, Target
from openiro.domain.policy import Policy
from openiro.domain.words import in_number
from openiro.measures.figures import Result
from openiro.measures.publication import HIDDEN, ToldFigure
from openiro.measures.telling import Published, tell
from openiro.reporting.queries import Beside, FigureNoteLine, Measured, Others, Practice, measured_rows, year_before
from openiro.reporting.words import breakdown_in_words, period_in_words

PERCENT = "percent"
PROJECTED = "reviews.projected"
RESULTS_KEPT = 32
CHAIR, BOTH = "conference_chair", "both"


def _nothing_published(from_on: date, to_on: date) -> Published:
    return ()


@dataclass(frozen=True)
class Findings:
    """The figures of a period beside those of the year before, counts from 1 to `hide_up_to` hidden (0: none).

    `ask_beside` answers the other periods that a table shows; it is asked only where a table does. `noted`: by
    measure, what a reader must know that the records do not say. `published` answers what was published of a period.
    `practice`: what the service keeps beside the measures; None where nobody asks for it. `others`: figures published
    of other councils; None where nobody asks for them. `asked` are the measures asked for so far, in that order.
    """

    measured: Measured
    hide_up_to: int = 0
    ask_beside: Callable[[], Sequence[Beside]] = tuple
    noted: Mapping[str, Sequence[FigureNoteLine]] = field(default_factory=dict)
    published: Callable[[date, date], Published] = _nothing_published
    practice: Practice | None = None
    others: Others | None = None
    asked: dict[str, None] = field(default_factory=dict, compare=False)

    @cached_property
    def told(self) -> tuple[ToldFigure, ...]:
        """Every figure of the period as it may be shown, in the order of the result."""
        return self._told(self.measured.result, self.measured.from_on, self.measured.to_on)

    @cached_property
    def _by_measure(self) -> dict[str, list[ToldFigure]]:
        return _by_measure(self.told)

    @cached_property
    def _by_measure_before(self) -> dict[str, list[ToldFigure]]:
        before = self.measured.before
        days = year_before(self.measured.from_on, self.measured.to_on)
        return _by_measure(self._told(before, *days)) if before else {}

    @cached_property
    def _beside(self) -> list[tuple[Beside, dict[str, list[ToldFigure]]]]:
        return [(each, _by_measure(self._told(each.result, each.from_on, each.to_on))) for each in self.ask_beside()]

    @property
    def round_to(self) -> int:
        """What counts of children are rounded to where small numbers are hidden; 0: they are not rounded."""
        return self.policy.report.round_to if self.hide_up_to else 0

    def told_of(self, measures: Collection[str]) -> dict[str, list[dict[str, Any]]]:
        """What a paper that shows `measures` tells, by period, to be held against what is published later."""
        found = self.measured
        results = [(found.result, found.from_on, found.to_on)]
        results += [(each.result, each.from_on, each.to_on) for each in self.ask_beside()]
        results += [(found.before, *year_before(found.from_on, found.to_on))] if found.before else []
        return {
            period_key(from_on, to_on): [
                each.to_json() for each in self._told(result, from_on, to_on) if each.id in measures
            ]
            for result, from_on, to_on in results
        }

    def _told(self, result: Result, from_on: date, to_on: date) -> tuple[ToldFigure, ...]:
        published = self.published(from_on, to_on) if self.hide_up_to else ()
        if not published:
            return _told_alone(result, self.hide_up_to, self.round_to)
        return tell(result, hide_up_to=self.hide_up_to, round_to=self.round_to, published=published)

    @property
    def policy(self) -> Policy:
        """The council's policy on the last day of the period."""
        return self.measured.policy

    @property
    def has_year_before(self) -> bool:
        """Whether the records reach back to the same days a year before."""
        return self.measured.before is not None

    def figures(self, measure: str) -> list[ToldFigure]:
        """Every figure of a measure in the order printed, zeros too; none where the records do not tell it."""
        self.asked[measure] = None
        return self._by_measure.get(measure, [])

    def figure(self, measure: str, **breakdown: str) -> ToldFigure | None:
        """One figure of a measure; None where the records do not tell it."""
        return _one(self.figures(measure), breakdown)

    def year_before(self, measure: str, **breakdown: str) -> ToldFigure | None:
        """The same figure of the year before; None where the records do not tell it."""
        return _one(self._by_measure_before.get(measure, []), breakdown)

    def beside(self, measure: str, **breakdown: str) -> list[tuple[Beside, ToldFigure | None]]:
        """The same figure in each of the other periods that a table shows; None where the records do not tell it."""
        return [(period, _one(found.get(measure, []), breakdown)) for period, found in self._beside]

    def occurring(self, measure: str) -> list[ToldFigure]:
        """The figures whose category occurs: a list of thirty codes prints the nine in use."""
        return [each for each in self.figures(measure) if each.occurs]

    def records(self, measure: str) -> list[dict[str, Any]]:
        """The rows behind a measure; none where small numbers are hidden, or the records do not tell it."""
        if self.hide_up_to or not self.figures(measure):
            return []
        period = {"from_on": self.measured.from_on, "to_on": self.measured.to_on}
        rows: list[dict[str, Any]] = measured_rows(measure, {}, **period).to_dicts()
        return rows

    def comparators(self, measure: str) -> tuple[Comparator, ...]:
        """The published figures that a measure can be held against; none where the records do not tell ours."""
        return self.others.comparators(measure) if self.others and self.figures(measure) else ()

    def published_by_category(self, measure: str) -> dict[str, dict[str, dict[int, Comparator]]]:
        """Published figures of its categories over years (see `benchmarks.queries`)."""
        return self.others.by_category(measure) if self.others and self.figures(measure) else {}

    def published_series(self, measure: str) -> dict[str, dict[int, Comparator]]:
        """Published figures of the whole measure over years (see `benchmarks.queries`)."""
        return self.others.series(measure) if self.others else {}

    def league(self, measure: str) -> tuple[int, list[LeagueLine]]:
        """The year and the authorities of the region with their published figure (see `benchmarks.queries`)."""
        return self.others.league(measure) if self.others else (0, [])

    def notes(self, measure: str) -> list[str]:
        """What a reader must know of a measure's figures, in words; a small number counted by hand is hidden too."""
        return [self._note(each) for each in self.noted.get(measure, [])]

    def _note(self, note: FigureNoteLine) -> str:
        days = period_in_words(note.from_on, note.to_on)
        told = f"{meaning_of('FIGURE_NOTE', note.kind)}, {days}: {note.words}"
        if note.by_hand is None:
            return told
        number = HIDDEN if 0 < note.by_hand <= self.hide_up_to else note.by_hand
        return f"{told.rstrip('.')}. Counted by hand: {count_in_words(number)}."

    def target(self, measure: str) -> Target | None:
        """The target of the council's policy for figures as at the last day; None where it has none."""
        return self.policy.target(measure, on=self.measured.to_on)


@lru_cache(maxsize=RESULTS_KEPT)
def _told_alone(result: Result, hide_up_to: int, round_to: int) -> tuple[ToldFigure, ...]:
    return tell(result, hide_up_to=hide_up_to, round_to=round_to)


def period_key(from_on: date, to_on: date) -> str:
    """A period as the key of what was published of it."""
    return f"{from_on}/{to_on}"


def _by_measure(told: Iterable[ToldFigure]) -> dict[str, list[ToldFigure]]:
    found: dict[str, list[ToldFigure]] = {}
    for figure in told:
        found.setdefault(figure.id, []).append(figure)
    return found


def _one(figures: Sequence[ToldFigure], breakdown: dict[str, str]) -> ToldFigure | None:
    return next((each for each in figures if dict(each.breakdown) == breakdown), None)


def units_in_use(findings: Findings) -> list[str]:
    """The units of caseloads that somebody belongs to; chairs, and both together, only where there are chairs."""
    found = [figure for figure in findings.figures("caseload.average") if figure.denominator]
    units = [figure.breakdown["unit"] for figure in found]
    return units if CHAIR in units else [unit for unit in units if not unit.startswith((CHAIR, BOTH))]


def kind_of(figure: ToldFigure) -> Kind:
    """How a figure's value is shown."""
    if figure.unit == PERCENT:
        return Kind.PERCENT
    whole = isinstance(figure.numerator, str) or float(figure.numerator or 0).is_integer()
    if figure.id == PROJECTED:
        return Kind.COUNT
    return Kind.COUNT if figure.denominator is None and whole else Kind.DECIMAL


def value_in_words(figure: ToldFigure) -> str:
    """The value as it is printed: '100.0%', '1,234', 'hidden', '–' where nothing could be counted."""
    return shown(figure.value, kind_of(figure))


def count_in_words(number: Value) -> str:
    """A count as it is printed: '1,234', '3.2' of posts, 'hidden'."""
    whole = isinstance(number, str) or number is None or float(number).is_integer()
    return shown(number, Kind.COUNT if whole else Kind.DECIMAL)


def held_against(figure: ToldFigure) -> str:
    """What the value is made of: '525 of 525', or the unit of a count; and how many could not be judged."""
    if figure.unit == PERCENT:
        words = f"{count_in_words(figure.numerator)} of {count_in_words(figure.denominator)}"
        if figure.denominator == 0:
            words = "none to be judged"
        if HIDDEN in (figure.numerator, figure.denominator):
            words = "small numbers are hidden"
    else:
        words = in_number(figure.value, figure.unit)
    return words + (f"; {unknown}" if (unknown := unknown_in_words(figure)) else "")


def made_of_words(figure: ToldFigure) -> str:
    """'525 of 525', '169 children for 3.2', or the unit of a count."""
    if figure.unit == PERCENT:
        return held_against(figure).partition(";")[0]
    unsaid = figure.denominator is None or HIDDEN in (figure.numerator, figure.denominator)
    if unsaid or figure.id == PROJECTED:
        return in_number(figure.value, figure.unit)
    return f"{count_in_words(figure.numerator)} for {count_in_words(figure.denominator)}"


def unknown_in_words(figure: ToldFigure) -> str:
    """How many records could not be judged: '7 could not be judged', nothing where all could."""
    if figure.unknown == HIDDEN:
        return "a few could not be judged"
    return f"{figure.unknown:,} could not be judged" if figure.unknown else ""


def target_in_words(figure: ToldFigure, target: Target | None) -> str:
    """The target and whether it is met: 'target 100%, met', 'target 3 or less, not met'; nothing without one."""
    if target is None:
        return ""
    words = f"target {target.value:g}{'%' if figure.unit == PERCENT else ''}"
    words += " or less" if target.better is Better.LOW else ""
    if not isinstance(figure.value, int | float):
        return words
    return f"{words}, {'met' if target.is_met_by(figure.value) else 'not met'}"


def year_before_in_words(figure: ToldFigure | None) -> str:
    """'98.2% the year before'; nothing where the records do not reach back."""
    if figure is None or figure.value is None:
        return ""
    return f"{value_in_words(figure)} the year before"


def category_of(figure: ToldFigure, policy: Policy) -> str:
    """The category of a breakdown in words."""
    return breakdown_in_words(figure.id, figure.breakdown, policy)
