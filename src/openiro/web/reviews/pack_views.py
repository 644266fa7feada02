"""Everything about a coming review on one page, to read beforehand or to print."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from openiro.children.queries import child_record
from openiro.domain.codes import meaning_of
from openiro.domain.permissions import Permission
from openiro.govuk.dates import long_date
from openiro.meetings.queries import InviteeLine, attachments_of, invitees_of
from openiro.reviews.queries import held_before, papers_of
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.papers_presenters import agencies_table, documents, due_box, standings_table
from openiro.web.reviews.parts import PARTS
from openiro.web.reviews.words import in_words
from openiro.web.shell.navigation import address
from openiro.web.shell.opening import GET, can, head
from openiro.web.shell.request import Request

NOT_KNOWN = "Not known"


@review_page(Permission.BRING_PAPERS, "reviews:review-pack", methods=GET)
def review_pack(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """The child, the review, who is invited, the papers and the documents, and the way to each part."""
    papers = papers_of(review, on=request.today)
    people = invitees_of(review.meeting)
    given = {
        "review": review,
        "day": long_date(review.planned_on or review.held_on),
        "child_facts": _child_facts(request, child),
        "review_facts": _review_facts(review),
        "last_facts": _last_facts(review),
        "people": _people(people),
        "agencies": agencies_table(papers.lines, people),
        "due": due_box(papers, request.today),
        "papers": standings_table(papers.lines, review_on=review.held_on or review.planned_on, caption_hidden=True),
        "documents": documents(attachments_of(request.user, review.meeting, on=request.today), child, review),
        "parts": _parts(request, child, review),
    }
    return render(request, "reviews/pack.jinja", head(request, child) | given)


def _child_facts(request: Request, child: Any) -> list[tuple[str, str]]:
    known = child_record(child, on=request.today)
    period, timeline = known.timeline.current, known.timeline
    return [
        ("Age", str(known.identity.age)),
        ("Looked after since", long_date(period.started_on) if period else "Not looked after now"),
        ("Legal status", meaning_of("LS", timeline.legal_status) if timeline.legal_status else NOT_KNOWN),
        ("Placement", meaning_of("PLACE", timeline.placement) if timeline.placement else NOT_KNOWN),
    ]


def _review_facts(review: Any) -> list[tuple[str, str]]:
    return [
        ("Planned for", long_date(review.planned_on) or NOT_KNOWN),
        ("How", in_words("MODE", review.mode)),
        ("Where", review.place or "Not said yet"),
        ("Chaired by", review.chaired_by.name if review.chaired_by else NOT_KNOWN),
    ]


def _last_facts(review: Any) -> list[tuple[str, str]]:
    """The review before this one."""
    last = held_before(review)
    if last is None:
        return [("Held on", "This is the first review")]
    day, code = last
    return [
        ("Held on", long_date(day)),
        ("How the child took part", f"{meaning_of('REVIEW_CODE', code)} ({code})" if code else "Not recorded"),
    ]


def _people(lines: Iterable[InviteeLine]) -> list[tuple[str, str]]:
    """Who is invited, in what part, and what they answered."""
    return [
        (line.name or meaning_of("INVITEE_ROLE", line.role), meaning_of("INVITEE_ROLE", line.role))
        for line in lines
        if not line.is_excluded
    ]


def _parts(request: Request, child: Any, review: Any) -> list[tuple[str, str]]:
    """The parts of the review that this person may open."""
    links = (
        (part.title, address(part.page, child.reference, review.pk)) for part in PARTS if can(request, part.permission)
    )
    agenda = ("Agenda", reverse("reviews:review-agenda", args=[child.reference, review.pk]))
    said = ("What people said", reverse("reviews:review-responses", args=[child.reference, review.pk]))
    more = [agenda, *([said] if can(request, Permission.VIEW_VIEWS) else [])]
    return [*more, *((title, href) for title, href in links if href)]
