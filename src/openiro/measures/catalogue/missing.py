"""Children who went missing, and those who were away without authorisation, apart."""

from openiro.measures.measure import Measure

_SOURCE = "SSDA903 return, MISSING; statutory guidance on children who run away or go missing from home or care (2014)"
_COUNTED = (
    "An episode counts in the period in which it began, of a child who was looked after at some time of the period, "
    "stays under V3 and V4 apart."
)


def _share(name: str, title: str, words: str, mark: str) -> Measure:
    return Measure(
        id=f"missing.{name}",
        title=title,
        unit="percent",
        definition=f"Children {words}, at least once, of all looked after at some time of the period. {_COUNTED}",
        source=_SOURCE,
        facts="children_missing",
        numerator=mark,
        denominator="counted",
        needs=frozenset({"missing"}),
    )


def _count(name: str, title: str, words: str, mark: str) -> Measure:
    return Measure(
        id=f"missing.{name}",
        title=title,
        unit="episodes",
        definition=f"Times that a child was {words}. {_COUNTED} Of what is called neither M nor A the kind is unknown.",
        source=_SOURCE,
        facts="episodes_of_missing",
        numerator=mark,
        unknown="untold",
        needs=frozenset({"missing"}),
    )


_MISSING, _AWAY = "missing, their whereabouts unknown (M)", "away without authorisation, their whereabouts known (A)"
MEASURES: tuple[Measure, ...] = (
    _share("children", "Children who went missing", f"who were {_MISSING}", "was_missing"),
    _count("episodes", "Episodes of going missing", _MISSING, "missing"),
    _share("away_children", "Children away without authorisation", f"who were {_AWAY}", "was_away"),
    _count("away_episodes", "Episodes of being away without authorisation", _AWAY, "away"),
)
