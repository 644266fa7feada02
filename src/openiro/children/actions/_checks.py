"""Who may record which check."""

from datetime import date

from openiro.children.queries import recordable_checks, records_all_checks
from openiro.domain.permissions import Permission
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import UnableToPermit, check_may, policy_in_force


class UnableToRecordCheck(Refusal):
    """What was done, told or planned for a child cannot have been so."""


def check_may_record(user: User, check_id: str, *, on: date) -> None:
    """Raises `UnableToPermit` unless the person may record this check on `on`: a lead those that the lead keeps.

    Raises `UnableToRecordCheck` where the policy has no such check.
    """
    check_may(user, Permission.RECORD_CHECKS, on=on)
    checks = policy_in_force(on=on).checks.checks
    if check_id not in checks:
        raise UnableToRecordCheck(f"The policy has no check {check_id!r}. Choose from the list.")
    if check_id not in recordable_checks(user, checks.values(), on=on):
        raise UnableToPermit(
            f"You cannot record this check: {checks[check_id].title}. You keep others. "
            "Ask the child's social worker or reviewing officer."
        )


def check_may_record_all(user: User, *, on: date) -> None:
    """Raises `UnableToPermit` unless the person may record plans, needs and what a child is told: a lead may not."""
    check_may(user, Permission.RECORD_CHECKS, on=on)
    if not records_all_checks(user, on=on):
        raise UnableToPermit(
            "You keep some checks, and record no plans. Ask the child's social worker or reviewing officer."
        )
