"""Forms of reports: which year, and the words of a section."""

from collections.abc import Sequence
from typing import Any

from openiro.govuk import forms

LONGEST = 40_000


class YearForm(forms.Form):
    """The year that an annual report speaks of."""

    year = forms.RadiosField(
        label="Which year is the report about?",
        missing="Select the year of the report",
        coerce=int,
        small=True,
        options=(),
    )

    def __init__(self, *args: Any, years: Sequence[tuple[int, str, str]], **kwargs: Any) -> None:
        """`years`: the year that it ends in, its words, and its days."""
        super().__init__(*args, **kwargs)
        field: Any = self.fields["year"]
        field.set_options([forms.Option(year, words, hint=days) for year, words, days in years])


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
