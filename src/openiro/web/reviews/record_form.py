"""The form that records a review in one pass, and the same for putting a record right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from openiro.core.drafts import DraftLine
from openiro.domain.participation import UNDER_4, counts_for_participation
from openiro.domain.review_sequence import ReviewHeld
from openiro.govuk import forms
from openiro.govuk.dates import long_date
from openiro.people.queries import OfficerLine
from openiro.reviews.actions import ParentPart, ReviewRecord
from openiro.web.reviews.clock import ReviewClock, WhatIf
from openiro.web.reviews.forms import FURTHER, REASON_LENGTH, SeriesForm, further_meetings, officer_options
from openiro.web.reviews.words import FATHER, MOTHER, options_of

COMPLETED, SERIES, ADJOURNED, OPEN = "completed", "series", "adjourned", "open"
BOTH, THERE, VIEWS, NEITHER = "both", "there", "views", "neither"
LONGEST_MINUTES = 600
ORDER = (
    *("review", "which", "held_on", "late_reason", "mode", "duration_minutes", "chaired_by"),
    *("attended", "there_how", "absent_how", "mother_part", "mother_reason", "father_part", "father_reason"),
)
THERE_HOW = (
    ("PN1", "They spoke for themselves"),
    ("PN2", "An advocate spoke for them"),
    ("PN3", "By symbols, signs or without words"),
    ("PN4", "They were not given"),
)
ABSENT_HOW = (
    ("PN5", "Through an advocate whom they briefed"),
    ("PN6", "In another way, such as a form, a letter or a talk with you"),
    ("PN7", "They were not given"),
)
PARENT_PARTS = (
    (BOTH, "Was there and gave their views"),
    (VIEWS, "Was not there, but gave their views"),
    (THERE, "Was there and did not wish to give their views"),
    (NEITHER, "Was not there and did not give their views"),
)
OUTCOMES = (
    (COMPLETED, "It was completed that day"),
    (SERIES, "It went on over several meetings and is completed"),
    (ADJOURNED, "It was adjourned"),
    (OPEN, "More meetings are to come"),
)


@dataclass(frozen=True)
class Section:
    """A part of the form under one heading; two of a kind stand beside each other where there is room."""

    title: str
    fields: tuple[Any, ...]

    @property
    def beside(self) -> bool:
        """Mother and father."""
        return [field.name for field in self.fields] == ["mother_part", "father_part"]


@dataclass(frozen=True)
class About:
    """What the form must know of the child: their name, birth date and clock, and who may have chaired."""

    name: str
    born_on: date
    today: date
    officers: list[OfficerLine]
    read_clock: Callable[[], ReviewClock]
    adjourned_on: date | None = None

    @cached_property
    def clock(self) -> ReviewClock:
        """The clock of the child's reviews, read when it is first asked for."""
        return self.read_clock()

    @property
    def is_under_4(self) -> bool:
        """Whether the child is under 4 today, so that how they took part is not asked at all."""
        return not counts_for_participation(self.born_on, self.today)


def _parent(which: str) -> dict[str, Any]:
    asked = forms.When(f"{which}_part", NEITHER)
    return {
        f"{which}_part": forms.RadiosField(
            label=which.capitalize(), options=PARENT_PARTS, missing=f"Select what part the {which} had", small=True
        ),
        f"{which}_reason": forms.SelectField(
            label="Why not?",
            options=options_of("PARENT_REASON"),
            missing=f"Select why the views of the {which} were not obtained",
            only_if=asked,
        ),
    }


