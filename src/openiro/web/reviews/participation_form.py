"""The form of who took part in a review: the child, in the child's own words too, the parents, and all invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openiro.domain.participation import TREE, Given, answers_of, code_from, counts_for_participation
from openiro.govuk import forms
from openiro.meetings.actions import AttendancePart
from openiro.meetings.queries import InviteeLine
from openiro.reviews.actions import ParentPart, ParticipationRecord
from openiro.reviews.queries import ParentLine
from openiro.voice.actions import StatementPart
from openiro.web.reviews.part_page import PartForm
from openiro.web.reviews.record_form import BOTH, NEITHER, PARENT_PARTS, THERE, VIEWS
from openiro.web.reviews.words import FATHER, MOTHER, in_words, options_of

WORDS_LENGTH = 5000
GIVEN = {
    Given.SPOKE: "They spoke for themselves",
    Given.ADVOCATE: "An advocate spoke for them",
    Given.WITHOUT_WORDS: "By symbols, signs or without words",
    Given.OTHERWISE: "In another way, such as a form, a letter or a talk with you",
    Given.NOT_GIVEN: "They were not given",
}
THERE_FIELDS = ("there", "there_how", "absent_how", "no_part_reason", "child_chaired")
KEPT_AWAY = ("kept_away_on", "kept_away_why", "kept_away_instead")
OWN_WORDS = ("words", "is_observation", "source", "may_be_quoted")
PARTS = {(True, True): BOTH, (True, False): THERE, (False, True): VIEWS, (False, False): NEITHER}
NOT_RECORDED = "not_recorded"
DECLINED = "declined"


@dataclass(frozen=True)
class Person:
    """Somebody whose part is asked: a parent, invited or not, or anybody else who was invited."""

    key: str
    title: str
    line: InviteeLine | None

    @property
    def is_parent(self) -> bool:
        """Mother or father."""
        return self.key in (MOTHER, FATHER)


def people_of(lines: Sequence[InviteeLine], *, names: bool) -> tuple[Person, ...]:
    """Mother and father first, always; then everybody else who was invited, the child aside."""
    by_role = {line.role: line for line in reversed(lines) if line.role in (MOTHER, FATHER)}
    parents = [Person(role, role.capitalize(), by_role.get(role)) for role in (MOTHER, FATHER)]
    shown = {line.number for line in by_role.values()} | {line.number for line in lines if line.role == "child"}
    others = [line for line in lines if line.number not in shown and not line.is_excluded]
    return (*parents, *(Person(f"p{line.number}", _title(line, names), line) for line in others))


def _title(line: InviteeLine, names: bool) -> str:
    role = in_words("INVITEE_ROLE", line.role)
    return f"{line.name}, {role.lower()}" if names and line.name else role


class ParticipationForm(PartForm):
    """Who took part and how. Of a child under 4 the code is not asked; what was observed is still recorded."""

    marks_optional = False

    there = forms.YesNoField(label="Was the child there?", required=False, small=True)
    there_how = forms.RadiosField(
        label="How were the child's views given?",
        options=[(given.value, GIVEN[given]) for given in TREE[True]],
        required=False,
        only_if=forms.When("there", True),
        small=True,
    )
    absent_how = forms.RadiosField(
        label="How were the child's views given?",
        options=[(given.value, GIVEN[given]) for given in TREE[False]],
        required=False,
        only_if=forms.When("there", False),
        small=True,
    )
    kept_away_on = forms.DateField(
        label="Was it decided with the social worker that being there was not in the child's best interests?",
        called="The day of that decision",
        hint="If so, the day on which you decided it",
        required=False,
        not_future=True,
        only_if=forms.When("there", False),
    )
    kept_away_why = forms.TextField(
        label="Why was it not?", max_length=400, required=False, only_if=forms.When("there", False)
    )
    kept_away_instead = forms.TextField(
        label="How is the child involved instead?", max_length=400, required=False, only_if=forms.When("there", False)
    )
    no_part_reason = forms.SelectField(
        label="Why were they not given?",
        hint="Only where the child's views were not given",
        options=options_of("NO_PART_REASON"),
        required=False,
    )
    child_chaired = forms.RadiosField(
        label="Did the child chair the review?",
        options=options_of("CHILD_CHAIRED"),
        required=False,
        inline=True,
        small=True,
    )
    views_medium = forms.SelectField(
        label="In which way were views given?", options=options_of("VIEW_MEDIUM"), required=False
    )
    advocate = forms.YesNoField(label="Did an advocate support the child?", required=False, small=True)
    missing_at_time = forms.CheckboxField(label="The child was missing at the time", small=True)
    seen_before_on = forms.DateField(
        label="When did you see the child before the review?",
        called="The day on which the child was seen",
        required=False,
        not_future=True,
    )
    seen_alone = forms.SelectField(label="Was the child seen alone?", options=options_of("SEEN_ALONE"), required=False)
    words = forms.TextAreaField(
        label="What did the child say? Write it in the child's own words",
        called="What the child said",
        required=False,
        max_length=WORDS_LENGTH,
        rows=5,
    )
    is_observation = forms.CheckboxField(label="This is what was observed of a child who cannot say it", small=True)
    source = forms.SelectField(label="Who brought it?", options=options_of("VIEW_SOURCE"), blank="", required=False)
    may_be_quoted = forms.YesNoField(
        label="May it be quoted without a name?", required=False, small=True, hint="Ask the child first"
    )

    def __init__(self, *args: Any, review: Any, day: date, people: Sequence[Person], **kwargs: Any) -> None:
        self.review, self.day, self.people = review, day, people
        super().__init__(*args, **kwargs)
        for person in people:
            self.fields.update(_questions(person))
        if self.is_under_4:
            for name in (*THERE_FIELDS[:4], *KEPT_AWAY, "child_chaired"):
                del self.fields[name]

    @property
    def is_under_4(self) -> bool:
        """Whether the child was under 4 on the day, so that one code holds and nothing is asked."""
        return not counts_for_participation(self.review.child.born_on, self.day)

    def record(self) -> ParticipationRecord:
        """What is to be saved. Raises `UnableToUseParticipationCode`."""
        given = self.cleaned_data
        names = ("views_medium", "child_chaired", "seen_alone", "no_part_reason", *KEPT_AWAY[1:])
        return ParticipationRecord(
            participation_code=self._code(),
            seen_before_on=given["seen_before_on"],
            kept_away_on=given.get("kept_away_on"),
            missing_at_time=bool(given["missing_at_time"]),
            advocate=given["advocate"],
            parents=tuple(part for person in self.people if (part := self._parent(person)) is not None),
            people=tuple(came for person in self.people if (came := self._attendance(person)) is not None),
            said=self._said(),
            **{name: given.get(name) or "" for name in names},
        )

    def _code(self) -> str:
        given = self.cleaned_data
        how = given.get("there_how") or given.get("absent_how")
        born_on = self.review.child.born_on
        return code_from(born_on, self.day, there=given.get("there"), given=Given(how) if how else None)

    def _said(self) -> tuple[StatementPart, ...]:
        given = self.cleaned_data
        if not (given["words"] or "").strip():
            return ()
        return (
            StatementPart(
                said_on=self.day,
                source=given["source"] or "child",
                words=given["words"],
                medium=given["views_medium"] or "",
                topic="review",
                is_observation=bool(given["is_observation"]),
                may_be_quoted=given["may_be_quoted"],
            ),
        )

    def _parent(self, person: Person) -> ParentPart | None:
        part = self.cleaned_data.get(f"{person.key}__part")
        if not person.is_parent or not part:
            return None
        reasons = {THERE: DECLINED, NEITHER: self.cleaned_data.get(f"{person.key}__reason") or NOT_RECORDED}
        return ParentPart(person.key, part in (BOTH, THERE), part in (BOTH, VIEWS), reasons.get(part, ""))

    def _attendance(self, person: Person) -> AttendancePart | None:
        """Of somebody who was invited; how they were there follows the meeting where nothing else is said."""
        part = self.cleaned_data.get(f"{person.key}__part")
        if person.line is None or not part:
            return None
        there, views = part in (BOTH, THERE), part in (BOTH, VIEWS)
        how = self.cleaned_data.get(f"{person.key}__how") or self.review.mode
        return AttendancePart(
            invitee=person.line.number,
            attended=there,
            attended_how=how if there else "",
            apologies=person.line.apologies and not there,
            views=views,
            views_how=(person.line.views_how or ("at_meeting" if there else "")) if views else "",
            views_reason="" if views else self.cleaned_data.get(f"{person.key}__reason") or "",
        )


def facts_of(review: Any, people: Sequence[Person], parents: Sequence[ParentLine], said: int) -> dict[str, Any]:
    """What stands in the record, by the fields of the form. `said`: how many statements stand."""
    there, given = answers_of(review.participation_code)
    facts: dict[str, Any] = {
        "there": there,
        "there_how": given.value if given and there else "",
        "absent_how": given.value if given and there is False else "",
        "source": "child",
        "statements": said or None,
    }
    names = ("no_part_reason", "child_chaired", "views_medium", "advocate", "missing_at_time", "seen_before_on")
    facts |= {name: getattr(review, name) for name in (*names, "seen_alone", *KEPT_AWAY)}
    known = {part.parent: part for part in parents}
    for person in people:
        facts |= _facts_of_person(person, known.get(person.key))
    return facts


def _facts_of_person(person: Person, parent: ParentLine | None) -> dict[str, Any]:
    line = person.line
    if parent is not None:
        part, reason = PARTS[parent.attended, parent.views], parent.reason
    else:
        attended, views = (line.attended, line.views) if line and not person.is_parent else (None, None)
        part = PARTS[attended, views] if attended is not None and views is not None else ""
        reason = line.views_reason if line else ""
    how = line.attended_how if line else ""
    return {f"{person.key}__part": part, f"{person.key}__how": how, f"{person.key}__reason": reason}


def _questions(person: Person) -> dict[str, Any]:
    """What part they had; how they were there, if invited; and why no views were obtained."""
    key, title = person.key, person.title
    fields: dict[str, Any] = {
        f"{key}__part": forms.SelectField(
            label=f"{title}: what part?", options=PARENT_PARTS, blank="Not recorded yet", required=False
        )
    }
    if person.line is not None:
        fields[f"{key}__how"] = forms.SelectField(
            label="There in which way?", options=options_of("MODE"), blank="As the meeting was held", required=False
        )
    fields[f"{key}__reason"] = forms.SelectField(
        label="If no views, why not?", options=options_of("PARENT_REASON"), blank="Not recorded", required=False
    )
    return fields
