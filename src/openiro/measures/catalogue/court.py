"""Children in proceedings, and what disputes asked of lawyers and of Cafcass."""

from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure

_NEEDS = frozenset({"proceedings"})
_SOURCE = "Children Act 1989, section 31; Cafcass and IRO good practice protocol"

MEASURES: tuple[Measure, ...] = (
    Measure(
        id="court.children",
        title="Children in court proceedings",
        unit="percent",
        definition=(
            "Children looked after at the last day about whom proceedings had begun and not ended, of all looked after."
        ),
        source=_SOURCE,
        facts="in_court",
        numerator="in_court",
        denominator="looked_after",
        needs=_NEEDS,
    ),
    Measure(
        id="court.reviews",
        title="Reviews held while proceedings were under way",
        unit="percent",
        definition="Looked-after reviews held in the period while proceedings about the child were under way, of all.",
        source=_SOURCE,
        facts="reviews_in_court",
        numerator="in_court",
        denominator="held",
        needs=_NEEDS,
    ),
    Measure(
        id="disputes.referred",
        title="Legal advice and referrals to Cafcass in disputes",
        unit="referrals",
        definition=(
            "Independent legal advice asked for by IROs, and referrals to Cafcass, in disputes, on a day of the "
            "period, by kind. Each is counted once, however many children the dispute is about."
        ),
        source="Children Act 1989, section 25B(3)(a); IRO Handbook, chapters 2 and 6",
        facts="referrals",
        numerator="asked",
        keys=(keys.REFERRAL,),
        needs=frozenset({"referrals"}),
    ),
)
