"""One person of a review in detail; and their answers typed in from paper or said by telephone."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from openiro.domain.consultation_policy import Question
from openiro.govuk import forms
from openiro.web.reviews.part_page import PartForm
from openiro.web.reviews.words import options_of
from openiro.web.shell.questions import question_fields

WORDS = ("exclusion_note", "child_worries", "support_needed")


def _list(label: str, of: str, **more: Any) -> forms.SelectField:
    return forms.SelectField(label=label, options=options_of(of), required=False, **more)


class PersonForm(PartForm):
    """What is known of one person: must not be invited, asked, replied, interpreter, support, the child's wish."""

    marks_optional = False

    # In pairs, as they stand beside each other.
    invited_on = forms.DateField(label="Invited on", required=False, not_future=True)
    invited_how = _list("How they were invited", "HOW_SENT")
    replied_on = forms.DateField(label="Replied on", required=False, not_future=True)
    reply = _list("Their reply", "REPLY")
    consulted_on = forms.DateField(label="Asked for their views on", required=False, not_future=True)
    consulted_how = _list("How they were asked", "HOW_CONSULTED")
    language = forms.TextField(label="Interpreter for which language", max_length=60, required=False, width=20)
    interpreter_booked_on = forms.DateField(label="Interpreter booked on", required=False)
    exclusion_reason = _list("Must not be invited, because", "EXCLUSION_REASON", blank="May be invited")
    exclusion_note = forms.TextField(
        label="More about why", max_length=400, required=False, hint="Who decided it, and with whom."
    )
    child_wishes = _list("Does the child want them there?", "CHILD_WISH", blank="Not known")
    child_worries = forms.TextField(
        label="What worries the child about them", max_length=400, required=False, hint="Seating, being excused, times."
    )
    supported_by = _list("Who helps the child to say what they think", "CONSULTATION_SUPPORT", blank="Not known")
    support_needed = forms.TextField(
        label="Help they need to take part", max_length=200, required=False, hint="Communication, access, a supporter."
    )
    email = forms.EmailField(label="Email", required=False, width=30, autocomplete="off")

    def __init__(self, *args: Any, reads_words: bool, is_child: bool, is_worker: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left_out = () if reads_words else WORDS
        if is_child:
            left_out = (*left_out, "child_wishes", "child_worries", "exclusion_reason", "exclusion_note")
        else:
            left_out = (*left_out, "supported_by")
        if is_worker:
            left_out = (*left_out, "email", "language", "interpreter_booked_on")
        for name in left_out:
            self.fields.pop(name, None)

    def changes(self) -> dict[str, Any]:
        """What was answered, by the field that keeps it."""
        given = {name: self.cleaned_data.get(name) for name in self.fields if name != "seen"}
        days = {name for name in given if name.endswith("_on")}
        return {name: value if name in days else value or "" for name, value in given.items()}


class PaperForm(forms.Form):
    """A form that came on paper, or was said: how, when, and the answers."""

    marks_optional = False

    how = forms.SelectField(label="How the answers came", options=options_of("HOW_CONSULTED"))
    on = forms.DateField(label="Day on which they were given", not_future=True)

    def __init__(self, questions: Iterable[Question], data: QueryDict | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields |= question_fields(questions)


class StatementForm(forms.Form):
    """What the child said, in the child's own words, or what was observed."""

    marks_optional = False

    words = forms.TextAreaField(
        label="What the child said, or what you saw", rows=4, max_length=4000, hint="In the child's own words."
    )
    is_observation = forms.CheckboxField(label="Observed: the child did not say it in words")
    said_on = forms.DateField(label="Day", not_future=True)
    source = forms.SelectField(label="Who brought it", options=options_of("VIEW_SOURCE"))
    medium = _list("How", "VIEW_MEDIUM")
    topic = _list("What about", "VIEW_TOPIC")
    may_be_quoted = forms.RadiosField(
        label="May it be quoted, without a name?",
        options=(("yes", "Yes"), ("no", "No"), ("", "The child was not asked")),
        required=False,
        inline=True,
    )


class ResponseForm(forms.Form):
    """What was done about what the child said, as the child was told."""

    response = forms.TextAreaField(label="What was done, or why not", rows=4, max_length=2000)
    on = forms.DateField(label="Day on which the child was told", not_future=True)
