"""Figures told with small numbers hidden: nothing is left from which one could be worked out."""

import pytest

from openiro.domain.shares import ratio
from openiro.measures.figures import Figure, Result
from openiro.measures.publication import HIDDEN
from openiro.measures.telling import tell


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


@pytest.mark.parametrize(("whole", "of"), [("population.looked_after", "population"), ("plans.open", "plans")])
def test_the_few_whose_ethnicity_nobody_recorded_do_not_follow_from_the_group_that_is_unknown(whole, of):
    told = _told(
        _count(whole, 60),
        _share(f"{of}.by_ethnic_group", 37, 60, ethnic_group="White"),
        _share(f"{of}.by_ethnic_group", 23, 60, ethnic_group="Unknown"),
        _share(f"{of}.by_ethnicity", 31, 60, ethnicity="WBRI"),
        _share(f"{of}.by_ethnicity", 6, 60, ethnicity="WIRI"),
        _share(f"{of}.by_ethnicity", 20, 60, ethnicity="NOBT"),
        _share(f"{of}.by_ethnicity", 3, 60, ethnicity="not recorded"),
    )
    shown = [told[f"{of}.by_ethnic_group", "Unknown"].numerator, told[f"{of}.by_ethnicity", "NOBT"].numerator]
    assert HIDDEN in shown


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


def test_the_few_plans_of_one_category_do_not_follow_from_those_open():
    told = _told(
        _count("plans.open", 60),
        _share("plans.by_category", 3, 60, category="physical"),
        _share("plans.by_category", 17, 60, category="sexual"),
        _share("plans.by_category", 40, 60, category="neglect"),
        _share("plans.by_age", 4, 60, age_band="<1"),
        _share("plans.by_age", 56, 60, age_band="1-4"),
        _share("plans.by_ethnicity", 2, 60, ethnicity="OOTH"),
        _share("plans.by_ethnicity", 58, 60, ethnicity="WBRI"),
    )
    assert told["plans.by_category", "sexual"].numerator == HIDDEN
    assert told["plans.by_age", "1-4"].numerator == HIDDEN
    assert told["plans.by_ethnicity", "WBRI"].numerator == HIDDEN
    assert told["plans.open",].numerator == 60


def test_few_children_on_a_plan_do_not_follow_from_their_categories_nor_their_rate():
    told = _told(
        _count("plans.open", 12),
        Figure("plans.rate_per_10000", {}, 12, 40_000, 3.0, "per 10,000"),
        Figure("plans.by_category", {"category": "neglect"}, 4, None, 4, "children"),
        Figure("plans.by_category", {"category": "sexual"}, 8, None, 8, "children"),
    )
    assert told["plans.by_category", "sexual"].numerator == HIDDEN
    few = _told(_count("plans.open", 4), Figure("plans.rate_per_10000", {}, 4, 40_000, 1.0, "per 10,000"))
    assert few["plans.rate_per_10000",].value == HIDDEN


def test_few_conferences_that_could_not_be_judged_do_not_follow_from_those_held():
    told = _told(
        _count("conferences.held", 48, kind="initial"),
        _share("conferences.initial_within_15_days", 30, 45, unknown=3),
        _count("conferences.held", 90, kind="review"),
        _share("conferences.review_in_time", 70, 86, unknown=4),
    )
    assert told["conferences.initial_within_15_days",].denominator == HIDDEN
    assert told["conferences.review_in_time",].denominator == HIDDEN


def test_few_conferences_of_which_nobody_said_what_parents_understood_do_not_follow_from_those_held():
    told = _told(
        _count("conferences.held", 48, kind="initial"),
        _count("meetings.chaired", 48, kind="conference"),
        _share("conferences.report_shown_before", 40, 48),
        _share("conferences.parents_understood", 38, 45, unknown=3),
    )
    assert told["conferences.parents_understood",].denominator == HIDDEN
    assert told["conferences.report_shown_before",].numerator == 40


def test_few_children_who_used_an_app_do_not_follow_from_all_of_their_age():
    told = _told(
        _share("participation.by_age", 50, 60, age_band="5-9"),
        _share("participation.by_age_and_app", 3, 10, age_band="5-9", app="used"),
        _share("participation.by_age_and_app", 47, 50, age_band="5-9", app="not_used"),
        _count("participation.by_age_and_code", 50, age_band="5-9", code="PN1"),
        _count("participation.by_age_and_code", 7, age_band="5-9", code="PN7"),
        _count("participation.by_age_and_code", 3, age_band="5-9", code="PN4"),
    )
    assert told["participation.by_age_and_app", "5-9", "not_used"].numerator == HIDDEN
    assert told["participation.by_age_and_code", "5-9", "PN7"].numerator == HIDDEN
    assert told["participation.by_age", "5-9"].numerator == 50


