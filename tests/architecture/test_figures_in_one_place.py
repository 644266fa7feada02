"""No figure is worked out twice in two ways: shares and averages in one place, measures in one catalogue."""

import ast
import re
from collections.abc import Callable

import pytest

from openiro.measures.catalogue import catalogue
from tests.architecture.house import SOURCE, modules, tree

# What they divide is drawn, laid out, stored or worked, and is no figure of the service.
DRAW_OR_SIZE = {
    "web/children/timeline.py": "places on a line of time",
    "web/caseload/charts.py": "lengths of bars",
    "web/imports/uploads.py": "names of folders",
    "web/reviews/papers_presenters.py": "kilobytes",
    "documents/charts.py": "widths of bars",
    "documents/layout.py": "widths of columns",
    "documents/page_filling.py": "heights of charts",
    "documents/pdf.py": "names of folders",
    "documents/reading.py": "the reading age of a text",
    "audits/queries/audits.py": "minutes of an audit",
    "audits/queries/results.py": "minutes of an audit",
    "supervision/queries/staff.py": "hours of a post",
}
# Shares and averages of what no measure counts, each by the one rule of `domain.shares`.
NO_MEASURE_COUNTS = {
    "allocation/queries/caseload.py": "the load of one officer today",
    "audits/queries/results.py": "questions met in audits, and the minutes of one",
    "benchmarks/queries/comparators.py": "the average of other authorities",
    "reporting/queries/by_team.py": "the rows of a measure, by team",
    "reporting/section_tables.py": "the months of a measure, by quarter",
    "web/quality/glance_views.py": "answers of monitoring forms",
    "web/quality/presenters.py": "answers of monitoring forms",
    "web/reviews/responses_views.py": "who answered of those asked before one review",
    "web/supervision/presenters.py": "the work of one officer",
}
# Pages that tell a measure's figure of records of now: tests of reporting and of feedback hold each to its measure.
HELD_TO_A_MEASURE = {
    "web/caseload/presenters.py": "caseload.average",
    "web/reviews/feedback_views.py": "voice.feedback",
}
AVERAGES = {"Avg", "fmean", "mean", "median", "percent", "percent_in_words", "quantiles", "ratio"}
SHOW_FIGURES = (
    *("web", "reporting", "documents", "api", "allocation", "audits", "benchmarks", "children", "escalations"),
    *("actionplans", "meetings", "proceedings", "quality", "reviews", "supervision", "voice"),
)
# In a template: a division, a percentage, a sum.
WORKED_OUT = re.compile(r"(?:\{\{|\{%)[^}]*?(?:\w\s+/\s+\w|\*\s*100\b|\|\s*sum\b)[^}]*?(?:\}\}|%\})")


def _divides(node: ast.AST) -> bool:
    """A division, or a whole one of something by the hundred; joining a folder and a name looks the same."""
    if not isinstance(node, ast.BinOp | ast.AugAssign):
        return False
    hundred = any(isinstance(each, ast.Constant) and each.value in (100, 100.0) for each in ast.walk(node))
    return isinstance(node.op, ast.Div) or (isinstance(node.op, ast.FloorDiv) and hundred)


def _averages(node: ast.AST) -> bool:
    """Whether a share or an average is asked for, of whatever library."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    return name in AVERAGES


def _found(does: Callable[[ast.AST], bool]) -> set[str]:
    return {
        str(path.relative_to(SOURCE))
        for path in modules(*SHOW_FIGURES)
        if any(does(node) for node in ast.walk(tree(path)))
    }


def test_pages_papers_and_reads_divide_nothing_but_what_they_draw_or_store() -> None:
    assert _found(_divides) == set(DRAW_OR_SIZE)


def test_pages_papers_and_reads_tell_no_share_or_average_that_a_measure_tells() -> None:
    assert _found(_averages) == {*NO_MEASURE_COUNTS, *HELD_TO_A_MEASURE}


@pytest.mark.parametrize(
    "second",
    [
        "on_time = held_in_time / held",
        "on_time = 100 * held_in_time // held",
        "share = ratio(held_in_time, held)",
        "days = statistics.median(taken)",
        "rows.aggregate(Avg('days'))",
        "frame.select(pl.col('in_time').mean())",
    ],
)
def test_a_second_definition_of_a_figure_would_be_found(second: str) -> None:
    assert any(_divides(node) or _averages(node) for node in ast.walk(ast.parse(second)))


def test_each_measure_that_a_page_is_held_to_is_one_of_the_catalogue() -> None:
    assert set(HELD_TO_A_MEASURE.values()) <= _catalogue()


def test_no_template_works_out_a_figure() -> None:
    worked_out = {
        str(path.relative_to(SOURCE)): found[0]
        for path in SOURCE.rglob("*.jinja")
        if (found := WORKED_OUT.search(path.read_text(encoding="utf-8")))
    }
    assert worked_out == {}


def test_a_template_that_would_work_one_out_is_found() -> None:
    assert WORKED_OUT.search("{{ held / due }}")
    assert WORKED_OUT.search("{% set share = 100 * 3 %}{{ part * 100 }}")
    assert not WORKED_OUT.search("{{ url('reports:report') }} and/or {{ either }}")


def test_each_measure_of_a_paper_is_one_of_the_catalogue() -> None:
    ids = {path.name: _measure_names(path.read_text(encoding="utf-8")) for path in modules("reporting")}
    known = _catalogue()
    assert {name: found - known for name, found in ids.items() if found - known} == {}


def _measure_names(text: str) -> set[str]:
    families = "|".join(sorted({each.split(".")[0] for each in _catalogue()}))
    return set(re.findall(rf'"((?:{families})\.[a-z0-9_]+)"', text))


def _catalogue() -> set[str]:
    return {each.id for each in catalogue()}
