"""The first review: asked for, held, checked, decided, answered, written up and sent."""

from datetime import date

from openiro.domain.plain_letter import may_be_about_the_child
from openiro.escalations.actions import answer_decisions, close_dispute
from openiro.escalations.models import Dispute
from openiro.escalations.queries import dispute_line
from openiro.reviews.actions import (
    Answer,
    DecisionWords,
    record_care_plan_updated,
    save_decisions,
    save_document,
    save_notes,
)
from openiro.reviews.queries import document_of, draft_of
from openiro.voice.queries import childs_wishes_for, statements_of
from tests.integration.tutorial import steps
from tests.integration.tutorial.cast import Cast
from tests.integration.tutorial.entering import FIRST

INVITED, CHILD_SAID, MOTHER_SAID, REPORT = date(2026, 4, 14), date(2026, 4, 20), date(2026, 4, 21), date(2026, 4, 23)
SENT, ANSWERED, SETTLED = date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 15)
PLAN_UPDATED, WRITTEN, DISTRIBUTED = date(2026, 5, 12), date(2026, 5, 18), date(2026, 5, 21)
ANSWERS = {
    "home": "ok",
    "home_say": "June is kind. I miss my cat.",
    "change": "I want to see my mum every Saturday",
    "talk": "- my cat\n- swimming",
    "chair": "part",
    "quote": "no",
}
NOTES = {
    "changes": "Nia came into care on the first of April and lives with June Abbott.",
    "placement": "Nia has her own room. She is getting used to a new house.",
    "family_time": "Contact with Carys goes well, and Nia wants more of it.",
    "education": "Nia has stayed at her school. She likes maths and science.",
    "health": "Nia's health assessment was done and she is well.",
}
PUT_RIGHT = {
    "changes": "You came into care on the first of April. You live with June Abbott now.",
    "placement": "You have your own room. You are getting used to a new house.",
    "education": "You have stayed at your school. You like maths and science.",
    "health": "Your health check was done and you are well.",
}
DENTAL = "Arrange a dental check for Nia"
SATURDAYS = "Arrange contact with Carys every Saturday"
SWIMMING = "Pay for swimming lessons for Nia every week"


def ask(cast: Cast) -> dict[str, object]:
    """People are invited, and Nia and her mother say what they think before the review."""
    review = cast.reviews[0]
    steps.was_done(cast, "visits", date(2026, 4, 7))
    invited = steps.invite(cast, review, INVITED)
    email = steps.send_the_form(cast, review, "nia@home.example", CHILD_SAID, ANSWERS)
    mother = {"coming": "coming", "plan": "I agree with the plan for now."}
    steps.send_the_form(cast, review, "carys@home.example", MOTHER_SAID, mother)
    steps.was_done(cast, "care_plan", date(2026, 4, 15))
    steps.report_came(cast, review, REPORT)
    return {
        "invited": invited,
        "form_email": email,
        "child_said": CHILD_SAID,
        "mother_said": MOTHER_SAID,
        "report_came": REPORT,
        "wishes": childs_wishes_for(review.meeting),
        "statements": statements_of(cast.child),
    }


def hold_first(cast: Cast) -> dict[str, object]:
    """The review is held; checks are answered, decisions and notes written."""
    review = cast.reviews[0]
    held = steps.hold(cast, review, FIRST, minutes=50)
    done = {"health": date(2026, 4, 22), "pep": date(2026, 4, 16), "immunisations": date(2026, 4, 22)}
    checks = steps.check(cast, review, FIRST, done=done, answers=steps.SURE)
    at = cast.on(FIRST, 19)
    worker = {"owner_role": "social_worker", "owner_code": cast.worker.code}
    decisions = (
        DecisionWords(
            f"{DENTAL} and go there with Nia", due_on=date(2026, 5, 29), success="Nia has seen a dentist", **worker
        ),
        DecisionWords(
            f"{SATURDAYS} and write it into the care plan",
            due_on=date(2026, 5, 22),
            success="Nia sees her mother every Saturday",
            asked_by_child=True,
            **worker,
        ),
        DecisionWords(
            SWIMMING,
            owner_role="team_manager",
            owner_code=cast.team_manager.code,
            due_on=date(2026, 6, 12),
            success="Nia swims every week",
            asked_by_child=True,
        ),
    )
    save_decisions(review=review, decisions=decisions, by=cast.iro, at=at)
    save_notes(review=review, notes=NOTES, by=cast.iro, at=at)
    return {"first_held": held, "first_checks": checks}


def decide(cast: Cast) -> dict[str, object]:
    """The decisions go to the manager, who objects to one; the dispute is settled informally."""
    review = cast.reviews[0]
    sent = steps.send(cast, review, SENT)
    at = cast.on(ANSWERED)
    answers = [
        Answer(cast.decision(1, DENTAL).pk, "agreed"),
        Answer(cast.decision(1, SATURDAYS).pk, "agreed"),
        Answer(cast.decision(1, SWIMMING).pk, "objected", "There is no money for it this year"),
    ]
    done = answer_decisions(answers=answers, by=cast.team_manager, at=at)
    dispute = Dispute.objects.get(pk=done.disputes[0])
    opened = dispute_line(dispute, cast.iro, on=ANSWERED)
    close_dispute(
        dispute=dispute,
        outcome="agreed",
        changed_for_child="The pupil premium pays for the lessons.",
        by=cast.iro,
        at=cast.on(SETTLED),
    )
    return {
        "first_sent": sent,
        "answered": ANSWERED,
        "dispute": opened,
        "settled": SETTLED,
        "dispute_after": dispute_line(dispute, cast.iro, on=SETTLED),
        "first_decisions": steps.standing_decisions(cast, review, SETTLED),
    }


def write_up(cast: Cast) -> dict[str, object]:
    """The care plan is brought up to date; record and letter are finished and sent."""
    review = cast.reviews[0]
    at = cast.on(PLAN_UPDATED)
    record_care_plan_updated(review=review, updated_on=PLAN_UPDATED, by=cast.worker, at=at)
    composed = draft_of(review, "letter", on=WRITTEN)
    doubtful = [each for section in composed.sections for each in may_be_about_the_child(section.text)]
    at = cast.on(WRITTEN)
    save_document(review=review, kind="letter", texts=PUT_RIGHT, by=cast.iro, at=at)
    steps.finish(cast, review, WRITTEN)
    letter = document_of(review, "letter")
    return {
        "written": WRITTEN,
        "doubtful": doubtful,
        "letter": [(each["heading"], each["text"]) for each in letter.sections],
        "first_distribution": steps.distribute(cast, review, DISTRIBUTED),
    }
