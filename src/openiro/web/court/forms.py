"""Forms of court work."""

from collections.abc import Sequence
from typing import Any

from openiro.domain.codes import CODE_SETS
from openiro.govuk import forms
from openiro.proceedings.actions import CourtPeople

LONGEST = 4000
NAME, CONTACT, NUMBER = 120, 200, 40


def options_of(field: str) -> list[tuple[str, str]]:
    """The codes of a list with their meaning."""
    return [(each.code, each.meaning) for each in CODE_SETS[field]]


class PeopleForm(forms.Form):
    """Under which number the court keeps the case, and who is in it for the child."""

    case_number = forms.TextField(label="Case number of the court", required=False, max_length=NUMBER)
    guardian = forms.TextField(label="Children's guardian", required=False, max_length=NAME)
    guardian_contact = forms.TextField(
        label="How to reach the guardian", hint="Telephone or email", required=False, max_length=CONTACT
    )
    solicitor = forms.TextField(label="The child's solicitor", required=False, max_length=NAME)

    @property
    def people(self) -> CourtPeople:
        """What was given, for the action."""
        return CourtPeople(**{name: self.cleaned_data[name] or "" for name in PeopleForm.base_fields})


class ApplicationForm(PeopleForm):
    """An application: which order is sought, since when, and for whom else."""

    kind = forms.SelectField(
        label="Which order is sought?",
        options=options_of("COURT_APPLICATION"),
        missing="Select which order is sought",
    )
    applied_on = forms.DateField(label="When was the application made?", called="The day", not_future=True)
    siblings = forms.CheckboxesField(label="Which brothers and sisters is it about too?", options=(), required=False)
    field_order = ("kind", "applied_on", "siblings")

    def __init__(self, *args: Any, siblings: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        also: Any = self.fields["siblings"]
        also.set_options(siblings)
        if not siblings:
            del self.fields["siblings"]


class HearingForm(forms.Form):
    """Which hearing, and when."""

    kind = forms.RadiosField(
        label="Which hearing is it?", options=options_of("COURT_HEARING"), missing="Choose which hearing it is"
    )
    on = forms.DateField(label="When is it?", called="The day of the hearing")


class SettleForm(forms.Form):
    """What became of a hearing."""

    outcome = forms.RadiosField(
        label="What became of it?", options=options_of("HEARING_OUTCOME"), missing="Choose what became of it"
    )
    consulted = forms.YesNoField(label="Was the IRO consulted before it?", required=False)
    words = forms.TextAreaField(label="What did the court say?", required=False, max_length=LONGEST, rows=4)


class DelayForm(forms.Form):
    """What delays the proceedings."""

    cause = forms.RadiosField(
        label="What causes the delay?", options=options_of("COURT_DELAY"), missing="Choose what causes it", small=True
    )
    noted_on = forms.DateField(label="Since when is it known?", called="The day", not_future=True)
    words = forms.TextAreaField(label="What is done about it?", required=False, max_length=LONGEST, rows=4)


class StepForm(forms.Form):
    """A step was taken on a day."""

    done_on = forms.DateField(label="When was it done?", called="The day", not_future=True)
    words = forms.TextAreaField(label="What is to be remembered?", required=False, max_length=LONGEST, rows=4)


class ViewForm(forms.Form):
    """The IRO's view on the final care plan."""

    consulted = forms.RadiosField(
        label="Were you consulted in time?",
        options=options_of("PLAN_CONSULTED"),
        missing="Choose whether you were consulted in time",
    )
    view = forms.RadiosField(
        label="Do you agree with the final care plan?", options=options_of("PLAN_VIEW"), missing="Choose your view"
    )
    words = forms.TextAreaField(
        label="Your view, as it goes into the final evidence", required=False, max_length=LONGEST, rows=8
    )
    done_on = forms.DateField(label="When did you give it?", called="The day", not_future=True)


class EndForm(forms.Form):
    """How proceedings ended, and for whom."""

    final_order = forms.RadiosField(
        label="Which order was made?", options=options_of("FINAL_ORDER"), missing="Choose which order was made"
    )
    ended_on = forms.DateField(label="When did they end?", called="The day", not_future=True)
    children = forms.CheckboxesField(label="For whom?", options=(), missing="Choose for whom they ended")
    outcome = forms.TextAreaField(label="What else did the court say?", required=False, max_length=LONGEST, rows=4)

    def __init__(self, *args: Any, children: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for_whom: Any = self.fields["children"]
        for_whom.set_options(children)


class RevocationForm(forms.Form):
    """Whether a care order is still needed."""

    conclusion = forms.RadiosField(
        label="What is the conclusion?", options=options_of("REVOCATION"), missing="Choose the conclusion"
    )
    considered_on = forms.DateField(label="When was it considered?", called="The day", not_future=True)
    again_on = forms.DateField(label="When is it looked at again?", called="The day to look again", required=False)
    words = forms.TextAreaField(label="Why?", missing="Say why", max_length=LONGEST, rows=4)
