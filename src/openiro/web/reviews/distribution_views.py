"""Who gets the record and the letter, all in one save; and the draft of the record sent to be checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse

from openiro.domain.clocks import CLOCKS
from openiro.domain.codes import meaning_of
from openiro.domain.permissions import Permission
from openiro.govuk.dates import long_date
from openiro.meetings.actions import Sending
from openiro.people.queries import day_of, policy_in_force
from openiro.reviews import actions
from openiro.reviews.queries import DistributionList, Recipient, Step, comments_on, distribution_of
from openiro.web.reviews.distribution_forms import DistributionForm, DraftCheckForm, proposed_answers
from openiro.web.reviews.opening import review_page
from openiro.web.reviews.part_page import part_page
from openiro.web.reviews.parts import PART
from openiro.web.reviews.words import full_date
from openiro.web.shell.deadlines import counted, left_until
from openiro.web.shell.opening import can
from openiro.web.shell.request import Request

KEY = "{key}"
STEP_TITLES = {
    "after.decisions": "Decisions sent",
    "after.care_plan": "Care plan updated",
    "after.record": "Record finished",
    "after.distribution": "Everybody has theirs",
}


@dataclass(frozen=True)
class StepShown:
    """One clock after the review, as the page shows it."""

    title: str
    text: str
    tone: str
    rule: str


@dataclass(frozen=True)
class RecipientShown:
    """One person and paper: who, what was done or is proposed, the boxes, and the way to their copy."""

    name: str
    role: str
    paper: str
    settled: str
    tone: str
    fields: tuple[Any, ...]
    copies: tuple[tuple[str, str], ...]


@review_page(Permission.DISTRIBUTE_RECORD, "reviews:review-distribution")
def review_distribution(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """The distribution list: everybody around the review, proposed as sent or withheld; one save does it."""
    found = distribution_of(review, on=request.today)

    def form_of(sent: QueryDict | None, initial: dict[str, Any]) -> DistributionForm:
        return DistributionForm(found.recipients, sent, initial=initial)

    def save(form: DistributionForm) -> str:
        return _distribute(request, child, review, _version(found), form.sendings())

    form = form_of(None, {})
    reads = can(request, Permission.VIEW_RECORD)
    copies = {each.key: _copies(each, child, review) for each in found.recipients} if reads else {}
    return part_page(
        request,
        child,
        review,
        PART["distribution"],
        form_of=form_of,
        facts=proposed_answers(found.recipients),
        save=save,
        template="reviews/distribution.jinja",
        given={
            "steps": [_step(each, request) for each in found.steps],
            "distributed": full_date(found.distributed_on),
            "shown": lambda bound: [_shown(each, bound, copies) for each in found.recipients],
            "is_read_here": reads,
            "can_send": bool(form.names_of_people()),
            "care_plan_href": reverse("reviews:review-care-plan", args=[child.reference, review.pk]),
        },
    )


@review_page(Permission.RECORD_REVIEW, "reviews:review-check-draft")
def review_check_draft(request: Request, child: Any, review: Any) -> HttpResponseBase:
    """The draft of the record is sent to those whom it concerns, and what they answered is taken in."""
    policy = policy_in_force(on=request.today)
    comments = comments_on(review)
    people = _may_check(distribution_of(review, on=request.today).recipients)

    def form_of(sent: QueryDict | None, initial: dict[str, Any]) -> DraftCheckForm:
        return DraftCheckForm(people, comments, policy.records.draft_goes_to, sent, initial=initial)

    def save(form: DraftCheckForm) -> str:
        return _check(request, review, form)

    return part_page(
        request,
        child,
        review,
        PART["record"],
        form_of=form_of,
        facts={f"outcome-{each.number}": each.outcome for each in comments},
        save=save,
        template="reviews/check-draft.jinja",
        given={
            "comments": [_comment(each) for each in comments],
            "people": people,
            "days": policy.records.accuracy_days,
            "record_href": reverse("reviews:review-write-record", args=[child.reference, review.pk]),
        },
    )


def _distribute(request: Request, child: Any, review: Any, version: int, sendings: list[Sending]) -> str:
    page = reverse("reviews:review-document", args=[child.reference, review.pk, "record", version])
    paths = {"link_path": _link_path("guests:letter").replace("letter", "{paper}"), "page_path": page}
    sent = actions.distribute_papers(review=review, sendings=sendings, by=request.user, at=request.now, **paths)
    withheld = sum(bool(each.withheld_reason) for each in sendings)
    return f"{counted(sent, 'paper is', 'papers are')} sent, {withheld:,} withheld."


def _check(request: Request, review: Any, form: DraftCheckForm) -> str:
    said = []
    by: dict[str, Any] = {"by": request.user, "at": request.now}
    if outcomes := form.outcomes():
        actions.settle_comments(review=review, outcomes=outcomes, **by)
        said.append(f"{counted(len(outcomes), 'comment is', 'comments are')} settled.")
    if asked := form.people():
        path = _link_path("guests:accuracy")
        last_day = actions.ask_for_accuracy(review=review, people=asked, link_path=path, **by)
        said.append(f"The draft is sent. They have until {long_date(last_day)} to say whether it is right.")
    return " ".join(said) or "Nothing was sent."


def _link_path(name: str) -> str:
    """The address of a page by private link, with a place for its key."""
    return reverse(name, args=["key"]).replace("/key/", f"/{KEY}/")


def _version(found: DistributionList) -> int:
    return next((each.version for each in found.recipients if each.paper == "record" and each.version), 1)


def _may_check(people: Iterable[Recipient]) -> list[Recipient]:
    fit = [each for each in people if each.invitee and each.paper == "record" and each.has_email]
    return [each for each in fit if not each.is_excluded]


def _step(each: Step, request: Request) -> StepShown:
    clock = CLOCKS[each.clock]
    rule = f"{clock.limit_in_words} after completion ({clock.source})"
    title = STEP_TITLES[each.clock]
    if each.done_on is not None:
        late = each.due_on is not None and each.done_on > each.due_on
        return StepShown(
            title, f"{long_date(each.done_on)}{', late' if late else ''}", "late" if late else "good", rule
        )
    if each.due_on is None:
        return StepShown(title, "The clock runs from the day the review is completed", "quiet", rule)
    left = left_until(each.due_on, each.days_left, request.today)
    return StepShown(title, f"By {long_date(each.due_on)}: {left.text}", left.tone, rule)


def _shown(each: Recipient, form: Any, copies: Mapping[str, tuple[tuple[str, str], ...]]) -> RecipientShown:
    names = [name for name in (f"what-{each.key}", f"left-{each.key}", f"note-{each.key}") if name in form.fields]
    settled, tone = _settled(each)
    return RecipientShown(
        name=each.name or meaning_of("INVITEE_ROLE", each.role),
        role=meaning_of("INVITEE_ROLE", each.role),
        paper=meaning_of("PAPER", each.paper),
        settled=settled,
        tone=tone,
        fields=tuple(form[name] for name in names),
        copies=copies.get(each.key, ()),
    )


def _settled(each: Recipient) -> tuple[str, str]:
    line = each.settled
    if line is not None and line.sent_at is not None:
        how = meaning_of("HOW_SENT", line.how)
        less = " Parts were left out." if line.left_out else ""
        return f"Sent on {long_date(day_of(line.sent_at))}: {how[:1].lower()}{how[1:]}.{less}", "good"
    if line is not None:
        note = f" {line.withheld_note}" if line.withheld_note else ""
        return f"Withheld: {meaning_of('WITHHELD_REASON', line.withheld_reason)}.{note}", "quiet"
    if not each.version:
        return f"{meaning_of('PAPER', each.paper)}: not finished yet.", "soon"
    return ("They have the version before this one.", "soon") if each.earlier else ("", "")


def _copies(each: Recipient, child: Any, review: Any) -> tuple[tuple[str, str], ...]:
    """Their copy to print or to look at: what was left out when it was sent, else what is proposed."""
    if each.invitee is None or not each.version or each.paper not in ("record", "letter"):
        return ()
    left_out = each.settled.left_out if each.settled else each.proposal.left_out
    query = "&".join(f"left_out={part}" for part in left_out)
    endings = (("PDF", "pdf"), ("Word", "docx"), ("Look at it", "html"))
    here = [child.reference, review.pk, each.paper, each.invitee]
    return tuple(
        (text, f"{reverse('reviews:review-copy', args=[*here, ending])}{f'?{query}' if query else ''}")
        for text, ending in endings
    )


def _comment(each: Any) -> dict[str, Any]:
    is_silent = each.answered_at is None
    when = f"Asked to answer by {long_date(each.answer_by)}" if is_silent else long_date(day_of(each.answered_at))
    said = "Nothing yet." if is_silent else each.words or "They found it right."
    outcome = meaning_of("COMMENT_OUTCOME", each.outcome) if each.outcome else ""
    name = each.name or meaning_of("INVITEE_ROLE", each.role)
    return {"number": each.number, "name": name, "when": when, "said": said, "outcome": outcome}
