"""The answers about a review as a person checks them before they are kept."""

from dataclasses import dataclass
from typing import Any

from openiro.domain.codes import meaning_of
from openiro.domain.review_sequence import Timeliness
from openiro.govuk.dates import long_date
from openiro.reviews.actions import MeetingPart, ParentPart
from openiro.web.reviews.record_form import ADJOURNED, OPEN, RecordForm
from openiro.web.reviews.words import FATHER, MOTHER, full_date, in_words, minutes
from openiro.web.shell.deadlines import left_until, rule_in_words

NOT_REQUIRED = "No review is required: the child is not looked after any more."


@dataclass(frozen=True)
class Answer:
    """One answer in words, and the control to which 'Change' leads."""

    question: str
    text: str
    control: str
    hint: str = ""


@dataclass(frozen=True)
class Verdict:
    """How the review stands in law, and when the next one falls due."""

    text: str
    tone: str
    due: str
    next_text: str
    next_hint: str


def answers_of(form: RecordForm) -> list[Answer]:
    """Every answer of a form that is whole, in its order."""
    given = form.cleaned_data
    officers = {officer.code: officer.name for officer in form.about.officers}
    late = form.what_if and form.what_if.is_late
    return [
        Answer("Day it was held", full_date(given["held_on"]), "id_held_on-day"),
        *([Answer("Why it was late", in_words("LATE_REASON", given["late_reason"]), "id_late_reason")] if late else []),
        Answer("How it was held", in_words("MODE", given["mode"]), "id_mode"),
        Answer("How long it lasted", minutes(given["duration_minutes"]), "id_duration_minutes"),
        Answer("Who chaired it", officers[given["chaired_by"]], "id_chaired_by"),
        _childs_part(form),
        *(_parents_part(part) for part in form.parents),
        *_end_of(form),
    ]


def verdict_of(form: RecordForm) -> Verdict:
    """What recording this review would lead to."""
    found: Any = form.what_if
    after = found.after
    timeliness = found.judged.timeliness if found.judged else Timeliness.UNKNOWN
    known = found.due_on is not None
    left = left_until(after.due_on, after.working_days_left, form.about.today).text
    tones = {Timeliness.IN_TIME: "good", Timeliness.LATE: "late", Timeliness.LATE_COMPLETION: "late"}
    return Verdict(
        text=str(timeliness).capitalize() if known else "Whether it was in time is not known",
        tone=tones.get(timeliness, "quiet"),
        due=f"due by {long_date(found.due_on)}" if known else "the review before it is not in the records",
        next_text=f"{long_date(after.due_on)}, {left}" if after.due_on else "not known",
        next_hint=rule_in_words(after.due) if after.due else NOT_REQUIRED,
    )


def part_in_words(part: ParentPart) -> str:
    """A parent's part: 'There, views given'."""
    there = "There" if part.attended else "Not there"
    if part.views:
        return f"{there}, views given"
    return f"{there}, views not given: {meaning_of('PARENT_REASON', part.reason).lower()}"


def _childs_part(form: RecordForm) -> Answer:
    code = form.participation_code
    control = "id_held_on-day" if form.about.is_under_4 else "id_attended"
    return Answer("The child's part", meaning_of("REVIEW_CODE", code), control, f"Code {code}")


def _parents_part(part: ParentPart) -> Answer:
    label = {MOTHER: "Mother", FATHER: "Father"}[part.parent]
    return Answer(label, part_in_words(part), f"id_{part.parent}_part")


def _end_of(form: RecordForm) -> list[Answer]:
    outcome = form.cleaned_data["outcome"]
    if outcome == ADJOURNED:
        text = f"Adjourned on {long_date(form.adjourned)}: {form.cleaned_data['adjournment_reason']}"
        return [Answer("How it ended", text, "id_outcome")]
    if outcome == OPEN:
        return [Answer("How it ended", "More meetings are to come", "id_outcome")]
    further = [_meeting(number, each) for number, each in enumerate(form.meetings, start=2)]
    return [*further, Answer("Completed", full_date(form.completed_on), "id_outcome")]


def _meeting(number: int, meeting: MeetingPart) -> Answer:
    text = f"{full_date(meeting.held_on)}: {meaning_of('MODE', meeting.mode).lower()}"
    return Answer(f"Meeting {number}", text, "id_outcome")
