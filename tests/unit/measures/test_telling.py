"""Figures told with small numbers hidden: nothing is left from which one could be worked out."""

from openiro.measures.figures import Figure, Result, ratio
from openiro.measures.telling import HIDDEN, tell


def _share(measure: str, number: int, of: int, unknown: int = 0, **breakdown: str) -> Figure:
    return Figure(measure, breakdown, number, of, ratio(number, of), "percent", unknown)


def _count(measure: str, number: int, unknown: int = 0, **breakdown: str) -> Figure:
    return Figure(measure, breakdown, number, None, number, "children", unknown)


def _told(*figures: Figure):
    return {(each.id, *each.breakdown.values()): each for each in tell(Result(figures), hide_up_to=5)}


def test_everything_is_shown_where_nothing_is_to_be_hidden():
    told = tell(Result((_share("reviews.on_time", 3, 4),)))
    assert (told[0].numerator, told[0].denominator, told[0].value) == (3, 4, 75.0)


def test_a_percentage_goes_with_its_small_count():
    figure = _told(_share("population.uasc", 3, 169))["population.uasc",]
    assert (figure.numerator, figure.denominator, figure.value) == (HIDDEN, 169, HIDDEN)


def test_a_percentage_goes_where_those_left_over_are_few():
    figure = _told(_share("reviews.on_time", 523, 525))["reviews.on_time",]
    assert (figure.numerator, figure.value) == (HIDDEN, HIDDEN)


def test_none_and_all_are_shown():
    told = _told(_share("population.uasc", 0, 169), _share("reviews.on_time", 525, 525))
    assert told["population.uasc",].value == 0.0
    assert told["reviews.on_time",].value == 100.0


def test_a_second_category_goes_with_the_one_small_one():
    told = _told(
        _count("flow.ceased", 118),
        _share("flow.ceased_by_reason", 3, 118, reason="E9"),
        _share("flow.ceased_by_reason", 15, 118, reason="E8"),
        _share("flow.ceased_by_reason", 100, 118, reason="E4A"),
    )
    assert told["flow.ceased_by_reason", "E9"].numerator == HIDDEN
    assert told["flow.ceased_by_reason", "E8"].numerator == HIDDEN
    assert told["flow.ceased_by_reason", "E4A"].numerator == 100


def test_few_that_could_not_be_judged_do_not_follow_from_the_number_held():
    told = _told(_count("reviews.held", 525), _share("reviews.on_time", 480, 522, unknown=3))
    assert told["reviews.on_time",].unknown == HIDDEN
    assert told["reviews.on_time",].denominator == HIDDEN
    assert told["reviews.held",].numerator == 525


def test_a_small_group_and_its_one_code_go_together():
    told = _told(
        _count("population.looked_after", 60),
        _share("population.by_ethnic_group", 4, 60, ethnic_group="Other"),
        _share("population.by_ethnic_group", 56, 60, ethnic_group="White"),
        _share("population.by_ethnicity", 4, 60, ethnicity="OOTH"),
        _share("population.by_ethnicity", 56, 60, ethnicity="WBRI"),
    )
    assert all(told["population.by_ethnicity", code].numerator == HIDDEN for code in ("OOTH", "WBRI"))
    assert all(told["population.by_ethnic_group", group].numerator == HIDDEN for group in ("Other", "White"))


def test_a_table_by_two_keys_gives_nothing_away_through_its_margins():
    told = _told(
        _count("population.looked_after", 63),
        _share("population.by_age", 23, 63, age_band="1-4"),
        _share("population.by_age", 40, 63, age_band="5-9"),
        _share("population.by_sex", 22, 63, sex="M"),
        _share("population.by_sex", 41, 63, sex="F"),
        _share("population.by_age_and_sex", 2, 63, age_band="1-4", sex="M"),
        _share("population.by_age_and_sex", 21, 63, age_band="1-4", sex="F"),
        _share("population.by_age_and_sex", 20, 63, age_band="5-9", sex="M"),
        _share("population.by_age_and_sex", 20, 63, age_band="5-9", sex="F"),
    )
    assert [told[key].numerator for key in told if key[0] == "population.by_age_and_sex"] == [HIDDEN] * 4
    assert told["population.by_age", "1-4"].numerator == 23


def test_numbers_of_officers_and_of_minutes_are_no_childrens_and_stay():
    told = _told(
        Figure("staff.fte", {"role": "iro"}, 3.2, None, 3.2, "full-time equivalents"),
        _share("caseload.outside_guide", 1, 4),
    )
    assert told["staff.fte", "iro"].numerator == 3.2
    assert told["caseload.outside_guide",].value == 25.0


def test_few_of_one_clock_do_not_follow_from_another_clock_of_the_same_reviews():
    # 103 reviews were completed: 97 and 6. So 3 that still run would follow from the 100 whose clock has ended.
    told = _told(
        _share("decisions.within_5_days", 90, 100, unknown=3),
        _share("decisions.record_within_15_days", 80, 97, unknown=6),
    )
    figure = told["decisions.within_5_days",]
    assert (figure.denominator, figure.unknown) == (HIDDEN, HIDDEN)
    assert told["decisions.record_within_15_days",].unknown == 6


def test_few_unanswered_do_not_follow_from_the_same_check_on_file():
    told = _told(
        _share("checks.pep", 60, 98, unknown=2),
        _share("checks.pep_on_file", 50, 90, unknown=10),
    )
    assert told["checks.pep",].unknown == HIDDEN
    assert told["checks.pep",].denominator == HIDDEN
    assert told["checks.pep_on_file",].denominator == 90


def test_the_few_whom_nobody_answered_do_not_follow_from_those_agreed():
    told = _told(
        _share("decisions.agreed", 90, 100),
        _share("decisions.by_answer", 90, 100, answer="agreed"),
        _share("decisions.by_answer", 7, 100, answer="objected"),
        _share("decisions.by_answer", 3, 100, answer="deemed"),
    )
    assert told["decisions.by_answer", "deemed"].numerator == HIDDEN
    assert told["decisions.by_answer", "objected"].numerator == HIDDEN
    shown = [told["decisions.by_answer", name].numerator for name in ("agreed", "objected", "deemed")]
    assert shown.count(HIDDEN) >= 2


def test_the_number_of_reviews_is_told_once_by_every_measure_held_against_it():
    told = _told(
        _count("reviews.held", 525),
        _share("oversight.seen_before_review", 522, 525),
        _count("meetings.chaired", 525, kind="review"),
    )
    assert told["oversight.seen_before_review",].numerator == HIDDEN
    assert told["oversight.seen_before_review",].value == HIDDEN


def test_the_few_not_told_of_one_entitlement_do_not_follow_from_the_number_of_another():
    told = _told(
        _share("entitlements.informed", 98, 100, entitlement="pack"),
        _share("entitlements.informed", 60, 100, entitlement="advocate"),
    )
    assert told["entitlements.informed", "pack"].numerator == HIDDEN
    assert told["entitlements.informed", "pack"].value == HIDDEN
    assert told["entitlements.informed", "advocate"].numerator == 60
