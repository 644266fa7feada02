"""The form that every page's form is made from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Self

from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.forms.utils import ErrorDict

from openiro.govuk.forms.conditions import When
from openiro.govuk.forms.dates import DateField


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary. No address where the fault is no one field's."""

    text: str
    href: str | None = None


class Form(forms.Form):
    """`marks_optional` writes '(optional)' after the label of what may be left out; filters turn it off.

    `today` is needed by forms with dates that may not lie in the future or in the past.
    """

    use_required_attribute = False
    marks_optional = True
    _errors: ErrorDict | None

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Drops the answers to questions that were not asked, and holds dates against today.

        A form that adds its own checks calls this first. A question stands after the one it hangs from.
        """
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        field: Any
        for name, field in self.fields.items():
            condition: When | None = getattr(field, "only_if", None)
            if condition is not None and not condition.is_met(cleaned):
                self.errors.pop(name, None)
                cleaned[name] = field.without_answer()
            elif isinstance(field, DateField) and cleaned.get(name):
                self._check_date(name, field, cleaned[name])
        return cleaned

    def refuse(self, reason: Exception | str, field: str | None = None) -> None:
        """Puts an action's refusal on the form."""
        self.add_error(field, str(reason))

    def without_faults(self) -> Self:
        """The same form with what was sent still in its boxes and nothing said against it: it is not finished."""
        if self._errors is None:
            self.full_clean()
        self._errors = ErrorDict()
        return self

    def names_brought_by(self, name: str, value: Any) -> list[str]:
        """The fields that stand under the option `value` of the field `name`."""
        return self._brought.get((name, str(value)), [])

    def top_level_fields(self) -> list[forms.BoundField]:
        """The fields that no radio button or check box brings with it, in order."""
        return [self[name] for name in self.fields if self._place(name) is None]

    @property
    def error_links(self) -> list[ErrorLink]:
        return error_links([self])

    @cached_property
    def _brought(self) -> dict[tuple[str, str], list[str]]:
        """The fields under each option that brings some: a form has its fields when it is first drawn."""
        brought: dict[tuple[str, str], list[str]] = {}
        for name in self.fields:
            if place := self._place(name):
                brought.setdefault(place, []).append(name)
        return brought

    def _place(self, name: str) -> tuple[str, str] | None:
        """The field and the option that a question stands under. One that follows several answers, or the
        choice from a list, stands on its own: it cannot be drawn twice."""
        condition: When | None = getattr(self.fields[name], "only_if", None)
        if condition is None or condition.field not in self.fields or len(condition.answers) != 1:
            return None
        can_bring = getattr(self.fields[condition.field], "brings_questions", False)
        return (condition.field, str(condition.answers[0])) if can_bring else None

    def _check_date(self, name: str, field: DateField, answer: date) -> None:
        if not (field.not_future or field.not_past):
            return
        if self.today is None:
            raise ImproperlyConfigured(f"{type(self).__name__} has the date '{name}' and was given no today=.")
        try:
            field.check_against_today(answer, self.today)
        except ValidationError as error:
            self.add_error(name, error)


def error_links(pages_forms: Iterable[forms.BaseForm]) -> list[ErrorLink]:
    """The lines of one error summary for the forms of a page, in the order of their fields, one a field."""
    links = []
    for form in pages_forms:
        links += [ErrorLink(str(text)) for text in form.non_field_errors()]
        for name in form.fields:
            bound = form[name]
            if bound.errors:
                links.append(ErrorLink(str(bound.errors[0]), f"#{_control_id(bound)}"))
    return links


def _control_id(bound: forms.BoundField) -> str:
    return getattr(bound, "element_id", None) or bound.id_for_label or bound.auto_id
