"""Reads of what people say: consultation forms, the child's statements, the child's wishes for a meeting."""

from openiro.voice.queries.feedback import Feedback, FeedbackCount, FeedbackWords, feedback, feedback_given
from openiro.voice.queries.forms import (
    LONGEST,
    FormToAnswer,
    UnableToAnswer,
    checked_answers,
    form_of,
    forms_of,
    states_of_forms,
)
from openiro.voice.queries.statements import (
    StatementLine,
    UnableToFindStatement,
    statement_of,
    statements_between,
    statements_counted,
    statements_of,
    you_said,
)
from openiro.voice.queries.wishes import ChildsWishes, childs_wishes_for, wish_for

__all__ = [
    "LONGEST",
    "ChildsWishes",
    "Feedback",
    "FeedbackCount",
    "FeedbackWords",
    "FormToAnswer",
    "StatementLine",
    "UnableToAnswer",
    "UnableToFindStatement",
    "checked_answers",
    "childs_wishes_for",
    "feedback",
    "feedback_given",
    "form_of",
    "forms_of",
    "statement_of",
    "statements_between",
    "statements_counted",
    "statements_of",
    "states_of_forms",
    "wish_for",
    "you_said",
]
