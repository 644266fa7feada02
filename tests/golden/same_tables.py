"""Whether two ways to the tables of measures end at the same rows."""

from openiro.measures.tables import ROW_KEYS, Tables

# Of the return's files, what a council's own records say otherwise: who is under a plan, and what episodes lack there.
OF_CHALLENGE = ("disputes", "concerns", "compliments", "oversight", "complaints")
OF_THE_SERVICE = ("reviews", "parents", "decisions", "checks", "permanence", "entitlements", *OF_CHALLENGE)


def differing_tables(one: Tables, other: Tables) -> list[str]:
    """The tables about reviews, and about what children were told and planned for, whose rows differ."""
    return [
        name
        for name in OF_THE_SERVICE
        if not one.frame(name).sort(ROW_KEYS[name]).equals(other.frame(name).sort(ROW_KEYS[name]))
    ]
