"""What a paper warns of: profiles that do not add up to the children of the day, and shares that move too far."""

from datetime import date
from types import SimpleNamespace

import pytest

from openiro.measures.publication import HIDDEN, ToldFigure
from openiro.policies import load_policy
from openiro.reporting.section_tables import profiles_that_do_not_add_up, shares_that_jump

ON = date(2017, 3, 31)
CATEGORY = "plans.by_category"


def told(measure, numerator, denominator=None, **breakdown):
    value = round(100 * numerator / denominator, 1) if denominator and isinstance(numerator, int) else None
    return ToldFigure(measure, breakdown, numerator, denominator, value, 0, "percent", occurs=True)


def findings(now, before=()):
    def one(figures, measure, breakdown):
        return next((each for each in figures if each.id == measure and each.breakdown == breakdown), None)

    return SimpleNamespace(
        figures=lambda measure: [each for each in now if each.id == measure],
        figure=lambda measure, **breakdown: one(now, measure, breakdown),
        year_before=lambda measure, **breakdown: one(before, measure, breakdown),
        policy=load_policy("nottingham", ON),
    )


def words(blocks):
    return [run.text for block in blocks for paragraph in block.paragraphs for run in paragraph.runs]


def test_a_profile_that_does_not_add_up_to_the_children_of_the_day_is_warned_of():
    """Nottingham, appendix 1: 620 by ethnicity against 605 in care, 477 against 480 on a plan."""
    found = findings(
        [
            told("population.looked_after", 605),
            told("population.by_ethnicity", 320, 605, ethnicity="WBRI"),
            told("population.by_ethnicity", 300, 605, ethnicity="NOBT"),
            told("plans.open", 480),
            told("plans.by_ethnicity", 477, 480, ethnicity="WBRI"),
            told("plans.by_sex", 480, 480, sex="F"),
        ]
    )
    assert words(profiles_that_do_not_add_up(found)) == [
        "The table of ethnicity adds up to 620, but 605 children are looked after.",
        "The table of ethnicity of children on a plan adds up to 477, but 480 children are on a child protection plan.",
    ]


def test_a_category_that_leaps_after_a_change_of_system_is_to_be_looked_at():
    """Nottingham, child protection: multiple categories went from 0% to 27%, likely by how it is recorded."""
    now = [told(CATEGORY, 130, 480, category="MUL"), told(CATEGORY, 173, 480, category="NEG")]
    before = [told(CATEGORY, 0, 564, category="MUL"), told(CATEGORY, 203, 564, category="NEG")]
    (only,) = words(shares_that_jump(CATEGORY)(findings(now, before)))
    assert "went from 0% to 27% in a year" in only
    assert "change of system" in only


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ((9, 19), (0, 564)),
        ((90, 480), (0, 564)),
        ((HIDDEN, 480), (0, 564)),
        ((130, 480), None),
    ],
)
def test_nothing_is_said_of_few_children_small_moves_or_what_is_hidden_or_not_known(now, before):
    earlier = [told(CATEGORY, *before, category="MUL")] if before else []
    assert shares_that_jump(CATEGORY)(findings([told(CATEGORY, *now, category="MUL")], earlier)) == []
