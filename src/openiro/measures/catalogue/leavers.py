"""Care leavers: how many, what they were told of and what they received."""

from openiro.measures.catalogue import keys
from openiro.measures.measure import Measure

_SOURCE = "Children Act 1989, sections 23C to 24B; All-Party Parliamentary Group, entitlements inquiry (2013)"
_OPEN = (
    "the young people whom the leaving care team has at the last day of the period. Somewhere to stay in vacations is "
    "counted of those in higher education; whether they are is unknown of the unknown."
)


def _entitlements(name: str, title: str, words: str) -> Measure:
    return Measure(
        id=f"care_leavers.{name}",
        title=title,
        unit="percent",
        definition=f"Young people {words}, by entitlement, of {_OPEN}",
        source=_SOURCE,
        facts="leaver_entitlements",
        numerator=name,
        denominator="entitled",
        unknown="not_known",
        keys=(keys.LEAVING,),
        needs=frozenset({"care_leavers", "care_leaver_entitlements"}),
        kept_as=("care_leaver_entitlements", "what", "told" if name == "informed" else name),
    )


MEASURES: tuple[Measure, ...] = (
    Measure(
        id="care_leavers.open",
        title="Care leavers",
        unit="young people",
        definition="Young people whom the leaving care team has at the last day of the period, each once.",
        source=_SOURCE,
        facts="care_leavers",
        numerator="open",
        needs=frozenset({"care_leavers"}),
    ),
    _entitlements("informed", "Care leavers told of their entitlements", "told of it by the last day"),
    _entitlements("received", "Care leavers who received what they are entitled to", "who received it in the period"),
)
