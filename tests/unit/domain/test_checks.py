"""What a review checks: worked examples of section 8 of the table of rules."""

from datetime import date, timedelta

import pytest

from openiro.domain.care import CarePeriod, Episode
from openiro.domain.checks import (
    CheckFacts,
    CheckRules,
    CheckState,
    Done,
    HeldReview,
    Standing,
    checks_for,
    eligible_on,
    entitlements_for,
    lacks_permanence_plan,
    last_day_of_next_term,
    standing,
)
from openiro.domain.checks_policy import Check
from openiro.domain.policy import Policy
from openiro.policies import load_policy
from tests.factories.calendars import england_and_wales

ON = date(2026, 11, 23)
CARE = date(2026, 11, 3)
POLICY: Policy = load_policy("default", ON)
RULES = CheckRules(POLICY.checks, POLICY.clock, england_and_wales())


def facts(born_on: date = date(2016, 3, 1), care: date = CARE, **more: object) -> CheckFacts:
    given = {"legal_status": "V2", "status_since": care, "placement": "U6", "placement_since": care}
    return CheckFacts(born_on, care, **given | more)


def check(id: str) -> Check:
    return POLICY.checks.checks[id]


def done(id: str, *days: date) -> dict[str, tuple[Done, ...]]:
    return {id: tuple(Done(day) for day in days)}


def judged(id: str, of: CheckFacts, on: date = ON) -> Standing:
    return standing(check(id), of, on, RULES)


def applying(of: CheckFacts, on: date = ON) -> set[str]:
    return {each.id for each in checks_for(POLICY.checks.checks.values(), of, on)}


def test_the_eight_checks_that_are_measured_are_in_the_policy():
    assert {"health", "pep", "visits", "care_plan", "pathway_plan", "sdq", "dental", "immunisations"} <= set(
        POLICY.checks.checks
    )


def test_an_ordinary_review_has_few_checks_that_must_be_answered():
    needed = [each.id for each in checks_for(POLICY.checks.checks.values(), facts(), ON) if each.needed]
    assert needed == ["care_plan", "visits", "permanence", "health", "pep"]


def test_an_initial_health_assessment_is_due_within_20_working_days_8_01():
    """Start Mon 1 Dec 2025 + 20 WD = Wed 31 Dec 2025 (1.95)."""
    child = facts(care=date(2025, 12, 1))
    assert judged("health", child, date(2025, 12, 31)).due_on == date(2025, 12, 31)
    assert judged("health", child, date(2025, 12, 31)).state is CheckState.NOT_DUE
    assert judged("health", child, date(2026, 1, 1)).state is CheckState.OVERDUE
    assert judged("health", child).rule == "First within 20 working days of becoming looked after"


def test_an_assessment_from_before_care_began_is_not_the_initial_one():
    child = facts(done=done("health", CARE - timedelta(days=1)))
    assert judged("health", child).state is CheckState.NOT_DUE
    assert judged("health", child).done == Done(CARE - timedelta(days=1))


@pytest.mark.parametrize(
    ("born_on", "last", "due"),
    [
        (date(2024, 3, 1), date(2025, 8, 31), date(2026, 2, 28)),  # a child of one: six months, clamped
        (date(2021, 3, 1), date(2026, 2, 28), date(2026, 8, 28)),  # the day before the fifth birthday
        (date(2021, 3, 1), date(2026, 3, 1), date(2027, 3, 1)),  # the fifth birthday itself
    ],
)
def test_a_health_review_is_every_6_months_under_5_and_every_12_from_5_8_02(born_on: date, last: date, due: date):
    child = facts(born_on, care=date(2025, 8, 1), done=done("health", last))
    assert judged("health", child, due).due_on == due
    assert judged("health", child, due).is_up_to_date is True
    assert judged("health", child, due + timedelta(days=1)).is_up_to_date is False


def test_what_was_done_on_the_18th_birthday_has_the_interval_of_the_oldest():
    turned_18 = facts(born_on=date(2006, 2, 28), care=date(2022, 3, 7), done=done("health", date(2024, 2, 28)))
    assert judged("health", turned_18, date(2024, 2, 28)).due_on == date(2025, 2, 28)


def test_the_rule_of_a_health_review_says_for_which_age_it_holds():
    young = facts(date(2024, 3, 1), care=date(2025, 8, 1), done=done("health", date(2025, 8, 20)))
    assert judged("health", young).rule == "At least every 6 months for a child under 5"
    old = facts(care=date(2025, 8, 1), done=done("health", date(2025, 8, 20)))
    assert judged("health", old).rule == "At least every 12 months"


def test_what_was_done_after_the_day_is_not_seen():
    child = facts(care=date(2024, 1, 1), done=done("health", date(2024, 1, 10), date(2026, 11, 24)))
    assert judged("health", child).done == Done(date(2024, 1, 10))
    assert judged("health", child).state is CheckState.OVERDUE


