"""The pictures of caseloads and of the coming weeks, as numbers that a template draws; each stands beside its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from openiro.allocation.queries import CaseloadLine
from openiro.govuk.dates import short_date
from openiro.reviews.queries import DemandWeek

BAR_WIDTH = 240
CHART_HEIGHT = 120
WEEK_WIDTH = 26
LABEL_EVERY = 4


@dataclass(frozen=True)
class Bar:
    """A caseload on a scale that all share: the children, and the band of the guide, in drawing units."""

    children: float
    guide_from: float
    guide_width: float


@dataclass(frozen=True)
class WeekBar:
    """Reviews due in one week: the column, and within it, at its foot, those of children without an officer."""

    x: int
    height: float
    y: float
    nobody: float
    nobody_y: float
    total: int
    label: str


def bar_of(line: CaseloadLine, most: float) -> Bar:
    """The bar of one caseload; `most` is the number that fills the width."""
    unit = BAR_WIDTH / max(most, 1)
    low, high = line.guide_low or 0, line.guide_high or 0
    return Bar(round(line.children * unit, 1), round(low * unit, 1), round((high - low) * unit, 1))


def scale_of(lines: Sequence[CaseloadLine]) -> float:
    """The number that fills the width of the longest bar."""
    return max((max(line.children, line.guide_high or 0) for line in lines), default=1)


def week_bars(weeks: Sequence[DemandWeek]) -> list[WeekBar]:
    """The columns of the coming weeks, the fullest as high as the picture."""
    unit = CHART_HEIGHT / max((week.total for week in weeks), default=1) if any(week.total for week in weeks) else 0
    return [_column(place, week, unit) for place, week in enumerate(weeks)]


def _column(place: int, week: DemandWeek, unit: float) -> WeekBar:
    height, nobody = round(week.total * unit, 1), round(week.without_officer * unit, 1)
    label = short_date(week.monday) if place % LABEL_EVERY == 0 else ""
    return WeekBar(place * WEEK_WIDTH, height, CHART_HEIGHT - height, nobody, CHART_HEIGHT - nobody, week.total, label)
