"""Forms of early reviews, late reviews, the what-if and the log of what was moved."""

from datetime import date
from typing import Any

from openiro.domain.early_reviews import TRIGGERS, Standing, concerns
from openiro.govuk import forms
from openiro.govuk.dates import long_date
from openiro.reviews.actions import EarlyAsked, LatenessAsked
from openiro.web.reviews.words import options_of

WORDS_LENGTH = 400
ENDING = "accommodation_to_end"


class EarlyForm(forms.Form):
    """What brings the review forward; of the triggers only those that concern the child."""

    trigger = forms.RadiosField(
        label="What brings the review forward?", options=(), missing="Select what brings the review forward"
    )
    nobody_takes_over = forms.YesNoField(
        label="Will nobody with parental responsibility look after the child then?",
        hint="The law asks for the review where no parent, and nobody else with parental responsibility, takes over.",
        only_if=forms.When("trigger", ENDING),
        missing="Say whether nobody with parental responsibility takes over",
    )
    happened_on = forms.DateField(
        label="When did it happen, or is it to happen?",
        hint="Where something is proposed, the day on which it is to be done: the review is held before it.",
        called="The day",
    )
    words = forms.TextAreaField(
        label="What should the IRO know?", required=False, called="What you wrote", max_length=WORDS_LENGTH, rows=4
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        found = [each for each in TRIGGERS.values() if concerns(each, standing)]
        fields["trigger"].set_options(
            [forms.Option(each.code, each.meaning, hint=f"The review is held {each.in_words}.") for each in found]
        )

    @property
    def asked(self) -> EarlyAsked:
        """What was given, for the action."""
        given = self.cleaned_data
        return EarlyAsked(given["trigger"], given["happened_on"], given["words"], given.get("nobody_takes_over"))


class DeclineForm(forms.Form):
    """Why no early review is held."""

    reason = forms.TextAreaField(
        label="Why is no early review held?",
        missing="Say why no early review is held",
        called="The reason",
        max_length=WORDS_LENGTH,
        rows=4,
    )


class LatenessForm(forms.Form):
    """For which day a late review can be held, and why it must be late."""

    expected_on = forms.DateField(label="When can the review be held?", called="The day", not_past=True)
    reason = forms.SelectField(
        label="Why must it be late?", options=options_of("LATE_REASON"), called="why it must be late"
    )
    words = forms.TextAreaField(
        label="What was tried to hold it in time?",
        required=False,
        called="What you wrote",
        max_length=WORDS_LENGTH,
        rows=4,
    )

    def __init__(self, *args: Any, due_on: date | None, **kwargs: Any) -> None:
        self.due_on = due_on
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("expected_on")
        if day and self.due_on and day <= self.due_on:
            self.add_error(
                "expected_on", f"The last day in law is {long_date(self.due_on)}: book the review for that day"
            )
        return cleaned

    @property
    def asked(self) -> LatenessAsked:
        """What was given, for the action."""
        given = self.cleaned_data
        return LatenessAsked(given["expected_on"], given["reason"], given["words"])


class DecideForm(forms.Form):
    """Whether a late review is approved; a refusal says what is to be done instead."""

    decision = forms.RadiosField(
        label="May this review be late?",
        options=[
            forms.Option("approved", "Yes, approve it", hint="The head of service is told."),
            forms.Option("refused", "No", hint="Say below what is to be done to hold it in time."),
        ],
        missing="Select whether this review may be late",
    )
    words = forms.TextAreaField(
        label="What is to be done?", required=False, called="What you wrote", max_length=WORDS_LENGTH, rows=4
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decision") == "refused" and not (cleaned.get("words") or "").strip():
            self.add_error("words", "Say what is to be done to hold it in time")
        return cleaned


class WhatIfForm(forms.Form):
    """The day of a review that is thought of."""

    marks_optional = False

    held_on = forms.DateField(label="If the review were held on", called="The day", not_past=True)


class LogForm(forms.Form):
    """What the log of moved and cancelled reviews is narrowed to."""

    marks_optional = False

    moved_from = forms.DateField(label="Moved from", required=False, called="The first day")
    moved_to = forms.DateField(label="Moved to", required=False, called="The last day")
    reason = forms.SelectField(label="Reason", blank="Any", required=False, options=options_of("RESCHEDULING_REASON"))
    iro = forms.SelectField(label="IRO", blank="Any", required=False, options=())
    cancelled = forms.CheckboxField(label="Cancelled ones only", small=True)
