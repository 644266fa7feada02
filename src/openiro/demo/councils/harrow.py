"""Harrow, 2018/19: 525 reviews, all in time; 122 children started and 118 ceased to be looked after.

The population went from 159 to 177 with the three printed autumn months; the 7 leavers whose row the printed list
lost went to other persons with parental responsibility; the year ends at 169 so that 3.2 posts can hold caseloads
of 49 to 68. 'Over 80%' and 'over 60%' are read as 81% and 61%, because the 39% in need of an education plan make
100% with the second. All findings of the monitoring forms are findings of reviews.
"""

from datetime import date

from openiro.demo.plan import (
    USUALLY_UP_TO_DATE,
    Challenged,
    Council,
    Leavers,
    Participation,
    Period,
    Practice,
    StaffGroup,
)

PLAN = Council(
    key="harrow",
    name="Harrow",
    prefix="HA",
    seed=1819,
    opens_on=date(2015, 4, 1),
    opening_population=160,
    periods=(
        Period(ends_on=date(2016, 3, 31), population=163, starters=112),
        Period(ends_on=date(2017, 3, 31), population=161, starters=115),
        Period(ends_on=date(2018, 3, 31), population=165, starters=118),
        Period(
            ends_on=date(2019, 3, 31),
            population=169,
            months=(163, 159, 162, 168, 173, 173, 177, 169, 167, 164, 166, 169),
            starters=122,
            starters_by_age={"<1": 18, "1-4": 11, "5-9": 11, "10-15": 31, "16+": 51},
            leavers={
                "returned home": 34,
                "special guardianship, relatives": 7,
                "independent with support": 16,
                "age assessed as 18": 3,
                "adopted": 5,
                "custody": 3,
                "another authority": 1,
                "other": 42,
                "other person": 7,
            },
            reviews=525,
            reviews_under_4=80,
            participation=Participation(not_taking_part=19),
            practice=Practice(
                up_to_date={**USUALLY_UP_TO_DATE, "visits": 0.83, "health": 0.81, "pep": 0.61},
                not_on_file={"health": 0.125, "pep": 0.165},
                by_second_review=0.87,
                children_with_advocate=39,
                informed=1.0,
            ),
        ),
    ),
    challenged=(
        Challenged(
            from_on=date(2018, 4, 1),
            to_on=date(2019, 3, 31),
            themes={
                "looked_after": {
                    "visits": 16, "health": 11, "education": 10, "pathway_plan": 9, "late_report": 6, "permanence": 5,
                },
            },
            stages={"looked_after": {"1": 49, "2": 8}},
            concerns={"visits": 22, "health": 12, "late_report": 9},
            compliments={"child_at_centre": 9, "partnership": 7, "tenacity": 4},
        ),
    ),
    disabled_reviews=9,
    leavers=(
        Leavers(
            on=date(2019, 3, 31),
            open=190,
            studying=21,
            received={"leaving_home": 19, "leaving_learning": 26, "leaving_work": 14, "leaving_vacations": 10},
            informed={"leaving_pathway": 0.96},
        ),
    ),
    staff=(
        StaffGroup("iro", fte=(1.0, 1.0, 0.7, 0.5), caseload=(49, 51, 35, 34)),
        StaffGroup("iro_manager", fte=(1.0,)),
        StaffGroup("business_support", fte=(1.0, 0.6)),
    ),
)  # fmt: skip
