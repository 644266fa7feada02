"""Care periods, who is looked after, who started and who ceased: answers worked by hand, period 2018/19."""

from datetime import date

from tests.golden.small_councils import council, counts, measured, told


def test_a_care_period_runs_from_s_to_a_reason_other_than_x1() -> None:
    # A started in May and left in January; B started in June, moved in July, and is there.
    result = measured(
        council("""
        A 2018-05-01 S C2 U6 2019-01-10 E4A
        B 2018-06-01 S C1 U6 2018-07-01 X1
        B 2018-07-01 P C1 K2
        """)
    )
    assert told(result, "population.looked_after") == (1, None, 0)
    assert told(result, "flow.started") == (2, None, 0)
    assert told(result, "flow.ceased") == (1, None, 0)
    assert counts(result, "flow.ceased_by_reason") == {"E4A": 1}
    assert counts(result, "population.by_placement") == {"K2": 1}


def test_what_happened_after_the_last_day_is_not_seen() -> None:
    # At 31 March 2019 A is still looked after, and C has not started.
    records = council("""
        A 2018-05-01 S C2 U6 2019-04-10 E4A
        C 2019-04-01 S C2 U6
        """)
    result = measured(records)
    assert told(result, "population.looked_after") == (1, None, 0)
    assert told(result, "flow.ceased") == (0, None, 0)
    later = measured(records, date(2019, 4, 1), date(2020, 3, 31))
    assert told(later, "flow.ceased") == (1, None, 0)
    assert told(later, "population.looked_after") == (1, None, 0)


def test_a_child_who_leaves_on_the_last_day_is_not_looked_after_that_day() -> None:
    result = measured(council("A 2018-05-01 S C2 U6 2019-03-31 E4A"))
    assert told(result, "population.looked_after") == (0, None, 0)
    assert told(result, "flow.ceased") == (1, None, 0)


def test_a_start_before_the_last_period_ended_begins_a_new_one() -> None:
    # The first period stops on 1 September without a reason, so it is no end; two starts count once, the latest.
    result = measured(
        council(
            """
            A 2018-05-01 S C2 U6 2018-12-01 E4A
            A 2018-09-01 S C2 K2
            """,
            children="A 2008-08-01 F WBRI",
        )
    )
    assert told(result, "flow.started") == (1, None, 0)
    assert counts(result, "flow.started_by_age") == {"10-15": 1}
    assert told(result, "flow.ceased") == (0, None, 0)
    assert told(result, "flow.started_first_time") == (0, 1, 0)


def test_a_gap_ends_care_without_a_reason_and_the_later_part_has_an_unknown_start() -> None:
    result = measured(
        council("""
        A 2017-05-01 S C2 U6 2018-06-01 X1
        A 2018-06-20 P C2 K2 2019-02-01 E4A
        """)
    )
    assert told(result, "flow.started") == (0, None, 1)
    # Only the later part ceased.
    assert counts(result, "flow.ceased_by_reason") == {"E4A": 1}


def test_x1_with_nothing_after_it_is_no_end() -> None:
    result = measured(council("A 2017-05-01 S C2 U6 2018-06-01 X1"))
    assert told(result, "flow.ceased") == (0, None, 0)
    assert told(result, "population.looked_after") == (0, None, 0)


def test_care_that_goes_on_without_a_start_after_a_recorded_end_has_an_unknown_start() -> None:
    result = measured(
        council("""
        A 2017-05-01 S C2 U6 2018-06-01 E4A
        A 2018-06-01 P C2 K2
        """)
    )
    assert told(result, "flow.started") == (0, None, 1)
    # A is looked after at the end, so A has not ceased.
    assert told(result, "flow.ceased") == (0, None, 0)


def test_a_child_with_a_known_and_an_unknown_start_counts_as_started() -> None:
    result = measured(
        council("""
        A 2018-05-01 S C2 U6 2018-06-01 E4A
        A 2018-09-01 P C2 K2
        """)
    )
    assert told(result, "flow.started") == (1, None, 0)


def test_a_start_without_s_before_the_period_counts_nowhere() -> None:
    result = measured(council("A 2018-03-31 P C2 U6"))
    assert told(result, "flow.started") == (0, None, 0)
    assert told(result, "population.looked_after") == (1, None, 0)


def test_a_reason_without_a_day_leaves_care_open() -> None:
    result = measured(council("A 2018-05-01 S C2 U6 - E4A"))
    assert told(result, "population.looked_after") == (1, None, 0)
    assert told(result, "flow.ceased") == (0, None, 0)


def test_a_day_without_a_reason_ends_care_for_a_reason_not_recorded() -> None:
    result = measured(council("A 2018-05-01 S C2 U6 2018-08-01"))
    assert counts(result, "flow.ceased_by_reason") == {"not recorded": 1}


