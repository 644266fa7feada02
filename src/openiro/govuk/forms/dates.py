"""A date in three boxes, read with good will and refused with the reason."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from openiro.govuk.dates import MONTHS, long_date
from openiro.govuk.forms.parts import BoundField, Component, KitField

BOXES = ("day", "month", "year")
_WHOLE = (
    re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2}|[A-Za-z]{3,9})[/. -](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
)


@dataclass(frozen=True)
class DateParts:
    """What stands in the three boxes."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: Any) -> "DateParts":
        """From a date, from the boxes themselves, or from nothing."""
        if isinstance(value, cls):
            return value
        if isinstance(value, date):
            return cls(str(value.day), str(value.month), str(value.year))
        return cls.from_text(value) if isinstance(value, str) else cls()

    @classmethod
    def from_text(cls, text: str) -> "DateParts":
        """From a whole date pasted into one box: 21/11/2026, 21 Nov 2026, 2026-11-21."""
        for pattern in _WHOLE:
            if found := pattern.fullmatch(text.strip()):
                return cls(found["day"], found["month"], found["year"])
        return cls(day=text.strip())

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in BOXES if not getattr(self, name))


class UnableToReadDate(ValidationError):
    """The boxes hold no date. `boxes` names those to put right."""

    def __init__(self, message: str, boxes: tuple[str, ...] = BOXES) -> None:
        super().__init__(message, code="invalid")
        self.boxes = boxes


class ThreeBoxes(forms.Widget):
    """Takes the three boxes, or a whole date under the field's own name, out of what was sent."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> DateParts:
        parts = DateParts(*((data.get(f"{name}-{box}") or "").strip() for box in BOXES))
        if parts.missing == ("month", "year"):
            return DateParts.from_text(parts.day)
        if parts.missing == BOXES and data.get(name):
            return DateParts.from_text(str(data[name]))
        return parts

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}-{box}" not in data for box in BOXES) and name not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day"


class DateField(KitField, forms.Field):
    """A date. `not_future` and `not_past` are held against the form's `today`, which is then needed;
    `earliest` and `latest` are dates that are themselves allowed."""

    widget = ThreeBoxes

    def __init__(
        self,
        *,
        not_future: bool = False,
        not_past: bool = False,
        earliest: date | None = None,
        latest: date | None = None,
        **kwargs: Any,
    ) -> None:
        self.not_future = not_future
        self.not_past = not_past
        self.earliest = earliest
        self.latest = latest
        super().__init__(**kwargs)

    def first_control(self, bound: BoundField) -> str:
        return f"-{self._wrong_boxes(bound)[0]}"

    def prepare_value(self, value: Any) -> DateParts:
        return DateParts.of(value)

    def clean(self, value: Any) -> date | None:
        parts = DateParts.of(value)
        if parts.missing == BOXES:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        answer = read_date(parts, self.subject)
        self._check_limits(answer)
        return answer

    def check_against_today(self, answer: date, today: date) -> None:
        """Raises `ValidationError` when the answer lies on the wrong side of `today`."""
        if self.not_future and answer > today:
            raise ValidationError(f"{self.subject} must be today or in the past", code="future")
        if self.not_past and answer < today:
            raise ValidationError(f"{self.subject} must be today or in the future", code="past")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return DateParts.of(initial) != DateParts.of(data)

    def describe(self, bound: BoundField) -> Component:
        params = self.common(bound)
        prefix = params.pop("name")
        params |= {"fieldset": self.legend_of(bound), "namePrefix": prefix}
        params["items"] = [self._box(bound, name) for name in BOXES]
        return Component("date_input", params)

    def _box(self, bound: BoundField, name: str) -> dict[str, Any]:
        is_wrong = bool(bound.errors) and name in self._wrong_boxes(bound)
        width = "govuk-input--width-4" if name == "year" else "govuk-input--width-2"
        return {
            "name": name,
            "value": getattr(DateParts.of(bound.value()), name),
            "classes": f"{width} govuk-input--error" if is_wrong else width,
        }

    def _wrong_boxes(self, bound: BoundField) -> tuple[str, ...]:
        for error in bound.form.errors.as_data().get(bound.name, ()):
            if isinstance(error, UnableToReadDate):
                return error.boxes
        return BOXES

    def _check_limits(self, answer: date) -> None:
        if self.earliest and answer < self.earliest:
            raise ValidationError(f"{self.subject} must be on or after {long_date(self.earliest)}", code="early")
        if self.latest and answer > self.latest:
            raise ValidationError(f"{self.subject} must be on or before {long_date(self.latest)}", code="late")


def read_date(parts: DateParts, subject: str) -> date:
    """The date in the boxes. Raises `UnableToReadDate` with what is wrong and in which boxes."""
    if parts.missing:
        raise UnableToReadDate(f"{subject} must include a {' and '.join(parts.missing)}", parts.missing)
    month = month_number(parts.month)
    if month is None:
        raise UnableToReadDate(f"{subject}: month must be 1 to 12, or a name such as March", ("month",))
    if not re.fullmatch(r"[0-9]{4}", parts.year) or int(parts.year) < 1:
        raise UnableToReadDate(f"{subject}: year must have 4 numbers, such as 2026", ("year",))
    day = re.sub(r"(?i)(?<=\d)(st|nd|rd|th)$", "", parts.day)
    last = monthrange(int(parts.year), month)[1]
    if not re.fullmatch(r"[0-9]{1,2}", day) or not 1 <= int(day) <= last:
        month_words = f"{MONTHS[month - 1]} {parts.year}"
        raise UnableToReadDate(f"{subject} must be a real date: {month_words} has {last} days", ("day",))
    return date(int(parts.year), month, int(day))


def month_number(text: str) -> int | None:
    """1 to 12 from '3', '03', 'Mar' or 'march'; `None` when it is no month."""
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text) if 1 <= int(text) <= 12 else None
    wanted = text.lower()
    matching = [n for n, name in enumerate(MONTHS, 1) if len(wanted) > 2 and name.lower().startswith(wanted)]
    return matching[0] if len(matching) == 1 else None
