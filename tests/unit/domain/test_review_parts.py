"""The parts of a review: what each lacks, by when it is to be done, and that finishing is strict."""

from dataclasses import replace
from datetime import date

import pytest

from openiro.domain.clocks import clock
from openiro.domain.review_parts import (
    TO_FINISH,
    PartState,
    ReviewPartFacts,
    UnableToFinishReview,
    check_can_finish,
    missing_of,
    standings,
)
from tests.factories.calendars import england_and_wales

HELD = date(2026, 11, 27)
NEW = ReviewPartFacts(planned_on=HELD, arrangements_missing=("place",), parents_silent=("mother", "father"))
WHOLE = ReviewPartFacts(
    planned_on=HELD,
    invitees=6,
    invited=6,
    child_consulted=True,
    papers=1,
    papers_expected=1,
    held_on=HELD,
    completed_on=HELD,
    has_code=True,
    seen_known=True,
    chaired_known=True,
    checks_due=4,
    checks_answered=4,
    decisions=5,
    record_begun=True,
    letter_begun=True,
)


def standing(facts: ReviewPartFacts, part: str, on: date = HELD):
    found = standings(facts, on, england_and_wales(), clock)
    return next(each for each in found if each.part == part)


def test_a_review_with_everything_can_be_finished() -> None:
    check_can_finish(WHOLE)
    assert missing_of(WHOLE) == ()


def test_all_that_is_missing_is_named_at_once_with_its_part() -> None:
    with pytest.raises(UnableToFinishReview, match="the place of the review") as refusal:
        check_can_finish(NEW)
    assert {each.part for each in refusal.value.missing} == set(TO_FINISH)
    assert "the part of the mother" in str(refusal.value)


@pytest.mark.parametrize(
    ("change", "part", "words"),
    [
        ({"invited": 5}, "people", "whether 1 person was invited"),
        ({"papers": 0}, "papers", "when the social worker's report came, or that it did not"),
        ({"completed_on": None}, "meetings", "the day on which the review was completed"),
        ({"seen_known": False}, "participation", "whether the IRO saw the child before the review"),
        ({"attendance_unknown": 2}, "participation", "whether 2 of those invited came"),
        ({"checks_answered": 3}, "checks", "1 of 4 checks"),
        ({"checks_due": 0, "checks_answered": 0}, "checks", "the checks"),
        ({"decisions": 0}, "decisions", "the decisions, or that there are none"),
        ({"manager_known": False}, "decisions", "which manager answers the decisions"),
        ({"decisions_not_whole": 1}, "decisions", "who does it or by when, of 1 decision"),
        ({"decisions_to_judge": 2}, "decisions", "what came of 2 earlier decisions"),
        ({"letter_begun": False}, "letter", "the letter to the child"),
    ],
)
def test_each_thing_that_is_missing_is_said_in_its_part(change, part, words) -> None:
    (missing,) = missing_of(replace(WHOLE, **change))
    assert (missing.part, missing.words) == (part, words)


def test_a_review_without_decisions_or_checks_is_finished_once_somebody_says_so() -> None:
    check_can_finish(replace(WHOLE, decisions=0, no_decisions=True, checks_due=0, checks_answered=0, no_checks=True))


def test_invitations_go_out_ten_working_days_before_the_review() -> None:
    people = standing(NEW, "people", on=date(2026, 11, 16))
    assert people.due_on == date(2026, 11, 13)
    assert people.is_late
    assert people.state is PartState.TO_DO


def test_decisions_record_and_distribution_run_from_completion() -> None:
    due = {each.part: each.due_on for each in standings(WHOLE, HELD, england_and_wales(), clock)}
    assert due["decisions"] == date(2026, 12, 4)
    assert due["record"] == date(2026, 12, 18)
    assert due["distribution"] == date(2026, 12, 29)


def test_the_managers_answer_runs_from_the_day_the_decisions_were_sent() -> None:
    waiting = standing(WHOLE, "answer")
    assert (waiting.state, waiting.due_on) == (PartState.LATER, None)
    sent = replace(WHOLE, decisions_sent_on=date(2026, 11, 30), answers=4)
    answer = standing(sent, "answer", on=date(2026, 12, 8))
    assert answer.due_on == date(2026, 12, 7)
    assert answer.is_late
    assert [each.words for each in answer.missing] == ["the manager's answer to 1 decision"]
    assert standing(replace(sent, answers=5), "answer").state is PartState.DONE


def test_what_follows_the_meeting_waits_for_it() -> None:
    for part in ("participation", "checks", "record", "letter", "answer", "distribution"):
        assert standing(NEW, part).state is PartState.LATER


def test_what_is_to_be_finished_is_done_only_when_it_was_finished() -> None:
    assert standing(WHOLE, "record").state is PartState.STARTED
    assert standing(replace(WHOLE, record_finished_on=HELD), "record").state is PartState.DONE
    assert standing(WHOLE, "decisions").state is PartState.STARTED
    assert standing(replace(WHOLE, decisions_sent_on=HELD), "decisions").state is PartState.DONE


def test_what_is_done_is_never_late() -> None:
    done = standing(replace(WHOLE, distributed_on=date(2027, 1, 29)), "distribution", on=date(2027, 2, 1))
    assert done.state is PartState.LATER
    finished = replace(WHOLE, record_finished_on=HELD, distributed_on=date(2027, 1, 29))
    assert not standing(finished, "distribution", on=date(2027, 2, 1)).is_late
