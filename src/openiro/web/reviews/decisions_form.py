"""The form of a review's decisions: several on one page, those of earlier reviews above them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from openiro.domain.months import add_months
from openiro.govuk import forms
from openiro.govuk.dates import medium_date
from openiro.meetings.queries import InviteeLine
from openiro.reviews.actions import DecisionWords, Judgement
from openiro.reviews.queries import AroundChild, DecisionLine
from openiro.web.reviews.part_page import PartForm
from openiro.web.reviews.words import in_words, options_of

FEWEST_ROWS, MOST_ROWS = 5, 30
LONGEST_TEXT, LONGEST_NOTE = 2000, 300
NEXT, ONE_MONTH, THREE_MONTHS, DAY = "next", "1", "3", "day"
PERSON, INVITED, ROLE = "p:", "i:", "r:"
OWNERS = frozenset(code for code, _ in options_of("DECISION_OWNER"))
OTHER = "other"
_TEXT_OF_ROW, _NUMBER_OF_ROW = re.compile(r"d(\d{1,3})_text"), re.compile(r"d\d{1,3}_number")
MARKS = ("plan", "costs", "asked")
IN_ROW = ("number", "place", "text", "who", "name", "when", "day", "success", *MARKS, "against", "remove")


@dataclass(frozen=True)
class About:
    """What the form rests on: what is written and not sent, what is open from before, who is around, and the days.

    `invited` are those of the meeting who do not sign in, so that no name is typed twice. `choices` are the days that
    can be chosen quickly, by their codes. `first_place`: of the first decision that is not sent.
    """

    lines: tuple[DecisionLine, ...]
    earlier: tuple[DecisionLine, ...]
    around: AroundChild
    choices: Mapping[str, date]
    first_place: int = 1
    invited: tuple[InviteeLine, ...] = ()

    def invitee_of(self, who: str) -> InviteeLine | None:
        """The one of those invited whom the code of an owner names."""
        return next((each for each in self.invited if who == f"{INVITED}{each.number}"), None)

    def who_owns(self, line: DecisionLine) -> tuple[str, str]:
        """The owner of a decision as the row asks for it: the code, and the name where the list does not hold it."""
        if line.owner_code:
            return f"{PERSON}{line.owner_code}", ""
        for each in self.invited:
            if (line.owner_name, line.owner_role) == (each.name, role_of_owner(each)):
                return f"{INVITED}{each.number}", ""
        return (f"{ROLE}{line.owner_role}" if line.owner_role else ""), line.owner_name

    @property
    def fewest_rows(self) -> int:
        """How many rows there are to write in at the least: fewer once decisions have gone out."""
        return FEWEST_ROWS if self.first_place == 1 else 1


def role_of_owner(invited: InviteeLine) -> str:
    """What somebody invited is as the owner of a decision."""
    return invited.role if invited.role in OWNERS else OTHER


def quick_days(from_on: date, next_review: date | None) -> dict[str, date]:
    """The days that can be chosen quickly, counted from the review."""
    return {
        NEXT: next_review or add_months(from_on, 6),
        ONE_MONTH: add_months(from_on, 1),
        THREE_MONTHS: add_months(from_on, 3),
    }


def facts_of_form(about: About) -> dict[str, Any]:
    """What stands in the record now, by the names of the form's fields."""
    facts: dict[str, Any] = {}
    for row, line in enumerate(about.lines, start=1):
        facts |= {f"d{row}_{name}": value for name, value in _row_of(line, row, about).items()}
    for line in about.earlier:
        facts[f"o{line.number}_outcome"] = line.outcome
        facts[f"o{line.number}_reason"] = line.outcome_reason
    return facts


def rows_asked(sent: QueryDict | None, about: About, asked: str) -> int:
    """How many rows the form has: those that were sent, else those that there are, and some to write in."""
    if sent is not None:
        found = (_TEXT_OF_ROW.fullmatch(name) for name in sent)
        return min(max((int(each[1]) for each in found if each), default=about.fewest_rows), MOST_ROWS)
    wanted = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    return min(max(about.fewest_rows, len(about.lines), wanted), MOST_ROWS)


def with_rows_of_others(sent: QueryDict, about: About) -> QueryDict:
    """What was sent, and after it the decisions that somebody else wrote meanwhile: saving must not remove them."""
    there = {value for name, value in sent.items() if _NUMBER_OF_ROW.fullmatch(name)}
    others = [line for line in about.lines if str(line.number) not in there]
    both = sent.copy()
    for row, line in enumerate(others, start=rows_asked(sent, about, "") + 1):
        for name, value in _row_of(line, row, about).items():
            both.update(_as_sent(f"d{row}_{name}", value))
        both.setdefault(f"d{row}_text", "")
    return both


def _as_sent(name: str, value: Any) -> dict[str, str]:
    """A value as the browser would send it."""
    if isinstance(value, date):
        return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}
    if value in (None, "", False):
        return {}
    return {name: "on" if value is True else str(value)}


