"""Everyone around the child as one form: invited, or must not be and why, how, the child's wish, an interpreter."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from openiro.domain.codes import meaning_of
from openiro.govuk import forms
from openiro.meetings.actions import PersonToInvite
from openiro.meetings.queries import InviteeLine, Proposal
from openiro.reviews.actions import Then
from openiro.voice.queries import ChildsWishes, wish_for
from openiro.web.reviews.part_marks import Change
from openiro.web.reviews.part_page import PartForm
from openiro.web.reviews.words import options_of

YES, NOT, NO = "yes", "not", "no"
MORE = ("new1", "new2")
INVITE = ((YES, "Invite"), (NOT, "Must not be invited"), (NO, "Leave off the list"))
THEN = (
    (Then.LATER.value, "Keep the list only"),
    (Then.SEND.value, "Send the invitations now: by email where there is an address"),
    (Then.DONE.value, "They were invited by other means"),
)


@dataclass(frozen=True)
class Row:
    """One person as the form asks about them; `number` None: not on the list yet. `note`: what the child's form says.

    `state` is what has come of it so far.
    """

    key: str
    title: str
    role: str
    number: int | None
    relationship: int | None
    person: str
    name: str
    values: dict[str, str]
    note: str = ""
    state: str = ""
    href: str = ""

    @property
    def is_new(self) -> bool:
        """A line for somebody whom no record holds yet."""
        return self.key in MORE


class PeopleForm(PartForm):
    """A line for each person; `rows` are drawn in their order."""

    marks_optional = False

    def __init__(self, rows: Iterable[Row], data: QueryDict | None, initial: dict[str, Any], *, can_send: bool) -> None:
        super().__init__(data, initial=initial)
        self.rows = tuple(rows)
        for row in self.rows:
            self.fields |= {f"{row.key}-{name}": field for name, field in _fields(row).items()}
        if can_send:
            self.fields["then"] = forms.RadiosField(label="Invitations", options=THEN, required=False, label_size="m")

    def lines(self) -> list[tuple[Row, list[Any]]]:
        """Each row with the fields that stand in it."""
        names = {row.key: [name for name in self.fields if name.startswith(f"{row.key}-")] for row in self.rows}
        return [(row, [self[name] for name in names[row.key]]) for row in self.rows]

    def people(self) -> tuple[PersonToInvite, ...]:
        """Everybody who is to be on the list."""
        return tuple(self._person(row) for row in self.rows if self._invite(row) in (YES, NOT))

    def removed(self) -> tuple[int, ...]:
        """The numbers of those who are to be taken off it."""
        return tuple(row.number for row in self.rows if row.number is not None and self._invite(row) == NO)

    @property
    def then(self) -> Then:
        """What follows once the list is kept."""
        return Then(self.cleaned_data.get("then") or Then.LATER)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for row in self.rows:
            if self._invite(row) == NOT and not cleaned.get(f"{row.key}-reason"):
                self.add_error(f"{row.key}-reason", f"Select why {row.title} must not be invited")
            name = f"{row.key}-name"
            if row.is_new and cleaned.get(name) and not cleaned.get(f"{row.key}-role"):
                self.add_error(f"{row.key}-role", f"Select who {cleaned[name]} is to the child")
        return cleaned

    def change_in_words(self, name: str) -> Change:
        """What stands in the record now under that question, with whom it is about."""
        change = super().change_in_words(name)
        key = name.partition("-")[0]
        about = next((row.title for row in self.rows if row.key == key), "")
        label = change.label if not about or change.label.startswith(about) else f"{about}: {change.label}"
        return replace(change, label=label)

    def _invite(self, row: Row) -> str:
        if row.is_new:
            return YES if self.cleaned_data.get(f"{row.key}-name") else ""
        return str(self.cleaned_data.get(f"{row.key}-invite") or "")

    def _person(self, row: Row) -> PersonToInvite:
        given = {name: self.cleaned_data.get(f"{row.key}-{name}") for name in ("email", "wish", "how", "language")}
        asked = {name: (given[name] or "") if f"{row.key}-{name}" in self.fields else None for name in given}
        return PersonToInvite(
            role=self.cleaned_data.get(f"{row.key}-role") or row.role,
            number=row.number,
            relationship=row.relationship,
            person=row.person,
            name=(self.cleaned_data.get(f"{row.key}-name") or "") if row.is_new else None,
            email=asked["email"],
            exclusion_reason=(self.cleaned_data.get(f"{row.key}-reason") or "") if self._invite(row) == NOT else "",
            child_wishes=asked["wish"],
            how=asked["how"],
            language=asked["language"],
        )


def rows_of(
    lines: Iterable[InviteeLine], proposals: Iterable[Proposal], wishes: ChildsWishes | None, *, child: str
) -> tuple[Row, ...]:
    """Those on the list, those who might be, and empty lines for others. `child`: what the child is called here."""
    found = [_listed(line, wishes, child) for line in lines] + [_proposed(each, wishes, child) for each in proposals]
    order = [code for code, _ in options_of("INVITEE_ROLE")]
    found.sort(key=lambda row: order.index(row.role) if row.role in order else len(order))
    more = [Row(key, "Somebody else", "other", None, None, "", "", {}) for key in MORE]
    return (*found, *more)


def facts_of(rows: Iterable[Row]) -> dict[str, str]:
    """What stands now, by the names of the form's fields."""
    return {f"{row.key}-{name}": value for row in rows for name, value in row.values.items()}


