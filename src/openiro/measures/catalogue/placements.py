"""How stable children's placements are."""

from openiro.measures.measure import Measure

_SOURCE = "SSDA903 return, RNE and PLACE; Children Act 1989, section 22C"

MEASURES: tuple[Measure, ...] = (
    Measure(
        id="placements.three_or_more",
        title="Children with three or more placements",
        unit="percent",
        definition=(
            "Children looked after at the last day with 3 or more placements in the period, of all looked after. RNE "
            "S, P and B begin a placement; T0 to T4 and stays under V3 and V4 are not counted. A placement is in the "
            "period if it began by the last day and had not ended on or before the first."
        ),
        source=_SOURCE,
        facts="stays",
        numerator="three_or_more",
        denominator="looked_after",
    ),
    Measure(
        id="placements.long_term_stability",
        title="Long-term placement stability",
        unit="percent",
        definition=(
            "Children under 16 looked after at the last day for 2.5 years or more who have been in one placement for "
            "2 years or more, of all under 16 looked after for 2.5 years or more. A care period of unknown start is "
            "measured from its first known day."
        ),
        source=_SOURCE,
        facts="stays",
        numerator="stable",
        denominator="long_term",
    ),
)