def test_an_earlier_end_is_none_where_a_later_episode_runs_across_it() -> None:
    # The end of 1 September lies inside the episode begun in August.
    result = measured(
        council("""
        A 2018-05-01 S C2 U6 2018-09-01 E4A
        A 2018-08-01 P C2 K2
        """)
    )
    assert told(result, "flow.ceased") == (0, None, 0)
    assert counts(result, "population.by_placement") == {"K2": 1}


def test_an_earlier_end_counts_where_no_later_episode_runs_across_it() -> None:
    result = measured(
        council("""
        A 2018-05-01 S C2 U6 2018-09-01 E4A
        A 2018-06-01 P C2 K2 2018-07-01 X1
        """)
    )
    assert counts(result, "flow.ceased_by_reason") == {"E4A": 1}
    # After the inner episode the outer one holds again, until its end.
    assert counts(
        measured(
            council("""
            A 2018-05-01 S C2 U6 2018-09-01 E4A
            A 2018-06-01 P C2 K2 2018-07-01 X1
            """),
            to_on=date(2018, 8, 1),
        ),
        "population.by_placement",
    ) == {"U6": 1}


def test_of_two_ends_in_the_period_the_latest_counts() -> None:
    result = measured(
        council("""
        A 2017-05-01 S C2 U6 2018-06-01 E4A
        A 2018-07-01 S C2 K2 2018-12-01 E9
        """)
    )
    assert told(result, "flow.ceased") == (1, None, 0)
    assert counts(result, "flow.ceased_by_reason") == {"E9": 1}


def test_short_breaks_are_counted_apart_and_nowhere_else() -> None:
    # A: short breaks throughout. B: short breaks begun and ended. C: left full care, and short breaks go on.
    result = measured(
        council(
            """
            A 2018-05-01 S V4 U6
            B 2018-05-01 S V3 U6 2018-06-01 E4A
            C 2017-05-01 S V2 U6 2018-06-01 E4A
            C 2018-07-01 S V3 U6
            """,
            "A 2018-06-01 PN1",
        )
    )
    assert told(result, "population.short_breaks") == (2, None, 0)
    assert told(result, "population.looked_after") == (0, None, 0)
    assert told(result, "flow.started") == (0, None, 0)
    # A short break that is open does not make C looked after.
    assert told(result, "flow.ceased") == (1, None, 0)
    assert told(result, "reviews.held") == (0, None, 0)
    # They have clocks of their own: A's second review was due on 1 December, C's first on 1 October.
    assert told(result, "reviews.overdue") == (2, None, 0)
    listed = {f.breakdown["legal_status"] for f in result.of("population.by_legal_status").figures}
    assert not listed & {"V3", "V4"}


def test_an_earlier_period_of_short_breaks_alone_leaves_a_start_the_first() -> None:
    # A had only short breaks before; B was looked after before; C had short breaks that became full care.
    result = measured(
        council("""
        A 2017-05-01 S V4 U6 2017-09-01 E4A
        A 2018-05-01 S C2 U6
        B 2017-05-01 S V2 U6 2017-09-01 E4A
        B 2018-05-01 S C2 U6
        C 2017-05-01 S V4 U6 2017-06-01 X1
        C 2017-06-01 L V2 U6 2017-09-01 E4A
        C 2018-05-01 S C2 U6
        """)
    )
    assert told(result, "flow.started_first_time") == (1, 3, 0)


def test_month_ends_are_those_in_the_period() -> None:
    # 15 April to 15 June holds the ends of April and May; A is there at both, B left on 31 May itself.
    result = measured(
        council("""
        A 2018-01-01 S C2 U6
        B 2018-01-01 S C2 U6 2018-05-31 E4A
        """),
        date(2018, 4, 15),
        date(2018, 6, 15),
    )
    monthly = {f.breakdown["month"]: f.numerator for f in result.of("population.monthly").figures}
    assert monthly == {"2018-04": 2, "2018-05": 1}


def test_ages_are_in_completed_years_and_a_leap_day_child_is_older_on_1_march() -> None:
    # B, born on 29 February 2008, is 9 on 28 February 2018 and 10 on 1 March; U has not been born at the start.
    records = council(
        """
        B 2017-05-01 S C2 U6
        K 2017-05-01 S C2 U6
        """,
        children="""
        B 2008-02-29 F WBRI
        K 2018-01-31 M WBRI
        """,
    )
    assert counts(measured(records, to_on=date(2018, 2, 28), from_on=date(2018, 1, 1)), "population.by_age") == {
        "<1": 1,
        "5-9": 1,
    }
    older = measured(records, to_on=date(2018, 3, 1), from_on=date(2018, 1, 1))
    assert counts(older, "population.by_age") == {"<1": 1, "10-15": 1}
    assert counts(older, "population.by_age_and_sex") == {"<1 M": 1, "10-15 F": 1}


