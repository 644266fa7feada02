"""Monitoring forms as a person may see them: one form, those of a child, those due, and copies in part."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from openiro.allocation.queries import of_seen_children
from openiro.children.models import CURRENT, Child, Episode
from openiro.children.queries import full_name
from openiro.core.counting import with_total
from openiro.core.queries import working_calendar
from openiro.domain.monitoring import FormWords
from openiro.domain.permissions import Permission
from openiro.domain.quality_policy import FormQuestion, QualityPolicy
from openiro.domain.refusal import Refusal
from openiro.people.models import User
from openiro.people.queries import check_may, may_see_free_text, may_see_names, policy_in_force, role_codes_on
from openiro.quality.models import FormAnswer, FormCopy, FormReply, MonitoringForm
from openiro.quality.queries.taken import taken_answers
from openiro.reviews.models import Review

# Forms of reviews that were held longer ago are not asked for any more.
ASKED_FOR = timedelta(days=180)
PLACED = {"place": "placement", "provider": "provider", "urn": "urn"}


class UnableToFindForm(Refusal):
    """There is no such form among those that the person may see."""


@dataclass(frozen=True)
class AnswerLine:
    """One question with its answer. `taken`: what the review holds, never typed."""

    question: FormQuestion
    given: FormWords
    taken: bool


@dataclass(frozen=True)
class ReplyLine:
    """What somebody who was sent the form answered; `of_placement`: the quality report on the placement."""

    words: str
    actions_complete: bool
    of_placement: bool
    at: datetime
    by: str


@dataclass(frozen=True)
class FormLine:
    """One version of a form. `due_on`: the last day to send it. `sent_at` None: it is being filled in."""

    number: int
    review_number: int
    reference: uuid.UUID
    child: str
    held_on: date
    version: int
    due_on: date
    sent_at: datetime | None
    sent_by: str


@dataclass(frozen=True)
class FormDue:
    """A review whose form is to be sent; `days_left` in working days, negative when overdue. `begun`: saved once."""

    review_number: int
    reference: uuid.UUID
    child: str
    held_on: date
    due_on: date
    days_left: int
    begun: bool


@dataclass(frozen=True)
class FormsDue:
    """How many forms are due, and the first of them, the longest due first."""

    total: int
    shown: tuple[FormDue, ...]


@dataclass(frozen=True)
class CopyLine:
    """A form of which a role was sent only what is for it; `answers` empty in a list. It does not say whose it is.

    `place` (PLACE), `provider` (PLACE_PROVIDER) and `urn`, the number under which Ofsted has registered it: the
    placement on the day of the review, as far as it is known, never where it is. `reported_at`: when the placement was
    reported on last; None where it was not.
    """

    number: int
    held_on: date | None
    sent_at: datetime | None
    reported_at: datetime | None
    place: str = ""
    provider: str = ""
    urn: str = ""
    answers: tuple[AnswerLine, ...] = ()


def questions_of(policy: QualityPolicy) -> tuple[FormQuestion, ...]:
    """The questions in the order of the form: sheet by sheet."""
    return tuple(each for sheet in policy.sheets for each in policy.questions.values() if each.sheet == sheet)


def policy_of(form: MonitoringForm) -> QualityPolicy:
    """The policy whose questions the form asks."""
    return policy_in_force(on=form.policy_on).quality


def words_of(form: MonitoringForm) -> dict[str, FormWords]:
    """What is kept of the form by question, what was taken from the review left out while it is not sent; one query."""
    rows = FormAnswer.objects.filter(form=form)
    return {row.question: FormWords(row.answer, row.words, row.theme, row.agency) for row in rows}


def answers_of(form: MonitoringForm, *, on: date) -> tuple[AnswerLine, ...]:
    """Every question with its answer; what the review holds as it was when the form was sent, until then as it is."""
    kept = words_of(form)
    if form.sent_at is None:
        kept |= taken_answers(form.review, questions_of(policy_of(form)), on=on)
    return _answers(questions_of(policy_of(form)), kept)


def draft_answers(review: Review, *, on: date) -> tuple[AnswerLine, ...]:
    """The form of a review as it is to be filled in: what was saved, else the last version sent, else only what the
    review holds."""
    questions = questions_of(policy_in_force(on=on).quality)
    rows = FormAnswer.objects.filter(form__review=review, is_taken=False).select_related("form")
    versions: dict[int, dict[str, FormWords]] = {}
    for row in rows:
        kept = FormWords(row.answer, row.words, row.theme, row.agency)
        versions.setdefault(row.form.version, {})[row.question] = kept
    latest = versions[max(versions)] if versions else {}
    return _answers(questions, latest | taken_answers(review, questions, on=on))


def forms_visible_to(user: User, *, on: date) -> QuerySet[MonitoringForm]:
    """Forms that were sent, and for those who fill them in the others too, of the children whom `user` sees."""
    seen = of_seen_children(user, on=on, permission=Permission.VIEW_FORMS, child="review__child")
    rows = MonitoringForm.objects.filter(seen, review__withdrawn_at__isnull=True)
    mine = of_seen_children(user, on=on, permission=Permission.FILL_FORM, child="review__child")
    return rows.filter(sent_at__isnull=False) | rows.filter(mine)


def form_of(user: User, child: Child, number: int, *, on: date) -> MonitoringForm:
    """One form of the child. Raises `UnableToFindForm` outside one's scope."""
    rows = forms_visible_to(user, on=on).filter(review__child=child, pk=number)
    found = rows.select_related("review__child", "review__meeting", "sent_by", "team").first()
    if found is None:
        raise UnableToFindForm("There is no such form among those that you see. Look at the child's forms again.")
    return found