class DecisionsForm(PartForm):
    """Up to thirty decisions, and what came of earlier ones. Everything may be left out: sending is what is strict."""

    marks_optional = False
    manager = forms.SelectField(label="Which manager answers?", options=(), required=False, blank="Choose")

    def __init__(self, *args: Any, about: About, rows: int, **kwargs: Any) -> None:
        self.about, self.rows = about, rows
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["manager"].set_options([(each.code, each.name) for each in about.around.answerers])
        for line in about.earlier:
            fields.update(_earlier_fields(line))
        who, when = _who(about), _when(about.choices)
        for row in range(1, rows + 1):
            fields.update(_row_fields(row, who, when))

    def decisions(self) -> list[DecisionWords]:
        """What is written, in the order that the places give."""
        written = [(self._place_of(row), row, self._words(row)) for row in range(1, self.rows + 1)]
        return [words for _, _, words in sorted(written, key=lambda each: each[:2]) if words is not None]

    def judged(self) -> list[Judgement]:
        """What came of the decisions of earlier reviews."""
        given = self.cleaned_data
        return [
            Judgement(
                line.number,
                given[f"o{line.number}_outcome"] or "",
                given[f"o{line.number}_reason"],
                repeat=given[f"o{line.number}_repeat"],
            )
            for line in self.about.earlier
        ]

    def row_fields(self, row: int) -> dict[str, Any]:
        """The bound fields of one row, by their names in it."""
        return {name: self[f"d{row}_{name}"] for name in IN_ROW}

    def _place_of(self, row: int) -> int:
        place: int | None = self.cleaned_data[f"d{row}_place"]
        return row if place is None else place

    def _words(self, row: int) -> DecisionWords | None:
        """One row; None where it is to be removed."""
        given = {name: self.cleaned_data[f"d{row}_{name}"] for name in IN_ROW}
        if given["remove"]:
            return None
        who = given["who"] or ""
        invited = self.about.invitee_of(who)
        known = {str(line.number) for line in self.about.lines}
        return DecisionWords(
            text=given["text"],
            owner_code=who.removeprefix(PERSON) if who.startswith(PERSON) else "",
            owner_role=self._role(who),
            owner_name=given["name"] or (invited.name if invited else ""),
            due_on=self.about.choices.get(given["when"] or "", given["day"]),
            success=given["success"],
            changes_plan=given["plan"],
            needs_resources=given["costs"],
            asked_by_child=given["asked"],
            against_wishes=given["against"],
            number=int(given["number"]) if given["number"] in known else None,
        )

    def _role(self, who: str) -> str:
        if who.startswith(ROLE):
            return who.removeprefix(ROLE)
        if invited := self.about.invitee_of(who):
            return role_of_owner(invited)
        roles = {each.code: each.role for each in self.about.around.people}
        roles |= {line.owner_code: line.owner_role for line in self.about.lines if line.owner_code not in roles}
        return roles.get(who.removeprefix(PERSON), "") if who else ""


def _row_of(line: DecisionLine, row: int, about: About) -> dict[str, Any]:
    """One decision by the names of the fields of a row."""
    who, name = about.who_owns(line)
    when = next((code for code, day in about.choices.items() if day == line.due_on), DAY if line.due_on else "")
    return {
        "number": str(line.number),
        "place": row,
        "text": line.text,
        "who": who,
        "name": name,
        "when": when,
        "day": line.due_on if when == DAY else None,
        "success": line.success,
        "plan": line.changes_plan,
        "costs": line.needs_resources,
        "asked": line.asked_by_child,
        "against": line.against_wishes,
    }


def _who(about: About) -> list[tuple[str, str]]:
    """Those around the child and those invited by name, then by what they are."""
    people = {each.code: each.name for each in about.around.people}
    people |= {line.owner_code: line.owner for line in about.lines if line.owner_code}
    named = [(f"{PERSON}{code}", name) for code, name in people.items()]
    named += [(f"{INVITED}{each.number}", _invited(each)) for each in about.invited]
    return named + [(f"{ROLE}{code}", meaning) for code, meaning in options_of("DECISION_OWNER")]


def _invited(each: InviteeLine) -> str:
    return f"{each.name}, {in_words('INVITEE_ROLE', each.role).lower()}"


def _when(choices: Mapping[str, date]) -> list[tuple[str, str]]:
    words = {NEXT: "By the next review", ONE_MONTH: "Within 1 month", THREE_MONTHS: "Within 3 months"}
    return [*((code, f"{words[code]}, {medium_date(day)}") for code, day in choices.items()), (DAY, "On another day")]


def _row_fields(row: int, who: Sequence[tuple[str, str]], when: Sequence[tuple[str, str]]) -> dict[str, Any]:
    called = f"Decision {row}"
    fields = {
        "number": forms.HiddenField(required=False),
        "place": forms.NumberField(label="Place", required=False, width=2, min_value=1, max_value=99),
        "text": forms.TextAreaField(label="What is to happen?", called=called, required=False, rows=2),
        "who": forms.SelectField(label="Who?", required=False, options=who),
        "name": forms.TextField(label="Name, if not in the list", required=False, max_length=120),
        "when": forms.SelectField(label="By when?", required=False, options=when),
        "day": forms.DateField(label="Another day", called=f"The day of decision {row}", required=False),
        "success": forms.TextField(label="How shall we know that it is done?", required=False, max_length=LONGEST_NOTE),
        "plan": forms.CheckboxField(label="It changes the care plan", small=True),
        "costs": forms.CheckboxField(label="It needs money or a service", small=True),
        "asked": forms.CheckboxField(label="The child asked for it", small=True),
        "against": forms.TextField(
            label="If it is not what the child wants: why, as you told them", required=False, max_length=LONGEST_TEXT
        ),
        "remove": forms.CheckboxField(label="Remove this decision", small=True),
    }
    return {f"d{row}_{name}": field for name, field in fields.items()}


def _earlier_fields(line: DecisionLine) -> dict[str, Any]:
    return {
        f"o{line.number}_outcome": forms.SelectField(
            label="What came of it?", required=False, blank="Not judged yet", options=options_of("DECISION_OUTCOME")
        ),
        f"o{line.number}_reason": forms.TextField(
            label="Why, if it was not done in full", required=False, max_length=LONGEST_TEXT
        ),
        f"o{line.number}_repeat": forms.CheckboxField(label="Repeat it in this review", small=True),
    }
