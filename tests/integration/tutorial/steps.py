"""What is done at every review of the story, by those whose part it is, and what the service then says."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from openiro.children.actions import record_check_done
from openiro.core.models import Notice
from openiro.domain.codes import meaning_of
from openiro.domain.participation import Given, code_from
from openiro.domain.review_papers import PaperState
from openiro.meetings.actions import AttendancePart, Notes, PersonToInvite, Sending
from openiro.meetings.queries import invitees_of
from openiro.people.queries import policy_in_force, service_account
from openiro.reviews import actions
from openiro.reviews.models import Review
from openiro.reviews.queries import (
    ParentPart,
    ReviewRecord,
    decision_rules,
    decisions_of,
    distribution_of,
    review_checks,
    reviews_of,
    steps_after,
)
from openiro.voice.actions import send_form
from tests.integration.tutorial.cast import Cast, email_of

FORM, PAPER, SIGN_IN = "/with-you/form/{key}/", "/with-you/{paper}/{key}/", "/"
NOTES = Notes(FORM, SIGN_IN)
SURE = {"care_plan": "yes", "visits": "yes", "permanence": "no"}


def invite(cast: Cast, review: Review, on: date) -> dict[str, object]:
    """The list of those invited is kept, and the invitations go out."""
    people = (
        PersonToInvite("child", email="nia@home.example"),
        PersonToInvite("mother", relationship=cast.mother, email="carys@home.example"),
        PersonToInvite("father", name="Lee Hart", exclusion_reason="whereabouts_unknown"),
        PersonToInvite("carer", relationship=cast.carer, email="carer@home.example"),
        PersonToInvite("social_worker", person=cast.worker.code),
        PersonToInvite("school", name="Mr Khan", email="khan@school.example"),
    )
    at = cast.on(on)
    sent = actions.invite_to_review(
        review=review, people=people, then=actions.Then.SEND, notes=NOTES, by=cast.support, at=at
    )
    assert sent is not None
    return {"on": on, "by_email": sent.by_email, "otherwise": sent.otherwise, "people": invitees_of(review.meeting)}


def send_the_form(cast: Cast, review: Review, address: str, on: date, answers: Mapping[str, Any]) -> str:
    """Somebody opens their private link and sends their form; the email by which the link came."""
    notices = Notice.objects.filter(kind="invitation_by_link", address=address)
    notice = notices.latest("pk")
    key = notice.facts["path"].split("/")[-2]
    send_form(key=key, answers=dict(answers), by=service_account(), at=cast.on(on))
    return email_of(notice.kind, notice.facts | {"path": "/with-you/"})


def hold(cast: Cast, review: Review, on: date, *, late_reason: str = "", minutes: int) -> dict[str, object]:
    """The review is held and completed that day, and who took part is entered from the answers to two questions."""
    at, child = cast.on(on, 17), cast.child
    code = code_from(child.born_on, on, there=True, given=Given.SPOKE)
    parents = (ParentPart("mother", attended=True, views=True), _father())
    record = ReviewRecord(on, "in_person", code, minutes, cast.iro, on, late_reason, parents)
    actions.record_review(child=child, review=review, record=record, by=cast.iro, at=at)
    review.refresh_from_db()
    took = actions.ParticipationRecord(
        participation_code=code,
        views_medium="spoken",
        child_chaired="part",
        seen_before_on=on,
        seen_alone="alone",
        advocate=False,
        parents=parents,
        people=_there(review),
    )
    actions.save_participation(review=review, record=took, by=cast.iro, at=at)
    known = reviews_of(child, on=on)
    line = next(each for each in known.reviews if each.number == review.pk)
    return {
        "code": code,
        "meaning": meaning_of("REVIEW_CODE", code),
        "judged": line.judged,
        "timetable": known.timetable,
    }


def _father() -> ParentPart:
    return ParentPart("father", attended=False, views=False, reason="whereabouts_unknown")


def _there(review: Review) -> tuple[AttendancePart, ...]:
    lines = (each for each in invitees_of(review.meeting) if not each.is_excluded)
    return tuple(
        AttendancePart(each.number, attended=True, attended_how="in_person", views=True, views_how="at_meeting")
        for each in lines
    )


def check(
    cast: Cast, review: Review, on: date, *, done: Mapping[str, date], answers: Mapping[str, str], **more: Any
) -> list[dict[str, object]]:
    """The checks are answered; each that the review cannot do without, as it stood before and as it was answered."""
    found = review_checks(review, on=on)
    asked = [each.standing for each in found.lines if each.standing.check.needed or each.standing.check.id in done]
    given = []
    for each in asked:
        is_done = each.check.id in done
        up_to_date = answers.get(each.check.id, "yes" if is_done else "no")
        on_file = ("yes" if up_to_date == "yes" else "no") if each.check.has_file else ""
        given.append(actions.CheckAnswer(each.check.id, up_to_date, on_file, done.get(each.check.id)))
    actions.save_checks(review=review, answers=tuple(given), by=cast.iro, at=cast.on(on, 18), **more)
    return [
        {
            "title": each.check.title,
            "due": each.due_on,
            "was": str(each.state),
            "done": answer.done_on,
            "up_to_date": meaning_of("CHECK_ANSWER", answer.up_to_date),
            "on_file": meaning_of("CHECK_ANSWER", answer.on_file) if answer.on_file else "",
            "source": each.check.source,
        }
        for each, answer in zip(asked, given, strict=True)
    ]


def was_done(cast: Cast, check_id: str, *days: date) -> None:
    """The social worker records that something was done for the child on these days, each on the day after."""
    for day in days:
        at = cast.on(day + timedelta(days=1))
        record_check_done(child=cast.child, check_id=check_id, done_on=day, on_file_on=day, by=cast.worker, at=at)


def report_came(cast: Cast, review: Review, on: date) -> None:
    """The social worker's report and the care plan come in."""
    papers = [actions.PaperFacts(kind, PaperState.CAME, on, on) for kind in ("social_worker_report", "care_plan")]
    actions.record_papers(review=review, papers=papers, by=cast.worker, at=cast.on(on))


