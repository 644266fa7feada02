"""Writes of reviews, and of what happens in a child's care, since the next review follows from it."""

from openiro.reviews.actions.caches import refresh_care_and_timetables, refresh_every_timetable, refresh_timetables
from openiro.reviews.actions.calendar import proclaim_bank_holiday
from openiro.reviews.actions.care import (
    change_care,
    child_enters_care,
    correct_episode,
    end_care_period,
    start_care_period,
)
from openiro.reviews.actions.early import EarlyAsked, ask_for_early_review, decline_early_review
from openiro.reviews.actions.lateness import (
    LatenessAsked,
    UnableToDecideLateness,
    ask_for_lateness,
    decide_lateness,
)
from openiro.reviews.actions.planning import (
    Arrangements,
    Moved,
    UnableToPlanReview,
    cancel_review,
    plan_review,
    plan_together,
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
    "EarlyAsked",
    "LatenessAsked",
    "MeetingPart",
    "Moved",
    "ParentPart",
    "ReviewRecord",
    "UnableToDecideLateness",
    "UnableToPlanReview",
    "UnableToRecordReview",
    "adjourn_review",
    "ask_for_early_review",
    "ask_for_lateness",
    "cancel_review",
    "change_care",
    "child_enters_care",
    "complete_review",
    "correct_episode",
    "correct_review",
    "decide_lateness",
    "decline_early_review",
    "end_care_period",
    "plan_review",
    "plan_together",
    "proclaim_bank_holiday",
    "record_review",
    "refresh_care_and_timetables",
    "refresh_every_timetable",
    "refresh_timetables",
    "replan_review",
    "start_care_period",
    "withdraw_review",
]
