"""What reviews found, who was told, seen, heard and supported: answers worked by hand, on every engine."""

from datetime import date
from itertools import pairwise

import pytest

from openiro.measures.catalogue import catalogue
from openiro.measures.compute import rows_behind
from openiro.measures.tables import Tables
from tests.factories.calendars import england_and_wales
from tests.golden.small_councils import FROM, TO, council, counts, measured, told

ENGINES = pytest.mark.parametrize("engine", ["polars", "duckdb"])
# A and B are 10; C is 3, and 4 on 1 January 2019. The records begin on 1 April 2016.
EPISODES = """
A 2018-04-09 S C2 U6
B 2018-04-09 S C2 U6
C 2018-04-09 S C2 U6
"""
CHILDREN = """
A 2008-01-01 F WBRI
B 2008-01-01 M WBRI
C 2015-01-01 M WBRI
"""


def behind(tables: Tables, measure: str, **breakdown: str) -> list[tuple[object, ...]]:
    rows = rows_behind(tables, measure, breakdown, from_on=FROM, to_on=TO, calendar=england_and_wales())
    return rows.select("child", "on", "counted_as", "why").rows()


class TestPermanencePlanBySecondReview:
    """A's reviews: 1 May (first), 1 August (second), 1 February (third)."""

    REVIEWS = "A 2018-05-01 PN1\nA 2018-08-01 PN1\nA 2019-02-01 PN1"

    @pytest.mark.parametrize(
        ("plan", "planned"),
        [
            ("A ADOPTION 2018-06-01 2018-06-01", 1),
            ("A ADOPTION 2018-08-01 2018-08-01", 1),
            ("A ADOPTION 2018-08-02 2018-08-02", 0),
            ("A ADOPTION 2018-06-01 2018-08-02", 0),
            ("A ADOPTION 2018-06-01 -", 0),
            ("A ADOPTION 2018-06-01 2018-06-01 2018-08-01", 1),
            ("A ADOPTION 2018-06-01 2018-06-01 2018-07-31", 0),
            ("A ADOPTION 2018-06-01 2018-06-01 2018-07-31\nA LTFOST18 2018-07-31 2018-07-31", 1),
            ("A ADOPTION 2018-06-01 2018-06-01\nA RETURNEV 2018-06-01 2018-06-01", 1),
            ("B ADOPTION 2018-06-01 2018-06-01", 0),
        ],
    )
    @ENGINES
    def test_a_plan_is_in_place_if_it_ran_and_was_agreed_by_the_day(self, engine: str, plan: str, planned: int) -> None:
        result = measured(council(EPISODES, self.REVIEWS, CHILDREN, permanence=plan), engine=engine)
        assert told(result, "permanence.by_second_review") == (planned, 1, 0)

    @ENGINES
    def test_where_the_records_do_not_reach_back_the_place_is_unknown(self, engine: str) -> None:
        # D's care began before the records, E's without a known start: of each, the first two known may be the second.
        # F's first review lies before the year and the second in it; G has one only; H came back: both periods count.
        episodes = """
        D 2015-06-01 S C2 U6
        E 2018-04-09 L C2 U6
        F 2018-01-08 S C2 U6
        G 2018-01-08 S C2 U6
        H 2017-06-01 S C2 U6 2018-06-01 E4A
        H 2018-07-02 S C2 U6
        """
        reviews = """
        D 2018-05-01 PN1
        D 2018-08-01 PN1
        D 2018-11-01 PN1
        E 2018-05-01 PN1
        E 2018-08-01 PN1
        F 2018-02-01 PN1
        F 2018-04-30 PN1
        G 2018-05-01 PN1
        H 2017-06-28 PN1
        H 2018-04-20 PN1
        H 2018-07-20 PN1
        H 2018-10-19 PN1
        """
        plans = "D ADOPTION 2016-01-01 2016-01-01\nF ADOPTION 2018-02-01 2018-02-01\nH LTFOST18 2018-08-01 2018-08-01"
        tables = council(episodes, reviews, permanence=plans)
        assert told(measured(tables, engine=engine), "permanence.by_second_review") == (2, 3, 4)

    def test_the_rows_behind_say_why(self) -> None:
        tables = council(EPISODES, self.REVIEWS, CHILDREN, permanence="A ADOPTION 2018-06-01 -")
        assert behind(tables, "permanence.by_second_review") == [
            ("A", date(2018, 8, 1), "denominator", "no agreed plan on the day")
        ]