def form_line(form: MonitoringForm, user: User, *, on: date) -> FormLine:
    """The form as `user` may read it; the caller has applied the scope."""
    return _lines([form], user, on)[0]


def forms_about(user: User, child: Child, *, on: date) -> list[FormLine]:
    """Every form of the child that `user` sees, the latest first; three queries at most."""
    rows = forms_visible_to(user, on=on).filter(review__child=child)
    return _lines(rows.select_related("review__child", "sent_by").order_by("-review__held_on", "-version"), user, on)


def replies_of(form: MonitoringForm) -> list[ReplyLine]:
    """What was answered to any version of the form, the first first; one query."""
    rows = FormReply.objects.filter(form__review=form.review_id)
    return [
        ReplyLine(row.words, row.actions_complete, row.of_placement, row.replied_at, row.replied_by.name)
        for row in rows.select_related("replied_by").order_by("pk")
    ]


def without_form(*, on: date) -> QuerySet[Review]:
    """Reviews recorded in the service and held lately whose form was not sent."""
    sent = MonitoringForm.objects.filter(review=OuterRef("pk"), sent_at__isnull=False)
    return Review.objects.filter(
        CURRENT,
        ~Exists(sent),
        child__withdrawn_at__isnull=True,
        recorded_at__isnull=False,
        held_on__gt=on - ASKED_FOR,
        held_on__lte=on,
    )


def forms_due(user: User, *, on: date, limit: int = 10) -> FormsDue:
    """Forms that `user` is to send, those that are due the longest first; two queries. None where policy asks none."""
    check_may(user, Permission.FILL_FORM, on=on)
    policy = policy_in_force(on=on).quality
    if not policy.questions:
        return FormsDue(0, ())
    begun = MonitoringForm.objects.filter(review=OuterRef("pk"))
    seen = of_seen_children(user, on=on, permission=Permission.FILL_FORM)
    rows = without_form(on=on).filter(seen).annotate(begun=Exists(begun)).select_related("child")
    found = list(with_total(rows.order_by("held_on", "pk"))[:limit])
    calendar, names = working_calendar(), may_see_names(user, on=on)
    lines = []
    for row in found:
        due_on = calendar.days_after(row.held_on, policy.due_within)
        left = calendar.days_between(on, due_on)
        reference, name = row.child.reference, called(row.child, names)
        lines.append(FormDue(row.pk, reference, name, row.held_on, due_on, left, row.begun))
    return FormsDue(found[0].total if found else 0, tuple(lines))