@pytest.mark.parametrize(("age", "asked"), [(3, False), (4, True), (16, True), (17, False)])
def test_an_sdq_is_asked_from_4_to_16_8_03(age: int, asked: bool):
    assert ("sdq" in applying(facts(date(ON.year - age, 1, 1)))) is asked


def test_an_sdq_is_due_each_year_and_the_first_a_year_after_care_began_8_03():
    child = facts(care=date(2025, 11, 23))
    assert judged("sdq", child).due_on == ON
    assert judged("sdq", facts(care=date(2024, 1, 1), done=done("sdq", date(2025, 11, 22)))).state is CheckState.OVERDUE
    assert judged("sdq", facts(care=date(2024, 1, 1), done=done("sdq", ON))).due_on == date(2027, 11, 23)


def test_a_child_who_turned_4_in_care_is_due_an_sdq_a_year_after_that_birthday():
    assert judged("sdq", facts(date(2022, 3, 1), care=date(2023, 1, 1))).due_on == date(2027, 3, 1)


def test_a_dental_check_counts_for_12_months_from_before_care_too_8_05():
    child = facts(done=done("dental", date(2025, 11, 23)))
    assert judged("dental", child).is_up_to_date is True
    assert judged("dental", child, ON + timedelta(days=1)).is_up_to_date is False


def test_immunisations_are_asked_and_no_day_answers_them_8_05():
    found = judged("immunisations", facts(done=done("immunisations", ON)))
    assert (found.state, found.is_up_to_date, found.due_on) == (CheckState.ASK, None, None)


def test_a_pep_is_due_within_10_working_days_then_each_term_8_06():
    assert judged("pep", facts()).due_on == date(2026, 11, 17)
    assert judged("pep", facts()).state is CheckState.OVERDUE
    autumn = facts(care=date(2026, 9, 1), done=done("pep", date(2026, 9, 14)))
    assert judged("pep", autumn).due_on == date(2027, 4, 14)
    assert judged("pep", autumn).rule == "Reviewed each school term"


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 9, 1), date(2027, 4, 14)),
        (date(2026, 8, 31), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2027, 4, 14)),
        (date(2027, 1, 1), date(2027, 8, 31)),
    ],
)
def test_the_next_term_ends_the_day_before_the_one_after_it(day: date, last: date):
    assert last_day_of_next_term(day, POLICY.checks.term_starts) == last


def test_a_pep_of_a_child_who_turned_3_in_care_is_counted_from_that_birthday():
    child = facts(date(2023, 11, 16), care=date(2025, 1, 1))
    assert judged("pep", child).due_on == date(2026, 11, 30)


def test_a_care_plan_is_due_within_10_working_days_and_again_after_each_review_2_23_3_05():
    assert judged("care_plan", facts()).due_on == date(2026, 11, 17)
    with_plan = facts(done=done("care_plan", date(2026, 11, 9)))
    assert judged("care_plan", with_plan).state is CheckState.UP_TO_DATE
    assert judged("care_plan", with_plan).due_on is None
    review = (HeldReview(date(2026, 11, 10), date(2026, 11, 10)),)
    after = facts(done=done("care_plan", date(2026, 11, 9)), reviews=review)
    assert judged("care_plan", after, date(2026, 11, 24)).is_up_to_date is True
    assert judged("care_plan", after, date(2026, 11, 25)).is_up_to_date is False
    renewed = facts(done=done("care_plan", date(2026, 11, 10)), reviews=review)
    assert judged("care_plan", renewed, date(2026, 11, 25)).is_up_to_date is True


def test_of_two_reviews_the_care_plan_waits_for_it_is_the_first_that_sets_the_day():
    reviews = (HeldReview(date(2026, 5, 11), date(2026, 5, 11)), HeldReview(date(2026, 11, 10), date(2026, 11, 10)))
    child = facts(care=date(2026, 1, 5), reviews=reviews, done=done("care_plan", date(2026, 1, 9)))
    assert judged("care_plan", child).due_on == date(2026, 5, 26)


def test_a_review_that_is_not_completed_starts_no_clock_for_the_care_plan():
    child = facts(done=done("care_plan", date(2026, 11, 9)), reviews=(HeldReview(date(2026, 11, 10)),))
    assert judged("care_plan", child).due_on is None


def test_a_placement_plan_is_due_within_5_working_days_of_each_placement_2_23():
    moved = date(2026, 11, 16)
    assert judged("placement_plan", facts(placement_since=moved)).due_on == date(2026, 11, 23)
    early = facts(placement_since=moved, done=done("placement_plan", date(2026, 11, 12)))
    assert judged("placement_plan", early).is_up_to_date is True
    of_the_last = facts(care=date(2026, 1, 1), placement_since=moved, done=done("placement_plan", date(2026, 1, 2)))
    assert judged("placement_plan", of_the_last, date(2026, 11, 24)).is_up_to_date is False


def period(started_on: date, ended_on: date | None = None, *, status: str = "V2") -> CarePeriod:
    episode = Episode(started_on, "S", status, placement="U6", ended_on=ended_on)
    return CarePeriod(started_on, True, ended_on, None, False, (episode,))


