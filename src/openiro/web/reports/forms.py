"""Forms of reports: which period, and the words of a section."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openiro.govuk import forms

LONGEST = 40_000


class PeriodForm(forms.Form):
    """The period that a report speaks of; its value is the first day."""

    period = forms.RadiosField(
        label="Which period is the report about?",
        missing="Select the period of the report",
        coerce=date.fromisoformat,
        small=True,
        options=(),
    )

    def __init__(self, *args: Any, periods: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        """`periods`: the first day, the words for it, and its days."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["period"]
        field.set_options([forms.Option(first, words, hint=days) for first, words, days in periods])


class WordsForm(forms.Form):
    """The words of one section. `seen_version` is the version that the writer began from."""

    marks_optional = False

    text = forms.TextAreaField(
        label="Words of this section",
        hint="A blank line begins a new paragraph. A line that begins with - is a point of a list. "
        "Two stars on both sides make words **bold**.",
        called="The words",
        required=False,
        max_length=LONGEST,
        rows=14,
    )
    seen_version = forms.HiddenField(required=False)


class ExamplesForm(forms.Form):
    """Words that an example must have."""

    marks_optional = False

    words = forms.TextField(label="Words in the example, such as its theme", required=False, max_length=80)


class HeardForm(forms.Form):
    """Which body had the paper before it, and when."""

    body = forms.TextField(
        label="Which body?", hint="Such as the corporate parenting panel", missing="Say which body", max_length=120
    )
    on = forms.DateField(label="On which day?", missing="Give the day")


class AgreedForm(forms.Form):
    """Which group of young people agreed to the paper, and when."""

    body = forms.TextField(
        label="Which group of young people?",
        hint="Such as the older group of the children in care council. Name nobody.",
        missing="Say which group it was",
        max_length=120,
    )
    on = forms.DateField(label="On which day?", hint="When they had read it as it was checked.", missing="Give the day")


class CorrectForm(forms.Form):
    """What a corrected version changes."""

    what_changes = forms.TextAreaField(
        label="What does it change, and why?",
        hint="This stands at the head of the corrected version.",
        missing="Say what it changes, and why",
        max_length=2000,
    )


class RemarkForm(forms.Form):
    """Something said of a section; left empty, what was said before is dealt with."""

    text = forms.TextAreaField(
        label="Your remark",
        hint="Leave it empty to say that every open remark on this section is dealt with.",
        required=False,
        max_length=2000,
    )
