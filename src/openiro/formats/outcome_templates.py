"""Our own templates about what other services know of children as data: distances of placements, Key Stage 4."""

from openiro.formats.layouts import Kind, Layout
from openiro.formats.template_columns import CHILD, fact, key

DISTANCES = Layout(
    "placement_distances",
    "placement_distances.csv",
    ("placementdistances", "placementdistance"),
    (
        CHILD,
        key("FROM", Kind.DATE, "The first day of the placement, or the day on which it was measured anew."),
        fact("MILES", Kind.DECIMAL, "Miles from home to the placement; empty or 999.9 where they are not known."),
        fact("OUT_OF_AREA", Kind.FLAG, "Whether the placement is outside the council's area."),
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

OUTCOME_TEMPLATES = (DISTANCES, KEY_STAGE_4)
