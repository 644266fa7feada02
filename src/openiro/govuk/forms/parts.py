"""What every field of the kit shares: how it is described to a macro, and its words when it is left empty."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from openiro.govuk.forms.conditions import When

Params = dict[str, Any]


@dataclass(frozen=True)
class Component:
    """The macro that draws a field, and what it is given."""

    macro: str
    params: Params


class BoundField(forms.BoundField):
    """A field with its value that writes itself whole: label, hint, error and control."""

    def __str__(self) -> SafeString:
        return self.as_field_group()

    __html__ = __str__

    @property
    def element_id(self) -> str:
        """The id of the control that an error links to."""
        field: Any = self.field
        return f"{self.auto_id}{field.first_control(self)}"

    @property
    def first_error(self) -> str | None:
        return str(self.errors[0]) if self.errors else None


class KitField(forms.Field):
    """Mixed in before a Django field. `describe` is what each kind of field adds."""

    bound_field_class = BoundField

    def __init__(
        self,
        *,
        hint: str = "",
        missing: str = "",
        only_if: When | None = None,
        heading: bool = False,
        label_size: str = "",
        called: str = "",
        **kwargs: Any,
    ) -> None:
        """`missing` is said when nothing is given; `called` is the answer's name where a fault is told, as
        'The length of the review' for 'How long did it take?'; `heading` makes the label the heading of its page;
        `label_size` is 's', 'm' or 'l'."""
        self.only_if = only_if
        self.heading = heading
        self.label_size = label_size or ("l" if heading else "")
        self.called = called
        super().__init__(help_text=hint, **kwargs)
        self.error_messages["required"] = missing or self.words_when_missing()

    def words_when_missing(self) -> str:
        """Said when nothing is given and the page has no words of its own."""
        label = str(self.called or self.label or "an answer")
        return f"Answer the question '{label}'" if label.endswith("?") else f"Enter {lower_first(label)}"

    @property
    def subject(self) -> str:
        """The first words of a sentence that says what is wrong with the answer."""
        label = str(self.label or "")
        if self.called or not label:
            return self.called or "The answer"
        return f"The answer to '{label}'" if label.endswith("?") else label

    def without_answer(self) -> Any:
        """The cleaned value of a question that was not asked."""
        return None

    def first_control(self, bound: BoundField) -> str:
        """What follows the field's id in the id of its first control."""
        return ""

    def describe(self, bound: BoundField) -> Component:
        raise TypeError(f"{type(self).__name__} does not say which macro draws it.")

    def common(self, bound: BoundField) -> Params:
        """Name, id, hint and error: as every macro takes them."""
        params: Params = {"name": bound.html_name, "id": bound.auto_id}
        if bound.help_text:
            params["hint"] = {"text": bound.help_text}
        if bound.first_error:
            params["errorMessage"] = {"text": bound.first_error}
        if self.disabled:
            params["disabled"] = True
        return params

    def label_of(self, bound: BoundField) -> Params:
        return {"text": full_label(bound)} | self._size("label")

    def legend_of(self, bound: BoundField) -> Params:
        return {"legend": {"text": full_label(bound)} | self._size("fieldset__legend")}

    def _size(self, element: str) -> Params:
        if not self.label_size:
            return {"isPageHeading": self.heading}
        return {"classes": f"govuk-{element}--{self.label_size}", "isPageHeading": self.heading}


def full_label(bound: forms.BoundField) -> str:
    """The label, marked '(optional)' where the answer may be left out and the form marks such fields."""
    is_optional = not bound.field.required and getattr(bound.field, "only_if", None) is None
    if is_optional and getattr(bound.form, "marks_optional", False):
        return f"{bound.label} (optional)"
    return str(bound.label)


def lower_first(text: str) -> str:
    """The label inside a sentence: 'Date of birth' becomes 'date of birth', 'NHS number' stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