REVIEWS = "A 2018-05-01 PN1\nA 2018-08-01 PN1\nB 2018-05-01 PN1\nB 2018-08-01 PN1\nC 2018-05-01 PN0"
# Health: yes, no, does not apply, no answer, nothing recorded.
CHECKS = """
A 2018-05-01 health yes no
A 2018-08-01 health no yes
B 2018-05-01 health not_applicable -
B 2018-08-01 health - yes
A 2018-05-01 pep yes yes
A 2018-05-01 life_story yes yes
A 2018-03-30 health yes yes
"""


class TestChecks:
    @ENGINES
    def test_up_to_date_and_on_file_are_two_facts(self, engine: str) -> None:
        result = measured(council(EPISODES, REVIEWS, CHILDREN, checks=CHECKS), engine=engine)
        assert told(result, "checks.health") == (1, 2, 2)
        assert told(result, "checks.health_on_file") == (2, 3, 1)
        assert told(result, "checks.pep") == (1, 1, 4)
        assert told(result, "checks.sdq") == (0, 0, 5)
        assert result.figure("checks.sdq").value is None

    @pytest.mark.parametrize(
        "check", ["health", "pep", "visits", "care_plan", "pathway_plan", "sdq", "dental", "immunisations"]
    )
    def test_each_check_counts_its_own_answers(self, check: str) -> None:
        result = measured(council(EPISODES, REVIEWS, CHILDREN, checks=f"A 2018-05-01 {check} no yes"))
        assert told(result, f"checks.{check}") == (0, 1, 4)
        assert told(result, f"checks.{check}_on_file") == (1, 1, 4)
        others = {each.id for each in catalogue() if each.id.startswith("checks.")} - {
            f"checks.{check}",
            f"checks.{check}_on_file",
        }
        assert {told(result, other) for other in others} == {(0, 0, 5)}

    def test_where_the_check_does_not_apply_its_place_on_file_does_not_count_either(self) -> None:
        tables = council(EPISODES, "A 2018-05-01 PN1", CHILDREN, checks="A 2018-05-01 pep not_applicable yes")
        assert told(measured(tables), "checks.pep_on_file") == (0, 0, 0)
        one = council(EPISODES, "A 2018-05-01 PN1", CHILDREN, checks="A 2018-05-01 pep yes not_applicable")
        assert told(measured(one), "checks.pep") == (1, 1, 0)
        assert told(measured(one), "checks.pep_on_file") == (0, 0, 0)

    def test_the_rows_behind_show_both_answers(self) -> None:
        tables = council(EPISODES, REVIEWS, CHILDREN, checks=CHECKS)
        rows = rows_behind(tables, "checks.health", from_on=FROM, to_on=TO, calendar=england_and_wales())
        assert rows.select("child", "on", "counted_as", "answer", "on_file").rows() == [
            ("A", date(2018, 5, 1), "numerator", "yes", "no"),
            ("A", date(2018, 8, 1), "denominator", "no", "yes"),
            ("B", date(2018, 8, 1), "unknown", None, "yes"),
            ("C", date(2018, 5, 1), "unknown", None, None),
        ]


class TestSeenBeforeTheReview:
    @pytest.mark.parametrize(
        ("seen_on", "seen"),
        [
            ("2018-08-01", 1),  # on the day
            ("2018-05-02", 1),  # the day after the review before
            ("2018-05-01", 0),  # on the day of the review before
            ("2018-04-20", 0),  # before it
            ("2018-08-02", 0),  # after it was held
            ("-", 0),
        ],
    )
    @ENGINES
    def test_after_the_review_before_and_no_later_than_the_day(self, engine: str, seen_on: str, seen: int) -> None:
        word = "" if seen_on == "-" else f"seen_before_on={seen_on}"
        reviews = f"A 2018-05-01 PN1\nA 2018-08-01 PN1 {word}\nB 2018-05-01 PN1 seen_before_on=2018-05-01"
        result = measured(council(EPISODES, reviews, CHILDREN), engine=engine)
        assert told(result, "oversight.seen_before_review") == (seen + 1, 3, 0)

    def test_before_the_first_review_since_care_began(self) -> None:
        reviews = "A 2018-05-01 PN1 seen_before_on=2018-04-08\nB 2018-05-01 PN1 seen_before_on=2018-04-09"
        assert told(measured(council(EPISODES, reviews, CHILDREN)), "oversight.seen_before_review") == (1, 2, 0)


