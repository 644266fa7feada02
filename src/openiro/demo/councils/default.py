"""The council that `make run` shows: a whole, lively service of a middling size, up to the day asked for."""

from dataclasses import replace
from datetime import date, timedelta

from openiro.demo.plan import (
    AfterCare,
    Challenged,
    Council,
    Extra,
    Leavers,
    Missed,
    Period,
    Practised,
    Protected,
    Pupils,
    StaffGroup,
)
from openiro.domain.months import add_months

KEY = "default"
OPENING_POPULATION = 182
PAST_POPULATION = 186
POPULATION = 190
STARTERS_A_YEAR = 62
LATE_A_YEAR = 11
ALL_ON_TIME = 0.93
SHORTEST_PERIOD = timedelta(days=120)

EXTRAS = (
    Extra(410, 9.4, "F", "care order", "foster carer", family="one"),
    Extra(410, 6.1, "M", "care order", "foster carer", family="one"),
    Extra(410, 2.7, "M", "care order", "foster carer", family="one"),
    Extra(150, 12.3, "M", "interim care order", "relatives", family="two"),
    Extra(150, 10.9, "F", "interim care order", "relatives", family="two"),
    Extra(620, 15.1, "F", "care order", "mother and baby unit", family="three", part="mother"),
    Extra(95, 0.01, "M", "interim care order", "mother and baby unit", family="three", part="baby"),
    Extra(300, 11.5, "M", "short breaks", "foster carer"),
    Extra(500, 8.2, "F", "short breaks, each recorded", "foster carer"),
    Extra(240, 15.8, "M", "section 20", "agency foster carer", unaccompanied=True),
    Extra(120, 16.1, "M", "section 20", "agency foster carer", unaccompanied=True),
    Extra(45, 16.6, "M", "section 20", "independent", unaccompanied=True),
    Extra(2, 13.2, "F", "section 20", "foster carer", allocated=False),
    Extra(3, 0.02, "F", "interim care order", "foster carer", allocated=False),
    Extra(15, 14.4, "M", "section 20", "agency foster carer", allocated=False),
)

STAFF = (
    StaffGroup("iro", fte=(1.0, 1.0, 0.8, 0.6), permanent=(True, True, True, False)),
    StaffGroup("iro_manager", fte=(1.0,)),
    StaffGroup("business_support", fte=(1.0, 0.8)),
    StaffGroup("conference_chair", fte=(1.0, 1.0)),
    StaffGroup("fostering_iro", fte=(0.5,)),
)

LEAVERS = Leavers(
    date.max,
    open=62,
    studying=7,
    received={"leaving_home": 9, "leaving_learning": 12, "leaving_work": 4, "leaving_vacations": 5},
    informed={"leaving_pathway": 0.92, "leaving_work": 0.85},
)
PUPILS = Pupils(
    date.max,
    all_year={
        "pupils": 12, "ehcp": 5, "uasc_eal": 2, "cwd": 2, "sat": 8, "grade_1": 8, "grade_c": 5, "five_a_c": 2,
        "maths_4": 3, "english_4": 3,
    },
    others={
        "pupils": 4, "ehcp": 1, "uasc_eal": 2, "cwd": 0, "sat": 2, "grade_1": 2, "grade_c": 1, "five_a_c": 0,
        "maths_4": 1, "english_4": 0,
    },
)  # fmt: skip

MISSED = {"M": Missed(0.11, most=12), "A": Missed(0.04, most=4)}
AFTER_CARE = AfterCare(
    in_touch={"YES": 0.92, "NO": 0.03, "REFU": 0.03, "NREQ": 0.02},
    activity={
        "F1": 0.07, "F2": 0.2, "P2": 0.03, "F3": 0.26, "P3": 0.07, "F4": 0.04, "F5": 0.22, "P5": 0.07, "G4": 0.13,
        "G5": 0.18, "G6": 0.12,
    },
    home={
        "U1": 0.35, "D1": 0.17, "B1": 0.12, "K1": 0.06, "E1": 0.07, "T1": 0.07, "Y1": 0.02, "U2": 0.03, "S2": 0.03,
        "W2": 0.02, "X2": 0.04, "R2": 0.02,
    },
)  # fmt: skip


def default_council(as_at: date) -> Council:
    """The council with whole collection years before `as_at` and the present one up to it.

    A year that has only just begun is laid out as one with the year before.
    """
    last_april = date(as_at.year - (as_at.month < 4), 4, 1)
    return Council(
        key=KEY,
        name="Riverside Council",
        prefix="RC",
        seed=20,
        opens_on=add_months(last_april, -24),
        opening_population=OPENING_POPULATION,
        periods=_periods(as_at, last_april),
        challenged=_challenged(as_at, last_april),
        protected=(
            Protected(add_months(last_april, -12) - timedelta(days=1), 52),
            Protected(last_april - timedelta(days=1), 55, 50, again=8),
            *((Protected(as_at, 57, 12 + (as_at - last_april).days // 10, again=2),) if as_at > last_april else ()),
        ),
        practised=(Practised(add_months(last_april, -12), as_at, observed=6, statements=58, met=0.85, carers=44),),
        leavers=(replace(LEAVERS, on=as_at),),
        pupils=(replace(PUPILS, ends_on=date(as_at.year - (as_at.month < 9), 8, 31)),),
        staff=STAFF,
        extras=EXTRAS,
        missed=MISSED,
        after_care=AFTER_CARE,
        lively=True,
    )


def _challenged(as_at: date, last_april: date) -> tuple[Challenged, ...]:
    """What was recorded before this service was: of the last whole collection year."""
    if last_april > as_at:
        return ()
    return (
        Challenged(
            from_on=add_months(last_april, -12),
            to_on=last_april - timedelta(days=1),
            themes={"looked_after": {"drift": 6, "visits": 5, "education": 3, "permanence": 2, "late_report": 2}},
            stages={"looked_after": {"1": 12, "2": 5, "3": 1}},
            concerns={"late_report": 11, "health": 7, "drift": 4},
            compliments={"tenacity": 5, "child_at_centre": 4},
            complaints={"child": 4, "care_leaver": 2, "parent": 1},
        ),
    )


def _periods(as_at: date, last_april: date) -> tuple[Period, ...]:
    year_ends = [add_months(last_april, -12 * years) - timedelta(days=1) for years in (1, 0)]
    if as_at < year_ends[-1] + SHORTEST_PERIOD:
        year_ends.pop()
    share = (as_at - year_ends[-1]).days / 365
    years = [
        Period(ends_on=end, population=PAST_POPULATION, starters=STARTERS_A_YEAR, late=LATE_A_YEAR) for end in year_ends
    ]
    present = Period(
        ends_on=as_at,
        population=POPULATION,
        starters=round(STARTERS_A_YEAR * share),
        late=round(LATE_A_YEAR * share),
        all_on_time=ALL_ON_TIME,
    )
    return (*years, present)
