"""The forms by which a review is written up: notes under headings, sections of the record or letter, corrections."""

from collections.abc import Iterable, Mapping
from typing import Any

from openiro.documents.reading import reading_of
from openiro.domain.record_draft import DraftSection
from openiro.domain.records_policy import Heading, Withholding
from openiro.govuk import forms
from openiro.web.reviews.part_page import PartForm

LONGEST = 20_000
TEXT, KEPT = "text-", "kept-"
LINES: dict[str, Any] = {"rows": 4, "required": False, "max_length": None}


class NotesForm(PartForm):
    """What was said, under the council's headings; with it the record can be finished at once."""

    marks_optional = False

    def __init__(self, headings: Iterable[Heading], *args: Any, can_finish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in headings:
            label: dict[str, Any] = {"label": each.title, "hint": each.hint, "label_size": "s"}
            self.fields[f"{TEXT}{each.id}"] = forms.TextAreaField(**label, **LINES)
        if can_finish:
            self.fields["finish"] = _finish("the record")

    def notes(self) -> dict[str, str]:
        """The notes by id of heading."""
        return _with_prefix(self.cleaned_data, TEXT)


class SectionsForm(PartForm):
    """The sections of a record or letter as they stand, each in its box. `parts`: what may be kept from somebody."""

    marks_optional = False

    def __init__(
        self,
        sections: Iterable[DraftSection],
        *args: Any,
        parts: Iterable[Withholding] = (),
        finish: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for each in sections:
            rows = min(max(each.text.count("\n") + 2, len(each.text) // 70 + 2, 3), 16)
            field = forms.TextAreaField(
                label=each.heading, hint=_hint(each), label_size="s", rows=rows, required=False, max_length=LONGEST
            )
            field.max_length = None
            self.fields[f"{TEXT}{each.id}"] = field
        for part in parts:
            self.fields[f"{KEPT}{part.id}"] = forms.TextAreaField(
                label=f"Words that give away: {part.title[:1].lower()}{part.title[1:]}",
                hint="One to a line. They are left out of the copy of everybody from whom this is kept.",
                **{**LINES, "rows": 2},
            )
        if finish:
            self.fields["finish"] = _finish(finish)

    def texts(self) -> dict[str, str]:
        """The texts by id of section."""
        return _with_prefix(self.cleaned_data, TEXT)

    def kept_back(self) -> dict[str, list[str]]:
        """The words by id of the part that they give away."""
        found = _with_prefix(self.cleaned_data, KEPT)
        return {id: [line.strip() for line in text.splitlines() if line.strip()] for id, text in found.items()}


class CorrectionForm(forms.Form):
    """Why a finished record or letter is written anew."""

    reason = forms.TextField(
        label="What was wrong?",
        hint="Everybody who reads the new version reads this too.",
        missing="Say what was wrong",
        max_length=300,
    )


class CarePlanForm(forms.Form):
    """When the care plan was brought up to date after the review."""

    updated_on = forms.DateField(label="Day on which the care plan was updated", called="The day", not_future=True)


def facts_of_sections(sections: Iterable[DraftSection], kept_back: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """What stands in the boxes, by the names of the fields."""
    texts = {f"{TEXT}{each.id}": each.text for each in sections}
    return texts | {f"{KEPT}{id}": "\n".join(words) for id, words in kept_back.items()}


def _hint(each: DraftSection) -> str:
    if each.changed_since:
        return "You wrote this yourself, and what was entered has changed since. What it says now stands beside."
    return "You wrote this yourself: it stays when what was entered changes." if each.is_edited else ""


def _finish(what: str) -> forms.CheckboxField:
    return forms.CheckboxField(
        label=f"Finish {what} now",
        hint="After that it does not change any more. A later correction is a new version that says so.",
    )


def _with_prefix(cleaned: Mapping[str, Any], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value or "" for name, value in cleaned.items() if name.startswith(prefix)}


def reading_notes(text: str, wanted: int) -> dict[str, Any]:
    """The reading age of a letter beside the age that policy wants, and what makes it hard to read."""
    found = reading_of(text)
    is_good = found.age is not None and found.age <= wanted
    return {
        "age": None if found.age is None else f"{found.age:.1f}".removesuffix(".0"),
        "wanted": wanted,
        "tone": "good" if is_good else "soon",
        "long_sentences": found.long_sentences,
        "hard_words": found.hard_words,
    }
