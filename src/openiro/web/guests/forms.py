"""The questions of one page of a consultation form, as fields."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from openiro.domain.consultation_policy import Question
from openiro.govuk import forms
from openiro.web.shell.questions import question_fields


class QuestionsForm(forms.Form):
    """Nothing has to be answered, and every answer may be changed until the form is sent."""

    marks_optional = False

    def __init__(self, questions: Iterable[Question], data: QueryDict | None, answers: dict[str, Any]) -> None:
        super().__init__(data, initial=answers)
        self.fields |= question_fields(questions)
