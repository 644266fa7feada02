"""Long lists: pages and order live in the address."""

from dataclasses import dataclass

from django.http import QueryDict

from openiro.web.shell.listing import Pager, Sorting, page_of


def numbers(query: str, total: int) -> list[int | None]:
    return [link.number for link in Pager(QueryDict(query), total).links]


def test_fifty_thousand_rows_have_a_handful_of_page_links() -> None:
    assert numbers("page=500", 50_000) == [1, None, 499, 500, 501, None, 1000]
    assert numbers("", 50_000) == [1, 2, None, 1000]
    assert numbers("page=1000", 50_000) == [1, None, 999, 1000]


def test_a_page_that_does_not_exist_is_the_nearest_that_does() -> None:
    for text, expected in (("0", 1), ("-3", 1), ("x", 1), ("7", 3), ("9" * 400, 1), ("²", 1)):
        assert Pager(QueryDict(f"page={text}"), 101).number == expected, text


@dataclass
class Rows:
    """A page of a list of 60 rows."""

    numbers: list[int]
    total: int = 60


def test_a_page_is_read_once_and_the_last_one_where_the_list_has_become_shorter() -> None:
    asked: list[int] = []

    def read(start: int) -> Rows:
        asked.append(start)
        return Rows(list(range(60))[start : start + 25])

    found, pager = page_of(QueryDict("page=2"), read, size=25)
    assert (found.numbers, pager.number, asked) == (list(range(25, 50)), 2, [25])
    found, pager = page_of(QueryDict("page=7"), read, size=25)
    assert (found.numbers, pager.number, asked[1:]) == (list(range(50, 60)), 3, [150, 50])


def test_the_rows_of_the_last_page_and_of_an_empty_list() -> None:
    last = Pager(QueryDict("page=3"), 101)
    assert (last.start, last.stop, last.next) == (100, 101, "")
    assert last.previous == "?page=2"
    none = Pager(QueryDict(""), 0)
    assert (none.start, none.stop, none.last) == (0, 0, 1)


def test_moving_to_another_page_keeps_the_filters() -> None:
    assert Pager(QueryDict("search=ash&page=2"), 500).next == "?search=ash&page=3"
    assert Pager(QueryDict("search=ash&page=2"), 500).previous == "?search=ash"


def test_a_heading_sorts_and_the_second_time_turns_round() -> None:
    sorting = Sorting(QueryDict("sort=name&page=4"), ("name", "due"), "due")
    assert (sorting.key, sorting.descending, sorting.aria("name"), sorting.aria("due")) == (
        "name",
        False,
        "ascending",
        "none",
    )
    assert sorting.href("name") == "?sort=-name"
    assert Sorting(QueryDict("sort=-name"), ("name",), "name").aria("name") == "descending"
    assert Sorting(QueryDict("sort=password"), ("name", "due"), "due").key == "due", "only what is offered"


def test_two_long_lists_on_one_page_are_turned_apart() -> None:
    asked = QueryDict("period=all&teams=2&officers=3")
    teams, officers = Pager(asked, 60, 25, "teams"), Pager(asked, 100, 25, "officers")
    assert (teams.number, officers.number) == (2, 3)
    assert list(teams.cut(range(60))) == list(range(25, 50))
    assert teams.next == "?period=all&officers=3&teams=3#teams"
    assert officers.previous == "?period=all&teams=2&officers=2#officers"
