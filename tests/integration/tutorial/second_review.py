"""The second review: the court moves it past its last day, the manager approves, and no plan for permanence stands."""

from datetime import date, time

from openiro.children.actions import CareFacts, record_permanence_plan
from openiro.core.models import Notice
from openiro.domain.codes import meaning_of
from openiro.people.queries import policy_in_force, service_account
from openiro.reviews.actions import (
    Arrangements,
    DecisionWords,
    Judgement,
    LatenessAsked,
    Moved,
    ask_for_lateness,
    change_care,
    decide_lateness,
    deem_unanswered,
    escalate_missing_permanence_plan,
    plan_review,
    record_care_plan_updated,
    replan_review,
    save_decisions,
    save_notes,
)
from openiro.reviews.models import LatenessRequest
from openiro.reviews.queries import decision_rules, lateness_of, open_before, review_checks, reviews_of
from openiro.web.shell.deadlines import rule_in_words
from tests.integration.tutorial import steps
from tests.integration.tutorial.cast import Cast, email_of
from tests.integration.tutorial.entering import days_before
from tests.integration.tutorial.first_review import DENTAL, SATURDAYS, SWIMMING

ORDER, BOOKED, PLANNED = date(2026, 6, 8), date(2026, 6, 10), date(2026, 7, 28)
INVITED, CHILD_SAID, LISTED, APPROVED, HELD = (
    date(2026, 7, 2), date(2026, 7, 9), date(2026, 7, 14), date(2026, 7, 15), date(2026, 7, 31),
)  # fmt: skip
SENT, DEEMED, PLAN_UPDATED, WRITTEN, DISTRIBUTED, PERMANENCE = (
    date(2026, 8, 4), date(2026, 8, 12), date(2026, 8, 13), date(2026, 8, 17), date(2026, 8, 20), date(2026, 9, 10),
)  # fmt: skip
VISITS = "Visit Nia by the end of next week"
NOTES = {
    "changes": "The court made an interim care order in June.",
    "placement": "Nia feels at home with June. Her cat has come to live there too.",
    "family_time": "Contact took place on most Saturdays, and not on all.",
    "education": "Nia did well in her tests and moves up in September.",
}


def book_second(cast: Cast) -> dict[str, object]:
    """An order is made; the second review is booked a day before its last day, and Nia is asked."""
    steps.was_done(cast, "visits", date(2026, 5, 12), date(2026, 6, 1))
    care = CareFacts(legal_status="C1", placement="U6", need="N1", provider="PR1", placement_postcode="ZZ1 1AA")
    change_care(child=cast.child, changed_on=ORDER, care=care, by=cast.manager, at=cast.on(ORDER))
    due = reviews_of(cast.child, on=BOOKED).timetable
    arranged = Arrangements(PLANNED, time(16), place="At June Abbott's", mode="in_person", chaired_by=cast.iro)
    review = plan_review(child=cast.child, arrangements=arranged, by=cast.support, at=cast.on(BOOKED))
    cast.reviews.append(review)
    before = days_before(review, policy_in_force(on=BOOKED))
    invited = steps.invite(cast, review, INVITED)
    said = {"home": "good", "home_say": "My cat is here!", "change": "Mum should come every week", "chair": "part"}
    steps.send_the_form(cast, review, "nia@home.example", CHILD_SAID, said)
    return {
        "order": ORDER,
        "second_due": due.due_on,
        "second_rule": rule_in_words(due.due),
        "second_booked": BOOKED,
        "second_planned": PLANNED,
        "before_second": before,
        "second_invited": invited,
        "second_said": CHILD_SAID,
    }


def be_late(cast: Cast) -> dict[str, object]:
    """The court lists its hearing for those days: the IRO asks, the manager approves, the head of service is told."""
    review = cast.reviews[1]
    at = cast.on(LISTED)
    asked = LatenessAsked(HELD, "court", words="The final hearing is listed for these days.")
    request = ask_for_lateness(child=cast.child, asked=asked, by=cast.iro, at=at)
    decide_lateness(request=request, approve=True, words="Agreed.", by=cast.manager, at=cast.on(APPROVED))
    moved = Arrangements(
        HELD, time(10), place="At June Abbott's", mode="in_person", chaired_by=cast.iro, late_reason="court"
    )
    why = Moved("other", "Court hearing")
    replan_review(review=review, arrangements=moved, moved=why, by=cast.support, at=cast.on(APPROVED, 12))
    line = lateness_of(cast.manager, cast.child, on=APPROVED)[0]
    told = Notice.objects.get(kind="lateness_approved", person=cast.head.code)
    assert LatenessRequest.objects.count() == 1
    return {
        "listed": LISTED,
        "lateness": line,
        "lateness_reason": meaning_of("LATE_REASON", line.reason),
        "approved": APPROVED,
        "head_email": email_of(told.kind, told.facts),
    }


