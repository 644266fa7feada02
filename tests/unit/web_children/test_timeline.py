"""The picture of a child's time in care stands where its dates say, and is told again in words."""

from datetime import date
from itertools import pairwise

from openiro.children.queries import timeline_of
from openiro.domain.care import Episode, care_periods
from openiro.domain.review_sequence import ReviewHeld, ReviewRules
from openiro.domain.review_status import ReviewState
from openiro.domain.timetable import timetable
from openiro.policies import load_policy
from openiro.reviews.queries import ChildReviews, ReviewLine, judge
from openiro.web.children.timeline import Lane, Picture, picture
from tests.factories.calendars import england_and_wales

TODAY = date(2026, 11, 20)
POLICY = load_policy("default", TODAY)
RULES = ReviewRules(england_and_wales())
STORY = (
    Episode(date(2023, 1, 9), "S", "C1", "N1", "U6", "PR1", date(2023, 9, 1), "X1"),
    Episode(date(2023, 9, 1), "L", "C2", "N1", "U6", "PR1", date(2024, 2, 5), "X1"),
    Episode(date(2024, 2, 5), "P", "E1", "N1", "A6", "PR1", date(2025, 3, 3), "X1"),
    Episode(date(2025, 3, 3), "B", "C2", "N1", "K2", "PR4"),
)


def line(held_on: date, number: int, judged: object) -> ReviewLine:
    return ReviewLine(
        number, ReviewState.HELD, None, None, "", "", "", "", held_on, None, "PN1", None, "", None, held_on, "", "",
        judged, (), (),  # type: ignore[arg-type]
    )  # fmt: skip


def reviews(*days: date, episodes: tuple[Episode, ...] = STORY) -> ChildReviews:
    held = [ReviewHeld(day) for day in days]
    periods = care_periods(episodes)
    judged = {each.review.held_on: each for each in judge(periods, held, RULES, TODAY)}
    lines = tuple(line(day, number, judged.get(day)) for number, day in reversed(list(enumerate(days))))
    return ChildReviews(timetable(periods, held, RULES, TODAY), lines, None, RULES.calendar, POLICY)


def drawn(*days: date, episodes: tuple[Episode, ...] = STORY) -> Picture:
    found = picture(timeline_of(list(episodes), on=TODAY), reviews(*days, episodes=episodes))
    assert found is not None
    return found


def lane(found: Picture, name: str) -> Lane:
    return next(lane for lane in found.lanes if lane.name == name)


def test_legal_statuses_are_joined_across_moves_and_stand_one_after_the_other():
    bars = lane(drawn(), "Legal status").bars
    assert [bar.title.split(",")[0] for bar in bars] == [
        "Interim care order",
        "Full care order",
        "Placement order",
        "Full care order",
    ]
    assert all(before.left + before.width - after.left < 0.01 for before, after in pairwise(bars))


def test_what_goes_on_ends_at_today_and_is_told_to_go_on():
    found = drawn()
    last = lane(found, "Placement").bars[-1]
    assert abs(last.left + last.width - found.today) < 0.01
    assert last.title == "Children's home, from 3 March 2025 and goes on"


def test_a_placement_for_adoption_has_a_lane_of_its_own():
    assert lane(drawn(), "Adoption").words == ["Placed for adoption, from 5 February 2024 to 3 March 2025"]
    assert "Adoption" not in [each.name for each in drawn(episodes=STORY[:1]).lanes]


def test_a_late_review_differs_in_shape_and_word_and_one_in_time_in_shape():
    marks = lane(drawn(date(2023, 2, 6), date(2023, 9, 1)), "Reviews").marks
    assert [(mark.shape, mark.word) for mark in marks[:2]] == [("in-time", ""), ("late", "late")]
    assert marks[1].title == "Review of 1 September 2023, due by 6 May 2023: late"


def test_the_last_day_for_the_next_review_is_marked():
    marks = lane(drawn(date(2023, 2, 6)), "Reviews").marks
    assert marks[-1].shape == "due"
    assert marks[-1].word == "overdue"


def test_the_picture_says_in_one_breath_what_it_shows():
    assert drawn(date(2023, 2, 6), date(2023, 9, 1)).summary == (
        "From 9 January 2023: 1 time in care, 3 placements, 2 reviews held, 1 of them late."
    )


def test_nothing_stands_outside_the_picture():
    found = drawn(date(2023, 2, 6))
    places = [bar.left + bar.width for each in found.lanes for bar in each.bars]
    places += [mark.left for each in found.lanes for mark in each.marks]
    assert all(0 <= place <= 100 for place in places)


def test_words_that_do_not_fit_into_a_bar_give_way_to_shorter_ones():
    bars = lane(drawn(), "Placement").bars
    assert (bars[0].label, bars[0].wide) == ("Foster care", "Foster care")
    assert bars[0].title.startswith("Foster placement with other foster carer, other")


def test_a_short_time_in_care_is_drawn_narrower_so_that_a_telephone_shows_today():
    new = (Episode(date(2026, 11, 16), "S", "V2", "N1", "U6", "PR1"),)
    assert drawn(episodes=new).narrow == 360
    assert drawn().narrow > 360


def test_without_leave_to_see_reviews_the_picture_has_none():
    found = picture(timeline_of(list(STORY), on=TODAY), None)
    assert found is not None
    assert "Reviews" not in [each.name for each in found.lanes]
    assert found.summary == "From 9 January 2023: 1 time in care, 3 placements."


def test_a_child_who_was_never_in_care_has_no_picture():
    assert picture(timeline_of([], on=TODAY), None) is None
