"""Writes of audits: samples, audits as they are filled in and submitted, findings until they are closed."""

from openiro.audits.actions.audits import Filled, save_audit, submit_audit, tell_in_supervision
from openiro.audits.actions.findings import Found, add_finding, answer_finding, close_finding, return_finding
from openiro.audits.actions.samples import Draw, begin_audit, draw_sample

__all__ = [
    "Draw",
    "Filled",
    "Found",
    "add_finding",
    "answer_finding",
    "begin_audit",
    "close_finding",
    "draw_sample",
    "return_finding",
    "save_audit",
    "submit_audit",
    "tell_in_supervision",
]
