"""Caseloads, appointments, the team, and placements: answers worked by hand, period 2018/19."""

from datetime import date

from tests.golden.small_councils import council, counts, measured, told

CHILDREN_OF = "\n".join(f"K{number} 2018-05-01 S C2 U6" for number in range(6))
ALLOCATIONS = """
K0 ada iro 2018-05-02
K1 ada iro 2018-05-02
K2 ada iro 2018-05-02
K3 bea iro 2018-05-02
K4 bea iro 2018-05-02 2019-03-30
K5 bea iro 2018-05-02 2019-03-31
K0 bea conference_chair 2018-05-02
"""
POSTS = """
ada iro 0.5 2017-01-01 - yes
bea iro 1.0 2017-01-01 - no
cyd iro 1.0 2017-01-01 2019-03-30 yes
dot conference_chair 0.8 2017-01-01 - -
"""


def test_caseloads_are_of_children_allocated_at_the_last_day() -> None:
    # ada has 3 children on 0.5; bea K3 and K5 (K4 ended the day before; K5 ends that day, which is included), and K0
    # as chair; cyd's post ended the day before.
    result = measured(council(CHILDREN_OF, allocations=ALLOCATIONS, posts=POSTS), guide=(2, 5))
    average = {f.breakdown["unit"]: (f.numerator, f.denominator) for f in result.of("caseload.average").figures}
    assert average["iro"] == (5, 2)
    assert average["iro_fte"] == (5, 1.5)
    # Chairs: dot in post with none, bea with one and no post for it.
    assert average["conference_chair"] == (1, 2)
    assert average["both"] == (6, 3)
    assert result.figure("caseload.average", unit="iro").value == 2.5
    assert result.figure("caseload.average", unit="iro_fte").value == 3.3
    assert told(result, "caseload.highest", unit="iro") == (3, None, 0)
    assert result.figure("caseload.highest", unit="iro_fte").value == 6.0
    assert told(result, "caseload.lowest", unit="iro") == (2, None, 0)
    assert told(result, "caseload.lowest", unit="conference_chair") == (0, None, 0)
    # By full-time equivalent ada has 6, bea 2: the guide's own numbers lie inside it.
    assert told(result, "caseload.outside_guide") == (1, 2, 0)


def test_the_team_in_post_at_the_last_day() -> None:
    result = measured(council(CHILDREN_OF, posts=POSTS))
    assert counts(result, "staff.fte") == {"iro": 1.5, "conference_chair": 0.8}
    assert told(result, "staff.permanent", role="iro") == (1, 2, 0)
    assert told(result, "staff.permanent", role="conference_chair") == (0, 0, 1)


def test_an_iro_by_the_5th_working_day() -> None:
    # Care began on Tuesday 1 May; without the bank holiday of 7 May the 5th working day is 9 May.
    # A in time, B a day late, C by the IRO of the last time, D a chair only.
    # E began on the last Friday: its days still run.
    records = council(
        """
        A 2018-05-01 S C2 U6
        B 2018-05-01 S C2 U6
        C 2018-05-01 S C2 U6
        D 2018-05-01 S C2 U6
        E 2019-03-29 S C2 U6
        F 2018-05-01 S V4 U6
        """,
        allocations="""
        A ada iro 2018-05-09
        B ada iro 2018-05-10
        C ada iro 2016-01-01
        D ada conference_chair 2018-05-01
        """,
    )
    assert told(measured(records), "allocation.within_5_days") == (2, 4, 1)


def test_the_same_iro_all_year() -> None:
    # The 12 months are 1 April 2018 to 31 March 2019. A one IRO; B two; C began in the year; D none recorded;
    # E's first IRO left the day before the year; F had short breaks.
    records = council(
        """
        A 2017-05-01 S C2 U6
        B 2017-05-01 S C2 U6
        C 2018-04-02 S C2 U6
        D 2018-04-01 S C2 U6
        E 2017-05-01 S C2 U6
        F 2017-05-01 S V4 U6 2018-05-01 X1
        F 2018-05-01 L C2 U6
        """,
        allocations="""
        A ada iro 2017-05-01
        B ada iro 2017-05-01 2018-06-01
        B bea iro 2018-06-01
        C ada iro 2018-04-02
        E ada iro 2017-05-01 2018-03-31
        E bea iro 2018-04-01
        F ada iro 2017-05-01
        """,
    )
    assert told(measured(records), "allocation.unchanged") == (2, 3, 1)


def placements(episodes: str) -> float:
    """How many placements a single child had in the period, told by whether they are three or more."""
    return told(measured(council(episodes)), "placements.three_or_more")[0]


def test_s_p_and_b_begin_a_placement_and_l_t_and_u_carry_it_on() -> None:
    # Three: S, P, B. With L, T or U in place of the last, two.
    moves = """
    A 2018-05-01 S C1 U6 2018-06-01 X1
    A 2018-06-01 P C1 K2 2018-07-01 X1
    A 2018-07-01 {} C2 U6
    """
    assert [placements(moves.format(reason)) for reason in "PBLTU"] == [1, 1, 0, 0, 0]


def test_a_placement_that_ended_on_or_before_the_first_day_is_not_in_the_period() -> None:
    # The first placement ended on 1 April 2018, the first day; a day later it would be in the period.
    moves = """
    A 2018-01-01 S C2 U6 2018-04-{0} X1
    A 2018-04-{0} P C2 K2 2018-07-01 X1
    A 2018-07-01 P C2 U6
    """
    assert placements(moves.format("01")) == 0
    assert placements(moves.format("02")) == 1


