"""Forms of quality."""

from collections.abc import Iterable, Sequence
from typing import Any

from openiro.domain.codes import CODE_SETS
from openiro.domain.monitoring import FormWords
from openiro.domain.quality_policy import About, QuestionKind
from openiro.govuk import forms
from openiro.quality.actions import Attended, LineNotes
from openiro.quality.queries import STANDINGS, AnswerLine, MeetingPage

LONGEST, SHORT = 4000, 120
THEMES = [(each.code, each.meaning) for each in CODE_SETS["DISPUTE_THEME"]]
RATINGS = [("green", "Green"), ("amber", "Amber"), ("red", "Red")]
YES_NO = [("yes", "Yes"), ("no", "No")]
PERIODS = {"year": "This year, from 1 April", "last": "The year before", "quarter": "The last three months"}
WORDS, THEME, AGENCY = "words", "theme", "agency"
PARTNER = "partner_agency"


class MonitoringFields(forms.Form):
    """The questions of the form that are not answered by the review."""

    marks_optional = False

    def __init__(self, *args: Any, answers: Sequence[AnswerLine], **kwargs: Any) -> None:
        self.asked = [line.question for line in answers if not line.taken]
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for question in self.asked:
            fields.update(_fields_of(question))

    def words(self) -> dict[str, FormWords]:
        """What was chosen and written, by question."""
        given = self.cleaned_data
        return {
            each.id: FormWords(
                given.get(each.id) or "",
                given.get(f"{each.id}__{WORDS}") or "",
                given.get(f"{each.id}__{THEME}") or "",
                given.get(f"{each.id}__{AGENCY}") or "",
            )
            for each in self.asked
        }

    def of(self, question: str) -> list[Any]:
        """The fields of one question, to be drawn together."""
        return [self[name] for name in self.fields if name == question or name.startswith(f"{question}__")]


def facts_of(answers: Iterable[AnswerLine]) -> dict[str, Any]:
    """What is kept, by the names of the fields."""
    facts: dict[str, Any] = {}
    for line in answers:
        id, given = line.question.id, line.given
        facts |= {id: given.answer, f"{id}__{WORDS}": given.words}
        facts |= {f"{id}__{THEME}": given.theme, f"{id}__{AGENCY}": given.agency}
    return facts


def _fields_of(question: Any) -> dict[str, Any]:
    id, options = question.id, {QuestionKind.RATING: RATINGS, QuestionKind.YES_NO: YES_NO}.get(question.kind)
    if options is None:
        return {f"{id}__{WORDS}": words_field(question.title, hint=question.hint)}
    fields: dict[str, Any] = {
        id: forms.RadiosField(
            label=question.title, hint=question.hint, options=options, required=False, inline=True, small=True
        ),
        f"{id}__{WORDS}": words_field(
            "Why, and what is to happen", called=f"{question.title}: why, and what is to happen", rows=2
        ),
    }
    if question.kind is QuestionKind.RATING:
        usual = dict(THEMES)[question.theme]
        fields[f"{id}__{THEME}"] = forms.SelectField(
            label="Counted under", options=THEMES, blank=usual, required=False, called=question.title
        )
        if question.theme == PARTNER:
            fields[f"{id}__{AGENCY}"] = forms.TextField(label="Which agency?", required=False, max_length=SHORT)
    return fields


def words_field(label: str, missing: str = "", *, hint: str = "", rows: int = 3, called: str = "") -> Any:
    """A box for what somebody writes; needed where something is said when it is missing."""
    return forms.TextAreaField(
        label=label,
        hint=hint,
        missing=missing,
        required=bool(missing),
        max_length=LONGEST,
        rows=rows,
        called=called,
    )


class ReplyForm(forms.Form):
    """An answer to a form."""

    words = words_field(
        "Your answer", "Write your answer", hint="What was done or will be, by whom and by when", rows=5
    )
    actions_complete = forms.CheckboxField(
        label="I shared this in supervision, and the actions are complete", required=False
    )


class PlacementForm(forms.Form):
    """The quality report on a placement."""

    words = words_field(
        "Your report",
        "Write the report",
        hint="What was looked at, what was found, and what is to be done. Name no child.",
        rows=8,
    )


class ResolveForm(forms.Form):
    """What came of something amber or red."""

    outcome = words_field("What came of it?", "Say what came of it", hint="And what changed for the child")


class FormalForm(forms.Form):
    """Something amber or red becomes a formal dispute."""

    wanted = words_field("What do you want to happen, and by when?")


