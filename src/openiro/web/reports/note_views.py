"""Notes on figures: what a reader must know that the records do not say, written and withdrawn."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse

from openiro.domain.codes import CODE_SETS, meaning_of
from openiro.domain.permissions import Permission
from openiro.govuk import forms
from openiro.measures.compute import measure_named
from openiro.measures.measure import Measure
from openiro.people.queries import may
from openiro.reporting.actions import note_figure, withdraw_figure_note
from openiro.reporting.queries import figure_note_of
from openiro.reporting.words import period_in_words
from openiro.web.reports.asked import Question, Request, named_measure, period_of
from openiro.web.shell.access import form_page
from openiro.web.shell.step import form_step, pressed


class NoteForm(forms.Form):
    """What is to be known of a figure, for which days."""

    kind = forms.RadiosField(
        label="What is to be known?",
        missing="Choose what is to be known",
        options=[forms.Option(code.code, code.meaning) for code in CODE_SETS["FIGURE_NOTE"]],
    )
    words = forms.TextAreaField(
        label="What should a reader know?",
        hint="It stands under the figure on its page and in every paper. Do not write a child's name.",
        missing="Say what a reader should know",
        max_length=500,
        rows=3,
    )
    by_hand = forms.DecimalField(
        label="Number counted by hand",
        hint="Where the records cannot tell it. It stands beside the figure and is not taken for it.",
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=1,
    )
    first = forms.DateField(label="From which day?", missing="Give the first day")
    last = forms.DateField(label="Up to which day?", missing="Give the last day")


@dataclass(frozen=True)
class ShownNote:
    """A note as the page of a measure shows it; `withdraw` is empty for whoever may not."""

    words: str
    withdraw: str


def notes_shown(request: Request, question: Question, found: Measure) -> list[ShownNote]:
    """What is noted of the measure in the period."""
    findings, changes = question.findings, may_note(request)
    lines = zip(findings.noted.get(found.id, []), findings.notes(found.id), strict=True)
    return [
        ShownNote(words, reverse("reports:note-withdraw", args=[line.number]) if changes else "")
        for line, words in lines
    ]


def may_note(request: Request) -> bool:
    """Whether this person may note something of a figure."""
    return may(request.user, Permission.NOTE_FIGURE, on=request.today)


@form_page(Permission.NOTE_FIGURE)
def note_add(request: Request, name: str) -> HttpResponseBase:
    """Note something of a measure's figures; the days are at first those that were looked at."""
    found, period = named_measure(name), period_of(request, whole_years=False)
    initial: dict[str, Any] = {"first": period.from_on, "last": period.to_on}
    form = NoteForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> str:
        given = form.cleaned_data
        note_figure(
            measure=found.id,
            from_on=given["first"],
            to_on=given["last"],
            kind=given["kind"],
            words=given["words"],
            by_hand=given["by_hand"],
            by=request.user,
            at=request.now,
        )
        return "The note stands under the figure, and in every paper that shows it."

    back = reverse("reports:measure", args=[found.id]) + period.query
    title = "Note something about this figure"
    return form_step(
        request, None, form, act, title=title, button="Note it", back=back, facts=[("Measure", found.title)]
    )


@form_page(Permission.NOTE_FIGURE)
def note_withdraw(request: Request, number: int) -> HttpResponseBase:
    """Withdraw a note, so that it stands under no figure and in no paper from now on."""
    note = figure_note_of(number)
    if note is None:
        raise Http404
    form = pressed(request)

    def act() -> str:
        withdraw_figure_note(number=number, by=request.user, at=request.now)
        return "The note is withdrawn. Papers that are signed off keep it."

    facts = [
        ("Measure", measure_named(note.measure).title),
        ("Days", period_in_words(note.from_on, note.to_on)),
        (meaning_of("FIGURE_NOTE", note.kind), note.words),
    ]
    back = reverse("reports:measure", args=[note.measure])
    return form_step(request, None, form, act, title="Withdraw this note", button="Withdraw it", back=back, facts=facts)
