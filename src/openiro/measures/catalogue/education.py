"""What pupils in care gained at Key Stage 4."""

from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure

_ROWS = (
    "By row: all pupils; those with an education, health and care plan, who sought asylum alone or have English as an "
    "additional language, with a disability, who sat a GCSE, of all pupils; of those who sat: one GCSE at any grade, "
    "one at C or 4 or above, 5 at A* to C or 9 to 4 with English and mathematics (this also of all pupils), "
    "mathematics and English at 4 or above. Who sat nothing gained nothing; pupils of whom a row is not known are "
    "unknown."
)


def _key_stage_4(id: str, title: str, whom: str, prefix: str) -> Measure:
    return Measure(
        id=id,
        title=title,
        unit="percent",
        definition=f"{whom} {_ROWS}",
        source="Virtual school, Key Stage 4 results; Children Act 1989, section 22(3A)",
        facts="key_stage_4",
        numerator=f"{prefix}had",
        denominator=f"{prefix}base",
        unknown=f"{prefix}open",
        keys=(keys.KEY_STAGE_4,),
        needs=frozenset({"key_stage_4"}),
    )


MEASURES: tuple[Measure, ...] = (
    _key_stage_4(
        "education.ks4",
        "Key Stage 4",
        "Pupils in our care in a Year 11 that ended (on 31 August) in the period.",
        "",
    ),
    _key_stage_4(
        "education.ks4_all_year",
        "Key Stage 4, of pupils looked after all year",
        "Pupils in a Year 11 that ended (on 31 August) in the period who were looked after through the 12 months to "
        "31 March of it, short breaks apart.",
        "year_",
    ),
)
