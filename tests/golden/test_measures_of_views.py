"""Children's and parents' part in reviews: answers worked by hand, period 2018/19."""

import pytest

from tests.golden.small_councils import council, counts, measured, told

# A is 10; B turns 4 on 1 September 2018, between two reviews; C is 3.
EPISODES = """
A 2018-04-09 S C2 U6
B 2018-04-09 S C2 U6
C 2018-04-09 S C2 U6
"""
CHILDREN = """
A 2008-01-01 F WBRI
B 2014-09-01 M WBRI
C 2016-01-01 M WBRI
"""


def test_participation_is_of_children_aged_4_or_over_with_a_code_that_tells() -> None:
    # Aged 4 or over: A five times (PN1, PN4, PN6, PN7, none), B once, on the fourth birthday (PN2).
    # Told: PN1, PN4, PN6, PN7, PN2. Participated: PN1, PN6, PN2. Attended: PN1, PN4, PN2. Not told: one.
    reviews = """
    A 2018-05-01 PN1
    A 2018-06-01 PN4
    A 2018-07-02 PN6
    A 2018-08-01 PN7
    A 2018-10-01 -
    B 2018-05-01 PN0
    B 2018-09-01 PN2
    C 2018-05-01 PN1
    """
    result = measured(council(EPISODES, reviews, CHILDREN))
    assert told(result, "participation.reviews") == (3, 5, 1)
    assert told(result, "participation.attended") == (3, 5, 1)
    assert told(result, "participation.by_age", age_band="4") == (1, 1, 0)
    assert told(result, "participation.by_age", age_band="10-15") == (2, 4, 1)
    # By code: all eight, C's misplaced PN1 too.
    by_code = {"PN0": 1, "PN1": 2, "PN2": 1, "PN4": 1, "PN6": 1, "PN7": 1, "not recorded": 1}
    assert counts(result, "participation.by_code") == by_code
    assert told(result, "participation.by_code", code="PN5") == (0, 8, 0)
    # By age and code: those of an age, and coded for it; C is 2.
    by_age_and_code = {"4 PN2": 1, "10-15 PN1": 1, "10-15 PN4": 1, "10-15 PN6": 1, "10-15 PN7": 1}
    assert counts(result, "participation.by_age_and_code") == by_age_and_code


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_participation_is_told_with_an_app_and_without(engine: str) -> None:
    # A's first review after a statement since care began, the second on the day of one; the third after none, for the
    # carer's says nothing of an app. B's statement came before care began, and C's after the review.
    reviews = """
    A 2018-05-01 PN7
    A 2018-07-02 PN1
    A 2018-10-01 PN1
    B 2018-09-03 PN2
    A 2019-01-07 -
    """
    statements = """
    A 2018-04-09 app review 1
    A 2018-05-01 app home 2
    A 2018-07-02 app home 3
    A 2018-09-01 carer home 4
    B 2018-04-01 app review 5
    B 2018-09-04 app review 6
    """
    result = measured(council(EPISODES, reviews, CHILDREN, statements=statements), engine=engine)
    older = {"age_band": "10-15"}
    assert told(result, "participation.by_age_and_app", app="used", **older) == (1, 2, 0)
    assert told(result, "participation.by_age_and_app", app="not_used", **older) == (1, 1, 1)
    assert told(result, "participation.by_age_and_app", age_band="4", app="not_used") == (1, 1, 0)
    assert "participation.by_age_and_app" in measured(council(EPISODES, reviews, CHILDREN)).all.not_available


def test_statements_through_the_app_for_younger_and_disabled_children_are_counted_apart_and_as_an_app() -> None:
    """Medway, section 7, and Buckinghamshire, section 4: statements through MOMO Express beside those through MOMO."""
    statements = """
    A 2018-05-01 app review 1
    B 2018-05-02 app_express home 2
    B 2018-06-01 app_express home 3
    C 2018-06-01 carer home 4
    C 2019-04-01 app_express home 5
    """
    result = measured(council(EPISODES, "A 2018-05-01 PN1\nB 2018-09-03 PN2", CHILDREN, statements=statements))
    assert counts(result, "voice.statements") == {"app review": 1, "app_express home": 2, "carer home": 1}
    assert result.figure("voice.statements", source="app_express", topic="home").value == 2
    assert told(result, "participation.by_age_and_app", age_band="4", app="used") == (1, 1, 0)


def test_what_a_child_achieved_is_recorded_of_the_child_and_counted() -> None:
    """Harrow, corporate parenting strategy 5.7 and 6.2: achievements are celebrated each year."""
    statements = "A 2018-05-01 carer achievement 1\nA 2018-10-23 carer achievement 2\nB 2018-10-23 carer good_news 3"
    result = measured(council(EPISODES, statements=statements))
    assert counts(result, "voice.statements") == {"carer achievement": 2, "carer good_news": 1}


def test_a_code_that_says_under_4_of_an_older_child_tells_nothing() -> None:
    result = measured(council(EPISODES, "A 2018-05-01 PN0\nA 2018-06-01 PN9", CHILDREN))
    assert told(result, "participation.reviews") == (0, 0, 2)


