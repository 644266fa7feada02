"""The third review: the carer gives notice, so that it is held before the move and not in January."""

from datetime import date, time

from openiro.children.actions import CareFacts
from openiro.core.models import Notice
from openiro.domain.early_reviews import trigger
from openiro.reviews.actions import (
    Answer,
    Arrangements,
    DecisionWords,
    EarlyAsked,
    Judgement,
    answer_decisions,
    ask_for_early_review,
    change_care,
    plan_review,
    record_care_plan_updated,
    save_decisions,
    save_notes,
)
from openiro.reviews.queries import decision_rules, early_reviews_of, open_before, reviews_of
from openiro.web.reviews.clock import review_clock
from openiro.web.shell.deadlines import rule_in_words
from tests.integration.tutorial import steps
from tests.integration.tutorial.cast import Cast, email_of
from tests.integration.tutorial.first_review import SATURDAYS
from tests.integration.tutorial.second_review import VISITS

NOTICE, MOVE, HELD = date(2026, 10, 5), date(2026, 10, 23), date(2026, 10, 21)
CHILD_SAID, SENT, ANSWERED = date(2026, 10, 14), date(2026, 10, 22), date(2026, 10, 27)
PLAN_UPDATED, WRITTEN, DISTRIBUTED = date(2026, 10, 30), date(2026, 11, 9), date(2026, 11, 13)
NOTES = {
    "changes": "June is ill and cannot go on as a foster carer. Nia moves to Ellen Price.",
    "placement": "Nia met Ellen Price twice and liked her. Her cat comes with her.",
    "family_time": "Contact took place on every Saturday since August.",
    "education": "Nia stays at her school. Ellen Price drives her.",
}


def bring_forward(cast: Cast) -> dict[str, object]:
    """June gives notice; the review must be held before the move, and the what-if says what follows."""
    steps.was_done(cast, "visits", date(2026, 9, 14))
    before = reviews_of(cast.child, on=NOTICE).timetable
    at = cast.on(NOTICE)
    asked = EarlyAsked("placement_to_end", MOVE, words="June is ill.")
    ask_for_early_review(child=cast.child, asked=asked, by=cast.worker, at=at)
    told = Notice.objects.get(kind="early_review_asked", person=cast.iro.code)
    clock = review_clock(cast.child, on=NOTICE)
    what_if = clock.if_held_on(HELD)
    arranged = Arrangements(HELD, time(16), place="At June Abbott's", mode="in_person", chaired_by=cast.iro)
    review = plan_review(child=cast.child, arrangements=arranged, by=cast.support, at=cast.on(NOTICE, 15))
    cast.reviews.append(review)
    return {
        "notice": NOTICE,
        "move": MOVE,
        "third_due_by_law": before.due_on,
        "third_rule": rule_in_words(before.due),
        "early": early_reviews_of(cast.iro, cast.child, on=NOTICE)[0],
        "early_trigger": trigger("placement_to_end"),
        "early_email": email_of(told.kind, told.facts),
        "third": HELD,
        "what_if": what_if,
        "what_if_rule": rule_in_words(what_if.after.due),
    }


def hold_third(cast: Cast) -> dict[str, object]:
    """Held before the move: what came of the decisions, the checks, and the early review settled."""
    review = cast.reviews[2]
    invited = steps.invite(cast, review, NOTICE)
    said = {"home": "bad", "home_say": "I do not want to move again after this", "chair": "part"}
    steps.send_the_form(cast, review, "nia@home.example", CHILD_SAID, said)
    steps.report_came(cast, review, date(2026, 10, 16))
    steps.was_done(cast, "visits", date(2026, 10, 12))
    held = steps.hold(cast, review, HELD, minutes=55)
    done = {"pep": date(2026, 9, 30), "sdq": date(2026, 9, 30)}
    answers = {"care_plan": "yes", "visits": "yes", "permanence": "yes", "health": "yes"}
    checks = steps.check(cast, review, HELD, done=done, answers=answers)
    at = cast.on(HELD, 19)
    repeated = cast.decision(2, SATURDAYS)
    judged = (Judgement(repeated.pk, "implemented"), Judgement(cast.decision(2, VISITS).pk, "implemented"))
    new = DecisionWords(
        "Visit Nia at Ellen Price's within a week of the move",
        owner_role="social_worker",
        owner_code=cast.worker.code,
        due_on=date(2026, 10, 30),
        success="Tom has seen Nia alone in her new home",
    )
    save_decisions(review=review, decisions=(new,), judged=judged, by=cast.iro, at=at)
    save_notes(review=review, notes=NOTES, by=cast.iro, at=at)
    lines = open_before(review, decision_rules(cast.iro, on=HELD))
    return {
        "third_invited": invited,
        "third_held": held,
        "third_checks": checks,
        "third_judged": lines,
        "early_after": early_reviews_of(cast.iro, cast.child, on=HELD)[0],
    }


def after_third(cast: Cast) -> dict[str, object]:
    """Nia moves; the manager agrees, the record and the letter go out."""
    review = cast.reviews[2]
    sent = steps.send(cast, review, SENT)
    care = CareFacts(legal_status="C1", placement="U6", need="N1", provider="PR1", placement_postcode="ZZ1 9BB")
    at = cast.on(MOVE)
    change_care(child=cast.child, changed_on=MOVE, care=care, reason_place_change="CARPL", by=cast.manager, at=at)
    number = cast.decision(3, "Visit Nia").pk
    answer_decisions(answers=[Answer(number, "agreed")], by=cast.team_manager, at=cast.on(ANSWERED))
    steps.was_done(cast, "visits", date(2026, 10, 29))
    record_care_plan_updated(review=review, updated_on=PLAN_UPDATED, by=cast.worker, at=cast.on(PLAN_UPDATED))
    steps.finish(cast, review, WRITTEN)
    sent_to = steps.distribute(cast, review, DISTRIBUTED)
    return {"third_sent": sent, "third_answered": ANSWERED, "third_distribution": sent_to}
