"""Charts in the accessible style of the Government Analysis Function, as SVG for pages and PNG for papers.

The drawing library takes most of a second to import, so it is imported when the first chart is drawn. Each
series has its own hatch or its own marker and dash as well as its colour, so that grey print still tells them
apart. The same chart always gives the same bytes.
"""

import gc
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache, lru_cache, partial
from importlib.resources import files
from io import BytesIO
from multiprocessing import get_context
from threading import Lock
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from openiro.documents.content import Chart, ChartKind, Document, Kind
from openiro.documents.figures import shown
from openiro.documents.layout import clean
from openiro.domain.words import sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure

FAMILIES = ("Arial", "Liberation Sans", "DejaVu Sans")
FACES = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "---")
MARKERS = ("o", "s", "^", "D", "v", "P")
DASHES = ("-", "--", "-.", ":", "-", "--")
MOST_COLOURS = 6
INK = "#1a1a1a"
WIDTH, HEIGHT, DOTS = 6.4, 2.7, 220
MOST_LABELLED_BARS = 24
MOST_TICKS = 12
LETTERS_ACROSS = 76  # of labels under an axis of our width
LONG_LABEL = 11
WRAP = 34
TITLE_WRAP = 72
HALF_LEGEND = 40  # characters of a name that stands beside another in the legend
LEGEND_WIDTH = 84
LEGEND_LINE = 0.2  # inches
GIVES = 0.6  # inches of its height that a chart of upright bars or lines can do without
LEAST_SPAN = 0.1  # of the highest value: less, and one late review in a hundred falls off the page

_drawing = Lock()
_begun: dict[tuple[Chart, str, bool, float], Future[bytes]] = {}
_beside: list[ProcessPoolExecutor] = []


def to_svg(chart: Chart, titled: bool = False, less: float = 0.0) -> str:
    """The chart as an SVG element to put in a page: text as text, with title and desc.

    Colours are attributes, so that a content security policy without inline styles holds; every id starts
    with the chart's own. `titled` also draws the title, for a picture that is passed on alone. `less`: inches by which
    it is lower than usual, at most `can_give`.
    """
    return _svg(clean(chart), titled, less)


def to_png(chart: Chart, titled: bool = False) -> bytes:
    """The chart as a PNG of 220 dots an inch, 16 cm wide, for papers; `titled` as for `to_svg`."""
    return _drawn(clean(chart), "png", titled, 0.0)


def can_give(chart: Chart) -> float:
    """The inches of its height that the chart can do without.

    Bars that lie down, and those under a long legend, have no more than they need.
    """
    return 0.0 if _is_across(chart) or _legend_lines(chart) > 2 else GIVES


def share_of_width(chart: Chart) -> float:
    """The usual height of the chart as a share of its width."""
    return _height(chart) / WIDTH


@lru_cache(maxsize=256)
def _svg(chart: Chart, titled: bool, less: float) -> str:
    drawn = _drawn(chart, "svg", titled, less).decode()
    body = drawn[drawn.index("<svg") :]
    body = re.sub(r"\s*<metadata>.*?</metadata>", "", body, flags=re.S)
    body = re.sub(r"\s*<defs>\s*<style.*?</style>\s*</defs>", "", body, flags=re.S)
    body = re.sub(r' style="([^"]*)"', _as_attributes, body)
    name = re.sub(r"[^A-Za-z0-9_-]", "-", chart.id)
    body = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", body)
    opening, rest = body.split(">", 1)
    opening = re.sub(r' (width|height)="[^"]*"', "", opening).replace(' version="1.1"', "")
    return (
        f'{opening} role="img" aria-labelledby="{name}-title {name}-desc" stroke-linejoin="round">'
        f'<title id="{name}-title">{escape(chart.title)}</title>'
        f'<desc id="{name}-desc">{escape(chart.alt)}</desc>{rest.strip()}'
    )


def _as_attributes(style: re.Match[str]) -> str:
    pairs = (part.split(":", 1) for part in style[1].split(";") if ":" in part)
    found = {name.strip(): value.strip() for name, value in pairs}
    if "font-family" in found:
        found["font-family"] = FACES
    return "".join(f' {name}="{value}"' for name, value in found.items())


@lru_cache(maxsize=256)
def _drawn(chart: Chart, form: str, titled: bool, less: float) -> bytes:
    awaited = _begun.pop((chart, form, titled, less), None)
    if awaited is not None:
        with suppress(BrokenExecutor):
            return awaited.result()
    return _draw_now(chart, form, titled, less)


@contextmanager
def drawing_beside(form: str) -> Iterator[Callable[[Document], None]]:
    """For a command that writes one paper and ends: a second process loads the drawing library meanwhile.

    What is given is called with the paper: its charts are drawn there in that form (png, svg) while it is written.
    Where a second process cannot be had, or comes to an end, this one draws them.
    """
    try:
        helper = ProcessPoolExecutor(1, get_context("spawn"), gc.disable)
    except (OSError, NotImplementedError):
        yield lambda paper: None
        return
    with helper:
        helper.submit(_settings)
        _beside.append(helper)
        try:
            yield partial(_begin, form)
        finally:
            _beside.clear()
            _begun.clear()