def test_few_conferences_of_one_kind_do_not_follow_from_the_meetings_chaired():
    told = _told(
        _count("conferences.held", 48, kind="initial"),
        _count("conferences.held", 2, kind="transfer_in"),
        _count("meetings.chaired", 50, kind="conference"),
    )
    assert told["conferences.held", "initial"].numerator == HIDDEN
    assert told["meetings.chaired", "conference"].numerator == 50


def test_the_few_who_were_not_seen_do_not_follow_from_the_number_looked_after():
    told = _told(_count("population.looked_after", 60), _share("oversight.visited", 57, 60))
    assert told["oversight.visited",].numerator == HIDDEN
    few = _told(_count("population.looked_after", 4), _share("oversight.visited", 0, 4))
    assert few["oversight.visited",].denominator == HIDDEN


def test_few_reviewed_do_not_follow_from_the_average_of_each_child():
    told = _told(
        _count("reviews.held", 8),
        _count("reviews.children", 4),
        Figure("reviews.per_child", {}, 8, 4, 2.0, "reviews a child"),
    )
    assert told["reviews.per_child",].value == HIDDEN
    assert (told["reviews.per_child",].numerator, told["reviews.per_child",].denominator) == (8, HIDDEN)
    assert told["reviews.held",].numerator == 8


def test_few_under_one_order_do_not_follow_from_all_under_orders():
    told = _told(
        _share("population.by_legal_status", 30, 60, legal_status="C2"),
        _share("population.by_legal_status", 3, 60, legal_status="E1"),
        _share("population.by_legal_status", 27, 60, legal_status="V2"),
        _share("population.formal_order", 33, 60),
    )
    assert told["population.by_legal_status", "C2"].numerator == HIDDEN


def test_few_of_one_age_do_not_follow_from_those_of_an_age_for_an_entitlement():
    told = _told(
        _share("population.by_age", 30, 60, age_band="5-9"),
        _share("population.by_age", 20, 60, age_band="10-15"),
        _share("population.by_age", 3, 60, age_band="16-17"),
        _share("population.by_age", 7, 60, age_band="<1"),
        _share("entitlements.informed", 10, 23, entitlement="advocate"),
    )
    shown = {name: told["population.by_age", name].numerator for name in ("10-15", "16-17")}
    assert shown == {"10-15": HIDDEN, "16-17": HIDDEN}


def test_few_children_of_one_officer_do_not_follow_from_all_less_those_of_the_other():
    told = _told(
        Figure("caseload.average", {"unit": "iro"}, 60, 2, 30.0, "children"),
        Figure("caseload.lowest", {"unit": "iro"}, 4, None, 4, "children"),
        Figure("caseload.highest", {"unit": "iro"}, 56, None, 56, "children"),
    )
    assert told["caseload.highest", "iro"].numerator == HIDDEN


def test_few_children_of_conference_chairs_do_not_follow_from_both_together():
    told = _told(
        Figure("caseload.average", {"unit": "iro"}, 60, 3, 20.0, "children"),
        Figure("caseload.average", {"unit": "conference_chair"}, 4, 1, 4.0, "children"),
        Figure("caseload.average", {"unit": "both"}, 64, 4, 16.0, "children"),
    )
    assert told["caseload.average", "iro"].numerator == HIDDEN


def test_few_without_an_iro_do_not_follow_from_those_examined_in_depth():
    told = _told(_share("allocation.unchanged", 60, 97, unknown=3), _share("oversight.in_depth", 50, 100))
    assert told["allocation.unchanged",].denominator == HIDDEN


def test_people_recruited_and_posts_begun_are_officers_and_stay():
    told = _told(_count("staff.recruited", 2, role="iro"), _count("staff.posts_begun", 3, role="iro"))
    assert [each.numerator for each in told.values()] == [2, 3]


def test_a_way_out_of_care_does_not_tell_of_the_few_with_one_of_its_reasons():
    told = _told(
        _count("flow.ceased", 50),
        _share("flow.ceased_by_reason", 4, 50, reason="E11"),
        _share("flow.ceased_by_reason", 6, 50, reason="E12"),
        _share("flow.ceased_by_reason", 7, 50, reason="E2"),
        _share("flow.ceased_by_reason", 33, 50, reason="E4A"),
        _share("permanence.outcomes", 10, 50, route="adopted"),
        _share("permanence.outcomes", 33, 50, route="home_planned"),
        _share("permanence.outcomes", 7, 50, route="other"),
    )
    assert told["flow.ceased_by_reason", "E11"].numerator == HIDDEN
    assert told["flow.ceased_by_reason", "E12"].numerator == HIDDEN
    assert told["permanence.outcomes", "adopted"].numerator == 10


