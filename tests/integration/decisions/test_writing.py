"""Decisions written in one go, changed, put in order, judged, repeated and sent."""

from datetime import date

import pytest

from openiro.allocation.queries import UnableToSeeChild
from openiro.core.models import Event, Notice
from openiro.domain.decisions import DecisionState, UnableToChangeDecision
from openiro.people.queries import UnableToPermit
from openiro.reviews.actions import (
    DecisionWords,
    Judgement,
    carry_forward,
    judge_outcomes,
    save_decisions,
    send_decisions,
)
from openiro.reviews.models import Decision
from openiro.reviews.queries import decision_rules, decisions_of, open_before, people_around
from tests.factories.children import ChildFactory
from tests.factories.decisions import DecisionFactory
from tests.factories.people import PersonFactory
from tests.factories.reviews import ReviewFactory
from tests.integration.decisions.conftest import DUE, NOW, TODAY


def swim(**more):
    return DecisionWords(**{"text": "Book swimming lessons for Rose", "owner_role": "carer", "due_on": DUE} | more)


def save(review, by, *decisions, judged=()):
    return save_decisions(review=review, decisions=decisions, judged=judged, by=by, at=NOW)


def texts(review, by):
    return [(line.place, line.text) for line in decisions_of(review, decision_rules(by, on=TODAY))]


def test_what_is_not_whole_yet_is_kept_and_what_is_blank_is_not(review, ada):
    assert save(review, ada, swim(), DecisionWords(text="Maths"), DecisionWords(), DecisionWords(success=" ")) == 3
    assert texts(review, ada)[:2] == [(1, "Book swimming lessons for Rose"), (2, "Maths")]


def test_decisions_change_places_and_fall_away(review, ada):
    save(review, ada, DecisionWords(text="One"), DecisionWords(text="Two"), DecisionWords(text="Three"))
    one, two, three = Decision.objects.filter(review=review).order_by("number")
    save(review, ada, DecisionWords(text="Three", number=three.pk), DecisionWords(text="First", number=one.pk))
    assert texts(review, ada) == [(1, "Three"), (2, "First")]
    two.refresh_from_db()
    assert two.withdrawn_at is not None


def test_the_story_of_the_child_holds_no_word_of_a_decision(review, ada):
    save(review, ada, swim(text="marzipan", owner_name="Granny Marzipan", success="marzipan"))
    event = Event.objects.get(kind="reviews.decisions_saved")
    assert "arzipan" not in event.facts
    assert str(review.decisions.get().pk) in event.facts


def test_somebody_who_writes_over_a_decision_that_was_removed_is_told(review, ada):
    save(review, ada, DecisionWords(text="One"))
    number = review.decisions.get().pk
    save(review, ada)
    with pytest.raises(UnableToChangeDecision, match="Somebody changed"):
        save(review, ada, DecisionWords(text="One more", number=number))


def test_only_the_childs_officer_writes_decisions(review, mona):
    with pytest.raises(UnableToPermit):
        save(review, mona, swim())
    with pytest.raises(UnableToSeeChild):
        save(review, PersonFactory(iro=True), swim())


def test_sending_names_everything_that_is_missing_at_once(review, ada, mona):
    save(review, ada, swim(), DecisionWords(text="Maths"), swim(text=""))
    with pytest.raises(UnableToChangeDecision, match=r"decision 2 .* who or by when; decision 3 does not say what"):
        send_decisions(review=review, manager=mona, by=ada, at=NOW)
    assert not review.decisions.filter(sent_at__isnull=False).exists()


def test_sending_tells_the_manager_once_and_each_owner_without_a_word_of_the_child(review, ada, mona, tom):
    save(review, ada, swim(owner_code=tom.code), swim(owner_code=tom.code), swim(owner_code=mona.code))
    assert send_decisions(review=review, manager=mona, by=ada, at=NOW) == 3
    review.refresh_from_db()
    assert review.decisions_sent_on == TODAY
    told = {(each.kind, each.person): each.facts for each in Notice.objects.all()}
    assert set(told) == {("decisions_to_answer", mona.code), ("decisions_due", tom.code)}
    assert told["decisions_to_answer", mona.code] == {
        "count": 3,
        "held_on": "2026-11-19",
        "due_on": "2026-11-27",
        "path": "/decisions/answer/",
    }
    assert told["decisions_due", tom.code]["count"] == 2
    assert "Rose" not in str(told)


def test_what_was_sent_stands_and_more_may_follow(review, ada, mona):
    save(review, ada, swim())
    send_decisions(review=review, manager=mona, by=ada, at=NOW)
    sent = review.decisions.get()
    with pytest.raises(UnableToChangeDecision):
        save(review, ada, swim(number=sent.pk, text="Else"))
    save(review, ada, DecisionWords(text="And maths"))
    assert texts(review, ada) == [(1, "Book swimming lessons for Rose"), (2, "And maths")]


