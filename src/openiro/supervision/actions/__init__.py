"""Writes of supervision: booked, held, agreed and done; the staff record, learning, sessions, duties, meetings."""

from openiro.supervision.actions.documents import approve_document, remind_of_documents
from openiro.supervision.actions.gatherings import (
    Came,
    Point,
    add_member,
    answer_point,
    end_membership,
    record_point,
    tell_who_came,
)
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
    "Came",
    "Held",
    "LearningFacts",
    "MeetingFacts",
    "Point",
    "SessionFacts",
    "acknowledge_guidance",
    "add_member",
    "answer_point",
    "approve_document",
    "end_duty",
    "end_membership",
    "give_duty",
    "keep_staff_record",
    "plan_supervision",
    "record_learning",
    "record_point",
    "record_service_meeting",
    "record_session",
    "record_supervision",
    "remind_of_documents",
    "settle_action",
    "tell_who_came",
]
