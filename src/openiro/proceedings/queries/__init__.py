"""Reads of proceedings in court."""

from openiro.proceedings.queries.cases import (
    CourtCase,
    DelayLine,
    HearingLine,
    Standing,
    StepLine,
    UnableToFindCourt,
    case_line,
    cases_listed,
    cases_of,
    council_review_date,
    hearing_of,
    part_of,
    parts_of,
)
from openiro.proceedings.queries.counts import CourtCounts, ReferralAbout, court_counts, referrals_about
from openiro.proceedings.queries.hearings import HearingAhead, hearings_between
from openiro.proceedings.queries.revocation import RevocationLine, revocations_of
from openiro.proceedings.queries.waiting import StepWaiting, steps_waiting

__all__ = [
    "CourtCase",
    "CourtCounts",
    "DelayLine",
    "HearingAhead",
    "HearingLine",
    "ReferralAbout",
    "RevocationLine",
    "Standing",
    "StepLine",
    "StepWaiting",
    "UnableToFindCourt",
    "case_line",
    "cases_listed",
    "cases_of",
    "council_review_date",
    "court_counts",
    "hearing_of",
    "hearings_between",
    "part_of",
    "parts_of",
    "referrals_about",
    "revocations_of",
    "steps_waiting",
]
