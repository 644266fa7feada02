"""Which IRO a list is narrowed to: chosen from a list while it can be read, else by name or staff number."""

from dataclasses import dataclass
from datetime import date

from openiro.govuk import forms
from openiro.people.queries import are_more_than, officer_called, officers_on

IRO = "iro"
MOST_IN_A_LIST = 200


@dataclass(frozen=True)
class OfficerChoice:
    """The question, the officer's code and name (empty where none is meant), and what stands in the box."""

    field: forms.SelectField | forms.TextField
    code: str
    name: str
    shown: str


def officer_choice(asked: str, *, on: date, blank: str = "Any") -> OfficerChoice:
    """The choice of an IRO of `on`, `asked` being what came with the address: a code, or a name that was typed.

    A name that nobody has stands for its own code, and so narrows a list to nothing. At most three queries.
    """
    if not are_more_than(MOST_IN_A_LIST, IRO, on=on):
        options = [(officer.code, officer.name) for officer in officers_on(IRO, on=on)]
        field = forms.SelectField(label="IRO", blank=blank, required=False, options=options)
        return OfficerChoice(field, asked, dict(options).get(asked, ""), asked)
    typed = forms.TextField(label="IRO, by name or staff number", required=False, spellcheck=False)
    found = officer_called(asked, IRO, on=on) if asked.strip() else None
    if found is None:
        return OfficerChoice(typed, asked, "", asked)
    return OfficerChoice(typed, found.code, found.name, found.name)
