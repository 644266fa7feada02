"""The forms of giving a child to an officer, of cover, and of an allocation's end."""

from collections.abc import Sequence
from typing import Any

from openiro.allocation.queries import CandidateLine
from openiro.govuk import forms
from openiro.web.caseload.words import candidate_in_words, said_of_all

BEST = 6
OTHER = "somebody-else"
REASON_LENGTH = 200


class AllocateForm(forms.Form):
    """To whom the child is given: the best stand first with their reasons, everybody else in a list."""

    officer = forms.RadiosField(
        label="Who will review this child?",
        hint="First the IRO of a brother or sister, then one whom the child knows, then who has most room.",
        missing="Select who will review this child",
        options=(),
    )
    other = forms.SelectField(
        label="Which IRO?", options=(), only_if=forms.When("officer", OTHER), missing="Select which IRO"
    )
    from_on = forms.DateField(label="First day", hint="If another IRO has the child, theirs ends the day before.")
    reason = forms.TextField(
        label="Reason", required=False, max_length=REASON_LENGTH, hint="Such as: IRO of the brother, or a handover."
    )

    def __init__(self, *args: Any, candidates: Sequence[CandidateLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        allowed = [each for each in candidates if not each.is_refused]
        words = {each.officer_code: candidate_in_words(each, said_of_all(allowed)) for each in allowed}
        best = [forms.Option(each.officer_code, each.officer, words[each.officer_code]) for each in allowed[:BEST]]
        rest = [(each.officer_code, f"{each.officer}: {words[each.officer_code]}") for each in allowed[BEST:]]
        others = [forms.Divider(), forms.Option(OTHER, "Somebody else")] if rest else []
        fields["officer"].set_options([*best, *others])
        fields["other"].set_options(rest)

    @property
    def officer_code(self) -> str:
        """The officer who was chosen, from either list."""
        return str(self.cleaned_data["other"] or self.cleaned_data["officer"])


class CoverForm(forms.Form):
    """Who stands in, and when."""

    officer = forms.SelectField(label="Who will cover?", options=(), missing="Select who will cover")
    from_on = forms.DateField(label="First day of cover")
    to_on = forms.DateField(label="Last day of cover")
    reason = forms.TextField(label="Reason", max_length=REASON_LENGTH, missing="Say why cover is needed")

    def __init__(self, *args: Any, candidates: Sequence[CandidateLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers: Any = self.fields["officer"]
        officers.set_options([(each.officer_code, each.officer) for each in candidates if not each.is_refused])


class EndForm(forms.Form):
    """When an allocation or cover ends, and why."""

    to_on = forms.DateField(label="Last day", hint="They have the child to the end of that day.")
    reason = forms.TextField(label="Reason", max_length=REASON_LENGTH, missing="Say why it ends")
