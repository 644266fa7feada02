"""Forms of the list, of the reason for opening a record, and of the people around a child."""

from datetime import date
from typing import Any

from openiro.children.queries import RelationshipKind
from openiro.domain.words import sentence
from openiro.govuk import forms
from openiro.reviews.queries import ListOrder, ListStatus
from openiro.web.children.words import codes_of
from openiro.web.shell.officers import OfficerChoice

REASON_LENGTH = 200
ORDERS = {
    ListOrder.DUE: "Next review due first",
    ListOrder.NAME: "Name",
    ListOrder.CODE: "Council's number",
    ListOrder.IN_CARE_SINCE: "Longest in care first",
}


class ListForm(forms.Form):
    """What the list of children is narrowed to."""

    marks_optional = False

    text = forms.TextField(label="Name, council's number or NHS number", required=False, spellcheck=False)
    status = forms.SelectField(
        label="Which children",
        blank="",
        required=False,
        options=[(each.value, sentence(each.value)) for each in ListStatus],
    )
    iro = forms.SelectField(label="IRO", blank="Any", required=False, options=())
    legal_status = forms.SelectField(label="Legal status", blank="Any", required=False, options=())
    placement = forms.SelectField(label="Placement", blank="Any", required=False, options=())
    order = forms.SelectField(
        label="In order of", blank="", required=False, options=[(each.value, words) for each, words in ORDERS.items()]
    )

    def __init__(self, *args: Any, officer: OfficerChoice, names: bool, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["iro"] = officer.field
        self.officer = officer
        for name, codes in (("legal_status", "LS"), ("placement", "PLACE")):
            fields[name].set_options([(each.code, f"{each.meaning} ({each.code})") for each in codes_of(codes, on)])
        if not names:
            fields["text"].label = "Council's number or NHS number"


class ReasonForm(forms.Form):
    """Why a record outside one's own caseload is opened."""

    reason = forms.TextAreaField(
        label="Why do you need to open this record?",
        hint="Your reason is kept with your name in the list of who looked.",
        missing="Say why you need to open this record",
        called="The reason",
        max_length=REASON_LENGTH,
        rows=3,
    )


class PersonForm(forms.Form):
    """Somebody around the child."""

    kind = forms.SelectField(
        label="Who are they to the child?",
        missing="Select who they are to the child",
        options=[(kind.value, sentence(kind.in_words)) for kind in RelationshipKind],
        coerce=RelationshipKind,
    )
    name = forms.TextField(label="Name", required=False, max_length=120)
    related_code = forms.TextField(
        label="Their number, if they are a child of this service too",
        hint="A brother or sister in care, or a parent who is looked after. It matters for who may be their IRO.",
        required=False,
        width=20,
        max_length=30,
    )
    responsibility = forms.RadiosField(
        label="Do they have parental responsibility?",
        options=(("yes", "Yes"), ("no", "No"), ("unknown", "Not known")),
        required=False,
        inline=True,
    )
    from_on = forms.DateField(label="Since", required=False, not_future=True)

    @property
    def has_responsibility(self) -> bool | None:
        """The answer as it is recorded; None: not known."""
        return {"yes": True, "no": False}.get(self.cleaned_data["responsibility"] or "")


class PersonEndForm(forms.Form):
    """From when somebody is no longer around the child."""

    to_on = forms.DateField(label="What was the last day?", called="The last day", not_future=True)
