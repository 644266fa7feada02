"""What readers see in place of codes."""

from datetime import date

import pytest

from openiro.domain.comparing import Better, Target
from openiro.measures.publication import HIDDEN, ToldFigure
from openiro.policies import DEFAULT, load_policy
from openiro.reporting.findings import (
    held_against,
    target_in_words,
    unknown_in_words,
    value_in_words,
    year_before_in_words,
)
from openiro.reporting.words import category_in_words

TARGET = Target("reviews.on_time", 95)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("month", "2018-04", "Apr 2018"),
        ("age_band", "16+", "16 and over"),
        ("age_band", "10-15", "10 to 15"),
        ("reason", "E9", "Sentenced to custody"),
        ("reason", "did_not_attend", "Invited and did not attend"),
        ("reason", "not recorded", "Not recorded"),
        ("role", "business_support", "Business support"),
        ("unit", "iro_fte", "IROs, for each full-time equivalent"),
        ("mode", "telephone", "By telephone"),
        ("ethnic_group", "White", "White"),
        ("parent", "mother", "Mother"),
        ("legal_status", "", "Not recorded"),
    ],
)
def test_a_category_is_told_in_words(key, value, words):
    assert category_in_words(key, value) == words


def test_an_entitlement_is_told_by_its_title_in_the_policy():
    policy = load_policy(DEFAULT, date(2026, 3, 31))
    assert category_in_words("entitlement", "pack_pledge", policy) == "The council's pledge to children in care"
    assert category_in_words("entitlement", "leaving_home", policy) == "An allowance for setting up home"


def _figure(numerator=14, denominator=15, value=93.3, unknown=0, unit="percent"):
    return ToldFigure("reviews.on_time", {}, numerator, denominator, value, unknown, unit, bool(numerator))


def test_a_percentage_says_what_it_is_made_of_and_how_many_could_not_be_judged():
    assert held_against(_figure()) == "14 of 15"
    assert held_against(_figure(unknown=7)) == "14 of 15; 7 could not be judged"
    assert held_against(_figure(numerator=HIDDEN, value=HIDDEN)) == "small numbers are hidden"
    assert unknown_in_words(_figure(unknown=HIDDEN)) == "a few could not be judged"


def test_a_target_is_met_when_it_is_reached():
    assert target_in_words(_figure(value=95.0), TARGET) == "target 95%, met"
    assert target_in_words(_figure(value=94.9), TARGET) == "target 95%, not met"
    assert target_in_words(_figure(value=HIDDEN), TARGET) == "target 95%"
    assert target_in_words(_figure(), None) == ""


def test_a_target_for_which_less_is_better_is_met_from_below():
    low = Target("placements.three_or_more", 10, better=Better.LOW)
    assert target_in_words(_figure(value=9.9), low) == "target 10% or less, met"
    assert target_in_words(_figure(value=10.1), low) == "target 10% or less, not met"


def test_the_year_before_is_told_where_it_is_known():
    assert year_before_in_words(_figure()) == "93.3% the year before"
    assert year_before_in_words(_figure(value=None)) == ""
    assert year_before_in_words(None) == ""


def test_a_value_is_printed_by_its_kind():
    assert value_in_words(_figure(1525, None, 1525, unit="children")) == "1,525"
    assert value_in_words(_figure(169, 3.2, 52.8, unit="children")) == "52.8"
    assert value_in_words(_figure(HIDDEN, None, HIDDEN, unit="children")) == HIDDEN