def test_every_band_is_printed_with_its_share_of_all() -> None:
    # Born on 1 April: A is 0, B 1, C 4, D 5, E 10, F 16, G 17, H 18 on 31 March... each a day short of the next.
    births = {"A": 2018, "B": 2017, "C": 2014, "D": 2013, "E": 2008, "F": 2002, "G": 2001, "H": 2000}
    result = measured(
        council(
            "\n".join(f"{child} 2018-05-01 S C2 U6" for child in births),
            children="\n".join(f"{child} {year}-04-01 M WBRI" for child, year in births.items()),
        )
    )
    # Ages at 31 March 2019, a day before the birthday: 0, 1, 4, 5, 10, 16, 17, 18.
    assert counts(result, "population.by_age") == {"<1": 1, "1-4": 2, "5-9": 1, "10-15": 1, "16-17": 2, "18+": 1}
    assert told(result, "population.by_age", age_band="1-4") == (2, 8, 0)
    assert result.figure("population.by_age", age_band="1-4").value == 25.0
    # At the start, on 1 May 2018: A is 0, B 1, C 4, D 5, E 10, F 16, G 17, H 18.
    assert counts(result, "flow.started_by_age") == {"<1": 1, "1-4": 2, "5-9": 1, "10-15": 1, "16+": 3}


def test_ethnic_groups_hold_the_codes_and_anything_else_is_unknown() -> None:
    codes = {"A": "WROM", "B": "MOTH", "C": "CHNE", "D": "BOTH", "E": "OOTH", "F": "NOBT", "G": "QQQQ", "H": "-"}
    result = measured(
        council(
            "\n".join(f"{child} 2018-05-01 S C2 U6" for child in codes),
            children="\n".join(f"{child} 2010-01-01 M {code}" for child, code in codes.items()),
        )
    )
    groups = {"White": 1, "Mixed": 1, "Asian": 1, "Black": 1, "Other": 1, "Unknown": 3}
    assert counts(result, "population.by_ethnic_group") == groups
    assert counts(result, "population.by_ethnicity")["QQQQ"] == 1
    assert counts(result, "population.by_ethnicity")["not recorded"] == 1
    # Listed and not found: a zero.
    assert told(result, "population.by_ethnicity", ethnicity="WBRI") == (0, 8, 0)


def test_breakdowns_print_the_codes_of_the_collection_year() -> None:
    records = council("A 2016-05-01 S C2 H5")
    codes = {
        year: {
            f.breakdown["placement"]
            for f in measured(records, date(year - 1, 4, 1), date(year, 3, 31)).of("population.by_placement").figures
        }
        for year in (2018, 2025, 2026)
    }
    assert "H5" in codes[2018]
    assert "K3" not in codes[2018]
    assert "K3" in codes[2025]
    # H5 is gone from the list of 2025/26 and is printed because it occurs; P2, gone too, is not.
    assert {"Z11", "H5"} <= codes[2026]
    assert "P2" not in codes[2026]


def test_shares_of_the_population_at_the_last_day() -> None:
    result = measured(
        council(
            """
            A 2018-05-01 S C2 U6
            B 2018-05-01 S V2 U6
            C 2018-05-01 S L1 U6 - - - N2
            D 2018-05-01 S E1 A5 - - - N2
            """,
            children="""
            A 2008-01-01 F WBRI yes
            B 2008-01-01 M WBRI no
            C 2008-01-01 U WBRI
            D 2008-01-01 F WBRI no
            """,
            uasc="""
            A 2019-03-31
            B -
            C 2019-04-01
            """,
        ),
        population={2016: 50_000, 2018: 40_000, 2020: 10},
    )
    # A's status as an asylum seeker ended on the last day; B's is open, C's ends after it.
    assert told(result, "population.uasc") == (2, 4, 0)
    # A is recorded as disabled. Of C nobody recorded it, but the need is the child's disability; D is recorded as not.
    assert told(result, "population.disabled") == (2, 4, 0)
    # Care order and placement order; not section 20, not police protection.
    assert told(result, "population.formal_order") == (2, 4, 0)
    assert counts(result, "population.by_sex") == {"F": 2, "M": 1, "U": 1}
    rate = result.figure("population.rate_per_10000")
    assert (rate.numerator, rate.denominator, rate.value) == (4, 40_000, 1.0)


def test_a_period_that_begins_before_the_records_is_answered_with_a_warning() -> None:
    records = council("A 2016-05-01 S C2 U6")
    assert any("01/04/2016" in warning for warning in measured(records, date(2015, 4, 1)).all.warnings)
    assert not any("01/04/2016" in warning for warning in measured(records).all.warnings)
