"""Own components: colour only repeats what words say; a table keeps its headings on a narrow screen."""

from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse, QueryDict
from django.template import engines
from django.urls import include, path, reverse
from django.utils.safestring import mark_safe

from openiro.domain.permissions import Permission
from openiro.web.shell.listing import Pager, Sorting
from openiro.web.shell.navigation import NavigationItem, addresses, links_for
from openiro.web.shell.tables import Cell, Column, Table

urlpatterns = [
    path("of/<uuid:child>/<int:review>/<int:number>/", HttpResponse, name="page"),
    path("", include(([path("", HttpResponse, name="today")], "home"))),
    path("children/", include(([path("", HttpResponse, name="child-list")], "children"))),
]


def draw(source: str, **context: object) -> str:
    return str(engines["jinja2"].from_string(source).render(context))


def draw_table(table: Table) -> str:
    return draw('{% from "shell/tables.jinja" import data_table %}{{ data_table(table, "children") }}', table=table)


def children(*rows: tuple[Cell | str, ...], total: int = 3) -> Table:
    query = QueryDict("sort=name")
    columns = (Column("Child", "name"), Column("Next review", "due"), Column("Open decisions", numeric=True))
    return Table(
        "Children looked after", columns, rows, empty="No child is looked after",
        sorting=Sorting(query, ("name", "due"), "due"), pager=Pager(query, total, 1),
    )  # fmt: skip


def test_every_cell_carries_its_heading_and_every_row_its_head() -> None:
    html = draw_table(
        children(
            (Cell("Ash <b>", href="/children/1", hint="14"), Cell("2 working days left", tone="soon", chip=True), "4")
        )
    )
    assert html.count('<th scope="row"') == 1
    assert html.count('class="oi-table__label" aria-hidden="true"') == 3
    assert "Ash &lt;b&gt;" in html
    assert "<caption" in html


def test_the_order_is_told_to_those_who_cannot_see_it() -> None:
    html = draw_table(children(("Ash", "soon", "4")))
    assert 'aria-sort="ascending"' in html
    assert 'aria-sort="none"' in html
    assert html.count("aria-sort") == 2, "a column that cannot be sorted claims no order"


def test_a_long_list_says_which_rows_are_shown() -> None:
    html = draw_table(children(("Ash", "soon", "4"), total=50_000))
    assert "Showing 1 to 1 of 50,000 children" in " ".join(html.split())
    assert 'aria-label="Pages of children"' in html


def test_of_several_lists_on_a_page_each_link_says_whose_pages_it_turns() -> None:
    pager = Pager(QueryDict("teams=2"), 60, 25, "teams")
    html = " ".join(draw_table(Table("By team", [Column("Team")], [["North"]], pager=pager)).split())
    assert '<table class="govuk-table oi-table" role="table" id="teams">' in html
    assert "Showing 26 to 50 of 60 teams" in html
    assert 'aria-label="Page 3 of teams"' in html
    for word in ("Previous", "Next"):
        assert f'{word}<span class="govuk-visually-hidden"> page of teams</span>' in html


@pytest.mark.urls(__name__)
def test_the_address_of_every_row_is_that_which_is_looked_up_for_one() -> None:
    child, of_page = uuid4(), addresses("page", UUID, int, int)
    assert of_page(child, 7, 12) == reverse("page", args=[child, 7, 12])


def test_an_empty_list_says_so_in_place_of_a_table() -> None:
    html = draw_table(children(total=0))
    assert "No child is looked after" in html
    assert "<table" not in html


def test_a_status_is_words() -> None:
    html = draw(
        '{% from "shell/status.jinja" import tag, chip %}'
        '{{ tag("Overdue", "late") }}{{ chip("3 days", "soon", "due 24 Nov") }}'
    )
    assert "Overdue" in html
    assert "due 24 Nov" in html


@pytest.mark.parametrize(
    "cell", [Cell("Overdue", tone="late"), Cell("3 days", tone="soon", chip=True, hint="due 24 Nov")]
)
def test_a_status_looks_alike_in_a_table_and_on_a_page(cell: Cell) -> None:
    macro = "chip(cell.text, cell.tone, cell.hint)" if cell.chip else "tag(cell.text, cell.tone)"
    on_page = draw('{% from "shell/status.jinja" import tag, chip %}{{ ' + macro + " }}", cell=cell).strip()
    assert on_page in draw_table(children(("Ash", cell, "4")))


def test_a_picture_stands_before_its_words() -> None:
    html = draw_table(children(("Ash", Cell("50 <children>", picture=mark_safe("<svg></svg>")), "4")))
    assert "<svg></svg>50 &lt;children&gt;" in html


def test_facts_of_a_card_are_escaped_and_can_be_changed() -> None:
    html = draw(
        '{% from "shell/panels.jinja" import summary_card %}'
        '{{ summary_card("Placement", [("Since", "<3 May>", "/change")]) }}'
    )
    assert "&lt;3 May&gt;" in html
    assert 'href="/change"' in html


@pytest.mark.urls(__name__)
def test_people_see_only_what_they_may_open_and_where_they_are() -> None:
    items = (
        NavigationItem("Today", "home:today"),
        NavigationItem("Children", "children:child-list", Permission.VIEW_CHILDREN),
        NavigationItem("Gone", "nowhere:page"),
    )

    def links(may: bool, here: str) -> list[tuple[str, bool, bool]]:
        return [(link.text, link.active, link.current) for link in links_for(lambda _: may, here, items)]

    assert links(False, "home:today") == [("Today", True, True)]
    assert links(True, "children:child-list") == [("Today", False, False), ("Children", True, True)]
    assert links(True, "children:child") == [("Today", False, False), ("Children", True, False)]
    both = (*items, NavigationItem("Export", "children:child-export", Permission.LOAD_RETURN))
    seen = links_for(lambda wanted: wanted is Permission.VIEW_CHILDREN, "children:child", both)
    assert [(link.text, link.active) for link in seen] == [("Today", False), ("Children", True)]


def test_where_two_items_lead_into_an_area_each_is_marked_on_pages_of_its_kind() -> None:
    both = (NavigationItem("Measures", "reports:measure-list"), NavigationItem("Reports", "reports:report-list"))

    def marked(here: str) -> list[str]:
        return [link.text for link in links_for(lambda _: True, here, both) if link.active]

    assert marked("reports:measure-rows") == marked("reports:measure") == ["Measures"]
    assert marked("reports:report-check") == ["Reports"]
    assert marked("reports:note-withdraw") == marked("children:child") == []
