"""Forms of adjourning and completing a review, and of its further meetings."""

from datetime import date
from typing import Any

from openiro.govuk import forms
from openiro.govuk.dates import long_date
from openiro.people.queries import OfficerLine
from openiro.reviews.actions import MeetingPart
from openiro.web.reviews.words import options_of

FURTHER = ("second", "third", "fourth")
ONE, SEVERAL, NONE = "one", "several", "none"
FOLLOWED = (
    (ONE, "One meeting, on the day it was completed"),
    (SEVERAL, "Several meetings"),
    (NONE, "None: it was completed without another meeting"),
)
REASON_LENGTH = 200


class AdjournForm(forms.Form):
    """When and why a review was adjourned."""

    adjourned_on = forms.DateField(label="When was it adjourned?", called="The day of adjournment", not_future=True)
    reason = forms.TextAreaField(
        label="What was missing?",
        hint="A review is adjourned where there is not enough information to consider the plan properly.",
        missing="Say what was missing",
        called="What was missing",
        max_length=REASON_LENGTH,
        rows=3,
    )


class SeriesForm(forms.Form):
    """Further meetings of a review: their days, and how each was held where it differs from the first."""

    def meetings_after(self, mode: str) -> tuple[MeetingPart, ...]:
        """The further meetings in the order given; held as the first one was, where nothing else is said."""
        given = self.cleaned_data
        return tuple(
            MeetingPart(given[f"{which}_on"], given[f"{which}_mode"] or mode)
            for which in FURTHER
            if given.get(f"{which}_on")
        )

    def check_series(self, first_on: date | None, last_on: date | None = None) -> None:
        """Each meeting stands on or after the one before it, and none after `last_on`."""
        before = first_on
        for name in (f"{which}_on" for which in FURTHER):
            field: Any = self.fields.get(name)
            day = self.cleaned_data.get(name)
            if day and before and day < before:
                self.add_error(name, f"{field.subject} must be on or after {long_date(before)}")
            elif day and last_on and day > last_on:
                self.add_error(name, f"{field.subject} must be on or before {long_date(last_on)}")
            before = day or before


def further_meetings(only_if: forms.When, names: tuple[str, ...] = FURTHER) -> dict[str, Any]:
    """The fields of up to three further meetings, called by these names; the first is needed, where any is."""
    fields: dict[str, Any] = {}
    for which, name in zip(FURTHER, names, strict=True):
        fields[f"{which}_on"] = forms.DateField(
            label=f"Day of the {name} meeting",
            called=f"The day of the {name} meeting",
            required=which == FURTHER[0],
            not_future=True,
            only_if=only_if,
        )
        fields[f"{which}_mode"] = forms.SelectField(
            label=f"How was the {name} meeting held?",
            blank="As the first meeting",
            required=False,
            options=options_of("MODE"),
            only_if=only_if,
        )
    return fields


class CompleteForm(SeriesForm):
    """When a review was completed, with the meetings that followed those recorded."""

    def __init__(self, *args: Any, earliest: date, reconvene_by: date | None, **kwargs: Any) -> None:
        self.earliest, self.reconvene_by = earliest, reconvene_by
        super().__init__(*args, **kwargs)
        names = ("first further", "second further", "third further")
        self.fields.update(further_meetings(forms.When("followed", SEVERAL), names))

    completed_on = forms.DateField(label="When was it completed?", called="The day of completion", not_future=True)
    late_reason = forms.SelectField(
        label="Why was it completed late?", required=False, options=options_of("LATE_REASON")
    )
    followed = forms.RadiosField(
        label="Which meetings followed?",
        missing="Select which meetings followed",
        options=FOLLOWED,
        initial=ONE,
        small=True,
    )
    closing_mode = forms.SelectField(
        label="How was it held?",
        blank="As the first meeting",
        required=False,
        options=options_of("MODE"),
        only_if=forms.When("followed", ONE),
    )

    @property
    def asks_late_reason(self) -> bool:
        """Whether it was, or would be, completed after the last day for it."""
        field: Any = self.fields["completed_on"]
        day = self.get_initial_for_field(field, "completed_on")
        if self.is_bound and "completed_on" not in self.errors:
            day = self.cleaned_data.get("completed_on")
        return bool(day and self.reconvene_by and day > self.reconvene_by)

    def top_level_fields(self) -> list[Any]:
        """A reason is asked only of a review that was completed late."""
        self.fields["late_reason"].required = self.asks_late_reason
        return [field for field in super().top_level_fields() if field.name != "late_reason" or self.asks_late_reason]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("completed_on")
        if day and day < self.earliest:
            self.add_error("completed_on", f"The day of completion must be on or after {long_date(self.earliest)}")
        self.check_series(self.earliest, day)
        if day and self.reconvene_by and day > self.reconvene_by and not cleaned.get("late_reason"):
            self.add_error("late_reason", f"It was to be completed by {long_date(self.reconvene_by)}. Select why not")
        return cleaned

    def meetings(self, mode: str) -> tuple[MeetingPart, ...]:
        """The meetings that followed; held as the first one was, where nothing else is said."""
        given = self.cleaned_data
        if given["followed"] == ONE:
            return (MeetingPart(given["completed_on"], given["closing_mode"] or mode),)
        return self.meetings_after(mode)


def officer_options(officers: list[OfficerLine]) -> list[tuple[str, str]]:
    """Officers as the answers to a question."""
    return [(officer.code, officer.name) for officer in officers]
