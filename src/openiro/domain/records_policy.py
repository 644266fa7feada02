"""What a council has settled about the record of a review and the letter to the child."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from openiro.domain.codes_of_reviews import REVIEW_CODE_SETS
from openiro.domain.policy_reader import Table

LONGEST_ID = 30


class ChildCopy(StrEnum):
    """By whom the child's letter reaches the child."""

    SERVICE = "service"
    SOCIAL_WORKER = "social worker"


@dataclass(frozen=True)
class Heading:
    """One heading of the record. `letter`: the heading under which the note stands in the child's letter, empty where
    it is not carried over. `hint`: what belongs there."""

    id: str
    title: str
    letter: str
    hint: str


@dataclass(frozen=True)
class Withholding:
    """A part of the record that may be kept from some people.

    `sections`: ids of the record that are left out whole. `roles`: codes of INVITEE_ROLE from whom it may be kept.
    """

    id: str
    title: str
    sections: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True)
class LetterTexts:
    """The council's own sentences in the letter. `{iro}` and `{council}` are filled in."""

    opening: str
    to_a_small_child: str
    who_to_talk_to: str
    not_happy: str
    closing: str


@dataclass(frozen=True)
class RecordsPolicy:
    """`letter_reading_age`: the age in years at which the letter to the child should be readable. `template` names
    the version of the council's form of record, kept with each record. `word_template`: path of the council's own
    .docx, empty for ours. `record_speaks_to_child`: the record itself is written to the child. `accuracy_days`: how
    many working days those concerned have to check a draft. `record_goes_to`, `draft_goes_to`: codes of INVITEE_ROLE.
    `words`: the word list of the letter, from what workers say to what the child reads.
    """

    letter_reading_age: int
    template: str
    word_template: str
    record_speaks_to_child: bool
    accuracy_days: int
    child_copy_by: ChildCopy
    record_goes_to: tuple[str, ...]
    draft_goes_to: tuple[str, ...]
    letter: LetterTexts
    words: Mapping[str, str]
    headings: tuple[Heading, ...]
    withhold: tuple[Withholding, ...]

    def heading(self, id: str) -> Heading | None:
        """The heading of that id; None where the council has none such (any more)."""
        return next((each for each in self.headings if each.id == id), None)

    def may_be_kept_from(self, role: str) -> tuple[Withholding, ...]:
        """The parts that may be kept from somebody who is invited in that role."""
        return tuple(each for each in self.withhold if role in each.roles)


def read_records(table: Table) -> RecordsPolicy:
    """The settings of that table. Raises `UnableToReadPolicy`, naming the one that is wrong."""
    settings = RecordsPolicy(
        letter_reading_age=table.whole("letter_reading_age", at_least=5),
        template=table.text("template"),
        word_template=table.text("word_template"),
        record_speaks_to_child=table.flag("record_speaks_to_child"),
        accuracy_days=table.whole("accuracy_days", at_least=1),
        child_copy_by=table.choice("child_copy_by", ChildCopy),
        record_goes_to=_roles(table, "record_goes_to"),
        draft_goes_to=_roles(table, "draft_goes_to"),
        letter=_letter(table.table("letter")),
        words=_words(table.table("words")),
        headings=_headings(table, table.table("titles")),
        withhold=tuple(map(_withholding, table.tables("withhold"))),
    )
    if not settings.template or len(settings.template) > 40:
        raise table.refuse("template", "give the version of the form in 1 to 40 characters, as in '2026-1'.")
    table.finish()
    return settings


def _letter(table: Table) -> LetterTexts:
    texts = LetterTexts(**{name: table.text(name) for name in LetterTexts.__dataclass_fields__})
    table.finish()
    return texts


def _words(table: Table) -> dict[str, str]:
    return {word.casefold(): table.text(word) for word in table.names()}


def _headings(table: Table, titles: Table) -> tuple[Heading, ...]:
    """The headings, under the titles that the council gives some of them."""
    headings = tuple(map(_heading, table.tables("headings")))
    ids = [each.id for each in headings]
    if not ids or len(set(ids)) < len(ids):
        raise table.refuse("headings", "give each heading once, under an id of its own.")
    own = {id: titles.text(id) for id in ids if id in titles.values}
    titles.finish()
    return tuple(replace(each, title=own.get(each.id, each.title)) for each in headings)


def _heading(table: Table) -> Heading:
    heading = Heading(*(table.text(name) for name in ("id", "title", "letter", "hint")))
    if not heading.title or not 0 < len(heading.id) <= LONGEST_ID:
        raise table.refuse("id", f"a heading needs a title, and an id of 1 to {LONGEST_ID} characters.")
    table.finish()
    return heading


def _withholding(table: Table) -> Withholding:
    part = Withholding(table.text("id"), table.text("title"), table.texts("sections"), _roles(table, "roles"))
    if "," in part.id or not 0 < len(part.id) <= LONGEST_ID:
        raise table.refuse("id", f"give an id of 1 to {LONGEST_ID} characters, without commas.")
    table.finish()
    return part


def _roles(table: Table, key: str) -> tuple[str, ...]:
    known = {each.code for each in REVIEW_CODE_SETS["INVITEE_ROLE"]}
    for role in table.texts(key):
        if role not in known:
            raise table.refuse(key, f"{role!r} is not a role around a meeting. Use any of: {', '.join(sorted(known))}.")
    return table.texts(key)
