"""Forms of challenge."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openiro.govuk import forms
from openiro.govuk.dates import medium_date
from openiro.web.challenge.words import options_of

LONGEST = 4000
SHORT = 120
THEMES = options_of("DISPUTE_THEME")
ACCEPTED = ".pdf,.doc,.docx,.odt,.txt,.png,.jpg,.jpeg"
PERIODS = {
    "year": "This year, from 1 April",
    "last": "The year before",
    "quarter": "The last three months",
    "month": "The month before",
    "all": "All time",
}
STANDING = {"open": "Open", "closed": "Closed", "all": "Open and closed"}
LEFT = {"overdue": "Overdue", "soon": "5 working days or fewer"}


def words_field(label: str, missing: str, *, hint: str = "", required: bool = True, rows: int = 4) -> Any:
    """A box for what somebody writes."""
    return forms.TextAreaField(
        label=label, hint=hint, missing=missing, required=required, max_length=LONGEST, rows=rows
    )


class ListForm(forms.Form):
    """What narrows the list of disputes."""

    marks_optional = False
    standing = forms.SelectField(label="Standing", required=False, blank="", options=STANDING.items())
    stage = forms.SelectField(label="Stage", required=False, blank="Any", options=())
    theme = forms.SelectField(label="Theme", required=False, blank="Any", options=THEMES)
    team = forms.SelectField(label="Team", required=False, blank="Any", options=())
    left = forms.SelectField(label="Days left", required=False, blank="Any", options=LEFT.items())
    service = forms.SelectField(label="Work", required=False, blank="Any", options=options_of("DISPUTE_SERVICE"))
    period = forms.SelectField(label="Formal since", required=False, blank="Any", options=PERIODS.items())

    def __init__(self, *args: Any, stages: Sequence[tuple[str, str]], teams: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "stage", stages)
        _set(self, "team", [(team, team) for team in teams])


class ThemesForm(forms.Form):
    """The period and the work of which themes are shown."""

    marks_optional = False
    period = forms.SelectField(label="Period", required=False, blank="", options=PERIODS.items())
    service = forms.SelectField(label="Work", required=False, blank="", options=options_of("DISPUTE_SERVICE"))
    theme = forms.SelectField(label="Theme", required=False, blank="All", options=THEMES)


class ConcernListForm(forms.Form):
    """What narrows the list of concerns."""

    marks_optional = False
    standing = forms.SelectField(label="Standing", required=False, blank="", options=STANDING.items())
    theme = forms.SelectField(label="Theme", required=False, blank="Any", options=THEMES)


class ComplaintListForm(forms.Form):
    """What narrows the list of complaints."""

    marks_optional = False
    standing = forms.SelectField(label="Standing", required=False, blank="", options=STANDING.items())
    group = forms.SelectField(label="Who complains", required=False, blank="Any", options=options_of("COMPLAINANT"))
    about = forms.SelectField(label="Of what", required=False, blank="Any", options=options_of("COMPLAINT_ABOUT"))


class ComplaintForm(forms.Form):
    """A complaint; `said`: what the child said, of which one may be what is complained of."""

    group = forms.RadiosField(label="Who complains?", options=options_of("COMPLAINANT"), missing="Choose who complains")
    about = forms.RadiosField(
        label="What is it about?", options=options_of("COMPLAINT_ABOUT"), missing="Choose what it is about"
    )
    theme = forms.SelectField(label="Theme", missing="Choose the theme", options=THEMES)
    statement = forms.SelectField(
        label="Did the child report this as a problem?", required=False, blank="No, it came another way", options=()
    )
    words = words_field("The complaint", "Say what the complaint is", hint="In the words of whoever makes it")
    help = forms.RadiosField(
        label="What help was there with the complaint?",
        options=options_of("COMPLAINT_HELP"),
        missing="Choose what help there was",
    )
    received_on = forms.DateField(label="When was it received?", missing="Give the day on which it was received")

    def __init__(self, *args: Any, said: Sequence[tuple[int, date, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "statement", [(str(number), f"{medium_date(day)}: {words[:80]}") for number, day, words in said])
        if not said:
            del self.fields["statement"]


class ComplaintSettleForm(forms.Form):
    """How a complaint ended."""

    outcome = forms.RadiosField(
        label="How did it end?", options=options_of("COMPLAINT_OUTCOME"), missing="Choose how it ended"
    )
    on = forms.DateField(label="When was it settled?", missing="Give the day on which it was settled")
    answer = words_field("What was answered?", "Say what was answered")
    learning = words_field("What does the service learn from it?", "", required=False)


class ConcernForm(forms.Form):
    """A concern: what it is about, to whom, and the message."""

    theme = forms.SelectField(label="What is it about?", missing="Choose the theme", options=THEMES)
    person_code = forms.RadiosField(label="Who should answer?", options=(), required=False)
    agency = forms.TextField(
        label="Or another agency, by name",
        hint="A school, a health trust, the police",
        required=False,
        max_length=SHORT,
    )
    text = words_field("Your message", "Write your message", rows=6)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "person_code", people)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned["person_code"] = cleaned.get("person_code") or ""
        if not cleaned["person_code"] and not cleaned.get("agency"):
            self.add_error("person_code", "Choose who should answer, or name an agency")
        return cleaned


class MessageForm(forms.Form):
    """One message of a thread."""

    text = words_field("Your message", "Write your message", rows=3)


class ConcernCloseForm(forms.Form):
    """How a concern ended."""

    outcome = forms.RadiosField(
        label="How did it end?",
        missing="Choose how it ended",
        options=[each for each in options_of("CONCERN_OUTCOME") if each[0] != "formal"],
    )
    changed_for_child = words_field(
        "What changed for the child?",
        "",
        hint="In plain words, as the child would notice it. Needed where it is resolved.",
        required=False,
    )


class FormalForm(forms.Form):
    """A concern becomes a formal dispute."""

    wanted = words_field("What do you want to happen, and by when?", "", required=False)
    further_themes = forms.CheckboxesField(
        label="Is it about anything else too?", required=False, small=True, options=THEMES
    )


class RaiseForm(forms.Form):
    """A formal dispute."""

    theme = forms.SelectField(label="What is it mainly about?", missing="Choose the theme", options=THEMES)
    further_themes = forms.CheckboxesField(
        label="Is it about anything else too?", required=False, small=True, options=THEMES
    )
    summary = words_field("What is wrong?", "Say what is wrong", hint="What was agreed or is due, and what happened")
    wanted = words_field("What do you want to happen, and by when?", "", required=False)
    siblings = forms.CheckboxesField(
        label="Is it about brothers or sisters too?",
        hint="It is then one dispute about all of them.",
        required=False,
        options=(),
    )
    service = forms.RadiosField(
        label="Which work is it about?", options=options_of("DISPUTE_SERVICE"), missing="Choose which work", inline=True
    )
    place = forms.RadiosField(label="At which stage does it begin?", options=(), missing="Choose the stage", coerce=int)
    bypass_reason = words_field("If stages are left out, why?", "", required=False, rows=2)
    against_wishes = words_field(
        "If the child does not want this, why do you raise it?",
        "",
        hint="The IRO is responsible for raising it where that is best for the child, whatever the child wishes.",
        required=False,
        rows=2,
    )

    def __init__(
        self,
        *args: Any,
        stages: Sequence[tuple[int, str]],
        siblings: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "place", stages)
        _set(self, "siblings", siblings)
        if not siblings:
            del self.fields["siblings"]


class ReplyForm(forms.Form):
    """An answer to the stage that a dispute is in."""

    reply = words_field("Your answer", "Write your answer", rows=6)


class NextStageForm(forms.Form):
    """To which stage a dispute goes on; those between are bypassed."""

    place = forms.RadiosField(label="Which stage?", options=(), missing="Choose the stage", coerce=int)
    reason = words_field("If stages are left out, why?", "", required=False, rows=2)

    def __init__(self, *args: Any, stages: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "place", stages)


class CloseForm(forms.Form):
    """How a dispute ended, and what changed for the child."""

    outcome = forms.RadiosField(
        label="How did it end?", options=options_of("DISPUTE_OUTCOME"), missing="Choose how it ended"
    )
    agreed = words_field("What was agreed, by whom and by when?", "", required=False)
    changed_for_child = words_field(
        "What changed for the child?",
        "",
        hint="In plain words, as the child would notice it. Needed where something was agreed.",
        required=False,
    )


class StopForm(forms.Form):
    """Why the clock is to stand still."""

    reason = forms.RadiosField(
        label="Why does the clock stand still?",
        hint="There is no other reason. Days count again from the day on which you let it run.",
        options=options_of("CLOCK_STOP"),
        missing="Choose why the clock stands still",
    )


class ReferralForm(forms.Form):
    """A referral, or a request for advice."""

    kind = forms.RadiosField(
        label="What do you ask for?", options=options_of("REFERRAL"), missing="Choose what you ask for"
    )
    to = forms.TextField(label="Who is asked?", required=False, max_length=SHORT)
    reason = words_field("Why?", "Say why you ask")


class SettleForm(forms.Form):
    """What came of a referral."""

    outcome = words_field("What came of it?", "Say what came of it")


class DocumentForm(forms.Form):
    """A document put to a dispute."""

    title = forms.TextField(label="What is it?", missing="Say what the document is", max_length=SHORT)
    file = forms.FileField(label="The document", accept=ACCEPTED, hint="It cannot be taken back once it is here.")


class ComplimentForm(forms.Form):
    """Good practice."""

    worker = forms.SelectField(label="Whose good practice is it?", required=False, blank="Nobody alone", options=())
    team = forms.SelectField(label="Of which team?", required=False, blank="No team", options=())
    theme = forms.RadiosField(
        label="What was good?", options=options_of("COMPLIMENT_THEME"), missing="Choose what was good"
    )
    words = words_field("In your words", "Say what was good", hint="They and their manager read it.")

    def __init__(self, *args: Any, workers: Sequence[tuple[str, str]], teams: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "worker", workers)
        _set(self, "team", [(team, team) for team in teams])


def _set(form: forms.Form, name: str, options: Any) -> None:
    field: Any = form.fields[name]
    field.set_options(options)
