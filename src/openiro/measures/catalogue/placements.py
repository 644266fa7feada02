"""How stable children's placements are."""

from openiro.measures.measure import Measure

_SOURCE = "SSDA903 return, RNE and PLACE; Children Act 1989, section 22C"

_DISTANCE = "Sufficiency guidance; Care Planning, Placement and Case Review (England) Regulations 2010, reg 11"
_KNOWN = (
    "What was told of the present placement holds, the latest of it; where it was not told, or says 999.9, it is "
    "unknown."
)

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
    Measure(
        id="placements.within_20_miles",
        title="Children placed within 20 miles of home",
        unit="percent",
        definition=(
            "Children looked after at the last day who are placed 20 miles or less from home, of those looked after "
            f"with a known distance. {_KNOWN}"
        ),
        source=_DISTANCE,
        facts="placed_where",
        numerator="near",
        denominator="miles_known",
        unknown="miles_open",
        needs=frozenset({"placement_distances"}),
    ),
    Measure(
        id="placements.out_of_area",
        title="Children placed outside the council's area",
        unit="percent",
        definition=(
            "Children looked after at the last day who are placed outside the council's area, of those looked after "
            f"with a known distance and area. {_KNOWN}"
        ),
        source=_DISTANCE,
        facts="placed_where",
        numerator="outside",
        denominator="area_known",
        unknown="area_open",
        needs=frozenset({"placement_distances"}),
    ),
)
