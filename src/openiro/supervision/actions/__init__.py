"""Writes of supervision: booked, held, agreed and done; the staff record, learning, sessions, duties, meetings."""

from openiro.supervision.actions.held import Agreed, Held, plan_supervision, record_supervision, settle_action
from openiro.supervision.actions.records import (
    LearningFacts,
    MeetingFacts,
    SessionFacts,
    acknowledge_guidance,
    end_duty,
    give_duty,
    keep_staff_record,
    record_learning,
    record_service_meeting,
    record_session,
)

__all__ = [
    "Agreed",
    "Held",
    "LearningFacts",
    "MeetingFacts",
    "SessionFacts",
    "acknowledge_guidance",
    "end_duty",
    "give_duty",
    "keep_staff_record",
    "plan_supervision",
    "record_learning",
    "record_service_meeting",
    "record_session",
    "record_supervision",
    "settle_action",
]
