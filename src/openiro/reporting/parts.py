"""What a section's figures are shown by: each of these makes a part, which draws a measure from the findings."""

from collections.abc import Callable
from functools import partial

from openiro.documents.content import Block, ChartKind
from openiro.reporting.blocks import breakdown_chart, breakdown_table, definitions, figures_table, key_figures
from openiro.reporting.findings import Findings

Part = Callable[[Findings], list[Block]]


def table_of(measure: str, caption: str, heading: str, *, every: bool = False) -> Part:
    """A measure by its categories, as a table; `every`: zeros too."""
    return partial(breakdown_table, measure=measure, caption=caption, heading=heading, every=every)


def chart_of(measure: str, title: str, heading: str, kind: ChartKind = ChartKind.BAR, *, share: bool = False) -> Part:
    """A measure by its categories, as a picture whose table follows it; `share`: each as a share of all."""
    return partial(breakdown_chart, measure=measure, title=title, heading=heading, kind=kind, share=share)


def where_any(measure: str, *parts: Part) -> Part:
    """Parts that tell more of what a measure counts: none of them where it counts nothing in the period."""

    def part(findings: Findings) -> list[Block]:
        is_any = any(figure.numerator for figure in findings.figures(measure))
        return [block for each in parts for block in each(findings)] if is_any else []

    return part


def side_by_side(id: str, caption: str, *rows: tuple[str, str]) -> Part:
    """Measures side by side in one table, each with its words."""
    return partial(figures_table, id=id, caption=caption, rows=rows)


def head_of(*measures: tuple[str, str]) -> Part:
    """The figures at the head of a section."""
    return partial(key_figures, measures=measures)


def definitions_of(*measures: str) -> Part:
    """What each of these measures means, in words."""

    def part(findings: Findings) -> list[Block]:
        return definitions(measures, findings)

    return part
