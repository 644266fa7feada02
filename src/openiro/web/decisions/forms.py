"""Forms of decisions: narrowed, answered, carried out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openiro.domain.decisions import AGREED, OBJECTED
from openiro.govuk import forms
from openiro.reviews.actions import Answer, Progress
from openiro.reviews.queries import STANDINGS, DecisionLine

LONGEST_REASON = 2000
ANSWERS = ((AGREED, "Agree"), (OBJECTED, "Object"))
QUICKER = "Somebody has answered some of these since you opened the page. The others wait below as you answered them."


class ListForm(forms.Form):
    """What narrows the list of open decisions."""

    marks_optional = False
    standing = forms.SelectField(label="Where it stands", required=False, blank="Any", options=STANDINGS.items())
    mine = forms.CheckboxField(label="Given to me", small=True)
    repeated = forms.CheckboxField(label="On the list for several reviews", small=True)


class AnswersForm(forms.Form):
    """A manager's answer to each of several decisions; what is left open stays open."""

    marks_optional = False

    def __init__(self, *args: Any, lines: Sequence[DecisionLine], **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(*args, **kwargs)
        for line in lines:
            self.fields[f"answer_{line.number}"] = forms.RadiosField(
                label=f"Your answer to decision {line.place}",
                options=ANSWERS,
                required=False,
                small=True,
            )
            self.fields[f"reason_{line.number}"] = forms.TextAreaField(
                label="Why? What would you do instead?",
                missing="Say why you object, so that it can be settled",
                called="The reason",
                max_length=LONGEST_REASON,
                rows=3,
                only_if=forms.When(f"answer_{line.number}", OBJECTED),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked = {f"answer_{line.number}" for line in self.lines}
        given = {name for name in self.data if name.startswith("answer_") and self.data[name]}
        if given - asked:
            self.refuse(QUICKER)
        elif not given and not self.errors:
            first = f"answer_{self.lines[0].number}" if self.lines else None
            self.refuse("Agree or object to at least one decision", first)
        return cleaned

    def answers(self) -> list[Answer]:
        """What was answered."""
        given = self.cleaned_data
        return [
            Answer(line.number, given[f"answer_{line.number}"], given.get(f"reason_{line.number}") or "")
            for line in self.lines
            if given.get(f"answer_{line.number}")
        ]


class ProgressForm(forms.Form):
    """What the owner of several decisions says of each."""

    marks_optional = False

    def __init__(self, *args: Any, lines: Sequence[DecisionLine], today: date, **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(
            *args, today=today, initial={f"words_{line.number}": line.progress for line in lines}, **kwargs
        )
        for line in lines:
            self.fields[f"words_{line.number}"] = forms.TextAreaField(
                label="How far it is", required=False, max_length=LONGEST_REASON, rows=2
            )
            self.fields[f"done_{line.number}"] = forms.CheckboxField(label="It is done", small=True)
            self.fields[f"day_{line.number}"] = forms.DateField(
                label="Day it was done, if not today",
                called="The day it was done",
                required=False,
                not_future=True,
            )

    def reports(self) -> list[Progress]:
        """What is said of each decision; a day alone says that it is done."""
        given = self.cleaned_data
        return [
            Progress(line.number, given[f"words_{line.number}"], self._day(line.number))
            for line in self.lines
            if f"words_{line.number}" in self.data
        ]

    def _day(self, number: int) -> date | None:
        day: date | None = self.cleaned_data[f"day_{number}"]
        return day or (self.today if self.cleaned_data[f"done_{number}"] else None)