def send(cast: Cast, review: Review, on: date) -> dict[str, object]:
    """The decisions go to the manager; how they stand with the manager, and the email that says so."""
    actions.send_decisions(review=review, manager=cast.team_manager, by=cast.iro, at=cast.on(on))
    review.refresh_from_db()
    notice = Notice.objects.get(kind="decisions_to_answer", person=cast.team_manager.code, made_at__date=on)
    lines = standing_decisions(cast, review, on)
    return {
        "on": on,
        "lines": lines,
        "answer_due": lines[0].answer_due_on,
        "email": email_of(notice.kind, notice.facts),
    }


def standing_decisions(cast: Cast, review: Review, on: date) -> list[Any]:
    """The decisions of the review as the IRO reads them that day."""
    return decisions_of(review, decision_rules(cast.iro, on=on))


def finish(cast: Cast, review: Review, on: date) -> None:
    """Record and letter are composed from the entries, and stand; what is missing would be named at once."""
    for kind in ("record", "letter"):
        actions.compose_document(review=review, kind=kind, by=cast.iro, at=cast.on(on))
    actions.finish_review(review=review, manager=cast.team_manager, by=cast.iro, at=cast.on(on))
    review.refresh_from_db()


def distribute(cast: Cast, review: Review, on: date) -> dict[str, object]:
    """Everybody gets what is proposed for them; the list, and the clocks after the review as they then stand."""
    people = [each for each in distribution_of(review, on=on).recipients if each.version]
    sendings = [
        Sending(
            each.paper,
            each.version,
            invitee=each.invitee,
            person=each.person,
            how=each.proposal.how,
            withheld_reason=each.proposal.withheld_reason,
            left_out=each.proposal.left_out,
        )
        for each in people
    ]
    actions.distribute_papers(
        review=review, sendings=sendings, link_path=PAPER, page_path=SIGN_IN, by=cast.support, at=cast.on(on)
    )
    review.refresh_from_db()
    sent = [(each.name, meaning_of("PAPER", each.paper), _how(each.proposal)) for each in people]
    steps = steps_after(review, policy_in_force(on=on), on=on)
    return {"on": on, "sent": sent, "steps": steps, "distributed_on": review.distributed_on}


def _how(proposal: Any) -> str:
    if proposal.withheld_reason:
        return f"Withheld: {meaning_of('WITHHELD_REASON', proposal.withheld_reason).lower()}"
    return meaning_of("HOW_SENT", proposal.how)