@ENGINES
def test_the_child_chairs_part_or_all_of_the_reviews_of_those_aged_4_or_over(engine: str) -> None:
    # Aged 4 or over: A twice, B twice, C in January. C's review of May is of a child of 3.
    reviews = """
    A 2018-05-01 PN1 child_chaired=part
    A 2018-08-01 PN1 child_chaired=all
    B 2018-05-01 PN1 child_chaired=none
    B 2018-08-01 PN1
    C 2018-05-01 PN0 child_chaired=all
    C 2019-01-01 PN1 child_chaired=all
    """
    assert told(measured(council(EPISODES, reviews, CHILDREN), engine=engine), "participation.chaired") == (3, 5, 0)


@ENGINES
def test_advocates_are_counted_by_reviews_and_by_children(engine: str) -> None:
    # In the year A twice and B once; C without. A review before the year is not of it.
    reviews = """
    A 2018-05-01 PN1 advocate=yes
    A 2018-08-01 PN1 advocate=yes
    B 2018-05-01 PN1 advocate=yes
    B 2018-08-01 PN1 advocate=no
    C 2018-05-01 PN0
    D 2018-03-29 PN1 advocate=yes
    """
    result = measured(council(EPISODES + "D 2018-03-01 S C2 U6", reviews, CHILDREN), engine=engine)
    assert told(result, "advocacy.reviews") == (3, None, 0)
    assert told(result, "advocacy.children") == (2, None, 0)
    assert result.figure("meetings.chaired", kind="review").value == 5


class TestEntitlements:
    """At 31 March 2019 A and B are 11, C is 4; D was born on a day that nobody recorded; E has left care."""

    EPISODES = EPISODES + "D 2018-04-09 S C2 U6\nE 2018-04-09 S C2 U6 2019-03-31 E4A"
    CHILDREN = CHILDREN + "D - F WBRI\nE 2008-01-01 F WBRI"
    TOLD = """
    A pack 2018-04-20
    A pack 2018-09-20
    B pack 2019-04-01
    C pack 2018-04-20
    A advocate 2019-03-31
    E pack 2018-04-20
    A pathway 2018-05-01
    """

    @ENGINES
    def test_of_children_looked_after_who_are_of_an_age_for_it(self, engine: str) -> None:
        ages = {"pack": (4, 17), "advocate": (5, 17), "pathway": (16, 17), "pledge": (11, 17), "play": (4, 10)}
        tables = council(self.EPISODES, "", self.CHILDREN, entitlements=self.TOLD)
        result = measured(tables, engine=engine, entitlements=ages)
        # B was told after the last day, which is not seen.
        assert told(result, "entitlements.informed", entitlement="pack") == (2, 3, 1)
        assert told(result, "entitlements.informed", entitlement="advocate") == (1, 2, 1)
        assert told(result, "entitlements.informed", entitlement="pledge") == (0, 2, 1)
        # The ages are both included: only C is 10 or under.
        assert told(result, "entitlements.informed", entitlement="play") == (0, 1, 1)
        # Nobody is of an age for it: printed all the same.
        assert told(result, "entitlements.informed", entitlement="pathway") == (0, 0, 1)
        printed = [each.breakdown["entitlement"] for each in result.of("entitlements.informed").figures]
        assert printed == list(ages)

    def test_one_that_only_the_records_name_is_told_from_the_age_of_5(self) -> None:
        tables = council(self.EPISODES, "", self.CHILDREN, entitlements=self.TOLD)
        result = measured(tables, entitlements={"pledge": (11, 17)})
        printed = [each.breakdown["entitlement"] for each in result.of("entitlements.informed").figures]
        assert printed == ["pledge", "advocate", "pack", "pathway"]
        assert told(result, "entitlements.informed", entitlement="pack") == (1, 2, 1)

    def test_a_list_that_nobody_was_told_of_is_counted_as_such(self) -> None:
        tables = council(self.EPISODES, "", self.CHILDREN, supplied=frozenset({"entitlements"}))
        result = measured(tables, entitlements={"pack": (4, 17)})
        assert told(result, "entitlements.informed", entitlement="pack") == (0, 3, 1)
        assert not any(each.id == "entitlements.informed" for each in measured(tables).all.figures)


