"""Care periods by the ground rules: from what people wrote down, gaps, overlaps and all."""

from datetime import date

from openiro.domain.care import (
    NOT_RECORDED,
    CarePeriod,
    Episode,
    care_periods,
    is_looked_after_on,
    is_short_break_on,
    legal_status_on,
    period_holding,
    period_on,
    placement_on,
    seen_at,
    tidied,
)


def day(text: str) -> date:
    return date.fromisoformat(f"2018-{text}")


def episode(
    start: str, began: str | None, end: str | None = None, ended: str | None = None, status: str = "C2"
) -> Episode:
    return Episode(day(start), began, legal_status=status, ended_on=day(end) if end else None, reason_ended=ended)


def only(*episodes: Episode) -> CarePeriod:
    (period,) = care_periods(episodes)
    return period


def test_a_care_period_runs_from_its_start_to_the_end_that_is_not_followed() -> None:
    period = only(episode("01-10", "S", "02-10", "X1"), episode("02-10", "P", "03-10", "E4A"))
    assert (period.started_on, period.start_known) == (day("01-10"), True)
    assert (period.ended_on, period.end_reason, period.counted_as_ceased) == (day("03-10"), "E4A", True)
    assert len(period.episodes) == 2


def test_an_episode_with_no_end_leaves_care_open() -> None:
    period = only(episode("01-10", "S"))
    assert period.is_open
    assert not period.counted_as_ceased


def test_a_child_who_comes_back_has_a_new_care_period() -> None:
    first, second = care_periods([episode("01-10", "S", "02-10", "E4A"), episode("05-01", "S")])
    assert first.ended_on == day("02-10")
    assert (second.started_on, second.start_known, second.is_open) == (day("05-01"), True, True)


def test_leaving_and_coming_back_on_one_day_are_two_periods() -> None:
    first, second = care_periods([episode("01-10", "S", "02-10", "E4A"), episode("02-10", "S")])
    assert first.counted_as_ceased
    assert second.start_known
    assert period_holding((first, second), day("02-10")) is second
    assert period_on((first, second), day("02-10")) is second
    assert period_holding((first, second), day("02-09")) is first


def test_a_gap_ends_the_earlier_part_without_a_reason_and_begins_one_of_unknown_start() -> None:
    first, second = care_periods([episode("01-10", "S", "02-10", "X1"), episode("03-01", "P")])
    assert (first.ended_on, first.end_reason, first.counted_as_ceased) == (day("02-10"), None, False)
    assert (second.started_on, second.start_known) == (day("03-01"), False)


def test_a_gap_before_a_start_leaves_that_start_known() -> None:
    first, second = care_periods([episode("01-10", "S", "02-10", "X1"), episode("03-01", "S")])
    assert not first.counted_as_ceased
    assert second.start_known


def test_care_found_under_way_has_an_unknown_start() -> None:
    assert not only(episode("01-10", "L")).start_known
    assert not only(episode("01-10", None)).start_known


def test_care_after_a_recorded_end_without_a_start_has_an_unknown_start() -> None:
    first, second = care_periods([episode("01-10", "S", "02-10", "E4A"), episode("02-10", "P")])
    assert (first.end_reason, first.counted_as_ceased) == ("E4A", True)
    assert not second.start_known


def test_next_episode_announced_and_never_seen_is_an_end_without_a_reason() -> None:
    period = only(episode("01-10", "S", "02-10", "X1"))
    assert (period.ended_on, period.end_reason, period.counted_as_ceased) == (day("02-10"), None, False)


def test_a_reason_without_a_day_leaves_care_open() -> None:
    period = only(episode("01-10", "S", None, "E4A"))
    assert period.is_open
    assert period.end_reason is None


def test_a_day_without_a_reason_ends_care_for_a_reason_not_recorded() -> None:
    period = only(episode("01-10", "S", "02-10"))
    assert (period.ended_on, period.end_reason, period.counted_as_ceased) == (
        day("02-10"),
        NOT_RECORDED,
        True,
    )


def test_an_end_before_its_start_is_impossible_and_leaves_care_open() -> None:
    assert only(episode("02-10", "S", "01-10", "E4A")).is_open


