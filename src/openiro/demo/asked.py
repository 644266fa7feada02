"""What the reviews of a synthetic council ask and tell children of: by the council's own policy."""

from dataclasses import dataclass

from openiro.demo.lives import Life, ReviewLaid
from openiro.demo.plan import Council
from openiro.domain.checks_policy import Check, Entitlement, OnlyIf
from openiro.domain.months import add_months, age_on
from openiro.policies import load_policy

# Those of the policy's checks that the measures tell of; the rest is not recorded in synthetic councils.
MEASURED = ("care_plan", "visits", "pathway_plan", "health", "dental", "immunisations", "sdq", "pep")
PERMANENCE = "permanence"
ELIGIBLE_AFTER_DAYS = 91  # 13 weeks


@dataclass(frozen=True)
class Asked:
    """The checks that reviews record, whether there is a plan for permanence, and what children are told of."""

    checks: tuple[Check, ...]
    permanence: Check
    entitlements: tuple[Entitlement, ...]


def asked_in(council: Council) -> Asked:
    """What the policy of that council has on the last day of its records."""
    policy = load_policy(council.key, council.last_day).checks
    checks = tuple(policy.checks[id] for id in MEASURED)
    return Asked(checks, policy.checks[PERMANENCE], tuple(policy.entitlements.values()))


def applies(check: Check, life: Life, review: ReviewLaid) -> bool:
    """Whether the review of that child asks it."""
    short_breaks = life.status.startswith("short breaks")
    eligible = (review.held_on - life.started_on).days >= ELIGIBLE_AFTER_DAYS
    return (
        check.from_age <= age_on(life.born_on, review.held_on) <= check.to_age
        and add_months(life.started_on, check.after_months) <= review.held_on
        and not (short_breaks and OnlyIf.NOT_SHORT_BREAKS in check.only_if)
        and (eligible or OnlyIf.ELIGIBLE not in check.only_if)
    )
