"""The pictures of caseloads and of the coming weeks; each stands beside its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from openiro.allocation.queries import CaseloadLine
from openiro.govuk.dates import short_date
from openiro.reviews.queries import DemandWeek

BAR_WIDTH = 240
CHART_HEIGHT = 120
WEEK_WIDTH = 26
LABEL_EVERY = 4


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


def guide_bar(line: CaseloadLine, most: float, tone: str) -> SafeString:
    """A caseload as a bar on a band, which is the guide; `most` is the number that fills the width."""
    unit = BAR_WIDTH / max(most, 1)
    low, high = line.guide_low or 0, line.guide_high or 0
    band = f'x="{low * unit:.1f}" y="0" width="{(high - low) * unit:.1f}" height="14"'
    bar = f'x="0" y="4" width="{line.children * unit:.1f}" height="6"'
    return mark_safe(  # numbers and a word of our own
        f'<svg class="oi-guide" viewBox="0 0 {BAR_WIDTH} 14" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false"><rect class="oi-guide__band" {band}/>'
        f'<rect class="oi-guide__bar oi-guide__bar--{tone}" {bar}/></svg>'
    )


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
