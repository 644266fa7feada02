"""Reference values of law and national guidance: what is asked of a figure, by which source, and whether it is met."""

import pytest

from openiro.domain.standards import STANDARDS, standards_of
from openiro.measures.compute import measure_named


def test_the_handbook_asks_for_50_to_70_children_whatever_a_council_has_set_itself() -> None:
    """Medway 4.1.1, Central Bedfordshire note (ii), Buckinghamshire section 3: all three cite it."""
    (handbook,) = standards_of("caseload.average")
    assert (handbook.low, handbook.high) == (50, 70)
    assert handbook.breakdown == {"unit": "iro_fte"}
    assert handbook.source.startswith("IRO Handbook")
    assert {handbook.standing(load) for load in (50, 68, 70)} == {"within"}
    assert (handbook.standing(49.9), handbook.standing(87.4)) == ("below", "above")


def test_a_review_is_due_every_time_by_the_regulations() -> None:
    for measure in ("reviews.on_time", "reviews.children_all_on_time"):
        (standard,) = standards_of(measure)
        assert (standard.words, standard.standing(100), standard.standing(99.8)) == ("100%", "met", "not met")
        assert "Regulations 2010, reg 33(1) (First review, 20 working days)" in standard.source
        assert "Second review, 3 months; Later review, 6 months" in standard.source


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda each: each.measure)
def test_each_is_of_a_measure_that_there_is_and_names_its_source(standard) -> None:
    assert measure_named(standard.measure).id == standard.measure
    assert standard.source
    assert standard.low <= standard.high
