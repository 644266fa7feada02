"""Practice beside reviews: disabled children reviewed, chairing observed, disruption meetings, carers' reviews."""

from openiro.measures.measure import Measure

MEASURES: tuple[Measure, ...] = (
    Measure(
        id="reviews.disabled",
        title="Reviews of disabled children",
        unit="percent",
        definition=(
            "Reviews held in the period of children recorded as disabled (where nobody recorded it: in need because of "
            "a disability, N2, on the day), of all reviews held in the period."
        ),
        source="IRO Handbook, annual report: the range of children reviewed; Equality Act 2010, section 149",
        facts="reviews_of_disabled",
        numerator="disabled_child",
        denominator="held",
    ),
    Measure(
        id="staff.chairing_observed",
        title="Reviews at which chairing was observed",
        unit="reviews",
        definition=(
            "Reviews held in the period at which somebody observed how the IRO chaired, each once: by an observation "
            "handed in here, or told of by a file."
        ),
        source="IRO Handbook, annual report and quality assurance of the service",
        facts="chairing_observed",
        numerator="observed",
        needs=frozenset({"chairing_observations"}),
    ),
    Measure(
        id="placements.disruptions",
        title="Placements that broke down, with a disruption meeting",
        unit="percent",
        definition=(
            "Placements of the council's length (12 months where its policy says nothing) that ended unplanned in the "
            "period while the child stayed in care, on which a meeting was held by the last day, of those that ended "
            "so. Unplanned: ALLEG, STAND, APPRR, CREQB, CREQO, CHILD or CLOSE of the return; those with OTHER or no "
            "reason are unknown."
        ),
        source="SSDA903 return, REASON_PLACE_CHANGE; the council's procedure on disruptions",
        facts="disruptions",
        numerator="met",
        denominator="disrupted",
        unknown="untold",
        needs=frozenset({"disruption_meetings"}),
    ),
    Measure(
        id="carers.reviews_in_time",
        title="Foster carers' annual reviews in time",
        unit="percent",
        definition=(
            "Annual reviews of foster carers due in the period that were held on or before the day, of all due in the "
            "period."
        ),
        source="Fostering Services (England) Regulations 2011, reg 28",
        facts="carers_reviews",
        numerator="in_time",
        denominator="due",
        needs=frozenset({"carer_reviews"}),
    ),
)
