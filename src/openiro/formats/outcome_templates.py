"""Our own templates about what other services know of children as data: distances, Key Stage 4, care leavers."""

from openiro.formats.layouts import Kind, Layout
from openiro.formats.template_columns import CHILD, fact, key, later_fact

TOLD_OR_RECEIVED = (("told", "The young person was told of it"), ("received", "The young person received it"))
_LEAVER = key("CHILD", Kind.TEXT, "The young person's identifier, that of the SSDA903 return where there was one.")

DISTANCES = Layout(
    "placement_distances",
    "placement_distances.csv",
    ("placementdistances", "placementdistance"),
    (
        CHILD,
        key("FROM", Kind.DATE, "The first day of the placement, or the day on which it was measured anew."),
        fact("MILES", Kind.DECIMAL, "Miles from home to the placement; empty or 999.9 where they are not known."),
        fact("OUT_OF_AREA", Kind.FLAG, "Whether the placement is outside the council's area."),
        later_fact("AUTHORITY", Kind.TEXT, "The council in whose area the placement is, where it is outside ours."),
    ),
    ("child", "from"),
    meaning="Where children are placed: one row for each placement, and one more where it was measured anew.",
)
KEY_STAGE_4 = Layout(
    "key_stage_4",
    "key_stage_4.csv",
    ("keystage4", "ks4"),
    (
        CHILD,
        key("YEAR", Kind.NUMBER, "The academic year, by the year in which it ends: 2017 for 2016/17."),
        fact("EHCP", Kind.FLAG, "Whether the pupil has an education, health and care plan."),
        fact("UASC_EAL", Kind.FLAG, "Whether the pupil sought asylum alone, or has English as an additional language."),
        fact("CWD", Kind.FLAG, "Whether the pupil is a child with a disability."),
        fact("SAT", Kind.FLAG, "Whether the pupil sat any GCSE."),
        fact("GRADE_1", Kind.FLAG, "Whether the pupil gained a GCSE at any grade."),
        fact("GRADE_C", Kind.FLAG, "Whether the pupil gained a GCSE at grade C or 4, or above."),
        fact("FIVE_A_C", Kind.FLAG, "Whether the pupil gained 5 at A* to C or 9 to 4, with English and mathematics."),
        fact("MATHS_4", Kind.FLAG, "Whether the pupil gained mathematics at grade C or 4, or above."),
        fact("ENGLISH_4", Kind.FLAG, "Whether the pupil gained English at grade C or 4, or above."),
    ),
    ("child", "year"),
    meaning="Key Stage 4: one row for each pupil in our care in Year 11, and academic year.",
)

CARE_LEAVERS = Layout(
    "care_leavers",
    "care_leavers.csv",
    ("careleavers", "careleaver"),
    (
        _LEAVER,
        key("FROM", Kind.DATE, "The first day on which the leaving care team had the young person."),
        fact("TO", Kind.DATE, "The day on which the team closed the case; empty if it goes on."),
        fact("HIGHER_EDUCATION", Kind.FLAG, "Whether the young person is in higher education."),
    ),
    ("child", "from"),
    ("from", "to"),
    period_is_fatal=True,
    meaning="Care leavers: one row for each time that the leaving care team had a young person.",
)
LEAVER_ENTITLEMENTS = Layout(
    "care_leaver_entitlements",
    "care_leaver_entitlements.csv",
    ("careleaverentitlements", "careleaverentitlement"),
    (
        _LEAVER,
        key("ENTITLEMENT", Kind.WORD, "The entitlement by its id in the council's policy, such as leaving_home."),
        key("WHAT", Kind.WORD, "Whether the young person was told of it or received it.", TOLD_OR_RECEIVED),
        key("ON", Kind.DATE, "The day on which that was."),
    ),
    ("child", "entitlement", "what", "on"),
    meaning="What care leavers were told of and received: one row for each young person, entitlement and day.",
)

OUTCOME_TEMPLATES = (DISTANCES, KEY_STAGE_4, CARE_LEAVERS, LEAVER_ENTITLEMENTS)
