"""A record or letter in work: what is composed from the entries, what somebody edited, and what changed since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openiro.domain.record_facts import RecordFacts, Section
from openiro.domain.refusal import Refusal


class UnableToWriteRecord(Refusal):
    """The record or letter cannot be saved or finished so; the message says what to do."""


@dataclass(frozen=True)
class DraftSection:
    """One section as it stands. `composed`: as the entries give it now. `is_edited`: its text is somebody's own.

    `changed_since`: it was edited, and the entries that it rests on have changed after that.
    """

    id: str
    heading: str
    text: str
    composed: str
    is_edited: bool
    changed_since: bool

    @property
    def section(self) -> Section:
        """As it goes into the paper."""
        return Section(self.id, self.heading, self.text)


def merged(kept: Sequence[Mapping[str, Any]], composed: Iterable[Section]) -> tuple[DraftSection, ...]:
    """What was kept over what is composed now: a section that nobody edited follows the entries, one that was edited
    stays as it is.

    `kept` holds {"id", "heading", "text", "composed"}: the last as it was composed when the section was last saved.
    An edited section whose entries are gone stays, at its old place's end.
    """
    by_id = {each["id"]: each for each in kept}
    sections = list(composed)
    now = [_one(by_id.get(each.id), each) for each in sections]
    known = {each.id for each in sections}
    gone = [
        DraftSection(each["id"], each["heading"], each["text"], "", True, bool(each.get("composed")))
        for each in kept
        if each["id"] not in known and each["text"] != each.get("composed", "")
    ]
    return (*now, *gone)


def to_keep(draft: Iterable[DraftSection], texts: Mapping[str, str]) -> list[dict[str, str]]:
    """What is kept of a draft after somebody saved `texts` (by id): each with what was composed at the time."""
    return [
        {
            "id": each.id,
            "heading": each.heading,
            "text": texts.get(each.id, each.text).replace("\r\n", "\n").strip(),
            "composed": each.composed,
        }
        for each in draft
    ]


def what_a_record_lacks(facts: RecordFacts) -> dict[str, str]:
    """What must be entered before the record can be finished, by the part of the review where it is entered.

    Reg 38 of the Care Planning, Placement and Case Review (England) Regulations 2010: who took part, the child's
    views, what was decided.
    """
    said = facts.said or facts.notes.get("wishes", "").strip() or facts.no_part_reason
    no_part = facts.participation_code in ("PN0", "PN4", "PN7")
    lacks = {
        "meetings": "the day on which it was held" if facts.held_on is None else "",
        "people": "who was there" if not any(each.attended for each in facts.people) else "",
        "participation": "how the child took part" if not facts.participation_code and facts.age >= 4 else "",
        "record": "the child's wishes and feelings" if not said and not no_part else "",
        "decisions": "the decisions" if not facts.decisions else "",
    }
    return {part: what for part, what in lacks.items() if what}


def _one(kept: Mapping[str, Any] | None, now: Section) -> DraftSection:
    if kept is None or kept["text"] == kept.get("composed", ""):
        return DraftSection(now.id, now.heading, now.text, now.text, False, False)
    text = kept["text"]
    return DraftSection(
        now.id, now.heading, text, now.text, text != now.text, text != now.text and kept["composed"] != now.text
    )
