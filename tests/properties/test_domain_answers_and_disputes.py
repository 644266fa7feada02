"""The clocks of managers' answers and of disputes equal a count day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openiro.domain.clocks import Unit, with_limit
from openiro.domain.decisions import AnswerRule, DecisionFacts, DecisionState, decision_state, reviews_outstanding
from openiro.domain.dispute_clock import stage_due_on, total_due_on
from tests.factories.calendars import england_and_wales

CALENDAR = england_and_wales()
DAYS = st.dates(date(2000, 1, 1), date(2028, 6, 30))
ONE = timedelta(days=1)
ALL_STAGES = 20


def works(day: date) -> bool:
    return day.weekday() not in (5, 6) and day not in CALENDAR.holidays


def last_of(day: date, count: int) -> date:
    while count:
        day += ONE
        count -= works(day)
    return day


@given(DAYS, st.integers(1, 15), st.integers(0, 40), st.booleans())
def test_silence_counts_as_agreement_from_the_first_day_after_the_clock_and_no_earlier(received, limit, later, deems):
    rule = AnswerRule(with_limit("after.manager", limit, Unit.WORKING_DAYS), CALENDAR, deems)
    on = received + timedelta(days=later)
    state = decision_state(DecisionFacts(received_on=received), rule, on)
    is_over = on > last_of(received, limit)
    assert state is (DecisionState.DEEMED if deems and is_over else DecisionState.SENT)


@given(DAYS, st.lists(st.tuples(st.integers(1, 10), st.integers(0, 30)), min_size=1, max_size=5))
def test_no_stage_ends_after_the_twenty_days_of_all_of_them(formal_from, stages):
    began, total = formal_from, last_of(formal_from, ALL_STAGES)
    assert total_due_on(formal_from, CALENDAR) == total
    for working_days, taken in stages:
        due = stage_due_on(began, working_days, formal_from, CALENDAR)
        assert due == min(last_of(began, working_days), total)
        began = min(began + timedelta(days=taken), total)


@given(DAYS, st.integers(1, 20))
def test_what_is_informal_has_its_own_days_only(began, working_days):
    assert stage_due_on(began, working_days, None, CALENDAR) == last_of(began, working_days)


@given(st.dictionaries(st.integers(1, 8), st.one_of(st.none(), st.integers(1, 8))), st.integers(1, 8))
def test_however_records_point_at_each_other_the_count_of_reviews_ends(repeats, number):
    assert 1 <= reviews_outstanding(number, repeats) <= len(repeats) + 1
