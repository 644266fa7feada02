"""What the reviews of synthetic councils ask and tell children of, by the ids of the default policy."""

from dataclasses import dataclass

from openiro.demo.lives import Life, ReviewLaid
from openiro.domain.months import age_on

OLDEST = 17
SETTLED_AFTER = 91


@dataclass(frozen=True)
class Asked:
    """A check: the ages of which it is asked, both included, and whether a paper of it belongs on the child's file."""

    check: str
    from_age: int = 0
    to_age: int = OLDEST
    has_file: bool = True
    of_short_breaks: bool = False
    of_settled_only: bool = False

    def applies(self, life: Life, review: ReviewLaid) -> bool:
        """Whether the review of that child asks it."""
        if life.status.startswith("short breaks") and not self.of_short_breaks:
            return False
        settled = (review.held_on - life.started_on).days >= SETTLED_AFTER
        return self.from_age <= age_on(life.born_on, review.held_on) <= self.to_age and (
            settled or not self.of_settled_only
        )


ASKED = (
    Asked("care_plan", of_short_breaks=True),
    Asked("visits", has_file=False),
    Asked("pathway_plan", from_age=16, of_settled_only=True),
    Asked("health"),
    Asked("dental", from_age=2),
    Asked("immunisations"),
    Asked("sdq", from_age=4, to_age=16),
    Asked("pep", from_age=3),
)
PERMANENCE = Asked("permanence")

# What a child is told of or given, and from which age.
ENTITLEMENTS = {
    **dict.fromkeys(("care_plan_needs", "care_plan_views", "information", "seen_alone", "review_first"), 5),
    **dict.fromkeys(
        ("leaving_home", "leaving_learning", "leaving_work", "leaving_pathway", "leaving_vacations"), 16
    ),
    **dict.fromkeys(
        (
            "pack_review", "pack_records", "pack_advocacy", "pack_pledge", "pack_complaints", "pack_visitor",
            "pack_guide",
        ),
        5,
    ),
}  # fmt: skip
