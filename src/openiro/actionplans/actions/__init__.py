"""Writes of action plans: plans, actions, their progress, what is carried forward, findings, reminders."""

from openiro.actionplans.actions.plans import (
    ActionPart,
    add_action,
    begin_plan,
    carry_forward,
    change_action,
    record_finding,
)
from openiro.actionplans.actions.progress import remind_of_actions, tell_progress

__all__ = [
    "ActionPart",
    "add_action",
    "begin_plan",
    "carry_forward",
    "change_action",
    "record_finding",
    "remind_of_actions",
    "tell_progress",
]
