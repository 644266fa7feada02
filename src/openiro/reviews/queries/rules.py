"""What the rules of reviews need beyond a child's record: the calendar, and from when records are complete."""

from datetime import date

from openiro.core.queries import setting, working_calendar
from openiro.domain.review_sequence import ReviewRules
from openiro.people.queries import policy_in_force

COVERAGE_SETTING = "coverage_from"


def coverage_from() -> date | None:
    """The first day from which the records are complete: that of the earliest return loaded; None: always."""
    value = setting(COVERAGE_SETTING)
    return date.fromisoformat(value) if value else None


def timetable_rules() -> ReviewRules:
    """The rules by which a next review falls due; two queries."""
    return ReviewRules(working_calendar(), coverage_from())


def review_rules(*, on: date) -> ReviewRules:
    """The rules by which reviews are judged under the policy that holds on `on`; three queries."""
    return ReviewRules(working_calendar(), coverage_from(), policy_in_force(on=on).reviews.timeliness_date)
