"""Writes of children. Those that change a child's time in care are called by `reviews.actions`, which also keeps
the child's next review right; nothing else may call them.
"""

from openiro.children.actions._checks import UnableToRecordCheck
from openiro.children.actions.caches import refresh_care_periods, refresh_care_periods_from
from openiro.children.actions.care import (
    CareFacts,
    UnableToRecordCare,
    change_care,
    end_care_period,
    start_care_period,
)
from openiro.children.actions.checks import record_check_done, tell_entitlements, withdraw_check_done
from openiro.children.actions.children import ChildFacts, UnableToRecordChild, correct_child, record_child
from openiro.children.actions.corrections import EpisodeFacts, correct_episode
from openiro.children.actions.plans import (
    end_permanence_plan,
    judge_need,
    record_need,
    record_permanence_plan,
    record_permanence_step,
)
from openiro.children.actions.relationships import (
    UnableToRecordRelationship,
    end_relationship,
    record_relationship,
)

__all__ = [
    "CareFacts",
    "ChildFacts",
    "EpisodeFacts",
    "UnableToRecordCare",
    "UnableToRecordCheck",
    "UnableToRecordChild",
    "UnableToRecordRelationship",
    "change_care",
    "correct_child",
    "correct_episode",
    "end_care_period",
    "end_permanence_plan",
    "end_relationship",
    "judge_need",
    "record_check_done",
    "record_child",
    "record_need",
    "record_permanence_plan",
    "record_permanence_step",
    "record_relationship",
    "refresh_care_periods",
    "refresh_care_periods_from",
    "start_care_period",
    "tell_entitlements",
    "withdraw_check_done",
]