def test_disputes_closed_at_a_stage_are_not_worked_out_from_those_of_its_quarters():
    closed = [_share("disputes.closed_by_stage", 30, 36, service="looked_after", stage="1")]
    closed += [_share("disputes.closed_by_stage", 6, 36, service="looked_after", stage="2")]
    quarters = [_count("disputes.closed_by_quarter", 20, quarter="Q1", stage="1")]
    quarters += [_count("disputes.closed_by_quarter", 10, quarter="Q2", stage="1")]
    quarters += [_count("disputes.closed_by_quarter", 4, quarter="Q1", stage="2")]
    quarters += [_count("disputes.closed_by_quarter", 2, quarter="Q2", stage="2")]
    told = _told(*closed, *quarters, _share("disputes.within_20_days", 30, 36))
    assert told["disputes.closed_by_quarter", "Q1", "2"].numerator == HIDDEN
    assert told["disputes.closed_by_quarter", "Q2", "2"].numerator == HIDDEN
    assert told["disputes.closed_by_stage", "looked_after", "2"].numerator == 6
    few = _told(*closed, *quarters[:3], _share("disputes.within_20_days", 30, 36))
    assert few["disputes.closed_by_quarter", "Q1", "2"].numerator == HIDDEN


def test_concerns_in_all_do_not_tell_of_the_few_about_one_thing():
    told = _told(
        _count("concerns.raised", 30),
        _count("concerns.informal", 3, theme="drift"),
        _count("concerns.informal", 7, theme="health"),
        _count("concerns.informal", 20, theme="placement"),
    )
    assert told["concerns.informal", "drift"].numerator == HIDDEN
    assert told["concerns.informal", "health"].numerator == HIDDEN


def test_few_pupils_who_came_in_the_year_do_not_follow_from_all_less_those_who_stayed():
    told = _told(
        _share("education.ks4", 44, 44, row="pupils"),
        _share("education.ks4", 21, 44, row="ehcp"),
        _share("education.ks4_all_year", 33, 33, row="pupils"),
        _share("education.ks4_all_year", 19, 33, row="ehcp"),
    )
    assert told["education.ks4_all_year", "ehcp"].numerator == HIDDEN
    assert told["education.ks4", "ehcp"].numerator == 21
    assert told["education.ks4_all_year", "pupils"].numerator == 33


def test_few_who_sat_and_gained_five_do_not_follow_from_the_share_of_all_pupils():
    told = _told(
        _share("education.ks4", 25, 44, row="sat"),
        _share("education.ks4", 3, 25, row="sat_five_a_c"),
        _share("education.ks4", 3, 41, unknown=3, row="all_five_a_c"),
        _share("education.ks4", 44, 44, row="pupils"),
    )
    assert told["education.ks4", "sat_five_a_c"].numerator == HIDDEN
    assert told["education.ks4", "all_five_a_c"].numerator == HIDDEN
    assert (told["education.ks4", "all_five_a_c"].unknown, told["education.ks4", "all_five_a_c"].denominator) == (
        HIDDEN,
        HIDDEN,
    )


def test_few_whose_health_file_says_nothing_do_not_follow_from_those_looked_after_all_year():
    told = _told(
        _share("allocation.unchanged", 80, 100),
        _share("health.dental", 90, 97, unknown=3),
        _share("health.assessment", 92, 97, unknown=3),
    )
    for name in ("dental", "assessment"):
        assert (told[f"health.{name}",].unknown, told[f"health.{name}",].denominator) == (HIDDEN, HIDDEN)


def test_few_whose_distance_is_not_known_do_not_follow_from_all_looked_after():
    told = _told(_count("population.looked_after", 169), _share("placements.within_20_miles", 120, 166, unknown=3))
    assert told["placements.within_20_miles",].denominator == HIDDEN
    assert told["population.looked_after",].numerator == 169


def test_few_students_do_not_follow_from_care_leavers_who_received_it():
    told = _told(
        _count("care_leavers.open", 190),
        _share("care_leavers.informed", 4, 4, entitlement="leaving_vacations"),
        _share("care_leavers.received", 0, 4, entitlement="leaving_vacations"),
        _share("care_leavers.informed", 190, 190, entitlement="leaving_home"),
    )
    for name in ("informed", "received"):
        assert told[f"care_leavers.{name}", "leaving_vacations"].denominator == HIDDEN
    assert told["care_leavers.informed", "leaving_home"].numerator == 190


def test_few_who_were_missing_do_not_follow_from_reviews_in_which_no_part_was_taken():
    told = _told(
        _share("participation.reviews", 560, 580),
        _share("participation.not_by_reason", 3, 20, reason="missing"),
        _share("participation.not_by_reason", 17, 20, reason="refused"),
    )
    assert told["participation.not_by_reason", "refused"].numerator == HIDDEN
    assert told["participation.reviews",].numerator == 560
