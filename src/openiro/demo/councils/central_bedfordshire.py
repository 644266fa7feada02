"""Central Bedfordshire, 2015/16: 805 reviews of 349 children, 804 of them in time; 285 looked after at its end.

IROs chair conferences too: 476 children, looked after or under a protection plan, for 7.0 posts. The row of 4
placements that lost its label is taken as short stays while the usual carer was on holiday (31 March 2016 was in
Easter week). Newcomers of March 2015 were reviewed that month, so that a return of 2015/16 alone tells of all.
The 7 young people who did not take part are 7 reviews coded PN7.
"""

from datetime import date

from openiro.demo.plan import (
    Challenged,
    Council,
    Parents,
    Participation,
    Period,
    Practised,
    Profile,
    Protected,
    StaffGroup,
)

PLAN = Council(
    key="central-bedfordshire",
    name="Central Bedfordshire",
    prefix="CB",
    seed=1525,
    opens_on=date(2013, 4, 1),
    opening_population=262,
    periods=(
        Period(ends_on=date(2014, 3, 31), population=268, starters=110),
        Period(
            ends_on=date(2015, 3, 31),
            population=274,
            starters=112,
            reviews=818,
            early_reviews_from=date(2015, 3, 2),
        ),
        Period(
            ends_on=date(2016, 3, 31),
            population=285,
            starters=112,
            reviews=805,
            reviews_under_4=220,
            children_reviewed=349,
            late=1,
            participation=Participation(not_taking_part=7, why_not={"missing": 6, "unwell": 1}),
            parents=Parents(
                either=582,
                attended=266,
                mother=541,
                father=334,
                reasons={
                    "mother": {"whereabouts_unknown": 66, "did_not_attend": 121, "died": 4},
                    "father": {"whereabouts_unknown": 162, "did_not_attend": 107, "died": 6},
                },
            ),
        ),
    ),
    profile=Profile(
        age_and_sex={
            ("<1", "M"): 6, ("<1", "F"): 11, ("1-4", "M"): 18, ("1-4", "F"): 24, ("5-9", "M"): 40, ("5-9", "F"): 28,
            ("10-15", "M"): 50, ("10-15", "F"): 44, ("16-17", "M"): 47, ("16-17", "F"): 17,
        },
        ethnicity={
            "WBRI": 199, "WIRI": 3, "WOTH": 13, "WROM": 2, "MWBC": 11, "MWBA": 4, "MWAS": 5, "MOTH": 6, "APKN": 2,
            "AOTH": 7, "BCRB": 3, "BAFR": 9, "BOTH": 2, "OOTH": 19,
        },
        legal_status={"interim care order": 29, "care order": 149, "section 20": 70, "placement order": 37},
        placement={
            "relatives, long term": 11, "relatives": 20, "foster carer, long term": 54, "foster carer": 71,
            "agency foster carer": 42, "secure home": 1, "children's home": 17, "hostel": 8, "parents": 9,
            "placed for adoption": 7, "placed for adoption, other carer": 10, "independent": 29, "other": 2,
            "temporary": 4,
        },
        uasc=34,
    ),
    challenged=(
        Challenged(
            from_on=date(2015, 4, 1),
            to_on=date(2016, 3, 31),
            themes={"looked_after": {"care_planning": 5, "placement": 4, "drift": 3}},
            stages={"looked_after": {"1": 7, "2": 4, "3": 1}},
            concerns={"late_report": 23, "visits": 12, "drift": 9},
            compliments={"child_at_centre": 7, "report_quality": 6},
        ),
    ),
    practised=(Practised(date(2015, 4, 1), date(2016, 3, 31), met=0.86),),
    protected=(
        Protected(date(2015, 3, 31), 185),
        Protected(date(2016, 3, 31), 191, 180, again=28, is_chaired=True),
    ),
    staff=(
        StaffGroup(
            "iro",
            fte=(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.5),
            caseload=(43, 39, 42, 40, 41, 40, 20, 20),
            chairs=(26, 28, 25, 29, 27, 28, 14, 14),
            joined_on=(None,) * 4 + (date(2015, 5, 11), date(2015, 9, 7), date(2015, 11, 2), date(2016, 2, 1)),
        ),
        StaffGroup("lado", fte=(0.4, 0.4)),
        StaffGroup("iro_manager", fte=(1.0,)),
        StaffGroup("business_support", fte=(1.0, 1.0)),
    ),
)  # fmt: skip
