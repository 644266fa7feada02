"""Reads of reviews: one child's, the lists, the diary, the work of the day, and the check of what is kept for speed."""

from openiro.reviews.queries.checks import (
    MeetingPart,
    ParentPart,
    ReviewRecord,
    UnableToRecordReview,
    check_record,
    check_series,
    late_reason_to_keep,
)
from openiro.reviews.queries.child import (
    ChildReviews,
    MeetingLine,
    ParentLine,
    ReviewLine,
    UnableToFindReview,
    as_held,
    facts_of,
    judge,
    review_ahead,
    review_of,
    reviews_of,
)
from openiro.reviews.queries.rules import coverage_from, review_rules, timetable_rules
from openiro.reviews.queries.timetables import (
    TIMETABLE_FIELDS,
    computed_timetables,
    due_date,
    faults_in_timetables,
    kept_timetables,
)

__all__ = [
    "TIMETABLE_FIELDS",
    "ChildReviews",
    "MeetingLine",
    "MeetingPart",
    "ParentLine",
    "ParentPart",
    "ReviewLine",
    "ReviewRecord",
    "UnableToFindReview",
    "UnableToRecordReview",
    "as_held",
    "check_record",
    "check_series",
    "computed_timetables",
    "coverage_from",
    "due_date",
    "facts_of",
    "faults_in_timetables",
    "judge",
    "kept_timetables",
    "late_reason_to_keep",
    "review_ahead",
    "review_of",
    "review_rules",
    "reviews_of",
    "timetable_rules",
]
