"""Monitoring forms: what they lack, how amber and red stand, and what each council's policy asks."""

from datetime import date

import pytest

from openiro.domain.monitoring import (
    FormWords,
    IssueFacts,
    IssueState,
    UnableToMonitor,
    check_can_send,
    check_words,
    first_of_quarter,
    issue_state,
    lacking,
)
from openiro.domain.permissions import Permission
from openiro.domain.policy_reader import Table, UnableToReadPolicy
from openiro.domain.quality_policy import About, FormQuestion, QuestionKind, read_quality
from openiro.domain.roles import ROLES
from openiro.policies import load_policy

DAY = date(2026, 11, 20)


def question(id, kind, **more):
    return FormQuestion(id, "quality", id.title(), "", kind, "", "", (), **more)


CARE, PRAISE = question("care", QuestionKind.RATING), question("praise", QuestionKind.GOOD)
HEALTH = question("health", QuestionKind.REVIEW)


def test_a_form_is_sent_when_every_rating_is_given_and_amber_and_red_have_a_reason():
    assert lacking([HEALTH, CARE, PRAISE], {}) == ("an answer to 'Care'",)
    assert lacking([CARE], {"care": FormWords("red", " ")}) == ("the reason for red at 'Care'",)
    assert lacking([CARE], {"care": FormWords("green")}) == ()
    with pytest.raises(UnableToMonitor, match="the reason for amber at 'Care'"):
        check_can_send([CARE], {"care": FormWords("amber")})


def test_what_the_review_holds_is_not_typed():
    with pytest.raises(UnableToMonitor, match="taken from the review"):
        check_words(HEALTH, FormWords(words="yes"))


@pytest.mark.parametrize("given", [FormWords("purple"), FormWords("red", "Late", "weather")])
def test_a_rating_and_its_theme_are_chosen_from_the_list(given):
    with pytest.raises(UnableToMonitor, match="Choose"):
        check_words(CARE, given)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (IssueFacts(), IssueState.OPEN),
        (IssueFacts(answered=True), IssueState.ANSWERED),
        (IssueFacts(answered=True, disputed=True), IssueState.DISPUTED),
        (IssueFacts(disputed=True, dispute_closed_on=DAY), IssueState.RESOLVED),
        (IssueFacts(resolved_on=DAY), IssueState.RESOLVED),
    ],
)
def test_amber_and_red_are_tracked_until_resolved_or_the_dispute_is_closed(facts, state):
    assert issue_state(facts) is state


def test_quarters_begin_in_january_april_july_and_october():
    assert [first_of_quarter(date(2026, month, 28)).month for month in (1, 3, 4, 11)] == [1, 1, 4, 10]


def test_the_councils_differ_by_policy_alone():
    on = date(2026, 11, 20)
    central, harrow = (load_policy(name, on).quality for name in ("central-bedfordshire", "harrow"))
    assert central.becomes_formal
    assert list(central.sheets.values()) == ["Monitoring form 1", "Monitoring form 2"]
    assert {each.name for each in central.meetings.values()} == {"QA Liaison Meeting", "Permanency Tracking meeting"}
    assert [each.name for each in harrow.meetings.values()] == ["Child Care Planning Group"]
    assert About.PERMANENCE in harrow.meetings["care_planning"].about
    assert "case_file" in harrow.questions
    assert "sdq" not in harrow.questions


def test_commissioning_and_the_foster_care_reviewing_officer_read_of_placements_alone():
    questions = load_policy("default", DAY).quality.questions
    for role, ids in (("commissioner", {"services", "placement"}), ("fostering_iro", {"placement"})):
        assert {each.id for each in questions.values() if role in each.copied_to} == ids
        assert Permission.VIEW_FORMS not in ROLES[role].permissions


def test_business_support_panel_and_analyst_see_no_monitoring_form():
    for code in ("business_support", "panel_member", "data_analyst", "social_worker"):
        assert not {each for each in ROLES[code].permissions if each.area == "quality"}


BASE = {"due_within": 5, "answered_within": 5, "becomes_formal": False, "sent_to": [], "sheets": {"one": "One"}}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ({"sheet": "two", "title": "A", "kind": "words"}, "sheet"),
        ({"sheet": "one", "title": "A", "kind": "review", "taken_from": "weather"}, "taken_from"),
        ({"sheet": "one", "title": "A", "kind": "rating", "theme": "weather"}, "theme"),
        ({"sheet": "one", "title": "A", "kind": "words", "copied_to": ["business_support"]}, "copied_to"),
    ],
)
def test_a_question_that_cannot_be_is_refused_by_name(question, named):
    with pytest.raises(UnableToReadPolicy, match=f"quality.questions.q.{named}"):
        read_quality(Table({**BASE, "questions": {"q": question}, "meetings": {}}, "quality"))
