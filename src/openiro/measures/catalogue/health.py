"""What the file of outcomes (OC2) of the return says of children looked after for a year: health, and convictions."""

from openiro.measures.measure import Measure

_OF = (
    "of the children looked after through the 12 months to the latest 31 March by the last day, short breaks apart. "
    "Those of whom the health file (OC2) of that year says nothing are unknown."
)


def _health(name: str, title: str, words: str, area: str = "health") -> Measure:
    return Measure(
        id=f"{area}.{name}",
        title=title,
        unit="percent",
        definition=f"Children {words}, {_OF}",
        source="SSDA903 return, OC2; statutory guidance on promoting the health of looked-after children",
        facts="health",
        numerator=f"{name}_yes",
        denominator=f"{name}_known",
        unknown=f"{name}_open",
        needs=frozenset({"health"}),
    )


MEASURES: tuple[Measure, ...] = (
    _health("immunisations", "Children with immunisations up to date", "whose immunisations were up to date"),
    _health("dental", "Children with a dental check in the year", "whose teeth were checked in the 12 months"),
    _health("assessment", "Children with a health assessment in the year", "who had a health assessment in the year"),
    _health(
        "substances",
        "Children with a substance misuse problem",
        "who were identified as having a substance misuse problem in the year",
    ),
    _health(
        "convicted",
        "Children convicted in the year",
        "aged 10 or over on that 31 March who were convicted, or given a youth caution, in the 12 months",
        "offending",
    ),
)
