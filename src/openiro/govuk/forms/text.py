"""Fields of one box: text, long text, number, email, password, time, hidden."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from openiro.govuk.forms.parts import BoundField, Component, KitField

NEARLY_FULL = 75  # percent of the limit


class _Box(KitField):
    """A field drawn by the input macro."""

    input_type = "text"
    inputmode: str | None = None

    def __init__(
        self, *, width: int = 0, prefix: str = "", suffix: str = "", autocomplete: str = "", **kwargs: Any
    ) -> None:
        """`width` in characters, one of 2, 3, 4, 5, 10, 20, 30; full width without it."""
        self.width = width
        self.affixes = {"prefix": prefix, "suffix": suffix}
        self.autocomplete = autocomplete
        super().__init__(**kwargs)

    def describe(self, bound: BoundField) -> Component:
        params = self.common(bound) | {
            "label": self.label_of(bound),
            "type": self.input_type,
            "value": text_of(bound.value()),
            "classes": f"govuk-input--width-{self.width}" if self.width else "",
        }
        params |= {name: {"text": text} for name, text in self.affixes.items() if text}
        if self.inputmode:
            params["inputmode"] = self.inputmode
        if self.autocomplete:
            params["autocomplete"] = self.autocomplete
        return Component("input", params)


class TextField(_Box, forms.CharField):
    def __init__(self, *, spellcheck: bool | None = None, max_length: int = 200, **kwargs: Any) -> None:
        self.spellcheck = spellcheck
        super().__init__(max_length=max_length, **kwargs)
        words_for_limits(self, {"max_length": (max_length, "characters or fewer")})

    def without_answer(self) -> str:
        return ""

    def describe(self, bound: BoundField) -> Component:
        component = super().describe(bound)
        if self.spellcheck is not None:
            component.params["spellcheck"] = self.spellcheck
        return component


class TextAreaField(KitField, forms.CharField):
    """Long text. With `max_length` or `max_words` it says how much is left, once three quarters are used."""

    def __init__(
        self, *, rows: int = 5, max_length: int | None = None, max_words: int | None = None, **kwargs: Any
    ) -> None:
        self.rows = rows
        self.max_words = max_words
        super().__init__(max_length=max_length, **kwargs)
        words_for_limits(self, {"max_length": (max_length, "characters or fewer")})

    def without_answer(self) -> str:
        return ""

    def clean(self, value: Any) -> str:
        # A browser counts a new line as one character and sends two.
        text: str = super().clean(value.replace("\r\n", "\n") if isinstance(value, str) else value)
        if self.max_words and len(re.findall(r"\S+", text)) > self.max_words:
            raise ValidationError(f"{self.subject} must be {self.max_words} words or fewer", code="max_words")
        return text

    def describe(self, bound: BoundField) -> Component:
        params = self.common(bound) | {
            "label": self.label_of(bound),
            "value": text_of(bound.value()),
            "rows": self.rows,
        }
        if self.max_words:
            return Component("character_count", params | {"maxwords": self.max_words, "threshold": NEARLY_FULL})
        if self.max_length:
            return Component("character_count", params | {"maxlength": self.max_length, "threshold": NEARLY_FULL})
        return Component("textarea", params)


class NumberField(_Box, forms.IntegerField):
    inputmode = "numeric"

    def __init__(self, *, width: int = 5, **kwargs: Any) -> None:
        super().__init__(width=width, **kwargs)
        self.error_messages["invalid"] = f"{self.subject} must be a whole number, such as 12"
        words_for_limits(self, _limits(self))


class DecimalField(_Box, forms.DecimalField):
    """A number with a fraction, such as a post's full-time equivalent."""

    inputmode = "decimal"

    def __init__(self, *, width: int = 5, **kwargs: Any) -> None:
        super().__init__(width=width, **kwargs)
        self.error_messages["invalid"] = f"{self.subject} must be a number, such as 0.6"
        words_for_limits(self, _limits(self))


class EmailField(_Box, forms.EmailField):
    input_type = "email"

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        super().__init__(autocomplete=autocomplete, **kwargs)
        self.error_messages["invalid"] = f"{self.subject} must look like name@example.gov.uk"

    def without_answer(self) -> str:
        return ""

    def describe(self, bound: BoundField) -> Component:
        component = super().describe(bound)
        return Component(component.macro, component.params | {"spellcheck": False})


class PasswordField(KitField, forms.CharField):
    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        self.autocomplete = autocomplete
        super().__init__(strip=False, **kwargs)

    def without_answer(self) -> str:
        return ""

    def describe(self, bound: BoundField) -> Component:
        params = self.common(bound) | {"label": self.label_of(bound), "autocomplete": self.autocomplete}
        return Component("password_input", params)


class TimeField(_Box, forms.CharField):
    """A time of day as people write it: 2:30pm, 14:30, 9am, 9.15, midday."""

    def __init__(self, *, width: int = 5, **kwargs: Any) -> None:
        super().__init__(width=width, **kwargs)

    def without_answer(self) -> None:
        return None

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return parse_time(text, self.subject) if text else None


class HiddenField(KitField, forms.CharField):
    """A value that travels with the form and is not shown."""

    widget = forms.HiddenInput

    def without_answer(self) -> str:
        return ""

    def describe(self, bound: BoundField) -> Component:
        return Component("hidden", {"name": bound.html_name, "id": bound.auto_id, "value": text_of(bound.value())})


_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?\s*(?P<half>am|pm)?", re.IGNORECASE)
_NAMED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}


def parse_time(text: str, subject: str) -> time:
    """The time of day that was written. Raises `ValidationError` with an example when it is none."""
    if named := _NAMED_TIMES.get(text.strip().lower()):
        return named
    found = _TIME.fullmatch(text.strip().replace(" ", ""))
    if found:
        hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
        is_hour = 1 <= hour <= 12 if half else hour < 24
        if is_hour and minute < 60:
            return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute)
    raise ValidationError(f"{subject} must be a time, such as 9:30am or 14:30", code="invalid")


def text_of(value: Any) -> str:
    """A value as it stands in a box."""
    return "" if value is None else str(value)


def words_for_limits(field: KitField, limits: dict[str, tuple[object, str]]) -> None:
    """Says in words how far an answer may go: limits by Django's code, each with its words."""
    for code, (limit, words) in limits.items():
        if limit is not None:
            field.error_messages[code] = f"{field.subject} must be {limit} {words}"


def _limits(field: forms.IntegerField) -> dict[str, tuple[object, str]]:
    return {"min_value": (field.min_value, "or more"), "max_value": (field.max_value, "or fewer")}
