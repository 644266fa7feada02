"""Who started and who ceased to be looked after in the period."""

from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure

_SOURCE = "Children Act 1989, section 22(1); SSDA903 return, RNE and REC"
_STARTED = (
    "A start is an episode begun by S, not under V3 or V4 that day; of two in the period the latest counts. Care found "
    "under way after a gap, or without a start, counts as unknown."
)
_CEASED = (
    "Care ends with a REC other than X1, or with an end day and no REC (not recorded), not under V3 or V4 that day; of "
    "two ends in the period the latest counts. A gap, or X1 with nothing after it, is no end."
)

MEASURES: tuple[Measure, ...] = (
    Measure(
        id="flow.started",
        title="Children who started to be looked after",
        unit="children",
        definition=f"Children who started a care period in the period. {_STARTED}",
        source=_SOURCE,
        facts="started",
        numerator="started",
        unknown="unknown",
    ),
    Measure(
        id="flow.started_by_age",
        title="Children who started to be looked after, by age",
        unit="percent",
        definition=f"The same by age at the start, of all who started. {_STARTED}",
        source=_SOURCE,
        facts="started",
        numerator="started",
        denominator="started",
        unknown="unknown",
        keys=(keys.STARTING_AGE,),
        whole=True,
    ),
    Measure(
        id="flow.started_first_time",
        title="Children who started to be looked after for the first time",
        unit="percent",
        definition=(
            "Of the children who started, those with no earlier care period among the records loaded; one wholly "
            f"under V3 or V4 does not count. {_STARTED}"
        ),
        source=_SOURCE,
        facts="started",
        numerator="first_time",
        denominator="started",
        unknown="unknown",
    ),
    Measure(
        id="flow.ceased",
        title="Children who ceased to be looked after",
        unit="children",
        definition=(
            f"Children whose care period ended in the period and who were not looked after at its last day. {_CEASED}"
        ),
        source=_SOURCE,
        facts="ceased",
        numerator="ceased",
    ),
    Measure(
        id="flow.ceased_by_reason",
        title="Children who ceased to be looked after, by reason",
        unit="percent",
        definition=f"The same by reason (REC), of all who ceased. {_CEASED}",
        source=_SOURCE,
        facts="ceased",
        numerator="ceased",
        denominator="ceased",
        keys=(keys.REASON_ENDED,),
        whole=True,
    ),
)
