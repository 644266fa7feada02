"""Lists of open decisions: everybody's, those that a manager is to answer, those that a person is to carry out."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from openiro.allocation.queries import of_seen_children, sees_every_child
from openiro.core.counting import with_total
from openiro.domain.decisions import AGREED, DEEMED, OBJECTED, DecisionState, decision_state
from openiro.domain.permissions import Permission, Scope
from openiro.people.models import User
from openiro.people.queries import check_may, scopes_on
from openiro.reviews.models import Decision, Review
from openiro.reviews.queries.decisions import (
    OPEN,
    DecisionLine,
    DecisionRules,
    decision_lines,
    decision_rules,
    facts_of_unanswered,
    lines_numbered,
)

SENT_AND_OPEN = OPEN & Q(sent_at__isnull=False)
MOST_OF_AN_OFFICER = 300
# As many as a manager could have waiting after a long absence; the daily work lets the rest count as agreed.
MOST_TO_ANSWER = 200


@dataclass(frozen=True)
class DecisionFilters:
    """Which decisions a list holds: `standing` is one of STANDINGS or empty, `owner` a person's code."""

    standing: str = ""
    owner: str = ""
    repeated: bool = False


STANDINGS: dict[str, str] = {
    "to_answer": "Waiting for the manager",
    "contested": "Objected to",
    "to_do": "Agreed, to be carried out",
    "overdue": "Past the day it was due",
    "done": "Done, says the owner",
}


@dataclass(frozen=True)
class DecisionPage:
    """How many decisions there are in all, and one page of them."""

    total: int
    lines: tuple[DecisionLine, ...]


@dataclass(frozen=True)
class ToAnswer(DecisionPage):
    """Decisions that wait for a manager; `others` are those that wait besides, of other reviews."""

    others: int


@dataclass(frozen=True)
class OfficerDecisions:
    """Decisions that wait for a manager, those objected to, and those on the list for so long that they stand out."""

    unanswered: DecisionPage
    contested: DecisionPage
    drifting: DecisionPage


def open_decisions(
    user: User,
    filters: DecisionFilters,
    *,
    on: date,
    start: int = 0,
    size: int = 25,
    rules: DecisionRules | None = None,
) -> DecisionPage:
    """Decisions sent and not judged yet of the children whose decisions `user` sees, the earliest due first.

    `rules` from whoever has read them already, as in what follows. At most six queries. Raises `UnableToPermit`
    without `reviews.view_decisions`.
    """
    check_may(user, Permission.VIEW_DECISIONS, on=on)
    rules = rules or decision_rules(user, on=on)
    rows = _narrowed(_seen(user, Permission.VIEW_DECISIONS, on=on), filters, rules)
    return _page(rows, rules, start, size)


def decisions_to_answer(
    user: User,
    *,
    on: date,
    review: str = "",
    limit: int = MOST_TO_ANSWER,
    rules: DecisionRules | None = None,
) -> ToAnswer:
    """Decisions that wait for `user` as manager, of one `review` or of all, the earliest last day first; six queries.

    Those whose time has run out are left out where they count as agreed by then. Raises `UnableToPermit` without
    `reviews.answer_decision`.
    """
    check_may(user, Permission.ANSWER_DECISION, on=on)
    rules = rules or decision_rules(user, on=on)
    mine = _seen(user, Permission.ANSWER_DECISION, on=on).filter(answer="")
    if sees_every_child(user, on=on, permission=Permission.ANSWER_DECISION):
        mine = mine.filter(manager=user)
    asked = mine.order_by("sent_at", "review_id", "number")[:MOST_TO_ANSWER]
    waiting = [
        (number, of)
        for number, of, sent_at, needs in asked.values_list("pk", "review_id", "sent_at", "needs_resources")
        if sent_at and decision_state(facts_of_unanswered(sent_at, needs), rules.answer, on) is DecisionState.SENT
    ]
    wanted = [number for number, of in waiting if review in ("", str(of))]
    place = {number: position for position, number in enumerate(wanted[:limit])}
    lines = sorted(lines_numbered(list(place), rules), key=lambda line: place[line.number])
    return ToAnswer(len(wanted), tuple(lines), others=len(waiting) - len(wanted))


