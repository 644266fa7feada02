"""What of a review goes to the child's file in the council's main system: its papers, forms and documents, by name."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from openiro.core.actions import child_stream
from openiro.core.files import FileLine, line_of_file
from openiro.core.models import Event
from openiro.documents.content import Document
from openiro.documents.review_papers import PaperHead, review_paper
from openiro.domain.codes import meaning_of
from openiro.domain.policy import Policy
from openiro.domain.record_facts import Section
from openiro.domain.record_text import day
from openiro.meetings.models import Attachment
from openiro.people.models import User
from openiro.people.queries import day_of, may_see_free_text, names_of, policy_in_force
from openiro.reviews.models import Review, ReviewDocument
from openiro.reviews.queries.documents import paper_of
from openiro.voice.queries import FormToAnswer, forms_of

EXPORTED = "reviews.casefile_exported"


@dataclass(frozen=True)
class CasefilePaper:
    """A paper that is drawn as a file: its name without an ending, what it is in words, and its day."""

    name: str
    title: str
    on: date
    document: Document


@dataclass(frozen=True)
class CasefileDocument:
    """A document as it was attached: its name, what it is in words, its day, and where it lies."""

    name: str
    title: str
    on: date
    file: FileLine


@dataclass(frozen=True)
class Casefile:
    """What there is of a review. Names are made of numbers and codes alone, and are the same whenever it is asked."""

    name: str
    child_code: str
    papers: tuple[CasefilePaper, ...]
    documents: tuple[CasefileDocument, ...]


@dataclass(frozen=True)
class CasefileExport:
    """When the file set of a review was last taken, by whom, and how many files it held."""

    at: datetime
    by: str
    files: int


def casefile_of(user: User, review: Review, *, on: date) -> Casefile:
    """The finished versions of record and letter, the consultation forms sent, and the documents attached.

    Only for who may read the record (`reviews.view_record`); at most seven queries.
    """
    policy, name = policy_in_force(on=on), f"review-{review.pk}"
    rows = ReviewDocument.objects.filter(review=review, finished_at__isnull=False).order_by("kind", "version")
    papers = [_written(name, review, row, policy, on) for row in rows]
    papers += [_form(name, each, policy) for each in forms_of(user, review.meeting, on=on)]
    attached = Attachment.objects.filter(meeting=review.meeting_id, withdrawn_at=None).select_related("file")
    documents = attached.order_by("pk") if review.meeting_id and may_see_free_text(user, on=on) else ()
    return Casefile(name, review.child.code, tuple(papers), tuple(_attached(name, row) for row in documents))


def casefile_export_of(review: Review) -> CasefileExport | None:
    """The last time that the file set of this review was taken; None where it never was. Two queries."""
    rows = Event.objects.filter(stream=child_stream(review.child_id), kind=EXPORTED).order_by("-sequence")
    for row in rows:
        facts = json.loads(row.facts)
        if facts["review"] == review.pk:
            return CasefileExport(row.at, names_of([row.by]).get(row.by, row.by), len(facts["files"]))
    return None


def _attached(name: str, row: Attachment) -> CasefileDocument:
    file = line_of_file(row.file)
    ending = file.name.rpartition(".")[2]
    title = meaning_of("ATTACHMENT_KIND", row.kind)
    return CasefileDocument(f"{name}-document-{row.pk}-{row.kind}.{ending}", title, day_of(row.attached_at), file)


def _written(name: str, review: Review, row: ReviewDocument, policy: Policy, on: date) -> CasefilePaper:
    title = {"record": "Record of the review", "letter": "Letter to the child"}[row.kind]
    finished = day_of(row.finished_at) if row.finished_at else on
    document = paper_of(review, row, policy, made_on=finished)
    return CasefilePaper(f"{name}-{row.kind}-version-{row.version}", title, finished, document)


def _form(name: str, form: FormToAnswer, policy: Policy) -> CasefilePaper:
    """A consultation form as a paper: each question that was answered, in the words of the answer."""
    sent = day_of(form.sent_at) if form.sent_at else date.min
    title = f"Consultation form: {meaning_of('INVITEE_ROLE', form.role).lower()}"
    typed = (f"Typed in by {form.entered_by}.",) if form.entered_by else ()
    head = PaperHead(
        title=title, council=policy.council, period=f"Sent on {day(sent)}", about="", made_on=sent, remarks=typed
    )
    answers = [Section(question.id, question.text, words) for question, words in form.answered]
    return CasefilePaper(f"{name}-form-{form.invitee}-{form.respondent}", title, sent, review_paper(head, answers))
