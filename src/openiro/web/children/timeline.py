"""A child's time in care as a picture: where every bar and mark stands, and the same in words.

Along the picture things stand in per cent of its width, so that it fits any page; downwards in pixels, so that its
words stay as large as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from openiro.children.queries import Timeline
from openiro.domain.care import CarePeriod
from openiro.domain.review_sequence import Timeliness
from openiro.domain.timetable import TimetableStatus
from openiro.domain.words import sentence
from openiro.govuk.dates import MONTHS, long_date
from openiro.reviews.queries import ChildReviews, ReviewLine
from openiro.web.children.words import SHORT_PLACEMENT, SHORT_STATUS, in_words

# Widths of the picture in pixels: on a wide page, and the least it may have on a narrow one, where it scrolls and
# should show today without being scrolled.
WIDE = 980
NARROW = (720, 600, 480, 360)
WINDOW = 145
LETTER = 7.4
LANE = 58
TOP = 34
CROWDED = 60
AHEAD = ("due", "planned")


@dataclass(frozen=True)
class Bar:
    """A stretch of time in a lane; `label` is what fits inside it, `wide` on a wide page, `title` says it in full."""

    left: float
    width: float
    label: str
    wide: str
    title: str
    kind: str


@dataclass(frozen=True)
class Mark:
    """A day in a lane: its shape says what it is, `word` repeats it where there is room."""

    left: float
    shape: str
    word: str
    title: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Lane:
    """One line of the picture, with its words: each bar and mark told."""

    name: str
    top: int
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def words(self) -> list[str]:
        """Everything in the lane, in order."""
        return [bar.title for bar in self.bars] + [mark.title for mark in self.marks]


@dataclass(frozen=True)
class Tick:
    """A line of the grid and the year or month that begins there; some have no room for words."""

    left: float
    label: str


@dataclass(frozen=True)
class Picture:
    """The whole: lanes from the top, the grid, today. `summary` describes it in one breath.

    `narrow` is its least width in pixels.
    """

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today: float
    today_anchor: str
    height: int
    narrow: int
    summary: str
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date
    today: date

    def at(self, day: date) -> float:
        whole = (self.last - self.first).days
        return round(100 * min(max((day - self.first).days, 0), whole) / whole, 3)

    @property
    def narrow(self) -> int:
        """The largest least width at which the end of the picture shows today."""
        room = WINDOW * 100 / max(100 - self.at(self.today), 1)
        return next((width for width in NARROW if width <= room), NARROW[-1])

    def pixels(self, left: float) -> float:
        return left * self.narrow / 100


SHAPES = {
    Timeliness.IN_TIME: ("in-time", "in time"),
    Timeliness.LATE: ("late", "late"),
    Timeliness.LATE_COMPLETION: ("late", "completed late"),
    Timeliness.AWAITS_COMPLETION: ("open", "adjourned"),
    Timeliness.UNKNOWN: ("unknown", "not known"),
}
LEGEND = {
    "in-time": "review in time",
    "late": "review late",
    "unknown": "review, not known whether in time",
    "open": "review adjourned, not completed",
    "planned": "review planned",
    "due": "last day for the next review",
}


def picture(timeline: Timeline, reviews: ChildReviews | None) -> Picture | None:
    """The picture of a child's time in care, without reviews where there are none to show; None without any care."""
    if not timeline.periods:
        return None
    scale = _scale(timeline, reviews)
    rows: list[tuple[str, list[Bar], list[Mark]]] = [
        ("In care", list(_care_bars(timeline, scale)), []),
        ("Legal status", list(_status_bars(timeline, scale)), []),
        ("Placement", list(_placement_bars(timeline, scale)), []),
        ("Adoption", list(_adoption_bars(timeline, scale)), []),
        ("Reviews", [], _marks(reviews, scale) if reviews else []),
    ]
    drawn = [row for row in rows if row[1] or row[2]]
    lanes = tuple(
        Lane(name, TOP + place * LANE, tuple(bars), tuple(marks)) for place, (name, bars, marks) in enumerate(drawn)
    )
    shapes = {mark.shape for lane in lanes for mark in lane.marks}
    return Picture(
        lanes=lanes,
        ticks=tuple(_ticks(scale)),
        today=scale.at(timeline.on),
        today_anchor="start" if scale.pixels(scale.at(timeline.on)) < 40 else "end",
        height=TOP + len(lanes) * LANE,
        narrow=scale.narrow,
        summary=_summary(timeline, reviews),
        legend=tuple((shape, words) for shape, words in LEGEND.items() if shape in shapes),
    )


