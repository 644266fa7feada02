"""The period that figures are asked for."""

from datetime import date

import pytest

from openiro.measures.period import Period, UnableToMeasurePeriod


@pytest.mark.parametrize(
    ("from_on", "to_on"),
    [
        (date(2018, 4, 1), date(2018, 3, 31)),
        (date(1, 1, 1), date(2018, 3, 31)),
        (date(2017, 4, 1), date(9999, 12, 31)),
    ],
)
def test_a_period_that_no_record_can_lie_in_is_refused(from_on, to_on):
    with pytest.raises(UnableToMeasurePeriod, match="Give "):
        Period(from_on, to_on)


def test_the_longest_period_has_all_its_months():
    period = Period(date(1990, 1, 1), date(2100, 12, 31))
    assert len(period.months) == len(period.month_ends) == 111 * 12
    assert period.month_ends[-1] == date(2100, 12, 31)
