"""What the rules of reviews need beyond a child's record: the calendar, and from when records are complete."""

from datetime import date

from openiro.core.queries import setting, settings_kept, working_calendar
from openiro.domain.policy import Policy
from openiro.domain.review_sequence import ReviewRules
from openiro.people.queries import POLICY_SETTING, policy_chosen

COVERAGE_SETTING = "coverage_from"


def coverage_from() -> date | None:
    """The first day from which the records are complete: that of the earliest return loaded; None: always."""
    return _first_day(setting(COVERAGE_SETTING))


def timetable_rules() -> ReviewRules:
    """The rules by which a next review falls due; two queries."""
    return ReviewRules(working_calendar(), coverage_from())


def review_rules(*, on: date) -> ReviewRules:
    """The rules by which reviews are judged under the policy that holds on `on`; two queries."""
    return rules_and_policy(on=on)[0]


def rules_and_policy(*, on: date) -> tuple[ReviewRules, Policy]:
    """The rules by which reviews are judged, and the policy that holds on `on`; two queries."""
    kept = settings_kept(POLICY_SETTING, COVERAGE_SETTING)
    policy = policy_chosen(kept[POLICY_SETTING], on=on)
    coverage = _first_day(kept[COVERAGE_SETTING])
    return ReviewRules(working_calendar(), coverage, policy.reviews.timeliness_date), policy


def _first_day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None
