"""How a check stands never contradicts a plain model that walks from day to day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from openiro.domain.checks import CheckFacts, CheckRules, CheckState, Done, checks_for, standing
from openiro.domain.months import age_on
from openiro.policies import load_policy
from tests.factories.calendars import england_and_wales

POLICY = load_policy("default", date(2026, 11, 23))
CALENDAR = england_and_wales()
RULES = CheckRules(POLICY.checks, POLICY.clock, CALENDAR)
CARE = date(2022, 3, 7)
DAYS = st.integers(-400, 1500).map(lambda count: CARE + timedelta(days=count))
PLACEMENTS = st.sampled_from(["U6", "U1", "U3", "P1", "K2", "A5", ""])
STATUSES = st.sampled_from(["V2", "C1", "C2", "E1", "V3"])


def facts_of(age_in_days: int, done: dict[str, list[date]], placement: str = "U6", status: str = "V2") -> CheckFacts:
    return CheckFacts(
        born_on=CARE - timedelta(days=age_in_days),
        care_started_on=CARE,
        legal_status=status,
        status_since=CARE,
        placement=placement,
        placement_since=CARE,
        eligible_on=None,
        done={id: tuple(Done(day) for day in days) for id, days in done.items()},
    )


def months_later(day: date, months: int) -> date:
    """Month by month on a calendar on the wall: the same number, or the last that the month has."""
    year, month = day.year, day.month
    for _ in range(months):
        month = month % 12 + 1
        year += month == 1
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, day.day)


@given(st.integers(0, 14 * 365), st.lists(DAYS, max_size=5), st.integers(0, 1400))
@settings(max_examples=300)
def test_a_health_assessment(age: int, done: list[date], later: int):
    on = CARE + timedelta(days=later)
    child = facts_of(age, {"health": done})
    known = sorted(day for day in done if CARE <= day <= on)
    if known:
        last_day = months_later(known[-1], 6 if age_on(child.born_on, known[-1]) < 5 else 12)
    else:
        working = [CARE + timedelta(days=count) for count in range(1, 60)]
        last_day = [day for day in working if CALENDAR.is_working_day(day)][19]
    found = standing(POLICY.checks.checks["health"], child, on, RULES)
    assert (found.state is CheckState.OVERDUE) == (on > last_day)
    assert (found.state is CheckState.UP_TO_DATE) == (on <= last_day and bool(known))
    assert found.due_on == last_day


@given(st.integers(5 * 365, 12 * 365), st.lists(DAYS, max_size=5), st.integers(0, 1400))
def test_an_education_plan_is_up_to_date_for_the_term_of_the_plan_and_the_next(age: int, done: list[date], later: int):
    on = CARE + timedelta(days=later)
    known = sorted(day for day in done if CARE <= day <= on)
    found = standing(POLICY.checks.checks["pep"], facts_of(age, {"pep": done}), on, RULES)
    if known:
        walked = [known[-1] + timedelta(days=count) for count in range(1, (on - known[-1]).days + 1)]
        terms_begun = sum((day.month, day.day) in POLICY.checks.term_starts for day in walked)
        assert found.is_up_to_date is (terms_begun < 2)
    else:
        assert found.is_up_to_date is not True


@given(
    st.integers(0, 17 * 365),
    st.dictionaries(st.sampled_from(list(POLICY.checks.checks)), st.lists(DAYS, max_size=3), max_size=6),
    st.integers(-50, 1400),
    PLACEMENTS,
    STATUSES,
)
@settings(max_examples=300)
def test_whatever_is_recorded_every_check_that_applies_has_a_standing_that_fits_its_day(
    age: int, done: dict[str, list[date]], later: int, placement: str, status: str
):
    on = CARE + timedelta(days=later)
    child = facts_of(age, done, placement, status)
    for check in checks_for(POLICY.checks.checks.values(), child, on):
        found = standing(check, child, on, RULES)
        assert found.rule
        assert found.source
        if found.due_on is not None and found.state is not CheckState.ASK:
            assert (found.state is CheckState.OVERDUE) == (found.due_on < on)
        if found.state is CheckState.UP_TO_DATE and found.done is not None:
            assert found.done.done_on <= on


@given(st.integers(0, 17 * 365), st.lists(DAYS, min_size=1, max_size=4), st.integers(0, 1400))
def test_doing_a_thing_today_never_makes_it_less_up_to_date(age: int, done: list[date], later: int):
    on = CARE + timedelta(days=later)
    for id in ("health", "dental", "pep", "visits", "care_plan"):
        check = POLICY.checks.checks[id]
        after = standing(check, facts_of(age, {id: [*done, on]}), on, RULES)
        assert after.is_up_to_date is True
