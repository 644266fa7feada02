"""Placements and placements for adoption, read from episodes by the ground rules."""

from datetime import date

import pytest

from openiro.domain.care import Episode, care_periods
from openiro.domain.placements import AdoptionSpell, Placement, adoption_spells, placements, spell_on


def day(text: str) -> date:
    return date.fromisoformat(f"2018-{text}")


def episodes(*rows: tuple[str, str, str], ends: str | None = None, status: str = "C2") -> list[Episode]:
    """Episodes that follow on: (start, reason, placement[@postcode]); the last ends on `ends` by E4A."""
    starts = [day(start) for start, _, _ in rows]
    closes = [*starts[1:], day(ends) if ends else None]
    made = []
    for place, (start, began, where) in enumerate(rows):
        code, _, postcode = where.partition("@")
        is_last = place == len(rows) - 1
        made.append(
            Episode(
                day(start),
                began,
                status,
                placement=code,
                ended_on=closes[place],
                reason_ended="E4A" if is_last else "X1",
                placement_postcode=postcode or None,
            )
        )
    return made


def spans(rows: list[Episode]) -> list[tuple[date, date | None, str | None]]:
    return [(each.started_on, each.ended_on, each.placement) for each in placements(care_periods(rows))]


def test_a_placement_begins_with_a_start_a_move_or_both_and_is_carried_on_by_the_rest() -> None:
    rows = episodes(("01-01", "S", "U6"), ("02-01", "L", "U6"), ("03-01", "P", "K2"), ("04-01", "T", "U4"))
    assert spans(rows) == [(day("01-01"), day("03-01"), "U6"), (day("03-01"), None, "U4")]
    assert len(spans(episodes(("01-01", "S", "U6"), ("02-01", "B", "U3"), ("03-01", "U", "U4")))) == 2


def test_the_first_known_episode_begins_a_placement_whatever_its_reason() -> None:
    assert spans(episodes(("01-01", "L", "U6"), ends="02-01")) == [(day("01-01"), day("02-01"), "U6")]


def test_a_temporary_stay_with_the_same_carer_leaves_the_placement_running() -> None:
    rows = episodes(("01-01", "S", "U6"), ("02-01", "T", "T2"), ("03-01", "P", "K2"))
    assert spans(rows) == [(day("01-01"), day("03-01"), "U6"), (day("03-01"), None, "K2")]


def test_a_child_back_from_hospital_in_the_same_place_has_not_moved() -> None:
    rows = episodes(("01-01", "S", "U6@AA1"), ("02-01", "P", "T1"), ("02-10", "P", "U6@AA1"))
    assert spans(rows) == [(day("01-01"), None, "U6")]


def test_a_child_who_leaves_hospital_for_another_place_has_moved_once() -> None:
    rows = episodes(("01-01", "S", "U6@AA1"), ("02-01", "P", "T1"), ("02-10", "P", "U6@BB2"))
    assert spans(rows) == [(day("01-01"), day("02-01"), "U6"), (day("02-10"), None, "U6")]


def test_care_that_begins_in_a_temporary_stay_has_its_first_placement_at_the_next_move() -> None:
    rows = episodes(("01-01", "S", "T1"), ("01-20", "L", "T1"), ("02-01", "P", "U6"))
    assert spans(rows) == [(day("02-01"), None, "U6")]
    assert spans(episodes(("01-01", "S", "T1"), ("01-20", "L", "U6"))) == []


def test_short_breaks_are_left_out() -> None:
    assert spans(episodes(("01-01", "S", "U6"), ends="02-01", status="V4")) == []


def test_short_breaks_inside_a_placement_neither_end_it_nor_count_in_it() -> None:
    first, _, last = episodes(("01-01", "S", "U6"), ("02-01", "L", "U6"), ("03-01", "L", "U6"))
    (_, short, short_last) = episodes(("01-01", "S", "U6"), ("02-01", "L", "U6"), ("03-01", "L", "U6"), status="V3")
    assert spans([first, short, last]) == [(day("01-01"), None, "U6")]
    assert spans([first, short, short_last]) == [(day("01-01"), day("02-01"), "U6")]


def test_placements_of_all_care_periods_count() -> None:
    rows = episodes(("01-01", "S", "U6"), ends="02-01") + episodes(("06-01", "S", "K2"))
    assert len(spans(rows)) == 2


@pytest.mark.parametrize(
    ("began", "ended", "counts"),
    [
        ("03-31", None, True),
        ("04-01", None, False),
        ("01-01", "02-01", False),
        ("01-01", "02-02", True),
    ],
)
def test_a_placement_is_in_a_period_that_it_touches(began: str, ended: str | None, counts: bool) -> None:
    placement = Placement(day(began), day(ended) if ended else None, "U6")
    assert placement.was_in(day("02-01"), day("03-31")) is counts


def spells(rows: list[Episode]) -> tuple[AdoptionSpell, ...]:
    (period,) = care_periods(rows)
    return adoption_spells(period)


def test_a_placement_for_adoption_runs_from_its_first_day_to_the_next_other_placement() -> None:
    (spell,) = spells(episodes(("01-01", "S", "U6"), ("02-01", "P", "A5"), ("05-01", "P", "U6")))
    assert spell == AdoptionSpell(day("02-01"), True, day("05-01"))
    assert spell_on((spell,), day("02-01")) is spell
    assert spell_on((spell,), day("05-01")) is None


def test_a_change_of_legal_status_inside_it_does_not_begin_a_new_one() -> None:
    (spell,) = spells(episodes(("01-01", "S", "A6"), ("02-01", "L", "A6"), ("03-01", "T", "A5")))
    assert spell.started_on == day("01-01")


def test_a_move_to_other_adopters_begins_a_new_one() -> None:
    first, second = spells(episodes(("01-01", "S", "A6"), ("03-01", "P", "A6"), ends="06-01"))
    assert first.ended_on == second.started_on == day("03-01")
    assert second.ended_on == day("06-01")


@pytest.mark.parametrize("began", ["T", "U", "P", "B"])
def test_foster_carers_who_adopt_begin_one_from_another_type(began: str) -> None:
    (spell,) = spells(episodes(("01-01", "S", "U5"), ("03-01", began, "A5")))
    assert spell == AdoptionSpell(day("03-01"), True, None)


def test_one_already_under_way_in_the_first_known_episode_has_an_unknown_start() -> None:
    (spell,) = spells(episodes(("01-01", "L", "A5")))
    assert not spell.start_known
