"""Forms of supervision, of what is kept of officers, and of the log of meetings."""

from collections.abc import Iterable
from typing import Any

from openiro.domain.codes import CODE_SETS
from openiro.govuk import forms
from openiro.supervision.actions import Came

LONGEST, SHORT = 8000, 160
ACTIONS = (1, 2, 3)
KINDS = [(each.code, each.meaning) for each in CODE_SETS["SUPERVISION_KIND"]]


def _options(code_set: str) -> list[tuple[str, str]]:
    return [(each.code, each.meaning) for each in CODE_SETS[code_set]]


def _words(label: str, *, hint: str = "", required: bool = False, rows: int = 4) -> Any:
    return forms.TextAreaField(
        label=label, hint=hint, required=required, rows=rows, max_length=LONGEST, missing="Write it in a few words"
    )


class BookForm(forms.Form):
    """The day of the next supervision or appraisal."""

    kind = forms.RadiosField(label="What is it?", options=KINDS)
    planned_on = forms.DateField(label="Which day?")


class HeldForm(forms.Form):
    """Supervision as it was held, with the agenda of the sheet and what was agreed."""

    kind = forms.RadiosField(label="What was it?", options=KINDS)
    held_on = forms.DateField(label="When was it held?")
    topics = forms.CheckboxesField(label="What was talked about?", options=(), required=False)
    words = forms.TextAreaField(label="Record", rows=8, max_length=LONGEST, missing="Write what was talked about")
    next_on = forms.DateField(label="Next supervision", required=False)

    def __init__(self, *args: Any, topics: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topics"]
        field.set_options(topics)
        for place in ACTIONS:
            self.fields[f"action_{place}"] = forms.TextField(
                label=f"Action {place}", required=False, max_length=SHORT, width=30
            )
            self.fields[f"due_{place}"] = forms.DateField(label=f"Action {place}, by when", required=False)
        self.order_fields(["kind", "held_on", "topics", "words"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for place in ACTIONS:
            words, due = cleaned.get(f"action_{place}"), cleaned.get(f"due_{place}")
            if bool(words) != bool(due) and not self.errors.get(f"due_{place}"):
                missing = f"due_{place}" if words else f"action_{place}"
                self.add_error(missing, f"Give action {place} both words and a day, or neither")
        return cleaned


class ActionForm(forms.Form):
    """What came of an action."""

    words = _words("What came of it?")


class StaffForm(forms.Form):
    """Who an officer is at work."""

    qualification = forms.TextField(label="Qualification", required=False, max_length=120)
    qualified_year = forms.NumberField(label="Year of qualification", required=False, min_value=1950, max_value=2100)
    registration = forms.TextField(label="Social work registration", required=False, max_length=20, spellcheck=False)
    registered_until = forms.DateField(label="Registered until", required=False)
    experience = _words("Experience and earlier roles")
    started_on = forms.DateField(label="First day in the service", required=False)
    gender = forms.RadiosField(label="Gender", options=_options("STAFF_GENDER"), required=False)
    ethnicity = forms.SelectField(label="Ethnicity", options=_options("ETHNIC"), blank="Not said", required=False)


class LearningForm(forms.Form):
    """A piece of learning."""

    standing = forms.RadiosField(label="How does it stand?", options=_options("LEARNING_STANDING"))
    kind = forms.SelectField(label="What kind of learning?", options=_options("LEARNING_KIND"))
    title = forms.TextField(label="What is it called, or about?", max_length=SHORT)
    on = forms.DateField(label="When?")
    hours = forms.DecimalField(label="Hours", required=False, min_value=0, max_value=999, decimal_places=1)
    words = _words("What was learned, or why it is needed")


class SessionForm(forms.Form):
    """A training session that was given."""

    audience = forms.SelectField(label="Whom was it for?", options=_options("SESSION_AUDIENCE"))
    topic = forms.TextField(label="What was it about?", max_length=SHORT)
    on = forms.DateField(label="When?")
    attended = forms.NumberField(label="How many came?", min_value=0, max_value=999)
    rating = forms.DecimalField(
        label="What those who came gave it, from 1 to 5", required=False, min_value=1, max_value=5, decimal_places=1
    )
    feedback = _words("What they said")


class DutyForm(forms.Form):
    """A duty beside reviews."""

    duty = forms.SelectField(label="Which duty?", options=())
    hours = forms.DecimalField(
        label="Hours a week",
        hint="They lessen the caseload guide by their share of a full week.",
        min_value=0,
        max_value=99,
        decimal_places=1,
    )
    from_on = forms.DateField(label="First day")
    to_on = forms.DateField(label="Last day", required=False, hint="Leave empty if it has no end yet.")

    def __init__(self, *args: Any, duties: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["duty"]
        field.set_options(duties)


class LastDayForm(forms.Form):
    """The last day of a duty."""

    to_on = forms.DateField(label="Last day")


class MeetingForm(forms.Form):
    """A meeting or event, for the log, or planned."""

    kind = forms.SelectField(label="What kind of meeting?", options=())
    on = forms.DateField(label="When?", hint="A day ahead plans it.")
    topic = forms.TextField(label="What was it about?", max_length=SHORT)
    guidance = forms.SelectField(
        label="Did it brief officers on guidance?", options=(), blank="No", required=False, hint="Which one?"
    )
    lead = forms.TextField(
        label="Who plans and leads it?",
        hint="A young person stands by what they speak for, not by name.",
        required=False,
        max_length=SHORT,
    )
    speaker = forms.TextField(label="Who came to speak?", hint="Name and agency", required=False, max_length=SHORT)
    attended = forms.NumberField(label="How many came?", required=False, min_value=0, max_value=999)
    words = _words("Notes and learning", hint="Name no child.")

    def __init__(
        self, *args: Any, kinds: Iterable[tuple[str, str]], guidance: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].set_options(kinds)
        fields["guidance"].set_options(guidance)


class CameForm(forms.Form):
    """Who came to a meeting."""

    members = forms.CheckboxesField(label="Which members came?", options=(), required=False)
    officers = forms.CheckboxesField(label="Which reviewing officers came?", options=(), required=False)
    attended = forms.NumberField(label="How many came in all?", required=False, min_value=0, max_value=999)
    young_people = forms.NumberField(
        label="How many of them were children and young people?", required=False, min_value=0, max_value=999
    )
    words = _words("Notes and learning", hint="Name no child.")

    def __init__(
        self, *args: Any, members: Iterable[tuple[str, str]], people: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name, options in (("members", list(members)), ("officers", list(people))):
            fields[name].set_options(options)
            if not options:
                del fields[name]

    def came(self) -> Came:
        """Who came, as the action takes it."""
        given = self.cleaned_data
        members = tuple(map(int, given.get("members", ())))
        numbers = {name: given[name] for name in ("attended", "young_people", "words")}
        return Came(members=members, officers=tuple(given.get("officers", ())), **numbers)


class PointForm(forms.Form):
    """What was on the agenda or was raised at a meeting."""

    words = _words("What was on the agenda, or was raised?", hint="Name no child.", required=True)
    answer = _words("What is the answer, and what is to be done?")
    outcome = _words("What came of it?")


class MemberForm(forms.Form):
    """Somebody who belongs to a group."""

    group = forms.SelectField(label="Which group?", options=())
    part = forms.SelectField(label="Which part do they have in it?", options=_options("MEMBER_PART"))
    name = forms.TextField(
        label="Who is it?",
        hint="A councillor or officer by name; a child or young person by what they speak for, never by name.",
        max_length=120,
        missing="Say who it is",
    )
    from_on = forms.DateField(label="First day")

    def __init__(self, *args: Any, groups: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        field.set_options(groups)


class ApprovedForm(forms.Form):
    """A policy or statement was approved."""

    approved_on = forms.DateField(label="When was it approved?", missing="Give the day on which it was approved")
    young_people_on = forms.DateField(label="When did children and young people agree to it?", required=False)
    words = _words("What was changed?", hint="Its version, too.")

    def __init__(self, *args: Any, asks_young_people: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_young_people:
            del self.fields["young_people_on"]


class MeetingFilterForm(forms.Form):
    """Which meetings the log shows."""

    marks_optional = False
    kind = forms.SelectField(label="Kind", options=(), blank="All", required=False)

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.set_options(kinds)
