"""States of a decision, the manager's clock, hints towards a clear one, and what may not be done."""

from dataclasses import replace
from datetime import date

import pytest

from openiro.domain.clocks import CLOCKS
from openiro.domain.decisions import (
    AnswerRule,
    DecisionFacts,
    DecisionState,
    UnableToChangeDecision,
    answer_due_on,
    check_may_answer,
    check_not_sent,
    check_outcome,
    check_ready_to_send,
    decision_state,
    is_deemed,
    is_implementable,
    reviews_outstanding,
    smart_prompts,
)
from openiro.domain.decisions_policy import DecisionsPolicy
from tests.factories.calendars import england_and_wales

RULE = AnswerRule(CLOCKS["after.manager"], england_and_wales(), deemed_agreed=True)
STRICT = replace(RULE, deemed_agreed=False)
FRIDAY = date(2026, 11, 20)
LAST_DAY, DAY_AFTER = date(2026, 11, 27), date(2026, 11, 28)
SENT = DecisionFacts(received_on=FRIDAY)
POLICY = DecisionsPolicy(2, 3, 5, "team_manager", 5, 20, True, ("as appropriate", "monitor"))


def test_a_manager_has_five_working_days_from_receipt():
    assert answer_due_on(FRIDAY, RULE) == LAST_DAY


def test_the_five_days_skip_christmas():
    assert answer_due_on(date(2026, 12, 23), RULE) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("facts", "on", "state"),
    [
        (DecisionFacts(), FRIDAY, DecisionState.WRITTEN),
        (SENT, LAST_DAY, DecisionState.SENT),
        (SENT, DAY_AFTER, DecisionState.DEEMED),
        (replace(SENT, answer="agreed"), DAY_AFTER, DecisionState.AGREED),
        (replace(SENT, answer="objected"), DAY_AFTER, DecisionState.CONTESTED),
        (replace(SENT, answer="deemed"), FRIDAY, DecisionState.DEEMED),
        (replace(SENT, answer="agreed", outcome="partly"), DAY_AFTER, DecisionState.JUDGED),
    ],
)
def test_the_state_of_a_decision_follows_from_its_facts(facts, on, state):
    assert decision_state(facts, RULE, on) is state


def test_silence_is_no_agreement_where_the_council_does_not_want_it_so():
    assert not is_deemed(SENT, STRICT, DAY_AFTER)
    assert decision_state(SENT, STRICT, DAY_AFTER) is DecisionState.SENT


def test_what_needs_money_or_a_service_waits_for_a_manager_to_consider_it():
    costs, waiting = replace(SENT, needs_resources=True), replace(RULE, resources_wait=True)
    assert decision_state(costs, waiting, DAY_AFTER) is DecisionState.SENT
    assert not is_implementable(costs, waiting, DAY_AFTER)
    assert is_implementable(replace(costs, answer="agreed"), waiting, DAY_AFTER)
    assert is_deemed(costs, RULE, DAY_AFTER)
    assert is_deemed(SENT, waiting, DAY_AFTER)


def test_a_change_of_plan_waits_until_the_review_is_completed():
    change = replace(SENT, answer="agreed", changes_plan=True)
    completed = replace(change, review_completed_on=date(2026, 12, 1))
    assert not is_implementable(change, RULE, DAY_AFTER)
    assert not is_implementable(completed, RULE, date(2026, 11, 30))
    assert is_implementable(completed, RULE, date(2026, 12, 1))


def test_only_what_is_agreed_or_deemed_agreed_is_carried_out():
    assert is_implementable(replace(SENT, answer="agreed"), RULE, FRIDAY)
    assert is_implementable(SENT, RULE, DAY_AFTER)
    assert not is_implementable(SENT, RULE, LAST_DAY)
    assert not is_implementable(replace(SENT, answer="objected"), RULE, DAY_AFTER)
    assert not is_implementable(replace(SENT, answer="agreed", outcome="implemented"), RULE, DAY_AFTER)


def test_a_decision_repeated_twice_is_outstanding_for_three_reviews():
    assert reviews_outstanding(3, {3: 2, 2: 1, 1: None}) == 3
    assert reviews_outstanding(9, {}) == 1
    assert reviews_outstanding(1, {1: 2, 2: 1}) == 2


def prompts(**given):
    clear = {
        "text": "Book a place at the swimming club for Saturdays",
        "owner": "Tom",
        "due_on": DAY_AFTER,
        "success": "She swims every Saturday",
    }
    return " ".join(smart_prompts(**(clear | given), policy=POLICY, on=FRIDAY))


def test_a_clear_decision_gets_no_hint():
    assert prompts() == ""


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ({"owner": ""}, "who will do it"),
        ({"due_on": None}, "by when"),
        ({"due_on": date(2026, 11, 19)}, "past already"),
        ({"success": " "}, "how we shall know"),
        ({"text": "Swimming"}, "very short"),
        ({"text": "word " * 21}, "fewer words: it has 21"),
        ({"text": "Book swimming for her and to ask the school about maths"}, "more than one thing"),
        ({"text": "Book swimming; ask the school about maths"}, "more than one thing"),
        ({"text": "Give support to the carers as appropriate"}, "‘as appropriate’"),
    ],
)
def test_what_is_not_clear_gets_its_hint(given, hint):
    assert hint in prompts(**given)


def test_a_vague_phrase_inside_another_word_is_not_meant():
    assert prompts(text="Buy a baby monitoring camera for the nursery") == ""


def test_everything_that_is_missing_is_named_at_once_before_sending():
    ready = (1, "Book swimming", "Tom", DAY_AFTER)
    check_ready_to_send([ready])
    with pytest.raises(UnableToChangeDecision, match=r"decision 2 does not say who or by when; decision 3 .* what"):
        check_ready_to_send([ready, (2, "Book swimming", "", None), (3, " ", "Tom", DAY_AFTER)])


@pytest.mark.parametrize(
    ("facts", "on", "answer", "reason", "words"),
    [
        (DecisionFacts(), FRIDAY, "agreed", "", "not been sent"),
        (replace(SENT, answer="agreed"), FRIDAY, "agreed", "", "Somebody has answered"),
        (SENT, DAY_AFTER, "objected", "No money", "27/11/2026"),
        (SENT, FRIDAY, "perhaps", "", "one of the two"),
        (SENT, FRIDAY, "objected", " ", "Say why you object"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(facts, on, answer, reason, words):
    with pytest.raises(UnableToChangeDecision, match=words):
        check_may_answer(facts, RULE, on, answer=answer, reason=reason)


def test_a_late_answer_is_taken_where_silence_is_no_agreement():
    check_may_answer(SENT, STRICT, DAY_AFTER, answer="objected", reason="No money")


def test_an_outcome_but_done_needs_its_reason():
    known = ("implemented", "partly", "not_implemented", "overtaken")
    check_outcome("implemented", "", known)
    check_outcome("overtaken", "She moved", known)
    for outcome in ("partly", "not_implemented", "overtaken"):
        with pytest.raises(UnableToChangeDecision, match="Say why"):
            check_outcome(outcome, " ", known)
    with pytest.raises(UnableToChangeDecision, match="from the list"):
        check_outcome("", "", known)


def test_what_was_sent_stands_as_it_was_sent():
    check_not_sent(DecisionFacts())
    with pytest.raises(UnableToChangeDecision, match="stands as it was sent"):
        check_not_sent(SENT)
