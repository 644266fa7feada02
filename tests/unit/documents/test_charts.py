"""Charts for pages and papers."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from openiro.documents import charts
from openiro.documents.charts import drawing_beside, to_png, to_svg
from openiro.documents.content import ChartKind, Section, Series
from tests.unit.documents.papers import IN_TIME, PLACES, REASONS, annual_report

SVG = "{http://www.w3.org/2000/svg}"


def words_in(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", [IN_TIME, REASONS, PLACES])
def test_a_chart_names_and_describes_itself(chart):
    root = ElementTree.fromstring(to_svg(chart))
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == chart.title
    assert root.find(f"{SVG}desc").text == chart.alt
    labelled = root.get("aria-labelledby").split()
    assert labelled == [root.find(f"{SVG}title").get("id"), root.find(f"{SVG}desc").get("id")]


def test_text_stays_text():
    words = words_in(to_svg(REASONS))
    assert "Abuse or neglect" in words
    assert "214" in words


def test_a_page_may_forbid_inline_styles_and_still_show_the_colours():
    svg = to_svg(PLACES)
    assert "style=" not in svg
    assert "<style" not in svg
    assert 'fill="' in svg


def test_two_charts_on_one_page_share_no_id():
    def ids(chart):
        return {node.get("id") for node in ElementTree.fromstring(to_svg(chart)).iter() if node.get("id")}

    assert not ids(IN_TIME) & ids(REASONS)


def test_every_reference_inside_a_chart_leads_somewhere():
    root = ElementTree.fromstring(to_svg(PLACES))
    ids = {node.get("id") for node in root.iter()}
    links = [v for node in root.iter() for k, v in node.attrib.items() if k.endswith("href")]
    fills = [v for node in root.iter() for v in node.attrib.values() if v.startswith("url(#")]
    assert fills
    assert all(link[1:] in ids for link in links)
    assert all(fill[5:-1] in ids for fill in fills)


def test_series_differ_by_more_than_colour():
    assert to_svg(PLACES).count("<pattern") == 2
    assert 'stroke-dasharray="' in to_svg(IN_TIME)


def _forget_drawings():
    charts._svg.cache_clear()
    charts._drawn.cache_clear()


def test_the_same_figures_give_the_same_picture():
    first = to_svg(IN_TIME), to_png(IN_TIME)
    _forget_drawings()
    assert (to_svg(IN_TIME), to_png(IN_TIME)) == first
    assert to_png(replace(IN_TIME, categories=("a", "b", "c", "d"))) != first[1]


def test_a_picture_is_drawn_once():
    charts._drawn.cache_clear()
    to_png(REASONS)
    to_png(replace(REASONS))
    assert charts._drawn.cache_info().hits == 1


def test_a_picture_passed_on_alone_carries_its_title():
    assert REASONS.title not in words_in(to_svg(REASONS))
    assert REASONS.title in words_in(to_svg(REASONS, titled=True))
    assert IN_TIME.title in words_in(to_svg(IN_TIME, titled=True))


def test_a_scale_that_does_not_start_at_nought_says_so():
    assert any("does not start at 0" in words for words in words_in(to_svg(IN_TIME)))
    assert not any("does not start at 0" in words for words in words_in(to_svg(PLACES)))


def test_the_last_of_many_months_is_named_under_the_line():
    months = tuple(f"{date(2025, month, 1):%b} 2025" for month in (*range(4, 13), *range(1, 4)))
    chart = replace(IN_TIME, categories=months, series=(Series("Held in time", (100.0,) * 11 + (99.4,)),))
    words = words_in(to_svg(chart))
    assert "Mar 2025" in words
    assert "Apr 2025" not in words


def test_one_late_review_in_a_hundred_does_not_look_like_a_fall_to_the_ground():
    chart = replace(IN_TIME, series=(Series("Held in time", (100.0, 100.0, 100.0, 99.4)),))
    scale = [float(words.rstrip("%")) for words in words_in(to_svg(chart)) if re.fullmatch(r"[0-9.]+%", words)]
    assert min(scale) <= 91
    foot, top = charts._limits(chart)
    assert top > 100 + 0.05 * (100 - foot), "the points at the top are whole"


def test_the_picture_for_papers_is_sharp_at_sixteen_centimetres():
    assert Image.open(BytesIO(to_png(REASONS))).width >= 1_200


@pytest.mark.parametrize("kind", list(ChartKind))
def test_nothing_but_noughts_and_gaps_can_be_drawn(kind):
    chart = replace(PLACES, kind=kind, series=(Series("Children", (0, None, 0)),))
    assert "2025" in words_in(to_svg(chart))


def test_names_with_signs_of_markup_are_shown_as_written():
    chart = replace(PLACES, id="a b&c", series=(Series("A & <B> £5 'x'", (1, 2, 3)), Series("Other", (1, 2, 3))))
    assert "A & <B> £5 'x'" in words_in(to_svg(chart))


def test_a_dollar_is_money_and_not_mathematics():
    chart = replace(PLACES, categories=("$a_1$", "$b$", "c"), series=(Series("$x^2$", (1, 2, 3)),) * 2)
    assert {"$a_1$", "$x^2$"} <= set(words_in(to_svg(chart)))


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_second_process_draws_the_charts_of_a_paper_as_this_one_does(form):
    made = to_png if form == "png" else to_svg
    here = [made(chart) for chart in (IN_TIME, REASONS, PLACES)]
    paper = replace(annual_report(), sections=(Section("charts", "Charts", (IN_TIME, REASONS, PLACES)),))
    _forget_drawings()
    with drawing_beside(form) as begin:
        begin(paper)
        assert len(charts._begun) == len(here)
        assert [made(chart) for chart in (IN_TIME, REASONS, PLACES)] == here
    assert not charts._begun
    _forget_drawings()


def test_after_a_command_that_failed_the_next_paper_is_drawn_here():
    """A period that was refused left the second process named, which by then had ended."""
    with pytest.raises(ValueError, match="refused"), drawing_beside("svg"):
        raise ValueError("refused")
    _forget_drawings()
    charts.begin_drawing([(IN_TIME, 0.0)], "svg")
    assert not charts._begun
    assert to_svg(IN_TIME)


def test_where_no_second_process_can_be_had_the_charts_are_drawn_all_the_same(monkeypatch):
    def refused(*given):
        raise OSError("no room for another process")

    monkeypatch.setattr(charts, "ProcessPoolExecutor", refused)
    _forget_drawings()
    with drawing_beside("png") as begin:
        begin(replace(annual_report(), sections=(Section("charts", "Charts", (IN_TIME,)),)))
        assert to_png(IN_TIME)
