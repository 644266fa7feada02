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


_RETURNED = (
    "of whom the file of care leavers (OC3) of the return of the latest 31 March by the last day tells; those who died "
    "are left out, and those of whom it does not say are unknown."
)


def _returned(name: str, title: str, words: str, marks: tuple[str, str, str]) -> Measure:
    numerator, denominator, unknown = marks
    return Measure(
        id=f"care_leavers.{name}",
        title=title,
        unit="percent",
        definition=f"Young people {words}, of those {_RETURNED}",
        source="SSDA903 return, OC3 (IN_TOUCH, ACTIV, ACCOM); Children Act 1989, sections 23A to 24",
        facts="leavers_in_the_return",
        numerator=numerator,
        denominator=denominator,
        unknown=unknown,
        needs=frozenset({"leaver_outcomes"}),
    )


_ACTIVITY = ("activity_known", "activity_open")
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
    _returned(
        "in_touch",
        "Care leavers in touch with the council",
        "with whom the council is in touch (YES; not NO, REFU, NREQ or RHOM)",
        ("is_in_touch", "touch_known", "touch_open"),
    ),
    _returned(
        "in_eet",
        "Care leavers in education, employment or training",
        "in education, employment or training, full or part time (F and P)",
        ("busy", *_ACTIVITY),
    ),
    _returned(
        "not_in_eet",
        "Care leavers not in education, employment or training",
        "not in education, employment or training (G4, G5 and G6)",
        ("idle", *_ACTIVITY),
    ),
    _returned(
        "parenting",
        "Care leavers at home as parents",
        "not in education, employment or training because of pregnancy or parenting (G6; a parent who studies or works "
        "is not told apart)",
        ("parenting", *_ACTIVITY),
    ),
    _returned(
        "suitable_home",
        "Care leavers in suitable accommodation",
        "in accommodation that is suitable (ACCOM ending in 1)",
        ("suitable", "home_known", "home_open"),
    ),
    _entitlements("informed", "Care leavers told of their entitlements", "told of it by the last day"),
    _entitlements("received", "Care leavers who received what they are entitled to", "who received it in the period"),
)
