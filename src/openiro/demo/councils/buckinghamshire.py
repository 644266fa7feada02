"""Buckinghamshire, 2016/17: 458 looked after at its end, 210 started, 1,221 reviews of which 1,172 in time.

250 is read as reviews of children under 4, not as children. The year before has 245 starters and 91% in time.
8 IROs in 7.2 full-time equivalents; the list of 7 whole posts and one of 14 hours in term time is not 7.2, which
is taken as printed. Children of 5 to 9, 10 to 15 and 16 and over who did not take part: 20%, 9% and 7%.
The records go on to the end of August 2017, because the report tells of July and of that summer's results. Its 1 of 5
who gained English is taken as 5 of the 25 who sat.
"""

from datetime import date

from openiro.demo.plan import (
    USUALLY_UP_TO_DATE,
    Challenged,
    Council,
    Participation,
    Period,
    Placed,
    Practice,
    Practised,
    Profile,
    Pupils,
    StaffGroup,
)

PLAN = Council(
    key="buckinghamshire",
    name="Buckinghamshire",
    prefix="BU",
    seed=1627,  # the first from 1617 whose dice meet the plan: the ten before it would be thrown in vain
    opens_on=date(2015, 4, 1),
    opening_population=436,
    periods=(
        Period(
            ends_on=date(2016, 3, 31),
            population=452,
            starters=245,
            late_share=0.09,
            health={"immunisations": 0.88, "dental": 0.92, "health": 0.95},
        ),
        Period(
            ends_on=date(2017, 3, 31),
            population=458,
            starters=210,
            reviews=1221,
            reviews_under_4=250,
            late=49,
            participation=Participation(took_part={"4": 0.88, "5-9": 0.80, "10-15": 0.91, "16+": 0.93}),
            practice=Practice(
                up_to_date={**USUALLY_UP_TO_DATE, "health": 0.926, "dental": 0.95, "immunisations": 0.95},
                reviews_with_advocate=228,
            ),
        ),
        Period(ends_on=date(2017, 8, 31), population=466, starters=85),
    ),
    challenged=(
        Challenged(
            from_on=date(2016, 4, 1),
            to_on=date(2017, 3, 31),
            themes={"looked_after": {"drift": 9, "permanence": 7, "unallocated": 4, "education": 3}},
            stages={"looked_after": {"1": 18, "2": 4, "3": 1}},
            concerns={"drift": 24, "late_report": 19, "health": 8},
            compliments={"timely_plan": 6, "child_at_centre": 8},
            complaints={"child": 11, "care_leaver": 6},
            in_depth=0.97,
        ),
    ),
    caseload_on=date(2017, 3, 31),
    practised=(Practised(date(2016, 4, 1), date(2017, 3, 31), observed=8),),
    placed=(
        Placed(on=date(2017, 3, 31), within=0.38, outside=0.5),
        Placed(on=date(2017, 7, 31), within=0.52),
    ),
    pupils=(
        Pupils(
            ends_on=date(2016, 8, 31),
            all_year={
                "pupils": 31,
                "ehcp": 15,
                "uasc_eal": 3,
                "cwd": 4,
                "sat": 20,
                "grade_1": 19,
                "grade_c": 9,
                "five_a_c": 3,
                "maths_4": 5,
                "english_4": 6,
            },
            others={
                "pupils": 9,
                "ehcp": 2,
                "uasc_eal": 3,
                "cwd": 0,
                "sat": 4,
                "grade_1": 4,
                "grade_c": 2,
                "five_a_c": 1,
                "maths_4": 2,
                "english_4": 1,
            },
        ),
        Pupils(
            ends_on=date(2017, 8, 31),
            all_year={
                "pupils": 33,
                "ehcp": 19,
                "uasc_eal": 2,
                "cwd": 5,
                "sat": 20,
                "grade_1": 19,
                "grade_c": 10,
                "five_a_c": 2,
                "maths_4": 4,
                "english_4": 4,
            },
            others={
                "pupils": 11,
                "ehcp": 2,
                "uasc_eal": 5,
                "cwd": 0,
                "sat": 5,
                "grade_1": 5,
                "grade_c": 3,
                "five_a_c": 1,
                "maths_4": 3,
                "english_4": 1,
            },
        ),
    ),
    profile=Profile(ages={"<1": 0.03, "1-4": 0.08, "5-9": 0.15, "10-15": 0.44, "16-17": 0.30}),
    staff=(
        StaffGroup("iro", fte=(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.2), caseload=(58, 61, 63, 64, 66, 66, 67, 13)),
        StaffGroup("iro_manager", fte=(1.0,)),
        StaffGroup("business_support", fte=(1.0, 1.0, 1.0)),
    ),
)
