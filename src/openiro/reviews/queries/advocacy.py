"""What children need of an advocate, whether one was offered, and what came of it: in one question for a whole list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, Subquery

from openiro.children.models import CURRENT, Child, Relationship, RelationshipKind
from openiro.domain.checks_policy import Check
from openiro.domain.months import age_on
from openiro.domain.permissions import Permission
from openiro.people.models import User
from openiro.people.queries import may, policy_in_force
from openiro.reviews.models import Review, ReviewCheck
from openiro.voice.models import ConsultationForm

ADVOCACY = "advocacy"


class AdvocacyState(StrEnum):
    """How it stands, in the words that people read, what came of it before what was asked."""

    HAS_ONE = "has an advocate"
    WANTED = "wants an advocate, has none"
    OFFERED = "offered"
    NOT_OFFERED = "not offered"
    NOT_FOR_CHILD = "does not apply"
    NOT_ANSWERED = "no answer yet"


@dataclass(frozen=True)
class AdvocacyLine:
    """How advocacy stands for a child. `answered_on`: the day of the last review that answered whether one was offered.

    `is_open`: the last review that was held gave no answer, or none was held. `supported`: an advocate supported the
    child at the last review. `wanted`: the child asked for one in the last form; False where the reader sees no views.
    """

    state: AdvocacyState
    answered_on: date | None
    is_open: bool
    supported: bool
    wanted: bool


def shows_advocacy(*, on: date) -> bool:
    """Whether the council shows advocacy on the caseload list: where no review is finished without an answer on it."""
    check = policy_in_force(on=on).checks.checks.get(ADVOCACY)
    return check is not None and check.needed


def advocacy_of(user: User, children: Collection[int], *, on: date) -> dict[int, AdvocacyLine]:
    """How advocacy stands for each of these children on `on`; one query. The caller has applied the scope.

    What a child wishes is left out for whoever may not read views. Source: Children Act 1989, section 26A;
    Buckinghamshire, annual report 2016/17, section 4: at which reviews a referral should be made.
    """
    wishes = may(user, Permission.VIEW_VIEWS, on=on)
    held = Review.objects.filter(CURRENT, child=OuterRef("pk"), held_on__lte=on).order_by("-held_on", "-pk")
    answered = ReviewCheck.objects.filter(CURRENT, check_id=ADVOCACY, review__child=OuterRef("pk"))
    answered = answered.filter(review__withdrawn_at=None, review__held_on__lte=on).exclude(up_to_date="")
    answered = answered.order_by("-review__held_on", "-review_id")
    forms = ConsultationForm.objects.filter(child=OuterRef("pk"), respondent="child", sent_at__isnull=False)
    around = Relationship.objects.filter(CURRENT, child=OuterRef("pk"), kind=RelationshipKind.ADVOCATE)
    there = (Q(from_on=None) | Q(from_on__lte=on)) & (Q(to_on=None) | Q(to_on__gte=on))
    rows = Child.objects.filter(pk__in=list(children)).order_by("pk")
    found = rows.annotate(
        has_one=Exists(around.filter(there)),
        last_on=Subquery(held.values("held_on")[:1]),
        supported=Subquery(held.values("advocate")[:1]),
        answer=Subquery(answered.values("up_to_date")[:1]),
        answered_on=Subquery(answered.values("review__held_on")[:1]),
        form=Subquery(forms.order_by("-sent_at").values("answers")[:1]),
    )
    check = policy_in_force(on=on).checks.checks.get(ADVOCACY)
    columns = ("pk", "born_on", "has_one", "last_on", "supported", "answer", "answered_on", "form")
    return {
        number: AdvocacyLine(
            state=_state(has_one or bool(supported), wishes and _asked(form), answer or _unasked(check, born_on, on)),
            answered_on=answered_on,
            is_open=not _unasked(check, born_on, on) and (answered_on is None or answered_on != last_on),
            supported=bool(supported),
            wanted=wishes and _asked(form),
        )
        for number, born_on, has_one, last_on, supported, answer, answered_on, form in found.values_list(*columns)
    }


def _unasked(check: Check | None, born_on: date, on: date) -> str:
    """The answer that stands for a child whom the policy does not ask about, for their age; else empty."""
    return "not_applicable" if check and age_on(born_on, on) < check.from_age else ""


def _asked(form: dict[str, object] | None) -> bool:
    return (form or {}).get("advocate") == "yes"


def _state(has_one: bool, wanted: bool, answer: str) -> AdvocacyState:
    if has_one:
        return AdvocacyState.HAS_ONE
    if wanted:
        return AdvocacyState.WANTED
    told = {
        "yes": AdvocacyState.OFFERED,
        "no": AdvocacyState.NOT_OFFERED,
        "not_applicable": AdvocacyState.NOT_FOR_CHILD,
    }
    return told.get(answer, AdvocacyState.NOT_ANSWERED)