def _begin(form: str, paper: Document) -> None:
    charts = [block for section in clean(paper).sections for block in section.blocks if isinstance(block, Chart)]
    begin_drawing([(chart, 0.0) for chart in charts], form)


def begin_drawing(charts: Iterable[tuple[Chart, float]], form: str) -> None:
    """Have these charts, each lower by so many inches, drawn in the second process where there is one."""
    for helper in _beside:
        with suppress(BrokenExecutor):
            for chart, less in charts:
                drawing = clean(chart), form, False, less
                _begun[drawing] = helper.submit(_draw_now, *drawing)


def _draw_now(chart: Chart, form: str, titled: bool, less: float) -> bytes:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with _drawing, rc_context(_settings()):
        figure = Figure(figsize=(WIDTH, _height(chart) - less), dpi=DOTS, layout="constrained")
        axes = figure.subplots()
        _draw(axes, chart)
        _head(figure, chart, titled)
        return _as_svg(figure) if form == "svg" else _as_png(figure, chart)


def _as_svg(figure: "Figure") -> bytes:
    output = BytesIO()
    figure.savefig(output, format="svg", dpi=DOTS, metadata={"Date": None, "Creator": None})
    return output.getvalue()


def _as_png(figure: "Figure", chart: Chart) -> bytes:
    """The figure laid out, then drawn once: to save it as it is would draw it twice."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    engine, output = figure.get_layout_engine(), BytesIO()
    canvas: Any = FigureCanvasAgg(figure)
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine("none")
    canvas.print_png(output, metadata={"Software": None, "Title": chart.title, "Description": chart.alt})
    return output.getvalue()


@cache
def _settings() -> dict[Any, Any]:
    """The style of the Government Analysis Function with ours upon it, read once."""
    from matplotlib import font_manager, rc_params_from_file

    present = set(font_manager.fontManager.get_font_names())
    style = rc_params_from_file(str(files("afcharts") / "afcharts.mplstyle"), use_default_template=False)
    return dict(style) | {
        "svg.fonttype": "none",
        "svg.hashsalt": "openiro",
        "font.size": 10,
        "font.sans-serif": [family for family in FAMILIES if family in present],
        "text.parse_math": False,
        "hatch.linewidth": 0.8,
        "legend.fontsize": 10,
        "axes.unicode_minus": True,
    }


def _is_across(chart: Chart) -> bool:
    """Whether bars lie down: their labels are too long, or too many, to stand under them."""
    return chart.kind is not ChartKind.LINE and (
        max(len(label) for label in chart.categories) > LONG_LABEL or len(chart.categories) > MOST_TICKS
    )


def _height(chart: Chart) -> float:
    if not _is_across(chart):
        return HEIGHT + LEGEND_LINE * max(0, _legend_lines(chart) - 1)
    bars = len(chart.categories) * (1 if chart.kind is ChartKind.STACKED else len(chart.series))
    return max(2.0, 0.9 + 0.27 * bars + 0.1 * len(chart.categories))


def _draw(axes: "Axes", chart: Chart) -> None:
    draw = _draw_lines if chart.kind is ChartKind.LINE else _draw_bars
    draw(axes, chart, _colours())
    _finish(axes, chart)


@cache
def _colours() -> list[str]:
    from afcharts.af_colours import get_af_colours

    dark: list[str] = get_af_colours("categorical", number_of_colours=MOST_COLOURS)
    return [*dark, *map(_lighter, dark)]


def _lighter(colour: str) -> str:
    """Half way to white, so that a seventh series is not taken for the first."""
    return "#" + "".join(f"{(int(colour[place : place + 2], 16) + 255) // 2:02x}" for place in (1, 3, 5))


def _signs(place: int) -> tuple[int, int]:
    """Which colour the series has, and which hatch, or marker and dash: no two of the first 12 have the same."""
    return place % (2 * MOST_COLOURS), (place + place // MOST_COLOURS) % MOST_COLOURS


def _draw_lines(axes: "Axes", chart: Chart, colours: list[str]) -> None:
    for place, series in enumerate(chart.series):
        colour, kind = _signs(place)
        values = [float("nan") if value is None else value for value in series.values]
        axes.plot(
            range(len(values)),
            values,
            label=series.name,
            color=colours[colour],
            marker=MARKERS[kind],
            linestyle=DASHES[kind],
            markersize=5,
        )
    axes.set_xlim(-0.6, len(chart.categories) - 0.4)
    step = -(-len(chart.categories) // _ticks_that_fit(chart))
    first = (len(chart.categories) - 1) % step
    axes.set_xticks(range(first, len(chart.categories), step), chart.categories[first::step])


def _ticks_that_fit(chart: Chart) -> int:
    """How many labels stand beside each other under the axis without touching."""
    longest = max(len(label) for label in chart.categories)
    return max(2, min(MOST_TICKS, LETTERS_ACROSS // (longest + 2)))


def _draw_bars(axes: "Axes", chart: Chart, colours: list[str]) -> None:
    across, stacked = _is_across(chart), chart.kind is ChartKind.STACKED
    draw = axes.barh if across else axes.bar
    share = min(1.0, len(chart.categories) / 4) * (0.72 if stacked else 0.78 / len(chart.series))
    below = [0.0] * len(chart.categories)
    for place, series in enumerate(chart.series):
        colour, kind = _signs(place)
        shift = 0.0 if stacked else (place - (len(chart.series) - 1) / 2) * share
        values = [value or 0 for value in series.values]
        bars = draw(
            [position + shift for position in range(len(values))],
            values,
            share,
            below if stacked else None,
            label=series.name,
            color=colours[colour],
            hatch=HATCHES[kind],
            edgecolor="white",
            linewidth=0.8,
        )
        below = [low + value for low, value in zip(below, values, strict=True)]
        if not stacked and len(chart.categories) * len(chart.series) <= MOST_LABELLED_BARS:
            _label(axes, bars, [shown(value, chart.values) for value in series.values])
    ticks = range(len(chart.categories)), [_wrapped(label) for label in chart.categories]
    axes.set_yticks(*ticks) if across else axes.set_xticks(*ticks)


def _label(axes: "Axes", bars: "BarContainer", labels: list[str]) -> None:
    axes.bar_label(bars, labels, padding=3, fontsize=9, color=INK)


def _wrapped(label: str) -> str:
    from textwrap import wrap

    return "\n".join(wrap(label, WRAP)) or label


def _finish(axes: "Axes", chart: Chart) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    across = _is_across(chart)
    axis = axes.xaxis if across else axes.yaxis
    is_whole = chart.values in (Kind.COUNT, Kind.MONEY)
    axis.set_major_locator(MaxNLocator(nbins=6 if across else 8, steps=[1, 2, 5, 10], integer=is_whole))
    axis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value, chart.values)))
    lowest, highest = _limits(chart)
    axes.tick_params(length=0)
    axes.tick_params(axis="x", pad=7)
    if across:
        axes.set_xlim(lowest, highest)
        axes.set_ylim(len(chart.categories) - 0.4, -0.6)
        axes.grid(True, axis="x")
        axes.grid(False, axis="y")
        axes.set_xlabel(_scale(chart, lowest))
    else:
        axes.set_ylim(lowest, highest)
        axes.set_title(_scale(chart, lowest), fontsize=10, color=INK, loc="left", y=1.0, pad=10)
    for each in (axes.xaxis, axes.yaxis):
        if not each.get_label_text():
            each.set_label_coords(0, 0)  # else the library measures every tick anew to place a label of no words


def _scale(chart: Chart, lowest: float) -> str:
    unit = sentence(chart.unit)
    return f"{unit} (the scale does not start at 0)".strip() if lowest > 0 else unit


def _head(figure: "Figure", chart: Chart, titled: bool) -> None:
    from textwrap import fill

    title = fill(chart.title, TITLE_WRAP) if titled else ""
    if len(chart.series) > 1:
        figure.legend(  # type: ignore[call-overload, unused-ignore]
            loc="outside upper left",
            ncols=_legend_columns(chart),
            handlelength=2.4,
            title=title or None,
            title_fontproperties={"weight": "bold", "size": 12},
            alignment="left",
        )
    elif titled:
        figure.suptitle(title, x=0.01, ha="left", fontweight="bold", fontsize=12)


def _legend_lines(chart: Chart) -> int:
    return -(-len(chart.series) // _legend_columns(chart))


def _legend_columns(chart: Chart) -> int:
    if sum(len(series.name) + 8 for series in chart.series) <= LEGEND_WIDTH:
        return len(chart.series)
    return 1 if max(len(series.name) for series in chart.series) > HALF_LEGEND else 2


def _limits(chart: Chart) -> tuple[float, float]:
    if chart.kind is ChartKind.STACKED:
        values = [sum(series.values[place] or 0 for series in chart.series) for place in _places(chart)]
    else:
        values = [value for series in chart.series for value in series.values if value is not None]
    lowest, highest = min(values, default=0.0), max(values, default=0.0)
    if chart.kind is not ChartKind.LINE or lowest < (highest - lowest) * 2:
        lowest, highest = min(0.0, lowest), max(0.0, highest)
    if lowest == highest == 0:
        return 0.0, 10.0
    reach = (highest - lowest) or abs(highest) / 5
    foot = min(lowest - 0.25 * reach, highest * (1 - LEAST_SPAN)) if lowest else 0.0
    reach = max(reach, highest - foot)
    top = highest + 0.1 * reach
    if chart.values is Kind.PERCENT and highest <= 100:
        top = min(top, 100 + 0.08 * reach)
    return foot, top


def _places(chart: Chart) -> range:
    return range(len(chart.categories))


def _tick(value: float, kind: Kind) -> str:
    return "" if kind is Kind.PERCENT and value > 100 else shown(value, kind).replace(".0%", "%")