def test_decisions_are_not_sent_before_the_review_is_held_nor_without_any_nor_to_a_stranger(
    child, ada, mona, stranger, review
):
    with pytest.raises(UnableToChangeDecision, match="no decision left"):
        send_decisions(review=review, manager=mona, by=ada, at=NOW)
    save(review, ada, swim())
    with pytest.raises(UnableToChangeDecision, match="does not answer for this child"):
        send_decisions(review=review, manager=stranger, by=ada, at=NOW)
    ahead = ReviewFactory(child=child, planned=True)
    save(ahead, ada, swim())
    with pytest.raises(UnableToChangeDecision, match="not recorded as held"):
        send_decisions(review=ahead, manager=mona, by=ada, at=NOW)


def test_a_cancelled_review_decides_nothing(child, ada, review):
    ahead = ReviewFactory(
        child=child, planned=True, cancelled_at=NOW, cancelled_by=ada, cancellation_reason="Child left care"
    )
    with pytest.raises(UnableToChangeDecision, match="cancelled"):
        save(ahead, ada, swim())


def test_the_next_review_judges_and_repeats_in_the_same_save(before, review, ada):
    done = DecisionFactory(review=before, sent=True, agreed=True)
    drifts = DecisionFactory(review=before, sent=True, agreed=True, due_on=date(2026, 9, 1), owner_name="Ms Hill")
    judged = (Judgement(done.pk, "implemented"), Judgement(drifts.pk, "partly", "One lesson only", repeat=True))
    assert save(review, ada, swim(), judged=judged) == 2
    drifts.refresh_from_db()
    assert (drifts.outcome, drifts.judged_at_review) == ("partly", review)
    again = Decision.objects.get(review=review, carried_from=drifts)
    assert (again.number, again.text, again.owner_name, again.due_on) == (2, drifts.text, "Ms Hill", None)
    first, line = decisions_of(review, decision_rules(ada, on=TODAY))
    assert (first.outstanding, line.outstanding, line.stands_out) == (1, 2, True)


def test_repeating_twice_repeats_once_and_counts_as_not_done(before, review, ada):
    open_one = DecisionFactory(review=before, sent=True, agreed=True)
    assert carry_forward(review=review, numbers=[open_one.pk], by=ada, at=NOW) == 1
    assert carry_forward(review=review, numbers=[open_one.pk], by=ada, at=NOW) == 0
    open_one.refresh_from_db()
    assert open_one.outcome == "not_implemented"
    assert review.decisions.count() == 1


def test_an_outcome_lacking_its_reason_keeps_nothing_of_the_save(before, review, ada):
    open_one = DecisionFactory(review=before, sent=True, agreed=True)
    with pytest.raises(UnableToChangeDecision, match="Say why"):
        save(review, ada, swim(), judged=[Judgement(open_one.pk, "partly")])
    assert not review.decisions.exists()


def test_an_outcome_may_be_taken_back_at_the_same_review_only(before, review, ada, child):
    judged = DecisionFactory(review=before, sent=True, agreed=True)
    judge_outcomes(review=review, judged=[Judgement(judged.pk, "implemented")], by=ada, at=NOW)
    later = ReviewFactory(child=child, planned=True)
    judge_outcomes(review=later, judged=[Judgement(judged.pk, "")], by=ada, at=NOW)
    judged.refresh_from_db()
    assert judged.outcome == "implemented"
    judge_outcomes(review=review, judged=[Judgement(judged.pk, "")], by=ada, at=NOW)
    judged.refresh_from_db()
    assert (judged.outcome, judged.judged_at_review) == ("", None)


def test_a_decision_of_another_child_cannot_be_judged_here(review, ada):
    other_child = ChildFactory(in_care_since=date(2025, 1, 1))
    other = DecisionFactory(review=ReviewFactory(child=other_child, chaired_by=ada), sent=True)
    with pytest.raises(UnableToChangeDecision):
        judge_outcomes(review=review, judged=[Judgement(other.pk, "implemented")], by=ada, at=NOW)


def test_open_decisions_of_earlier_reviews_stand_above_and_drafts_do_not(before, review, ada):
    DecisionFactory(review=before)
    DecisionFactory(review=before, sent=True, agreed=True, outcome="implemented", judged_at_review=before)
    open_one = DecisionFactory(review=before, sent=True, objected=True)
    (line,) = open_before(review, decision_rules(ada, on=TODAY))
    assert (line.number, line.state) == (open_one.pk, DecisionState.CONTESTED)


def test_those_around_the_child_may_be_given_decisions(child, ada, tom, mona):
    found = people_around(child, "team_manager", on=TODAY)
    assert [each.code for each in found.answerers] == [mona.code]
    assert [(each.name, each.role) for each in found.people] == [
        ("Tom Reed", "social_worker"),
        ("Ada Fern", "iro"),
        ("Mona Vale", "team_manager"),
    ]
