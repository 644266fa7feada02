"""Nottingham City, 2016/17: 605 looked after at its end, 589 a year before, 1,619 reviews, 98% of them in time.

The ethnicity table adds to 620, so it cannot be the snapshot of 31 March; it is taken as that of 30 November 2016,
when the twin has 620. The code set of the return has no Arab: 3 are among the 19 of any other ethnic group.
"""

from datetime import date

from openiro.demo.plan import Challenged, Council, Participation, Period, Placed, Profile, Protected, StaffGroup

PLAN = Council(
    key="nottingham",
    name="Nottingham City",
    prefix="NG",
    seed=2016,
    opens_on=date(2015, 4, 1),
    opening_population=584,
    periods=(
        Period(ends_on=date(2016, 3, 31), population=589, starters=215),
        Period(
            ends_on=date(2017, 3, 31),
            population=605,
            months=(592, 594, 599, 603, 608, 611, 616, 620, 615, 611, 608, 605),
            starters=218,
            reviews=1619,
            late=32,
            participation=Participation(took_part={"4": 0.9, "5-9": 0.92, "10-15": 0.94, "16+": 0.92}),
        ),
    ),
    profile=Profile(
        ethnicity={
            "OOTH": 19, "ABAN": 1, "APKN": 13, "AIND": 3, "AOTH": 17, "BAFR": 29, "BCRB": 20, "BOTH": 6, "WROM": 3,
            "MWBA": 8, "MWAS": 6, "MWBC": 71, "MOTH": 26, "NOBT": 5, "WBRI": 362, "WIRI": 7, "WOTH": 24,
        },
        ethnicity_on=date(2016, 11, 30),
    ),
    challenged=(
        Challenged(
            from_on=date(2016, 4, 1),
            to_on=date(2017, 3, 31),
            themes={
                "looked_after": {"contact": 14, "drift": 17, "late_report": 11},
                "child_protection": {"drift": 9, "late_report": 8},
            },
            stages={"looked_after": {"1": 33, "2": 9}, "child_protection": {"1": 15, "2": 2}},
            concerns={"contact": 21, "drift": 26, "late_report": 18},
            compliments={"timely_plan": 5, "tenacity": 3},
        ),
    ),
    # The table of ethnicity adds to 477 of 480: 3 are of a group that it does not print.
    placed=(Placed(on=date(2016, 3, 31), within=0.802), Placed(on=date(2017, 3, 31), within=0.848)),
    protected=(
        Protected(
            date(2015, 3, 31), 500, long=3, categories={"PHY": 45, "SAB": 15, "EMO": 235, "NEG": 180, "MUL": 25}
        ),
        Protected(
            date(2016, 3, 31), 564, 561, again=45, categories={"PHY": 62, "SAB": 23, "EMO": 276, "NEG": 203}
        ),
        Protected(
            date(2017, 3, 31),
            480,
            480,
            again=38,
            long=3,
            conferences=1582,
            categories={"PHY": 30, "SAB": 15, "EMO": 131, "NEG": 173, "MUL": 131},
            ethnicity={
                "OOTH": 5, "AIND": 1, "APKN": 15, "AOTH": 8, "BAFR": 9, "BOTH": 1, "BCRB": 11, "MOTH": 13, "MWAS": 19,
                "MWBA": 1, "MWBC": 49, "NOBT": 6, "WOTH": 15, "WBRI": 323, "WIRI": 1, "CHNE": 3,
            },
        ),
    ),
    staff=(
        StaffGroup(
            "iro",
            fte=(1.0,) * 15 + (0.5,),
            caseload=(39, 40, 38, 39, 39, 40, 38, 39, 39, 40, 39, 39, 38, 40, 39, 19),
            joined_on=(None,) * 14 + (date(2017, 3, 1), date(2017, 3, 1)),
            permanent=(True,) * 14 + (False, False),
        ),
        StaffGroup("iro_manager", fte=(1.0, 1.0)),
        StaffGroup("lado", fte=(1.0,)),
        StaffGroup("business_support", fte=(1.0, 1.0, 1.0)),
    ),
)  # fmt: skip
