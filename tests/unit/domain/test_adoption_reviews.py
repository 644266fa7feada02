"""Reviews of adoption that the law asks for beside the ordinary ones (statute 1.51, 1.55, 1.56)."""

from datetime import date

from openiro.domain.adoption_reviews import further_dates
from openiro.domain.care import CarePeriod, Episode
from openiro.domain.review_sequence import ReviewHeld
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()


def period(*episodes: Episode) -> CarePeriod:
    return CarePeriod(episodes[0].started_on, True, None, None, False, episodes)


def care(day: date, status: str = "C1", place: str = "U4", ended: date | None = None, why: str = "S") -> Episode:
    return Episode(day, why, status, "N1", place, "PR1", ended)


ORDERED = period(care(date(2026, 1, 5), ended=date(2026, 6, 1)), care(date(2026, 6, 1), "E1", why="L"))


def test_under_a_placement_order_the_first_is_due_three_months_after_it() -> None:
    (found,) = further_dates(ORDERED, [ReviewHeld(date(2026, 5, 20))], CALENDAR, date(2026, 7, 1))
    assert (found.clock.id, found.runs_from, found.due_on) == (
        "authority.first",
        date(2026, 6, 1),
        date(2026, 9, 1),
    )


def test_an_ordinary_review_held_since_counts_as_the_first() -> None:
    (found,) = further_dates(ORDERED, [ReviewHeld(date(2026, 7, 10))], CALENDAR, date(2026, 8, 1))
    assert (found.clock.id, found.due_on) == ("authority.later", date(2027, 1, 10))


def test_without_a_placement_order_or_once_placed_there_is_none() -> None:
    assert further_dates(period(care(date(2026, 1, 5))), [], CALENDAR, date(2026, 8, 1)) == ()
    placed = period(care(date(2026, 1, 5), "E1", ended=date(2026, 8, 3)), care(date(2026, 8, 3), "E1", "A5", why="P"))
    assert further_dates(placed, [], CALENDAR, date(2026, 9, 1)) == ()


def test_an_order_that_was_revoked_and_made_again_counts_anew() -> None:
    again = period(
        care(date(2026, 1, 5), "E1", ended=date(2026, 3, 2)),
        care(date(2026, 3, 2), "C2", ended=date(2026, 6, 1), why="L"),
        care(date(2026, 6, 1), "E1", why="L"),
    )
    (found,) = further_dates(again, [], CALENDAR, date(2026, 7, 1))
    assert found.runs_from == date(2026, 6, 1)


RETURNED = period(
    care(date(2026, 1, 5), "C2", ended=date(2026, 4, 1)),
    care(date(2026, 4, 1), "E1", "A5", ended=date(2026, 9, 1), why="P"),
    care(date(2026, 9, 1), "C2", "U4", why="B"),
)


def test_after_a_return_from_adopters_the_review_is_28_to_42_days_on() -> None:
    (found,) = further_dates(RETURNED, [ReviewHeld(date(2026, 9, 15))], CALENDAR, date(2026, 9, 20))
    assert (found.earliest_on, found.due_on) == (date(2026, 9, 29), date(2026, 10, 13))


def test_a_review_from_the_28th_day_on_answers_the_return() -> None:
    assert further_dates(RETURNED, [ReviewHeld(date(2026, 9, 29))], CALENDAR, date(2026, 10, 1)) == ()