def test_an_eligible_child_has_13_weeks_in_care_since_14_and_is_16_8_07():
    born = date(2010, 6, 1)
    assert eligible_on(born, [period(date(2025, 1, 1))]) == date(2026, 6, 1)
    assert eligible_on(born, [period(date(2026, 9, 1))]) == date(2026, 12, 1)
    assert eligible_on(born, [period(date(2025, 1, 1), date(2026, 5, 31))]) is None
    assert eligible_on(born, []) is None


def test_time_in_care_is_added_up_and_short_breaks_are_not():
    born = date(2010, 6, 1)
    broken = [period(date(2025, 1, 1), date(2025, 3, 2)), period(date(2026, 9, 1))]
    assert eligible_on(born, broken) == date(2026, 10, 2)  # 60 days, then 31 more
    breaks = [period(date(2025, 1, 1), date(2025, 6, 1), status="V3"), period(date(2026, 9, 1))]
    assert eligible_on(born, breaks) == date(2026, 12, 1)
    before_14 = [period(date(2020, 1, 1), date(2024, 6, 30)), period(date(2026, 9, 1))]
    assert eligible_on(born, before_14) == date(2026, 11, 2)  # 29 days after the birthday, then 62 more


def test_a_pathway_plan_is_due_within_3_months_of_becoming_eligible_8_07():
    sixteen = facts(date(2010, 10, 1), care=date(2025, 1, 1), eligible_on=date(2026, 10, 1))
    assert "pathway_plan" in applying(sixteen)
    assert judged("pathway_plan", sixteen).due_on == date(2027, 1, 1)
    assert "pathway_plan" not in applying(facts(date(2010, 10, 1), eligible_on=date(2027, 2, 2)))
    assert "pathway_plan" not in applying(facts(date(2010, 10, 1)))
    planned = facts(
        date(2010, 10, 1), date(2025, 1, 1), eligible_on=date(2026, 10, 1), done=done("pathway_plan", date(2026, 5, 23))
    )
    assert judged("pathway_plan", planned).due_on == ON


def test_a_plan_for_permanence_is_due_by_the_second_review_1_31():
    first = HeldReview(date(2026, 8, 20), date(2026, 8, 20))
    assert judged("permanence", facts()).state is CheckState.NOT_DUE
    one = facts(care=date(2026, 8, 1), reviews=(first,))
    assert judged("permanence", one).due_on == date(2026, 11, 20)
    assert judged("permanence", one, date(2026, 11, 20)).state is CheckState.NOT_DUE
    assert judged("permanence", one).state is CheckState.OVERDUE
    two = facts(care=date(2026, 8, 1), reviews=(first, HeldReview(date(2026, 11, 2))))
    assert judged("permanence", two, date(2026, 11, 2)).is_up_to_date is False
    assert judged("permanence", two).due_on == date(2026, 11, 2)
    agreed = facts(care=date(2026, 8, 1), reviews=two.reviews, has_permanence_plan=True)
    assert judged("permanence", agreed).is_up_to_date is True


@pytest.mark.parametrize(
    ("place", "has_plan", "lacks"), [(1, False, False), (2, False, True), (3, False, True), (2, True, False)]
)
def test_the_second_review_without_a_plan_is_to_be_escalated(place: int, has_plan: bool, lacks: bool):
    assert lacks_permanence_plan(place, has_plan) is lacks


def test_outside_care_nothing_is_checked():
    assert checks_for(POLICY.checks.checks.values(), CheckFacts(date(2016, 3, 1), None), ON) == ()
    assert applying(facts(care=ON + timedelta(days=1))) == set()


def test_short_breaks_need_no_health_plan_and_no_pep_1_63():
    asked = applying(facts(legal_status="V3"))
    assert {"health", "pep", "placement_plan", "visits"} & asked == set()
    assert {"care_plan", "advocacy"} <= asked


def test_checks_of_some_children_only():
    assert "immigration" not in applying(facts())
    assert "immigration" in applying(facts(is_unaccompanied=True))
    assert "staying_put" in applying(facts(date(2010, 3, 1)))
    assert "staying_put" not in applying(facts(date(2010, 3, 1), placement="K2"))
    assert "with_parents" in applying(facts(legal_status="C1", placement="P1"))
    assert not {"with_parents"} & (applying(facts(placement="P1")) | applying(facts(legal_status="C1")))


def test_what_a_child_is_told_depends_on_age():
    listed = POLICY.checks.entitlements.values()
    assert entitlements_for(listed, date(2022, 3, 1), ON) == ()
    ten = entitlements_for(listed, date(2016, 3, 1), ON)
    assert len([each for each in ten if not each.in_pack]) == 5
    assert len([each for each in ten if each.in_pack]) == 7
    sixteen = entitlements_for(listed, date(2010, 3, 1), ON)
    assert len([each for each in sixteen if not each.in_pack]) == 10
