"""What brings a review forward, whom it concerns, and by when the review is to be held (statute 1B)."""

from datetime import date

import pytest

from openiro.domain.codes import CODE_SETS
from openiro.domain.early_reviews import (
    TRIGGERS,
    Standing,
    UnableToAskForEarlyReview,
    check_applies,
    concerns,
    needed_by,
    trigger,
)
from tests.factories.calendars import england_and_wales

VOLUNTARY = Standing("V2", "U6", 10)
CARE_ORDER = Standing("C2", "U6", 10)


def test_every_trigger_in_the_list_has_its_rule_and_source() -> None:
    assert set(TRIGGERS) == {each.code for each in CODE_SETS["EARLY_REVIEW_TRIGGER"]}
    assert all(each.source and each.statute_rule.startswith(("1.", "2.")) for each in TRIGGERS.values())


@pytest.mark.parametrize("code", ["iro_asks", "placement_unsafe", "placement_to_end", "plan_change", "missing"])
def test_most_triggers_concern_every_child(code: str) -> None:
    assert concerns(trigger(code), VOLUNTARY)
    assert concerns(trigger(code), CARE_ORDER)


@pytest.mark.parametrize(
    ("code", "concerned", "not_concerned"),
    [
        ("custody", CARE_ORDER, VOLUNTARY),
        ("with_parent", Standing("C1", "U6", 3), VOLUNTARY),
        ("police_or_remand", Standing("L1", "U6", 15), CARE_ORDER),
        ("police_or_remand", Standing("J1", "U6", 15), VOLUNTARY),
        ("other_arrangements", Standing("V2", "U6", 17), Standing("V2", "H5", 17)),
        ("school_change", Standing("V2", "U6", 15), Standing("V2", "U6", 13)),
        ("leaving_care", VOLUNTARY, None),
    ],
)
def test_some_triggers_concern_only_some_children(
    code: str, concerned: Standing, not_concerned: Standing | None
) -> None:
    check_applies(trigger(code), concerned)
    if not_concerned is not None:
        with pytest.raises(UnableToAskForEarlyReview, match="concerns"):
            check_applies(trigger(code), not_concerned)


def test_accommodation_that_is_to_end_needs_both_limbs() -> None:
    found = trigger("accommodation_to_end")
    check_applies(found, Standing("V2", "U6", 10, nobody_takes_over=True))
    for standing in (Standing("V2", "U6", 10, nobody_takes_over=False), VOLUNTARY):
        with pytest.raises(UnableToAskForEarlyReview, match="takes over"):
            check_applies(found, standing)
    with pytest.raises(UnableToAskForEarlyReview, match="without a care order"):
        check_applies(found, Standing("C2", "U6", 10, nobody_takes_over=True))


def test_what_is_not_known_of_a_child_bars_nothing() -> None:
    assert all(concerns(trigger(code), Standing("", "", 15)) for code in TRIGGERS)


def test_a_thing_proposed_is_reviewed_by_its_day_and_a_thing_that_happened_within_the_councils_time() -> None:
    calendar = england_and_wales()
    assert needed_by(trigger("plan_change"), date(2026, 12, 14), 20, calendar) == date(2026, 12, 14)
    assert needed_by(trigger("missing"), date(2025, 12, 1), 20, calendar) == date(2025, 12, 31)


def test_a_trigger_that_is_none_is_refused() -> None:
    with pytest.raises(UnableToAskForEarlyReview, match="from the list"):
        trigger("a_hunch")
