"""What the health file of the return says of children looked after for a year."""

from openiro.measures.measure import Measure

_OF = (
    "of the children looked after through the 12 months to the latest 31 March by the last day, short breaks apart. "
    "Those of whom the health file (OC2) of that year says nothing are unknown."
)


def _health(name: str, title: str, words: str) -> Measure:
    return Measure(
        id=f"health.{name}",
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
)
