"""Writes of quality."""

from openiro.quality.actions.answers import (
    escalate_unanswered_issues,
    make_issue_formal,
    remind_of_forms,
    reply_to_form,
    report_on_placement,
    resolve_issue,
)
from openiro.quality.actions.forms import save_form, send_form
from openiro.quality.actions.meetings import Attended, LineNotes, close_meeting, prepare_meeting, save_meeting

__all__ = [
    "Attended",
    "LineNotes",
    "close_meeting",
    "escalate_unanswered_issues",
    "make_issue_formal",
    "prepare_meeting",
    "remind_of_forms",
    "reply_to_form",
    "report_on_placement",
    "resolve_issue",
    "save_form",
    "save_meeting",
    "send_form",
]
