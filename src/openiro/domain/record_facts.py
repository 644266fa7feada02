"""What was entered of a review, as the record and the letter are composed from it; no database, no page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Section:
    """One part of a record or letter: plain text. A blank line ends a paragraph; '- ' or '1. ' begins a point."""

    id: str
    heading: str
    text: str


@dataclass(frozen=True)
class PersonThere:
    """Somebody who was invited, or must not be. `role` is a code of INVITEE_ROLE; `attended` None: not recorded."""

    role: str
    name: str = ""
    attended: bool | None = None
    attended_how: str = ""
    apologies: bool = False
    views: bool | None = None
    views_how: str = ""
    views_reason: str = ""
    is_excluded: bool = False


@dataclass(frozen=True)
class ParentsPart:
    """A parent's part: `parent` and `reason` are codes of PARENT and PARENT_REASON."""

    parent: str
    attended: bool
    views: bool
    reason: str = ""


@dataclass(frozen=True)
class Said:
    """What the child said, or what was observed of a child who cannot say it; `response`: what was done about it.

    `in_record`: others may read it there; what the child does not want quoted, and what is said of the reviewing
    officer, stands in their own letter alone.
    """

    words: str
    source: str = "child"
    topic: str = ""
    is_observation: bool = False
    response: str = ""
    in_record: bool = True


@dataclass(frozen=True)
class DecisionTaken:
    """A decision of this review or of the one before. `owner_role` is a code of INVITEE_ROLE or the owner's title.

    `answer` is the manager's ('agreed', 'objected', 'deemed' or nothing); `outcome` a code of DECISION_OUTCOME.
    """

    number: int
    text: str
    owner_role: str = ""
    owner_name: str = ""
    due_on: date | None = None
    success: str = ""
    asked_by_child: bool = False
    answer: str = ""
    outcome: str = ""
    outcome_reason: str = ""


@dataclass(frozen=True)
class Checked:
    """One check: answers are codes of CHECK_ANSWER, empty while nobody has said.

    `is_asked`: every review asks it and no day makes it due, so that the answer is yes or no.
    """

    title: str
    up_to_date: str = ""
    on_file: str = ""
    done_on: date | None = None
    reason: str = ""
    is_asked: bool = False


@dataclass(frozen=True)
class RecordFacts:
    """Everything that the record and the letter of one review rest on.

    `given_name` is empty where the child stands by number. `age` in completed years on the day of the review.
    `notes` are by id of heading. `next_on` is the day for which the next review is booked, `next_by` its last legal
    day; each None where it is not known.
    """

    council: str
    review_word: str
    name: str
    given_name: str
    born_on: date
    age: int
    held_on: date | None
    completed_on: date | None = None
    mode: str = ""
    place: str = ""
    chaired_by: str = ""
    participation_code: str = ""
    child_chaired: str = ""
    seen_before_on: date | None = None
    seen_alone: str = ""
    no_part_reason: str = ""
    missing_at_time: bool = False
    kept_away_on: date | None = None
    kept_away_why: str = ""
    kept_away_instead: str = ""
    advocate: bool | None = None
    people: tuple[PersonThere, ...] = ()
    parents: tuple[ParentsPart, ...] = ()
    said: tuple[Said, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[Checked, ...] = ()
    last_decisions: tuple[DecisionTaken, ...] = ()
    decisions: tuple[DecisionTaken, ...] = ()
    care_plan_updated_on: date | None = None
    next_on: date | None = None
    next_by: date | None = None

    @property
    def was_there(self) -> bool:
        """Whether the child was at the review: by the code (PN1 to PN4), or by name among those who were."""
        return self.participation_code in ("PN1", "PN2", "PN3", "PN4") or any(
            each.role == "child" and each.attended for each in self.people
        )
