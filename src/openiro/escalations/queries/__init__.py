"""Reads of disputes: one, those of a child, and those that wait for a person."""

from openiro.escalations.queries.disputes import (
    DisputeLine,
    StageLine,
    UnableToFindDispute,
    WaitingDisputes,
    dispute_line,
    dispute_of,
    disputes_visible_to,
    disputes_waiting,
    may_reply,
    may_reply_to,
)

__all__ = [
    "DisputeLine",
    "StageLine",
    "UnableToFindDispute",
    "WaitingDisputes",
    "dispute_line",
    "dispute_of",
    "disputes_visible_to",
    "disputes_waiting",
    "may_reply",
    "may_reply_to",
]