def decisions_owned(
    user: User, *, on: date, start: int = 0, size: int = 25, rules: DecisionRules | None = None
) -> DecisionPage:
    """Decisions that `user` is to carry out, of children whom they see, the earliest due first; six queries.

    A child's social worker has those given to the social worker before them. Raises `UnableToPermit` without
    `reviews.report_progress`.
    """
    check_may(user, Permission.REPORT_PROGRESS, on=on)
    rules = rules or decision_rules(user, on=on)
    rows = _seen(user, Permission.REPORT_PROGRESS, on=on).filter(owned_by(user, on=on), done_on__isnull=True)
    return _page(rows, rules, start, size)


def _page(rows: QuerySet[Decision], rules: DecisionRules, start: int, size: int) -> DecisionPage:
    """A page of these decisions, the earliest due first; three queries at the most, one where there are none."""
    counted = with_total(rows.order_by(F("due_on").asc(nulls_last=True), "pk"))
    found = list(counted[start : start + size].values_list("pk", "total"))
    if not found:
        return DecisionPage(0, ())
    lines = lines_numbered([number for number, _ in found], rules)
    return DecisionPage(found[0][1], tuple(lines))


def owned_by(user: User, *, on: date) -> Q:
    """Decisions given to `user`, or to the social worker of a child whose social worker they are on `on`."""
    own = Q(owner=user)
    if Scope.OWN_CASES in scopes_on(user, Permission.REPORT_PROGRESS, on=on):
        own |= Q(owner_role="social_worker")
    return own


def decisions_of_officer(
    user: User, *, on: date, limit: int = 10, rules: DecisionRules | None = None
) -> OfficerDecisions:
    """What an officer looks after on `on`: `limit` lines of each kind; at most four queries."""
    rules = rules or decision_rules(user, on=on)
    rows = _seen(user, Permission.VIEW_DECISIONS, on=on)
    repeated = _repeated(rules.policy.stands_out_after)
    rows = rows.filter(Q(answer__in=("", OBJECTED)) | repeated).order_by("sent_at", "review_id", "number")
    lines = decision_lines(rows[:MOST_OF_AN_OFFICER], rules)
    late = [line for line in lines if line.state is DecisionState.SENT]
    contested = [line for line in lines if line.state is DecisionState.CONTESTED]
    drifting = sorted((line for line in lines if line.stands_out), key=lambda line: -line.outstanding)
    return OfficerDecisions(*(DecisionPage(len(each), tuple(each[:limit])) for each in (late, contested, drifting)))


def _seen(user: User, permission: Permission, *, on: date) -> QuerySet[Decision]:
    rows = Decision.objects.filter(SENT_AND_OPEN)
    if sees_every_child(user, on=on, permission=permission):
        # Of a whole county: from the few that were withdrawn, so that nothing need be looked up of each decision.
        return rows.exclude(review__in=_withdrawn()).exclude(review__in=_of_withdrawn_children())
    seen = of_seen_children(user, on=on, permission=permission, child="review__child")
    return rows.filter(seen, review__withdrawn_at__isnull=True)


def _withdrawn() -> QuerySet[Review]:
    return Review.objects.filter(withdrawn_at__isnull=False).order_by().only("pk")


def _of_withdrawn_children() -> QuerySet[Review]:
    return Review.objects.filter(child__withdrawn_at__isnull=False).order_by().only("pk")


def _narrowed(rows: QuerySet[Decision], filters: DecisionFilters, rules: DecisionRules) -> QuerySet[Decision]:
    by_standing = {
        "to_answer": Q(answer=""),
        "contested": Q(answer=OBJECTED),
        "to_do": Q(answer__in=(AGREED, DEEMED), done_on__isnull=True),
        "overdue": Q(due_on__lt=rules.on, done_on__isnull=True),
        "done": Q(done_on__isnull=False),
    }
    rows = rows.filter(by_standing.get(filters.standing, Q()))
    if filters.owner:
        rows = rows.filter(owner__code=filters.owner)
    return rows.filter(_repeated(rules.policy.stands_out_after)) if filters.repeated else rows


def _repeated(reviews: int) -> Q:
    """On the list for that many reviews or more: one that repeats one that repeats one …; 1 is every decision."""
    path = "__".join(["carried_from"] * (reviews - 1))
    return Q(**{f"{path}__isnull": False}) if path else Q()
