"""The sections of a panel's paper on the life chances of the children, and on the demand for placements.

Source: Harrow, corporate parenting strategy, 4.3 (management performance information) and 6.4 (sufficiency strategy).
"""

from openiro.reporting.parts import Part, definitions_of, side_by_side
from openiro.reporting.section_tables import crossed

LIFE_CHANCES: tuple[Part, ...] = (
    side_by_side(
        "life-chances",
        "Health and offending, of children looked after through the year to 31 March",
        ("health.assessment", "Health assessment in the year"),
        ("health.dental", "Teeth checked in the year"),
        ("health.immunisations", "Immunisations up to date"),
        ("health.substances", "Substance misuse identified"),
        ("offending.convicted", "Aged 10 or over: convicted or cautioned in the year"),
    ),
    side_by_side(
        "going-missing",
        "Children who went missing, and children away without authorisation",
        ("missing.children", "Children who went missing"),
        ("missing.episodes", "Times that a child was missing"),
        ("missing.away_children", "Children away without authorisation"),
        ("missing.away_episodes", "Times that a child was away without authorisation"),
    ),
    side_by_side(
        "leavers",
        "Care leavers, as the return tells of them",
        ("care_leavers.in_eet", "In education, employment or training"),
        ("care_leavers.not_in_eet", "Not in education, employment or training"),
        ("care_leavers.parenting", "Of these: because of pregnancy or parenting"),
        ("care_leavers.in_touch", "In touch with the council"),
        ("care_leavers.suitable_home", "In suitable accommodation"),
    ),
    definitions_of("offending.convicted", "missing.children", "missing.away_children", "care_leavers.in_eet"),
)
SUFFICIENCY: tuple[Part, ...] = (
    crossed(
        "population.by_need_and_provider",
        "population.by_need",
        "population.by_provider",
        id="demand-for-placements",
        caption="Children looked after, by need and who provides their placement",
        heading="Need",
    ),
    side_by_side(
        "where-placed",
        "Where children are placed",
        ("placements.within_20_miles", "Within 20 miles of home"),
        ("placements.out_of_area", "Outside the council's area"),
    ),
    definitions_of("population.by_need_and_provider", "placements.within_20_miles", "placements.out_of_area"),
)
