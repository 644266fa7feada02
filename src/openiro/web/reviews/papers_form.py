"""The form of the papers of a review: for each, whether it came, when, and when it was shown."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openiro.domain.codes import meaning_of
from openiro.domain.review_papers import REPORT, PaperState
from openiro.govuk import forms
from openiro.reviews.actions import PaperFacts
from openiro.reviews.queries import PaperLine
from openiro.web.reviews.part_page import PartForm
from openiro.web.reviews.words import options_of

LONGEST_NOTE = 400
STATES = (
    (PaperState.CAME.value, "It came"),
    (PaperState.NOT_YET.value, "It has not come"),
    (PaperState.NOT_NEEDED.value, "It is not needed"),
)


class PapersForm(PartForm):
    """Three questions a paper; only those of an answer that was given are shown."""

    marks_optional = False

    def __init__(self, *args: Any, lines: Sequence[PaperLine], sees_notes: bool, today: date, **kwargs: Any) -> None:
        self.lines, self.sees_notes = lines, sees_notes
        super().__init__(*args, today=today, **kwargs)
        for line in lines:
            self.fields.update(_fields_of(line.kind, sees_notes=sees_notes))

    def clean(self) -> dict[str, Any]:
        """A paper that came, came on a day; it is shown on that day or later."""
        cleaned = super().clean()
        for line in self.lines:
            came, shared = cleaned.get(f"{line.kind}_received_on"), cleaned.get(f"{line.kind}_shared_on")
            if came and shared and shared < came:
                called = meaning_of("PAPER_KIND", line.kind)
                words = f"{called}: the day it was shown must be the day it came, or later"
                self.add_error(f"{line.kind}_shared_on", words)
        return cleaned

    def papers(self) -> list[PaperFacts]:
        """What was answered."""
        given = self.cleaned_data
        return [
            PaperFacts(
                kind=line.kind,
                state=PaperState(given[f"{line.kind}_state"]) if given[f"{line.kind}_state"] else None,
                received_on=given[f"{line.kind}_received_on"],
                shared_on=given[f"{line.kind}_shared_on"],
                not_shown_to=tuple(given.get(f"{line.kind}_not_shown_to") or ()),
                note=given.get(f"{line.kind}_note") or "",
            )
            for line in self.lines
        ]


def facts_of_papers(lines: Sequence[PaperLine], *, sees_notes: bool) -> dict[str, Any]:
    """What stands in the record, by the names of the form's fields."""
    facts: dict[str, Any] = {}
    for line in lines:
        facts[f"{line.kind}_state"] = line.state.value if line.state else None
        facts[f"{line.kind}_received_on"] = line.received_on
        facts[f"{line.kind}_shared_on"] = line.shared_on
        if line.kind == REPORT:
            facts[f"{line.kind}_not_shown_to"] = list(line.not_shown_to)
        if sees_notes:
            facts[f"{line.kind}_note"] = line.note
    return facts


def _fields_of(kind: str, *, sees_notes: bool) -> dict[str, Any]:
    called = meaning_of("PAPER_KIND", kind)
    came, not_yet = (forms.When(f"{kind}_state", state.value) for state in (PaperState.CAME, PaperState.NOT_YET))
    fields = {
        f"{kind}_state": forms.RadiosField(label=called, options=STATES, required=False, small=True),
        f"{kind}_received_on": forms.DateField(
            label="When did it reach the IRO?", called=f"{called}: the day it came", not_future=True, only_if=came
        ),
        f"{kind}_shared_on": forms.DateField(
            label="When were the child, the parents and the others shown it? (optional)",
            called=f"{called}: the day it was shown",
            required=False,
            not_future=True,
            only_if=came,
        ),
    }
    if kind == REPORT:
        fields[f"{kind}_not_shown_to"] = forms.CheckboxesField(
            label="Who was not shown it before the review? (optional)",
            options=options_of("SHOWN_PAPER"),
            required=False,
            small=True,
            only_if=came,
        )
    if sees_notes:
        fields[f"{kind}_note"] = forms.TextField(
            label="What is known about it? (optional)", required=False, max_length=LONGEST_NOTE, only_if=not_yet
        )
    return fields


class AttachForm(forms.Form):
    """A document to be attached."""

    kind = forms.SelectField(
        label="What kind of document is it?",
        missing="Select what kind of document it is",
        options=options_of("ATTACHMENT_KIND"),
    )
    title = forms.TextField(
        label="What is it called?",
        called="What it is called",
        missing="Say what it is called",
        max_length=120,
        hint="Such as: Report for the review in June. Leave names out.",
    )
    document = forms.FileField(
        label="The document",
        accept=".pdf,.docx,.doc,.odt,.txt,.png,.jpg,.jpeg,.heic,.tif,.tiff",
        hint="PDF, Word, a picture or plain text. Word documents with macros are not taken.",
    )
