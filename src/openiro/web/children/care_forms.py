"""Forms of what happens in a child's care."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from openiro.children.actions import CareFacts, ChildFacts, EpisodeFacts
from openiro.domain.care import NEXT_EPISODE_SAME_DAY
from openiro.govuk import forms
from openiro.web.children.words import SEXES, codes_of

KNOWN = forms.When("is_known", True)
NEW = forms.When("is_known", False)
CODE_FIELDS = {
    "ethnicity": "ETHNIC",
    "legal_status": "LS",
    "need": "CIN",
    "placement": "PLACE",
    "provider": "PLACE_PROVIDER",
    "reason_started": "RNE",
    "reason_ended": "REC",
    "reason_place_change": "REASON_PLACE_CHANGE",
}


class _CodedForm(forms.Form):
    """A form whose lists hold the codes of the return that are valid on its day, each in words."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        fields: Any = self.fields
        for name, codes in CODE_FIELDS.items():
            if name in fields:
                fields[name].set_options(self.options_of(name, codes, today))

    def options_of(self, name: str, codes: str, today: date) -> Iterable[tuple[str, str]]:
        """The codes of one list in words."""
        return [(each.code, f"{each.meaning} ({each.code})") for each in codes_of(codes, today)]


def _choice(label: str, *, required: bool = True, **kwargs: Any) -> forms.SelectField:
    return forms.SelectField(label=label, options=(), required=required, **kwargs)


class CareForm(_CodedForm):
    """How a child is looked after, from a day on."""

    started_on = forms.DateField(label="First day in care", called="The first day in care", not_future=True)
    legal_status = _choice("Legal status")
    need = _choice("Main reason for care", called="the main reason for care")
    placement = _choice("Placement")
    provider = _choice("Who provides the placement", required=False)
    home_postcode = forms.TextField(label="Home postcode", required=False, width=10, max_length=10)
    placement_postcode = forms.TextField(label="Placement postcode", required=False, width=10, max_length=10)
    urn = forms.TextField(label="Ofsted number of the home (URN)", required=False, width=10, max_length=10)

    @property
    def care(self) -> CareFacts:
        """The answers as an action takes them."""
        given = self.cleaned_data
        return CareFacts(**{name: given[name] or "" for name in CareFacts.__dataclass_fields__})


class EnterCareForm(CareForm):
    """A child enters care: one whom the service knows, by number, or a new one."""

    is_known = forms.YesNoField(
        label="Does this service have a record of the child already?",
        missing="Select whether this service has a record of the child already",
        yes="Yes, the child was looked after or recorded before",
        no="No, this is a new child",
        inline=False,
    )
    known_code = forms.TextField(label="The council's number for the child", width=20, max_length=30, only_if=KNOWN)
    code = forms.TextField(label="The council's new number for the child", width=20, max_length=30, only_if=NEW)
    given_name = forms.TextField(label="Given name", max_length=80, width=20, only_if=NEW)
    family_name = forms.TextField(label="Family name", max_length=80, width=20, only_if=NEW)
    born_on = forms.DateField(label="Date of birth", not_future=True, only_if=NEW)
    sex = forms.RadiosField(label="Sex", options=list(SEXES.items()), small=True, only_if=NEW)
    ethnicity = _choice("Ethnic background", required=False, only_if=NEW)
    nhs_number = forms.TextField(
        label="NHS number", hint="10 digits, if you have it", required=False, width=20, max_length=14, only_if=NEW
    )
    field_order = (
        "is_known",
        "known_code",
        "code",
        "given_name",
        "family_name",
        "born_on",
        "sex",
        "ethnicity",
        "nhs_number",
        *CareForm.base_fields,
    )

    @property
    def child(self) -> ChildFacts:
        """Who the new child is."""
        given = self.cleaned_data
        names = ("code", "born_on", "sex", "given_name", "family_name")
        return ChildFacts(
            **{name: given[name] for name in names},
            ethnicity=given["ethnicity"] or "",
            nhs_number=given["nhs_number"].replace(" ", ""),
        )


class ChangeForm(CareForm):
    """Legal status or placement changes."""

    started_on = forms.DateField(label="From which day?", called="The day of the change", not_future=True)
    same_carer = forms.YesNoField(label="Does the child stay with the same carer?")
    reason_place_change = _choice("If the placement changes, why?", required=False)
    field_order = ("started_on", "legal_status", "placement", "same_carer", "reason_place_change")


class EndForm(_CodedForm):
    """The child leaves care."""

    ended_on = forms.DateField(label="Last day in care", not_future=True)
    reason_ended = _choice("Why did care end?", called="The reason why care ended")

    def options_of(self, name: str, codes: str, today: date) -> Iterable[tuple[str, str]]:
        return [pair for pair in super().options_of(name, codes, today) if pair[0] != NEXT_EPISODE_SAME_DAY]


class CorrectForm(CareForm):
    """An episode as it should have been recorded, and why it is put right."""

    started_on = forms.DateField(label="First day of the episode", not_future=True)
    reason_started = _choice("Why did the episode begin?")
    ended_on = forms.DateField(label="Day on which it ended", required=False, not_future=True)
    reason_ended = _choice("Why did it end?", required=False)
    reason_place_change = _choice("Reason for the move", required=False)
    reason = forms.TextAreaField(
        label="Why was the record wrong?", missing="Say why the record was wrong", max_length=200, rows=2
    )
    field_order = (
        "started_on",
        "reason_started",
        "legal_status",
        "need",
        "placement",
        "provider",
        "ended_on",
        "reason_ended",
        "reason_place_change",
    )

    @property
    def facts(self) -> EpisodeFacts:
        """The episode as it should stand."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in EpisodeFacts.__dataclass_fields__}
        texts: dict[str, Any] = {name: value or "" for name, value in given.items() if not name.endswith("_on")}
        return EpisodeFacts(started_on=given["started_on"], ended_on=given["ended_on"], **texts)

    def changes_from(self, recorded: EpisodeFacts) -> dict[str, tuple[Any, Any]]:
        """What would differ from what is recorded: by field, before and after."""
        before, after = asdict(recorded), asdict(self.facts)
        return {name: (before[name], after[name]) for name in after if before[name] != after[name]}

    def options_of(self, name: str, codes: str, today: date) -> Iterable[tuple[str, str]]:
        """The codes of the episode's own time, which may since have gone."""
        options = list(super().options_of(name, codes, today))
        kept = str(self.initial.get(name) or "")
        return options if not kept or kept in dict(options) else [*options, (kept, kept)]