def _fields(row: Row) -> dict[str, Any]:
    about = f"{row.title}: "
    if row.is_new:
        return {
            "name": forms.TextField(label="Name", max_length=120, required=False, width=20),
            "role": _select("Who they are", "INVITEE_ROLE", leave_out=("child",)),
            "email": _email("Somebody else"),
            "how": _select("Invited how", "HOW_SENT"),
        }
    fields: dict[str, Any] = {
        "invite": forms.RadiosField(label=f"{about}invited?", options=INVITE, required=False, small=True, inline=True),
        "reason": _select("If not, why", "EXCLUSION_REASON", blank="No reason"),
        "how": _select("Invited how", "HOW_SENT"),
    }
    if row.role != "child":
        fields["wish"] = _select("The child's wish", "CHILD_WISH")
    if not row.person:
        fields["email"] = _email(row.title)
        fields["language"] = forms.TextField(label="Interpreter for", max_length=60, required=False, width=10)
    return fields


def _email(whose: str) -> forms.EmailField:
    return forms.EmailField(label="Email", called=f"{whose}: the email", required=False, width=20, autocomplete="off")


def _select(label: str, of: str, *, leave_out: tuple[str, ...] = (), **more: Any) -> forms.SelectField:
    options = [option for option in options_of(of) if option[0] not in leave_out]
    return forms.SelectField(label=label, options=options, required=False, **more)


def _listed(line: InviteeLine, wishes: ChildsWishes | None, child: str) -> Row:
    said = wish_for(wishes, line.role)
    values = {
        "invite": NOT if line.is_excluded else YES,
        "reason": line.exclusion_reason,
        "how": line.invited_how,
        "wish": line.child_wishes or said,
        "email": line.email,
        "language": line.language,
    }
    return _row(line, line.number, values, said, child)


def _proposed(each: Proposal, wishes: ChildsWishes | None, child: str) -> Row:
    said = wish_for(wishes, each.role)
    values = {
        "invite": YES if each.preselected else NO,
        "reason": "",
        "how": "",
        "wish": said,
        "email": each.email,
        "language": each.language,
    }
    return _row(each, None, values, said, child)


def _row(each: InviteeLine | Proposal, number: int | None, values: dict[str, str], said: str, child: str) -> Row:
    role = meaning_of("INVITEE_ROLE", each.role)
    title = child if each.role == "child" else f"{role}, {each.name}" if each.name else role
    kept = {name for name in values if name in _fields_asked(each.role, each.person)}
    return Row(
        key=each.key,
        title=title,
        role=each.role,
        number=number,
        relationship=each.relationship,
        person=each.person,
        name=each.name,
        values={name: value for name, value in values.items() if name in kept},
        note="The child says: not there. Think about leaving them out." if said == "does_not_want" else "",
    )


def _fields_asked(role: str, person: str) -> set[str]:
    asked = {"invite", "reason", "how"}
    return asked | ({"wish"} if role != "child" else set()) | (set() if person else {"email", "language"})
