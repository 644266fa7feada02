"""Each council's twin gives the figures that its council printed: counted from records, none typed in."""

import pytest

from tests.factories.twins import figures_of
from tests.golden.printed_figures import REPRODUCED, Printed, count_by_standing, counted, printed_figures

CLAIMED = [figure for figure in printed_figures() if figure.standing == REPRODUCED]


@pytest.mark.parametrize("printed", CLAIMED, ids=lambda printed: f"{printed.line}-{printed.council}")
def test_the_twin_gives_the_printed_figure(printed: Printed) -> None:
    assert counted(printed) == printed.expected, f"{printed.name} ({printed.source_place}): {printed.why}"


def test_every_printed_figure_has_a_standing_and_a_reason_where_it_is_not_reproduced() -> None:
    standings = count_by_standing()
    assert sum(standings.values()) == 379
    assert standings[REPRODUCED] == len(CLAIMED) == 277
    contradictions = [each for each in printed_figures() if each.standing.startswith("the print contradicts")]
    assert {each.line for each in contradictions} >= {19, 192, 217, 333}


class TestWherePrintContradictsItself:
    """What the records show where two printed sentences cannot both be true."""

    def test_buckinghamshire_participation_of_95_percent_is_impossible_beside_its_age_bands(self) -> None:
        year = figures_of("buckinghamshire", "2016-04-01", "2017-03-31")
        bands = [year.figure("participation.by_age", age_band=band) for band in ("5-9", "10-15", "16+")]
        assert max(figure.value or 0 for figure in bands) < 95
        taking_part = year.figure("participation.reviews").numerator
        under_4 = year.figure("reviews.held_by_age", age_band="<4").numerator
        assert (taking_part + under_4) / 1221 < 0.945

    def test_central_bedfordshire_cut_its_percentage_where_it_should_have_rounded(self) -> None:
        on_time = figures_of("central-bedfordshire", "2015-04-01", "2016-03-31").figure("reviews.on_time")
        assert (on_time.numerator, on_time.denominator, on_time.value) == (804, 805, 99.9)

    def test_central_bedfordshire_fathers_whose_whereabouts_are_unknown_are_20_percent_of_805(self) -> None:
        year = figures_of("central-bedfordshire", "2015-04-01", "2016-03-31")
        figure = year.figure("parents.not_obtained", parent="father", reason="whereabouts_unknown")
        assert (figure.numerator, figure.denominator, figure.value) == (162, 805, 20.1)
        others = ("died", "not_appropriate", "declined", "not_invited", "not_recorded")
        rest = (year.figure("parents.not_obtained", parent="father", reason=reason).numerator for reason in others)
        assert sum(rest) == 202

    def test_central_bedfordshire_children_of_4_and_over_have_more_reviews_than_six_silent_ones_would_allow(
        self,
    ) -> None:
        figure = figures_of("central-bedfordshire", "2015-04-01", "2016-03-31").figure("participation.reviews")
        assert figure.denominator is not None
        assert round(100 * (figure.denominator - 6) / figure.denominator, 1) != 98.8

    def test_harrow_ranged_from_159_to_177_and_not_from_162_to_170(self) -> None:
        year = figures_of("harrow", "2018-04-01", "2019-03-31")
        months = [figure.numerator for figure in year.figures if figure.id == "population.monthly"]
        assert (len(months), min(months), max(months)) == (12, 159, 177)

    def test_harrow_leavers_listed_add_to_111_of_118_and_the_rest_went_to_another_person(self) -> None:
        year = figures_of("harrow", "2018-04-01", "2019-03-31")
        by_reason = {
            figure.breakdown["reason"]: figure.numerator
            for figure in year.figures
            if figure.id == "flow.ceased_by_reason"
        }
        assert sum(by_reason.values()) == year.figure("flow.ceased").numerator == 118
        assert by_reason.pop("E13") == 7
        assert sum(by_reason.values()) == 111

    def test_nottingham_ethnicity_table_of_620_is_not_the_605_of_31_march(self) -> None:
        november = figures_of("nottingham", "2016-04-01", "2016-11-30")
        assert november.figure("population.looked_after").numerator == 620
        assert november.figure("population.by_ethnicity", ethnicity="OOTH").numerator == 16 + 3
        march = figures_of("nottingham", "2016-04-01", "2017-03-31")
        assert march.figure("population.looked_after").numerator == 605

    def test_medway_review_level_and_child_level_timeliness_differ_over_the_same_records(self) -> None:
        year = figures_of("medway", "2018-04-01", "2019-03-31")
        assert (year.figure("reviews.on_time").value or 0) - (
            year.figure("reviews.children_all_on_time").value or 0
        ) > 13
        assert year.figure("reviews.overdue").numerator > 0
