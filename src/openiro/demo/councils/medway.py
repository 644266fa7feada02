"""Medway, 2017/18 to January 2020: both timeliness measures side by side, and why they differ.

422 looked after on 30 November 2019 give 6.2 posts the printed average of 68 (434 is the figure of January 2020).
Of 437 children under a plan then, five chairs had 87.4 each; the sixth post was filled later. Reviews are few
in the last eight months because many were not yet entered: most children have one, held late in its six months.
"""

from datetime import date

from openiro.demo.plan import Challenged, Council, Participation, Period, Practised, Protected, StaffGroup

LAST_YEAR = Participation(took_part={"4": 0.83, "5-9": 0.83, "10-15": 0.83, "16+": 0.83})
THIS_YEAR = Participation(took_part={"4": 0.85, "5-9": 0.85, "10-15": 0.85, "16+": 0.85})

PLAN = Council(
    key="medway",
    name="Medway",
    prefix="ME",
    seed=1920,
    opens_on=date(2015, 4, 1),
    opening_population=405,
    periods=(
        Period(ends_on=date(2016, 3, 31), population=408, starters=165),
        Period(ends_on=date(2017, 3, 31), population=410, starters=165),
        Period(ends_on=date(2018, 3, 31), population=412, starters=170, reviews=1182, late=24, all_on_time=0.88),
        Period(
            ends_on=date(2019, 3, 31),
            population=425,
            starters=140,
            reviews=1191,
            late=36,
            all_on_time=0.83,
            caught_up_after=(62, 85),
            early_reviews_from=date(2018, 12, 17),
            participation=LAST_YEAR,
        ),
        Period(
            ends_on=date(2019, 11, 30),
            population=422,
            starters=36,
            reviews=509,
            late=51,
            all_on_time=0.79,
            all_on_time_from=date(2018, 12, 1),
            overdue_days=110,
            participation=THIS_YEAR,
        ),
        Period(ends_on=date(2020, 1, 31), population=434, starters=30, participation=THIS_YEAR),
    ),
    challenged=(
        Challenged(
            from_on=date(2018, 12, 1),
            to_on=date(2019, 11, 30),
            themes={
                "looked_after": {
                    "drift": 12, "permanence": 8, "decision_not_implemented": 9, "education": 6, "health": 4,
                    "documents": 24, "participation": 5, "contact": 6, "pathway_plan": 5,
                },
                "child_protection": {"late_report": 5, "visits": 2},
            },
            stages={
                "looked_after": {"1": 50, "2": 21, "3": 8},
                "child_protection": {"1": 4, "2": 3},
            },
            concerns={"documents": 31, "drift": 14, "visits": 9},
            compliments={"child_at_centre": 6, "report_quality": 5},
        ),
    ),
    practised=(Practised(date(2018, 12, 1), date(2019, 11, 30), statements=145, carers=64),),
    protected=(
        Protected(date(2017, 3, 31), 330),
        Protected(date(2018, 3, 31), 343, 330, again=60, conferences=1121, in_time=0.88),
        Protected(date(2019, 3, 31), 355, 330, again=70, conferences=1721, in_time=0.75),
        Protected(date(2019, 11, 30), 437, 330, again=55, conferences=1337, in_time=0.74, is_chaired=True),
        Protected(date(2020, 1, 31), 438, 70, again=12, conferences=330, in_time=0.8),
    ),
    staff=(
        StaffGroup("iro", fte=(1.0, 1.0, 1.0, 1.0, 1.0, 0.6, 0.6), caseload=(70, 68, 67, 68, 68, 41, 40)),
        StaffGroup(
            "conference_chair",
            fte=(1.0,) * 6,
            caseload=(95, 84, 86, 88, 84, 0),
            joined_on=(None, None, None, date(2019, 9, 2), date(2019, 10, 14), date(2020, 1, 6)),
        ),
        StaffGroup("fostering_iro", fte=(1.0,)),
        StaffGroup("iro_manager", fte=(1.0, 1.0)),
        StaffGroup("head_of_service", fte=(1.0,)),
        StaffGroup("business_support", fte=(1.0, 1.0, 1.0)),
    ),
    caseload_on=date(2019, 11, 30),
)  # fmt: skip
