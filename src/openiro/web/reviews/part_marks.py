"""What stood in a part when its page was opened, as a mark for each answer; so that each change shows by itself."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openiro.core.actions import child_stream
from openiro.core.queries import events_of
from openiro.govuk import forms
from openiro.govuk.dates import date_and_time, long_date
from openiro.people.queries import names_of

LENGTH = 8
NOTHING = "Nothing"
NO_ANSWER = "-"


@dataclass(frozen=True)
class Change:
    """An answer that somebody changed: the question, what stands now, and whether it was taken into the box."""

    label: str
    now: str
    is_taken: bool


class PartForm(forms.Form):
    """The form of one part. `seen` holds a mark of each answer that stood in the record when the page was opened."""

    seen = forms.HiddenField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._from_record: set[str] = set()
        super().__init__(*args, **kwargs)

    def take_from_record(self, names: set[str]) -> None:
        """Show these answers as they stand in the record, not as they were sent."""
        self._from_record = names

    def change_in_words(self, name: str) -> Change:
        """What stands in the record now under that question."""
        field = self.fields[name]
        value = self.get_initial_for_field(field, name)
        return Change(str(field.label or name), in_words(field, value), name in self._from_record)

    def _widget_data_value(self, widget: Any, html_name: str) -> Any:
        name = html_name.removeprefix(f"{self.prefix}-") if self.prefix else html_name
        if name in self._from_record:
            return self.get_initial_for_field(self.fields[name], name)
        return super()._widget_data_value(widget, html_name)  # type: ignore[misc]


def mark_of(facts: Mapping[str, Any]) -> str:
    """The marks of all answers in the record: 'name:mark,name:mark'; where there is none yet, a mark that says so."""
    return ",".join(f"{name}:{_mark(value)}" for name, value in sorted(facts.items())) or NO_ANSWER


def changes_since(seen: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the answers that are not as they were when the page was opened; none where it gave no mark."""
    if not seen:
        return ()
    before = _marks(seen)
    return tuple(name for name, value in facts.items() if before.get(name) != _mark(value))


def is_untouched(form: Any, name: str, seen: str) -> bool:
    """Whether the answer that was sent is the one that stood there when the page was opened."""
    return name not in form.errors and _marks(seen).get(name) == _mark(form.cleaned_data.get(name))


def last_change(child: Any) -> str:
    """Who last changed this child's record, and when: 'Ada Lark on 21 November 2026 at 2:30pm'; empty if not known."""
    for event in events_of(child_stream(child.pk), limit=1):
        return f"{names_of([event.by]).get(event.by, 'The service')} on {date_and_time(event.at)}"
    return ""


def in_words(field: Any, value: Any) -> str:
    """An answer as people read it: a choice by its text, a day in words."""
    if value in (None, "", [], ()):
        return NOTHING
    if isinstance(value, list | tuple):
        return ", ".join(in_words(field, each) for each in value)
    texts = {str(option): str(text) for option, text in getattr(field, "choices", ())}
    if str(value) in texts:
        return texts[str(value)]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return long_date(value) if isinstance(value, date) else str(value)


def _marks(seen: str) -> dict[str, str]:
    pairs = (pair.rpartition(":") for pair in seen.split(","))
    return {name: mark for name, _, mark in pairs}


def _mark(value: Any) -> str:
    plain = "" if value in (None, "", [], (), {}) else value
    if isinstance(plain, str):
        plain = plain.replace("\r\n", "\n").strip()
    text = json.dumps(plain, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