class FactsForm(SeriesForm):
    """What is recorded of a review as it was held."""

    held_on = forms.DateField(label="Day it was held", called="The day it was held", not_future=True)
    mode = forms.RadiosField(
        label="How was it held?", missing="Select how it was held", options=options_of("MODE"), small=True
    )
    duration_minutes = forms.NumberField(
        label="How long did it last?",
        called="How long it lasted",
        required=False,
        min_value=1,
        max_value=LONGEST_MINUTES,
        suffix="minutes",
    )
    chaired_by = forms.SelectField(label="Who chaired it?", options=(), missing="Select who chaired it")
    late_reason = forms.SelectField(label="Why was it late?", options=options_of("LATE_REASON"), required=False)
    attended = forms.YesNoField(label="Was the child there?", missing="Select whether the child was there", small=True)
    there_how = forms.RadiosField(
        label="How were the child's views given?",
        options=THERE_HOW,
        missing="Select how the child's views were given",
        only_if=forms.When("attended", True),
        small=True,
    )
    absent_how = forms.RadiosField(
        label="How were the child's views given?",
        options=ABSENT_HOW,
        missing="Select how the child's views were given",
        only_if=forms.When("attended", False),
        small=True,
    )

    def __init__(self, *args: Any, about: About, **kwargs: Any) -> None:
        self.about = about
        super().__init__(*args, today=about.today, **kwargs)
        fields: Any = self.fields
        fields["chaired_by"].set_options(officer_options(about.officers))
        fields.update(_parent(MOTHER) | _parent(FATHER))
        self.order_fields(ORDER)
        if about.is_under_4:
            for name in ("attended", "there_how", "absent_how"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("held_on")
        if day and not counts_for_participation(self.about.born_on, day):
            for name in ("attended", "there_how", "absent_how"):
                self.errors.pop(name, None)
        if day:
            self._check_day(day)
        return cleaned

    def _check_day(self, day: date) -> None:
        if not self.about.clock.is_in_care(day):
            self.add_error("held_on", f"The child was not looked after on {long_date(day)}. Check the day")
        elif self.about.clock.has_review_on(day):
            self.add_error("held_on", f"A review on {long_date(day)} is recorded already. Check the day")

    def _check_lateness(self) -> None:
        """Asks for the reason where the review was late, unless it was coded when lateness was asked for."""
        found = self.what_if
        if not (found and found.is_late and found.due_on) or self.cleaned_data.get("late_reason"):
            return
        known = self.initial.get("late_reason")
        if known and "late_reason" not in self.data:
            sent: Any = self.data.copy()  # type: ignore[attr-defined]
            sent["late_reason"] = self.cleaned_data["late_reason"] = known
            self.data = sent
        else:
            self.add_error("late_reason", f"The review was due by {long_date(found.due_on)}. Select why it was late")

    @property
    def completed_on(self) -> date | None:
        """The day of completion, as far as the answers go."""
        raise AssertionError("Each form says when its review was completed.")  # pragma: no cover

    @property
    def held(self) -> ReviewHeld | None:
        """The review as the answers describe it; None until the day is known."""
        day = self._answer("held_on")
        if not isinstance(day, date):
            return None
        completed = self.completed_on
        return ReviewHeld(day, self.about.adjourned_on, completed if completed and completed >= day else None)

    @property
    def what_if(self) -> WhatIf | None:
        """How the review would be judged, and what would follow."""
        return self.about.clock.if_held(self.held) if self.held else None

    @property
    def asks_late_reason(self) -> bool:
        """Whether the review was late, by the answers so far."""
        return "late_reason" in self.errors or (self.what_if is not None and self.what_if.is_late)

    @property
    def participation_code(self) -> str:
        """The code that the answers about the child come to."""
        given = self.cleaned_data
        if not counts_for_participation(self.about.born_on, given["held_on"]):
            return UNDER_4
        return str(given["there_how"] or given["absent_how"])

    @property
    def parents(self) -> tuple[ParentPart, ...]:
        """The parents' part, as far as it was answered; one who was there and gave no views declined to."""
        return tuple(self._part_of(which) for which in (MOTHER, FATHER) if self.cleaned_data[f"{which}_part"])

    def record(self, *, chaired_by: Any) -> ReviewRecord:
        """What is to be recorded."""
        given = self.cleaned_data
        found = self.what_if
        return ReviewRecord(
            held_on=given["held_on"],
            mode=given["mode"],
            participation_code=self.participation_code,
            duration_minutes=given["duration_minutes"],
            chaired_by=chaired_by,
            completed_on=self.completed_on,
            late_reason=(given["late_reason"] or "") if found and found.is_late else "",
            parents=self.parents,
            meetings=self.meetings,
        )

    @property
    def meetings(self) -> tuple[Any, ...]:
        """The further meetings."""
        return ()

    def sections(self) -> list[Section]:
        """The form under its headings; the reason for lateness only where it was late."""
        late = ("late_reason",) if self.asks_late_reason else ()
        self.fields["late_reason"].required = bool(late)
        meeting = ("review", "which", "held_on", *late, "mode", "duration_minutes", "chaired_by")
        parts = (
            ("The meeting", meeting),
            (self.about.name, ("attended",)),
            ("The parents", ("mother_part", "father_part")),
            *self.last_sections(),
        )
        held = [(title, tuple(self[name] for name in names if name in self.fields)) for title, names in parts]
        return [Section(title, fields) for title, fields in held if fields]

    def last_sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What follows the parents."""
        return ()

    def _part_of(self, which: str) -> ParentPart:
        part = self.cleaned_data[f"{which}_part"]
        reason = {THERE: "declined", NEITHER: self.cleaned_data[f"{which}_reason"]}.get(part) or ""
        return ParentPart(which, attended=part in (BOTH, THERE), views=part in (BOTH, VIEWS), reason=reason)

    def _answer(self, name: str) -> Any:
        """An answer as sent, or as the form stands before it is sent."""
        if self.is_bound:
            return getattr(self, "cleaned_data", {}).get(name)
        return self.get_initial_for_field(self.fields[name], name)


class RecordForm(FactsForm):
    """A review recorded in one pass. `review` is the planned one; `which` is asked where it was held early."""

    draft: DraftLine | None = None
    review = forms.HiddenField(required=False)
    which = forms.RadiosField(
        label="Which review was this?", options=(), missing="Select which review this was", small=True
    )
    outcome = forms.RadiosField(
        label="How did it end?", options=OUTCOMES, missing="Select how it ended", initial=COMPLETED, small=True
    )
    adjourned_on = forms.DateField(
        label="When was it adjourned?",
        hint="Leave it empty where that was the day of the meeting",
        called="The day of adjournment",
        required=False,
        not_future=True,
        only_if=forms.When("outcome", ADJOURNED),
    )
    adjournment_reason = forms.TextField(
        label="What was missing?",
        missing="Say what was missing",
        max_length=REASON_LENGTH,
        only_if=forms.When("outcome", ADJOURNED),
    )

    def __init__(self, *args: Any, planned_for: date | None = None, **kwargs: Any) -> None:
        """`planned_for`: the day ahead for which the child's next review is planned, where it lies ahead."""
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields.update(further_meetings(forms.When("outcome", SERIES)))
        if planned_for is None:
            del fields["which"]
        else:
            planned = f"The one planned for {long_date(planned_for)}, held early"
            fields["which"].set_options((("planned", planned), ("other", "Another one")))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_series(cleaned.get("held_on"))
        adjourned = cleaned.get("adjourned_on")
        if adjourned and cleaned.get("held_on") and adjourned < cleaned["held_on"]:
            self.add_error("adjourned_on", "The day of adjournment must be the day it was held, or later")
        self._check_lateness()
        return cleaned

    @property
    def completed_on(self) -> date | None:
        """The day held, or that of the last meeting; None where it was adjourned or is to go on."""
        outcome = self._answer("outcome")
        if outcome not in (COMPLETED, SERIES):
            return None
        days = [self._answer(f"{which}_on") for which in FURTHER] if outcome == SERIES else []
        return max(filter(None, [self._answer("held_on"), *days]), default=None)

    @property
    def adjourned(self) -> date | None:
        """The day of adjournment, where it was adjourned."""
        given = self.cleaned_data
        return (given["adjourned_on"] or given["held_on"]) if given.get("outcome") == ADJOURNED else None

    @property
    def meetings(self) -> tuple[Any, ...]:
        """The further meetings, held as the first where nothing else is said."""
        return self.meetings_after(self.cleaned_data["mode"]) if self.cleaned_data["outcome"] == SERIES else ()

    @property
    def is_planned_one(self) -> bool:
        """Whether it is the review that was planned."""
        return "which" not in self.fields or self.cleaned_data["which"] == "planned"

    def last_sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """How it ended."""
        return (("How it ended", ("outcome",)),)


class CorrectForm(FactsForm):
    """What was recorded of a review, to be put right for a reason; its meetings stay as recorded.

    A review from a return may lack its chair and the parents' part: what nobody knows may stay so.
    """

    completion = forms.DateField(label="Day it was completed", called="The day of completion", required=False)
    reason = forms.TextAreaField(
        label="Why was the record wrong?",
        missing="Say why the record was wrong",
        called="The reason",
        max_length=REASON_LENGTH,
        rows=3,
    )
    seen = forms.HiddenField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("chaired_by", "mother_part", "father_part"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, held = cleaned.get("completion"), cleaned.get("held_on")
        if day and held and not held <= day <= self.about.today:
            self.add_error("completion", "The day of completion must be the day it was held or later, and not ahead")
        self._check_lateness()
        return cleaned

    @property
    def completed_on(self) -> date | None:
        """As given."""
        day = self._answer("completion")
        return day if isinstance(day, date) else None

    @property
    def asks_late_reason(self) -> bool:
        """As it stands in the record, until answers are sent."""
        return super().asks_late_reason if self.is_bound else bool(self.initial.get("late_reason"))

    def last_sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """When it was completed, and why the record is changed."""
        return (("How it ended", ("completion",)), ("The correction", ("reason", "seen")))
