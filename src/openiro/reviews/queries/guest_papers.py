"""What somebody reads who does not sign in: the letter or record that was sent to them, or the draft to check; and one
person's copy as it is printed for the post."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from openiro.documents.content import Document
from openiro.domain.policy import Policy
from openiro.meetings.models import Distribution, Invitee
from openiro.meetings.queries.distribution import parts_of
from openiro.people.queries import policy_in_force
from openiro.reviews.models import DraftComment, Review, ReviewDocument
from openiro.reviews.queries.documents import UnableToFindPaper, document_of, kept_from, paper_of
from openiro.reviews.queries.record_content import LETTER, RECORD


class PrivateLink(Protocol):
    """A private link that opens: whose (`invitee`), of which meeting, what for, and of which version."""

    @property
    def meeting(self) -> int:
        """The number of the meeting."""

    @property
    def invitee(self) -> int:
        """The number of the person."""

    @property
    def purpose(self) -> str:
        """A code of LINK_PURPOSE."""

    @property
    def version(self) -> int | None:
        """Of the paper; None: the latest."""


@dataclass(frozen=True)
class GuestPaper:
    """A paper as one person may read it. `is_letter`: it is written to the child. `answer_by`: where it is a draft,
    the day by which they are asked to say whether it is right. `file_name` holds nothing about anybody."""

    document: Document
    is_letter: bool
    file_name: str
    answer_by: date | None = None


def letter_for_link(link: PrivateLink, *, on: date) -> GuestPaper:
    """The letter or record that a private link shows, without what was left out for its person; at most nine queries.

    A version that was sent is shown as it was sent. Raises `UnableToFindPaper` where nothing was sent to them.
    """
    review, invitee = _around(link)
    kind = LETTER if link.purpose == LETTER else RECORD
    document = document_of(review, kind, link.version)
    rows = Distribution.objects.filter(invitee=invitee, paper=kind, version=document.version, sent_at__isnull=False)
    sent = rows.first()
    if sent is None:
        raise UnableToFindPaper("There is nothing to read here any more.")
    return _copy(review, document, invitee, parts_of(sent.redactions), policy_in_force(on=on), on)


def draft_for_link(link: PrivateLink, *, on: date) -> GuestPaper:
    """The draft that a private link asks to be checked, as it was last saved, without what is left out for its person.

    Raises `UnableToFindPaper` where it is finished in the meantime, or they were not asked.
    """
    review, invitee = _around(link)
    rows = DraftComment.objects.filter(invitee=invitee, document__finished_at=None, answered_at=None)
    asked = rows.select_related("document").first()
    if asked is None:
        raise UnableToFindPaper("There is nothing to check here any more.")
    parts = parts_of(asked.left_out)
    copy = _copy(review, asked.document, invitee, parts, policy_in_force(on=on), on)
    return GuestPaper(copy.document, copy.is_letter, copy.file_name, asked.answer_by)


def copy_for(review: Review, kind: str, invitee_number: int, *, left_out: tuple[str, ...], on: date) -> GuestPaper:
    """One person's copy of the latest finished record or letter, for the post or to look at before it is sent.

    `left_out`: ids of parts; those that may not be kept from them are passed over. Raises `UnableToFindPaper`.
    """
    rows = Invitee.objects.filter(meeting=review.meeting_id, pk=invitee_number, removed_at=None)
    invitee = rows.select_related("relationship", "person").first()
    if invitee is None:
        raise UnableToFindPaper("That person is not around this review. Look at the list again.")
    if (kind == LETTER) != (invitee.role == "child"):
        raise UnableToFindPaper("The letter is for the child, and the record for everybody else.")
    policy = policy_in_force(on=on)
    allowed = {part.id for part in policy.records.may_be_kept_from(invitee.role)}
    parts = tuple(part for part in left_out if part in allowed)
    return _copy(review, document_of(review, kind), invitee, parts, policy, on)


def file_name_of(review: Review, kind: str, version: int) -> str:
    """The name of a file without its ending: what it is and of which day, nothing about the child."""
    held = f"-{review.held_on.isoformat()}" if review.held_on else ""
    return f"{kind}-of-review{held}-version-{version}"


def _around(link: PrivateLink) -> tuple[Review, Invitee]:
    invitee = Invitee.objects.select_related("relationship", "person").filter(pk=link.invitee).first()
    review = (
        Review.objects.select_related("child", "chaired_by").filter(meeting=link.meeting, withdrawn_at=None).first()
    )
    if invitee is None or review is None:
        raise UnableToFindPaper("There is nothing to read here any more.")
    return review, invitee


def _copy(
    review: Review, document: ReviewDocument, invitee: Invitee, parts: tuple[str, ...], policy: Policy, on: date
) -> GuestPaper:
    kept = kept_from(review, document, policy, invitee, parts) if document.kind == RECORD else ()
    paper = paper_of(review, document, policy, left_out=kept, made_on=on)
    name = file_name_of(review, document.kind, document.version)
    return GuestPaper(paper, document.kind == LETTER, name)