def copies_for(user: User, *, on: date, limit: int = 200) -> list[CopyLine]:
    """The copies that the roles of `user` were sent, the latest first; two queries. Raises `UnableToPermit`."""
    check_may(user, Permission.VIEW_COPIES, on=on)
    once = {row.form_id: row for row in _copies(user, on)[:limit]}
    return [_copy(row) for row in once.values()]


def copy_of(user: User, number: int, *, on: date) -> CopyLine:
    """One copy: of the form numbered so, what is for the roles of `user`, words only for who may read
    them; three queries. Raises `UnableToFindForm`."""
    check_may(user, Permission.VIEW_COPIES, on=on)
    rows = list(_copies(user, on).filter(form=number))
    if not rows:
        raise UnableToFindForm("There is no such copy among those that you were sent. Look at the list again.")
    form, roles = rows[0].form, {row.role for row in rows}
    questions = [each for each in questions_of(policy_of(form)) if roles & set(each.copied_to)]
    words = words_of(form)
    if not may_see_free_text(user, on=on):
        words = {id: replace(given, words="") for id, given in words.items()}
    return _copy(rows[0], _answers(questions, words))


def copied_form(user: User, number: int, *, on: date) -> MonitoringForm:
    """The form numbered so that was copied in part to the roles of `user`, to be handed to an action; one query.

    Raises `UnableToFindForm`.
    """
    row = _copies(user, on).filter(form=number).select_related("form__review__child", "form__sent_by").first()
    if row is None:
        raise UnableToFindForm("There is no such copy among those that you were sent. Look at the list again.")
    return row.form


def called(child: Child, names: bool) -> str:
    """The child by name, or by number for those who may not see names."""
    return (full_name(child) if names else "") or child.code


def _copies(user: User, on: date) -> QuerySet[Any]:
    """Those of the roles of `user`, and only of the version that stands."""
    later = MonitoringForm.objects.filter(
        review=OuterRef("form__review"), version__gt=OuterRef("form__version"), sent_at__isnull=False
    )
    rows = FormCopy.objects.filter(
        ~Exists(later), in_part=True, role__in=role_codes_on(user, on), form__review__child__withdrawn_at__isnull=True
    )
    reports = FormReply.objects.filter(form__review=OuterRef("form__review"), of_placement=True).order_by("-pk")
    day = OuterRef("form__review__held_on")
    placed = Episode.objects.filter(CURRENT, child=OuterRef("form__review__child"), started_on__lte=day)
    placed = placed.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day)).order_by("-started_on")
    rows = rows.annotate(
        reported_at=Subquery(reports.values("replied_at")[:1]),
        **{name: Subquery(placed.values(column)[:1]) for name, column in PLACED.items()},
    )
    return rows.select_related("form__review__child").order_by("-form__sent_at", "-pk")


def _copy(row: Any, answers: tuple[AnswerLine, ...] = ()) -> CopyLine:
    placed = {name: getattr(row, name) or "" for name in PLACED}
    return CopyLine(row.form_id, row.form.review.held_on, row.form.sent_at, row.reported_at, answers=answers, **placed)


def _answers(questions: Sequence[FormQuestion], kept: Mapping[str, FormWords]) -> tuple[AnswerLine, ...]:
    return tuple(AnswerLine(each, kept.get(each.id, FormWords()), bool(each.taken_from)) for each in questions)


def _lines(rows: Iterable[Any], user: User, on: date) -> list[FormLine]:
    calendar, names = working_calendar(), may_see_names(user, on=on)
    return [
        FormLine(
            number=row.pk,
            review_number=row.review_id,
            reference=row.review.child.reference,
            child=called(row.review.child, names),
            held_on=row.review.held_on,
            version=row.version,
            due_on=calendar.days_after(row.review.held_on, policy_of(row).due_within),
            sent_at=row.sent_at,
            sent_by=row.sent_by.name if row.sent_by else "",
        )
        for row in rows
    ]
