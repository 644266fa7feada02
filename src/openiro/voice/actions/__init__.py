"""Writes of what people say: consultation forms and the child's views in the child's own words."""

from openiro.voice.actions.forms import enter_paper_form, save_form, send_form
from openiro.voice.actions.statements import (
    StatementPart,
    UnableToRecordViews,
    bring_to_meeting,
    record_statements,
    respond_to_statement,
    withdraw_statement,
)

__all__ = [
    "StatementPart",
    "UnableToRecordViews",
    "bring_to_meeting",
    "enter_paper_form",
    "record_statements",
    "respond_to_statement",
    "save_form",
    "send_form",
    "withdraw_statement",
]
