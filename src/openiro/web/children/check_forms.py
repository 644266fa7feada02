"""Forms of what was done for a child, plans for permanence, what the child was told, and what the child needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openiro.children.queries import ToldLine
from openiro.domain.checks_policy import Check, Entitlement
from openiro.domain.codes import CODE_SETS
from openiro.govuk import forms
from openiro.govuk.dates import long_date

SDQ, HIGHEST_SDQ = "sdq", 40
LONGEST_NEED = 400


def options_of(field: str) -> list[tuple[str, str]]:
    """The codes of a list and what they mean, as the answers to a question."""
    return [(each.code, each.meaning) for each in CODE_SETS[field]]


class CheckDoneForm(forms.Form):
    """When a thing was done and put on the file; of an SDQ its score."""

    done_on = forms.DateField(label="When was it done?", called="The day it was done", not_future=True)
    on_file_on = forms.DateField(
        label="When was it put on the child's file?",
        hint="Leave it empty where it is not on the file",
        called="The day it was put on the file",
        required=False,
        not_future=True,
    )
    score = forms.NumberField(
        label="Score",
        hint="The total difficulties score of the SDQ",
        called="The score",
        required=False,
        min_value=0,
        max_value=HIGHEST_SDQ,
    )

    def __init__(self, *args: Any, check: Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not check.has_file:
            del self.fields["on_file_on"]
        if check.id != SDQ:
            del self.fields["score"]


class PermanenceForm(forms.Form):
    """A plan for permanence; agreed, or proposed beside others."""

    plan = forms.SelectField(
        label="What is the plan?", options=options_of("PERMANENCE"), missing="Select what the plan is"
    )
    from_on = forms.DateField(label="From when?", called="The first day of the plan", not_future=True)
    agreed_on = forms.DateField(
        label="When was it agreed?",
        hint="Leave it empty where it is proposed only, as one of parallel plans",
        called="The day it was agreed",
        required=False,
        not_future=True,
    )
    replaces = forms.CheckboxField(label="Every other plan ends with it", small=True)
    matched_on = forms.DateField(
        label="When was the child matched with the family?",
        called="The day of the match",
        required=False,
        not_future=True,
    )
    delay_reason = forms.SelectField(
        label="What delays it?", options=options_of("PERMANENCE_DELAY"), blank="Nothing", required=False
    )


class StepForm(forms.Form):
    """A step on the way to permanence: planned, or done."""

    step = forms.SelectField(
        label="Which step is it?", options=options_of("PERMANENCE_STEP"), missing="Select which step it is"
    )
    planned_on = forms.DateField(
        label="For when is it planned?", called="The day for which it is planned", required=False
    )
    taken_on = forms.DateField(
        label="When was it done?",
        hint="Leave it empty where it is planned only",
        called="The day it was done",
        required=False,
        not_future=True,
    )
    delay_reason = forms.SelectField(
        label="What delays it?", options=options_of("PERMANENCE_DELAY"), blank="Nothing", required=False
    )
    given_up = forms.CheckboxField(label="It is not pursued any more", small=True)

    def __init__(self, *args: Any, step: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["step" if step else "given_up"]


class EndForm(forms.Form):
    """The last day of something."""

    ended_on = forms.DateField(label="From when does it not hold any more?", called="The day", not_future=True)


class TellForm(forms.Form):
    """What the child was told and given on a day."""

    told_on = forms.DateField(label="When was the child told?", called="The day", not_future=True)
    told = forms.CheckboxesField(label="What was the child told?", options=(), required=False, small=True)
    given = forms.CheckboxesField(
        label="What was the child given of the welcome pack?", options=(), required=False, small=True
    )
    understood = forms.YesNoField(label="Did the child understand it?", required=False, small=True)

    def __init__(
        self, *args: Any, entitlements: Sequence[Entitlement], known: Sequence[ToldLine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        last = {line.entitlement: line.told_on for line in reversed(known)}
        fields: Any = self.fields
        for name, in_pack in (("told", False), ("given", True)):
            listed = [each for each in entitlements if each.in_pack is in_pack]
            fields[name].set_options([forms.Option(each.id, each.title, _last(last.get(each.id))) for each in listed])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.chosen(cleaned):
            self.add_error("told", "Select what the child was told or given")
        return cleaned

    def chosen(self, cleaned: dict[str, Any]) -> tuple[str, ...]:
        """Everything that was ticked."""
        return (*(cleaned.get("told") or ()), *(cleaned.get("given") or ()))


class NeedForm(forms.Form):
    """What the child needs in order to be understood and to be themselves."""

    kind = forms.SelectField(
        label="What kind of need is it?",
        options=options_of("NEED_KIND"),
        missing="Select what kind of need it is",
    )
    words = forms.TextAreaField(
        label="What does the child need?",
        called="What the child needs",
        missing="Say what the child needs",
        max_length=LONGEST_NEED,
        rows=3,
    )
    from_on = forms.DateField(label="Since when?", called="The first day", not_future=True)
    is_met = forms.YesNoField(label="Is it met?", required=False, small=True)


class NeedJudgedForm(forms.Form):
    """Whether a need is met, or is none any more."""

    is_met = forms.YesNoField(label="Is it met?", required=False, small=True)
    ended_on = forms.DateField(
        label="From when is it no need any more?",
        hint="Leave it empty where it still is",
        called="The last day",
        required=False,
        not_future=True,
    )


def _last(day: date | None) -> str:
    return f"Last on {long_date(day)}" if day else "Not told yet"
