"""The record of a review and the letter to the child: in work, finished, and one person's copy of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openiro.children.models import CURRENT, Episode, Relationship, RelationshipKind
from openiro.children.queries import full_name
from openiro.documents.content import Document
from openiro.documents.review_papers import PaperHead, review_paper
from openiro.documents.word import UnableToUseTemplate
from openiro.domain.policy import Policy
from openiro.domain.record_draft import DraftSection, merged, to_keep, what_a_record_lacks
from openiro.domain.record_facts import Section
from openiro.domain.record_text import day
from openiro.domain.redaction import KeptBack, kept_back, names_to_keep_back, redacted
from openiro.domain.refusal import Refusal
from openiro.meetings.models import Invitee
from openiro.people.queries import day_of
from openiro.reviews.models import DraftComment, Review, ReviewDocument
from openiro.reviews.queries.record_content import (
    LETTER,
    RECORD,
    Material,
    name_of_invitee,
    people_around,
    record_material,
)

KINDS = (RECORD, LETTER)
DRAFT = "This is a draft, sent to be checked. It is not the record."
SHORTENED = "Parts of the record are left out of this copy."


class UnableToFindPaper(Refusal):
    """There is no such record or letter of the review."""


@dataclass(frozen=True)
class DocumentLine:
    """One version of a record or letter. `finished_at` None: it is in work. `correction`: what it puts right."""

    kind: str
    version: int
    template: str
    finished_at: datetime | None
    correction: str


@dataclass(frozen=True)
class CommentLine:
    """What somebody answered who was asked to check a draft; `answered_at` None: nothing yet."""

    number: int
    invitee: int
    name: str
    role: str
    asked_at: datetime
    answer_by: date
    answered_at: datetime | None
    words: str
    outcome: str


@dataclass(frozen=True)
class Draft:
    """A record or letter as it stands for whoever writes it.

    `version` is that in work, or the one to be written; `finished` the latest that is finished, None before the
    first. While `is_open` it can be edited. `lacks`: what must be entered before it can be finished, by part.
    """

    kind: str
    version: int
    is_open: bool
    sections: tuple[DraftSection, ...]
    kept_back: Mapping[str, Sequence[str]]
    correction: str
    finished: DocumentLine | None
    lacks: Mapping[str, str]
    material: Material


def draft_of(review: Review, kind: str, *, on: date) -> Draft:
    """The record or letter of `review` in work, with what the entries give today; at most ten queries.

    Nothing is written: before the first version is saved, the draft is what is composed. A finished version with
    none in work stands as it was finished.
    """
    material = record_material(review, on=on)
    rows = list(ReviewDocument.objects.filter(review=review, kind=kind).order_by("version"))
    finished = next((_line(row) for row in reversed(rows) if row.finished_at), None)
    row = rows[-1] if rows else None
    is_open = row is None or row.finished_at is None
    composed = material.composed(kind) if is_open else tuple(map(_section, row.sections if row else ()))
    return Draft(
        kind=kind,
        version=row.version if row else 1,
        is_open=is_open,
        sections=merged(row.sections if row else [], composed),
        kept_back=dict(row.kept_back) if row else {},
        correction=row.correction if row else "",
        finished=finished,
        lacks=what_a_record_lacks(material.facts),
        material=material,
    )


def documents_of(review: Review) -> list[DocumentLine]:
    """Every version of the record and the letter of `review`, latest first, those in work too; one query."""
    rows = ReviewDocument.objects.filter(review=review).order_by("-kind", "-version")
    return [_line(row) for row in rows]


def document_of(review: Review, kind: str, version: int | None = None) -> ReviewDocument:
    """A finished version of the record or letter, the latest where none is named. Raises `UnableToFindPaper`."""
    rows = ReviewDocument.objects.filter(review=review, kind=kind, finished_at__isnull=False)
    rows = rows.filter(version=version) if version is not None else rows
    found = rows.order_by("-version").first()
    if found is None:
        raise UnableToFindPaper("There is no such record or letter of this review. Look at the review again.")
    return found


def comments_on(review: Review) -> list[CommentLine]:
    """Who was asked to check the draft of the record, and what each answered; one query."""
    rows = DraftComment.objects.filter(document__review=review, document__kind=RECORD)
    found = rows.select_related("invitee__person", "invitee__relationship").order_by("pk")
    return [
        CommentLine(
            number=row.pk,
            invitee=row.invitee_id,
            name=name_of_invitee(row.invitee, review),
            role=row.invitee.role,
            asked_at=row.asked_at,
            answer_by=row.answer_by,
            answered_at=row.answered_at,
            words=row.words,
            outcome=row.outcome,
        )
        for row in found
    ]


def paper_of(
    review: Review,
    document: ReviewDocument,
    policy: Policy,
    *,
    left_out: Iterable[KeptBack] = (),
    made_on: date,
    is_sent: bool = True,
) -> Document:
    """The paper of `document`, ready for every writer, without what is kept back; a draft that is sent says so.

    What is kept back is gone before the paper is built: no format of it holds a trace.
    """
    kept = tuple(left_out)
    sections = redacted([_section(each) for each in document.sections if each["text"].strip()], kept)
    held = f"Held on {day(review.held_on)}" if review.held_on else ""
    is_letter = document.kind == LETTER
    remarks = [
        DRAFT if document.finished_at is None and is_sent else "",
        f"Version {document.version} puts the one before it right: {document.correction}"
        if document.correction
        else "",
        SHORTENED if kept else "",
    ]
    head = PaperHead(
        title="Your review" if is_letter else f"Record of the {policy.words.review}",
        council=policy.council,
        period=held,
        about="" if is_letter else full_name(review.child) or review.child.code,
        made_on=day_of(document.finished_at) if document.finished_at else made_on,
        remarks=tuple(redact_text(each, kept) for each in remarks if each),
        is_table=not is_letter,
    )
    return review_paper(head, sections)


def redact_text(text: str, kept: Iterable[KeptBack]) -> str:
    """One text without the words that are kept back."""
    return redacted([Section("", "", text)], kept)[0].text


def kept_from(
    review: Review, document: ReviewDocument, policy: Policy, invitee: Invitee, parts: Iterable[str]
) -> tuple[KeptBack, ...]:
    """What is kept from somebody whose copy leaves `parts` out, with the words that give each away.

    To the words that the IRO named come the names of the child's carers, and the postcodes of the child's homes. At
    most three queries, none where nothing is left out.
    """
    wanted = set(parts)
    chosen = [part for part in policy.records.withhold if part.id in wanted]
    words = {part.id: list(document.kept_back.get(part.id, ())) for part in chosen}
    if "carers" in words:
        words["carers"] += names_to_keep_back(_carers(review, invitee), child_name=full_name(review.child))
    if "address" in words:
        words["address"] += _postcodes(review)
    return kept_back(chosen, words)


def word_base(policy: Policy) -> bytes | None:
    """The council's own Word document that papers are written into; None where it has none.

    Raises `UnableToUseTemplate` where the file that policy names is not there.
    """
    if not policy.records.word_template:
        return None
    path = Path(policy.records.word_template)
    if not path.is_file():
        raise UnableToUseTemplate(
            "The council's Word template is not where policy says it is. Ask whoever keeps the service to put it there."
        )
    return path.read_bytes()


def _carers(review: Review, but: Invitee) -> list[str]:
    """The names of those who care for the child, now or before; not of the person whose copy it is."""
    around = Relationship.objects.filter(CURRENT, child=review.child_id, kind=RelationshipKind.CARER)
    names = {row.name for row in around if row.pk != but.relationship_id}
    rows = [row for row in people_around(review) if row.role == "carer" and row.pk != but.pk]
    return sorted(names | {name_of_invitee(row, review) for row in rows})


def _postcodes(review: Review) -> list[str]:
    rows = Episode.objects.filter(CURRENT, child=review.child_id).exclude(placement_postcode="")
    return sorted(set(rows.values_list("placement_postcode", flat=True)))


def _section(kept: Mapping[str, str]) -> Section:
    return Section(kept["id"], kept["heading"], kept["text"])


def _line(row: ReviewDocument) -> DocumentLine:
    return DocumentLine(row.kind, row.version, row.template, row.finished_at, row.correction)


def draft_paper(review: Review, draft: Draft, *, on: date) -> Document:
    """The record or letter as it stands in work, for whoever writes it to look at; no query."""
    policy = draft.material.policy
    kept = to_keep(draft.sections, {})
    row = ReviewDocument(kind=draft.kind, version=draft.version, sections=kept, correction=draft.correction)
    return paper_of(review, row, policy, made_on=on, is_sent=False)
