"""Forms of action plans."""

from collections.abc import Sequence
from typing import Any

from openiro.actionplans.actions import ActionPart
from openiro.domain.codes import CODE_SETS
from openiro.govuk import forms
from openiro.measures.catalogue import catalogue

LONGEST, SHORT = 2000, 120


def options_of(code_set: str) -> list[tuple[str, str]]:
    """The codes of a list, to choose from."""
    return [(each.code, each.meaning) for each in CODE_SETS[code_set]]


def _set(form: forms.Form, name: str, options: Any) -> None:
    field: Any = form.fields[name]
    field.set_options(options)


class PlanForm(forms.Form):
    """A plan of a year."""

    kind = forms.RadiosField(label="Which plan is it?", options=(), missing="Choose which plan it is")
    label = forms.TextField(
        label="What is it called?",
        hint="With its year, such as 2026/27. The year is checked against the days.",
        missing="Say what the plan is called",
        max_length=SHORT,
    )
    from_on = forms.DateField(label="First day", missing="Give the first day")
    to_on = forms.DateField(label="Last day", missing="Give the last day")

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "kind", kinds)


class ActionForm(forms.Form):
    """An action of a plan."""

    plan = forms.SelectField(label="In which plan?", options=(), missing="Choose the plan")
    priority = forms.TextField(label="Which priority does it serve?", missing="Say which priority", max_length=SHORT)
    words = forms.TextAreaField(label="What is to be done?", missing="Say what is to be done", max_length=LONGEST)
    outcome_sought = forms.TextAreaField(
        label="What will be better for children?", required=False, rows=2, max_length=LONGEST
    )
    lead = forms.SelectField(label="Who leads?", required=False, blank="Somebody who does not sign in", options=())
    lead_words = forms.TextField(label="Or who leads, in words", required=False, max_length=SHORT)
    timescale = forms.RadiosField(
        label="By when?", options=options_of("ACTION_TIMESCALE"), missing="Choose by when", inline=True
    )
    due_on = forms.DateField(label="The day, where it is by a day", required=False)
    source = forms.SelectField(
        label="Where does it come from?", options=options_of("ACTION_SOURCE"), missing="Choose where it comes from"
    )
    serves = forms.SelectField(
        label="Does it serve a priority or promise of the council?", required=False, blank="No", options=()
    )
    measure = forms.SelectField(label="Is there a measure for it?", required=False, blank="No", options=())
    target = forms.DecimalField(label="The target for that measure", required=False)

    def __init__(
        self,
        *args: Any,
        plans: Sequence[tuple[str, str]],
        leads: Sequence[tuple[str, str]],
        served: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "plan", plans)
        _set(self, "serves", served)
        _set(self, "lead", leads)
        _set(self, "measure", [(each.id, f"{each.title} ({each.unit})") for each in catalogue()])

    def part(self, lead: Any, source_path: str) -> ActionPart:
        """What is to be kept."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("plan", "lead")}
        chosen = {name: given[name] or "" for name in ("measure", "serves")}
        return ActionPart(**given | chosen, lead=lead, source_path=source_path)


class ProgressForm(forms.Form):
    """How far an action has come."""

    state = forms.RadiosField(
        label="How far has it come?", options=options_of("ACTION_STATE"), missing="Choose how far it has come"
    )
    impact = forms.TextAreaField(label="What has changed for children?", required=False, rows=3, max_length=LONGEST)
    evidence = forms.TextAreaField(label="What shows it?", required=False, rows=2, max_length=LONGEST)


class FindingForm(forms.Form):
    """A judgement or a finding of an inspection."""

    inspection = forms.TextField(label="Which inspection was it?", missing="Say which inspection", max_length=SHORT)
    area = forms.TextField(label="What was judged?", missing="Say what was judged", max_length=SHORT)
    judgement = forms.RadiosField(
        label="The judgement", options=options_of("INSPECTION_JUDGEMENT"), missing="Choose the judgement"
    )
    words = forms.TextAreaField(label="What was found?", required=False, rows=3, max_length=LONGEST)
    published_on = forms.DateField(label="When was it published?", missing="Give the day it was published")


class CarryForm(forms.Form):
    """Only a button."""
