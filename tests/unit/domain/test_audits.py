"""Audits: what is missing before one is submitted, who closes a finding, and what a council may settle."""

import copy
import tomllib
from datetime import date

import pytest

from openiro.domain.audits import (
    Answer,
    FindingState,
    UnableToAudit,
    check_answers,
    check_may_close,
    counted_seconds,
    quarter_of,
    unanswered,
)
from openiro.domain.audits_policy import AnswerKind, Question
from openiro.domain.policy import UnableToReadPolicy, policy_on
from openiro.policies import load_policy, policy_file

PEP = Question("pep", "Is the plan up to date?", AnswerKind.MET)
HOW = Question("how", "How was it chaired?", AnswerKind.GRADE)
WORDS = Question("words", "What do you tell the chair?", AnswerKind.WORDS)
ASKED = (PEP, HOW, WORDS)
WHOLE = {"pep": Answer("yes"), "how": Answer("good"), "words": Answer(words="Keep it up")}


def test_an_audit_is_whole_when_every_question_and_the_grade_are_answered():
    assert unanswered(ASKED, WHOLE, "good") == ()
    assert unanswered(ASKED, {}, "") == ("pep", "how", "words", "grade")


@pytest.mark.parametrize("answer", ["no", "partly"])
def test_what_is_not_met_needs_words(answer):
    assert unanswered((PEP,), {"pep": Answer(answer, "  ")}, "good") == ("pep",)
    assert unanswered((PEP,), {"pep": Answer(answer, "There is none")}, "good") == ()


@pytest.mark.parametrize("answers", [{"pep": Answer("good")}, {"how": Answer("yes")}, {"other": Answer("yes")}])
def test_an_answer_from_no_list_is_refused(answers):
    with pytest.raises(UnableToAudit, match="Open the audit again"):
        check_answers(ASKED, answers, ["good"])


def test_whoever_answered_a_finding_does_not_close_it():
    check_may_close(closer="A", answered_by="B", state=FindingState.ANSWERED)
    for closer, state in (("B", FindingState.ANSWERED), ("A", FindingState.OPEN), ("A", FindingState.CLOSED)):
        with pytest.raises(UnableToAudit):
            check_may_close(closer=closer, answered_by="B", state=state)


def test_a_sitting_counts_two_hours_at_most():
    assert [counted_seconds(each) for each in (-5, 600, 10**6)] == [0, 600, 7200]


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 4, 1), "2026/27 Q1"),
        (date(2026, 9, 30), "2026/27 Q2"),
        (date(2026, 11, 20), "2026/27 Q3"),
        (date(2027, 3, 31), "2026/27 Q4"),
    ],
)
def test_quarters_run_from_april(day, quarter):
    assert quarter_of(day) == quarter


def test_the_live_audit_covers_education_plans_and_health_and_is_light():
    live = load_policy("nottingham", date(2017, 3, 31)).audits.kind("live")
    assert {"check.pep", "check.health"} <= {each.fact for each in live.questions}
    assert live.minutes == 15
    assert len(live.questions) <= 6


def test_each_council_does_the_audits_of_its_paper():
    def kinds(name, on):
        return {each.id for each in load_policy(name, on).audits.kinds}

    assert kinds("buckinghamshire", date(2017, 3, 31)) == {"journey", "record", "observation"}
    assert kinds("central-bedfordshire", date(2016, 3, 31)) == {"journey", "thematic", "record"}
    (journeys,) = load_policy("buckinghamshire", date(2017, 10, 1)).audits.programme
    assert journeys.months == (10, 12, 2, 4, 6, 8)


def test_a_new_version_of_the_questions_is_a_change_of_the_policy_alone():
    default = tomllib.loads(policy_file("default").read_text())
    own = {key: default[key] for key in ("council", "la_code", "ons_code", "region")} | {
        "policy": [
            {
                "from": date(2027, 4, 1),
                "audits": {
                    "in_use": ["quick"],
                    "kinds": [
                        {
                            "id": "quick",
                            "title": "Quick audit",
                            "version": "2",
                            "minutes": 5,
                            "subject": "child",
                            "auditor": "own officer",
                        }
                    ],
                    "questions": [{"kind": "quick", "id": "plan", "text": "Is there a plan?", "answer": "met"}],
                },
            }
        ]
    }
    assert policy_on(default, own, date(2027, 3, 31)).audits.kind("quick") is None
    (quick,) = policy_on(default, own, date(2027, 4, 1)).audits.kinds
    assert (quick.version, [each.id for each in quick.questions]) == ("2", ["plan"])


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("in_use", ["nothing"], "'nothing' is not one of them"),
        ("programme", [{"kind": "thematic", "months": ["1"], "each": 1}], "'thematic' is not in use"),
        ("programme", [{"kind": "live", "months": ["13"], "each": 1}], "months"),
        ("themes", [], "give each once"),
        ("questions", [{"kind": "live", "id": "a", "text": "A?", "answer": "met", "fact": "weather"}], "not held"),
        ("questions", [{"kind": "live", "id": "a", "text": "A?", "answer": "met", "theme": "sky"}], "not a theme"),
        ("questions", [{"kind": "live", "id": "a b", "text": "A?", "answer": "met"}], "letters, digits"),
    ],
)
def test_a_setting_that_is_wrong_is_named(setting, value, said):
    default = copy.deepcopy(tomllib.loads(policy_file("default").read_text()))
    default["policy"][0]["audits"][setting] = value
    with pytest.raises(UnableToReadPolicy, match=said):
        policy_on(default, None, date(2026, 11, 20))