def _scale(timeline: Timeline, reviews: ChildReviews | None) -> _Scale:
    ahead: list[date | None] = [timeline.on]
    held: list[date] = []
    if reviews is not None:
        ahead += [reviews.timetable.due_on, reviews.ahead.planned_on if reviews.ahead else None]
        held = [review.held_on for review in reviews.reviews if review.held_on]
    first = min([timeline.periods[0].started_on, *held])
    last = max([day for day in ahead if day is not None])
    margin = max((last - first).days // 14, 14)
    return _Scale(first - timedelta(days=max(margin // 6, 3)), last + timedelta(days=margin), timeline.on)


def _bar(scale: _Scale, from_on: date, to_on: date | None, today: date, words: tuple[str, ...]) -> Bar:
    full, *shorter, kind = words
    left = scale.at(from_on)
    width = max(scale.at(to_on or today) - left, 0.4)
    until = f"to {long_date(to_on)}" if to_on else "and goes on"
    title = f"{sentence(full)}, from {long_date(from_on)} {until}"
    narrow, wide = (_fitting(width * size / 100, full, *shorter) for size in (scale.narrow, WIDE))
    return Bar(left, round(width, 3), narrow, wide, title, kind)


def _fitting(pixels: float, *texts: str) -> str:
    """The longest of the texts that fits inside a bar of that many pixels."""
    room = pixels - 12
    return next((sentence(text) for text in texts if len(text) * LETTER <= room), "")


def _care_bars(timeline: Timeline, scale: _Scale) -> Iterator[Bar]:
    for period in timeline.periods:
        words = "Looked after" if period.start_known else "Looked after (start not known)"
        if period.ended_on and period.end_reason:
            words = f"{words}; ended: {in_words('REC', period.end_reason)}"
        yield _bar(scale, period.started_on, period.ended_on, timeline.on, (words, "Looked after", "care"))


def _status_bars(timeline: Timeline, scale: _Scale) -> Iterator[Bar]:
    for place, (code, from_on, to_on) in enumerate(_statuses(timeline.periods)):
        words = (in_words("LS", code), SHORT_STATUS.get(code, code), code, f"status-{place % 2}")
        yield _bar(scale, from_on, to_on, timeline.on, words)


def _statuses(periods: Sequence[CarePeriod]) -> Iterator[tuple[str, date, date | None]]:
    """Each legal status with its first day and the day on which it no longer holds; changes of placement joined."""
    for period in periods:
        runs = [list(run) for _, run in groupby(period.episodes, key=lambda episode: episode.legal_status)]
        for here, following in zip(runs, [*runs[1:], None], strict=True):
            until = following[0].started_on if following else period.ended_on
            yield here[0].legal_status or "", here[0].started_on, until


def _placement_bars(timeline: Timeline, scale: _Scale) -> Iterator[Bar]:
    for place, each in enumerate(timeline.placements):
        code = each.placement or ""
        words = (in_words("PLACE", code), SHORT_PLACEMENT.get(code, code), code, f"placement-{place % 2}")
        yield _bar(scale, each.started_on, each.ended_on, timeline.on, words)


def _adoption_bars(timeline: Timeline, scale: _Scale) -> Iterator[Bar]:
    for spell in timeline.adoption:
        words = ("Placed for adoption", "Adoption", "adoption")
        yield _bar(scale, spell.started_on, spell.ended_on, timeline.on, words)


def _marks(reviews: ChildReviews, scale: _Scale) -> list[Mark]:
    marks = [_held(review, scale) for review in reversed(reviews.reviews) if review.held_on]
    ahead = reviews.ahead.planned_on if reviews.ahead else None
    if ahead is not None:
        marks.append(_mark(scale, ahead, "planned", "planned", f"Review planned for {long_date(ahead)}"))
    due_on = reviews.timetable.due_on
    if due_on is not None:
        is_late = reviews.timetable.status is TimetableStatus.OVERDUE
        words = f"Last day for the next review: {long_date(due_on)}"
        marks.append(_mark(scale, due_on, "due", "overdue" if is_late else "due", words))
    return _with_room(sorted(marks, key=lambda mark: mark.left), scale)


def _held(review: ReviewLine, scale: _Scale) -> Mark:
    assert review.held_on is not None  # noqa: S101 chosen by the caller
    timeliness = review.judged.timeliness if review.judged else Timeliness.UNKNOWN
    shape, word = SHAPES[timeliness]
    due_on = review.judged.due.due_on if review.judged else None
    by = f", due by {long_date(due_on)}" if due_on else ""
    return _mark(scale, review.held_on, shape, word, f"Review of {long_date(review.held_on)}{by}: {timeliness}")


def _mark(scale: _Scale, day: date, shape: str, word: str, title: str) -> Mark:
    return Mark(scale.at(day), shape, word, title)


def _with_room(marks: list[Mark], scale: _Scale) -> list[Mark]:
    """The marks with their words; the common 'in time' is left to the shape, and so is any word without room.

    Of two marks ahead that stand close together the first has its word on its left, the second on its right.
    """
    shown: list[Mark] = []
    taken_to = -1000.0
    for mark, following in zip(marks, [*marks, None][1:], strict=True):
        is_close = following is not None and scale.pixels(following.left - mark.left) < CROWDED
        anchor = "end" if is_close and following and following.shape in AHEAD else mark.anchor
        starts, ends = _spread(mark, anchor, scale)
        if mark.shape == "in-time" or (starts < taken_to and mark.shape not in AHEAD):
            shown.append(replace(mark, word=""))
            continue
        if starts < taken_to:
            anchor, ends = "start", _spread(mark, "start", scale)[1]
        shown.append(replace(mark, anchor=anchor))
        taken_to = ends + 6
    return shown


def _spread(mark: Mark, anchor: str, scale: _Scale) -> tuple[float, float]:
    """Where the word of a mark begins and ends."""
    length, at = len(mark.word) * LETTER, scale.pixels(mark.left)
    before = {"middle": length / 2, "start": 0.0, "end": length}[anchor]
    return at - before, at - before + length


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """Years where the story is long, else quarters or months; words only where there is room for them."""
    days = (scale.last - scale.first).days
    step = 1 if days < 240 else 3 if days < 1000 else 12
    taken_to = -1000.0
    today = scale.pixels(scale.at(scale.today))
    for day in _firsts(scale, step):
        left = scale.at(day)
        label = str(day.year) if step == 12 else f"{MONTHS[day.month - 1][:3]} {day.year}"
        starts = scale.pixels(left)
        ends = starts + len(label) * LETTER
        is_free = starts >= taken_to and ends < scale.narrow and not (today - 52 < ends and starts < today + 8)
        if is_free:
            taken_to = ends + 16
        yield Tick(left, label if is_free else "")


def _firsts(scale: _Scale, step: int) -> Iterable[date]:
    months = scale.first.year * 12 + scale.first.month
    for month in range(months, scale.last.year * 12 + scale.last.month):
        if month % step == 0:
            day = date(month // 12, month % 12 + 1, 1)
            if scale.first < day < scale.last:
                yield day


def _summary(timeline: Timeline, reviews: ChildReviews | None) -> str:
    held = [review for review in reviews.reviews if review.judged] if reviews else []
    late = sum(review.judged.in_time is False for review in held if review.judged)
    moves = len(timeline.placements)
    since = long_date(timeline.periods[0].started_on)
    told = f", {_of(len(held), 'review')} held, {late or 'none'} of them late" if held else ""
    return f"From {since}: {_of(len(timeline.periods), 'time')} in care, {_of(moves, 'placement')}{told}."


def _of(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