class GlanceForm(forms.Form):
    """The period that is shown."""

    marks_optional = False
    period = forms.SelectField(label="Period", required=False, blank="", options=PERIODS.items())


class IssueListForm(forms.Form):
    """What narrows the list of ambers and reds."""

    marks_optional = False
    standing = forms.SelectField(label="Standing", required=False, blank="", options=STANDINGS.items())
    rating = forms.SelectField(label="Rating", required=False, blank="Any", options=RATINGS[1:])
    theme = forms.SelectField(label="Theme", required=False, blank="Any", options=THEMES)
    team = forms.SelectField(label="Team", required=False, blank="Any", options=())

    def __init__(self, *args: Any, teams: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["team"]
        field.set_options([(team, team) for team in teams])


class MeetingForm(forms.Form):
    """Which meeting, of which team, on which day."""

    kind = forms.RadiosField(label="Which meeting?", options=(), missing="Choose the meeting")
    team = forms.SelectField(
        label="Of which team?", options=(), required=False, blank="Of the service", hint="Where it is held by team"
    )
    held_on = forms.DateField(label="On which day?", missing="Give the day")

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], teams: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, team = (self.fields[name] for name in ("kind", "team"))
        kind.set_options(kinds)  # type: ignore[attr-defined]
        team.set_options([(each, each) for each in teams])  # type: ignore[attr-defined]


class NotesForm(forms.Form):
    """Who was there, what was said of each line, and the summary."""

    marks_optional = False

    def __init__(self, *args: Any, page: MeetingPage, **kwargs: Any) -> None:
        self.meeting = page
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for place, each in enumerate(page.attendees):
            fields[f"name-{place}"] = forms.TextField(label=f"{each.role}: name", required=False, max_length=SHORT)
            fields[f"there-{place}"] = forms.CheckboxField(label=f"{each.role}: was there", required=False)
        for line in page.lines:
            fields.update(_notes_of(line))
        fields["summary"] = words_field("Summary for heads of service", hint="Without names of children", rows=6)

    def attendees(self) -> list[Attended]:
        """Who was there, in the order of the list."""
        given = self.cleaned_data
        return [
            Attended(given.get(f"name-{place}") or "", bool(given.get(f"there-{place}")))
            for place in range(len(self.meeting.attendees))
        ]

    def notes(self) -> dict[int, LineNotes]:
        """What was said and is to be done, by the place of the line."""
        given = self.cleaned_data
        return {
            line.place: LineNotes(
                note=given.get(f"note-{line.place}") or "",
                action=given.get(f"action-{line.place}") or "",
                who=given.get(f"who-{line.place}") or "",
                by_on=given.get(f"by-{line.place}"),
                done=bool(given.get(f"done-{line.place}")),
            )
            for line in self.meeting.lines
        }

    def of_line(self, place: int) -> list[Any]:
        """The fields of one line, to be drawn under it."""
        names = (f"done-{place}", f"note-{place}", f"action-{place}", f"who-{place}", f"by-{place}")
        return [self[name] for name in names if name in self.fields]

    def of_people(self) -> list[Any]:
        """The fields of those who were to be there."""
        return [self[name] for name in self.fields if name.startswith(("name-", "there-"))]


def notes_facts(page: MeetingPage) -> dict[str, Any]:
    """What is kept of a meeting, by the names of the fields."""
    facts: dict[str, Any] = {"summary": page.summary}
    for place, each in enumerate(page.attendees):
        facts |= {f"name-{place}": each.name, f"there-{place}": each.attended}
    for line in page.lines:
        place = line.place
        facts |= {f"note-{place}": line.note, f"action-{place}": line.action}
        facts |= {f"who-{place}": line.who, f"by-{place}": line.by_on}
    return facts


def _notes_of(line: Any) -> dict[str, Any]:
    place, which = line.place, f"line {line.place}"
    fields: dict[str, Any] = {
        f"note-{place}": words_field(f"What was said of {which}", rows=2),
        f"action-{place}": forms.TextField(label=f"What is to be done about {which}", required=False, max_length=400),
        f"who-{place}": forms.TextField(label=f"By whom, {which}", required=False, max_length=SHORT),
        f"by-{place}": forms.DateField(label=f"By when, {which}", required=False),
    }
    if line.about is About.ACTIONS:
        fields[f"done-{place}"] = forms.CheckboxField(label=f"Line {place} is done", required=False)
    return fields
