"""Writes of reviews, and of what happens in a child's care, since the next review follows from it."""

from openiro.reviews.actions.accuracy import UnableToCheckDraft, answer_draft, ask_for_accuracy, settle_comments
from openiro.reviews.actions.caches import refresh_care_and_timetables, refresh_every_timetable, refresh_timetables
from openiro.reviews.actions.calendar import proclaim_bank_holiday
from openiro.reviews.actions.care import (
    change_care,
    child_enters_care,
    correct_episode,
    end_care_period,
    start_care_period,
)
from openiro.reviews.actions.distribution import distribute_papers
from openiro.reviews.actions.documents import (
    compose_document,
    correct_document,
    finish_document,
    record_care_plan_updated,
    save_document,
    save_notes,
)
from openiro.reviews.actions.inviting import Then, UnableToInviteToReview, invite_to_review, remind_of_review
from openiro.reviews.actions.meetings import meeting_of
from openiro.reviews.actions.planning import (
    Arrangements,
    UnableToPlanReview,
    cancel_review,
    plan_review,
    replan_review,
)
from openiro.reviews.actions.recording import (
    adjourn_review,
    complete_review,
    correct_review,
    record_review,
    withdraw_review,
)
from openiro.reviews.queries import MeetingPart, ParentPart, ReviewRecord, UnableToRecordReview

__all__ = [
    "Arrangements",
    "MeetingPart",
    "ParentPart",
    "ReviewRecord",
    "Then",
    "UnableToCheckDraft",
    "UnableToInviteToReview",
    "UnableToPlanReview",
    "UnableToRecordReview",
    "adjourn_review",
    "answer_draft",
    "ask_for_accuracy",
    "cancel_review",
    "change_care",
    "child_enters_care",
    "complete_review",
    "compose_document",
    "correct_document",
    "correct_episode",
    "correct_review",
    "distribute_papers",
    "end_care_period",
    "finish_document",
    "invite_to_review",
    "meeting_of",
    "plan_review",
    "proclaim_bank_holiday",
    "record_care_plan_updated",
    "record_review",
    "refresh_care_and_timetables",
    "refresh_every_timetable",
    "refresh_timetables",
    "remind_of_review",
    "replan_review",
    "save_document",
    "save_notes",
    "settle_comments",
    "start_care_period",
    "withdraw_review",
]
