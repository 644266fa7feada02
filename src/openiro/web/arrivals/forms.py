"""Forms of the steps after a child came into care."""

from collections.abc import Sequence
from typing import Any

from openiro.domain.arrivals import Taken
from openiro.domain.arrivals_policy import Pathway, StepKind
from openiro.domain.codes import CODE_SETS
from openiro.govuk import forms

WHEN = {
    StepKind.TOLD: "When was it?",
    StepKind.PAPERS: "When was it sent?",
    StepKind.BOOKING: "When was it booked?",
    StepKind.CHECK: "When was it done?",
    StepKind.DAY: "When was it?",
}


class StepForm(forms.Form):
    """When a step was taken, and what else there is to one of its kind."""

    done_on = forms.DateField(label=WHEN[StepKind.DAY], called="The day", not_future=True)
    received_on = forms.DateField(
        label="When was it received?",
        hint="Leave it empty until it is",
        called="The day it was received",
        required=False,
        not_future=True,
    )
    appointment_on = forms.DateField(label="When is the appointment?", called="The day of the appointment")
    pathway = forms.RadiosField(label="Where?", options=(), missing="Choose where it is")
    mistake = forms.CheckboxField(label="This was recorded by mistake: take it back", small=True)

    def __init__(
        self, *args: Any, kind: StepKind, is_recorded: bool, pathways: Sequence[Pathway] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].label = WHEN[kind]
        where: Any = self.fields["pathway"]
        where.set_options([(way.id, f"{way.title}: {way.criteria}" if way.criteria else way.title) for way in pathways])
        for name, only in (
            ("received_on", StepKind.PAPERS),
            ("appointment_on", StepKind.BOOKING),
            ("pathway", StepKind.BOOKING),
        ):
            if kind is not only:
                del self.fields[name]
        if not is_recorded or kind is StepKind.CHECK:
            del self.fields["mistake"]

    @property
    def taken(self) -> Taken:
        """What was given, for the action."""
        return Taken(**{name: value for name, value in self.cleaned_data.items() if value and name != "mistake"})


class DelayForm(forms.Form):
    """What delays a step."""

    reason = forms.RadiosField(
        label="What delays it?",
        options=[(each.code, each.meaning) for each in CODE_SETS["ARRIVAL_DELAY"]],
        missing="Choose what delays it",
        small=True,
    )
    noted_on = forms.DateField(label="Since when is it known?", called="The day", not_future=True)