def hold_second(cast: Cast) -> dict[str, object]:
    """Held late; what came of the first decisions is judged, and the missing plan for permanence raised at once."""
    review = cast.reviews[1]
    steps.report_came(cast, review, date(2026, 7, 27))
    steps.was_done(cast, "care_plan", PLAN_UPDATED.replace(month=7))
    held = steps.hold(cast, review, HELD, late_reason="court", minutes=60)
    found = review_checks(review, on=HELD)
    at = cast.on(HELD, 12)
    escalate_missing_permanence_plan(review=review, reason="proceedings", by=cast.iro, at=at)
    told = Notice.objects.get(kind="permanence_missing", person=cast.team_manager.code)
    answers = {"care_plan": "yes", "visits": "no", "permanence": "no", "health": "yes", "pep": "yes"}
    checks = steps.check(cast, review, HELD, done={"dental": date(2026, 5, 20)}, answers=answers)
    _decide(cast)
    return {
        "second_held": held,
        "lacks_plan": found.lacks_plan,
        "permanence_reason": meaning_of("PERMANENCE_DELAY", "proceedings"),
        "permanence_email": email_of(told.kind, told.facts),
        "second_checks": checks,
        "judged": [
            each
            for each in open_before(review, decision_rules(cast.iro, on=HELD))
            if each.review_number == cast.reviews[0].pk
        ],
    }


def _decide(cast: Cast) -> None:
    """One decision is repeated, one is new."""
    review, at = cast.reviews[1], cast.on(HELD, 18)
    judged = (
        Judgement(cast.decision(1, DENTAL).pk, "implemented"),
        Judgement(cast.decision(1, SATURDAYS).pk, "partly", reason="Not in the holidays", repeat=True),
        Judgement(cast.decision(1, SWIMMING).pk, "implemented"),
    )
    new = DecisionWords(
        f"{VISITS}, and every six weeks from then on",
        owner_role="social_worker",
        owner_code=cast.worker.code,
        due_on=date(2026, 8, 7),
        success="Tom has seen Nia alone",
    )
    save_decisions(review=review, decisions=(new,), judged=judged, by=cast.iro, at=at)
    _date_what_is_repeated(cast)
    save_notes(review=review, notes=NOTES, by=cast.iro, at=at)


def _date_what_is_repeated(cast: Cast) -> None:
    """A decision that is repeated gets a new day; the others stay as they are."""
    review = cast.reviews[1]
    words = [
        DecisionWords(
            row.text, row.owner_code, row.owner_role, due_on=row.due_on or date(2026, 8, 28), success=row.success,
            asked_by_child=row.asked_by_child, number=row.number,
        )
        for row in steps.standing_decisions(cast, review, HELD)
    ]  # fmt: skip
    save_decisions(review=review, decisions=words, by=cast.iro, at=cast.on(HELD, 19))


def after_second(cast: Cast) -> dict[str, object]:
    """The manager says nothing, which counts as agreement; a plan for permanence is agreed in September."""
    review = cast.reviews[1]
    sent = steps.send(cast, review, SENT)
    deem_unanswered(on=DEEMED, by=service_account(), at=cast.on(DEEMED))
    lines = steps.standing_decisions(cast, review, DEEMED)
    record_care_plan_updated(review=review, updated_on=PLAN_UPDATED, by=cast.worker, at=cast.on(PLAN_UPDATED))
    steps.was_done(cast, "visits", date(2026, 8, 6))
    steps.finish(cast, review, WRITTEN)
    sent_to = steps.distribute(cast, review, DISTRIBUTED)
    record_permanence_plan(
        child=cast.child, plan="LTFOST18", from_on=PERMANENCE, agreed_on=PERMANENCE, by=cast.worker,
        at=cast.on(PERMANENCE),
    )  # fmt: skip
    return {
        "second_sent": sent,
        "deemed": DEEMED,
        "second_decisions": lines,
        "second_distribution": sent_to,
        "permanence": PERMANENCE,
        "permanence_plan": meaning_of("PERMANENCE", "LTFOST18"),
    }
