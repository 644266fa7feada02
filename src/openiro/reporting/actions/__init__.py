"""Writes of papers."""

from openiro.reporting.actions.life import (
    check_paper,
    correct_paper,
    make_remark,
    present_paper,
    publish_paper,
    resolve_remark,
    sign_off_paper,
    tell_young_people_agreed,
)
from openiro.reporting.actions.noting import UnableToNoteFigure, note_figure, withdraw_figure_note
from openiro.reporting.actions.reminding import remind_of_papers
from openiro.reporting.actions.writing import UnableToWritePaper, begin_paper, save_narrative

__all__ = [
    "UnableToNoteFigure",
    "UnableToWritePaper",
    "begin_paper",
    "check_paper",
    "correct_paper",
    "make_remark",
    "note_figure",
    "present_paper",
    "publish_paper",
    "remind_of_papers",
    "resolve_remark",
    "save_narrative",
    "sign_off_paper",
    "tell_young_people_agreed",
    "withdraw_figure_note",
]
