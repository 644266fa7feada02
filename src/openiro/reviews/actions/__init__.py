"""Writes of reviews, and of what happens in a child's care, since the next review follows from it."""

from openiro.reviews.actions.accuracy import UnableToCheckDraft, answer_draft, ask_for_accuracy, settle_comments
from openiro.reviews.actions.answers import (
    Answer,
    answer_decisions,
    deem_unanswered,
    remind_owners,
    remind_unanswered,
    settle_objection,
)
from openiro.reviews.actions.caches import refresh_care_and_timetables, refresh_every_timetable, refresh_timetables
from openiro.reviews.actions.calendar import proclaim_bank_holiday
from openiro.reviews.actions.care import (
    change_care,
    child_enters_care,
    correct_episode,
    end_care_period,
    start_care_period,
)
from openiro.reviews.actions.casefile import note_casefile_export
from openiro.reviews.actions.changes import ChangeTold, dispose_of_change, iro_not_told, notify_change
from openiro.reviews.actions.checks import (
    CheckAnswer,
    UnableToSaveChecks,
    escalate_missing_permanence_plan,
    save_checks,
)
from openiro.reviews.actions.contacts import ContactFacts, record_contact, settle_contact
from openiro.reviews.actions.decisions import (
    DecisionWords,
    Judgement,
    Progress,
    carry_forward,
    judge_outcomes,
    report_progress,
    save_decisions,
    send_decisions,
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
from openiro.reviews.actions.early import EarlyAsked, ask_for_early_review, decline_early_review
from openiro.reviews.actions.finishing import finish_review
from openiro.reviews.actions.inviting import Then, UnableToInviteToReview, invite_to_review, remind_of_review
from openiro.reviews.actions.lateness import (
    LatenessAsked,
    UnableToDecideLateness,
    ask_for_lateness,
    decide_lateness,
)
from openiro.reviews.actions.meetings import meeting_of
from openiro.reviews.actions.oversight import CheckMade, record_checks, set_oversight_level
from openiro.reviews.actions.papers import (
    PaperFacts,
    UnableToRecordPapers,
    chase_report,
    record_papers,
    remind_of_reports,
)
from openiro.reviews.actions.participation import ParticipationRecord, save_participation
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
from openiro.reviews.actions.reminding import tell_of_the_day
from openiro.reviews.actions.updates import ask_for_midpoint_updates, give_midpoint_update, remind_of_updates
from openiro.reviews.queries import MeetingPart, ParentPart, ReviewRecord, UnableToRecordReview

__all__ = [
    "Answer",
    "Arrangements",
    "ChangeTold",
    "CheckAnswer",
    "CheckMade",
    "ContactFacts",
    "DecisionWords",
    "EarlyAsked",
    "Judgement",
    "LatenessAsked",
    "MeetingPart",
    "Moved",
    "PaperFacts",
    "ParentPart",
    "ParticipationRecord",
    "Progress",
    "ReviewRecord",
    "Then",
    "UnableToCheckDraft",
    "UnableToDecideLateness",
    "UnableToInviteToReview",
    "UnableToPlanReview",
    "UnableToRecordPapers",
    "UnableToRecordReview",
    "UnableToSaveChecks",
    "adjourn_review",
    "answer_decisions",
    "answer_draft",
    "ask_for_accuracy",
    "ask_for_early_review",
    "ask_for_lateness",
    "ask_for_midpoint_updates",
    "cancel_review",
    "carry_forward",
    "change_care",
    "chase_report",
    "child_enters_care",
    "complete_review",
    "compose_document",
    "correct_document",
    "correct_episode",
    "correct_review",
    "decide_lateness",
    "decline_early_review",
    "deem_unanswered",
    "dispose_of_change",
    "distribute_papers",
    "end_care_period",
    "escalate_missing_permanence_plan",
    "finish_document",
    "finish_review",
    "give_midpoint_update",
    "invite_to_review",
    "iro_not_told",
    "judge_outcomes",
    "meeting_of",
    "note_casefile_export",
    "notify_change",
    "plan_review",
    "plan_together",
    "proclaim_bank_holiday",
    "record_care_plan_updated",
    "record_checks",
    "record_contact",
    "record_papers",
    "record_review",
    "refresh_care_and_timetables",
    "refresh_every_timetable",
    "refresh_timetables",
    "remind_of_reports",
    "remind_of_review",
    "remind_of_updates",
    "remind_owners",
    "remind_unanswered",
    "replan_review",
    "report_progress",
    "save_checks",
    "save_decisions",
    "save_document",
    "save_notes",
    "save_participation",
    "send_decisions",
    "set_oversight_level",
    "settle_comments",
    "settle_contact",
    "settle_objection",
    "start_care_period",
    "tell_of_the_day",
    "withdraw_review",
]
