"""Forms of booking, moving and cancelling a review."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openiro.domain.timetable import Timetable
from openiro.govuk import forms
from openiro.govuk.dates import long_date
from openiro.reviews.actions import Arrangements, Moved
from openiro.reviews.queries import SiblingLine
from openiro.web.reviews.words import options_of

WORDS_LENGTH = 200
LONGEST_WAY = 600


class ArrangementsForm(forms.Form):
    """When, where and how a review is to be held; beyond its last legal day, why it must be late.

    `coded`: the reason for lateness that was given before, which is not asked for again.
    """

    planned_on = forms.DateField(label="Date", called="The date", not_past=True)
    planned_time = forms.TimeField(label="Time", required=False, hint="For example, 2:30pm", width=10)
    place = forms.TextField(label="Place", required=False, max_length=120, hint="Where the child would like it to be")
    mode = forms.RadiosField(label="How will it be held?", options=options_of("MODE"), required=False, small=True)
    travel_minutes = forms.NumberField(
        label="The IRO's way there, in minutes", required=False, min_value=0, max_value=LONGEST_WAY
    )
    travel_miles = forms.NumberField(
        label="The IRO's way there, in miles", required=False, min_value=0, max_value=LONGEST_WAY
    )
    late_reason = forms.SelectField(
        label="Why must it be late?", required=False, options=options_of("LATE_REASON"), called="why it must be late"
    )

    def __init__(self, *args: Any, due: Timetable, coded: str = "", **kwargs: Any) -> None:
        self.due, self.coded = due, coded
        super().__init__(*args, **kwargs)

    @property
    def is_only_checked(self) -> bool:
        """Whether the day is to be looked at and not booked: no reason is asked for that."""
        return "check" in self.data

    @property
    def day(self) -> date | None:
        """The day that stands in the form, where it is one."""
        if self.is_bound:
            found = None if "planned_on" in self.errors else self.cleaned_data.get("planned_on")
        else:
            found = self.get_initial_for_field(self.fields["planned_on"], "planned_on")
        return found if isinstance(found, date) else None

    @property
    def asks_late_reason(self) -> bool:
        """Whether the day that was given is after the last legal one, and nobody has said why yet."""
        return bool(not self.coded and self.day and self.due.due_on and self.day > self.due.due_on)

    def top_level_fields(self) -> list[Any]:
        """A reason is asked only of a review that would be late."""
        self.fields["late_reason"].required = self.asks_late_reason
        return [field for field in super().top_level_fields() if field.name != "late_reason" or self.asks_late_reason]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needs_reason = self.asks_late_reason and not self.is_only_checked
        if needs_reason and not cleaned.get("late_reason") and self.due.due_on:
            is_past = self.today is not None and self.due.due_on < self.today
            last = f"The last day in law {'was' if is_past else 'is'} {long_date(self.due.due_on)}."
            what = "Select" if is_past else "Choose an earlier day, or select"
            self.add_error("late_reason", f"{last} {what} why it must be late")
        return cleaned

    def arrangements(self, *, chaired_by: Any = None) -> Arrangements:
        """What was asked for; the reason falls away where the day is in time."""
        given = self.cleaned_data
        return Arrangements(
            planned_on=given["planned_on"],
            planned_time=given["planned_time"],
            place=given["place"].strip(),
            mode=given["mode"] or "",
            chaired_by=chaired_by,
            late_reason=(given["late_reason"] or "") if self.asks_late_reason else "",
            travel_minutes=given["travel_minutes"],
            travel_miles=given["travel_miles"],
        )


class PlanForm(ArrangementsForm):
    """The same for a new booking, which may take brothers and sisters along."""

    together = forms.CheckboxesField(
        label="Book a review for a brother or sister at the same time?", required=False, options=(), small=True
    )

    def __init__(self, *args: Any, siblings: Sequence[SiblingLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.siblings = {line.code: line for line in siblings if line.can_be_booked_along}
        fields: Any = self.fields
        if self.siblings:
            fields["together"].set_options([_option(line) for line in self.siblings.values()])
        else:
            del fields["together"]

    def clean(self) -> dict[str, Any]:
        """A brother or sister is booked along where the day is in time for them, or a reason is given."""
        cleaned = super().clean()
        day = cleaned.get("planned_on")
        for code in cleaned.get("together") or ():
            line = self.siblings[code]
            if day and line.due_on and day > line.due_on and not cleaned.get("late_reason"):
                last = f"The last day in law for {line.name or line.code} is {long_date(line.due_on)}"
                self.add_error("together", f"{last}. Choose an earlier day, or book that review on its own")
                break
        return cleaned


class ReplanForm(ArrangementsForm):
    """The same for a review that is planned already; `seen` is what stood there when the page was opened."""

    moved_reason = forms.SelectField(
        label="Why does the day change?",
        required=False,
        options=options_of("RESCHEDULING_REASON"),
        hint="Only where you choose another day. It is kept in the log of what was moved.",
        called="why the day changes",
    )
    moved_words = forms.TextField(label="In a few words", required=False, max_length=WORDS_LENGTH)
    seen = forms.HiddenField(required=False)

    def __init__(self, *args: Any, booked_on: date, **kwargs: Any) -> None:
        self.booked_on = booked_on
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("planned_on")
        if day and day != self.booked_on and not self.is_only_checked:
            _check_reason(self, cleaned, "moved_reason", "moved_words", "the day changes")
        return cleaned

    @property
    def moved(self) -> Moved | None:
        """Why the day changes; None where it does not."""
        given = self.cleaned_data
        if given["planned_on"] == self.booked_on:
            return None
        return Moved(given["moved_reason"] or "", given["moved_words"].strip())


class CancelForm(forms.Form):
    """Why a planned review is cancelled."""

    reason = forms.SelectField(
        label="Why is this review cancelled?",
        missing="Say why this review is cancelled",
        options=options_of("RESCHEDULING_REASON"),
        called="why this review is cancelled",
    )
    words = forms.TextAreaField(
        label="In a few words", required=False, called="What you wrote", max_length=WORDS_LENGTH, rows=3
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        _check_reason(self, cleaned, "reason", "words", "this review is cancelled")
        return cleaned

    @property
    def moved(self) -> Moved:
        """The reason as it is kept."""
        return Moved(self.cleaned_data["reason"], self.cleaned_data["words"].strip())


def _check_reason(form: forms.Form, cleaned: dict[str, Any], reason: str, words: str, what: str) -> None:
    if not cleaned.get(reason):
        if reason not in form.errors:
            form.add_error(reason, f"Select why {what}")
    elif cleaned[reason] == "other" and not (cleaned.get(words) or "").strip():
        form.add_error(words, f"Say in a few words why {what}")


def _option(line: SiblingLine) -> forms.Option:
    due = f"Last day in law {long_date(line.due_on)}" if line.due_on else "Last day not known"
    return forms.Option(line.code, line.name or line.code, hint=due)
