"""When two reviews of one officer stand too close together."""

from datetime import datetime

import pytest

from openiro.domain.clashes import Appointment, clashes, do_clash, minutes_between


def at(hour: int, minute: int = 0, **more: object) -> Appointment:
    return Appointment(hour * 60 + minute, datetime(2026, 11, 26, hour, minute), 60, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (at(10), at(10, 30), True),
        (at(10), at(11), True),
        (at(10), at(11, 29), True),
        (at(10), at(11, 30), False),
        (at(10, place="Library"), at(11, place="library "), False),
        (at(10, mode="video"), at(11, mode="telephone"), False),
        (at(10, mode="video"), at(10, 59, mode="video"), True),
        (at(10, mode="video"), at(11, 30, travel=45), True),
        (at(10, mode="video"), at(11, 45, travel=45), False),
        (at(10, travel=90), at(12, 29), True),
        (at(10, travel=90), at(12, 30), False),
    ],
)
def test_two_reviews_clash_where_time_or_way_is_too_short(one: Appointment, other: Appointment, clash: bool) -> None:
    assert do_clash(one, other, 30) is clash
    assert do_clash(other, one, 30) is clash


def test_brothers_and_sisters_at_one_time_and_place_are_one_booking() -> None:
    rose, tom = at(10, place="Home", family="7"), Appointment(2, datetime(2026, 11, 26, 10), 60, "Home", family="7")
    assert not do_clash(rose, tom, 30)
    assert do_clash(rose, Appointment(3, datetime(2026, 11, 26, 10), 60, "Home", family="8"), 30)
    assert do_clash(rose, Appointment(4, datetime(2026, 11, 26, 10), 60, "School", family="7"), 30)
    assert do_clash(at(10, place="Home"), Appointment(5, datetime(2026, 11, 26, 10), 60, "Home"), 30)


def test_a_long_review_clashes_with_more_than_its_neighbour() -> None:
    long = Appointment(1, datetime(2026, 11, 26, 9), 240)
    found = list(clashes([at(12), long, at(10)], 0))
    assert [(one.number, other.number) for one, other in found] == [(1, 600), (1, 720)]


def test_the_way_between_is_the_longest_that_is_known() -> None:
    assert minutes_between(at(10, travel=20), at(12, travel=50), 30) == 50
    assert minutes_between(at(10, travel=20), at(12), 30) == 30
