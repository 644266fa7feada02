"""No figure is worked out twice in two ways: shares and averages in one place, measures in one catalogue."""

import ast
import re

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
    "documents/pdf.py": "names of folders",
    "documents/reading.py": "the reading age of a text",
    "audits/queries/audits.py": "minutes of an audit",
    "audits/queries/results.py": "minutes of an audit",
    "supervision/queries/staff.py": "hours of a post",
}
SHOW_FIGURES = (
    *("web", "reporting", "documents", "api", "allocation", "audits", "benchmarks", "children", "escalations"),
    *("actionplans", "meetings", "proceedings", "quality", "reviews", "supervision", "voice"),
)
# In a template: a division, a percentage, a sum.
WORKED_OUT = re.compile(r"(?:\{\{|\{%)[^}]*?(?:\w\s+/\s+\w|\*\s*100\b|\|\s*sum\b)[^}]*?(?:\}\}|%\})")


def _dividing() -> set[str]:
    return {
        str(path.relative_to(SOURCE))
        for path in modules(*SHOW_FIGURES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    }


def test_pages_papers_and_reads_divide_nothing_but_what_they_draw_or_store() -> None:
    assert _dividing() == set(DRAW_OR_SIZE)


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