def test_a_start_inside_a_care_period_begins_a_new_one() -> None:
    first, second = care_periods([episode("01-10", "S"), episode("03-01", "S", "04-01", "E4A")])
    assert (first.ended_on, first.end_reason, first.counted_as_ceased) == (day("03-01"), None, False)
    assert (second.started_on, second.ended_on, second.end_reason) == (day("03-01"), day("04-01"), "E4A")


def test_a_start_before_the_recorded_end_of_the_last_period_begins_a_new_one() -> None:
    first, second = care_periods([episode("01-10", "S", "03-10", "E4A"), episode("03-05", "S")])
    assert (first.ended_on, first.counted_as_ceased) == (day("03-05"), False)
    assert second.is_open


def test_of_two_episodes_that_overlap_the_later_holds_from_its_start() -> None:
    periods = care_periods([episode("01-10", "S", "03-10", "X1", "C1"), episode("03-01", "L", "05-01", "E4A", "C2")])
    assert len(periods) == 1
    assert legal_status_on(periods, day("02-28")) == "C1"
    assert legal_status_on(periods, day("03-01")) == "C2"


def test_on_the_last_day_of_care_the_last_episode_that_held_gives_the_status() -> None:
    forgotten = episode("01-10", "S", status="C2")
    period = only(forgotten, episode("02-10", "L", "03-10", "E4A", status="V3"))
    last = period.episode_on(day("03-10"))
    assert period.ended_on == day("03-10")
    assert last is not None
    assert last.legal_status == "V3"


def test_an_earlier_end_counts_for_nothing_where_a_later_episode_runs_across_it() -> None:
    period = only(episode("01-10", "S", "03-10", "E4A"), episode("03-01", "P", "05-01", "E13"))
    assert (period.ended_on, period.end_reason) == (day("05-01"), "E13")


def test_an_earlier_end_counts_where_no_later_episode_runs_across_it() -> None:
    period = only(episode("01-10", "S", "03-10", "E4A"), episode("02-01", "P", "02-20", "X1"))
    assert (period.ended_on, period.end_reason) == (day("03-10"), "E4A")


def test_of_two_ends_on_one_day_the_later_episode_gives_the_reason() -> None:
    period = only(episode("01-10", "S", "03-10", "E4A"), episode("02-01", "P", "03-10", "E13"))
    assert (period.ended_on, period.end_reason) == (day("03-10"), "E13")


def test_of_two_rows_for_one_first_day_the_lower_holds() -> None:
    rows = [episode("01-10", "S", "02-10", "E4A"), episode("01-10", "S", "03-10", "E13")]
    assert tidied(rows) == (rows[1],)


def test_what_happened_after_the_day_asked_about_is_not_seen() -> None:
    rows = [episode("01-10", "S", "02-10", "X1"), episode("02-10", "P", "03-10", "E4A")]
    assert only(*seen_at(rows, day("02-10"))).is_open
    period = only(*seen_at(rows, day("02-09")))
    assert period.is_open
    assert len(period.episodes) == 1
    assert only(*seen_at(rows, day("03-10"))).ended_on == day("03-10")


def test_a_child_is_looked_after_on_the_first_day_and_not_on_the_last() -> None:
    periods = care_periods([episode("01-10", "S", "02-10", "E4A")])
    assert not is_looked_after_on(periods, day("01-09"))
    assert is_looked_after_on(periods, day("01-10"))
    assert is_looked_after_on(periods, day("02-09"))
    assert not is_looked_after_on(periods, day("02-10"))


def test_short_breaks_do_not_make_a_child_looked_after() -> None:
    periods = care_periods([episode("01-10", "S", "02-10", "X1", "V4"), episode("02-10", "L", status="V2")])
    assert not is_looked_after_on(periods, day("01-20"))
    assert is_short_break_on(periods, day("01-20"))
    assert is_looked_after_on(periods, day("02-10"))
    assert not is_short_break_on(periods, day("02-10"))


def test_placement_and_status_of_a_day_outside_care_are_unknown() -> None:
    periods = care_periods([Episode(day("01-10"), "S", "C2", placement="T1", ended_on=day("02-10"))])
    assert placement_on(periods, day("01-10")) == "T1"
    assert placement_on(periods, day("02-10")) is None
    assert legal_status_on(periods, day("01-01")) is None


def test_no_episodes_make_no_care_period() -> None:
    assert care_periods([]) == ()
