"""A question of a council's consultation form as a field."""

from collections.abc import Iterable
from typing import Any

from openiro.domain.consultation_policy import Kind, Question
from openiro.govuk import forms
from openiro.voice.queries import LONGEST


def question_fields(questions: Iterable[Question]) -> dict[str, Any]:
    """A field for each question, by its id; none has to be answered."""
    return {question.id: _field(question) for question in questions}


def answers_of(cleaned: dict[str, Any], questions: Iterable[Question]) -> dict[str, Any]:
    """What was answered, by the id of the question; blank where an answer was taken back."""
    return {each.id: "" if cleaned.get(each.id) is None else cleaned[each.id] for each in questions}


def _field(question: Question) -> Any:
    given: dict[str, Any] = {"label": question.text, "label_size": "s", "required": False}
    if question.kind is Kind.TEXT:
        return forms.TextAreaField(rows=4, max_length=LONGEST, **given)
    if question.kind is Kind.CHOICES:
        return forms.CheckboxesField(options=question.options, **given)
    return forms.RadiosField(options=question.options, **given)