def test_placements_of_all_care_periods_count() -> None:
    assert (
        placements("""
        A 2018-05-01 S C2 U6 2018-06-01 E4A
        A 2018-07-01 S C2 U6 2018-08-01 E4A
        A 2018-09-01 S C2 U6
        """)
        == 1
    )


def test_a_temporary_stay_is_not_counted_and_the_way_back_carries_the_old_placement_on() -> None:
    # Two placements and a holiday. Back to the same place: still two; to another: three.
    moves = """
    A 2018-05-01 S C2 U6 2018-06-01 X1
    A 2018-06-01 P C2 U6 2018-07-01 X1 SC1
    A 2018-07-01 P C2 T2 2018-07-15 X1
    A 2018-07-15 P C2 U6 - - {}
    """
    assert placements(moves.format("SC1")) == 0
    assert placements(moves.format("SC2")) == 1


def test_care_that_begins_in_a_temporary_stay_has_its_first_placement_at_the_next_move() -> None:
    # T4 does not count; P and P do: two. The legal status that changes in between begins nothing.
    assert (
        placements("""
        A 2018-05-01 S C2 T4 2018-05-05 X1
        A 2018-05-05 L E1 T4 2018-05-08 X1
        A 2018-05-08 P E1 U6 2018-07-01 X1
        A 2018-07-01 P E1 K2
        """)
        == 0
    )


def test_a_temporary_stay_begun_without_a_move_leaves_the_old_placement_running() -> None:
    # U6, then T (T4 with the same carer), then a move to K2: two placements.
    assert (
        placements("""
        A 2018-05-01 S C2 U6 2018-06-01 X1
        A 2018-06-01 T C2 T4 2018-06-05 X1
        A 2018-06-05 P C2 K2
        """)
        == 0
    )


def test_stays_under_short_breaks_are_left_out() -> None:
    # Two short-break stays and one placement.
    assert (
        placements("""
        A 2018-05-01 S V4 U6 2018-06-01 X1
        A 2018-06-01 P V4 K2 2018-07-01 X1
        A 2018-07-01 B C2 U6
        """)
        == 0
    )


def test_a_placement_goes_on_across_days_under_short_breaks() -> None:
    # U6, and K2 with ten days of V3 in the middle that only the legal status tells of: two placements.
    assert (
        placements("""
        A 2018-05-01 S C2 U6 2018-06-01 X1
        A 2018-06-01 P C2 K2 2018-07-01 X1
        A 2018-07-01 L V3 K2 2018-07-11 X1
        A 2018-07-11 L C2 K2
        """)
        == 0
    )


def test_a_placement_whose_last_days_are_under_short_breaks_has_none_of_them() -> None:
    # The first placement had its last day under other care before the first day of the period, 1 April 2018; the
    # next two are in it. With the short break a day later, so is the first.
    rows = """
    A 2018-01-01 S C2 U6 2018-04-{0} X1
    A 2018-04-{0} L V3 U6 2018-05-01 X1
    A 2018-05-01 B C2 K2 2018-06-01 X1
    A 2018-06-01 P C2 U4
    """
    assert placements(rows.format("01")) == 0
    assert placements(rows.format("02")) == 1


def test_stability_is_counted_across_days_under_short_breaks() -> None:
    # A in one home since care began, with a month under V3 that L began and ended; B's home began under V3, and is
    # counted from the first day under other care, 1 April 2017, a day too late.
    records = council(
        """
        A 2016-05-01 S C2 U6 2018-07-01 X1
        A 2018-07-01 L V3 U6 2018-08-01 X1
        A 2018-08-01 L C2 U6
        B 2016-05-01 S C2 K2 2016-06-01 X1
        B 2016-06-01 B V3 U6 2017-04-01 X1
        B 2017-04-01 L C2 U6
        """
    )
    assert told(measured(records), "placements.long_term_stability") == (1, 2, 0)


def test_long_term_stability_is_of_children_under_16_in_care_for_30_months() -> None:
    # At 31 March 2019: 2.5 years back is 30 September 2016, 2 years back 31 March 2017.
    # A in one placement since care began; B since 1 April 2017, a day too late; C began a day too late to count;
    # D is 16; E moved in 2016, and only the status changed since.
    records = council(
        """
        A 2016-09-30 S C2 U6
        B 2016-09-30 S C2 U6 2017-04-01 X1
        B 2017-04-01 P C2 U4
        C 2016-10-01 S C2 U6
        D 2016-05-01 S C2 U6
        E 2016-05-01 S C1 K2 2017-03-31 X1
        E 2017-03-31 P C1 U6 2018-12-01 X1
        E 2018-12-01 L C2 U6
        """,
        children="D 2003-03-31 M WBRI",
    )
    assert told(measured(records), "placements.long_term_stability") == (2, 3, 0)


def test_only_the_measures_asked_for_are_answered() -> None:
    result = measured(council(CHILDREN_OF), only=["flow.ceased", "reviews.held", "flow.ceased"])
    assert [figure.id for figure in result.all.figures] == ["flow.ceased", "reviews.held"]
    assert measured(council(CHILDREN_OF), date(2018, 5, 1), date(2018, 5, 1)).figure("flow.started").value == 6