@ENGINES
def test_statements_of_views_by_source_and_topic(engine: str) -> None:
    statements = """
    A 2018-04-01 app review
    A 2018-04-01 app review
    A 2019-03-31 app worries
    B 2018-06-01 child -
    B 2018-03-31 app review
    B 2019-04-01 app review
    """
    result = measured(council(EPISODES, "", CHILDREN, statements=statements), engine=engine)
    assert counts(result, "voice.statements") == {"app review": 2, "app worries": 1, "child not recorded": 1}
    assert result.figure("voice.statements", source="school", topic="iro").value == 0


def test_a_source_without_these_records_leaves_the_measures_out() -> None:
    result = measured(council(EPISODES, REVIEWS, CHILDREN))
    prefixes = ("checks.", "permanence.", "entitlements.", "voice.", "advocacy.", "oversight.")
    assert {name.split(".")[0] + "." for name in result.all.not_available if name.startswith(prefixes)} == set(prefixes)
    assert "participation.chaired" in result.all.not_available
    of_episodes = {"permanence.outcomes", "permanence.with_parents"}
    assert {each.id for each in result.all.figures if each.id.startswith(prefixes)} == of_episodes


def test_kept_by_the_source_and_empty_is_told() -> None:
    supplied = frozenset({"checks", "permanence", "statements"})
    result = measured(council(EPISODES, REVIEWS, CHILDREN, supplied=supplied))
    assert told(result, "checks.health") == (0, 0, 5)
    assert told(result, "permanence.by_second_review") == (0, 2, 0)
    assert counts(result, "voice.statements") == {}


def test_measures_of_one_check_stand_together_in_print() -> None:
    names = [each.id for each in catalogue() if each.id.startswith("checks.")]
    assert all(later == f"{one}_on_file" for one, later in list(pairwise(names))[::2])


@ENGINES
def test_a_referral_to_an_advocate_is_due_where_none_was_offered(engine: str) -> None:
    reviews = "A 2018-05-01 PN1\nA 2018-08-01 PN1\nB 2018-05-01 PN1\nB 2019-04-02 PN1"
    checks = """
    A 2018-05-01 advocacy no
    A 2018-08-01 advocacy yes
    B 2018-05-01 advocacy not_applicable
    B 2019-04-02 advocacy no
    B 2018-05-01 dental no
    """
    result = measured(council(EPISODES, reviews, CHILDREN, checks=checks), engine=engine)
    assert told(result, "advocacy.referrals_due") == (1, 2, 0)


@ENGINES
def test_other_checks_of_the_council_are_told_each_by_itself(engine: str) -> None:
    # Parents abroad: yes, no, and not answered; for C they do not apply. Of consent there is one yes. Health and
    # advocacy have measures of their own.
    reviews = "A 2018-05-01 PN1\nA 2018-07-02 PN1\nB 2018-05-01 PN0\nC 2018-05-01 PN0"
    checks = """
    A 2018-05-01 parents_abroad no
    A 2018-07-02 parents_abroad yes
    B 2018-05-01 parents_abroad -
    C 2018-05-01 parents_abroad not_applicable
    A 2018-07-02 consent yes yes
    A 2018-07-02 health yes
    A 2018-07-02 advocacy yes
    """
    result = measured(council(EPISODES, reviews, CHILDREN, checks=checks), engine=engine)
    assert told(result, "reviews.other_checks", check="parents_abroad") == (1, 2, 1)
    assert told(result, "reviews.other_checks", check="consent") == (1, 1, 0)
    assert counts(result, "reviews.other_checks") == {"parents_abroad": 1, "consent": 1}
