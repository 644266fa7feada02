"""Whom a council asks what before a review, and that children can read it."""

import re
from datetime import UTC, date, datetime, timedelta

import pyphen
import pytest

from openiro.domain.consultation import Waits, agenda_for, link_ends_at, opens, respondent_for, standing
from openiro.domain.consultation_policy import AgendaItem, Kind, UnableToFindQuestions, pages_of, read_consultation
from openiro.domain.policy_reader import Table, UnableToReadPolicy
from openiro.policies import load_policy, policy_names

POLICY = load_policy("default", date(2026, 11, 20)).consultation
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HYPHENS = pyphen.Pyphen(lang="en_GB")


def reading_age(text: str) -> float:
    """The age of a reader by Flesch and Kincaid's grade, five years on."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(len(re.findall(r"[.?!]+", text)), 1)
    syllables = sum(len(HYPHENS.inserted(word).split("-")) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59 + 5


@pytest.mark.parametrize("age", [4, 9, 10, 17])
@pytest.mark.parametrize("council", policy_names())
def test_a_child_of_nine_can_read_what_children_are_asked(council: str, age: int) -> None:
    asked = load_policy(council, date(2026, 11, 20)).consultation.questions_for("child", age)
    assert asked
    hard = [each.text for each in asked if reading_age(each.text) > 9 or len(each.text.split()) > 20]
    assert not hard


@pytest.mark.parametrize("council", policy_names())
def test_a_child_of_nine_can_read_the_agenda_of_every_council(council: str) -> None:
    agenda = load_policy(council, date(2026, 11, 20)).consultation.agenda
    assert not [each.child for each in agenda if reading_age(each.child) > 9]


@pytest.mark.parametrize("age", [4, 9, 10, 17])
def test_a_child_is_asked_about_the_meeting_and_about_life(age: int) -> None:
    ids = {question.id for question in POLICY.questions_for("child", age)}
    assert ids >= {"where", "there", "not_there", "talk", "chair", "seat", "advocate", "change", "home", "family"}
    assert ids >= {"school", "health", "worries", "quote", "language"}


def test_the_older_are_asked_more_and_nobody_twice() -> None:
    younger, older = POLICY.questions_for("child", 9), POLICY.questions_for("child", 10)
    assert "when" not in {question.id for question in younger}
    assert "when" in {question.id for question in older}
    for asked in (younger, older):
        assert len({question.id for question in asked}) == len(asked)


def test_a_page_holds_a_few_questions() -> None:
    for respondent in ("child", "parent", "carer", "advocate", "professional"):
        pages = pages_of(POLICY.questions_for(respondent, 12))
        assert len(pages) >= 2
        assert all(len(questions) <= 4 for _, questions in pages)


def test_a_version_that_is_not_kept_is_refused() -> None:
    with pytest.raises(UnableToFindQuestions, match="questions called 1999"):
        POLICY.questions_for("child", 9, "1999")


@pytest.mark.parametrize(
    ("role", "respondent"),
    [("mother", "parent"), ("other_family", "parent"), ("carer", "carer"), ("school", "professional"),
     ("independent_visitor", "advocate"), ("social_worker", ""), ("interpreter", ""), ("child", "child")],
)  # fmt: skip
def test_each_is_sent_the_form_of_who_they_are(role: str, respondent: str) -> None:
    assert respondent_for(role) == respondent


def test_answers_are_read_in_words() -> None:
    chair = next(question for question in POLICY.questions_for("child", 9) if question.id == "chair")
    there = next(question for question in POLICY.questions_for("child", 9) if question.id == "there")
    assert chair.kind is Kind.CHOICE
    assert chair.words_of("part") == "Yes, a part"
    assert there.words_of(["mother", "school"]) == "My mum, My teacher"
    assert there.words_of([]) == ""


def test_a_link_opens_until_its_last_moment() -> None:
    ends = link_ends_at(NOW, 28)
    assert ends - NOW == timedelta(days=28)
    still = {"expires_at": ends, "used_at": None, "withdrawn_at": None, "is_invited": True}
    assert opens(**still, at=ends - timedelta(microseconds=1))
    assert not opens(**still, at=ends)
    assert not opens(**still | {"used_at": NOW}, at=NOW)
    assert not opens(**still | {"withdrawn_at": NOW}, at=NOW)
    assert not opens(**still | {"is_invited": False}, at=NOW)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Waits.NOT_INVITED),
        ({"invited_on": NOW.date()}, Waits.ASKED),
        ({"invited_on": NOW.date(), "is_started": True}, Waits.STARTED),
        ({"invited_on": NOW.date(), "is_started": True, "is_answered": True}, Waits.ANSWERED),
        ({"invited_on": NOW.date(), "attended": True}, Waits.ANSWERED),
        ({"is_excluded": True}, Waits.NOT_TO_BE_INVITED),
        ({"is_excluded": True, "is_answered": True}, Waits.ANSWERED),
    ],
)
def test_how_far_the_asking_has_come(facts: dict[str, object], expected: Waits) -> None:
    usual: dict[str, object] = {"is_excluded": False, "invited_on": None, "is_started": False, "is_answered": False}
    assert standing(**usual | facts) is expected  # type: ignore[arg-type]


def test_the_childs_topics_stand_under_their_point_for_those_who_may_read_them() -> None:
    items = (AgendaItem("childs_topics", "What the child wants to talk about", "What you want"), *AGENDA_ENDS)
    told = agenda_for(items, ["My gran"], reads_topics=True)
    assert [(each.text, each.topics) for each in told] == [
        ("What the child wants to talk about", ("My gran",)),
        ("Decisions", ()),
    ]
    hidden = agenda_for(items, ["My gran"], reads_topics=False, for_child=True)
    assert [(each.text, each.topics) for each in hidden] == [("What you want", ()), ("What we will do", ())]


AGENDA_ENDS = (AgendaItem("decisions", "Decisions", "What we will do"),)
TWICE = "child | a | Home | text | home | How? |"


def settings(**changed: object) -> dict[str, object]:
    versions = {"1": "child 4- | home | Home | text | home | How is it? |"}
    usual = {"link_days": 28, "questions": "1", "invited": ["child"], "form_from_age": 4, "versions": versions}
    agenda = [{"id": "childs_topics", "title": "What the child wants to talk about", "child": "Your topics"}]
    return usual | {"agenda": agenda, "also_expected": [], "new_ways": []} | changed


def test_a_council_may_have_questions_of_its_own() -> None:
    read = read_consultation(Table(settings()))
    assert [question.text for question in read.questions_for("child", 4)] == ["How is it?"]
    assert read.questions_for("child", 3) == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"questions": "2"}, "'2' is no version"),
        ({"invited": ["mayor"]}, "'mayor' is not in the list"),
        ({"versions": {"1": "child | home | Home | text | home"}}, "needs 7 parts"),
        ({"versions": {"1": "mayor | home | Home | text | home | How? |"}}, "'mayor' is not known"),
        ({"versions": {"1": "child | home | Home | text | moon | How? |"}}, "'moon' is not known"),
        ({"versions": {"1": "child | home | Home | song | home | How? |"}}, "'song' is not known"),
        ({"versions": {"1": "child | a b | Home | text | home | How? |"}}, "cannot be read"),
        ({"versions": {"1": "child four- | home | Home | text | home | How? |"}}, "cannot be read"),
        ({"versions": {"1": "child | home | Home | choice | home | How? |"}}, "every other has some"),
        (
            {"versions": {"1": "child | a | H | text | home | How? |\nchild 4-9 | a | H | text | home | What? |"}},
            "twice",
        ),
        ({"link_days": 0}, "link_days"),
        ({"new_ways": [{"name": "An app"}]}, "from"),
        ({"colour": "red"}, "colour is not a setting"),
    ],
)
def test_what_cannot_be_read_is_named(changed: dict[str, object], said: str) -> None:
    with pytest.raises(UnableToReadPolicy, match=said):
        read_consultation(Table(settings(**changed)))
