"""Forms between two reviews: checks of several children at once, contacts, changes, updates."""

from collections.abc import Sequence
from typing import Any

from openiro.domain.changes import CARE_PLANNING, CHALLENGE, EARLY_REVIEW, EVENTS
from openiro.domain.codes import CODE_SETS
from openiro.govuk import forms
from openiro.reviews.actions import ChangeTold, CheckMade, ContactFacts
from openiro.reviews.queries.oversight import BetweenLine

LONGEST = 2000
SHORT = 400
QUICKER = "Some of these are checked already. The others stand below as you answered them."


def options_of(field: str) -> tuple[tuple[str, str], ...]:
    """The codes of a list with their meaning."""
    return tuple((each.code, each.meaning) for each in CODE_SETS[field])


class ChecksForm(forms.Form):
    """What the IRO found at each of several children; what is left open stays due."""

    marks_optional = False

    def __init__(self, *args: Any, lines: Sequence[BetweenLine], **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(*args, **kwargs)
        for line in lines:
            self.fields[f"outcome_{line.number}"] = forms.RadiosField(
                label="What did you find?", options=options_of("OVERSIGHT_OUTCOME"), required=False, small=True
            )
            self.fields[f"words_{line.number}"] = forms.TextField(
                label="In a few words", required=False, max_length=LONGEST
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked = {f"outcome_{line.number}" for line in self.lines}
        given = {name for name in self.data if name.startswith("outcome_") and self.data[name]}
        if given - asked:
            self.refuse(QUICKER)
        elif not given and not self.errors:
            first = f"outcome_{self.lines[0].number}" if self.lines else None
            self.refuse("Say what you found at one child or more", first)
        for line in self.lines:
            if cleaned.get(f"outcome_{line.number}") not in (None, "on_track") and not cleaned[f"words_{line.number}"]:
                self.refuse("Say in a few words what you found", f"words_{line.number}")
        return cleaned

    def checks(self) -> list[CheckMade]:
        """The checks that were answered."""
        given = self.cleaned_data
        return [
            CheckMade(line.number, line.check.kind, given[f"outcome_{line.number}"], words, line.check.due_on)
            for line in self.lines
            if line.check and given.get(f"outcome_{line.number}")
            for words in [given[f"words_{line.number}"] or ""]
        ]


class CheckForm(forms.Form):
    """One check of one child, of any kind."""

    kind = forms.RadiosField(
        label="What kind of check was it?", options=options_of("OVERSIGHT_KIND"), missing="Choose the kind of check"
    )
    outcome = forms.RadiosField(
        label="What did you find?", options=options_of("OVERSIGHT_OUTCOME"), missing="Choose what you found"
    )
    words = forms.TextAreaField(label="In your own words", required=False, max_length=LONGEST, rows=5)


class LevelForm(forms.Form):
    """How closely the child is watched."""

    level = forms.RadiosField(
        label="How closely is the child to be watched?", options=options_of("OVERSIGHT_LEVEL"), missing="Choose a level"
    )
    reason = forms.TextAreaField(label="Why?", missing="Say why", max_length=SHORT, rows=3)


class ContactForm(forms.Form):
    """A contact of the IRO."""

    kind = forms.RadiosField(
        label="What kind of contact?", options=options_of("CONTACT_KIND"), missing="Choose the kind", small=True
    )
    with_whom = forms.RadiosField(
        label="With whom?", options=options_of("CONTACT_WITH"), missing="Choose whom it was with", small=True
    )
    standing = forms.RadiosField(
        label="Was it done?", options=options_of("CONTACT_STANDING"), missing="Choose whether it was done", small=True
    )
    on = forms.DateField(label="On which day?", called="The day")
    alone = forms.YesNoField(label="Was the child seen alone?", required=False)
    minutes = forms.NumberField(
        label="Minutes, with travel", required=False, min_value=1, max_value=1440, width=4, called="Minutes"
    )
    words = forms.TextAreaField(label="What is to be remembered?", required=False, max_length=LONGEST, rows=4)

    @property
    def contact(self) -> ContactFacts:
        """What was given, for the action."""
        return ContactFacts(**{**self.cleaned_data, "words": self.cleaned_data["words"] or ""})


class ChangeForm(forms.Form):
    """What happened, and when."""

    event = forms.RadiosField(label="What happened?", options=(), missing="Choose what happened", small=True)
    happened_on = forms.DateField(
        label="When did it happen, or is it to happen?",
        called="The day",
        hint="Of a proposal, the day it is to be done.",
    )
    words = forms.TextAreaField(label="What should the IRO know?", required=False, max_length=LONGEST, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["event"]
        field.set_options(
            [forms.Option(each.code, each.meaning, hint=_when(each.is_before)) for each in EVENTS.values()]
        )

    @property
    def told(self) -> ChangeTold:
        """What was given, for the action."""
        given = self.cleaned_data
        return ChangeTold(given["event"], given["happened_on"], given["words"] or "")


class DisposeForm(forms.Form):
    """What the IRO does with a change."""

    disposition = forms.RadiosField(label="What do you do with it?", options=(), missing="Choose what you do with it")
    words = forms.TextAreaField(
        label="Why, and what comes next?",
        hint="Needed for an early review and for a challenge.",
        required=False,
        max_length=LONGEST,
        rows=4,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {
            "contact": "You speak to the child, and record the contact next.",
            CARE_PLANNING: "You ask for it now, and record the day on the next page.",
            EARLY_REVIEW: "It is asked for at once, on the ground that fits.",
            CHALLENGE: "You raise a concern or a dispute about it.",
        }
        field: Any = self.fields["disposition"]
        field.set_options(
            [forms.Option(code, words, hint=hints.get(code, "")) for code, words in options_of("CHANGE_DISPOSITION")]
        )


class UpdateForm(forms.Form):
    """The social worker's update."""

    words = forms.TextAreaField(
        label="How has the plan come on since the last review?",
        hint="What was done of the decisions, what has changed for the child, what is in the way.",
        missing="Say how the plan has come on",
        called="The update",
        max_length=LONGEST,
        rows=8,
    )


def _when(is_before: bool) -> str:
    return "The IRO is told before it is done." if is_before else ""
