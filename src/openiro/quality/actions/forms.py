"""Monitoring forms filled in, sent, and followed by another version; never changed once they are sent."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from openiro.allocation.queries import check_may_for
from openiro.core.actions import child_stream, record_event
from openiro.core.notices import queue_notice
from openiro.core.queries import working_calendar
from openiro.domain.checks import FOSTERED
from openiro.domain.monitoring import (
    OPEN_RATINGS,
    FormWords,
    UnableToMonitor,
    check_can_send,
    check_words,
)
from openiro.domain.permissions import Permission
from openiro.domain.quality_policy import FormQuestion, QualityPolicy
from openiro.people.models import User
from openiro.people.queries import PeopleFilter, day_of, people_on, policy_in_force
from openiro.quality.models import FormAnswer, FormCopy, Issue, MonitoringForm
from openiro.quality.queries.forms import policy_of, questions_of, words_of
from openiro.quality.queries.taken import taken_answers
from openiro.reviews.models import Review
from openiro.reviews.queries import answerers_of, review_checks, teams_of

FOSTERING = "fostering_iro"
CORRECTED = "Not found amber or red any more in the next version of the form"


@transaction.atomic
def save_form(*, review: Review, answers: Mapping[str, FormWords], by: User, at: datetime) -> MonitoringForm:
    """Keep what is filled in, however incomplete; where the form was sent, a new version of it begins.

    Needs `quality.fill_in_form` of the child. Raises `UnableToMonitor` before the review is held, for an answer that
    its question does not know, and where the council has no such form.
    """
    on = day_of(at)
    check_may_for(by, Permission.FILL_FORM, review.child, on=on)
    if review.held_on is None:
        raise UnableToMonitor("The form of a review is filled in when the review has been held.")
    Review.objects.select_for_update().get(pk=review.pk)
    latest = MonitoringForm.objects.filter(review=review).order_by("-version").first()
    form = latest if latest and latest.sent_at is None else _begun(review, latest, by, at)
    asked = policy_of(form).questions
    for id, given in answers.items():
        if id not in asked:
            raise UnableToMonitor("The form does not ask this question any more. Open it again.")
        check_words(asked[id], given)
        _keep(form, id, given)
    form.saved_at, form.saved_by = at, by
    form.save(update_fields=["saved_at", "saved_by"])
    return form


@transaction.atomic
def send_form(*, form: MonitoringForm, by: User, at: datetime) -> None:
    """Send a form that is whole to those whom the policy names; what is amber or red is tracked from now on.

    What the review holds is kept with it as it is now. Needs `quality.fill_in_form` of the child. Raises
    `UnableToMonitor`, which names all that is missing, or where it was sent already.
    """
    on, review = day_of(at), form.review
    check_may_for(by, Permission.FILL_FORM, review.child, on=on)
    if MonitoringForm.objects.select_for_update().get(pk=form.pk).sent_at is not None:
        raise UnableToMonitor("This form is sent, and stands. Open the review's form to write the next version.")
    policy, kept = policy_of(form), words_of(form)
    questions = questions_of(policy)
    check_can_send(questions, kept)
    checks = review_checks(review, on=on)
    for id, given in taken_answers(review, questions, on=on, checks=checks).items():
        _keep(form, id, given, is_taken=True)
    form.sent_at, form.sent_by = at, by
    form.save(update_fields=["sent_at", "sent_by"])
    _track(form, questions, kept, policy, by, at)
    facts = {"form": form.pk, "review": review.pk, "version": form.version}
    record_event(stream=child_stream(review.child_id), kind="quality.form_sent", facts=facts, by=by, at=at)
    _send_whole(form, policy, by, at)
    _send_in_part(form, questions, kept, is_fostered=checks.child.facts.placement in FOSTERED, at=at)


def _begun(review: Review, latest: MonitoringForm | None, by: User, at: datetime) -> MonitoringForm:
    on = day_of(at)
    if not policy_in_force(on=on).quality.questions:
        raise UnableToMonitor("The council's policy has no monitoring form. Ask the manager of the service.")
    form = MonitoringForm.objects.create(
        review=review,
        version=latest.version + 1 if latest else 1,
        policy_on=on,
        team_id=teams_of([review.child_id], on=on).get(review.child_id),
        saved_at=at,
        saved_by=by,
    )
    asked = policy_of(form).questions
    for id, given in (words_of(latest) if latest else {}).items():
        if id in asked and not asked[id].taken_from:
            _keep(form, id, given)
    facts = {"form": form.pk, "review": review.pk, "version": form.version}
    record_event(stream=child_stream(review.child_id), kind="quality.form_begun", facts=facts, by=by, at=at)
    return form


def _keep(form: MonitoringForm, id: str, given: FormWords, *, is_taken: bool = False) -> None:
    facts = {"answer": given.answer, "words": given.words.strip(), "theme": given.theme, "agency": given.agency.strip()}
    FormAnswer.objects.update_or_create(form=form, question=id, defaults={**facts, "is_taken": is_taken})


def _track(
    form: MonitoringForm,
    questions: tuple[FormQuestion, ...],
    kept: Mapping[str, FormWords],
    policy: QualityPolicy,
    by: User,
    at: datetime,
) -> None:
    """Amber and red begin to be tracked; what an earlier version found and this one does not is resolved by it."""
    rows = Issue.objects.filter(review=form.review, resolved_at__isnull=True, dispute__isnull=True)
    still = {row.question: row for row in rows}
    due_on = working_calendar().days_after(day_of(at), policy.answered_within)
    for question in questions:
        given, row = kept.get(question.id, FormWords()), still.pop(question.id, None)
        if given.answer not in OPEN_RATINGS:
            if row is not None:
                row.resolved_at, row.resolved_by, row.outcome = at, by, CORRECTED
                row.save(update_fields=["resolved_at", "resolved_by", "outcome"])
            continue
        row = row or Issue(
            review=form.review, question=question.id, team=form.team, opened_on=day_of(at), due_on=due_on
        )
        row.form, row.rating, row.reason = form, given.answer, given.words
        row.theme, row.agency = given.theme or question.theme, given.agency
        row.save()


def _send_whole(form: MonitoringForm, policy: QualityPolicy, by: User, at: datetime) -> None:
    """To those of the policy's roles who look after this child."""
    child, on = form.review.child, day_of(at)
    path = reverse("quality:form", args=[child.reference, form.pk])
    due_on = working_calendar().days_after(on, policy.answered_within)
    for role in policy.sent_to:
        FormCopy.objects.create(form=form, role=role)
        for person in answerers_of(child, role, on=on):
            if person.pk != by.pk:
                _tell("form_sent", form, person.code, {"due_on": due_on, "path": path}, at)


def _send_in_part(
    form: MonitoringForm,
    questions: tuple[FormQuestion, ...],
    kept: Mapping[str, FormWords],
    *,
    is_fostered: bool,
    at: datetime,
) -> None:
    """To the roles to which a question is copied that says something; foster placements alone to who reviews those."""
    asked = [each for each in questions if each.id in kept and (kept[each.id].answer or kept[each.id].words)]
    roles = dict.fromkeys(role for each in asked for role in each.copied_to if role != FOSTERING or is_fostered)
    path = reverse("quality:copy", args=[form.pk])
    for role in roles:
        FormCopy.objects.create(form=form, role=role, in_part=True)
        for person in people_on(PeopleFilter(role=role), on=day_of(at)):
            _tell("form_copied", form, person.code, {"path": path}, at)


def _tell(kind: str, form: MonitoringForm, code: str, facts: dict[str, object], at: datetime) -> None:
    queue_notice(key=f"{kind}:{form.pk}:{code}", kind=kind, person_code=code, facts=facts, at=at)