def test_the_latest_review_of_each_child_of_the_cohort() -> None:
    # A: PN7, then PN1. B: PN1 at the latest. C, aged 3, is no part of it; D has no review; E began too late.
    episodes = EPISODES + "D 2018-04-09 S C2 U6\nE 2019-03-25 S C2 U6"
    reviews = """
    A 2018-05-01 PN1
    A 2018-07-02 PN7
    B 2018-05-01 PN0
    B 2018-10-01 PN1
    C 2018-05-01 PN0
    E 2019-03-28 PN1
    """
    assert told(measured(council(episodes, reviews, CHILDREN)), "participation.latest") == (1, 2, 0)


REVIEWS = "A 2018-05-01 PN1\nA 2018-07-02 PN1\nB 2018-05-01 PN0\nC 2018-05-01 PN0"
PARENTS = """
A 2018-05-01 mother yes yes
A 2018-05-01 father no no whereabouts_unknown
A 2018-07-02 mother no yes
A 2018-07-02 father no yes
B 2018-05-01 mother no no did_not_attend
B 2018-05-01 father yes no
X 2018-05-01 mother yes yes
"""


def test_parents_views_and_attendance_are_held_against_all_reviews() -> None:
    # Four reviews. Mother's views twice, father's once, of either twice; a parent was there at A's first and at B's.
    result = measured(council(EPISODES, REVIEWS, CHILDREN, parents=PARENTS))
    assert told(result, "parents.mother") == (2, 4, 0)
    assert told(result, "parents.father") == (1, 4, 0)
    assert told(result, "parents.either") == (2, 4, 0)
    assert told(result, "parents.attended") == (2, 4, 0)


def test_the_reason_is_told_for_each_parent_whose_views_are_missing() -> None:
    # Mother: B did not attend, C nothing recorded. Father: A's first whereabouts unknown, B and C not recorded.
    result = measured(council(EPISODES, REVIEWS, CHILDREN, parents=PARENTS))
    assert counts(result, "parents.not_obtained") == {
        "mother did_not_attend": 1,
        "mother not_recorded": 1,
        "father whereabouts_unknown": 1,
        "father not_recorded": 2,
    }
    assert told(result, "parents.not_obtained", parent="mother", reason="died") == (0, 4, 0)


def test_what_the_source_does_not_keep_is_named_and_not_counted() -> None:
    from_a_return = measured(council(EPISODES, REVIEWS, CHILDREN)).all
    assert {"parents.either", "caseload.average", "staff.fte", "reviews.by_mode"} <= set(from_a_return.not_available)
    assert not any(figure.id.startswith("parents.") for figure in from_a_return.figures)
    # Kept and empty: nobody's views were obtained.
    kept = measured(council(EPISODES, REVIEWS, CHILDREN, supplied=frozenset({"parents"})))
    assert told(kept, "parents.either") == (0, 4, 0)


def test_consultation_forms_are_answered_by_the_last_day_or_not() -> None:
    # Asked in the period: A twice, once answered in it and once after it; A's mother once, not answered; B's carer
    # answered on the last day. A form that went out before the period counts in nothing.
    consultations = """
    A child 2018-05-01 2018-05-03
    A child 2018-11-01 2019-04-01
    A parent 2018-05-01
    B carer 2019-03-25 2019-03-31
    B child 2018-03-31 2018-04-02
    """
    result = measured(council(EPISODES, consultations=consultations))
    assert told(result, "voice.forms_answered", respondent="child") == (1, 2, 0)
    assert told(result, "voice.forms_answered", respondent="parent") == (0, 1, 0)
    assert told(result, "voice.forms_answered", respondent="carer") == (1, 1, 0)
    assert told(result, "voice.forms_answered", respondent="advocate") == (0, 0, 0)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_what_people_said_of_reviews_is_told_by_question_and_by_who_answered(engine: str) -> None:
    # Two children were listened to, one in part; one says who the officer is; a mother was not listened to. What came
    # before the period counts in nothing.
    feedback = """
    A child heard yes 2018-05-01
    B child heard partly 2018-06-01
    A child heard yes 2019-03-31
    A child knows_iro yes 2018-05-01
    A parent heard no 2018-05-02
    A child with_worker yes 2018-05-01
    B child with_worker partly 2018-06-01
    B child with_carer yes 2018-06-01
    B child heard yes 2018-03-31
    """
    result = measured(council(EPISODES, feedback=feedback), engine=engine)
    assert told(result, "voice.feedback", question="heard", respondent="child") == (2, 3, 0)
    assert told(result, "voice.feedback", question="knows_iro", respondent="child") == (1, 1, 0)
    assert told(result, "voice.feedback", question="heard", respondent="parent") == (0, 1, 0)
    # Harrow, achievements: how children get on with social workers and carers.
    assert told(result, "voice.feedback", question="with_worker", respondent="child") == (1, 2, 0)
    assert told(result, "voice.feedback", question="with_carer", respondent="child") == (1, 1, 0)
    assert "voice.feedback" in measured(council(EPISODES)).all.not_available


def test_forms_answered_are_not_told_where_nobody_keeps_them() -> None:
    assert "voice.forms_answered" in measured(council(EPISODES)).all.not_available
